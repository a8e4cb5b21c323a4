"""Where a coordinator is while she has more told of an event, and which moment she meant."""

import re
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot import bangkok
from bot.conversation import State
from bot.when import When, when
from models import NoticeKind


class Writing(State, tag="event.notice.writing"):
    """She was asked for the letter to those who come."""

    event: int


class Timing(State, tag="event.notice.timing"):
    """She was asked when to remind once more; `day` was said without an hour."""

    event: int
    day: date | None = None


class Sending(State, tag="event.notice.sending"):
    """The card with the price is shown. `draft` names it: sent twice is sent once."""

    event: int
    kind: NoticeKind
    draft: str
    words: str = ""
    due: datetime | None = None
    said_in: str | None = None  # LINE's id of the message with these words, should it be unsent


class Unread(StrEnum):
    """Why what was typed is no moment."""

    NO_DAY = "no day"
    NO_HOUR = "no hour"


_UNITS = {
    "นาที": timedelta(minutes=1),
    "ชั่วโมง": timedelta(hours=1),
    "ชม": timedelta(hours=1),
    "วัน": timedelta(days=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
}
_SPAN = re.compile(rf"(\d{{1,3}})\s*({'|'.join(_UNITS)})", re.IGNORECASE)
_BEFORE = re.compile("ก่อน|before", re.IGNORECASE)
_HOUR_ALONE = re.compile(r"\s*(?:[01]?\d|2[0-3])\s*")


def moment(said: str, starts: datetime, now: datetime, day: date | None) -> datetime | Unread:
    """The moment that was typed, to the minute; an hour alone belongs to `day`."""
    if before := _before(said, starts):
        return before
    meant = _on_day(said, day, now) if day else None
    meant = meant or when(said, bangkok.local(now))
    if meant is None or meant.start is None:
        return Unread.NO_DAY
    return bangkok.at(meant.start, meant.time) if meant.time else Unread.NO_HOUR


def day_of(said: str, now: datetime) -> date | None:
    meant = when(said, bangkok.local(now))
    return meant.start if meant else None


def _before(said: str, starts: datetime) -> datetime | None:
    """“ก่อนเริ่ม 2 ชั่วโมง”, “30 นาทีก่อน”"""
    span = _SPAN.search(said) if _BEFORE.search(said) else None
    return starts - int(span[1]) * _UNITS[span[2].lower()] if span else None


def _on_day(said: str, day: date, now: datetime) -> When | None:
    clock = f"{said.strip()}.00" if _HOUR_ALONE.fullmatch(said) else said
    return when(f"{day.isoformat()} {clock}", bangkok.local(now))
