"""What lets one member in: addresses that only we could have made for her."""

import re
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.deployment import settings_of
from bot.language import _
from bot.signing import is_signed, sign
from models import Event, Member

JOIN, DOOR, TICKET = "join", "door", "ticket"  # a meeting online; a day; whose seat it is
_DAY = re.compile(r"([0-9]{1,9})-([0-9]{8})-([A-Za-z0-9]{12})")  # event, day, signature
_GUEST = re.compile(r"([0-9]{1,9})-([0-9]{1,9})-([A-Za-z0-9]{12})")  # event, member, signature


def meeting(db: Session, event: Event, member: Member) -> str | None:
    """Her own link to the meeting; none where it is not held online."""
    if not event.online_url:
        return None
    name = f"{event.id}-{member.id}-{_signed(db, JOIN, event.id, member.id)}"
    return f"{settings_of(db).public_url}/events/join/{name}"


def guest(secret: str, token: str, purpose: str = JOIN) -> tuple[int, int] | None:
    """The ids of event and member at the end of such a link; none where it is not ours."""
    found = _GUEST.fullmatch(token)
    if found is None or not is_signed(found[3], secret, purpose, int(found[1]), int(found[2])):
        return None
    return int(found[1]), int(found[2])


def door_words(db: Session, event: Event, day: date) -> str:
    """What the code at the door says: whoever sends it was there on this day."""
    facts = {"event": event.code, "day": f"{day:%d%m}"}
    return _("เช็กชื่อ {event} {day} {signature}", **facts, signature=door_signature(db, event, day))


def door_signature(db: Session, event: Event, day: date) -> str:
    return _signed(db, DOOR, event.id, day)


def door(db: Session, event: Event, day: date, form: str) -> str:
    """The code of this day to be printed: `form` is pdf or png."""
    name = f"{event.id}-{day:%Y%m%d}-{door_signature(db, event, day)}"
    return f"{settings_of(db).public_url}/events/door/{name}.{form}"


def door_day(secret: str, token: str) -> tuple[int, date] | None:
    """The event's id and the day in the name of such a file; none where it is not ours."""
    found = _DAY.fullmatch(token)
    if found is None:
        return None
    try:
        event, day = int(found[1]), datetime.strptime(found[2], "%Y%m%d").date()  # noqa: DTZ007
    except ValueError:  # no day of any calendar
        return None
    return (event, day) if opens_door(secret, found[3], event, day) else None


def opens_door(secret: str, signature: str, event_id: int, day: date) -> bool:
    return is_signed(signature, secret, DOOR, event_id, day)


def ticket_words(db: Session, event: Event, member: Member) -> str:
    """What her ticket says to the coordinator who scans it."""
    signature = _signed(db, TICKET, event.id, member.id)
    return _(
        "ตั๋ว {event} #{member} {signature}", event=event.code, member=member.id, signature=signature
    )


def ticket(db: Session, event: Event, member: Member) -> str:
    """Her ticket as a picture."""
    name = f"{event.id}-{member.id}-{_signed(db, TICKET, event.id, member.id)}"
    return f"{settings_of(db).public_url}/events/ticket/{name}.png"


def is_ticket(secret: str, signature: str, event_id: int, member_id: int) -> bool:
    return is_signed(signature, secret, TICKET, event_id, member_id)


def _signed(db: Session, purpose: str, *about: object) -> str:
    return sign(settings_of(db).secret_key, purpose, *about)
