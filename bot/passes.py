"""What lets one member in: addresses that only we could have made for her."""

import re

from sqlalchemy.orm import Session

from bot.deployment import settings_of
from bot.signing import is_signed, sign
from models import Event, Member

JOIN = "join"  # a meeting online
_GUEST = re.compile(r"([0-9]{1,9})-([0-9]{1,9})-([A-Za-z0-9]{12})")  # event, member, signature


def meeting(db: Session, event: Event, member: Member) -> str | None:
    """Her own link to the meeting; none where it is not held online."""
    if not event.online_url:
        return None
    settings = settings_of(db)
    signature = sign(settings.secret_key, JOIN, event.id, member.id)
    return f"{settings.public_url}/events/join/{event.id}-{member.id}-{signature}"


def guest(secret: str, token: str) -> tuple[int, int] | None:
    """The ids of event and member at the end of such a link; none where it is not ours."""
    found = _GUEST.fullmatch(token)
    if found is None or not is_signed(found[3], secret, JOIN, int(found[1]), int(found[2])):
        return None
    return int(found[1]), int(found[2])
