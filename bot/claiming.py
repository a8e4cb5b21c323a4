"""Choosing what leaves now: due, most urgent first, paid for, and under a lease.

A claim books its place in LINE's rate limits. Its lease is short, and renewed as long as somebody
carries it. Who dies with one loses nothing: another tries soon, with the same retry key.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from bot import held, quiet, quota
from models import Account, Counted, Limit, Outgoing, OutgoingState, Priority, Promise, Tally

BATCH = 320  # requests under way at once, in a worker
LEASE = timedelta(seconds=2.5)  # so long nobody else tries what died with its worker
GIVE_UP = timedelta(hours=23)  # LINE forgets a retry key after 24
AGAIN = timedelta(seconds=10)  # after LINE said that the month is used up
RATES = {"push": 1800, "multicast": 180, "broadcast": 1}  # a second; LINE's are 2,000 and 200
FURTHEST = timedelta(seconds=30)  # a booking beyond this is a clock that was moved back


@dataclass(frozen=True)
class Claim:
    """One request that is ours to send, and when its turn comes."""

    id: str
    endpoint: str
    body: str
    wait: float  # seconds from the moment of the claim
    fresh: bool  # LINE cannot have it yet: no earlier try is without an answer
    tries: int  # with this one


def claim(db: Session, now: datetime, most: int = BATCH) -> list[Claim]:
    """Take what is due under a lease, and book its places in LINE's rate limits."""
    rows = _worth_sending(db, _due(db, now, most), now)
    rows = _paid_for(db, rows, now)
    turns = {
        endpoint: _book(db, endpoint, count, now)
        for endpoint, count in sorted(Counter(row.endpoint for row in rows).items())
    }
    _lease(db, rows, now)
    claims = [
        Claim(
            row.id,
            row.endpoint,
            row.body,
            next(turns[row.endpoint]),
            fresh=row.first_tried is None,
            tries=row.tries + 1,
        )
        for row in rows
    ]
    _count_waits(db, claims)
    return claims


def renew(db: Session, now: datetime, claims: Sequence[Claim]) -> None:
    """They are still under way. Whoever else writes one down right now knows more: leave it."""
    ours = select(Outgoing.id).where(
        Outgoing.id.in_([each.id for each in claims]),
        Outgoing.state == OutgoingState.WAITING,
        Outgoing.due < now + LEASE,
    )
    rows = db.execute(ours.with_for_update(skip_locked=True)).all()
    _mark(db, rows, due=now + LEASE)


def release(db: Session, now: datetime) -> int:
    """Let go what was held for want of money, as far as the month pays for it again."""
    held_ = select(Outgoing.id, Outgoing.cost, Outgoing.first_tried).where(
        Outgoing.state == OutgoingState.HELD, Outgoing.not_after > now
    )
    first = held_.order_by(Outgoing.priority, Outgoing.due).limit(BATCH)
    rows = db.execute(first.with_for_update(skip_locked=True)).all()
    paid = _within(rows, quota.unspent(db, now)) if rows else []
    _mark(db, paid, state=OutgoingState.WAITING)
    return len(paid)


def expire(db: Session, now: datetime) -> int:
    """Give up what was held until it was too late to be worth sending."""
    late = select(Outgoing.id).where(
        Outgoing.state == OutgoingState.HELD, Outgoing.not_after <= now
    )
    rows = db.execute(late.limit(BATCH).with_for_update(skip_locked=True)).all()
    _give_up(db, rows, now)
    return len(rows)


def _due(db: Session, now: datetime, most: int) -> list[Any]:
    """What is most urgent first; asked for one by one, since then the index is enough."""
    awake = quiet.awake(db, now)
    rows: list[Any] = []
    for priority in Priority:
        due = _OPEN.where(Outgoing.priority == priority, Outgoing.due <= now)
        due = due if awake else due.where(Outgoing.at_night)
        if room := most - len(rows):
            rows += db.execute(due.limit(room)).all()
    return rows


