"""Thai telephone numbers, as people type them."""

import re

from bot.spelling import composed

_PHONE = re.compile(r"0\d{8,9}")
_SIGNS = re.compile(r"[\s().\-–]|^(?:โทร|เบอร์|tel)\.?:?")


def phone(said: str) -> str | None:
    """A Thai telephone number, as it is read aloud: 081-234-5678."""
    digits = _SIGNS.sub("", composed(said).strip())
    digits = re.sub(r"^\+?66(?=\d{8,9}$)", "0", digits)
    if not _PHONE.fullmatch(digits):
        return None
    area = 2 if digits.startswith("02") else 3
    return f"{digits[:area]}-{digits[area : area + 3]}-{digits[area + 3 :]}"
