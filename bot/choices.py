"""Changing what is set, in one place: for one club, and for all; and that it is written down."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot import bangkok, deeds
from models import Club, ClubSetting, Member, Reminder, Setting, What

THE_ONE = 1  # row, for all clubs


def of(db: Session, club_id: int) -> ClubSetting:
    """What the club has set; where nothing yet, a row that says so and is not kept."""
    return db.get(ClubSetting, club_id) or ClubSetting(club_id=club_id)


def of_all(db: Session) -> Setting:
    """What is set for all clubs; where nothing yet, a row as delivered that is not kept."""
    night, morning = bangkok.WAKING.night.hour, bangkok.WAKING.morning.hour
    as_delivered = Setting(id=THE_ONE, quiet_from=night, quiet_until=morning)
    return db.get(Setting, THE_ONE) or as_delivered


def default_reminder(db: Session) -> Reminder:
    """When clubs remind that chose no time of their own."""
    return of_all(db).reminder or Reminder.EVENING


def reminder(db: Session, club_id: int) -> Reminder:
    """When this club reminds of its events."""
    return of(db, club_id).reminder or default_reminder(db)


def set_(db: Session, who: Member, club: Club, what: str, value: object, *, now: datetime) -> bool:
    """Set one thing, named by its column; False where it is so already."""
    chosen = of(db, club.id)
    if getattr(chosen, what) == value:
        return False
    setattr(chosen, what, value)
    db.add(chosen)
    deeds.record(db, who, What.SETTINGS_CHANGED, now, club=club, detail=what)
    return True
