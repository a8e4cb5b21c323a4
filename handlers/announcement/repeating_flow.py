"""On which days and at what time an announcement is made again and again."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import count
from typing import Annotated, Self

from pydantic import BaseModel, Field, model_validator

from bot import bangkok, dates
from bot.language import N_, _, language
from bot.when import When, when
from bot.when_calendar import month_ahead
from bot.when_words import Token, tokens

LAST = -1
_DAY = timedelta(days=1)
_WEEK = tuple(range(7))
_WEEKEND = (5, 6)
_IN_EVERY_MONTH = 28  # days; a later one is the last of a month that is too short for it
_WEEKDAYS = (
    *(N_("จันทร์"), N_("อังคาร"), N_("พุธ"), N_("พฤหัสบดี")),
    *(N_("ศุกร์"), N_("เสาร์"), N_("อาทิตย์")),
)
_PLACES = {
    1: N_("ทุกวัน{weekday}แรกของเดือน เวลา {clock}"),
    2: N_("ทุกวัน{weekday}ที่ 2 ของเดือน เวลา {clock}"),
    3: N_("ทุกวัน{weekday}ที่ 3 ของเดือน เวลา {clock}"),
    4: N_("ทุกวัน{weekday}ที่ 4 ของเดือน เวลา {clock}"),
    LAST: N_("ทุกวัน{weekday}สุดท้ายของเดือน เวลา {clock}"),
}

_UNTIL = re.compile(r"(?:จน)?ถึง|\b(?:until|till)\b")
_END_OF_YEAR = re.compile(r"สิ้นปี\s*(นี้|หน้า)?|(?:the )?end of (?:the )?year")
_MEANT = tuple(  # what is said of days that come again, in the words that dates are told with
    (re.compile(said), meant)
    for said, meant in (
        (r"\((?:เดือนที่สั้นกว่า|in shorter months)[^)]*\)", " "),
        (r"สิ้น(?:ทุก)?เดือน|วันสุดท้ายของ(?:ทุก)?เดือน|last day of (?:every|each|the) month", " วันที่ 31 "),
        (r"(?:ของ|ใน)?\s*(?:ทุก\s*ๆ?|แต่ละ)?\s*เดือน(?:ละครั้ง)?", " "),
        (r"(?:of|in)?\s*(?:every|each|the|a)\s*month|\bmonthly\b", " "),
        (r"วัน(?:ธรรมดา|ทำการ|ทำงาน|ราชการ)|\bweekdays?\b", " จันทร์-ศุกร์ "),
        (r"ทุก\s*ๆ?\s*วัน(?=\s|เวลา|ตอน|[0-9]|$)|\bevery ?day\b|\bdaily\b", " จันทร์-อาทิตย์ "),
        (r"ทุก\s*ๆ?|\b(?:every|each|the|day)\b|(?<=day)s\b", " "),
        (r"แรก|\bfirst\b", " ที่ 1 "),
        (r"\bsecond\b", " ที่ 2 "),
        (r"\bthird\b", " ที่ 3 "),
        (r"\bfourth\b", " ที่ 4 "),
        (r"\band\b", " และ "),
    )
)
_FINAL = re.compile(r"สุดท้าย|\blast\b")


class Doubt(StrEnum):
    """Why what was typed does not say when to send again."""

    NO_DAYS = "no days"
    NO_HOUR = "no hour"
    SEVERAL = "others could mean another time"
    NO_END = "no such end"
    NEVER = "ends before the first time"


class Rule(BaseModel, frozen=True):
    """Weekdays of every week; the n-th or last of one weekday in a month; or a day of the month."""

    weekdays: tuple[Annotated[int, Field(ge=0, le=6)], ...] = ()  # Monday is 0
    place: int | None = None  # of the weekday in its month
    day: Annotated[int, Field(ge=1, le=31)] | None = None
    clock: time  # in Bangkok
    until: date | None = None  # the last day that it may fall on

    @model_validator(mode="after")
    def _is_one_of_them(self) -> Self:
        by_day = self.day is not None and not self.weekdays and self.place is None
        by_place = self.place in _PLACES and len(self.weekdays) == 1
        weekly = self.place is None and list(self.weekdays) == sorted(set(self.weekdays))
        if not (by_day or (self.day is None and self.weekdays and (by_place or weekly))):
            raise ValueError
        return self


def following(rule: Rule, after: datetime) -> datetime | None:
    """The first time that comes after this moment; none once it has ended."""
    days = _days(rule, bangkok.local(after).date())
    moments = (bangkok.at(day, rule.clock) for day in days)
    found = next(moment for moment in moments if moment > after)
    return None if rule.until and bangkok.local(found).date() > rule.until else found


def _days(rule: Rule, first: date) -> Iterator[date]:
    if rule.day is None and rule.place is None:
        days = (first + _DAY * number for number in count())
        return (day for day in days if day.weekday() in rule.weekdays)
    return (_in_month(rule, month_ahead(first, number)) for number in count())


def _in_month(rule: Rule, first: date) -> date:
    last = month_ahead(first, 1) - _DAY
    if rule.day:
        return first.replace(day=min(rule.day, last.day))
    if rule.place == LAST:
        return last - _DAY * ((last.weekday() - rule.weekdays[0]) % 7)
    weeks = (rule.place or 1) - 1
    return first + _DAY * ((rule.weekdays[0] - first.weekday()) % 7 + 7 * weeks)


def written(rule: Rule) -> str:
    """As a person says it, in the language of whom it is for."""
    said = _written_days(rule)
    if rule.until:
        return _("{rule} จนถึง {day}", rule=said, day=dates.day(rule.until, language()))
    return said


def _written_days(rule: Rule) -> str:
    clock = dates.clock(rule.clock, language())
    if rule.day is None:
        return _written_weekdays(rule, clock)
    if rule.day <= _IN_EVERY_MONTH:
        return _("ทุกวันที่ {day} ของเดือน เวลา {clock}", day=rule.day, clock=clock)
    return _(
        "ทุกวันที่ {day} ของเดือน เวลา {clock} (เดือนที่สั้นกว่านั้นส่งวันสุดท้ายของเดือน)", day=rule.day, clock=clock
    )


def _written_weekdays(rule: Rule, clock: str) -> str:
    names = [_(_WEEKDAYS[each]) for each in rule.weekdays]
    if rule.place:
        return _(_PLACES[rule.place], weekday=names[0], clock=clock)
    if rule.weekdays == _WEEK:
        return _("ทุกวัน เวลา {clock}", clock=clock)
    if len(names) == 1:
        return _("ทุกวัน{weekday} เวลา {clock}", weekday=names[0], clock=clock)
    first, last = " ".join(names[:-1]), names[-1]
    return _("ทุกวัน{weekdays} และ{weekday} เวลา {clock}", weekdays=first, weekday=last, clock=clock)


def typed(said: str, now: datetime) -> Rule | Doubt:
    """The rule that was typed, or why it is none; every word of it has to be understood."""
    days, *end = _UNTIL.split(said.lower(), maxsplit=1)
    until = _end(end[0], now) if end else None
    if end and until is None:
        return Doubt.NO_END
    for pattern, meant in _MEANT:
        days = pattern.sub(meant, days)
    found = _read(tokens(_FINAL.sub(" ", days)) or (), final=bool(_FINAL.search(days)))
    if found is None:
        return Doubt.NO_DAYS
    clock = _clock(days, until, now)
    if not isinstance(clock, time):
        return clock
    last = until.start if until else None
    rule = Rule.model_validate({**found, "clock": clock, "until": last})
    return rule if following(rule, now) else Doubt.NEVER


def _end(said: str, now: datetime) -> When | None:
    """The last day, and the time, where that is told after it."""
    date_ = _END_OF_YEAR.sub(lambda match: f"31 ธ.ค. ปี{match[1] or 'นี้'}", said)
    found = when(date_, bangkok.local(now))
    return found if found and found.end and not found.unsure else None


def _clock(days: str, until: When | None, now: datetime) -> time | Doubt:
    told = [token.text for token in tokens(_FINAL.sub(" ", days)) or () if token.kind in "cp"]
    found = when(" ".join(told), bangkok.local(now)) if told else until
    if found is None or found.time is None or found.end_time:
        return Doubt.NO_HOUR
    return Doubt.SEVERAL if found.unsure else found.time


def _read(said: Sequence[Token], *, final: bool) -> dict[str, object] | None:
    """Its days, without the time."""
    days = [token for token in said if token.kind not in "cp"]
    kinds = "".join(token.kind for token in days)
    if final or kinds in {"Wn", "nW"}:
        return _of_month(days, kinds, final=final)
    if kinds == "n" and 1 <= days[0].numbers[0] <= 31:  # noqa: PLR2004
        return {"day": days[0].numbers[0]}
    weekdays = _weekdays(days, kinds)
    return {"weekdays": tuple(sorted(weekdays))} if weekdays else None


def _of_month(days: Sequence[Token], kinds: str, *, final: bool) -> dict[str, object] | None:
    if final and kinds != "W":
        return None
    weekday = next(token.numbers[0] for token in days if token.kind == "W")
    place = LAST if final else next(token.numbers[0] for token in days if token.kind == "n")
    return {"weekdays": (weekday,), "place": place} if place in _PLACES else None


def _weekdays(days: Sequence[Token], kinds: str) -> set[int]:
    if kinds == "W-W":
        first, last = days[0].numbers[0], days[2].numbers[0]
        return set(range(first, last + 1)) or {*range(first, 7), *range(last + 1)}
    if not re.fullmatch("[Ws](?:&?[Ws])*", kinds):
        return set()
    named = (token for token in days if token.kind != "&")
    return {number for token in named for number in (token.numbers or _WEEKEND)}
