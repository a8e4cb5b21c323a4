"""When and where an event is, in words."""

from datetime import datetime

from bot import dates
from bot.bangkok import local
from bot.language import _, language
from models import Answer, Event, Sitting


def rows(event: Event, mine: Answer | None) -> list[tuple[str, str]]:
    """Labels and values for a card; `mine` is what its reader said."""
    said = [(_("วัน"), days(event)), (_("เวลา"), _hours(event.starts, _end_of_day(event)))]
    places = [event.place] if event.place else []
    if event.online_url:
        seen = mine is Answer.COMING
        places.append(_("ออนไลน์") if seen else _("ออนไลน์ เห็นลิงก์หลังลงทะเบียน"))
    return [*said, (_("ที่"), " · ".join(places))] if places else said


def where(event: Event) -> str:
    """For those who come; empty where nobody said."""
    return event.place or (_("ออนไลน์") if event.online_url else "")


def beginning(event: Event) -> str:
    at = dates.clock(local(event.starts).time(), language())
    return _("{days} เวลา {time}", days=days(event), time=at)


def days(event: Event) -> str:
    return dates.days(local(event.starts).date(), local(event.ends).date(), language())


def of_sitting(sitting: Sitting) -> str:
    day = dates.day(local(sitting.starts).date(), language())
    return _("{days} เวลา {time}", days=day, time=_hours(sitting.starts, sitting.ends))


def _hours(starts: datetime, ends: datetime) -> str:
    return dates.hours(local(starts).time(), local(ends).time(), language())


def _end_of_day(event: Event) -> datetime:
    """When its first day is over."""
    first = local(event.starts).date()
    ends = [each.ends for each in event.sittings if local(each.starts).date() == first]
    return max(ends, default=event.ends)
