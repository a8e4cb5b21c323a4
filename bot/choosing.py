"""Which of her clubs somebody means who types its name."""

from collections.abc import Sequence

from models import Club


def club_named(clubs: Sequence[Club], said: str) -> Club | None:
    """The one of these with this code, or with this in its name; None where it is not clear."""
    typed = said.strip()
    named = [club for club in clubs if typed.upper() == club.code or typed in club.name]
    return named[0] if len(named) == 1 else None
