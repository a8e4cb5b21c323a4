"""Messages we owe: promised to a member in the transaction that makes them true.

What is due is made into requests (`bot/bundling`), and these are carried out (`bot/delivery`).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from bot import limits
from bot.messages import Message
from models import Member, Priority, Promise, PromiseState, Topic, Wants

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
    priority: Priority = Priority.URGENT,
    club_id: int | None = None,
    at_night: bool = False,
    with_reply: bool = False,
) -> None:
    """Owe `messages` to a member: they leave once `db` commits and `due` has come.

    `key` names what is promised. The same key again replaces what has not left, and changes
    nothing of what has. After `not_after` the message would be pointless, and is dropped; so is
    what she does not want to be told of when the moment has come.
    `priority` says what goes first where the month is too short for all.
    `club_id` names whose share of the month pays, where that is not her own club's.
    `with_reply` costs nothing: it waits until the member writes, and goes along (`bot/along`).
    """
    told = owed(member, key, messages, due=due, not_after=not_after, topic=topic)
    told |= {"priority": priority, "at_night": at_night, "club_id": club_id}
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
    priority: Priority = Priority.URGENT,
    club_id: int | None = None,
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
        "priority": priority,
        "club_id": club_id,
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
    settle(db, ids, PromiseState.EXPIRED)
    return ids


def reaches(row: Any) -> bool:
    """Whether its member can be told, and wants to be."""
    unwelcome = row.topic in UNWELCOME[row.wants]
    return row.following and row.line_user_id is not None and not unwelcome


def settle(db: Session, ids: Sequence[int], state: PromiseState) -> None:
    """Write down what became of these promises."""
    if ids:
        db.execute(update(Promise).where(Promise.id.in_(ids)).values(state=state))


# Made once and of the bare table: built by the ORM each time, they cost ten times as much.
_PROMISES = Promise.metadata.tables[Promise.__tablename__]
_NEW = upsert(_PROMISES)
_PROMISE = _NEW.on_conflict_do_update(
    index_elements=["key"],
    set_={
        field: _NEW.excluded[field]
        for field in (
            "messages",
            "due",
            "not_after",
            "topic",
            "priority",
            "club_id",
            "at_night",
            "state",
        )
    },
    where=and_(  # no IN, which many rows at once cannot have
        _PROMISES.c.state != PromiseState.BUNDLED, _PROMISES.c.state != PromiseState.SAID
    ),
)
