"""Short signatures: an address or a code that we made, for one purpose, and nobody else can."""

import hashlib
import hmac
import json

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that look alike
LENGTH = 12  # letters: 59 bits, and every guess is a message or a request


def sign(secret: str, purpose: str, *about: object) -> str:
    """The signature of these things; they say themselves when it is over."""
    told = json.dumps([purpose, *map(str, about)])  # where each begins and ends is told, too
    digest = hmac.digest(secret.encode(), told.encode(), hashlib.sha256)
    number, letters = int.from_bytes(digest, "big"), ""
    for _letter in range(LENGTH):
        number, rest = divmod(number, len(LETTERS))
        letters += LETTERS[rest]
    return letters


def is_signed(signature: str, secret: str, purpose: str, *about: object) -> bool:
    given = signature.strip().upper().encode(errors="ignore")
    return hmac.compare_digest(given, sign(secret, purpose, *about).encode())
