"""Which question comes next, in which order its choices stand, and which one was meant."""

import random
import re
from collections.abc import Collection, Sequence

from rapidfuzz import fuzz

from bot import words
from bot.conversation import State
from content.questions import QUESTIONS, Question

LETTERS = "กขคง"
LATIN = "abcd"
_FIGURES = re.compile(r"\d+")
ALIKE = 88  # how alike typed words and a choice must be, of 100
_LETTER = re.compile(r"(?:ข้อ|ตอบ|choice)*[.\s]*([กขคงabcd1-4])[.)\s]*", re.IGNORECASE)


class Asked(State, tag="quiz.asked"):
    """A question waits for its answer, which may be typed."""

    attempt: int


def choose(answered: Collection[str], seed: str) -> Question:
    """A question for everyone that was not answered yet; when all were, any of them."""
    everyone = [question for question in QUESTIONS.values() if question.audience == "all"]
    fresh = [question for question in everyone if question.id not in answered]
    return random.Random(seed).choice(fresh or everyone)  # noqa: S311 - no secret, only variety


def shuffle(question: Question, seed: str) -> list[int]:
    """An order of the choices: order[0] is the one that the card shows first."""
    order = list(range(len(question.choices)))
    random.Random(seed).shuffle(order)  # noqa: S311
    return order


def understand(said: str, question: Question, order: Sequence[int]) -> int | None:
    """The choice that was meant by “ก”, “ข้อ ก”, “1”, “a”, or by its words."""
    if letter(said):
        return by_letter(said, order)
    return _by_words(said, question)


def by_letter(said: str, order: Sequence[int]) -> int | None:
    """The choice behind a letter alone, which may be typed long after the card was seen."""
    name = letter(said)
    place = _place(name) if name else len(order)
    return order[place] if place < len(order) else None


def letter(said: str) -> str | None:
    found = _LETTER.fullmatch(words.normalise(said)) or _LETTER.fullmatch(said.strip())
    return found[1].lower() if found else None


def _place(letter: str) -> int:
    for names in (LETTERS, LATIN, "1234"):
        if letter in names:
            return names.index(letter)
    raise ValueError(letter)


def _alike(typed: str, choice: str) -> float:
    """In percent; a figure that differs (300, 3,000) is no slip of the finger."""
    same_figures = _FIGURES.findall(typed) == _FIGURES.findall(choice)
    return fuzz.ratio(typed, choice) if same_figures else 0.0


def _by_words(said: str, question: Question) -> int | None:
    typed = words.normalise(said)
    if len(typed) < 2:  # noqa: PLR2004
        return None
    scores = [_alike(typed, words.normalise(choice)) for choice in question.choices]
    best = max(range(len(scores)), key=scores.__getitem__)
    return best if scores[best] >= ALIKE and scores.count(scores[best]) == 1 else None
