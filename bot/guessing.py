"""Wrong guesses, counted in rows: neither a restart nor another process forgets them."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import Attempt, Member

WINDOW = timedelta(minutes=15)
OF_ONE, OF_ALL = 5, 100  # wrong guesses within it


def closed(db: Session, purpose: str, who: Member, now: datetime) -> bool:
    """Whether she, or all together, guessed wrong too often of late. Her row shall be locked."""
    lately = select(func.count()).where(Attempt.purpose == purpose, Attempt.at > now - WINDOW)
    hers = db.scalar(lately.where(Attempt.member_id == who.id)) or 0
    return hers >= OF_ONE or (db.scalar(lately) or 0) >= OF_ALL


def wrong(db: Session, purpose: str, who: Member, now: datetime) -> None:
    db.add(Attempt(purpose=purpose, member_id=who.id, at=now))
