"""Messages we owe: promises to members, and the LINE requests that keep them."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import uuid4

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.column import named
from models.member import Member


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
    state: Mapped[PromiseState] = mapped_column(named(PromiseState), default=PromiseState.WAITING)
    outgoing_id: Mapped[str | None] = mapped_column(
        ForeignKey("outgoing.id", ondelete="SET NULL"), index=True
    )
    event_id: Mapped[str | None] = mapped_column(  # whose reply it went along with
        ForeignKey("seen_events.id", ondelete="SET NULL"), index=True
    )


class OutgoingState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"  # LINE refused it for good
    SPLIT = "split"  # refused for one of many: its halves are rows of their own
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"  # stopped by a coordinator before its first try
    UNKNOWN = "unknown"  # no answer for 23 hours: a person decides


class Outgoing(Base):
    """Exactly one LINE request. Its id is its retry key; its body never changes."""

    __tablename__ = "outgoing"
    __table_args__ = (
        UniqueConstraint("announcement_id", "page"),
        Index(
            "ix_outgoing_waiting",
            "due",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index("ix_outgoing_sent", "sent"),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=lambda: str(uuid4()))
    endpoint: Mapped[str]  # push or multicast
    body: Mapped[str | None] = mapped_column(Text)  # the request as JSON, until it is settled
    cost: Mapped[int]  # recipients: what the month's quota pays for
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


class Limit(Base):
    """How far ahead an endpoint of LINE's is booked, shared by all who send (GCRA)."""

    __tablename__ = "limits"

    endpoint: Mapped[str] = mapped_column(primary_key=True)
    booked: Mapped[datetime]  # the theoretical arrival time of the next request
