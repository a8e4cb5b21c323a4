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
class Sent:
    """Something that is not text: a sticker, a photo, a place…"""

    kind: str


@dataclass(frozen=True)
class Followed:
    pass


@dataclass(frozen=True)
class Left:
    """The member has blocked us."""


@dataclass(frozen=True)
class Mentioned:
    """Our name was called in a group with these words; without any: we were just let in."""

    text: str = field(default="", repr=False)


Event = Said | Pressed | PressedOld | Sent | Followed | Left | Mentioned


@dataclass(frozen=True)
class Incoming:
    """One webhook event, with the envelope it came in."""

    id: str
    at: datetime  # LINE's clock: only orders what can contradict
    event: Event
    line_user_id: str | None = field(repr=False)
    reply_token: str | None = field(repr=False)
    redelivered: bool = False
