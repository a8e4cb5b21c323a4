"""Carrying requests to LINE: claimed under a lease, sent with their retry key, marked.

A crash at any line loses nothing and shows nothing twice: an unmarked request is sent again with
the same key, and LINE answers 409 where it took the first.
"""

import json
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic, sleep
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session, sessionmaker

from bot import backoff, expansion, held, outbox, quiet
from bot.deployment import Deployment
from bot.line import Line, LineError
from bot.outcome import tell
from models import Account, Limit, Member, Outgoing, OutgoingState, Promise

log = logging.getLogger(__name__)
T = TypeVar("T")

BATCH = 100
PAGES = 20  # of announcements laid out before the next batch leaves
LEASE = timedelta(seconds=90)  # longer than a batch may take while LINE is slow
GIVE_UP = timedelta(hours=23)  # LINE forgets a retry key after 24
RATES = {"push": 1800, "multicast": 180}  # a second; LINE's limits are 2,000 and 200
SLOWER = timedelta(seconds=10)  # after LINE said: too fast
HELD = timedelta(minutes=1)  # until the next try of what the month was too short for
FURTHEST = timedelta(seconds=30)  # a booking beyond this is a clock that was moved back
SOON, LATER = timedelta(seconds=2), timedelta(minutes=10)  # until the next try
SQLITE_PAUSE = 0.015  # seconds between transactions: without it the webhook waits for us


@dataclass(frozen=True)
class Claim:
    """One request that is ours to send, and when its turn comes."""

    id: str
    endpoint: str
    body: str
    wait: float  # seconds from the moment of the claim
    fresh: bool  # LINE cannot have it yet: no earlier try is without an answer


@dataclass(frozen=True)
class Outcome:
    claim: Claim
    error: LineError | None  # none: LINE has it


def deliver(
    deployment: Deployment, senders: Executor, stopping: Callable[[], bool] = lambda: False
) -> int:
    """Send all that is due, and return how many requests that took."""
    sent = 0
    while not stopping():
        laid_out = _prepare(deployment)
        claims = _step(deployment, claim)
        if claims:
            _carry(deployment, senders, claims)
            sent += len(claims)
        elif not laid_out:
            break
    while not stopping() and _step(deployment, tell):
        pass
    return sent


def _prepare(deployment: Deployment) -> bool:
    """Make requests of what is due, each page in a transaction of its own."""
    more = all(_step(deployment, expansion.expand) for _ in range(PAGES))
    bundled = _step(deployment, _bundle)
    return more or bool(bundled)


def _bundle(db: Session, now: datetime) -> int:
    """What is too late is no request any more, and nobody's secret."""
    late = outbox.expire(db, now)
    if late:
        held.missed(db, Promise.id.in_(late), now)
    return len(late) + outbox.bundle(db, now)


def _step(deployment: Deployment, step: Callable[[Session, datetime], T]) -> T:
    with deployment.sessions.begin() as db:
        result = step(db, deployment.now())
    pause(deployment.sessions)
    return result


def pause(sessions: sessionmaker[Session]) -> None:
    """Let the webhook have SQLite's only lock."""
    if sessions.kw["bind"].dialect.name == "sqlite":
        sleep(SQLITE_PAUSE)


def claim(db: Session, now: datetime) -> list[Claim]:
    """Take what is due under a lease, and book its places in LINE's rate limits."""
    rows = db.scalars(_due(now, awake=quiet.awake(db, now))).all()
    due = [row for row in rows if _worth_sending(row, now)]
    if late := [row.id for row in rows if row.state is OutgoingState.EXPIRED]:
        held.missed(db, Promise.outgoing_id.in_(late), now)
    account = Account.known(db)
    if account and account.exhausted:
        return _hold(db, due, now)
    turns = {
        endpoint: _book(db, endpoint, count, now)
        for endpoint, count in sorted(Counter(row.endpoint for row in due).items())
    }
    return [_lease(row, next(turns[row.endpoint]), now) for row in due]


def _hold(db: Session, due: Sequence[Outgoing], now: datetime) -> list[Claim]:
    """The month is used up: nothing is tried, and nothing lost."""
    for row in due:
        row.due = now + HELD
    if due:
        held.hold(db, due, now)
    return []


