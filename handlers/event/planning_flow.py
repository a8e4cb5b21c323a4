"""What an event is to be: asked step by step, what is wrong with it, what of it changed."""

import hashlib
import re
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from bot import bangkok
from bot.conversation import State
from bot.when import When, when

LONGEST_TITLE, LONGEST_TOLD, LONGEST_PLACE, LONGEST_LINK = 120, 2000, 200, 1000
MOST_DAYS, MOST_SEATS = 31, 100_000
USUAL = timedelta(hours=2)  # where nobody said when it ends
FURTHEST = timedelta(days=3 * 366)
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that look alike
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


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
    online_url: str | None = None
    capacity: int | None = None
    deadline: datetime | None = None
    for_all: bool = False

    @property
    def starts(self) -> datetime:
        return self.stretches[0].starts

    @property
    def ends(self) -> datetime:
        return self.stretches[-1].ends


class Fault(StrEnum):
    """Why an outline cannot be an event; its value is the field that has to be mended."""

    NO_TITLE = "title"
    LONG_TITLE = "title, long"
    LONG_TOLD = "description"
    LONG_PLACE = "place"
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
        Fault.BACKWARDS: any(each.ends <= each.starts for each in outline.stretches),
        Fault.PAST: outline.ends <= now,
        Fault.FAR: outline.starts > now + FURTHEST,
        Fault.MANY_DAYS: len(outline.stretches) > MOST_DAYS,
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


def stretches(
    first: date, last: date, begins: time, ends: time | None, topics: tuple[str, ...] = ()
) -> tuple[Stretch, ...]:
    """A sitting a day, all at the same hours."""
    days = [first + timedelta(days=n) for n in range(min((last - first).days, MOST_DAYS) + 1)]
    named = [*topics, *[""] * len(days)]
    return tuple(
        Stretch(
            bangkok.at(day, begins),
            bangkok.at(day, ends) if ends else bangkok.at(day, begins) + USUAL,
            topic.strip() or None,
        )
        for day, topic in zip(days, named, strict=False)
    )


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


class Step(StrEnum):
    """What is asked for, in this order."""

    TITLE = "title"
    WHEN = "when"
    HOUR = "hour"
    PLACE = "place"
    SEATS = "seats"
    CHECK = "check"


class Choosing(State, tag="event.planning.choosing"):
    """A coordinator of several clubs was asked which."""


class Planning(State, tag="event.planning"):
    """What was answered so far; `step` is being asked. `draft` names it: twice is once."""

    club: int
    draft: str
    step: Step = Step.TITLE
    title: str = ""
    first: date | None = None
    last: date | None = None
    begins: time | None = None
    ends: time | None = None
    unsure: bool = False  # others could mean another day: she is asked whether it is this one
    place: str | None = None
    link: str | None = None
    seats: int | None = None
    again: bool = False  # every question may be skipped, and keeps what it had

    def having(self, **answers: object) -> "Planning":
        return self.model_copy(update=answers)

    @property
    def outline(self) -> Outline:
        """What it becomes; its day and hour must be known."""
        if self.first is None or self.begins is None:
            raise ValueError("no day or no hour yet")
        days = stretches(self.first, self.last or self.first, self.begins, self.ends)
        seats = self.seats
        return Outline(self.title, days, place=self.place, online_url=self.link, capacity=seats)


class CallingOff(State, tag="event.calling_off"):
    """She was asked whether this event is to be called off."""

    event: int


ORDER = tuple(Step)


class Unread(StrEnum):
    """Why what was typed is no answer."""

    NO_DAY = "no day"
    NO_HOUR = "no hour"
    NO_NUMBER = "no number"


_SEATS = re.compile(r"\s*(\d[\d,]{0,8})\s*(?:คน|ที่นั่ง|ที่|people|seats)?", re.IGNORECASE)
_ENDLESS = re.compile("ไม่จำกัด(?:จำนวน)?|no limit|unlimited", re.IGNORECASE)
_HOURS = re.compile(r"(\d{1,2})[.:](\d{2})\s*(?:-|–|ถึง|to)\s*(\d{1,2})[.:](\d{2})")
_HOUR_ALONE = re.compile(r"\s*(?:[01]?\d|2[0-3])\s*")


