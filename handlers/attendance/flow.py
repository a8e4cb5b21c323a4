"""When somebody may be written down as having come. Nothing here touches chat or database."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from bot.bangkok import local
from bot.conversation import Detour, State
from bot.sittings import Stretch
from bot.spelling import composed, without_particles

EARLY, LATE = timedelta(hours=1), timedelta(hours=2)  # before a day begins, and after it ends
SHORTEST, LONGEST = 2, 40  # characters of a code word


class Wording(State, tag="attendance.wording"):
    """A coordinator was asked for the word that is said in this event today."""

    event: int


class Joining(Detour, tag="attendance.joining"):
    """She is here, and joins the club first."""


class Naming(State, tag="attendance.naming"):
    """She was written down, and asked for the name that the list needs."""


class AtDoor(NamedTuple):
    """What the code at a door says."""

    event: str  # its code
    day: str  # and month, in four digits
    signature: str


class Ticket(NamedTuple):
    """What somebody's ticket says."""

    event: str  # its code
    member: int  # whose it is
    signature: str


class WalkIn(State, tag="attendance.walk_in"):
    """A coordinator named somebody who is on no list, and was asked whether to add her."""

    name: str


_TICKET = re.compile(
    r"(?:ตั๋ว|ticket) ([A-Z0-9][A-Z0-9-]{1,31}) #([0-9]{1,9}) ([A-Z2-9]{12})", re.IGNORECASE
)
_NAMED = re.compile(r"(?:เช็[กค](?:ชื่อ|อิน)|check in)\s*(?:ให้)?\s*(?:คุณ)?\s*(\S.*)", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,5}")
_AT_DOOR = re.compile(
    r"(?:เช็[กค]ชื่อ|check in) ([A-Z0-9][A-Z0-9-]{1,31}) ([0-9]{4}) ([A-Z2-9]{12})", re.IGNORECASE
)


def at_door(said: str) -> AtDoor | None:
    """The code at a door, where this is one and nothing else; whether it is ours is not known."""
    found = _AT_DOOR.fullmatch(" ".join(said.split()))
    return AtDoor(found[1].upper(), found[2], found[3].upper()) if found else None


def ticket(said: str) -> Ticket | None:
    """A ticket, where this is one and nothing else; whether it is ours is not known."""
    found = _TICKET.fullmatch(" ".join(said.split()))
    return Ticket(found[1].upper(), int(found[2]), found[3].upper()) if found else None


def words_in(code: str) -> str:
    """What a QR code of ours puts into the chat when a telephone scans it."""
    return unquote(urlsplit(code).query) if code.startswith("https://line.me/") else code


def named(said: str) -> str | None:
    """Who is to be checked in, as in “เช็กชื่อ สมชาย”."""
    found = _NAMED.fullmatch(without_particles(said.strip()))
    return found[1].strip() if found else None


def heads(said: str) -> int | None:
    """The only number in “คนไม่มีไลน์ 12 คน”; none where there is none, or several."""
    found = _NUMBER.findall(composed(said).replace(",", ""))
    return int(found[0]) if len(found) == 1 else None


def likely_days(day: str, near: date) -> list[date]:
    """The days in three years that are written so."""
    days = []
    for year in (near.year, near.year - 1, near.year + 1):
        with suppress(ValueError):  # the 31st of February is none
            days.append(date(year, int(day[2:]), int(day[:2])))
    return days


def sitting_day(held: Sequence[Stretch], now: datetime) -> date | None:
    """The day of the sitting that is on, or begins within the hour; none: nothing is on."""
    on = (local(starts).date() for starts, ends in held if starts - EARLY <= now <= ends)
    return next(on, None)


def begins(held: Sequence[Stretch], day: date) -> datetime:
    """From when on a word counts on this day."""
    return min(starts for starts, _ends in held if local(starts).date() == day) - EARLY


def closes(held: Sequence[Stretch], day: date) -> datetime:
    """Until when coming counts on this day: who is late with it may still say so."""
    return max(ends for starts, ends in held if local(starts).date() == day) + LATE


def plain(word: str) -> str:
    """A code word as it is compared: without capitals and spaces, its tones kept."""
    return "".join(composed(word).split())
