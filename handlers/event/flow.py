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
    """When to remind of an event: at six the evening before, or as soon after as one is awake.

    None where nothing useful is left: whoever registers on the day itself knows it.
    """
    day_before = bangkok.local(starts).date() - timedelta(days=1)
    due = bangkok.at(day_before, EVENING)
    if now <= due:
        return due
    if bangkok.local(now).date() > day_before:
        return None
    due = now if bangkok.awake(now) else bangkok.next_morning(now)
    return due if due + WORTH_IT <= starts else None
