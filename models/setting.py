"""What administrators set for all clubs, and what is set for one."""

from datetime import timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base
from models.column import named


class Reminder(StrEnum):
    """When those who come are reminded of an event."""

    EVENING = "evening"  # of the day before
    DAY = "day"
    HOURS = "hours"

    @property
    def before(self) -> timedelta | None:
        """How long before the event; none: at an hour of its own."""
        return {Reminder.DAY: timedelta(days=1), Reminder.HOURS: timedelta(hours=3)}.get(self)


class Setting(Base):
    """One row, for all clubs; without it, everything is as it was delivered."""

    __tablename__ = "settings"

    id: Mapped[int] = mapped_column(primary_key=True)
    quiet_from: Mapped[int]  # the full hour, in the evening
    quiet_until: Mapped[int]  # the full hour, in the morning
    reminder: Mapped[Reminder | None] = mapped_column(named(Reminder))  # of clubs that chose none


class ClubSetting(Base):
    """What one club has set; none of a thing: as it was delivered."""

    __tablename__ = "club_settings"

    club_id: Mapped[int] = mapped_column(ForeignKey("clubs.id"), primary_key=True)
    reminder: Mapped[Reminder | None] = mapped_column(named(Reminder))
    welcome: Mapped[str | None]  # what whoever joins reads
    reminding: Mapped[str | None]  # a line of its own on each reminder of an event
    approval: Mapped[bool | None]  # a second coordinator says yes to each announcement
    budget: Mapped[int | None]  # messages a month, of the account's; none: in proportion to members
