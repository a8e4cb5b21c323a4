"""Writing down what LINE said to each request: taken, refused for good, or to be tried again."""

import json
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from bot import backoff, bangkok, request
from bot.claiming import Claim
from bot.line import LineError
from models import (
    Account,
    Counted,
    Group,
    Limit,
    Member,
    Outgoing,
    OutgoingState,
    Promise,
    Spending,
    Tally,
)

log = logging.getLogger(__name__)

SLOWER = timedelta(seconds=10)  # after LINE said: too fast
SOON, LATER = timedelta(seconds=2), timedelta(minutes=10)  # until the next try


@dataclass(frozen=True)
class Outcome:
    claim: Claim
    error: LineError | None  # none: LINE has it


def settle(db: Session, outcomes: Sequence[Outcome], now: datetime) -> None:
    """Write down what LINE said."""
    taken = [outcome.claim.id for outcome in outcomes if outcome.error is None]
    counts = _settle_taken(db, taken, now) if taken else Counter()
    for outcome in outcomes:
        if outcome.error:
            state = _settle_error(db, outcome.claim, outcome.error, now)
            counts[Counted.FAILED, outcome.claim.endpoint] += state is OutgoingState.FAILED
    Tally.add(db, +counts)


def _settle_taken(db: Session, ids: Sequence[str], now: datetime) -> Counter[tuple[Counted, str]]:
    done = (
        update(Outgoing)
        .where(Outgoing.id.in_(ids), Outgoing.state != OutgoingState.SENT)
        .values(state=OutgoingState.SENT, sent=now, body=None)
        .returning(Outgoing.club_id, Outgoing.priority, Outgoing.cost, Outgoing.endpoint)
    )
    rows = db.execute(done).all()
    _spend(db, rows, now)
    _exhaust(db, None)  # LINE takes messages again
    return Counter((Counted.SENT, row.endpoint) for row in rows)


def _spend(db: Session, rows: Sequence[Any], now: datetime) -> None:
    """What clubs took from the month, so that none can starve the others."""
    month = f"{bangkok.local(now):%Y-%m}"
    spent: Counter[tuple[int, int]] = Counter()
    for row in rows:
        if row.club_id is not None:
            spent[row.club_id, row.priority] += row.cost
    for (club_id, priority), messages in sorted(spent.items()):
        new = upsert(Spending).values(
            club_id=club_id, month=month, priority=priority, messages=messages
        )
        more = {"messages": Spending.messages + messages}
        keys = ["club_id", "month", "priority"]
        db.execute(new.on_conflict_do_update(index_elements=keys, set_=more))


def _settle_error(
    db: Session, claim: Claim, error: LineError, now: datetime
) -> OutgoingState | None:
    """Its new state; none where another knew before."""
    log.warning("request %s to %s: %s", claim.id, claim.endpoint, error)
    row = db.get_one(Outgoing, claim.id, with_for_update=True)
    if row.state is not OutgoingState.WAITING:  # its lease ran out, and another got an answer
        return None
    row.failure = str(error)
    if error.permanent and not error.unauthorised:
        _give_up(db, row, error, now)
    else:
        _put_off(db, row, error, now)
        if error.refused and claim.fresh and row.tries == claim.tries:
            row.first_tried = None  # its retry key is unused, by another too
    return row.state


def _put_off(db: Session, row: Outgoing, error: LineError, now: datetime) -> None:
    """Nothing is lost: try again later, with the same key."""
    row.due = now + backoff.after(row.tries, first=SOON, most=LATER)
    if error.over_quota:  # used up, or reserved for a moment: what LINE counted will tell
        _exhaust(db, now)
    elif error.refused and not error.permanent:  # 429: too fast
        _slow_down(db, row.endpoint, now)


def _exhaust(db: Session, moment: datetime | None) -> None:
    account = update(Account) if moment else update(Account).where(Account.exhausted.is_not(None))
    db.execute(account.values(exhausted=moment))


def _give_up(db: Session, row: Outgoing, error: LineError, now: datetime) -> None:
    if row.endpoint == "multicast" and not error.about_messages:
        _split(db, row, now)
    else:
        _fail(db, row, error)


def _slow_down(db: Session, endpoint: str, now: datetime) -> None:
    later = update(Limit).where(Limit.endpoint == endpoint)
    db.execute(later.values(booked=now + SLOWER))


def _split(db: Session, row: Outgoing, now: datetime) -> None:
    """One bad recipient must not keep the others waiting: try both halves, as new requests."""
    body = json.loads(row.body or "{}")
    recipients, messages = body["to"], request.compact(body["messages"])
    half = len(recipients) // 2
    for part in (recipients[:half], recipients[half:]):
        endpoint, text = request.body(part, messages)
        half_row = Outgoing(
            endpoint=endpoint,
            body=text,
            cost=len(part),
            club_id=row.club_id,
            priority=row.priority,
            at_night=row.at_night,
            made=row.made,
            due=now,
            not_after=row.not_after,
            announcement_id=row.announcement_id,
        )
        theirs = select(Member.id).where(Member.line_user_id.in_(part))
        ids = db.scalars(theirs).all()
        half_row.first_member, half_row.last_member = min(ids, default=None), max(ids, default=None)
        db.add(half_row)
        db.flush()  # its promises need its id
        kept = update(Promise).where(Promise.outgoing_id == row.id, Promise.member_id.in_(ids))
        db.execute(kept.values(outgoing_id=half_row.id))
    row.state, row.body = OutgoingState.SPLIT, None


def _fail(db: Session, row: Outgoing, error: LineError) -> None:
    """Refused for good. A recipient whom LINE does not know gets nothing more."""
    recipient = json.loads(row.body or "{}").get("to")
    if error.about_recipients and recipient:
        unknown = update(Member).where(Member.line_user_id == recipient)
        db.execute(unknown.values(following=False))
        left = update(Group).where(Group.line_group_id == recipient)
        db.execute(left.values(people_asked=None))  # whether we are still in it
    row.state, row.body = OutgoingState.FAILED, None
