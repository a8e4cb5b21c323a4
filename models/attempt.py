"""Guesses that were wrong."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Attempt(Base):
    """One wrong guess at something short enough to be guessed; what was typed is not kept."""

    __tablename__ = "attempts"
    __table_args__ = (Index("ix_attempts_purpose_at", "purpose", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
