"""What can happen in a chat, in our own words."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.buttons import Button


@dataclass(frozen=True)
class Said:
    text: str


@dataclass(frozen=True)
class Pressed:
    button: Button
    picked: str | None = None  # what a date picker gave: 2026-11-23T09:00, no zone


@dataclass(frozen=True)
class PressedOld:
    """A button that no release of ours knows any more."""


@dataclass(frozen=True)
class Location:
    """A place as LINE tells it, in degrees; its name and address may be missing."""

    latitude: float
    longitude: float
    title: str = ""
    address: str = ""


@dataclass(frozen=True)
class Sent:
    """Something that is not text: a sticker, a photo, a place…"""

    kind: str
    together: str | None = None  # the id of several photos that were sent in one go
    location: Location | None = field(default=None, repr=False)  # of a place


@dataclass(frozen=True)
class Unsent:
    """The member took this message back: nothing of it may be kept or shown."""

    message_id: str = field(repr=False)


@dataclass(frozen=True)
class Followed:
    pass


@dataclass(frozen=True)
class Left:
    """The member has blocked us."""


@dataclass(frozen=True)
class LetIn:
    """We were invited into a group."""


@dataclass(frozen=True)
class SentAway:
    """We are in this group no more."""


@dataclass(frozen=True)
class Mentioned:
    """Our name was called in a group with these words."""

    text: str = field(repr=False)


@dataclass(frozen=True)
class Coded:
    """A single word that could be a club's code was said in a group."""

    code: str = field(repr=False)


@dataclass(frozen=True)
class CameIn:
    """People joined a group that we are in."""


@dataclass(frozen=True)
class WentOut:
    """People left a group that we are in."""


Event = Said | Pressed | PressedOld | Sent | Unsent | Followed | Left
GroupEvent = LetIn | SentAway | Mentioned | Coded | CameIn | WentOut


@dataclass(frozen=True)
class Incoming:
    """One webhook event, with the envelope it came in."""

    id: str
    at: datetime  # LINE's clock: only orders what can contradict
    event: Event | GroupEvent
    line_user_id: str | None = field(repr=False)  # in a group: of who speaks, where LINE tells
    reply_token: str | None = field(repr=False)
    redelivered: bool = False
    group: str | None = field(default=None, repr=False)
    message_id: str | None = field(default=None, repr=False)  # of what was said
