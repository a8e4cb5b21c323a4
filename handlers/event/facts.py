"""When and where an event is, in words."""

from datetime import datetime
from urllib.parse import quote

from bot import dates
from bot.bangkok import local
from bot.flex import Row
from bot.language import _, language
from bot.messages import link
from models import Answer, Event, Sitting

MAP = "https://www.google.com/maps/search/?api=1&query="
SOUGHT = 100  # characters: each Thai one is nine of an address, and LINE takes 1,000


def rows(event: Event, mine: Answer | None) -> list[Row]:
    """For a card; `mine` is what its reader said."""
    said: list[Row] = [
        (_("วัน"), days(event)),
        (_("เวลา"), _hours(event.starts, _end_of_day(event))),
    ]
    places = [each for each in (event.place, event.address) if each]
    if event.online_url:
        seen = mine is Answer.COMING
        places.append(_("ออนไลน์") if seen else _("ออนไลน์ เห็นลิงก์หลังลงทะเบียน"))
    spot = on_map(event)
    if not places and spot is None:
        return said
    words = " · ".join(places) or _("ตามแผนที่")
    return [*said, (_("ที่"), words, link(_("แผนที่"), spot)) if spot else (_("ที่"), words)]


def on_map(event: Event) -> str | None:
    """Opens a map at the place, as exactly as it is known."""
    if event.latitude is not None and event.longitude is not None:
        sought = f"{event.latitude},{event.longitude}"
    else:
        sought = " ".join(each for each in (event.place, event.address) if each)
    return f"{MAP}{quote(sought[:SOUGHT], safe=',')}" if sought else None


def where(event: Event) -> str:
    """For those who come; empty where nobody said."""
    places = " ".join(each for each in (event.place, event.address) if each)
    return places or (_("ออนไลน์") if event.online_url else "")


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
