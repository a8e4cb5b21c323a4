"""What members ask their coordinators, and what was answered."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.club import Club
from models.member import Member


class Inquiry(Base):
    """A talk between one member and the coordinators of one club."""

    __tablename__ = "inquiries"
    __table_args__ = (
        Index(
            "ix_inquiries_open",
            "club_id",
            "asked",
            sqlite_where=text("answered IS NULL"),
            postgresql_where=text("answered IS NULL"),
        ),
        Index("ix_inquiries_answered", "club_id", "answered"),
        Index("ix_inquiries_member", "member_id", "club_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    club_id: Mapped[int] = mapped_column(ForeignKey("clubs.id"))
    club: Mapped[Club] = relationship(lazy="select")
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    member: Mapped[Member] = relationship(lazy="select")
    asked: Mapped[datetime]  # when the member last wrote
    answered: Mapped[datetime | None]  # none: a coordinator has yet to answer
    remarks: Mapped[list["Remark"]] = relationship(lazy="select", order_by="Remark.id")


class Remark(Base):
    """One thing that was said in an inquiry."""

    __tablename__ = "remarks"

    id: Mapped[int] = mapped_column(primary_key=True)
    inquiry_id: Mapped[int] = mapped_column(
        ForeignKey("inquiries.id", ondelete="CASCADE"), index=True
    )
    author_id: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"))
    from_coordinator: Mapped[bool]
    said: Mapped[datetime]
    words: Mapped[str]
    message_id: Mapped[str | None] = mapped_column(index=True)  # LINE's: what is unsent is removed
