"""How a rating is read. Nothing here touches the chat or the database."""

import re

from bot.conversation import State
from bot.language import N_, _

STARS = {  # as they stand on the buttons, the best first
    5: N_("5 ดีมาก"),
    4: N_("4 ดี"),
    3: N_("3 พอใช้"),
    2: N_("2 ควรปรับปรุง"),
    1: N_("1 ไม่ดี"),
}
LONGEST = 500  # characters of a comment
_NUMBER = re.compile(r"\s*([1-5๑-๕])\s*(?:ดาว|คะแนน|stars?)?\s*", re.IGNORECASE)


class Rating(State, tag="feedback.rating"):
    """She was asked how many stars this event deserves."""

    event: int


class Commenting(State, tag="feedback.commenting"):
    """She has rated it, and was asked whether there is something to add."""

    event: int


def stars(said: str) -> int | None:
    """“5”, “๕ ดาว”, “ดีมาก”: None where it is no rating."""
    if found := _NUMBER.fullmatch(said):
        return int(found[1])  # Thai digits, too
    spoken = " ".join(said.split()).casefold()
    named = {words: number for number, label in STARS.items() for words in _names(_(label))}
    return named.get(spoken)


def _names(label: str) -> tuple[str, str]:
    """A label, and it without its number."""
    return label.casefold(), label.partition(" ")[2].casefold()
