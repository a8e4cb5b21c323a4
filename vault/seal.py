"""Sealing with age to the readers' public keys, padded so that size tells little."""

from collections.abc import Sequence

import pyrage

STEP = 2048  # bytes: every sealed text is a multiple, so that its length tells little


def seal(text: str, recipients: Sequence[str]) -> bytes:
    """An age file that only the holders of the private keys can open."""
    keys = [pyrage.x25519.Recipient.from_str(key) for key in recipients]
    if not keys:
        raise ValueError("nobody could open this")
    plain = text.encode("utf-8", "ignore")
    framed = len(plain).to_bytes(4) + plain
    padded = framed + bytes(-len(framed) % STEP)
    sealed: bytes = pyrage.encrypt(padded, keys)
    return sealed
