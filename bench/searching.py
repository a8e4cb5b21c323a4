"""Finding one club among many, and one person of a club, beside a bare SELECT … LIKE."""

import time
from collections.abc import Callable, Iterator

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from bench.crowd import CLUBS, crowded
from bench.figures import figure, ratios
from bench.plan import Plan
from bench.stand import DATABASES, Stand
from bench.tables import Table
from bot import people
from handlers.club import actions
from models import Club, Member, database

ASKED = 20
LIKE = "SELECT id FROM clubs WHERE name LIKE '%บางไผ่เหนือ7%' ORDER BY name LIMIT 4"
SEARCHES: dict[str, Callable[[Session, int], object]] = {
    "bare SELECT … LIKE over the clubs": lambda db, _: db.execute(text(LIKE)).all(),
    "a club by its code": lambda db, _: actions.find(db, "C4711"),
    "a club by its name": lambda db, _: actions.find(db, "บางไผ่เหนือ7"),
    "a club by its kind and name": lambda db, _: actions.find(db, "อบต. บางไผ่เหนือ7"),
    "a club, misspelt": lambda db, _: actions.near(db, "อบต.บางไผเหนอ7"),
    "a club of no such name": lambda db, _: actions.near(db, "ฟหกดฟหกด"),
    "a person of a club": lambda db, club: people.named_like(db, club, "สมชาย ใจดี7"),
    "a person of a club, misspelt": lambda db, club: people.named_like(db, club, "สมชัย ใจดี7"),
}


def measure(stand: Stand, plan: Plan) -> Iterator[Table]:
    for kind in DATABASES:
        yield _table(stand, plan, kind)


def _table(stand: Stand, plan: Plan, kind: str) -> Table:
    engine = database.connect(crowded(stand, plan, kind))
    rounds = {name: [] for name in SEARCHES}
    with database.sessions(engine).begin() as db:
        club = db.scalars(select(Club.id).order_by(Club.id)).first() or 0
        size = db.scalar(select(func.count()).where(Member.club_id == club))
        for search in SEARCHES.values():
            search(db, club)  # what is kept from then on is kept
        for _ in range(max(3, plan.rounds)):
            for name, search in SEARCHES.items():
                rounds[name].append(_milliseconds(db, club, search))
    engine.dispose()
    beside = next(iter(rounds.values()))
    rows = [
        (name, figure(each, "ms"), figure(ratios(each, beside))) for name, each in rounds.items()
    ]
    return Table(
        f"Searching ({kind})",
        ("", "one search", "beside the bare SELECT"),
        rows,
        f"{CLUBS:,} clubs and {plan.searched:,} members, {size:,} of them in the club searched; "
        f"each figure is the mean of {ASKED} searches, with the objects it gives.",
    )


def _milliseconds(db: Session, club: int, search: Callable[[Session, int], object]) -> float:
    began = time.perf_counter()
    for _ in range(ASKED):
        db.expire_all()
        search(db, club)
    return (time.perf_counter() - began) / ASKED * 1000
