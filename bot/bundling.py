"""Making requests of due promises: what one member is owed together, and what many are alike."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from bot import limits, outbox, quiet, request
from models import Member, Outgoing, Priority, Promise, PromiseState

TOGETHER = timedelta(minutes=2)  # what is due to one member this soon shares a request


def bundle(db: Session, now: datetime) -> int:
    """Turn due promises into requests, and return how many promises that settled."""
    awake = quiet.awake(db, now)
    due = _due(db, now, awake=awake)
    if not due:
        return 0
    due += db.execute(_companions(due, now, awake=awake))
    parcels: dict[Any, list[Parcel]] = defaultdict(list)
    for parcel in _parcels(db, due):
        parcels[parcel.alike].append(parcel)
    _freeze(db, [each for same in parcels.values() for each in _requests(same, now)])
    return len(due)


class Parcel:
    """What one member gets in one request."""

    def __init__(self, line_user_id: str, rows: Sequence[Any]) -> None:
        self.line_user_id = line_user_id
        self.promises = [row.id for row in rows]
        self.not_after = min(row.not_after for row in rows)
        self.body = request.compact([message for row in rows for message in row.messages])
        self.how = {
            "club_id": rows[0].club_id,
            "priority": min(row.priority for row in rows),
            "at_night": any(row.at_night for row in rows),
        }

    @property
    def alike(self) -> Any:
        """What parcels have in common that share a request."""
        return self.body, *self.how.values()


def _open_promises(now: datetime) -> Any:
    return (
        select(
            Promise.id,
            Promise.member_id,
            Promise.messages,
            Promise.not_after,
            Promise.topic,
            Promise.priority,
            Promise.at_night,
            Member.line_user_id,
            func.coalesce(Promise.club_id, Member.club_id).label("club_id"),
            Member.following,
            Member.wants,
        )
        .join(Member, Member.id == Promise.member_id)
        .where(Promise.state == PromiseState.WAITING, Promise.not_after > now)
        .order_by(Promise.due, Promise.id)
        .with_for_update(of=Promise, skip_locked=True)
    )


def _due(db: Session, now: datetime, *, awake: bool) -> list[Any]:
    """A page, what is most urgent first; asked for one by one, since then the index is enough."""
    page: list[Any] = []
    for priority in Priority:
        due = _open_promises(now).where(Promise.priority == priority, Promise.due <= now)
        due = due if awake else due.where(Promise.at_night)
        if room := outbox.PAGE - len(page):
            page += db.execute(due.limit(room))
    return page


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
        if outbox.reaches(row):
            by_member[row.line_user_id].append(row)
        else:
            dropped.append(row.id)
    outbox.settle(db, dropped, PromiseState.DROPPED)
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
    parcels: Sequence[Parcel], now: datetime
) -> Iterator[tuple[dict[str, Any], list[int]]]:
    """The rows of `outgoing` for parcels that are alike, each with the promises it keeps."""
    for start in range(0, len(parcels), limits.RECIPIENTS):
        some = parcels[start : start + limits.RECIPIENTS]
        endpoint, body = request.body([parcel.line_user_id for parcel in some], some[0].body)
        row = {
            "id": str(uuid4()),
            "endpoint": endpoint,
            "body": body,
            "cost": len(some),
            **some[0].how,
            "made": now,
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


_PROMISES = Promise.metadata.tables[Promise.__tablename__]  # bare: the ORM is ten times slower
_BUNDLED = (
    update(_PROMISES)
    .where(_PROMISES.c.id == bindparam("kept"))
    .values(state=PromiseState.BUNDLED, outgoing_id=bindparam("request"))
)
