"""What is asked for in a group, and what could be a club's code there."""

import re

from bot import words
from bot.language import N_

FEW = 5  # words of a text that could be a code
UNLINK = (N_("เลิกเชื่อม"), N_("เลิกเชื่อมกลุ่ม"), N_("ยกเลิกการเชื่อม"))
MEETING = frozenset({"events", "event_info", "join_online", "rsvp", "maybe"})
NEWS = frozenset({"news", "announce"})
HERS = frozenset({"cancel_rsvp", "decline", "my_registrations", "checkin", "ticket"})
TOPICS = {  # meanings that lead to the same answer in a group
    **dict.fromkeys(
        ("cancel_rsvp", "decline", "my_registrations", "checkin", "ticket"), "my_registrations"
    ),
    **dict.fromkeys(("quiz", "score", "gift_advice"), "quiz"),
    **dict.fromkeys(("tip", "track_tip"), "tip"),
    **dict.fromkeys(("human", "hotline", "repair"), "hotline"),
    **dict.fromkeys(MEETING, "events"),
    **dict.fromkeys(NEWS, "news"),
    "join_club": "join_club",
    "danger": "danger",
}
_CODE = re.compile(r"(?<![A-Z0-9-])[A-Z][A-Z0-9-]{2,31}(?![A-Z0-9-])")


def codes(said: str) -> list[str]:
    """What could be a club's code in what was said, such as “@น้องสตรอง huahin”."""
    return _CODE.findall(said.upper())[:FEW]


def topic(said: str) -> str | None:
    """What is asked about, of all that a group may hear; None: who is it that was called."""
    meant = words.intent(said) or next(iter(words.candidates(said)), "")
    return TOPICS.get(meant)
