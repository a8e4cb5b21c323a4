"""What clubs do together, and who comes."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base
from models.club import Club
from models.column import named
from models.member import Member


class Event(Base):
    """Something a club does, in one or more sittings."""

    __tablename__ = "events"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    club_id: Mapped[int] = mapped_column(ForeignKey("clubs.id"), index=True)
    club: Mapped[Club] = relationship(lazy="select")
    for_all: Mapped[bool] = mapped_column(default=False)  # every club may come
    title: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    place: Mapped[str | None]
    online_url: Mapped[str | None]
    capacity: Mapped[int | None]
    others: Mapped[int] = mapped_column(default=0)  # who came and is no longer known by name
    starts: Mapped[datetime] = mapped_column(index=True)  # of its first sitting
    ends: Mapped[datetime] = mapped_column(index=True)  # of its last sitting
    sittings: Mapped[list["Sitting"]] = relationship(
        back_populates="event", order_by="Sitting.starts", cascade="all, delete-orphan"
    )

    def coming(self, db: Session) -> int:
        """How many have a seat, those counted without a name included."""
        here = select(func.count()).where(
            Registration.event_id == self.id, Registration.answer == Answer.COMING
        )
        return (db.scalar(here) or 0) + self.others


class Sitting(Base):
    """One stretch of an event: usually a day, or a talk."""

    __tablename__ = "sittings"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    event: Mapped[Event] = relationship(back_populates="sittings")
    starts: Mapped[datetime]
    ends: Mapped[datetime]
    topic: Mapped[str | None]
    speaker: Mapped[str | None]


class Answer(StrEnum):
    COMING = "coming"
    DECLINED = "declined"


class Registration(Base):
    """A member's latest answer to an invitation."""

    __tablename__ = "registrations"
    __table_args__ = (
        Index(
            "ix_registrations_coming",  # counted whenever a seat is taken or a card is shown
            "event_id",
            sqlite_where=text("answer = 'coming'"),
            postgresql_where=text("answer = 'coming'"),
        ),
    )

    event_id: Mapped[int] = mapped_column(
        ForeignKey("events.id", ondelete="CASCADE"), primary_key=True
    )
    event: Mapped[Event] = relationship(lazy="select")
    member_id: Mapped[int] = mapped_column(
        ForeignKey("members.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    member: Mapped[Member] = relationship(lazy="select")
    answer: Mapped[Answer] = mapped_column(named(Answer))
    said: Mapped[datetime]  # LINE's time of the answer: of two, the later one counts
