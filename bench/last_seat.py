"""One seat is left, and two hundred members press for it within a second."""

from collections.abc import Iterator

from sqlalchemy import func, select, update

from bench import load
from bench.club import found
from bench.events import Chatter
from bench.figures import figure, ratios
from bench.handling import PEER, last_reply
from bench.load import Result
from bench.plan import Plan
from bench.stand import DATABASES, Stand
from bench.tables import Table
from models import Answer, Event, Registration, database

PRESSING = 200  # members, and as many a second


def measure(stand: Stand, plan: Plan) -> Iterator[Table]:
    """Each round is a new club; the peer only says 200 to the same webhooks."""
    rows = []
    for kind in DATABASES:
        rounds = [_round(stand, kind) for _round_ in range(plan.rounds)]
        last, beside, seats = zip(*rounds, strict=True)
        rows.append(
            (kind, figure(last, "s"), figure(ratios(last, beside)), " · ".join(map(str, seats)))
        )
    yield Table(
        f"The last seat, pressed by {PRESSING} within a second",
        ("", "until the last has an answer", f"beside “{PEER}”", "who has it, who waits"),
        rows,
        "From the first webhook to the last reply that LINE took; the peer's clock stops at its "
        "last 200.",
    )


def _round(stand: Stand, kind: str) -> tuple[float, float, str]:
    """Seconds until the last answer, those of the peer, and how many have a seat and wait."""
    address = stand.database(kind)
    club = found(address, PRESSING, 0)
    engine, event = database.connect(address), club.events[0]
    with database.sessions(engine).begin() as db:
        db.execute(update(Event).where(Event.id == event).values(capacity=1))
    chatter = Chatter(club)
    with stand.peer("bare") as peer:
        beside = _pressed(peer.port, chatter.presses_by_all(event))
    with stand.ours(address) as web:
        load.as_fast_as_answered(web.port, chatter.requests(20, "menu"), 5)
        stand.stub.begin()
        began = _pressed(web.port, chatter.presses_by_all(event)).began
        last = last_reply(stand, PRESSING) - began
    with database.sessions(engine).begin() as db:
        said = select(Registration.answer, func.count()).group_by(Registration.answer)
        answers = dict(iter(db.execute(said)))
    engine.dispose()
    told = f"{answers.get(Answer.COMING, 0)} and {answers.get(Answer.WAITING, 0)}"
    return last, beside.ended - beside.began, told


def _pressed(port: int, requests: list[bytes]) -> Result:
    result = load.at_rate(port, requests, PRESSING)
    if result.failed or result.unanswered:
        raise RuntimeError(f"{result.failed} failed, {len(result.unanswered)} never answered")
    return result