def _worth_sending(db: Session, rows: Sequence[Any], now: datetime) -> list[Any]:
    """All but what came too late, and what LINE may have or not: there a person decides."""
    unknown = [row for row in rows if row.first_tried and row.first_tried < now - GIVE_UP]
    late = [row for row in rows if row.not_after <= now and not row.first_tried]
    _mark(db, unknown, state=OutgoingState.UNKNOWN)
    _give_up(db, late, now)
    return [row for row in rows if row not in unknown and row not in late]


def _give_up(db: Session, rows: Sequence[Any], now: datetime) -> None:
    _mark(db, rows, state=OutgoingState.EXPIRED, body=None)
    if rows:
        held.missed(db, Promise.outgoing_id.in_([row.id for row in rows]), now)


def _paid_for(db: Session, rows: Sequence[Any], now: datetime) -> list[Any]:
    """As far as the month reaches; what it is too short for is held, and nothing lost."""
    account = Account.known(db)
    if not rows or account is None:
        return list(rows)
    paid = _within(rows, quota.unspent(db, now))
    dear = [row for row in rows if row not in paid]
    _mark(db, dear, state=OutgoingState.HELD)
    if dear:
        held.hold(db, [row.id for row in dear], now)
    return _tried(db, paid, now) if account.exhausted else paid


def _tried(db: Session, rows: Sequence[Any], now: datetime) -> list[Any]:
    """LINE said that the month is used up: one of these asks again, once it was looked at anew.

    Whether it is, or another delivery had reserved what is left, LINE alone knows.
    """
    Account.locked(db)
    account = db.get_one(Account, 1, populate_existing=True)
    refused = account.exhausted
    if refused and (account.unexplained or now < refused + AGAIN):
        return []
    account.exhausted = now if rows else refused
    return list(rows[:1])


def _within(rows: Sequence[Any], room: int | None) -> list[Any]:
    """Those that `room` messages pay for, in their order; what was tried is paid for already."""
    if room is None:
        return list(rows)
    paid = []
    for row in rows:
        cost = 0 if row.first_tried else row.cost
        if cost <= room:
            room -= cost
            paid.append(row)
    return paid


def _lease(db: Session, rows: Sequence[Any], now: datetime) -> None:
    """If we die while sending, another try comes when it has run out."""
    tried = {"first_tried": func.coalesce(Outgoing.first_tried, now), "tries": Outgoing.tries + 1}
    _mark(db, rows, due=now + LEASE, **tried)


def _count_waits(db: Session, claims: Sequence[Claim]) -> None:
    counts: defaultdict[tuple[Counted, str], float] = defaultdict(float)
    for claim in claims:
        if claim.wait:
            counts[Counted.WAITS, claim.endpoint] += 1
            counts[Counted.WAITED, claim.endpoint] += claim.wait
    Tally.add(db, counts)


def _mark(db: Session, rows: Sequence[Any], **values: Any) -> None:
    if rows:
        these = update(Outgoing).where(Outgoing.id.in_([row.id for row in rows]))
        db.execute(these.values(**values).execution_options(synchronize_session=False))


def _book(db: Session, endpoint: str, count: int, now: datetime) -> Iterator[float]:
    """Reserve `count` places (GCRA); the row lock makes all senders share one rate."""
    db.execute(upsert(Limit).values(endpoint=endpoint, booked=now).on_conflict_do_nothing())
    limit = db.scalars(select(Limit).where(Limit.endpoint == endpoint).with_for_update()).one()
    interval = timedelta(seconds=1 / RATES[endpoint])
    start = limit.booked if now < limit.booked < now + FURTHEST else now
    limit.booked = start + count * interval
    first = (start - now).total_seconds()
    return iter([first + place * interval.total_seconds() for place in range(count)])


_OPEN = (
    select(
        Outgoing.id,
        Outgoing.endpoint,
        Outgoing.body,
        Outgoing.cost,
        Outgoing.first_tried,
        Outgoing.not_after,
        Outgoing.tries,
    )
    .where(Outgoing.state == OutgoingState.WAITING)
    .order_by(Outgoing.due)
    .with_for_update(skip_locked=True)
)
