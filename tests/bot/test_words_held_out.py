"""How much is understood of what somebody wrote who had never seen content/intents.yaml."""

from pathlib import Path
from typing import NamedTuple

import pytest

from bot.words import candidates, intent
from content.intents import INTENTS

HERE = Path(__file__).parent
DOC = HERE.parents[1] / "docs" / "words.md"
LOOKED_AT = 120  # phrases from the top that one may read to mend what is general; never those below

LINES = (HERE / "phrases_held_out.tsv").read_text(encoding="utf-8").splitlines()
PHRASES = [tuple(line.split("\t")) for line in LINES]
PARTS = {"all": PHRASES, "never looked at": PHRASES[LOOKED_AT:]}


class Measured(NamedTuple):
    """Percentages; but of what must match nothing, how many phrases begin something, is a count."""

    understood: int
    or_asked: int
    meant: int
    meant_or_asked: int
    left_alone: int
    begun: int


FLOORS = {
    "all": Measured(56, 57, 49, 51, 72, 5),
    "never looked at": Measured(55, 58, 48, 52, 69, 3),
}


def measured(phrases):
    meant = [each for each in phrases if each[0] != "nothing"]
    nothing = [each for each in phrases if each[0] == "nothing"]
    return Measured(
        percent(is_right, phrases),
        percent(is_right_or_asked, phrases),
        percent(is_right, meant),
        percent(is_right_or_asked, meant),
        percent(is_right, nothing),
        sum(begins(phrase) for _, phrase in nothing),
    )


def percent(judge, phrases):
    return round(100 * sum(judge(*each) for each in phrases) / len(phrases))


def is_right(meaning, phrase):
    """Whether just this is understood; to ask about what means nothing is not to leave it alone."""
    if meaning == "nothing":
        return intent(phrase) is None and not candidates(phrase)
    return intent(phrase) == meaning


def is_right_or_asked(meaning, phrase):
    return is_right(meaning, phrase) or meaning in candidates(phrase)


def begins(phrase):
    """Whether this opens a step or undoes something, rather than only showing a thing."""
    name = intent(phrase)
    return name is not None and INTENTS[name].effect in {"records", "grave"}


def row(part, figures):
    *percentages, begun = figures
    cells = [part, str(len(PARTS[part])), *(f"{each} %" for each in percentages), str(begun)]
    return f"| {' | '.join(cells)} |"


def test_every_meaning_is_one_that_we_know():
    assert {meaning for meaning, _ in PHRASES} <= {*INTENTS, "nothing"}


@pytest.mark.parametrize("part", PARTS)
def test_no_less_is_understood_than_was(part, capsys):
    found, floor = measured(PARTS[part]), FLOORS[part]
    with capsys.disabled():
        print(f"\nwords, {part}: {found}")  # noqa: T201
    assert all(now >= then for now, then in zip(found[:-1], floor[:-1], strict=True))
    assert found.begun <= floor.begun


@pytest.mark.parametrize("part", PARTS)
def test_the_document_tells_what_is_measured(part):
    assert row(part, measured(PARTS[part])) in DOC.read_text(encoding="utf-8")
