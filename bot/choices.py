"""Changing what a club has set, in one place: who may, and that it is written down."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot import deeds
from models import Club, ClubSetting, Member, What


def of(db: Session, club_id: int) -> ClubSetting:
    """What the club has set; where nothing yet, a row that says so and is not kept."""
    return db.get(ClubSetting, club_id) or ClubSetting(club_id=club_id)


def set_(db: Session, who: Member, club: Club, what: str, value: object, *, now: datetime) -> bool:
    """Set one thing, named by its column; False where it is so already."""
    chosen = of(db, club.id)
    if getattr(chosen, what) == value:
        return False
    setattr(chosen, what, value)
    db.add(chosen)
    deeds.record(db, who, What.SETTINGS_CHANGED, now, club=club, detail=what)
    return True
