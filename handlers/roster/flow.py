"""What a list of names says, and which names are alike. Nothing here touches the database."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from bot.conversation import State
from bot.spelling import composed
from models.name import person_name

AT_ONCE, ALIKE, SIMILAR = 50, 86, 70  # lines; rapidfuzz's percent: the same person, a search
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


@dataclass
class Sheet:
    """What became of each line that was typed."""

    names: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)  # beyond what is taken at once


def read(said: str, known: Collection[str]) -> Sheet:
    """The new names in `said`, and by their line's number those that are none or there already."""
    sheet, there = Sheet(), {compared(each) for each in known}
    lines = [(n, each) for n, each in enumerate(said.splitlines(), 1) if each.strip()]
    sheet.rest = [line.strip() for _n, line in lines[AT_ONCE:]]
    for number, line in lines[:AT_ONCE]:
        name = person_name(_NUMBER.sub("", line))
        if name is None:
            sheet.unread.append(f"{number} {line.strip()[:20]}")
        elif compared(name) in there:
            sheet.twice.append(f"{number} {name}")
        else:
            there.add(compared(name))
            sheet.names.append(name)
    return sheet


def compared(name: str) -> str:
    """A name as it is compared: without title, spaces and capitals."""
    return _TITLE.sub("", composed(name).casefold()).replace(" ", "")


def alike(name: str, others: Sequence[tuple[int, str]], cutoff: int = ALIKE) -> list[int]:
    """The ids of those whose names are nearly this one, the nearest first."""
    spelt = {id_: compared(each) for id_, each in others}
    found = process.extract(
        compared(name), spelt, scorer=fuzz.ratio, score_cutoff=cutoff, limit=len(spelt) or 1
    )
    return [id_ for _name, _score, id_ in found]


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
