"""How dates and times are written for people: Thai with Buddhist years, or English.

A moment (aware, of any zone) is written as it is in Bangkok, wherever a date or a time may stand.
"""

from datetime import date, datetime, time

from bot.bangkok import local
from bot.when_calendar import ERA

_WEEKDAYS = {
    "th": ("จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส.", "อา."),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS = {
    "th": (
        *("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย."),
        *("ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."),
    ),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


def day(when: date, language: str = "th") -> str:
    """พฤ. 8 ก.ค. 2564"""
    here = _date(when)
    return f"{_of_the_month(here, language)} {_month(here, language)} {_year(here, language)}"


def days(start: date, end: date, language: str = "th") -> str:
    """พฤ. 8 – ศ. 9 ก.ค. 2564; the first day's month and year are said where they differ."""
    first, last = _date(start), _date(end)
    if first == last:
        return day(last, language)
    if first.year != last.year:
        return f"{day(first, language)} – {day(last, language)}"
    month = f" {_month(first, language)}" if first.month != last.month else ""
    return f"{_of_the_month(first, language)}{month} – {day(last, language)}"


def month(of: date, language: str = "th") -> str:
    """ก.ค. 2564"""
    return f"{_month(of, language)} {_year(of, language)}"


def weekdays(language: str = "th") -> tuple[str, ...]:
    """From Monday on."""
    return _WEEKDAYS[language]


def clock(when: time | datetime, language: str = "th") -> str:
    """09.00 น."""
    return f"{_time(when):%H.%M} น." if language == "th" else f"{_time(when):%H:%M}"


def hours(start: time | datetime, end: time | datetime, language: str = "th") -> str:
    """09.00 – 16.30 น."""
    return f"{clock(start, language).removesuffix(' น.')} – {clock(end, language)}"


def moment(when: datetime, language: str = "th") -> str:
    """พฤ. 8 ก.ค. 2564 เวลา 09.00 น."""
    return day(when, language) + _at(language) + clock(when, language)


def _date(when: date) -> date:
    return local(when).date() if isinstance(when, datetime) else when


def _time(when: time | datetime) -> time:
    return local(when).time() if isinstance(when, datetime) else when


def _of_the_month(date: date, language: str) -> str:
    return f"{_WEEKDAYS[language][date.weekday()]} {date.day}"


def _month(date: date, language: str) -> str:
    return _MONTHS[language][date.month - 1]


def _year(date: date, language: str) -> int:
    return date.year + (ERA if language == "th" else 0)


def _at(language: str) -> str:
    return " เวลา " if language == "th" else ", "
