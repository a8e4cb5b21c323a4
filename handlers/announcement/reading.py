"""The club's news: announcements that can be read again for free."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Announcement, Member, Progress


def news(db: Session, member: Member, now: datetime) -> list[Announcement]:
    """The club's latest announcements that have begun to leave."""
    told = select(Announcement).where(
        Announcement.club_id == member.club_id,
        Announcement.progress.in_([Progress.SENDING, Progress.SENT]),
        Announcement.due <= now,
    )
    return list(db.scalars(told.order_by(Announcement.due.desc()).limit(3)))
