"""Questions that were asked, and what was answered."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class QuizAttempt(Base):
    """One question put to one member. `choice` counts in the order of the bank, not of the card."""

    __tablename__ = "quiz_attempts"
    __table_args__ = (Index(None, "member_id", "asked"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    question: Mapped[str]  # its id in content/questions.yaml
    order: Mapped[list[int]]  # order[0] is the bank's choice that the card shows first
    asked: Mapped[datetime]
    choice: Mapped[int | None]
    right: Mapped[bool | None]
    answered: Mapped[datetime | None]
