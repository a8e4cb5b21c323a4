"""Where a coordinator is while announcing, and which moment she meant."""

import re
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from bot import bangkok
from bot.conversation import State
from bot.when import When, when
from bot.when_words import tokens
from handlers.announcement.content import Content, Picture

GRACE = timedelta(seconds=60)  # in which what leaves “now” can still be stopped
LATE = timedelta(hours=24)  # after its time an announcement is no news any more
TO_ANSWER = timedelta(hours=3)  # after the night: what is decided so early is asked at night
FURTHEST = timedelta(days=366)
MORNING = time(9)
VISIBLE = re.compile("[^\\s\\u200b-\\u200f\\u2060\\ufe0e\\ufe0f\\ufeff\\x00]")


_GONE = re.compile("^(?:เมื่อ(?:วานซืน|วาน|เช้า|คืน)(?:นี้)?|yesterday)")
_HOUR_ALONE = re.compile(r"\s*([01]?\d|2[0-3])\s*")


class Doubt(StrEnum):
    """Why what was typed is no moment to send at."""

    NO_TIME = "no time at all"
    NO_SUCH_DAY = "no such day"
    NO_HOUR = "no hour"
    SEVERAL = "others could mean another time"
    PAST = "past"
    TOO_FAR = "too far"


class Choosing(State, tag="announcement.choosing"):
    """A coordinator of several clubs was asked which; `skip` were shown before."""

    skip: int = 0


class Checking(State, tag="announcement.checking"):
    """The card is shown: recipients, price, time. `draft` names it: sent twice is sent once."""

    club: int
    draft: str
    content: Content
    to: dict[str, Any] | None = None  # as a row keeps an audience; none: all of the club
    due: datetime | None = None
    at_night: bool = False
    rule: dict[str, Any] | None = None  # on which days it is sent again and again
    repeating: bool = False  # such days are expected to be typed
    buttoning: bool = False  # buttons are expected to be typed
    timing: bool = False  # a time is expected to be typed
    day: date | None = None  # said without an hour, which is being asked for
    instead: str | None = None  # another text, which she was asked about
    said_in: str | None = None  # LINE's id of the message with this text, should it be unsent
    instead_said_in: str | None = None


class Writing(State, tag="announcement.writing"):
    """She was asked for the words; `was` is what is written anew, and keeps all else."""

    club: int
    was: Checking | None = None


def without(draft: Checking, message_id: str) -> Checking | None:
    """What is left of a draft once the message with this id was taken back."""
    if draft.said_in == message_id:
        return None
    if draft.instead_said_in == message_id:
        return draft.model_copy(update={"instead": None, "instead_said_in": None})
    return draft


def without_picture(draft: Checking, file: str) -> Checking | None:
    """The draft without this picture; none, where nothing else is in it."""
    parts = tuple(
        part
        for part in draft.content.parts
        if not (isinstance(part, Picture) and part.file == file)
    )
    return draft.model_copy(update={"content": Content(parts=parts)}) if parts else None


def answer_by(due: datetime, now: datetime) -> datetime:
    """Until when another coordinator may say yes: its own time; of what leaves at once, a day."""
    return due if due > now else now + LATE


def grace(wanted: datetime | None, leaves: datetime, now: datetime) -> timedelta:
    """How long what leaves at once, without a time of its own, can still be stopped."""
    return GRACE if wanted is None and leaves == now else timedelta()


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


def typed(said: str, now: datetime, day: date | None = None) -> datetime | Doubt:
    """The moment that was typed, or why it is none; an hour alone belongs to `day`."""
    meant = _on_day(said, day, now) if day else None
    meant = meant or when(said, bangkok.local(now))
    if meant is None or meant.start is None:
        return _unread(said)
    if meant.start < bangkok.local(now).date():
        return Doubt.PAST
    if meant.unsure:
        return Doubt.SEVERAL
    if meant.time is None:
        return Doubt.NO_HOUR
    due = bangkok.at(meant.start, meant.time)
    return doubt(due, now) or due


def day_of(said: str, now: datetime) -> date | None:
    """The day that was said, with or without an hour."""
    meant = when(said, bangkok.local(now))
    return meant.start if meant else None


def doubt(due: datetime, now: datetime) -> Doubt | None:
    """Why nothing can be sent at this moment; None where it can."""
    if due <= now:
        return Doubt.PAST
    return None if possible(due, now) else Doubt.TOO_FAR


def possible(due: datetime, now: datetime) -> bool:
    return now < due < now + FURTHEST


def _on_day(said: str, day: date, now: datetime) -> When | None:
    clock = f"{said.strip()}.00" if _HOUR_ALONE.fullmatch(said) else said
    return when(f"{day.isoformat()} {clock}", bangkok.local(now))


def _unread(said: str) -> Doubt:
    words = said.strip().lower()
    if _GONE.match(words) and tokens(_GONE.sub("วันนี้", words)):
        return Doubt.PAST
    day_and_month = {"M", "D"} & {token.kind for token in tokens(said) or ()}
    return Doubt.NO_SUCH_DAY if day_and_month else Doubt.NO_TIME


def tomorrow_morning(now: datetime) -> str:
    """What the picker shows first, as LINE writes it."""
    return _wire(bangkok.local(now).date() + timedelta(days=1), MORNING)


def earliest(now: datetime) -> str:
    here = bangkok.local(now) + timedelta(minutes=1)
    return _wire(here.date(), here.time())


def _wire(day: date, clock: time) -> str:
    return f"{day.isoformat()}T{clock:%H:%M}"
