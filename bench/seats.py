"""Events among many: a list of them, an answer, and thousands who are offered a seat or told."""

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, func, insert, select, text, update
from sqlalchemy.orm import Session, sessionmaker

from bench.crowd import crowded
from bench.figures import figure, ratios
from bench.plan import Plan
from bench.stand import DATABASES, Stand
from bench.tables import Table
from handlers.event import actions, seats, telling
from models import Answer, Club, Event, Member, Notice, NoticeKind, Registration, Sitting, database
from settings import Settings

ASKED = 100
BARE = "bare SELECT … WHERE id"
LIST, ANSWER = "the next events of a club", "an answer, and its commit"
OFFERS, CHANGES = "offering a seat to each", "owing each the word of a change"
ONLINE = "… of a meeting online, with both reminders"


def measure(stand: Stand, plan: Plan) -> Iterator[Table]:
    for kind in DATABASES:
        url = crowded(stand, plan, kind)
        settings = Settings.from_env({**os.environ, **stand.environment(url)})
        engine = database.connect(url)
        yield _single(engine, kind)
        yield _many(database.sessions(engine, settings=settings), plan, kind)
        engine.dispose()


def _single(engine: Engine, kind: str) -> Table:
    now = datetime.now(UTC)
    with database.sessions(engine).begin() as db:
        club = db.scalars(select(Club.id).order_by(Club.id)).first()
        people = list(db.scalars(select(Member).where(Member.club_id == club).limit(ASKED)))
        event = _event(db, club or 0, now, capacity=None)
        sizes = [
            db.scalar(select(func.count()).select_from(each)) for each in (Event, Registration)
        ]
    once: dict[str, Callable[[Session, Member], object]] = {
        BARE: lambda db, who: db.execute(
            text("SELECT name FROM members WHERE id = :id"), {"id": who.id}
        ).all(),
        LIST: lambda db, who: db.scalars(actions.coming_up(who, now).limit(4)).all(),
        ANSWER: lambda db, who: seats.answer(db, who, event, Answer.COMING, at=now, now=now),
    }
    taken = {name: [_one(engine, each, who) for who in people] for name, each in once.items()}
    rows = [
        (name, figure(each, "ms"), f"{sorted(each)[int(len(each) * 0.95)]:.1f} ms")
        for name, each in taken.items()
    ]
    return Table(
        f"Events among many ({kind})",
        ("", "median (least–most)", "p95"),
        rows,
        f"{sizes[0]:,} events, {sizes[1]:,} answers; {len(people)} members, each in a "
        "transaction of her own.",
    )


def _one(engine: Engine, does: Callable[[Session, Member], object], who: Member) -> float:
    began = time.perf_counter()
    with database.sessions(engine).begin() as db:
        does(db, db.merge(who, load=False))
    return (time.perf_counter() - began) * 1000


def _many(sessions: sessionmaker[Session], plan: Plan, kind: str) -> Table:
    """As the worker does it, page by page; beside so many bare INSERTs in one statement."""
    now = datetime.now(UTC)
    with sessions.begin() as db:
        club = db.scalars(select(Club.id).order_by(Club.id)).first() or 0
        event = _event(db, club, now, capacity=plan.reminders)
        ids = list(db.scalars(select(Member.id).limit(plan.reminders)))
        hers = {"event_id": event, "answer": Answer.WAITING, "queued": now, "said": now}
        began = time.perf_counter()
        db.execute(insert(Registration), [{**hers, "member_id": each} for each in ids])
        bare = time.perf_counter() - began
        db.get_one(Event, event).has_room = True
    taken = {OFFERS: _drain(sessions, seats.fill, now)}
    taken[CHANGES] = _changed(sessions, event, ["place"], now)
    with sessions.begin() as db:
        db.get_one(Event, event).online_url = "https://meet.example/strong"
        coming = update(Registration).where(Registration.event_id == event)
        db.execute(coming.values(answer=Answer.COMING))
    taken[ONLINE] = _changed(sessions, event, ["place", "online_url"], now)
    rows = [
        (
            name,
            f"{sum(each):.2f} s",
            f"{max(each) * 1000:.0f} ms",
            figure(ratios([sum(each)], [bare])),
        )
        for name, each in taken.items()
    ]
    return Table(
        f"{len(ids):,} who wait for a seat ({kind})",
        ("", "all", "longest transaction", "beside bare INSERTs"),
        rows,
        f"One worker, {seats.PAGE} in a transaction; the bare INSERTs took {bare:.2f} s.",
    )


def _changed(
    sessions: sessionmaker[Session], event: int, fields: list[str], now: datetime
) -> list[float]:
    until = now + timedelta(days=8)
    with sessions.begin() as db:
        changed = {"event_id": event, "kind": NoticeKind.CHANGED, "fields": fields}
        db.add(Notice(**changed, due=now, not_after=until))
    return _drain(sessions, telling.tell, now)


def _drain(
    sessions: sessionmaker[Session], does: Callable[[Session, datetime], bool], now: datetime
) -> list[float]:
    """Seconds of each transaction, until there is nothing more to do."""
    taken, more = [], True
    while more:
        began = time.perf_counter()
        with sessions.begin() as db:
            more = does(db, now)
        taken.append(time.perf_counter() - began)
    return taken


def _event(db: Session, club: int, now: datetime, *, capacity: int | None) -> int:
    starts = now + timedelta(days=9)
    times = {"starts": starts, "ends": starts + timedelta(hours=2)}
    event = Event(code=f"SEATS-{capacity}", club_id=club, title="ประชุมใหญ่", **times)
    event.capacity, event.sittings = capacity, [Sitting(**times)]
    db.add(event)
    db.flush()
    return event.id
