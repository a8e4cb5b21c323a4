"""What an announcement says: up to five parts, as they were written and as LINE shows them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bot import limits, placeholders
from bot.buttons import Button, Number
from bot.flex import card
from bot.language import _, speaking
from bot.messages import Action, Message, image, link, press, text
from models import Club

LONGEST = 4500  # UTF-16 units, so that the heading fits into one message with it
TITLE, BODY = 100, 1500  # UTF-16 units of a card with buttons
BUTTONS = 4


Draft = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]  # names one; sent twice is sent once


class Answer(Button, tag="announcement.answer"):
    """What a reader says by one of the buttons; `announcement` is 0 while it is tried out."""

    announcement: Number
    choice: Number


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Part):
    kind: Literal["text"] = "text"
    text: str


class Picture(Part):
    kind: Literal["picture"] = "picture"
    file: str  # names it among those that were sent or uploaded


class Place(Part):
    kind: Literal["place"] = "place"
    title: str
    address: str
    latitude: float
    longitude: float


class Choice(Part):
    """A button: with an address it opens a page, without it is an answer."""

    label: str
    url: str | None = None


class Card(Part):
    kind: Literal["card"] = "card"
    text: str
    buttons: tuple[Choice, ...]


AnyPart = Annotated[Words | Picture | Place | Card, Field(discriminator="kind")]
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
        return "\n".join(part.text for part in self.parts if isinstance(part, Words | Card))

    @property
    def pictures(self) -> list[str]:
        return [part.file for part in self.parts if isinstance(part, Picture)]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The buttons, in the order in which answers count them."""
        return next((part.buttons for part in self.parts if isinstance(part, Card)), ())

    @property
    def full(self) -> bool:
        return len(self.parts) >= limits.PARTS

    def with_part(self, part: AnyPart) -> "Content":
        return Content(parts=(*self.parts, part))

    def with_words(self, words: str) -> "Content":
        """With these words instead of all there were; pictures, places and buttons stay."""
        others = [part for part in self.parts if not isinstance(part, Words | Card)]
        said = Card(text=words, buttons=self.choices) if self.choices else Words(text=words)
        return Content(parts=(said, *others))

    def with_buttons(self, buttons: Sequence[Choice]) -> "Content":
        """All words as one card with these buttons; without any, plain words again."""
        others = tuple(part for part in self.parts if not isinstance(part, Words | Card))
        if buttons:
            return Content(parts=(Card(text=self.text, buttons=tuple(buttons)), *others))
        return Content(parts=(Words(text=self.text), *others))

    def without_pictures(self) -> "Content":
        return Content(parts=tuple(part for part in self.parts if not isinstance(part, Picture)))

    def kept(self) -> list[dict[str, Any]]:
        """As a row keeps it."""
        return [part.model_dump(mode="json") for part in self.parts]

    def messages(
        self, club: Club, shown: Mapping[str, str], announcement: int = 0
    ) -> list[Message]:
        """As every member sees it; `shown` tells where each picture is, and one not there waits.

        Everybody gets the same, so its heading is Thai whoever writes it.
        """
        with speaking("th"):
            heading = _("ประกาศจากชมรม STRONG {club}", club=club.name)
        return list(self._messages(heading, shown, announcement))

    def _messages(
        self, heading: str, shown: Mapping[str, str], announcement: int
    ) -> Iterator[Message]:
        for part in self.parts:
            match part:
                case Words():
                    above = heading + "\n\n" if part is self._first_words else ""
                    yield text(above + placeholders.read(part.text))
                case Picture() if part.file in shown:
                    yield image(shown[part.file], shown[part.file])
                case Place():
                    yield place(part)
                case Card():
                    yield _card(part, heading, announcement)

    @property
    def _first_words(self) -> Words | None:
        return next((part for part in self.parts if isinstance(part, Words)), None)


def place(part: Place) -> Message:
    title = limits.fit_utf16(part.title or part.address, TITLE)
    address = limits.fit_utf16(part.address or part.title, TITLE)
    where = {"latitude": part.latitude, "longitude": part.longitude}
    return {"type": "location", "title": title, "address": address, **where}


def _card(part: Card, heading: str, announcement: int) -> Message:
    said = placeholders.read(part.text).strip()
    title, _newline, rest = said.partition("\n")
    fitted = limits.fit_utf16(title, TITLE)
    words = rest.strip() if fitted == title else said
    buttons = [_button(each, announcement, place) for place, each in enumerate(part.buttons)]
    quoted = limits.fit_utf16(words, BODY) if words else None
    return card(fitted, band=heading, quoted=quoted, primary=buttons[0], secondary=buttons[1:])


def _button(choice: Choice, announcement: int, place: int) -> Action:
    if choice.url:
        return link(choice.label, choice.url)
    return press(choice.label, Answer(announcement=announcement, choice=place))


def found(parts: Sequence[dict[str, Any]]) -> Content:
    """What a row kept."""
    return Content(parts=PARTS.validate_python(parts))
