"""The club's own time: Asia/Bangkok, and when it may be disturbed."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Bangkok")
MORNING, NIGHT = time(7), time(21)


class Waking(NamedTuple):
    """Nothing that can wait is sent before the morning, or from the night on."""

    morning: time
    night: time


WAKING = Waking(MORNING, NIGHT)  # until administrators choose other hours (bot/quiet.py)


def local(moment: datetime) -> datetime:
    return moment.astimezone(ZONE)


def at(day: date, clock: time) -> datetime:
    """A Bangkok day and time of day, as an aware UTC moment."""
    return datetime.combine(day, clock, ZONE).astimezone(UTC)


def awake(moment: datetime, waking: Waking = WAKING) -> bool:
    return waking.morning <= local(moment).time() < waking.night


def next_morning(moment: datetime, waking: Waking = WAKING) -> datetime:
    here = local(moment)
    day = here.date() if here.time() < waking.morning else here.date() + timedelta(days=1)
    return at(day, waking.morning)


def month(moment: datetime) -> tuple[datetime, datetime]:
    """The first moment of this month, and of the next."""
    first = local(moment).date().replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    return at(first, time()), at(following, time())
