"""The dates and times that people type, read with the Thai calendar, or not at all."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.bangkok import local
from bot.when_clock import Clock, clocks
from bot.when_day import SIDES, Days, days
from bot.when_words import Token, tokens

_SIDE = f"(?:W?(?:{SIDES})W?|W?nW?)"
_CLOCKS = "c(?:-[cn])?|n-c"
_HOURS = 24  # of a day
_DATE, _TIME = f"(?P<date>s?{_SIDE}(?:[-&]{_SIDE})?)", f"(?P<time>{_CLOCKS})"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        f"{_DATE}(?:{_TIME})?",
        f"{_TIME}(?:{_DATE})?",
        f"(?P<date>{_SIDE})(?P<time>c)-(?P<end>{_SIDE})(?P<end_time>c)",
    )
)


@dataclass(frozen=True)
class When:
    """What was said of a time in Bangkok; None is what was not said.

    `unsure` says that others could mean another time by the same words: ask before it is used.
    """

    start: dt.date | None
    end: dt.date | None
    time: dt.time | None
    end_time: dt.time | None
    unsure: bool = False


def when(text: str, now: dt.datetime, *, day_asked: bool = False) -> When | None:
    """What this says, seen from `now` (aware); None unless every word of it is understood.

    Where a day was asked for, “9” is the next 9th, and “9-11” from the 9th to the 11th.
    """
    said = tokens(text)
    if not said:
        return None
    here = local(now)
    told = _with_parts_of_day([token for token in said if token.kind != "u"])
    kinds = "".join(token.kind for token in told)
    if kinds == "I":
        return _from_now(told[0], here)
    shape = next((match for each in _SHAPES if (match := each.fullmatch(kinds))), None)
    bare = day_asked and all(token.kind != "p" for token in said)  # “9 เช้า” is an hour
    found = _read(told, shape, here, bare=bare) if shape else None
    about = len(told) < len(said) and any(token.kind == "u" for token in said)
    return replace(found, unsure=found.unsure or about) if found else None


def _with_parts_of_day(said: Sequence[Token]) -> list[Token]:
    """Each time gets the part of the day that is said before it, or else right after it."""
    told: list[Token] = []
    part = ""
    for before, token in pairwise((Token("", ""), *said)):
        if token.kind == "p" and before.kind == "c" and not told[-1].part:
            told[-1] = told[-1]._replace(part=token.text)
        elif token.kind == "p":
            part = token.text
        elif token.kind == "z" and before.kind == "p":  # เย็นนี้
            told.append(Token("R", token.text, (0,)))
        else:
            told.append(token._replace(part=part))
    return told


def _from_now(token: Token, here: dt.datetime) -> When:
    moment = here + dt.timedelta(minutes=token.numbers[0])
    return When(moment.date(), moment.date(), moment.time().replace(second=0, microsecond=0), None)


def _read(
    told: Sequence[Token], shape: re.Match[str], here: dt.datetime, *, bare: bool
) -> When | None:
    dates = _joined(told, shape, "date", "end")
    times = _joined(told, shape, "time", "end_time")
    read = clocks(times) if times else []
    found = _days(dates, read, here, bare=bare)
    if read is None or found is None:
        return None
    start, end = (*(clock.time for clock in read), None, None)[:2]
    if start and end and end <= start and not shape.groupdict().get("end"):
        return None
    unsure = found.unsure or any(clock.unsure for clock in read)
    return When(found.start, found.end, start, end, unsure)


def _joined(told: Sequence[Token], shape: re.Match[str], *names: str) -> list[Token]:
    """The tokens of these groups, with a dash between them."""
    groups = [told[slice(*shape.span(name))] for name in names if shape.groupdict().get(name)]
    return [token for group in groups for token in (Token("-", ""), *group)][1:]


def _days(
    dates: Sequence[Token], read: Sequence[Clock] | None, here: dt.datetime, *, bare: bool
) -> Days | None:
    """The days that were said, by a `bare` number, too; with a time alone, the next it comes."""
    if read and not dates:
        past = read[0].time <= here.time()
        day = here.date() + dt.timedelta(days=past)
        return Days(day, day)
    if not _only_numbers(dates):
        return days(dates, here.date())
    found = days(dates, here.date()) if bare else None
    if found is None:
        return None
    unsure = found.unsure or found.start <= here.date() or (not read and _may_be_hours(dates))
    return found._replace(unsure=unsure)


def _only_numbers(dates: Sequence[Token]) -> bool:
    return all(token.kind in "n-&" and "ที่" not in token.text for token in dates)


def _may_be_hours(dates: Sequence[Token]) -> bool:
    """“9-11”, but not “25-27”."""
    kinds = "".join(token.kind for token in dates)
    return kinds == "n-n" and dates[-1].numbers[0] <= _HOURS
