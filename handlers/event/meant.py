"""Which of several events somebody means: one that she named, or those on a day that she named."""

from datetime import datetime

from sqlalchemy import Select
from sqlalchemy.orm import Session

from bot import bangkok, choosing
from bot.turn import Replies, Turn
from handlers.event import actions, cards, flow
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


def asked_about(
    turn: Turn, *events: Select[Event], online: bool = False
) -> tuple[Replies, Event | None]:
    """The event that is named, or on the day that is; where none is, word of that, and the next.

    Of several lists, what the first holds comes first.
    """
    days = flow.day_asked(turn.said, turn.now)
    if days is None:
        found = [(each, among(turn.db, each, turn.said, turn.now)) for each in events]
        named = [narrowed for each, narrowed in found if narrowed is not each]
        return [], _first(turn.db, *named, *events)
    if event := _first(turn.db, *(actions.between(each, *days) for each in events)):
        return [], event
    today = bangkok.local(turn.now).date()
    return [cards.none_on(*days, today, online=online)], _first(turn.db, *events)


def _first(db: Session, *events: Select[Event]) -> Event | None:
    found = (db.scalar(each.limit(1)) for each in events)
    return next((event for event in found if event), None)
