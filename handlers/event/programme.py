"""What is on when at an event, as lines that people type, and as they read them again."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot import bangkok, dates
from bot.bangkok import local
from bot.when import when
from handlers.event.outline import USUAL, Stretch

MOST = 60  # lines
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_HOUR = r"([01]?\d|2[0-3])[.:]([0-5]\d)"
_UNIT = r"\s*(?:น\.?(?=\s|$|-|–))?\s*"
_HOURS = re.compile(rf"(?<!\d){_HOUR}{_UNIT}(?:-|–|—|ถึง|to){_UNIT}{_HOUR}(?!\d){_UNIT}")
_SPEAKER = re.compile(r"(?:^|\s)(?:โดย|by)\s+(?=\S)")


class Why(StrEnum):
    """What is wrong with a line."""

    NO_HOURS = "no hours"
    NO_DAY = "no day"
    OTHER_DAY = "other day"  # outside the event's days
    BACKWARDS = "backwards"
    MANY = "many"


class Misread(Exception):
    """Line `number`, counted from 1, is no part of a programme."""

    def __init__(self, number: int, why: Why) -> None:
        super().__init__(number, why)
        self.number, self.why = number, why


@dataclass(frozen=True)
class Frame:
    """The event's days and its usual hours, within which its programme is."""

    first: date
    last: date
    begins: time
    ends: time | None = None

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]


def read(typed: str, frame: Frame, now: datetime) -> tuple[Stretch, ...]:
    """The sittings that were typed, in order; without any hours, one a day at the usual ones.

    “8 ก.ค. 09.00-10.30 เรื่อง โดย ผู้พูด”; a line without a day is on the day of the line before.
    Raises Misread.
    """
    lines = typed.translate(_DIGITS).replace("\r\n", "\n").split("\n")
    if len(lines) > MOST:
        raise Misread(MOST + 1, Why.MANY)
    if not any(map(_HOURS.search, lines)):
        return tuple(_daily(lines, frame))
    return tuple(sorted(_timed(lines, frame, now), key=lambda each: (each.starts, each.ends)))


def written(sittings: Sequence[Stretch], language: str) -> str:
    """The lines that say these sittings: what `read` makes the same sittings of.

    The first day goes without saying, so that an event of one day moves with it.
    """
    if is_daily(sittings):
        return "\n".join(_subject(each) for each in sittings).rstrip()
    days = [local(each.starts).date() for each in sittings]
    lines = []
    for before, day, each in zip([days[0], *days], days, sittings, strict=False):
        named = "" if day == before else dates.day(day, language) + " "
        hours = f"{local(each.starts):%H.%M}-{local(each.ends):%H.%M}"
        lines.append(f"{named}{hours} {_subject(each)}".rstrip())
    return "\n".join(lines)


def is_daily(sittings: Sequence[Stretch]) -> bool:
    """One each day without a gap, all at the same hours."""
    first = local(sittings[0].starts)
    return all(
        local(each.starts) == first + timedelta(days=number)
        and each.ends - each.starts == sittings[0].ends - sittings[0].starts
        for number, each in enumerate(sittings)
    )


def _daily(lines: Sequence[str], frame: Frame) -> Iterator[Stretch]:
    if any(line.strip() for line in lines[len(frame.days) :]):
        raise Misread(len(frame.days) + 1, Why.NO_HOURS)
    for day, line in zip(frame.days, [*lines, *[""] * len(frame.days)], strict=False):
        starts = bangkok.at(day, frame.begins)
        ends = bangkok.at(day, frame.ends) if frame.ends else starts + USUAL
        yield Stretch(starts, ends, *_spoken(line))


def _timed(lines: Sequence[str], frame: Frame, now: datetime) -> Iterator[Stretch]:
    day = frame.first
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        found = _HOURS.search(line)
        if found is None:
            raise Misread(number, Why.NO_HOURS)
        day = _day(line[: found.start()].strip(" \t,"), number, day, now)
        if not frame.first <= day <= frame.last:
            raise Misread(number, Why.OTHER_DAY)
        hour, minute, to_hour, to_minute = map(int, found.groups())
        begins, ends = time(hour, minute), time(to_hour, to_minute)
        if ends <= begins:
            raise Misread(number, Why.BACKWARDS)
        yield Stretch(bangkok.at(day, begins), bangkok.at(day, ends), *_spoken(line[found.end() :]))


def _day(said: str, number: int, before: date, now: datetime) -> date:
    said = said.removesuffix("เวลา").strip()
    meant = when(said, now) if said else None
    if not said:
        return before
    if meant is None or meant.start is None or meant.start != meant.end or meant.time:
        raise Misread(number, Why.NO_DAY)
    return meant.start


def _spoken(said: str) -> tuple[str | None, str | None]:
    """Topic and speaker."""
    parts = list(_SPEAKER.finditer(said))
    if not parts:
        return " ".join(said.split()) or None, None
    topic, speaker = said[: parts[-1].start()], said[parts[-1].end() :]
    return " ".join(topic.split()) or None, " ".join(speaker.split()) or None


def _subject(each: Stretch) -> str:
    speaker = f"โดย {each.speaker}" if each.speaker else None
    return " ".join(part for part in (each.topic, speaker) if part)
