"""What a draft of a poll needs next, what was chosen in words, and how choices are counted."""

import re
from enum import StrEnum
from typing import NamedTuple

from bot import limits, words
from bot.conversation import Detour, State
from bot.spelling import composed

FEWEST, MANY = 2, 10  # choices
LONGEST_QUESTION, LONGEST_CHOICE = 200, 60  # grapheme clusters
_BEFORE_CHOICE = re.compile(r"^(?:\(?\d{1,2}\s*[.)]\s+|[-•*·]\s*)")
_CHOSEN = re.compile(
    r"(?:เลือก)?(?:ข้อ(?:ที่)?|เบอร์|no\.?|number)?\s*\d{1,2}"
    r"(?:(?:[\s,+&]|และ|กับ|and|ข้อ(?:ที่)?)+\d{1,2})*\s*(?:นะ)?(?:ค่ะ|คะ|ครับ|คับ)?",
    re.IGNORECASE,
)
_MOST = re.compile(r"(?:เลือกได้|ได้)?\s*(\d{1,2})\s*(?:ข้อ|choices?)?", re.IGNORECASE)
_CODED = re.compile(r"(?:โพล|ตอบโพล|poll)\s*([A-HJ-NP-Z2-9]{8})", re.IGNORECASE)
_FIGURES = re.compile(r"\d{1,9}(?:\.\d{1,9}){1,10}")


class Step(StrEnum):
    """What is asked for, in this order."""

    QUESTION = "question"
    CHOICES = "choices"
    MOST = "most"
    CHECK = "check"


class Fault(StrEnum):
    """Why what was typed is no answer."""

    LONG_QUESTION = "long question"
    FEW = "few choices"
    MANY = "many choices"
    LONG_CHOICE = "long choice"
    TWICE = "a choice twice"
    NO_NUMBER = "no number"


class Joining(Detour, tag="poll.joining"):
    """She wants to answer a poll, and joins its club first."""


class Choosing(State, tag="poll.choosing"):
    """A coordinator of several clubs was asked which."""


class Drafting(State, tag="poll.drafting"):
    """What was answered so far; `step` is being asked. `draft` names it: twice is once."""

    club: int
    draft: str
    step: Step = Step.QUESTION
    question: str = ""
    choices: tuple[str, ...] = ()
    most: int = 1

    def having(self, **answers: object) -> "Drafting":
        return self.model_copy(update=answers)


class Voting(State, tag="poll.voting"):
    """A poll was shown; numbers that are typed are choices."""

    poll: int


class Closing(State, tag="poll.closing"):
    """She was asked whether this poll is to be closed."""

    poll: int


class Tally(NamedTuple):
    """How often each choice was taken, and by how many people in all."""

    counts: tuple[int, ...]
    voters: int

    def percent(self, choice: int) -> int:
        """Of those who answered: where several may be taken, these add up to more than 100."""
        return (self.counts[choice] * 200 + self.voters) // (2 * self.voters) if self.voters else 0

    @property
    def figures(self) -> str:
        """As an address tells them; the last is how many answered."""
        return ".".join(map(str, (*self.counts, self.voters)))


def tally(figures: str) -> Tally | None:
    """What an address tells; None where it tells none."""
    if not _FIGURES.fullmatch(figures):
        return None
    *counts, voters = map(int, figures.split("."))
    return Tally(tuple(counts), voters)


def answer(plan: Drafting, said: str) -> Drafting | Fault:
    """The draft with this answer, at its next question; or why it is none."""
    match plan.step:
        case Step.QUESTION:
            return _asked(plan, " ".join(said.split()))
        case Step.CHOICES:
            return _offered(plan, choices(said))
        case _:
            return _limited(plan, said)


def backward(plan: Drafting) -> Drafting | None:
    """At the question before; None before the first."""
    steps = tuple(Step)
    place = steps.index(plan.step)
    return plan.having(step=steps[place - 1]) if place else None


def skip(plan: Drafting) -> Drafting | None:
    """Onward with what is there already; one choice is what most polls allow."""
    there = {Step.QUESTION: bool(plan.question), Step.CHOICES: bool(plan.choices), Step.MOST: True}
    if not there.get(plan.step):
        return None
    steps = tuple(Step)
    return plan.having(step=steps[steps.index(plan.step) + 1])


def choices(said: str) -> list[str]:
    """One on each line, or in one line between commas; numbers and dashes before them are none."""
    lines = said.splitlines()
    if len(lines) == 1:
        lines = re.split(r",\s+", said)
    bare = (_BEFORE_CHOICE.sub("", " ".join(line.split())) for line in lines)
    return [each for each in bare if each]


def chosen(said: str, offered: list[str]) -> frozenset[int] | None:
    """Which of them “1 3”, “ข้อ ๒” or a choice's own words mean, from 0; None: none is meant.

    A number that stands before none of them is among them all the same.
    """
    spoken = composed(said).strip()
    if _CHOSEN.fullmatch(spoken):
        return frozenset(int(each) - 1 for each in re.findall(r"\d+", spoken))
    meant = words.normalise(said)
    same = [place for place, each in enumerate(offered) if words.normalise(each) == meant]
    return frozenset(same) if len(same) == 1 and meant else None


def coded(said: str) -> str | None:
    """The code in “โพล ABCD2345”, as links type it."""
    found = _CODED.fullmatch(said.strip())
    return found[1].upper() if found else None


def _asked(plan: Drafting, question: str) -> Drafting | Fault:
    if limits.clusters(question) > LONGEST_QUESTION:
        return Fault.LONG_QUESTION
    return plan.having(question=question, step=Step.CHOICES)


def _offered(plan: Drafting, offered: list[str]) -> Drafting | Fault:
    if fault := wrong(offered):
        return fault
    most = min(plan.most, len(offered))
    return plan.having(choices=tuple(offered), most=most, step=Step.MOST)


def wrong(offered: list[str]) -> Fault | None:
    """Why these are no choices."""
    if len(offered) < FEWEST:
        return Fault.FEW
    if len(offered) > MANY:
        return Fault.MANY
    if any(limits.clusters(each) > LONGEST_CHOICE for each in offered):
        return Fault.LONG_CHOICE
    return Fault.TWICE if len({each.casefold() for each in offered}) < len(offered) else None


def _limited(plan: Drafting, said: str) -> Drafting | Fault:
    found = _MOST.fullmatch(composed(said).strip())
    most = int(found[1]) if found else 0
    if not 1 <= most <= len(plan.choices):
        return Fault.NO_NUMBER
    return plan.having(most=most, step=Step.CHECK)
