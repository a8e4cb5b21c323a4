"""Who did what, and when: a log that is only written to.

The database refuses to change a row, and to delete one before three years are over (migration
0008). It names people only by their id, so that whoever is deleted is named nowhere.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base
from models.column import named


class What(StrEnum):
    """What was done, by words that stay."""

    CLUB_ASKED = "club.asked"
    CLUB_APPROVED = "club.approved"
    CLUB_REFUSED = "club.refused"
    CLUB_EDITED = "club.edited"
    MODEL_NAMED = "club.model"
    MODEL_ENDED = "club.no_model"
    PICTURE_HUNG = "picture.hung"
    PICTURE_REMOVED = "picture.removed"
    ROLE_INVITED = "role.invited"
    ROLE_GIVEN = "role.given"
    ROLE_HANDED_OVER = "role.handed_over"
    ROLE_ENDED = "role.ended"
    ROSTER_ADDED = "roster.added"
    ROSTER_RENAMED = "roster.renamed"
    ROSTER_REMOVED = "roster.removed"
    ROSTER_MERGED = "roster.merged"
    ROSTER_EXPORTED = "roster.exported"
    DATA_DELETED = "data.deleted"
    DATA_ERASED = "data.erased"  # by an administrator, who was asked to
    ANNOUNCEMENT_SENT = "announcement.sent"
    ANNOUNCEMENT_ASKED = "announcement.asked"  # for another coordinator's yes
    ANNOUNCEMENT_APPROVED = "announcement.approved"
    ANNOUNCEMENT_REFUSED = "announcement.refused"
    ANNOUNCEMENT_PAUSED = "announcement.paused"
    ANNOUNCEMENT_RESUMED = "announcement.resumed"
    SERIES_STARTED = "announcement.repeated"
    SERIES_STOPPED = "announcement.ended"
    ANNOUNCEMENT_CANCELLED = "announcement.cancelled"
    EVENT_MADE = "event.made"
    EVENT_PUBLISHED = "event.published"
    EVENT_CHANGED = "event.changed"
    EVENT_CANCELLED = "event.cancelled"
    EVENT_TOLD = "event.told"  # something more to those who come, or did not answer
    EVENT_HUSHED = "event.hushed"
    EVENT_EXPORTED = "event.exported"
    POLL_OPENED = "poll.opened"
    POLL_CLOSED = "poll.closed"
    GROUP_LINKED = "group.linked"
    GROUP_UNLINKED = "group.unlinked"
    INQUIRY_ANSWERED = "inquiry.answered"
    CONSOLE_ENTERED = "console.entered"
    CONSOLE_LEFT = "console.left"
    SECOND_ADDED = "second.added"
    SECOND_REMOVED = "second.removed"
    SECOND_FORGOTTEN = "second.forgotten"
    SETTINGS_CHANGED = "settings.changed"


class Deed(Base):
    """One thing that somebody did. Nothing that anybody wrote stands in it."""

    __tablename__ = "deeds"
    __table_args__ = (Index("ix_deeds_club", "club_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    what: Mapped[What] = mapped_column(named(What))
    detail: Mapped[str | None]  # a code of ours, such as the kind of a role
    who_id: Mapped[int | None] = mapped_column(  # none: a command on the server, or deleted since
        ForeignKey("members.id", ondelete="SET NULL"), index=True
    )
    person_id: Mapped[int | None] = mapped_column(  # about whom
        ForeignKey("members.id", ondelete="SET NULL"), index=True
    )
    club_id: Mapped[int | None] = mapped_column(ForeignKey("clubs.id"))
    thing_id: Mapped[int | None]  # about what: `what` tells of which table
    amount: Mapped[int | None]  # how many people it was about
