"""The picture of an event: hung, replaced, taken away; what chat and console share."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot import deeds, files
from bot.drawing import Drawn
from handlers.event import planning
from models import Event, Member, What


def give(db: Session, who: Member, event_id: int, drawn: Drawn, now: datetime) -> Event:
    """Hang what is drawn and stored already. Raises Refusal."""
    event = planning.own_open(db, who, event_id)
    files.keep(db, drawn.digest, drawn.data, now)
    event.picture = drawn.digest
    deeds.record(db, who, What.EVENT_CHANGED, now, club=event.club, about=event)
    return event


def remove(db: Session, who: Member, event_id: int, digest: str, now: datetime) -> Event:
    """Take away this picture; a newer one stays. Raises Refusal."""
    event = planning.own_open(db, who, event_id)
    if event.picture and event.picture == digest:
        event.picture = None
        deeds.record(db, who, What.EVENT_CHANGED, now, club=event.club, about=event)
    return event
