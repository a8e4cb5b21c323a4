"""A person's name, as it stands on a roster."""

import re
import unicodedata

LONGEST = 80
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufe00-\ufe0f\ufeff\x00-\x1f\x7f]")
_MARKS = frozenset(" .,'’-–()/")  # as in ร.ต.อ. (พิเศษ), O’Neil, Anna-Maria
_ORNAMENTS = {"So", "Sk", "Co", "Cn"}  # categories of emoji and their colours


def person_name(said: str) -> str | None:
    """`said` made tidy; None where it cannot be a name: strange signs, no letters, or too long."""
    name = unicodedata.normalize("NFC", said.encode("utf-8", "ignore").decode())
    name = "".join(" " if _is_ornament(character) else character for character in name)
    name = re.sub(r"\s+", " ", name).strip()
    letters = sum(character.isalpha() for character in name)
    return name if letters > 1 and len(name) <= LONGEST and all(map(_belongs, name)) else None


def _is_ornament(character: str) -> bool:
    return bool(_INVISIBLE.match(character)) or unicodedata.category(character) in _ORNAMENTS


def _belongs(character: str) -> bool:
    return character in _MARKS or unicodedata.category(character)[0] in "LMN"
