"""Which days are meant by the words for them, seen from today."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from bot.when_calendar import day_of, is_guessed, monday, month_ahead, next_day, year_of
from bot.when_words import Token

_DAY, _WEEK, _YEAR = timedelta(days=1), timedelta(days=7), timedelta(days=366)
_HALF_A_YEAR = 6  # months; over the turn of the year no event is longer
_SATURDAY, _SUNDAY = 5, 6
_PARTS = ((31, 31), (1, 10), (11, 20), (21, 31))  # of a month: สิ้น ต้น กลาง ปลาย


class Days(NamedTuple):
    start: date
    end: date
    unsure: bool = False


Tokens = Sequence[Token]


def days(tokens: Tokens, today: date) -> Days | None:
    """A day or a range of days; None where it does not exist, or contradicts itself."""
    if tokens[0].kind == "s" and len(tokens) > 1 and tokens[1].kind not in "xz":
        found = days(tokens[1:], today)  # "เสาร์-อาทิตย์ที่ 10-11 ก.ค."
        ends = found and (found.start.weekday(), found.end.weekday())
        return found if ends == (_SATURDAY, _SUNDAY) else None
    at = next((place for place, token in enumerate(tokens) if token.kind in "-&"), None)
    if at is None:
        return _side(tokens, today)
    return _range(tokens[:at], tokens[at], tokens[at + 1 :], today)


def _range(first: Tokens, joint: Token, last: Tokens, today: date) -> Days | None:
    if _kinds(first) == "W" and _kinds(last) == "w" and "อาทิตย์" in last[0].text:
        last = (Token("W", "", (_SUNDAY,)), Token("xz"[not last[0].numbers[0]], ""))
    right = _side(last, today)
    left = _before(first, right, today) if right else None
    if not right or not left or not left.start < right.end <= left.start + _YEAR:
        return None
    if joint.kind == "&" and right.end != left.start + _DAY:
        return None  # "8 and 10" are two days, not three
    unsure = left.unsure or right.unsure or left.start < today
    return Days(left.start, right.end, unsure)


def _before(tokens: Tokens, right: Days, today: date) -> Days | None:
    """The first day of a range, which may leave its month, its year or its week to the last."""
    bare, weekdays = _without_weekdays(tokens)
    numbers = [number for token in bare for number in token.numbers]
    match _kinds(bare), numbers:
        case "", _:
            return _weekday_before(right.start, *weekdays, today=today)
        case "n", [day]:
            return _on(weekdays, day_of(right.end.year, right.end.month, day))
        case (("nM" | "D"), [day, month]):
            if (right.end.month - month) % 12 > _HALF_A_YEAR:
                return None
            year = right.end.year - (month > right.end.month)
            return _on(weekdays, day_of(year, month, day))
    return _side(tokens, today)


def _weekday_before(day: date, weekday: int, *, today: date) -> Days | None:
    first = day - timedelta(days=(day.weekday() - weekday) % 7)
    return Days(first, first) if first >= today else None


def _side(tokens: Tokens, today: date) -> Days | None:
    """One day, or one word for several."""
    read = _READ.get(_kinds(tokens))
    if read:
        return read(tokens, today)
    bare, weekdays = _without_weekdays(tokens)
    read = _READ.get(_kinds(bare))
    found = read(bare, today) if read and weekdays else None
    if not found or found.start != found.end:
        return None
    return _on(weekdays, found.start, unsure=found.unsure)


def _kinds(tokens: Tokens) -> str:
    return "".join(token.kind for token in tokens)


def _without_weekdays(tokens: Tokens) -> tuple[Tokens, set[int]]:
    weekdays = {token.numbers[0] for token in tokens if token.kind == "W"}
    return [token for token in tokens if token.kind != "W"], weekdays


def _on(weekdays: set[int], day: date | None, *, unsure: bool = False) -> Days | None:
    """The day, unless there is none, or it falls on another weekday than was said."""
    if day is None or not weekdays <= {day.weekday()}:
        return None
    return Days(day, day, unsure)


def _relative(tokens: Tokens, today: date) -> Days | None:
    return _on(set(), today + timedelta(days=tokens[0].numbers[0]))


def _ahead(tokens: Tokens, today: date) -> Days | None:
    """A number of days or months ahead; months are of unequal length."""
    count, months = tokens[0].numbers
    if not months:
        return _on(set(), today + timedelta(days=count))
    first = month_ahead(today, months)
    return _on(set(), day_of(first.year, first.month, today.day), unsure=True)


def _figures(tokens: Tokens, today: date) -> Days | None:
    day, month, *year = tokens[0].numbers
    if not year:
        return _on(set(), next_day(month, day, today))
    return _in_year(day, month, year[0], today)


def _named(tokens: Tokens, today: date) -> Days | None:
    """A day and its month, with or without a year."""
    (day,), (month,), *year = [token.numbers for token in tokens if token.kind != "z"]
    if not year:
        return _on(set(), next_day(month, day, today))
    said = _year(tokens[2], today)
    return _in_year(day, month, said, today, tokens[2].text) if said else None


def _year(token: Token, today: date) -> int | None:
    """The year as it is written; None for a number that is none."""
    if token.kind == "j":
        return today.year + token.numbers[0]
    if token.kind == "n" and not re.fullmatch("[0-9]{2}", token.text):
        return None
    return token.numbers[0]


def _in_year(day: int, month: int, said: int, today: date, name: str = "") -> Days | None:
    year = year_of(said, today, name)
    return _on(set(), day_of(year, month, day), unsure=is_guessed(said, year))


def _english(tokens: Tokens, today: date) -> Days | None:
    """July 8, 2021."""
    month, day, *rest = tokens
    return _named((day, month, *rest), today) if month.text.isascii() else None


def _of_a_month(tokens: Tokens, today: date) -> Days | None:
    """A day of this or the next month, where the month is said so."""
    day = next(token for token in tokens if token.kind == "n").numbers[0]
    ahead = next((token.numbers[0] for token in tokens if token.kind == "o"), 0)
    first = month_ahead(today, ahead)
    return _on(set(), day_of(first.year, first.month, day))


def _next_such_day(tokens: Tokens, today: date) -> Days | None:
    day = tokens[0].numbers[0]
    first = month_ahead(today, int(day < today.day))
    return _on(set(), day_of(first.year, first.month, day))


def _part_of_month(tokens: Tokens, today: date) -> Days | None:
    start, end = _PARTS[tokens[0].numbers[0]]
    first = _first_of_month(tokens[1:], today) or month_ahead(today, int(today.day > end))
    last = month_ahead(first, 1) - _DAY
    start, end = min(start, last.day), min(end, last.day)
    return Days(first.replace(day=start), first.replace(day=end), unsure=start < end)


def _first_of_month(tokens: Tokens, today: date) -> date | None:
    """The first of the month that is named; None where it is not."""
    month, *rest = tokens
    match month.kind:
        case "o":
            return month_ahead(today, month.numbers[0])
        case "M":
            said = _year(rest[0], today) if rest else today.year + (month.numbers[0] < today.month)
            year = year_of(said, today, rest[0].text if rest else "") if said else None
            return day_of(year, month.numbers[0], 1)
    return None


def _whole_month(tokens: Tokens, today: date) -> Days:
    first = month_ahead(today, tokens[0].numbers[0])
    return Days(first, month_ahead(first, 1) - _DAY, unsure=True)


def _whole_week(tokens: Tokens, today: date) -> Days:
    first = monday(today) + _WEEK * tokens[0].numbers[0]
    return Days(max(first, today), first + 6 * _DAY, unsure=True)


def _weekday(tokens: Tokens, today: date) -> Days:
    """ศุกร์, ศุกร์นี้ or ศุกร์หน้า: of these, the last is next week's to most, and the next to some."""
    weekday, *word = sorted(tokens)  # in English the word comes first
    day = monday(today) + timedelta(days=weekday.numbers[0])
    if _kinds(word) == "x":
        return Days(day + _WEEK, day + _WEEK, unsure=day > today)
    unsure = day < today if word else day == today
    day += _WEEK * (day < today)
    return Days(day, day, unsure)


