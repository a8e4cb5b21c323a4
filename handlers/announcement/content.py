"""What an announcement says: up to five parts, as they were written and as LINE shows them."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bot import limits
from bot.language import _, speaking
from bot.messages import Message, text
from models import Club

LONGEST = 4500  # UTF-16 units, so that the heading fits into one message with it


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Part):
    kind: Literal["text"] = "text"
    text: str


AnyPart = Annotated[Words, Field(discriminator=None)]
PARTS = TypeAdapter(tuple[AnyPart, ...])


class Content(BaseModel):
    """In the order in which it was written."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    parts: tuple[AnyPart, ...]

    @classmethod
    def of_words(cls, words: str) -> "Content":
        return cls(parts=(Words(text=words),))

    @property
    def text(self) -> str:
        """Its words alone, for lists and quotes."""
        return "\n".join(part.text for part in self.parts)

    def kept(self) -> list[dict[str, Any]]:
        """As a row keeps it."""
        return [part.model_dump(mode="json") for part in self.parts]

    def messages(self, club: Club) -> list[Message]:
        """As every member sees it: plain words, so that they can be copied and links open.

        Everybody gets the same, so its heading is Thai whoever writes it.
        """
        with speaking("th"):
            heading = _("ประกาศจากชมรม STRONG {club}", club=club.name)
        return [text(heading + "\n\n" + part.text) for part in self.parts]


def found(parts: Sequence[dict[str, Any]]) -> Content:
    """What a row kept."""
    return Content(parts=PARTS.validate_python(parts))


def too_long(words: str) -> bool:
    return limits.utf16(words) > LONGEST
