"""What those at an event ask the speaker, and what a club asks its members."""

from datetime import datetime

from sqlalchemy import ForeignKey, exists, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base
from models.club import Club
from models.event import Event
from models.member import Member


class SpeakerQuestion(Base):
    """Asked before or during an event; gathered for its coordinators."""

    __tablename__ = "speaker_questions"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    event: Mapped[Event] = relationship(lazy="select")
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), index=True)
    words: Mapped[str]
    message_id: Mapped[str | None] = mapped_column(index=True)  # LINE's: what is unsent is removed
    asked: Mapped[datetime]
    done: Mapped[bool] = mapped_column(default=False)  # the speaker had it


class Poll(Base):
    """A question with a few choices; whoever may answer, answers once, and may change it."""

    __tablename__ = "polls"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft: Mapped[str] = mapped_column(unique=True)  # names the draft: sent twice equals sent once
    club_id: Mapped[int] = mapped_column(ForeignKey("clubs.id"), index=True)
    club: Mapped[Club] = relationship(lazy="select")
    event_id: Mapped[int | None] = mapped_column(
        ForeignKey("events.id", ondelete="SET NULL"), index=True
    )
    by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"))
    question: Mapped[str]
    choices: Mapped[list[str]]
    most: Mapped[int] = mapped_column(default=1)  # choices that one may take
    made: Mapped[datetime]
    closes: Mapped[datetime]

    @classmethod
    def waits_for(cls, db: Session, member: Member, now: datetime) -> bool:
        """Whether her club asks something that she has not answered yet."""
        answered = exists().where(Vote.poll_id == cls.id, Vote.member_id == member.id)
        open_ = select(cls.id).where(cls.club_id == member.club_id, cls.closes > now, ~answered)
        return db.scalar(open_.limit(1)) is not None


class Vote(Base):
    """One choice that somebody took."""

    __tablename__ = "votes"

    poll_id: Mapped[int] = mapped_column(
        ForeignKey("polls.id", ondelete="CASCADE"), primary_key=True
    )
    poll: Mapped[Poll] = relationship(lazy="select")
    member_id: Mapped[int] = mapped_column(
        ForeignKey("members.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    choice: Mapped[int] = mapped_column(primary_key=True)  # counted from 0