def _weekday_of_week(tokens: Tokens, today: date) -> Days | None:
    weekday, week = sorted(tokens)  # W, w
    day = monday(today) + timedelta(days=weekday.numbers[0]) + _WEEK * week.numbers[0]
    return Days(day, day) if day >= today else None


def _weekend(tokens: Tokens, today: date) -> Days:
    saturday = Token("W", "", (_SATURDAY,))
    first = _weekday((saturday, *tokens[1:]), today)
    return Days(first.start, first.start + _DAY, first.unsure)


_READ: dict[str, Callable[[Tokens, date], Days | None]] = {
    "R": _relative,
    "A": _ahead,
    "D": _figures,
    **dict.fromkeys(("nM", "nMz", "nMy", "nMn", "nMj"), _named),
    **dict.fromkeys(("Mn", "Mny"), _english),
    **dict.fromkeys(("no", "on", "nz"), _of_a_month),
    "n": _next_such_day,
    **dict.fromkeys(("eo", "eb", "eM", "eMy", "eMn", "eMj"), _part_of_month),
    "o": _whole_month,
    "w": _whole_week,
    **dict.fromkeys(("W", "Wz", "Wx", "zW", "xW"), _weekday),
    **dict.fromkeys(("Ww", "wW"), _weekday_of_week),
    **dict.fromkeys(("s", "sz", "sx"), _weekend),
}
SIDES = "|".join(sorted(_READ, key=len, reverse=True))  # the same, for a regular expression
