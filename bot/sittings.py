"""When an event is held: its sittings, and the days in Bangkok on which they are."""

from datetime import date, datetime

from bot.bangkok import local
from models import Event

Stretch = tuple[datetime, datetime]  # from when to when something is held


def held(event: Event) -> list[Stretch]:
    """From when to when its sittings are."""
    sittings = [(each.starts, each.ends) for each in event.sittings]
    return sittings or [(event.starts, event.ends)]


def days(event: Event) -> list[date]:
    """In order."""
    return sorted({local(starts).date() for starts, _ends in held(event)})
