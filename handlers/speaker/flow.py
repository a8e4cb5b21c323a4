"""Where somebody is while asking a speaker, and the question in what was typed."""

import re

from bot.conversation import Detour, State

_ASKED = re.compile(
    r"(?:ฝาก|ขอ|อยาก)?ถามวิทยากร(?:ว่า\s*|[\s:]+)(?P<thai>.+)|ask the speaker[\s:]+(?P<english>.+)",
    re.IGNORECASE | re.DOTALL,
)
_HOW = re.compile(
    "(?:ได้(?:ไหม|มั้ย|หรือเปล่า)|ยังไง|อย่างไร|ตรงไหน|ที่ไหน|how|where)?(?:นะ)?(?:คะ|ค่ะ|ครับ|คับ)?[?？]?",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?P<code>[A-Z][A-Z0-9-]{2,31})(?:\s+(?P<rest>.+))?", re.DOTALL | re.IGNORECASE)


class Joining(Detour, tag="speaker.joining"):
    """She wants to ask, and joins her club first."""


class Choosing(State, tag="speaker.choosing"):
    """She was asked which event's speaker; what she wants to ask may be known already."""

    words: str = ""
    sure: bool = False  # she said that what she writes is no tip
    said_in: str | None = None  # LINE's id of the message with it, should it be unsent


class Asking(State, tag="speaker.asking"):
    """A question to the speaker of this event is expected."""

    event: int
    sure: bool = False


def asked(said: str) -> str | None:
    """The question in “ถามวิทยากร ทำไม…”; None where there is none yet."""
    found = _ASKED.fullmatch(said.strip())
    if found is None:
        return None
    question = (found["thai"] or found["english"]).strip()
    return None if _HOW.fullmatch(question) else question


def with_code(question: str) -> tuple[str, str] | None:
    """What may be an event's code at its beginning, as links type it, and the rest."""
    found = _CODE.fullmatch(question)
    return (found["code"].upper(), found["rest"] or "") if found else None
