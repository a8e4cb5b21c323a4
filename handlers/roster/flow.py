"""What a list of names says, and which names are alike. Nothing here touches the database."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz import fuzz, process

from bot.conversation import State
from bot.spelling import composed
from models.name import person_name

AT_ONCE, ALIKE, SIMILAR = 50, 86, 70  # lines; rapidfuzz's percent: the same person, a search
SHOWN = 40  # characters of a line that is named
_NUMBER = re.compile(r"^\s*(?:\d{1,3}\s*[.)]|[-•*])\s*")  # as lists begin their lines
_TITLE = re.compile(r"^(?:นางสาว|นาง|นาย|น\.ส\.|ดร\.|คุณ|mrs?\.? |ms\.? )\s*")


class Choosing(State, tag="roster.choosing"):
    """She was asked for which club; `adding`, or to look."""

    adding: bool


class Adding(State, tag="roster.adding"):
    """Names are expected, one a line."""

    club: int


class Looking(State, tag="roster.looking"):
    """She sees the roster; a name that she types is sought there."""

    club: int
    start: int = 0


class Removing(State, tag="roster.removing"):
    """We asked whether to remove this person."""

    person: int


class Line(NamedTuple):
    """What stands on a line, by the number that she counts."""

    number: int
    words: str

    def __str__(self) -> str:
        return f"{self.number} {self.words[:SHOWN]}"


@dataclass
class Sheet:
    """What became of each line."""

    new: list[Line] = field(default_factory=list)
    twice: list[Line] = field(default_factory=list)
    unread: list[Line] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)  # beyond what is taken at once
    left: list[str] = field(default_factory=list)  # lines as they were typed, of nobody yet

    @property
    def names(self) -> list[str]:
        return [line.words for line in self.new]


def read(said: str, known: Collection[str], limit: int = AT_ONCE) -> Sheet:
    """The new names in `said`, and by their line's number those that are none or there already."""
    sheet, there = Sheet(), {compared(each) for each in known}
    lines = [(n, each) for n, each in enumerate(said.splitlines(), 1) if each.strip()]
    sheet.rest = [line.strip() for _n, line in lines[limit:]]
    for number, line in lines[:limit]:
        name = person_name(_NUMBER.sub("", line))
        if name is None or any(map(str.isdigit, name)):  # a telephone, a total
            sheet.unread.append(Line(number, line.strip()))
            sheet.left.append(line)
        elif compared(name) in there:
            sheet.twice.append(Line(number, name))
        else:
            there.add(compared(name))
            sheet.new.append(Line(number, name))
    sheet.left += sheet.rest
    return sheet


def compared(name: str) -> str:
    """A name as it is compared: without title, spaces and capitals."""
    return _TITLE.sub("", composed(name).casefold()).replace(" ", "")


class Others:
    """Whose name is nearly one of these? Compared are those alone that share three letters."""

    def __init__(self, named: Iterable[tuple[int, str]]) -> None:
        self._spelt = {id_: compared(name) for id_, name in named}
        self._by_letters = defaultdict[str, set[int]](set)
        for id_, spelt in self._spelt.items():
            for letters in _threes(spelt):
                self._by_letters[letters].add(id_)

    def like(self, name: str) -> list[int]:
        """The ids of those whose names are nearly this one, the nearest first."""
        spelt = compared(name)
        near = set().union(*(self._by_letters.get(each, ()) for each in _threes(spelt)))
        some = {id_: self._spelt[id_] for id_ in sorted(near)}
        found = process.extract(
            spelt, some, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=len(some) or 1
        )
        return [id_ for _name, _score, id_ in found]


def _threes(spelt: str) -> set[str]:
    """Names of five letters or more that are so nearly the same have some of them in common."""
    return {spelt[start : start + 3] for start in range(max(len(spelt) - 2, 1))}


def pairs(
    members: Sequence[tuple[int, str]], names: Sequence[tuple[int, str]]
) -> Iterator[tuple[int, int]]:
    """Which member may be which of the names, by their ids."""
    others = Others(members)
    for id_, name in names:
        yield from ((member, id_) for member in others.like(name))


def sought(said: str, others: Sequence[tuple[int, str]]) -> list[int]:
    """Those with these words in their names; where there is none, those spelt nearly so."""
    typed = compared(said)
    inside = [id_ for id_, name in others if typed and typed in compared(name)]
    near = [(id_, part) for id_, name in others for part in (name, name.split(" ")[0])]
    return inside or list(dict.fromkeys(_nearest(typed, near)))


def _nearest(typed: str, near: Sequence[tuple[int, str]]) -> list[int]:
    spelt = [compared(part) for _id, part in near]
    found = process.extract(typed, spelt, scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=12)
    return [near[place][0] for _part, _score, place in found]
