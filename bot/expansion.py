"""Laying a due announcement out as requests, page by page behind its cursor."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Select, insert, or_, select
from sqlalchemy.orm import Session

from bot import audience, limits, placeholders, quiet, request
from bot.audience import Audience, Direct
from models import Announcement, Member, Outgoing, Priority, Progress

PAGES = 4  # of one transaction: what holds SQLite's lock for some milliseconds
SINGLES = 150  # requests of one transaction, where each reader gets her own


def expand(db: Session, now: datetime) -> bool:
    """Lay out the next pages of a due announcement as requests; False where none is due."""
    announcement = db.scalar(_due(now, awake=quiet.awake(db, now)))
    if announcement is None:
        return False
    if announcement.not_after <= now:
        announcement.progress = Progress.EXPIRED
    else:
        _lay_out(db, announcement, now)
    return True


def _due(now: datetime, *, awake: bool) -> Select[Announcement]:
    due = (
        select(Announcement)
        .where(
            Announcement.progress.in_([Progress.WAITING, Progress.SENDING]),
            Announcement.due <= now,
            Announcement.paused.is_(None),
        )
        .order_by(Announcement.due, Announcement.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return due if awake else due.where(or_(Announcement.at_night, Announcement.not_after <= now))


def _lay_out(db: Session, announcement: Announcement, now: datetime) -> None:
    whom = audience.found(announcement.audience)
    if whom and (direct := whom.direct(db)):
        _lay_out_at_once(db, announcement, direct, now)
    else:
        _lay_out_pages(db, announcement, whom, now)


def _lay_out_at_once(
    db: Session, announcement: Announcement, direct: Direct, now: datetime
) -> None:
    """One request for all; none, where there is nobody any more."""
    messages = placeholders.filled(request.compact(announcement.messages), None)
    if direct.cost:
        row = _row(announcement, now, direct.endpoint, request.direct(direct.to, messages))
        db.execute(insert(Outgoing), [row | {"cost": direct.cost, "page": announcement.pages}])
        announcement.pages += 1
    announcement.progress = Progress.SENT


def _lay_out_pages(
    db: Session, announcement: Announcement, whom: Audience | None, now: datetime
) -> None:
    size = SINGLES if announcement.personal else PAGES * limits.RECIPIENTS
    readers = _readers(db, announcement, whom, size)
    if rows := list(_requests(announcement, readers, now)):
        db.execute(insert(Outgoing), rows)
        announcement.cursor = readers[-1].id
        announcement.pages += len(rows)
    announcement.progress = Progress.SENDING if len(readers) == size else Progress.SENT


def _readers(
    db: Session, announcement: Announcement, whom: Audience | None, size: int
) -> Sequence[Any]:
    """The next of those whom it is for; nobody, where this release does not know who they are."""
    if whom is None:
        return []
    further = audience.reached(whom).where(Member.id > announcement.cursor)
    known = further.add_columns(Member.line_user_id)
    if announcement.personal:
        known = known.add_columns(Member.name, Member.line_name)
    return db.execute(known.order_by(Member.id).limit(size)).all()


def _requests(
    announcement: Announcement, readers: Sequence[Any], now: datetime
) -> Iterator[dict[str, Any]]:
    messages = request.compact(announcement.messages)
    size = 1 if announcement.personal else limits.RECIPIENTS
    for start in range(0, len(readers), size):
        page = readers[start : start + size]
        if announcement.personal:
            said = placeholders.filled(messages, page[0].name or page[0].line_name)
        else:
            said = messages
        endpoint, body = request.body([row.line_user_id for row in page], said)
        yield _row(announcement, now, endpoint, body) | {
            "cost": len(page),
            "page": announcement.pages + start // size,
            "first_member": page[0].id,
            "last_member": page[-1].id,
        }


def _row(announcement: Announcement, now: datetime, endpoint: str, body: str) -> dict[str, Any]:
    """What every request of an announcement has."""
    return {
        "id": str(uuid4()),
        "endpoint": endpoint,
        "body": body,
        "club_id": None if audience.wide(announcement.audience) else announcement.club_id,
        "priority": Priority.ANNOUNCEMENT,
        "at_night": announcement.at_night,
        "made": now,
        "due": now,
        "not_after": announcement.not_after,
        "announcement_id": announcement.id,
    }
