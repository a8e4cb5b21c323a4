"""Webhook events whose effects are in the database."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, bindparam, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base


class SeenEvent(Base):
    """An event that was handled, with its reply until that was spoken; no hint of whose it was."""

    __tablename__ = "seen_events"
    __table_args__ = (
        Index(
            "ix_seen_events_unspoken",
            "at",
            sqlite_where=text("reply IS NOT NULL"),
            postgresql_where=text("reply IS NOT NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)  # LINE's webhookEventId
    at: Mapped[datetime]
    reply: Mapped[list[dict[str, Any]] | None]

    @classmethod
    def first_time(cls, db: Session, event_id: str, now: datetime) -> bool:
        """Note the event; False if it was noted before. Undone if `db` rolls back."""
        return db.scalar(_NOTE, {"id": event_id, "at": now}) is not None

    @classmethod
    def owe(cls, db: Session, event_id: str, reply: list[dict[str, Any]]) -> None:
        """Keep the reply with the event's effects until it is spoken."""
        db.execute(_OWE, {"event": event_id, "owed": reply})

    @classmethod
    def forget_replies(cls, db: Session, before: datetime) -> None:
        """What could not be said in time is not kept: it may be personal, and its token is dead."""
        stale = update(cls).where(cls.reply.is_not(None), cls.at < before)
        db.execute(stale.values(reply=None))

    @classmethod
    def spoken(cls, db: Session, event_ids: list[str]) -> None:
        db.execute(_SPOKEN, {"events": event_ids})


# Run with every event, so they are made once and of the bare table: three times as fast.
_TABLE = Base.metadata.tables[SeenEvent.__tablename__]
_NOTE = insert(_TABLE).on_conflict_do_nothing().returning(_TABLE.c.id)
_OWE = update(_TABLE).where(_TABLE.c.id == bindparam("event")).values(reply=bindparam("owed"))
_SPOKEN = (
    update(_TABLE).where(_TABLE.c.id.in_(bindparam("events", expanding=True))).values(reply=None)
)
