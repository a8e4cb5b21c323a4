"""Messages we owe: promises to members, and the LINE requests that keep them."""

from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any
from uuid import uuid4

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.column import named
from models.member import Member


class Priority(IntEnum):
    """What leaves first where the month is too short for all: the smaller number."""

    URGENT = 1  # safety, what changed at an event, what she asked for
    REMINDER = 2
    ANNOUNCEMENT = 3
    DIGEST = 4


class PromiseState(StrEnum):
    WAITING = "waiting"
    RESTING = "resting"  # free: goes along when its member writes
    BUNDLED = "bundled"  # a request carries it
    SAID = "said"  # it went along with a reply
    WITHDRAWN = "withdrawn"  # no longer true
    DROPPED = "dropped"  # its member left or wants silence
    EXPIRED = "expired"  # too late to be worth sending


class Topic(StrEnum):
    """What a message is about: a member may want to be told of some only."""

    NEWS = "news"
    EVENTS = "events"
    PERSONAL = "personal"  # what she asked for, or must know: whatever she wants to be told


class Promise(Base):
    """A message owed to one member at a time."""

    __tablename__ = "promises"
    __table_args__ = (
        Index(
            "ix_promises_waiting",
            "priority",
            "due",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index("ix_promises_member", "member_id", "due"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)  # what is promised: the same thing only once
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    member: Mapped[Member] = relationship(lazy="raise")
    messages: Mapped[list[dict[str, Any]]]
    due: Mapped[datetime]
    not_after: Mapped[datetime]
    at_night: Mapped[bool] = mapped_column(default=False)  # too urgent to wait for the morning
    topic: Mapped[Topic] = mapped_column(named(Topic), default=Topic.PERSONAL)
    priority: Mapped[int] = mapped_column(default=Priority.URGENT)
    club_id: Mapped[int | None] = mapped_column(ForeignKey("clubs.id"))  # who pays; none: her own
    state: Mapped[PromiseState] = mapped_column(named(PromiseState), default=PromiseState.WAITING)
    outgoing_id: Mapped[str | None] = mapped_column(
        ForeignKey("outgoing.id", ondelete="SET NULL"), index=True
    )
    event_id: Mapped[str | None] = mapped_column(  # whose reply it went along with
        ForeignKey("seen_events.id", ondelete="SET NULL"), index=True
    )


class OutgoingState(StrEnum):
    WAITING = "waiting"
    HELD = "held"  # the month is too short for it: waits for more
    PAUSED = "paused"  # by a coordinator, before its first try
    SENT = "sent"
    FAILED = "failed"  # LINE refused it for good
    SPLIT = "split"  # refused for one of many: its halves are rows of their own
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"  # stopped by a coordinator before its first try
    UNKNOWN = "unknown"  # no answer for 23 hours: a person decides


UNSETTLED = (OutgoingState.WAITING, OutgoingState.HELD, OutgoingState.PAUSED)


class Outgoing(Base):
    """Exactly one LINE request. Its id is its retry key; its body never changes."""

    __tablename__ = "outgoing"
    __table_args__ = (
        UniqueConstraint("announcement_id", "page"),
        Index(
            "ix_outgoing_waiting",
            "priority",
            "due",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index(
            "ix_outgoing_held",
            "priority",
            "due",
            sqlite_where=text("state = 'held'"),
            postgresql_where=text("state = 'held'"),
        ),
        Index(
            "ix_outgoing_tried",  # what LINE may have already, and did not say so
            "first_tried",
            sqlite_where=text("state = 'waiting' AND first_tried IS NOT NULL"),
            postgresql_where=text("state = 'waiting' AND first_tried IS NOT NULL"),
        ),
        Index("ix_outgoing_sent", "sent"),
        Index(
            "ix_outgoing_members",  # the page that a member is on
            "announcement_id",
            "first_member",
            sqlite_where=text("first_member IS NOT NULL"),
            postgresql_where=text("first_member IS NOT NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=lambda: str(uuid4()))
    endpoint: Mapped[str]  # push, multicast or broadcast
    body: Mapped[str | None] = mapped_column(Text)  # the request as JSON, until it is settled
    cost: Mapped[int]  # recipients: what the month's quota pays for
    club_id: Mapped[int | None] = mapped_column(ForeignKey("clubs.id"))  # whose share pays
    priority: Mapped[int] = mapped_column(default=Priority.URGENT)
    at_night: Mapped[bool] = mapped_column(default=False)
    made: Mapped[datetime]
    due: Mapped[datetime]  # when to try next
    not_after: Mapped[datetime]
    first_tried: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    state: Mapped[OutgoingState] = mapped_column(
        named(OutgoingState), default=OutgoingState.WAITING
    )
    sent: Mapped[datetime | None]
    failure: Mapped[str | None]
    announcement_id: Mapped[int | None] = mapped_column(ForeignKey("announcements.id"))
    page: Mapped[int | None]
    first_member: Mapped[int | None]  # of the page; its recipients are forgotten once it is settled
    last_member: Mapped[int | None]


class Spending(Base):
    """What LINE took from the month for a club; it outlives the requests."""

    __tablename__ = "spendings"

    club_id: Mapped[int] = mapped_column(ForeignKey("clubs.id"), primary_key=True)
    month: Mapped[str] = mapped_column(primary_key=True)  # 2026-11, of Bangkok
    priority: Mapped[int] = mapped_column(primary_key=True)
    messages: Mapped[int]


class Limit(Base):
    """How far ahead an endpoint of LINE's is booked, shared by all who send (GCRA)."""

    __tablename__ = "limits"

    endpoint: Mapped[str] = mapped_column(primary_key=True)
    booked: Mapped[datetime]  # the theoretical arrival time of the next request
