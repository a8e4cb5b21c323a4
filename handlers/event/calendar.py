"""An event as calendars take it: a file for Apple and Outlook, a link for Google.

All times are UTC, which each of them shows in its owner's own zone. A sitting keeps its UID when
it moves, and SEQUENCE counts the event's changes: whoever adds it again has it once, as it is now.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

from bot import signing
from bot.language import _
from handlers.event import facts
from models import Event, EventState, Sitting
from settings import Settings

if TYPE_CHECKING:
    import icalendar

PURPOSE = "calendar"
PRODUCT = "-//STRONG clubs//events//TH"
MEDIA_TYPE = "text/calendar; charset=utf-8; method=PUBLISH"
GOOGLE = "https://calendar.google.com/calendar/render"
LONGEST = 600  # characters of the description in a link; the file has it whole
OUTSIDE = "?openExternalBrowser=1"  # LINE's own browser downloads no file


def path(secret: str, event: Event) -> str:
    """Where its calendar page is; nobody guesses it."""
    return f"/events/{event.code}/calendar/{signing.sign(secret, PURPOSE, event.code)}"


def page(settings: Settings, event: Event) -> str:
    """Of the calendar page, for a button in the chat."""
    return settings.public_url + path(settings.secret_key, event) + OUTSIDE


def is_signed(secret: str, code: str, signature: str) -> bool:
    return signing.is_signed(signature, secret, PURPOSE, code)


def sittings(event: Event) -> Sequence[Sitting]:
    return event.sittings or [Sitting(starts=event.starts, ends=event.ends)]


def written(event: Event, settings: Settings, now: datetime) -> bytes:
    """The file: one VEVENT a sitting. What writes it is loaded only then."""
    import icalendar  # noqa: PLC0415

    calendar = icalendar.Calendar()
    for name, value in (("prodid", PRODUCT), ("version", "2.0"), ("method", "PUBLISH")):
        calendar.add(name, value)
    for number, sitting in enumerate(sittings(event), 1):
        calendar.add_component(_entry(event, sitting, number, settings, now))
    whole: bytes = calendar.to_ical()
    return whole


def google(event: Event, sitting: Sitting) -> str:
    """A page of Google's on which this sitting is ready to be saved."""
    times = "/".join(
        f"{each.astimezone(UTC):%Y%m%dT%H%M%SZ}" for each in (sitting.starts, sitting.ends)
    )
    fields = {
        "action": "TEMPLATE",
        "text": event.title,
        "dates": times,
        "details": _told(event, sitting)[:LONGEST],
        "location": facts.where(event),
        "ctz": "Asia/Bangkok",
    }
    return f"{GOOGLE}?{urlencode(fields, quote_via=quote)}"


def _entry(
    event: Event, sitting: Sitting, number: int, settings: Settings, now: datetime
) -> "icalendar.Event":
    import icalendar  # noqa: PLC0415

    entry = icalendar.Event()
    entry.add("uid", f"{event.code}-{number}@{urlsplit(settings.public_url).hostname}")
    entry.add("sequence", event.version)
    entry.add("dtstamp", now.astimezone(UTC))
    entry.add("dtstart", sitting.starts.astimezone(UTC))
    entry.add("dtend", sitting.ends.astimezone(UTC))
    entry.add("summary", event.title)
    entry.add("description", _told(event, sitting))
    entry.add("status", "CANCELLED" if event.state is EventState.CANCELLED else "CONFIRMED")
    entry.add("url", settings.public_url + path(settings.secret_key, event))
    if event.latitude is not None and event.longitude is not None:
        entry.add("geo", (event.latitude, event.longitude))
    if where := facts.where(event):
        entry.add("location", where)
    return entry


def _told(event: Event, sitting: Sitting) -> str:
    """The meeting's address stays in the chat: it may change, and is for those who come."""
    speaker = _("โดย {name}", name=sitting.speaker) if sitting.speaker else None
    online = _("ลิงก์เข้าประชุม พิมพ์ “ลิงก์เข้าประชุม” ในแชตของชมรม") if event.online_url else None
    parts = (sitting.topic, speaker, event.description, online, event.club.name)
    return "\n".join(part for part in parts if part)
