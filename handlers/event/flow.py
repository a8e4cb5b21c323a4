"""When to remind, and which answer counts. Nothing here touches the chat or the database."""

from datetime import datetime, time, timedelta

from bot import bangkok
from bot.conversation import State

EVENING = time(18)  # of the day before
WORTH_IT = timedelta(hours=1)  # a reminder closer to the start is no help any more


class Naming(State, tag="event.naming"):
    """We asked for the name on the roster, to register for this event."""

    event: int


def reminder(starts: datetime, now: datetime) -> datetime | None:
    """When to remind of an event: at six the evening before.

    Whoever registers later than that is reminded on the morning itself, and on the day itself
    not at all: she has just been told.
    """
    day = bangkok.local(starts).date()
    evening = bangkok.at(day - timedelta(days=1), EVENING)
    if now <= evening:
        return evening
    morning = bangkok.at(day, bangkok.MORNING)
    on_the_day = bangkok.local(now).date() >= day
    return None if on_the_day or morning + WORTH_IT > starts else morning
