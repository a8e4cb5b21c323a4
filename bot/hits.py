"""What stands inside a text of what we know: whole phrases, and phrases told in parts."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from bot.parts import Told, stands_free, told, weight
from bot.spelling import composed, letters
from bot.surroundings import WINDOW, denied
from content.intents import INTENTS, ContentError

SURE = 5  # code points: a shorter phrase stands in too many other words
SHORTEST_INSIDE = 3  # but for the few that intents.yaml lists under `inside`

CANCEL = frozenset({"ยกเลิก", "ขอยกเลิก"})  # inside a sentence they do not say what


class Hit(NamedTuple):
    """A phrase found in a text, and what stands around it."""

    intent: str
    phrase: str
    before: str
    after: str


def hits_in(words: str) -> list[Hit]:
    """What stands inside, that which explains most first, none overlapping another."""
    taken = bytearray(len(words))
    hits = []
    for name, spans in sorted(_found(words), key=lambda each: (-weight(each.spans), each.spans)):
        if not any(any(taken[start:end]) for start, end in spans):
            for start, end in spans:
                taken[start:end] = b"\x01" * (end - start)
            hits.append(_hit(name, words, spans[0][0], spans[-1][1]))
    return hits


def _hit(name: str, words: str, start: int, end: int) -> Hit:
    before, after = words[max(0, start - WINDOW) : start], words[end : end + WINDOW]
    return Hit(name, words[start:end], before, after)


def _found(words: str) -> list[Told]:
    phrases = list(_phrases(words))
    acting = [each for each in phrases if INTENTS[each.intent].effect in {"records", "grave"}]
    parts = (each for each in told(words) if not any(_spoils(words, each, act) for act in acting))
    return [*phrases, *parts]


def _spoils(words: str, parts: Told, phrase: Told) -> bool:
    """Whether a whole phrase says otherwise than parts that deny it, or that would tear it."""
    ((start, end),) = phrase.spans
    first, last = parts.spans[0][0], parts.spans[-1][1]
    if phrase.intent == parts.intent:
        return first < start and denied(words[first:start])
    inside = first <= start and end <= last
    return not inside and any(start < to and since < end for since, to in parts.spans)


def _phrases(words: str) -> Iterator[Told]:
    for start in range(len(words) - SHORTEST_INSIDE + 1):
        for phrase in _BY_START.get(words[start : start + SHORTEST_INSIDE], ()):
            end = start + len(phrase)
            if words.startswith(phrase, start) and stands_free(words, start, end):
                yield Told(PHRASES[phrase], ((start, end),))


def _index() -> dict[str, str]:
    """Every phrase as normalised, with its intent."""
    phrases: dict[str, str] = {}
    for name, known in INTENTS.items():
        for phrase in known.all_phrases:
            owner = phrases.setdefault(letters(composed(phrase)) or phrase, name)
            if owner != name:
                raise ContentError(f"intents.yaml: {name}: {phrase!r} reads as one of {owner}")
    return phrases


def _inside() -> dict[str, list[str]]:
    """The phrases that count inside a sentence, longest first, by how they begin."""
    index = defaultdict(list)
    for phrase, name in sorted(PHRASES.items(), key=lambda item: -len(item[0])):
        known = INTENTS[name]
        long = len(phrase) >= SURE and known.effect != "answer" and phrase not in known.alone
        if long or phrase in CANCEL or phrase in known.inside:
            index[phrase[:SHORTEST_INSIDE]].append(phrase)
    return dict(index)


PHRASES = _index()
_BY_START = _inside()
