"""What many are told: made once for all who read it in the same way."""

from collections.abc import Callable

from bot.language import addressing
from bot.messages import Message
from models import Member


class Alike:
    """Thousands of cards take seconds to make, and differ by language, size and little else."""

    def __init__(self, make: Callable[[str | None], Message]) -> None:
        self._make = make
        self._made: dict[tuple[str, bool, str | None], Message] = {}

    def to(self, member: Member, own: str | None = None) -> Message:
        """What she reads; `own` is the part that is hers alone, such as a link."""
        way = member.language, member.large_text, own
        if way not in self._made:
            with addressing(member):
                self._made[way] = self._make(own)
        return self._made[way]
