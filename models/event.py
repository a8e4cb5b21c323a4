"""What clubs do together, and who comes."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Table,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base
from models.club import Club
from models.column import named
from models.member import Member

invited_clubs = Table(
    "event_clubs",  # that may come beside the club whose event it is
    Base.metadata,
    Column("event_id", ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("club_id", ForeignKey("clubs.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class EventState(StrEnum):
    DRAFT = "draft"  # seen by its coordinators only
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class Event(Base):
    """Something a club does, in one or more sittings."""

    __tablename__ = "events"
    __table_args__ = (
        Index(
            "ix_events_room",
            "id",
            sqlite_where=text("has_room"),
            postgresql_where=text("has_room"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    club_id: Mapped[int] = mapped_column(ForeignKey("clubs.id"), index=True)
    club: Mapped[Club] = relationship(lazy="select")
    for_all: Mapped[bool] = mapped_column(default=False)  # every club may come
    guests: Mapped[list[Club]] = relationship(secondary=invited_clubs, order_by=Club.name)
    title: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    place: Mapped[str | None]
    address: Mapped[str | None]  # how to find the place
    latitude: Mapped[float | None]  # degrees, WGS 84, as LINE tells a location
    longitude: Mapped[float | None]
    picture: Mapped[str | None] = mapped_column(ForeignKey("files.digest"), info={"public": True})
    online_url: Mapped[str | None]
    capacity: Mapped[int | None]
    deadline: Mapped[datetime | None]  # until when one may register; none: until it starts
    state: Mapped[EventState] = mapped_column(named(EventState), default=EventState.PUBLISHED)
    version: Mapped[int] = mapped_column(default=1)  # counts changes: two may edit at once
    has_room: Mapped[bool] = mapped_column(default=False)  # seats may be free while people wait
    others: Mapped[int] = mapped_column(default=0)  # who came and is no longer known by name
    starts: Mapped[datetime] = mapped_column(index=True)  # of its first sitting
    ends: Mapped[datetime] = mapped_column(index=True)  # of its last sitting
    sittings: Mapped[list["Sitting"]] = relationship(
        back_populates="event", order_by="Sitting.starts", cascade="all, delete-orphan"
    )

    @classmethod
    def visible_to(cls, member: Member) -> ColumnElement[bool]:
        """Her club's, those it is invited to, and those for all."""
        invited = select(invited_clubs.c.event_id).where(invited_clubs.c.club_id == member.club_id)
        return or_(cls.for_all, cls.club_id == member.club_id, cls.id.in_(invited))

    def is_visible(self, db: Session, member: Member) -> bool:
        """Whether she may see it; whatever she has answered stays hers to see, but no draft."""
        if self.state is EventState.DRAFT:
            return False
        answered = db.get(Registration, (self.id, member.id))
        here = select(Event.id).where(Event.id == self.id, Event.visible_to(member))
        return answered is not None or db.scalar(here) is not None

    def counts(self, db: Session) -> "Counts":
        """How many come and how many wait, those counted without a name included."""
        rows = db.execute(
            select(Registration.answer, func.count())
            .where(Registration.event_id == self.id, Registration.answer.in_(COUNTED))
            .group_by(Registration.answer)
        )
        found = dict(iter(rows))
        return Counts(
            coming=found.get(Answer.COMING, 0) + self.others,
            offered=found.get(Answer.OFFERED, 0),
            waiting=found.get(Answer.WAITING, 0),
        )


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
    """What a member said, and what became of it."""

    COMING = "coming"  # has a seat
    MAYBE = "maybe"
    DECLINED = "declined"
    WAITING = "waiting"  # for a seat
    OFFERED = "offered"  # a seat is held for her until `held_until`
    LAPSED = "lapsed"  # it was, and she did not take it


COUNTED = (Answer.COMING, Answer.OFFERED, Answer.WAITING)
TAKING = (Answer.COMING, Answer.OFFERED)  # a seat


class Counts(NamedTuple):
    """Of one event."""

    coming: int
    offered: int = 0
    waiting: int = 0

    @property
    def taken(self) -> int:
        return self.coming + self.offered


def _only(name: str, answer: str, *columns: str) -> Index:
    where = text(f"answer = '{answer}'")
    return Index(name, *columns, sqlite_where=where, postgresql_where=where)


class Registration(Base):
    """A member's latest answer to an invitation."""

    __tablename__ = "registrations"
    __table_args__ = (
        Index(
            "ix_registrations_counted",  # whenever a seat is taken or a card is shown
            "event_id",
            "answer",
            sqlite_where=text("answer IN ('coming', 'offered', 'waiting')"),
            postgresql_where=text("answer IN ('coming', 'offered', 'waiting')"),
        ),
        _only("ix_registrations_waiting", "waiting", "event_id", "queued", "member_id"),
        _only("ix_registrations_held", "offered", "held_until"),
    )

    event_id: Mapped[int] = mapped_column(
        ForeignKey("events.id", ondelete="CASCADE"), primary_key=True
    )
    event: Mapped[Event] = relationship(lazy="select")
    member_id: Mapped[int] = mapped_column(
        ForeignKey("members.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    member: Mapped[Member] = relationship(lazy="select", foreign_keys=[member_id])
    answer: Mapped[Answer] = mapped_column(named(Answer))
    said: Mapped[datetime]  # LINE's time of the answer: of two, the later one counts
    queued: Mapped[datetime | None]  # since when she waits
    held_until: Mapped[datetime | None]  # the seat that she was offered
    by_id: Mapped[int | None] = mapped_column(  # who put her name down
        ForeignKey("members.id", ondelete="SET NULL"), index=True
    )
    by: Mapped[Member | None] = relationship(lazy="select", foreign_keys=[by_id])


class NoticeKind(StrEnum):
    """What is told, and so to whom."""

    CHANGED = "changed"  # to all who have a seat or wait for one, and so is the next
    CANCELLED = "cancelled"
    REMINDER = "reminder"  # to those who come: one more than the usual
    UNANSWERED = "unanswered"  # to those who were invited and said nothing
    LETTER = "letter"  # to those who come: a coordinator's own words


class Notice(Base):
    """Something that many must be told of an event, page by page behind the cursor."""

    __tablename__ = "event_notices"
    __table_args__ = (
        Index(
            "ix_event_notices_open",
            "due",
            "id",
            sqlite_where=text("NOT done"),
            postgresql_where=text("NOT done"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    event: Mapped[Event] = relationship(lazy="select")
    kind: Mapped[NoticeKind] = mapped_column(named(NoticeKind))
    fields: Mapped[list[str]]  # what changed, by the names of the event's outline
    words: Mapped[str] = mapped_column(default="")  # a coordinator's own
    due: Mapped[datetime]
    not_after: Mapped[datetime]
    reserved: Mapped[int] = mapped_column(default=0)  # messages of the month, until it is told
    by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"))
    cursor: Mapped[int] = mapped_column(default=0)  # the last member who is told
    done: Mapped[bool] = mapped_column(default=False)
