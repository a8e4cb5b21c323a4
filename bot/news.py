"""Which announcements are news: what has begun to leave, and may be read again for free."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select

from bot.audience import OfClub
from models import Announcement, Outgoing, OutgoingState, Progress

BEGUN = (Progress.SENDING, Progress.SENT)


def told(now: datetime) -> ColumnElement[bool]:
    """On its way or there; one that was stopped only where somebody got it."""
    leaving = and_(Announcement.progress.in_(BEGUN), Announcement.paused.is_(None))
    got = select(Outgoing.id).where(
        Outgoing.announcement_id == Announcement.id, Outgoing.state == OutgoingState.SENT
    )
    somebody = or_(Announcement.reached > 0, got.exists())
    return and_(Announcement.due <= now, or_(leaving, somebody))


def to_whole(club_id: int | None) -> ColumnElement[bool]:
    """Meant for all of this club."""
    return and_(of_kind(OfClub.tag), Announcement.audience["club"].as_integer() == club_id)


def of_kind(*kinds: str) -> ColumnElement[bool]:
    kind: ColumnElement[str] = Announcement.audience["kind"].as_string()
    return kind.in_(kinds)
