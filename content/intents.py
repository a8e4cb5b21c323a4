"""What members can mean, and the words they say it with, by the name of the intent."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from content.source import ContentError, Source

LABEL = 20  # code points: LINE's limit for the label of a button

Phrase = Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=False)]
Phrases = Annotated[tuple[Phrase, ...], Field(strict=False)]


class Intent(BaseModel):
    """How people say one thing; `effect` is what a wrong guess costs, told in intents.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    label: Annotated[str, StringConstraints(min_length=1, max_length=LABEL)]
    effect: Literal["shows", "records", "grave", "answer", "courtesy", "urgent"] = "shows"
    phrases: Annotated[Phrases, Field(min_length=1)]
    misspell: Phrases = ()
    inside: Phrases = ()

    @property
    def all_phrases(self) -> tuple[str, ...]:
        return self.phrases + self.misspell


def load(path: Path) -> dict[str, Intent]:
    """Returns the intents by name; raises ContentError."""
    source = Source(path)
    entries = source.content.get("intents")
    if not isinstance(entries, dict) or not entries:
        raise source.mistake(("intents",), "intents", "needs intents by name")
    intents = {}
    for name, entry in entries.items():
        if not isinstance(name, str):
            raise source.mistake(("intents",), repr(name), "quote this name, YAML reads a boolean")
        try:
            intents[name] = Intent.model_validate(entry)
        except ValidationError as error:
            raise source.invalid(("intents", name), name, error) from error
    _refuse_shared_phrases(source, intents)
    return intents


def _refuse_shared_phrases(source: Source, intents: dict[str, Intent]) -> None:
    owners: dict[str, str] = {}
    for name, intent in intents.items():
        for phrase in intent.all_phrases:
            owner = owners.setdefault(phrase.casefold(), name)
            if owner != name:
                what = f"phrases: {phrase!r} belongs to {owner} too"
                raise source.mistake(("intents", name, "phrases"), name, what)


INTENTS = load(Path(__file__).with_name("intents.yaml"))

__all__ = ["INTENTS", "LABEL", "ContentError", "Intent", "load"]
