"""The Thai calendar as it is written: years of two eras, days without a year, months ahead."""

from datetime import date, timedelta

ERA = 543  # Buddhist years ahead of Christian ones
_FIRST_YEAR, _FIRST_BUDDHIST_YEAR = 1900, 2400  # of those that are written with four figures
_CENTURIES = ((2500, ERA), (2000, 0))
_NEAR = 10  # years: a year of two figures is no further away than this
_TWO_FIGURES = 100


def day_of(year: int | None, month: int, day: int) -> date | None:
    """The date, or None if there is no such day."""
    try:
        return date(year, month, day) if year else None
    except ValueError:
        return None


def year_of(said: int, today: date, name: str = "") -> int | None:
    """The Christian year that is written so, after the `name` of its era if that was said."""
    named = {"พ": ERA, "ค": 0}.get(name.lstrip("ปี ")[:1])
    if said >= _FIRST_YEAR:
        era = ERA if said >= _FIRST_BUDDHIST_YEAR else 0
        return said - era if named in {None, era} else None
    years = [century + said - era for century, era in _CENTURIES if named in {None, era}]
    return next((year for year in years if abs(year - today.year) <= _NEAR), None)


def is_guessed(said: int, year: int | None) -> bool:
    """Whether two figures were taken for a Christian year, which hardly anybody writes so."""
    return year is not None and said < _TWO_FIGURES and (year + ERA) % _TWO_FIGURES != said


def next_day(month: int, day: int, today: date) -> date | None:
    """The next time that this day of the year comes, today at the earliest."""
    this, following = (day_of(today.year + years, month, day) for years in (0, 1))
    return this if this and this >= today else following


def month_ahead(today: date, months: int) -> date:
    """The first of the month so many months ahead."""
    count = today.year * 12 + today.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
