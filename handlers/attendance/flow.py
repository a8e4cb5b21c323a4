"""When somebody may be written down as having come. Nothing here touches chat or database."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.bangkok import local
from bot.sittings import Stretch

EARLY = timedelta(hours=1)  # before it begins


def sitting_day(held: Sequence[Stretch], now: datetime) -> date | None:
    """The day of the sitting that is on, or begins within the hour; none: nothing is on."""
    days = (local(starts).date() for starts, ends in held if starts - EARLY <= now <= ends)
    return next(days, None)
