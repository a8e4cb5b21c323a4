"""Where somebody is while she looks for a club, and how its code is typed."""

import re

from bot.conversation import Detour

FEW = 5  # words of a text that could be a code
CLUB_CODE = re.compile(r"(?<![A-Z0-9-])[A-Z][A-Z0-9-]{2,19}(?![A-Z0-9-])")


class Choosing(Detour, tag="club.choosing"):
    """We asked which club; its code or name is expected."""

    missed: int = 0  # how often there was none of that name
    near: int | None = None  # the only club whose name is like it, which we asked about
    named: str = ""  # of many with this in their name, we show those from `start` on
    start: int = 0


class Consenting(Detour, tag="club.consenting"):
    """We showed the privacy notice of this club; yes or no is expected."""

    club: int


class Moving(Detour, tag="club.moving"):
    """She agreed, and was asked once more whether to leave her club for this one."""

    club: int
    leaving: int


def club_codes(said: str) -> list[str]:
    """What could be a club's code in what was typed, such as “เข้าชมรม huahin”."""
    return CLUB_CODE.findall(said.upper())[:FEW]


def after(phrase: str, said: str) -> str:
    """What stands after a phrase that was typed, such as หัวหิน in “เข้าชมรม หัวหิน”."""
    start, _found, rest = said.casefold().partition(phrase.casefold())
    return rest.strip() if not start.strip() else ""
