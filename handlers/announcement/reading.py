"""The club's news: what a member was told, or was meant to be, and can read again for free."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select, true
from sqlalchemy.orm import Session

from bot import audience
from bot import news as telling
from bot.audience import Audience, OfClub
from bot.language import _
from bot.turn import Refusal
from handlers.announcement.audiences import Friends
from models import Announcement, Event, EventState, Member

LOOKED_AT = 60  # the latest of her club, and as many of others that might be hers, too


def news(
    db: Session, member: Member, now: datetime, *, series: int | None = None
) -> list[Announcement]:
    """What she may read, the newest first; of one series only, where it is given."""
    told = select(Announcement).where(telling.told(now), _of_series(series))
    hers = Announcement.club_id == member.club_id
    found = [*_latest(db, told.where(hers)), *_latest(db, told.where(_elsewhere(member)))]
    whom = {each.id: audience.found(each.audience) for each in found}
    meant = {each for each in set(whom.values()) if each and _is_for(db, each, member)}
    readable = [each for each in found if whom[each.id] in meant]
    return sorted(readable, key=lambda each: (each.due, each.id), reverse=True)


def readable(db: Session, member: Member, announcement_id: int, now: datetime) -> Announcement:
    """Raises Refusal where it is none that she may read."""
    one = select(Announcement).where(Announcement.id == announcement_id, telling.told(now))
    announcement = db.scalar(one)
    whom = audience.found(announcement.audience) if announcement else None
    if announcement is None or whom is None or not _is_for(db, whom, member):
        raise Refusal(_("ไม่พบประกาศนี้ค่ะ"))
    return announcement


def goes_on(db: Session, member: Member, announcement: Announcement, now: datetime) -> bool:
    """Whether she may read another one of the same series."""
    series = announcement.series_id
    return series is not None and len(news(db, member, now, series=series)) > 1


def event_of(db: Session, announcement: Announcement) -> Event | None:
    """The event whose people it was for."""
    event_id = _event_id(announcement.audience)
    event = db.get(Event, event_id) if event_id else None
    return event if event and event.state is EventState.PUBLISHED else None


def _event_id(row: Mapping[str, Any]) -> int | None:
    """Also where it was for those whom an earlier one did not reach."""
    return row.get("event") or (_event_id(row["of"]) if "of" in row else None)


def _of_series(series: int | None) -> ColumnElement[bool]:
    return Announcement.series_id == series if series else true()


def _latest(db: Session, told: Select[Announcement]) -> list[Announcement]:
    newest = told.order_by(Announcement.due.desc(), Announcement.id.desc())
    return list(db.scalars(newest.limit(LOOKED_AT)))


def _elsewhere(member: Member) -> ColumnElement[bool]:
    """In another club's name; what is for all of another club, or for a group, is not hers."""
    narrower = ~telling.of_kind(OfClub.tag, "group")
    others = Announcement.club_id != member.club_id
    return others & (narrower | telling.to_whole(member.club_id))


def _is_for(db: Session, whom: Audience, member: Member) -> bool:
    """As things are now: what she got then is not known any more once it has left.

    Whether she wants messages does not matter: here she asks.
    """
    if isinstance(whom, Friends):
        return True
    there = select(Member.id).where(Member.id == member.id, whom.whom())
    return db.scalar(there) is not None
