"""What a coordinator says to many at once, and what they answered."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.club import Club
from models.column import named


class Progress(StrEnum):
    ASKED = "asked"  # waits for the yes of another coordinator
    WAITING = "waiting"
    SENDING = "sending"  # being laid out as requests, page by page behind the cursor
    SENT = "sent"  # every recipient has a row in `outgoing`
    CANCELLED = "cancelled"
    REFUSED = "refused"  # by the coordinator who was asked for her yes
    EXPIRED = "expired"  # too late to be worth sending


class Announcement(Base):
    """A message to many: body and audience are frozen when it starts."""

    __tablename__ = "announcements"
    __table_args__ = (
        Index("ix_announcements_progress", "progress", "due"),
        Index("ix_announcements_club", "club_id", "due"),
        Index("ix_announcements_series", "series_id"),
        Index(
            "ix_announcements_untold",
            "id",
            sqlite_where=text("told IS NULL"),
            postgresql_where=text("told IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft: Mapped[str] = mapped_column(unique=True)  # names the draft: sent twice equals sent once
    club_id: Mapped[int] = mapped_column(ForeignKey("clubs.id"))
    club: Mapped[Club] = relationship(lazy="select")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"))
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"))
    series_id: Mapped[int | None] = mapped_column(ForeignKey("announcement_series.id"))
    audience: Mapped[dict[str, Any]]  # whom it is for: `bot/audience`
    text: Mapped[str]  # its words, without what stands around them
    parts: Mapped[list[dict[str, Any]]]  # as it was written: `bot/composing`
    messages: Mapped[list[dict[str, Any]]]  # as LINE shows it
    personal: Mapped[bool] = mapped_column(default=False)  # names each reader: a request for each
    made: Mapped[datetime]
    due: Mapped[datetime]
    not_after: Mapped[datetime]
    at_night: Mapped[bool] = mapped_column(default=False)  # leaves in the quiet hours, too
    paused: Mapped[datetime | None]
    progress: Mapped[Progress] = mapped_column(named(Progress), default=Progress.WAITING)
    cursor: Mapped[int] = mapped_column(default=0)  # the last member who has a row
    pages: Mapped[int] = mapped_column(default=0)
    reserved: Mapped[int]  # messages of the month that it was promised to cost
    reached: Mapped[int | None]  # how many it went to, once that is known
    told: Mapped[datetime | None]  # when her who wrote it was told what became of it


class Series(Base):
    """An announcement that is made again and again."""

    __tablename__ = "announcement_series"
    __table_args__ = (
        Index(
            "ix_announcement_series_next",
            "next",
            sqlite_where=text("ended IS NULL"),
            postgresql_where=text("ended IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft: Mapped[str] = mapped_column(unique=True)
    club_id: Mapped[int] = mapped_column(ForeignKey("clubs.id"), index=True)
    club: Mapped[Club] = relationship(lazy="select")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"))
    audience: Mapped[dict[str, Any]]
    text: Mapped[str]
    parts: Mapped[list[dict[str, Any]]]
    rule: Mapped[dict[str, Any]]  # on which days, at what time
    at_night: Mapped[bool] = mapped_column(default=False)
    next: Mapped[datetime]
    until: Mapped[datetime | None]
    ended: Mapped[datetime | None]


class Reply(Base):
    """What a member pressed below an announcement: the latest counts."""

    __tablename__ = "announcement_replies"

    announcement_id: Mapped[int] = mapped_column(
        ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True
    )
    member_id: Mapped[int] = mapped_column(
        ForeignKey("members.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    choice: Mapped[int]  # its place among the buttons
    at: Mapped[datetime]


class Attachment(Base):
    """A picture for an announcement, from the moment that it was sent to us."""

    __tablename__ = "announcement_files"

    file: Mapped[str] = mapped_column(primary_key=True)  # LINE's id of its message, or our own
    member_id: Mapped[int | None] = mapped_column(
        ForeignKey("members.id", ondelete="SET NULL"), index=True
    )
    digest: Mapped[str | None] = mapped_column(  # none: on its way
        ForeignKey("files.digest"), index=True, info={"public": True}
    )
    failure: Mapped[str | None]
    used: Mapped[bool] = mapped_column(default=False)  # is part of what was sent
    at: Mapped[datetime] = mapped_column(index=True)
