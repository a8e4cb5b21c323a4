"""Which club or event somebody means who types its name."""

from collections.abc import Mapping, Sequence

from models import Club

SHORTEST = 8  # letters of a title that are found in other words not merely by chance


def club_named(clubs: Sequence[Club], said: str) -> Club | None:
    """The one of these with this code, or with this in its name; None where it is not clear."""
    typed = said.strip()
    named = [club for club in clubs if typed.upper() == club.code or typed in club.name]
    return named[0] if len(named) == 1 else None


def titled(titles: Mapping[int, str], said: str) -> list[int]:
    """Whose title stands in what was typed; of “ประชุม” and “ประชุมใหญ่” the longer one is meant."""
    words = _plain(said)
    found = {id_: plain for id_, title in titles.items() if (plain := _plain(title)) in words}
    found = {id_: plain for id_, plain in found.items() if len(plain) >= SHORTEST}
    return [
        id_
        for id_, plain in found.items()
        if not any(plain != other and plain in other for other in found.values())
    ]


def _plain(words: str) -> str:
    return "".join(words.casefold().split())
