"""What many are told: made once for all who read it in the same way."""

import json
from collections.abc import Callable
from typing import cast

from bot.language import addressing
from bot.messages import Message
from models import Member


class Alike:
    """Thousands of cards take seconds to make, and differ by language, size and little else."""

    def __init__(self, make: Callable[[str | None], Message]) -> None:
        self._make = make
        self._made: dict[tuple[str, bool, bool], tuple[str | None, str]] = {}

    def to(self, member: Member, own: str | None = None) -> Message:
        """What she reads; `own` is the part that is hers alone, such as a link.

        The card made for the first serves all, with their own in its place: so `own` must be
        found nowhere else in it, and be written in JSON as it is.
        """
        way = member.language, member.large_text, own is None
        if way not in self._made:
            with addressing(member):
                self._made[way] = own, json.dumps(self._make(own), ensure_ascii=False)
        first, made = self._made[way]
        return cast(Message, json.loads(made.replace(first, own) if first and own else made))
