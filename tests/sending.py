"""Announcements and requests as rows, where a story begins in their middle."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from bot import audience
from bot.audience import OfClub
from models import Announcement, Club, Outgoing
from tests.conftest import NOW

DAY = timedelta(days=1)


def announced(club: Club | int, words: str = "ประกาศ", **more: Any) -> Announcement:
    """One for this club, due at once; `more` says what else is known of it."""
    club_id = club if isinstance(club, int) else club.id
    due = more.get("due", NOW)
    known = {
        "draft": uuid4().hex,
        "club_id": club_id,
        "audience": audience.kept(OfClub(club=club_id)),
        "text": words,
        "parts": [{"kind": "text", "text": words}],
        "messages": [],
        "made": due,
        "due": due,
        "not_after": due + DAY,
        "reserved": 0,
    }
    return Announcement(**known | more)


def requested(endpoint: str = "push", **more: Any) -> Outgoing:
    """A request that is due at once."""
    due = more.get("due", NOW)
    known = {"body": "{}", "cost": 1, "made": due, "due": due, "not_after": due + DAY}
    return Outgoing(endpoint=endpoint, **known | more)
