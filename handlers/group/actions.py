"""Which club a LINE group belongs to, and what of that club everybody there may read."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot import deeds, news
from bot.language import _
from bot.turn import Refusal
from models import Announcement, Club, Event, EventState, Group, Member, Role, What


def let_in(group: Group, at: datetime, now: datetime) -> bool:
    """Note that we were invited; False where something later is known already."""
    if at < group.as_of:
        return False
    group.as_of, group.joined, group.left, group.club = at, now, None, None
    group.people_asked = None
    return True


def sent_away(db: Session, group: Group, at: datetime, now: datetime) -> None:
    """Leaving unlinks: who comes back is linked anew. LINE does not say who sent us away."""
    if at < group.as_of:
        return
    if group.club:
        deeds.record(db, None, What.GROUP_UNLINKED, now, club=group.club, about=group)
    group.as_of, group.left, group.club = at, now, None


def inside(group: Group, at: datetime) -> bool:
    """Whether we were there when this was said; what is heard tells that we are, too."""
    if group.left and at <= group.as_of:
        return False
    group.left, group.as_of = None, max(group.as_of, at)
    return True


def link(db: Session, group: Group, club: Club, who: Member | None, now: datetime) -> None:
    """Make it this club's group; by one of its coordinators, and only if it is no other's.

    Raises Refusal, which says what to do.
    """
    if not _coordinates(db, who, club):
        raise Refusal(_("เฉพาะผู้ประสานงานของชมรม {club} ที่เชื่อมกลุ่มนี้ได้ค่ะ", club=club.name))
    if group.club and group.club_id != club.id:
        raise Refusal(
            _(
                "กลุ่มนี้เชื่อมกับชมรม {club} อยู่ค่ะ ให้ผู้ประสานงานชมรมนั้นเรียกน้องสตรองแล้วพิมพ์ “เลิกเชื่อม” ก่อนนะคะ",
                club=group.club.name,
            )
        )
    if group.club_id != club.id:
        deeds.record(db, who, What.GROUP_LINKED, now, club=club, about=group)
    group.club = club


def unlink(db: Session, group: Group, who: Member | None, now: datetime) -> Club:
    """Take the group from its club, and return that club; by who looks after it."""
    club = group.club
    if club is None:
        raise Refusal(_("กลุ่มนี้ยังไม่ได้เชื่อมกับชมรมใดค่ะ"))
    if who is None or not (_coordinates(db, who, club) or Role.administers(db, who)):
        raise Refusal(_("เฉพาะผู้ประสานงานของชมรม {club} ที่เลิกเชื่อมได้ค่ะ", club=club.name))
    group.club = None
    deeds.record(db, who, What.GROUP_UNLINKED, now, club=club, about=group)
    return club


def next_event(db: Session, club: Club, now: datetime) -> Event | None:
    """The next one to begin; where none is to come, the one that is on."""
    of_club = or_(Event.club_id == club.id, Event.for_all)
    on = Event.state == EventState.PUBLISHED, Event.ends > now
    ahead = select(Event).where(of_club, *on).order_by(Event.starts <= now)
    return db.scalar(ahead.order_by(Event.starts, Event.id).limit(1))


def latest_news(db: Session, group: Group, club: Club, now: datetime) -> Announcement | None:
    """The latest that was for all of the club, or for this group: a narrower one is none of its."""
    here = news.of_kind("group") & (Announcement.audience["group"].as_integer() == group.id)
    told = select(Announcement).where(
        Announcement.club_id == club.id, news.told(now), or_(news.to_whole(club.id), here)
    )
    return db.scalar(told.order_by(Announcement.due.desc(), Announcement.id.desc()).limit(1))


def _coordinates(db: Session, who: Member | None, club: Club) -> bool:
    return who is not None and club in Role.clubs_of(db, who)
