"""Who really came to an event, day by day, and what those who came say of it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.column import named
from models.event import Event
from models.member import Member


class EventDay(Base):
    """What is known of one day of an event beside the names of who came."""

    __tablename__ = "event_days"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("events.id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[date] = mapped_column(primary_key=True)  # in Bangkok
    word: Mapped[str | None]  # said in the session: whoever types it was there
    heads: Mapped[int] = mapped_column(default=0)  # people without LINE, counted in the room
    others: Mapped[int] = mapped_column(default=0)  # who came and is no longer known by name


class Way(StrEnum):
    """How somebody's coming was found out."""

    LINK = "link"  # she opened her own link to the meeting: no proof of a face
    DOOR = "door"  # she scanned the code at the door
    TICKET = "ticket"  # a coordinator scanned hers
    WORD = "word"  # she typed the word that was said in the session
    NAME = "name"  # a coordinator knew her


class Attendance(Base):
    """Somebody was there on one day; the first sign of it counts."""

    __tablename__ = "attendances"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("events.id", ondelete="CASCADE"), primary_key=True
    )
    event: Mapped[Event] = relationship(lazy="select")
    day: Mapped[date] = mapped_column(primary_key=True)  # in Bangkok
    member_id: Mapped[int] = mapped_column(
        ForeignKey("members.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    member: Mapped[Member] = relationship(lazy="select", foreign_keys=[member_id])
    at: Mapped[datetime]
    way: Mapped[Way] = mapped_column(named(Way))
    by_id: Mapped[int | None] = mapped_column(  # the coordinator who let her in
        ForeignKey("members.id", ondelete="SET NULL"), index=True
    )


class Feedback(Base):
    """What somebody who came thinks of an event; only its coordinators read it."""

    __tablename__ = "feedbacks"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("events.id", ondelete="CASCADE"), primary_key=True
    )
    event: Mapped[Event] = relationship(lazy="select")
    member_id: Mapped[int] = mapped_column(
        ForeignKey("members.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    stars: Mapped[int]  # 1 to 5
    comment: Mapped[str | None]
    message_id: Mapped[str | None] = mapped_column(index=True)  # LINE's, of the comment
    said: Mapped[datetime]
