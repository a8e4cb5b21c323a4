"""What a coordinator says to many at once."""

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
    """A message to a club: body and audience are frozen when it starts."""

    __tablename__ = "announcements"
    __table_args__ = (
        Index("ix_announcements_progress", "progress", "due"),
        Index("ix_announcements_club", "club_id", "due"),
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
    text: Mapped[str]
    messages: Mapped[list[dict[str, Any]]]
    due: Mapped[datetime]
    not_after: Mapped[datetime]
    progress: Mapped[Progress] = mapped_column(named(Progress), default=Progress.WAITING)
    cursor: Mapped[int] = mapped_column(default=0)  # the last member who has a row
    pages: Mapped[int] = mapped_column(default=0)
    reserved: Mapped[int]  # messages of the month that it was promised to cost
    reached: Mapped[int | None]  # how many it went to, once that is known
    told: Mapped[datetime | None]  # when her who wrote it was told what became of it
