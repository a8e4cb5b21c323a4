"""A person's name, as it stands on a roster."""

import re
import unicodedata

LONGEST = 80
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\x00-\x1f\x7f]")


def person_name(said: str) -> str | None:
    """`said` made tidy; None where it cannot be a name: no letters, or too long."""
    name = unicodedata.normalize("NFC", said.encode("utf-8", "ignore").decode())
    name = re.sub(r"\s+", " ", _INVISIBLE.sub(" ", name)).strip()
    letters = sum(character.isalpha() for character in name)
    return name if letters > 1 and len(name) <= LONGEST else None