def _due(now: datetime, *, awake: bool) -> Select[Outgoing]:
    due = (
        select(Outgoing)
        .where(Outgoing.state == OutgoingState.WAITING, Outgoing.due <= now)
        .order_by(Outgoing.due)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    return due if awake else due.where(_cannot_wait())


def _cannot_wait() -> ColumnElement[bool]:
    """What may leave at night: what was promised so, and what a coordinator timed so."""
    urgent = select(Promise.id).where(Promise.outgoing_id == Outgoing.id, Promise.at_night)
    return or_(Outgoing.announcement_id.is_not(None), urgent.exists())


def _lease(row: Outgoing, wait: float, now: datetime) -> Claim:
    fresh = row.first_tried is None
    row.due = now + LEASE  # if we die while sending, another try comes then
    row.first_tried = row.first_tried or now
    row.tries += 1
    return Claim(row.id, row.endpoint, row.body or "", wait, fresh)


def _worth_sending(row: Outgoing, now: datetime) -> bool:
    if row.first_tried and row.first_tried < now - GIVE_UP:
        row.state = OutgoingState.UNKNOWN  # LINE may have it or not: a person decides
    elif row.not_after <= now and not row.first_tried:
        row.state, row.body = OutgoingState.EXPIRED, None
    return row.state is OutgoingState.WAITING


def _book(db: Session, endpoint: str, count: int, now: datetime) -> Iterator[float]:
    """Reserve `count` places (GCRA); the row lock makes all senders share one rate."""
    db.execute(upsert(Limit).values(endpoint=endpoint, booked=now).on_conflict_do_nothing())
    limit = db.scalars(select(Limit).where(Limit.endpoint == endpoint).with_for_update()).one()
    interval = timedelta(seconds=1 / RATES[endpoint])
    start = limit.booked if now < limit.booked < now + FURTHEST else now
    limit.booked = start + count * interval
    first = (start - now).total_seconds()
    return iter([first + place * interval.total_seconds() for place in range(count)])


def _carry(deployment: Deployment, senders: Executor, claims: Sequence[Claim]) -> None:
    began = monotonic()
    send = _Sending(deployment.line, began)
    outcomes = list(senders.map(send, claims))
    with deployment.sessions.begin() as db:
        settle(db, outcomes, deployment.now())
    pause(deployment.sessions)


@dataclass(frozen=True)
class _Sending:
    line: Line
    began: float

    def __call__(self, claim: Claim) -> Outcome:
        sleep(max(0.0, self.began + claim.wait - monotonic()))
        try:
            self.line.send(claim.endpoint, claim.body, claim.id)
        except LineError as error:
            return Outcome(claim, error)
        return Outcome(claim, None)


def settle(db: Session, outcomes: Sequence[Outcome], now: datetime) -> None:
    """Write down what LINE said."""
    taken = [outcome.claim.id for outcome in outcomes if outcome.error is None]
    if taken:
        done = update(Outgoing).where(Outgoing.id.in_(taken))
        db.execute(done.values(state=OutgoingState.SENT, sent=now, body=None))
    for outcome in outcomes:
        if outcome.error:
            _settle_error(db, outcome.claim, outcome.error, now)


def _settle_error(db: Session, claim: Claim, error: LineError, now: datetime) -> None:
    log.warning("request %s to %s: %s", claim.id, claim.endpoint, error)
    row = db.get_one(Outgoing, claim.id, with_for_update=True)
    if row.state is not OutgoingState.WAITING:  # its lease ran out, and another got an answer
        return
    row.failure = str(error)
    if error.permanent and not error.unauthorised:
        _give_up(db, row, error, now)
    else:
        _put_off(db, row, error, now)
        if error.refused and claim.fresh:
            row.first_tried = None  # its retry key is unused


def _put_off(db: Session, row: Outgoing, error: LineError, now: datetime) -> None:
    """Nothing is lost: try again later, with the same key."""
    row.due = now + backoff.after(row.tries, first=SOON, most=LATER)
    if error.over_quota:
        row.due = now + HELD
        if account := Account.known(db):
            account.exhausted = now  # nothing more is tried until the account has some again
        held.hold(db, [row], now)
    elif error.refused and not error.permanent:  # 429: too fast
        _slow_down(db, row.endpoint, now)


def _give_up(db: Session, row: Outgoing, error: LineError, now: datetime) -> None:
    if row.cost > 1 and not error.about_messages:
        _split(db, row, now)
    else:
        _fail(db, row, error)


def _slow_down(db: Session, endpoint: str, now: datetime) -> None:
    later = update(Limit).where(Limit.endpoint == endpoint)
    db.execute(later.values(booked=now + SLOWER))


def _split(db: Session, row: Outgoing, now: datetime) -> None:
    """One bad recipient must not keep the others waiting: try both halves, as new requests."""
    body = json.loads(row.body or "{}")
    recipients, messages = body["to"], outbox.compact(body["messages"])
    half = len(recipients) // 2
    for part in (recipients[:half], recipients[half:]):
        endpoint, text = outbox.request_body(part, messages)
        half_row = Outgoing(
            endpoint=endpoint,
            body=text,
            cost=len(part),
            due=now,
            not_after=row.not_after,
            announcement_id=row.announcement_id,
        )
        db.add(half_row)
        db.flush()  # its promises need its id
        theirs = select(Member.id).where(Member.line_user_id.in_(part))
        kept = update(Promise).where(Promise.outgoing_id == row.id, Promise.member_id.in_(theirs))
        db.execute(kept.values(outgoing_id=half_row.id))
    row.state, row.body = OutgoingState.SPLIT, None


def _fail(db: Session, row: Outgoing, error: LineError) -> None:
    """Refused for good. A recipient whom LINE does not know gets nothing more."""
    if error.about_recipients:
        recipient = json.loads(row.body or "{}").get("to")
        unknown = update(Member).where(Member.line_user_id == recipient)
        db.execute(unknown.values(following=False))
    row.state, row.body = OutgoingState.FAILED, None
