"""How much is understood of what somebody wrote who had never seen content/intents.yaml."""

from pathlib import Path
from typing import NamedTuple

import pytest

from bot.words import candidates, intent
from content.intents import INTENTS

HERE = Path(__file__).parent
DOC = HERE.parents[1] / "docs" / "words.md"
LOOKED_AT = 120  # phrases from the top that one may read to mend what is general; never those below


def read(name):
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines]


PHRASES = read("phrases_held_out.tsv")
PARTS = {
    "never looked at": PHRASES[LOOKED_AT:],
    "looked at": PHRASES[:LOOKED_AT],
    "our own": read("phrases_development.tsv"),
}


class Meant(NamedTuple):
    """Of phrases with a meaning, in percent."""

    right: int
    asked: int  # it is among what the bot asks about
    unheard: int
    wrong: int


class Idle(NamedTuple):
    """Of phrases with none, in percent; the last is a count."""

    left_alone: int
    asked: int
    shown: int
    begun: int  # opens a step, or changes something


FLOORS = {
    "never looked at": (Meant(69, 6, 15, 11), Idle(81, 4, 12, 1)),
    "looked at": (Meant(93, 2, 1, 3), Idle(100, 0, 0, 0)),
    "our own": (Meant(98, 1, 0, 1), Idle(98, 0, 2, 0)),
}


def measured(phrases):
    meant = [heard(*each) for each in phrases if each[0] != "nothing"]
    idle = [begun(phrase) for meaning, phrase in phrases if meaning == "nothing"]
    *shares, acted = (idle.count(each) for each in Idle._fields)
    return (
        Meant(*(percent(meant.count(each), meant) for each in Meant._fields)),
        Idle(*(percent(each, idle) for each in shares), acted),
    )


def percent(number, phrases):
    return round(100 * number / len(phrases))


def heard(meaning, phrase):
    name, few = intent(phrase), candidates(phrase)
    if name == meaning:
        return "right"
    if meaning in few:
        return "asked"
    return "wrong" if name or few else "unheard"


def begun(phrase):
    name = intent(phrase)
    if name is None:
        return "asked" if candidates(phrase) else "left_alone"
    return "begun" if INTENTS[name].effect in {"records", "grave"} else "shown"


def row(part, figures):
    meant, idle = figures
    shares = [f"{each} %" for each in (*meant, *idle[:-1])]
    cells = [part, str(len(PARTS[part])), *shares, str(idle.begun)]
    return f"| {' | '.join(cells)} |"


def test_every_meaning_is_one_that_we_know():
    assert {meaning for part in PARTS.values() for meaning, _ in part} <= {*INTENTS, "nothing"}


@pytest.mark.parametrize("part", PARTS)
def test_no_less_is_understood_than_was(part, capsys):
    (meant, idle), (least, most) = measured(PARTS[part]), FLOORS[part]
    with capsys.disabled():
        print(f"\nwords, {part}: {meant} {idle}")  # noqa: T201
    assert meant.right >= least.right
    assert meant.wrong <= least.wrong
    assert idle.left_alone >= most.left_alone
    assert idle.begun <= most.begun


@pytest.mark.parametrize("part", PARTS)
def test_the_document_tells_what_is_measured(part):
    assert row(part, measured(PARTS[part])) in DOC.read_text(encoding="utf-8")


def test_who_is_in_danger_is_never_missed():
    """Of our own phrases, each leads to the police."""
    danger = [phrase for meaning, phrase in PARTS["our own"] if meaning == "danger"]
    assert [phrase for phrase in danger if intent(phrase) != "danger"] == []
