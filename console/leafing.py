"""Lists of any length: a search and one page at a time, never counted to the end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import request
from sqlalchemy import Select
from sqlalchemy.orm import Session

PAGE = 25  # rows
LAST = 100  # pages: who looks for what stands further behind, searches
LONGEST = 80  # characters of a search


@dataclass(frozen=True)
class Row:
    """What stands in the columns; the first leads on where there is an address."""

    cells: Sequence[str]
    address: str | None = None


@dataclass(frozen=True)
class Leaf:
    """One page of a list."""

    rows: Sequence[Any]  # of a table: Row
    number: int
    more: bool
    searched: str

    def address(self, number: int) -> str:
        """The same list and search, at another page."""
        return again(page=number)


def again(**other: object) -> str:
    """The address with another search: what stands in it is no option of `url_for`."""
    return f"{request.path}?{urlencode({**request.args.to_dict(), **other})}"


def searched() -> str:
    """What is looked for, as it was typed."""
    return request.args.get("q", "").strip()[:LONGEST]


def leaf(db: Session, things: Select[Any], row: Callable[[Any], Any]) -> Leaf:
    """The page that was asked for of an ordered `things`: one statement, however many there are."""
    number = min(max(request.args.get("page", 1, type=int), 1), LAST)
    found = list(db.scalars(things.offset((number - 1) * PAGE).limit(PAGE + 1)))
    more = len(found) > PAGE and number < LAST
    return Leaf([row(each) for each in found[:PAGE]], number, more, searched())
