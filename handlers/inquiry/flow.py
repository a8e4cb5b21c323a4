"""Where somebody is while asking or answering, and what was typed there."""

import re

from bot.conversation import State

_ASKED_CLUB = re.compile(r"(?:ถาม(?:ชมรม)?|ASK(?: THE CLUB)?)\s*([A-Z][A-Z0-9-]{2,31})")
_BANGKOK, _LANDLINE, _MOBILE = "02", 9, 10  # an area code, and how many figures there are


class Asking(State, tag="inquiry.asking"):
    """A member's message to the coordinators of this club is expected."""

    club: int
    sure: bool = False  # she said that what she writes is no tip


class Answering(State, tag="inquiry.answering"):
    """A coordinator reads a talk; what she types is an answer."""

    inquiry: int


class Checking(State, tag="inquiry.checking"):
    """The answer is shown with its price. `draft` names it: sent twice is sent once."""

    inquiry: int
    draft: str
    words: str
    said_in: str | None = None  # LINE's id of the message with it, should it be unsent


def asked_club(said: str) -> str | None:
    """The code in “ถาม HUAHIN”, as links of a model club type it."""
    found = _ASKED_CLUB.fullmatch(said.strip().upper())
    return found[1] if found else None


def telephone(kept: str) -> str:
    """A number as Thais write it: 081-234-5678, 02-123-4567, 032-511-047; others as they stand."""
    figures = dialled(kept)
    if len(figures) == _MOBILE and figures.startswith("0"):
        return f"{figures[:3]}-{figures[3:6]}-{figures[6:]}"
    if len(figures) == _LANDLINE and figures.startswith("0"):
        cut = 2 if figures.startswith(_BANGKOK) else 3
        return f"{figures[:cut]}-{figures[cut : cut + 3]}-{figures[cut + 3 :]}"
    return kept.strip()


def dialled(kept: str) -> str:
    """The figures alone, Thailand's 66 as the 0 that is dialled here; none: nothing to dial."""
    figures = "".join(each for each in kept if each in "0123456789")
    return "0" + figures[2:] if kept.strip().startswith("+66") else figures
