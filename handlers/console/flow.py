"""What lets another machine in: the digits that it shows, as they are typed."""

import re

from bot.conversation import State
from bot.spelling import composed

DIGITS = 6
_CODE = rf"((?:\d[ -]?){{{DIGITS}}})"
_WITH_WORDS = re.compile(rf"(?:เข้าหน้าจัดการ(?:ชมรม)?|open console)[ :]*{_CODE}")
_ALONE = re.compile(_CODE)


class Confirming(State, tag="console.confirming"):
    """She typed the digits of a waiting machine, and was asked whether it is hers."""

    entry: int


def told(said: str) -> str | None:
    """The digits in “เข้าหน้าจัดการ 123 456”, which means one thing wherever it is said."""
    return _digits(_WITH_WORDS, said)


def alone(said: str) -> str | None:
    """The digits where nothing else was typed."""
    return _digits(_ALONE, said)


def _digits(pattern: re.Pattern[str], said: str) -> str | None:
    found = pattern.fullmatch(composed(said).strip())
    return re.sub(r"\D", "", found[1]) if found else None
