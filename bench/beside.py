"""How long LINE waits for our 200 at rest, and while an announcement leaves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench import load, news
from bench.announcing import AHEAD, DELAY, trouble
from bench.club import found
from bench.events import Chatter
from bench.figures import figure
from bench.plan import Plan
from bench.processes import wait_until_answers
from bench.reminders import RATE, WARMING, watching
from bench.stand import DATABASES, Stand
from bench.tables import Table
from bench.waiting import Waits, waits

SLOWEST = 20_000  # people a second: the webhooks last until the announcement has left


@dataclass(frozen=True)
class Round:
    rest: Waits
    meanwhile: Waits
    trouble: str


def measure(stand: Stand, plan: Plan) -> Iterator[Table]:
    rows = [
        _row(kind, [_round(stand, plan, kind) for _ in range(plan.rounds)]) for kind in DATABASES
    ]
    yield Table(
        f"Waiting for the 200 while an announcement leaves to {plan.announced:,} people",
        ("", "at rest: p50", "p99", "meanwhile: p50", "p99", "twice or refused"),
        rows,
        f"{RATE} webhooks a second; web and worker share one core; LINE takes "
        f"{DELAY * 1000:.0f} ms for an answer. The aim is a p99 below 100 ms.",
    )


def _round(stand: Stand, plan: Plan, kind: str) -> Round:
    address = stand.database(kind)
    at_rest = int(RATE * plan.open_seconds)
    many = WARMING + at_rest + int(RATE * (plan.announced / SLOWEST + 60))
    requests = Chatter(found(address, plan.members, many)).requests(many)
    (club,) = news.readers(address, plan.announced)
    with stand.ours(address) as web, stand.worker(address):
        wait_until_answers(web.port, "/readyz")
        load.at_rate(web.port, requests[:WARMING], RATE)
        rest = load.at_rate(web.port, requests[WARMING : WARMING + at_rest], RATE)
        stand.stub.begin(DELAY)
        news.announce(address, club, AHEAD / 4)
        with watching(stand, plan.announced) as done:
            busy = load.at_rate(web.port, requests[WARMING + at_rest :], RATE, enough=done.is_set)
        report = stand.stub.report()
    if report["recipients"] < plan.announced:
        raise TimeoutError(f"{plan.announced} are to be told: {report}")
    return Round(waits(rest), waits(busy), trouble([report]))


def _row(kind: str, rounds: Sequence[Round]) -> Sequence[str]:
    return (
        kind,
        figure([each.rest.median for each in rounds], "ms"),
        figure([each.rest.p99 for each in rounds], "ms"),
        figure([each.meanwhile.median for each in rounds], "ms"),
        figure([each.meanwhile.p99 for each in rounds], "ms"),
        ", ".join(sorted({each.trouble for each in rounds})),
    )
