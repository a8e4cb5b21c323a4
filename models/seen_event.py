"""Webhook events whose effects are in the database."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base


class SeenEvent(Base):
    """An event that was handled, with its reply until that was spoken; no hint of whose it was."""

    __tablename__ = "seen_events"

    id: Mapped[str] = mapped_column(primary_key=True)  # LINE's webhookEventId
    at: Mapped[datetime] = mapped_column(index=True)
    reply: Mapped[list[dict[str, Any]] | None]

    @classmethod
    def first_time(cls, db: Session, event_id: str, now: datetime) -> bool:
        """Note the event; False if it was noted before. Undone if `db` rolls back."""
        note = insert(cls).values(id=event_id, at=now, reply=None)
        return db.scalar(note.on_conflict_do_nothing().returning(cls.id)) is not None

    @classmethod
    def owe(cls, db: Session, event_id: str, reply: list[dict[str, Any]]) -> None:
        """Keep the reply with the event's effects until it is spoken."""
        db.execute(update(cls).where(cls.id == event_id).values(reply=reply))

    @classmethod
    def forget_replies(cls, db: Session, before: datetime) -> None:
        """What could not be said in time is not kept: it may be personal, and its token is dead."""
        lately = cls.at.between(before - timedelta(days=1), before)  # the rest is done already
        stale = update(cls).where(cls.reply.is_not(None), lately)
        db.execute(stale.values(reply=None))

    @classmethod
    def spoken(cls, db: Session, event_ids: list[str]) -> None:
        db.execute(update(cls).where(cls.id.in_(event_ids)).values(reply=None))
