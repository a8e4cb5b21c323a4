"""Writing down who was there: what chat, console and the public pages share."""

from datetime import date, datetime

from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from bot import sittings
from handlers.attendance import flow
from models import Attendance, Event, Member, Way


def sitting_day(event: Event, now: datetime) -> date | None:
    """The day for which coming now counts; none: nothing is on."""
    return flow.sitting_day(sittings.held(event), now)


def upcoming(event: Event, now: datetime) -> datetime:
    """When the sitting begins that is on or comes next."""
    return next((starts for starts, ends in sittings.held(event) if ends > now), event.starts)


def record(
    db: Session,
    event: Event,
    member: Member,
    day: date,
    *,
    way: Way,
    now: datetime,
    by: Member | None = None,
) -> tuple[Attendance, bool]:
    """That she was there on this day, and whether this is news: the first sign of it counts."""
    values = {"event_id": event.id, "day": day, "member_id": member.id}
    seen = {"at": now, "way": way, "by_id": by.id if by else None}
    first = upsert(Attendance).values(**values, **seen).on_conflict_do_nothing()
    new = db.scalar(first.returning(Attendance.member_id)) is not None
    key = (event.id, day, member.id)
    return db.get_one(Attendance, key, populate_existing=True), new
