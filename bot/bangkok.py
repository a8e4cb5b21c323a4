"""The club's own time: Asia/Bangkok, and when it may be disturbed."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Bangkok")
MORNING, NIGHT = time(7), time(21)  # nothing that can wait is sent outside


def local(moment: datetime) -> datetime:
    return moment.astimezone(ZONE)


def at(day: date, clock: time) -> datetime:
    """A Bangkok day and time of day, as an aware UTC moment."""
    return datetime.combine(day, clock, ZONE).astimezone(UTC)


def awake(moment: datetime) -> bool:
    return MORNING <= local(moment).time() < NIGHT


def next_morning(moment: datetime) -> datetime:
    here = local(moment)
    day = here.date() if here.time() < MORNING else here.date() + timedelta(days=1)
    return at(day, MORNING)


def month(moment: datetime) -> tuple[datetime, datetime]:
    """The first moment of this month, and of the next."""
    first = local(moment).date().replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    return at(first, time()), at(following, time())
