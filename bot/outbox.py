"""Messages we owe: promised in the transaction that makes them true, then frozen as requests.

A promise is owed to one member. A request (`outgoing`) is exactly one call to LINE: its id is its
retry key, and its recipients and body are committed before the first try and never change.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Select, and_, bindparam, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from bot import limits, quiet
from bot.messages import Message
from models import (
    Member,
    Outgoing,
    Promise,
    PromiseState,
    Topic,
    Wants,
)

TOGETHER = timedelta(minutes=2)  # what is due to one member this soon shares a request
OWED = (PromiseState.WAITING, PromiseState.RESTING)
UNWELCOME = {  # what a member who wants to be told so much does not want to be told
    Wants.EVERYTHING: frozenset[Topic](),
    Wants.EVENTS: frozenset({Topic.NEWS}),
    Wants.NOTHING: frozenset({Topic.NEWS, Topic.EVENTS}),
}
PAGE = 150  # rows of one transaction: 500 would hold SQLite's lock for 20 ms


def promise(
    db: Session,
    member: Member,
    key: str,
    messages: Sequence[Message],
    *,
    due: datetime,
    not_after: datetime,
    topic: Topic = Topic.PERSONAL,
    at_night: bool = False,
    with_reply: bool = False,
) -> None:
    """Owe `messages` to a member: they leave once `db` commits and `due` has come.

    `key` names what is promised. The same key again replaces what has not left, and changes
    nothing of what has. After `not_after` the message would be pointless, and is dropped; so is
    what she does not want to be told of when the moment has come.
    `with_reply` costs nothing: it waits until the member writes, and goes along (`bot/along`).
    """
    told = owed(member, key, messages, due=due, not_after=not_after, topic=topic, at_night=at_night)
    if with_reply:
        told["state"] = PromiseState.RESTING
    promise_all(db, [told])
    if with_reply:  # said in SQL: she may be answered this very moment, and what we read be stale
        db.execute(update(Member).where(Member.id == member.id).values(owed=True))


def promise_all(db: Session, page: Sequence[dict[str, Any]]) -> None:
    """Promise what `owed` gave, to many at once: for thousands this is twice as fast."""
    if page:
        db.execute(_PROMISE, page)


def owed(
    member: Member,
    key: str,
    messages: Sequence[Message],
    *,
    due: datetime,
    not_after: datetime,
    topic: Topic = Topic.PERSONAL,
    at_night: bool = False,
) -> dict[str, Any]:
    """The row of a promise, as `promise` takes it."""
    if not 1 <= len(messages) <= limits.PARTS:
        raise ValueError(f"a promise of {len(messages)} messages; LINE takes {limits.PARTS}")
    return {
        "key": key,
        "member_id": member.id,
        "messages": list(messages),
        "due": due,
        "not_after": not_after,
        "topic": topic,
        "at_night": at_night,
        "state": PromiseState.WAITING,
    }


def withdraw(db: Session, *keys: str) -> None:
    """Take promises back; what has left has left."""
    if not keys:
        return
    waiting = update(Promise).where(Promise.key.in_(keys), Promise.state.in_(OWED))
    db.execute(waiting.values(state=PromiseState.WITHDRAWN))


def withdraw_all(db: Session, prefix: str, of: Select[int] | int | None = None) -> int:
    """Take back every promise whose key begins so, and return how many waited.

    `of` these members only, where they are known.

    No index finds the beginning of a key: among many promises, name the members.
    """
    waiting = update(Promise).where(
        Promise.key.startswith(prefix, autoescape=True), Promise.state.in_(OWED)
    )
    if of is not None:
        hers = Promise.member_id == of if isinstance(of, int) else Promise.member_id.in_(of)
        waiting = waiting.where(hers)
    taken = db.execute(waiting.values(state=PromiseState.WITHDRAWN).returning(Promise.id))
    return len(taken.all())


def expire(db: Session, now: datetime) -> list[int]:
    """Give up promises that are too late to be worth sending, and return their ids."""
    late = (
        select(Promise.id)
        .where(Promise.state == PromiseState.WAITING, Promise.due <= now, Promise.not_after <= now)
        .limit(PAGE)
        .with_for_update(skip_locked=True)
    )
    ids = list(db.scalars(late))
    _settle(db, ids, PromiseState.EXPIRED)
    return ids


def reaches(row: Any) -> bool:
    """Whether its member can be told, and wants to be."""
    unwelcome = row.topic in UNWELCOME[row.wants]
    return row.following and row.line_user_id is not None and not unwelcome


def bundle(db: Session, now: datetime) -> int:
    """Turn due promises into requests, and return how many promises that settled."""
    awake = quiet.awake(db, now)
    due = list(db.execute(_due(now, awake=awake)))
    if not due:
        return 0
    due += db.execute(_companions(due, now, awake=awake))
    parcels: dict[str, list[Parcel]] = defaultdict(list)
    for parcel in _parcels(db, due):
        parcels[parcel.body].append(parcel)
    _freeze(db, [each for body, same in parcels.items() for each in _requests(body, same, now)])
    return len(due)


class Parcel:
    """What one member gets in one request."""

    def __init__(self, line_user_id: str, rows: Sequence[Any]) -> None:
        self.line_user_id = line_user_id
        self.promises = [row.id for row in rows]
        self.not_after = min(row.not_after for row in rows)
        self.body = compact([message for row in rows for message in row.messages])


def request_body(recipients: Sequence[str], messages: str) -> tuple[str, str]:
    """Endpoint and JSON body of one request; `messages` is JSON already."""
    if len(recipients) == 1:
        return "push", f'{{"to":{json.dumps(recipients[0])},"messages":{messages}}}'
    return "multicast", f'{{"to":{compact(list(recipients))},"messages":{messages}}}'


def compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _open_promises(now: datetime) -> Any:
    return (
        select(
            Promise.id,
            Promise.member_id,
            Promise.messages,
            Promise.not_after,
            Promise.topic,
            Member.line_user_id,
            Member.following,
            Member.wants,
        )
        .join(Member, Member.id == Promise.member_id)
        .where(Promise.state == PromiseState.WAITING, Promise.not_after > now)
        .order_by(Promise.due, Promise.id)
        .with_for_update(of=Promise, skip_locked=True)
    )


def _due(now: datetime, *, awake: bool) -> Any:
    due = _open_promises(now).where(Promise.due <= now).limit(PAGE)
    return due if awake else due.where(Promise.at_night)


def _companions(due: Sequence[Any], now: datetime, *, awake: bool) -> Any:
    """What else is owed to the same members within a few minutes."""
    soon = _open_promises(now).where(
        Promise.due <= now + TOGETHER,
        Promise.member_id.in_({row.member_id for row in due}),
        Promise.id.not_in([row.id for row in due]),
    )
    return soon if awake else soon.where(Promise.at_night)


def _parcels(db: Session, due: Iterable[Any]) -> Iterator[Parcel]:
    """Each member's promises in as few requests as LINE's five parts allow."""
    dropped, by_member = [], defaultdict(list)
    for row in due:
        if reaches(row):
            by_member[row.line_user_id].append(row)
        else:
            dropped.append(row.id)
    _settle(db, dropped, PromiseState.DROPPED)
    for line_user_id, rows in by_member.items():
        for parts in _fill(rows):
            yield Parcel(line_user_id, parts)


def _fill(rows: Sequence[Any]) -> Iterator[list[Any]]:
    parts: list[Any] = []
    for row in rows:
        if parts and sum(len(each.messages) for each in [*parts, row]) > limits.PARTS:
            yield parts
            parts = []
        parts.append(row)
    yield parts


def _requests(
    messages: str, parcels: Sequence[Parcel], now: datetime
) -> Iterator[tuple[dict[str, Any], list[int]]]:
    """The rows of `outgoing` for parcels with equal messages, each with the promises it keeps."""
    for start in range(0, len(parcels), limits.RECIPIENTS):
        some = parcels[start : start + limits.RECIPIENTS]
        endpoint, body = request_body([parcel.line_user_id for parcel in some], messages)
        row = {
            "id": str(uuid4()),
            "endpoint": endpoint,
            "body": body,
            "cost": len(some),
            "due": now,
            "not_after": min(parcel.not_after for parcel in some),
        }
        yield row, [promise_id for parcel in some for promise_id in parcel.promises]


def _freeze(db: Session, requests: Sequence[tuple[dict[str, Any], list[int]]]) -> None:
    """Two statements for all: one by one, 500 would keep SQLite's lock for half a second."""
    if requests:
        db.execute(insert(Outgoing), [row for row, _ in requests])
        kept = [{"kept": id_, "request": row["id"]} for row, ids in requests for id_ in ids]
        db.execute(_BUNDLED, kept)


def _settle(db: Session, ids: Sequence[int], state: PromiseState) -> None:
    if ids:
        db.execute(update(Promise).where(Promise.id.in_(ids)).values(state=state))


# Made once and of the bare table: built by the ORM each time, they cost ten times as much.
_PROMISES = Promise.metadata.tables[Promise.__tablename__]
_NEW = upsert(_PROMISES)
_PROMISE = _NEW.on_conflict_do_update(
    index_elements=["key"],
    set_={
        field: _NEW.excluded[field]
        for field in ("messages", "due", "not_after", "topic", "at_night", "state")
    },
    where=and_(  # no IN, which many rows at once cannot have
        _PROMISES.c.state != PromiseState.BUNDLED, _PROMISES.c.state != PromiseState.SAID
    ),
)
_BUNDLED = (
    update(_PROMISES)
    .where(_PROMISES.c.id == bindparam("kept"))
    .values(state=PromiseState.BUNDLED, outgoing_id=bindparam("request"))
)
