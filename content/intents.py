"""What members can mean, and the words they say it with, by the name of the intent."""

import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from content.source import ContentError, Source

LABEL = 20  # code points: LINE's limit for the label of a button

Phrase = Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=False)]
Phrases = Annotated[tuple[Phrase, ...], Field(strict=False)]
Parts = Annotated[tuple[Annotated[str, StringConstraints(min_length=3)], ...], Field(strict=False)]

_GROUP = re.compile("<([^<>]+)>")


class Intent(BaseModel):
    """How people say one thing; `effect` is what a wrong guess costs, told in intents.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    label: Annotated[str, StringConstraints(min_length=1, max_length=LABEL)]
    effect: Literal["shows", "records", "grave", "answer", "courtesy", "urgent"] = "shows"
    phrases: Annotated[Phrases, Field(min_length=1)]
    misspell: Phrases = ()
    inside: Phrases = ()
    alone: Phrases = ()
    parts: Parts = ()

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
            intents[name] = Intent.model_validate(_with_groups(source, name, entry))
        except ValidationError as error:
            raise source.invalid(("intents", name), name, error) from error
    _refuse_shared_phrases(source, intents)
    return intents


def load_lookalikes(path: Path) -> tuple[str, ...]:
    """Returns the words that hold one of our words by chance."""
    return tuple(Source(path).content.get("lookalikes", ()))


def _with_groups(source: Source, name: str, entry: Any) -> Any:
    """The entry with each <group> in its parts written out; raises ContentError."""
    if not isinstance(entry, dict) or "parts" not in entry:
        return entry
    groups = source.content.get("groups", {})
    for group in _GROUP.findall(" ".join(map(str, entry["parts"]))):
        if group not in groups:
            raise source.mistake(("intents", name, "parts"), name, f"parts: no group <{group}>")
    written = [
        _GROUP.sub(lambda one: "/".join(groups[one[1]]), str(each)) for each in entry["parts"]
    ]
    return entry | {"parts": written}


def _refuse_shared_phrases(source: Source, intents: dict[str, Intent]) -> None:
    owners: dict[str, str] = {}
    for name, intent in intents.items():
        for phrase in intent.all_phrases:
            owner = owners.setdefault(phrase.casefold(), name)
            if owner != name:
                what = f"phrases: {phrase!r} belongs to {owner} too"
                raise source.mistake(("intents", name, "phrases"), name, what)


_PATH = Path(__file__).with_name("intents.yaml")
INTENTS = load(_PATH)
LOOKALIKES = load_lookalikes(_PATH)

__all__ = ["INTENTS", "LABEL", "LOOKALIKES", "ContentError", "Intent", "load"]