def onward(plan: Planning) -> Planning:
    """At the next question; the hour is asked only where it was not said with the day."""
    step = ORDER[ORDER.index(plan.step) + 1]
    if step is Step.HOUR and plan.begins is not None:
        step = Step.PLACE
    return plan.having(step=step, unsure=False)


def backward(plan: Planning) -> Planning | None:
    """At the question before; None before the first."""
    place = ORDER.index(plan.step)
    if place == 0:
        return None
    step = ORDER[place - 1]
    return plan.having(step=Step.WHEN if step is Step.HOUR else step, unsure=False)


def skip(plan: Planning) -> Planning | None:
    """Onward without an answer, where there may be none or one is there already."""
    free = plan.step in (Step.PLACE, Step.SEATS) or (plan.again and plan.step is not Step.CHECK)
    return onward(plan) if free else None


def answer(plan: Planning, said: str, now: datetime) -> Planning | Fault | Unread:
    """The plan with this answer, at its next question; or why it is none."""
    match plan.step:
        case Step.TITLE:
            return _named(plan, " ".join(said.split()))
        case Step.WHEN:
            dated = _dated(plan, when(said, bangkok.local(now)), now)
            return Fault.BACKWARDS if dated is Unread.NO_DAY and backwards(said) else dated
        case Step.HOUR:
            return _timed(plan, said, now)
        case Step.PLACE:
            return _placed(plan, said)
        case _:
            return _seated(plan, said)


def _named(plan: Planning, title: str) -> Planning | Fault:
    if not title:
        return Fault.NO_TITLE
    return Fault.LONG_TITLE if len(title) > LONGEST_TITLE else onward(plan.having(title=title))


def _dated(plan: Planning, meant: When | None, now: datetime) -> Planning | Fault | Unread:
    if meant is None or meant.start is None:
        return Unread.NO_DAY
    last = meant.end or meant.start
    if last < bangkok.local(now).date():
        return Fault.PAST
    if (last - meant.start).days >= MOST_DAYS:
        return Fault.MANY_DAYS
    hours = {"begins": meant.time, "ends": meant.end_time}
    dated = plan.having(first=meant.start, last=last, unsure=meant.unsure, **hours)
    return dated if meant.unsure else _in_order(dated, now)


def sure(plan: Planning, now: datetime) -> Planning | Fault:
    """She said that it is this day."""
    return _in_order(plan.having(unsure=False), now)


def _in_order(plan: Planning, now: datetime) -> Planning | Fault:
    if plan.begins is None:
        return onward(plan)
    wrong = [each for each in faults(plan.outline, now) if each.field in ("days", "hours")]
    return wrong[0] if wrong else onward(plan)


def _timed(plan: Planning, said: str, now: datetime) -> Planning | Fault | Unread:
    typed = f"{said.strip()}.00 น." if _HOUR_ALONE.fullmatch(said) else said
    meant = when(typed, bangkok.local(now))
    if meant is None or meant.time is None:
        return Fault.BACKWARDS if backwards(said) else Unread.NO_HOUR
    return _in_order(plan.having(begins=meant.time, ends=meant.end_time), now)


def backwards(said: str) -> bool:
    """Whether it says “11.00-09.00”, which no reading makes sense of."""
    found = _HOURS.search(said)
    hours = [int(each) for each in found.groups()] if found else [0, 0, 0, 1]
    return hours[2:] <= hours[:2]


def _placed(plan: Planning, said: str) -> Planning | Fault:
    place, link = place_and_link(said)
    if len(place or "") > LONGEST_PLACE:
        return Fault.LONG_PLACE
    if link and not is_link(link):
        return Fault.NO_LINK
    return onward(plan.having(place=place, link=link))


def _seated(plan: Planning, said: str) -> Planning | Fault | Unread:
    if _ENDLESS.fullmatch(said.strip()):
        return onward(plan.having(seats=None))
    found = _SEATS.fullmatch(said.strip())
    if found is None:
        return Unread.NO_NUMBER
    seats = int(found[1].replace(",", ""))
    return onward(plan.having(seats=seats)) if 1 <= seats <= MOST_SEATS else Fault.SEATS
