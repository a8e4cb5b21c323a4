"""Where a coordinator is while announcing, and which moment she meant."""

import re
from datetime import date, datetime, time, timedelta

from bot import bangkok
from bot.conversation import State
from bot.when import when

LATE = timedelta(hours=24)  # after its time an announcement is no news any more
FURTHEST = timedelta(days=366)
MORNING = time(9)
VISIBLE = re.compile("[^\\s\\u200b-\\u200f\\u2060\\ufe0e\\ufe0f\\ufeff\\x00]")


class Choosing(State, tag="announcement.choosing"):
    """A coordinator of several clubs was asked which."""


class Writing(State, tag="announcement.writing"):
    club: int


class Checking(State, tag="announcement.checking"):
    """The card is shown: recipients, price, time. `draft` names it: sent twice is sent once."""

    club: int
    draft: str
    text: str
    due: datetime | None = None
    timing: bool = False  # a time is expected to be typed


def blank(said: str) -> bool:
    """Whether a reader would see nothing of it."""
    return not VISIBLE.search(said)


def picked(moment: str) -> datetime | None:
    """What LINE's picker gave: no zone, and Bangkok's time."""
    try:
        chosen = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return bangkok.at(chosen.date(), chosen.time())


def typed(said: str, now: datetime) -> datetime | None:
    """A moment that was typed; None where day or hour is missing or in doubt."""
    meant = when(said, bangkok.local(now))
    if meant is None or meant.unsure or meant.start is None or meant.time is None:
        return None
    return bangkok.at(meant.start, meant.time)


def possible(due: datetime, now: datetime) -> bool:
    return now < due < now + FURTHEST


def tomorrow_morning(now: datetime) -> str:
    """What the picker shows first, as LINE writes it."""
    return _wire(bangkok.local(now).date() + timedelta(days=1), MORNING)


def earliest(now: datetime) -> str:
    here = bangkok.local(now) + timedelta(minutes=1)
    return _wire(here.date(), here.time())


def _wire(day: date, clock: time) -> str:
    return f"{day.isoformat()}T{clock:%H:%M}"
