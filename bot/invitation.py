"""Codes that give their holder a role: how they look, and what is kept of them."""

import hashlib
import re
import secrets
from datetime import timedelta

LIFETIME = timedelta(hours=24)
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is read two ways
CODE = re.compile(rf"[{ALPHABET}]{{4}}-?[{ALPHABET}]{{4}}-?[{ALPHABET}]{{4}}")


def new_code() -> str:
    """59 random bits, in three groups that can be read aloud."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(12))
    return "-".join(letters[start : start + 4] for start in (0, 4, 8))


def digest(said: str) -> str | None:
    """What is kept of a code; None where this does not look like one."""
    typed = said.strip().upper().replace(" ", "").replace("–", "-")
    if not CODE.fullmatch(typed):
        return None
    return hashlib.sha256(typed.replace("-", "").encode()).hexdigest()
