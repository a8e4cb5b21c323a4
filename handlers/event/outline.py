"""What an event is to be, what is wrong with that, and what of it changed."""

import hashlib
import re
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlsplit

from bot import bangkok
from bot.bangkok import local

LONGEST_TITLE, LONGEST_TOLD, LONGEST_LINK = 120, 2000, 1000
LONGEST_PLACE, LONGEST_ADDRESS = 200, 300
MOST_DAYS, MOST_SEATS = 31, 100_000
USUAL = timedelta(hours=2)  # where nobody said when it ends
FURTHEST = timedelta(days=3 * 366)
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that look alike
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_SPOT = re.compile(r"(-?\d{1,2}\.\d+)\s*(?:,|%2C)\s*(-?\d{1,3}\.\d+)", re.IGNORECASE)


class Spot(NamedTuple):
    """A place on the map, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Stretch:
    """One sitting: aware moments, and what it is about."""

    starts: datetime
    ends: datetime
    topic: str | None = None
    speaker: str | None = None


@dataclass(frozen=True)
class Outline:
    """All that is said of an event."""

    title: str
    stretches: tuple[Stretch, ...]
    description: str = ""
    place: str | None = None
    address: str | None = None
    spot: Spot | None = None
    online_url: str | None = None
    capacity: int | None = None
    deadline: datetime | None = None
    for_all: bool = False
    guests: tuple[int, ...] = ()  # ids of the clubs that are invited, the lowest first

    @property
    def starts(self) -> datetime:
        return self.stretches[0].starts

    @property
    def ends(self) -> datetime:
        return max(each.ends for each in self.stretches)

    @property
    def days(self) -> int:
        """How many days there are between the first and the last, both included."""
        return (local(self.ends).date() - local(self.starts).date()).days + 1


class Fault(StrEnum):
    """Why an outline cannot be an event; its value is the field that has to be mended."""

    NO_TITLE = "title"
    LONG_TITLE = "title, long"
    LONG_TOLD = "description"
    LONG_PLACE = "place"
    LONG_ADDRESS = "address"
    NO_SPOT = "spot"
    BACKWARDS = "hours"
    PAST = "days"
    FAR = "days, far"
    MANY_DAYS = "days, many"
    NO_LINK = "online_url"
    SEATS = "capacity"
    FEWER_THAN_IN = "capacity, in"
    LATE_DEADLINE = "deadline"

    @property
    def field(self) -> str:
        return self.value.partition(",")[0]


def faults(outline: Outline, now: datetime, taken: int = 0) -> list[Fault]:
    """What has to be mended before it can be; `taken` seats cannot be taken back."""
    seats = outline.capacity
    wrong = {
        Fault.NO_TITLE: not outline.title.strip(),
        Fault.LONG_TITLE: len(outline.title) > LONGEST_TITLE,
        Fault.LONG_TOLD: len(outline.description) > LONGEST_TOLD,
        Fault.LONG_PLACE: len(outline.place or "") > LONGEST_PLACE,
        Fault.LONG_ADDRESS: len(outline.address or "") > LONGEST_ADDRESS,
        Fault.NO_SPOT: outline.spot is not None and not on_earth(outline.spot),
        Fault.BACKWARDS: any(each.ends <= each.starts for each in outline.stretches),
        Fault.PAST: outline.ends <= now,
        Fault.FAR: outline.starts > now + FURTHEST,
        Fault.MANY_DAYS: outline.days > MOST_DAYS,
        Fault.NO_LINK: outline.online_url is not None and not is_link(outline.online_url),
        Fault.SEATS: seats is not None and not 1 <= seats <= MOST_SEATS,
        Fault.FEWER_THAN_IN: seats is not None and 1 <= seats < taken,
        Fault.LATE_DEADLINE: outline.deadline is not None and outline.deadline > outline.starts,
    }
    return [fault for fault, found in wrong.items() if found]


def is_link(typed: str) -> bool:
    try:
        parts = urlsplit(typed)
    except ValueError:
        return False
    there = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    return there and len(typed) <= LONGEST_LINK and not re.search(r"\s", typed)


def place_and_link(said: str) -> tuple[str | None, str | None]:
    """“ห้องประชุม https://…” is a place and an address to meet at."""
    found = _ADDRESS.search(said)
    place = " ".join(_ADDRESS.sub(" ", said).split())
    return place or None, found[0] if found else None


def on_earth(spot: Spot) -> bool:
    return abs(spot.latitude) <= 90 and abs(spot.longitude) <= 180  # noqa: PLR2004 - degrees


def spot_in(typed: str) -> Spot | None:
    """“12.5684, 99.9577”, alone or inside the address of a map; none where there is none."""
    found = _SPOT.search(typed)
    spot = Spot(float(found[1]), float(found[2])) if found else None
    return spot if spot and on_earth(spot) else None


def stretches(first: date, last: date, begins: time, ends: time | None) -> tuple[Stretch, ...]:
    """A sitting a day, all at the same hours."""
    days = [first + timedelta(days=n) for n in range(min((last - first).days, MOST_DAYS) + 1)]
    return tuple(
        Stretch(
            bangkok.at(day, begins),
            bangkok.at(day, ends) if ends else bangkok.at(day, begins) + USUAL,
        )
        for day in days
    )


def end_of(day: date, starts: datetime) -> datetime:
    """Until the day is over; on the day itself, until it begins."""
    over = bangkok.at(day + timedelta(days=1), time())
    return starts if local(starts).date() == day else over


def changed(before: Outline, after: Outline) -> list[str]:
    """Names of the fields that differ."""
    return [
        each.name
        for each in fields(Outline)
        if getattr(before, each.name) != getattr(after, each.name)
    ]


def code(club: str, draft: str) -> str:
    """The code of the event that this draft becomes: the same draft, the same code."""
    number = int.from_bytes(hashlib.sha256(draft.encode()).digest()[:8], "big")
    letters = ""
    for _letter in range(6):
        number, rest = divmod(number, len(LETTERS))
        letters += LETTERS[rest]
    return f"{club}-{letters}"[-32:]
