"""What the promises to remind of an event are called: whoever knows an event can take them back."""

from bot import bangkok
from models import Event, Member


def key(event: Event, member: Member) -> str:
    """A reminder is of a day: an event that moves to another is reminded of anew."""
    return f"event:{event.id}:reminder:{bangkok.local(event.starts):%Y%m%d}:{member.id}"


def start_key(event: Event, member: Member) -> str:
    """It is of a minute: whoever came for nine is led in again at ten."""
    return f"event:{event.id}:reminder:start:{event.starts:%Y%m%d%H%M}:{member.id}"
