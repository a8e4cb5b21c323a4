"""Meanings told in parts: words that say something together, wherever in a sentence they stand."""

from collections.abc import Iterator
from typing import NamedTuple

from bot.spelling import composed, letters, whole
from content.intents import INTENTS, LOOKALIKES

FAR = 24  # code points between two parts that still belong together
OFTEN = 20  # times that one word is looked for, so that no text is long enough to keep us busy
LOOSE = 0.25  # of a letter for each letter between the parts

Span = tuple[int, int]


class Told(NamedTuple):
    """An intent, and where its parts stand in the text, in their order there."""

    intent: str
    spans: tuple[Span, ...]


def told(words: str) -> Iterator[Told]:
    """Each intent of which all parts stand near each other in these normalised words."""
    found = {word: at for word in _WORDS if word in words and (at := places(words, word))}
    for intent, parts in _PARTS:
        if any(part.isdisjoint(found) for part in parts):
            continue
        choices = [sorted(each for word in part for each in found.get(word, ())) for part in parts]
        if spans := _together(choices):
            yield Told(intent, spans)


def places(words: str, word: str) -> list[Span]:
    """Where this word stands on its own, not cut out of another."""
    found: list[Span] = []
    start = words.find(word)
    while start >= 0 and len(found) < OFTEN:
        end = start + len(word)
        if stands_free(words, start, end):
            found.append((start, end))
        start = words.find(word, end)
    return found


def stands_free(words: str, start: int, end: int) -> bool:
    """Whether this is neither a piece of a syllable nor of a longer word, such as ขอ in ของ."""
    return whole(words, start, end) and not any(
        words.startswith(longer, start - offset)
        for longer, offset in _LONGER.get(words[start:end], ())
        if start >= offset
    )


def _together(choices: list[list[Span]]) -> tuple[Span, ...]:
    """One place for each part, near each other; of several ways the one that covers most."""
    ways = (_around(first, choices[1:]) for first in choices[0])
    return max(ways, key=weight)


def _around(first: Span, others: list[list[Span]]) -> tuple[Span, ...]:
    spans: tuple[Span, ...] = (first,)
    for part in others:
        ways = [tuple(sorted((*spans, place))) for place in part if _near(place, spans)]
        if not ways:
            return ()
        spans = max(ways, key=weight)
    return spans


def _near(place: Span, spans: tuple[Span, ...]) -> bool:
    """Whether this cuts none of the others, and follows or goes before one of them closely."""
    gaps = [max(place[0] - end, start - place[1]) for start, end in spans]
    return 0 <= min(gaps) <= FAR


def weight(spans: tuple[Span, ...]) -> float:
    """How much of the text this explains, less a little for what it leaves out between."""
    if not spans:
        return 0
    covered = sum(end - start for start, end in spans)
    return covered - LOOSE * (spans[-1][1] - spans[0][0] - covered)


def _plain(word: str) -> str:
    return letters(composed(word))


_PARTS = [
    (name, tuple(frozenset(map(_plain, part.split("/"))) for part in each.split()))
    for name, known in INTENTS.items()
    for each in known.parts
]
_WORDS = sorted({word for _, parts in _PARTS for part in parts for word in part})


def _longer() -> dict[str, list[tuple[str, int]]]:
    """For each word of ours the longer ones that hold it by chance, and how far inside."""
    longer = [_plain(word) for word in LOOKALIKES]
    phrases = (_plain(phrase) for each in INTENTS.values() for phrase in each.all_phrases)
    return {
        word: [(each, each.index(word)) for each in longer if word in each != word]
        for word in {*_WORDS, *phrases}
    }


_LONGER = _longer()
