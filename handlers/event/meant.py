"""Which of several events somebody means: one that she named, or those on a day that she named."""

from datetime import datetime

from sqlalchemy import Select
from sqlalchemy.orm import Session

from bot import choosing
from handlers.event import actions, flow
from handlers.event.cards import SHOWN
from models import Event

LOOKED_THROUGH = 100  # titles of what is coming up


def among(db: Session, events: Select[Event], said: str, now: datetime) -> Select[Event]:
    """Those of the events that the words name, by title or else by day; all where they name none.

    All, too, where they name more than one list shows: its next page knows nothing of the words.
    """
    if ids := titled(db, events, said):
        return events.where(Event.id.in_(ids)) if len(ids) <= SHOWN else events
    days = flow.day_asked(said, now)
    if days is None:
        return events
    there = actions.between(events, *days)
    found = len(db.scalars(there.with_only_columns(Event.id).limit(SHOWN + 1)).all())
    return there if 1 <= found <= SHOWN else events


def titled(db: Session, events: Select[Event], said: str) -> list[int]:
    """The ids of those whose title the words contain."""
    rows = db.execute(events.with_only_columns(Event.id, Event.title).limit(LOOKED_THROUGH))
    return choosing.titled(dict(iter(rows)), said)
