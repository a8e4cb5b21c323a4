"""The words in which the tables are written: a check looks at a value and notes what is wrong."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from simulator.units import utf16

Path = tuple[str | int, ...]


class Problem(NamedTuple):
    path: Path
    message: str
    rule: str


Found = list[Problem]
Check = Callable[[Any, Path, Found], None]

SHAPE = "LINE's schema: known fields of the right type (facts §1.5, §1.9)"
WRONG_TYPE = "invalid property"
MISSING = "must be specified"
URL_LENGTH = 2000


def text(low: int, high: int, rule: str, count: Callable[[str], int] = utf16) -> Check:
    """A text of so many units; shorter than one is empty, which LINE says in its own words."""

    def check(value: Any, path: Path, found: Found) -> None:
        if not isinstance(value, str):
            found.append(Problem(path, WRONG_TYPE, SHAPE))
        elif low and not value:
            found.append(Problem(path, "May not be empty", rule))
        elif not low <= count(value) <= high:
            found.append(Problem(path, f"Length must be between {low} and {high}", rule))

    return check


def matching(pattern: str, rule: str, words: str = WRONG_TYPE) -> Check:
    compiled = re.compile(pattern)

    def check(value: Any, path: Path, found: Found) -> None:
        if not isinstance(value, str):
            found.append(Problem(path, WRONG_TYPE, SHAPE))
        elif not compiled.fullmatch(value):
            found.append(Problem(path, words, rule))

    return check


def one_of(*values: str) -> Check:
    def check(value: Any, path: Path, found: Found) -> None:
        if value not in values or not isinstance(value, str):
            found.append(Problem(path, WRONG_TYPE, SHAPE))

    return check


def flag(value: Any, path: Path, found: Found) -> None:
    if not isinstance(value, bool):
        found.append(Problem(path, WRONG_TYPE, SHAPE))


def whole(low: int, high: int, rule: str = SHAPE) -> Check:
    def check(value: Any, path: Path, found: Found) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            found.append(Problem(path, WRONG_TYPE, SHAPE))
        elif not low <= value <= high:
            found.append(Problem(path, f"must be between {low} and {high}", rule))

    return check


def number(low: float, high: float, rule: str = SHAPE) -> Check:
    def check(value: Any, path: Path, found: Found) -> None:
        if not isinstance(value, int | float) or isinstance(value, bool):
            found.append(Problem(path, WRONG_TYPE, SHAPE))
        elif not low <= value <= high:
            found.append(Problem(path, f"must be between {low} and {high}", rule))

    return check


def https(value: Any, path: Path, found: Found) -> None:
    rule = "URL: https, ≤ 2000 characters, percent-encoded (facts §1.7)"
    if not isinstance(value, str):
        found.append(Problem(path, WRONG_TYPE, SHAPE))
    elif not value.lower().startswith("https://"):
        found.append(Problem(path, "invalid uri scheme", rule))
    elif len(value) > URL_LENGTH:
        found.append(Problem(path, f"Length must be between 0 and {URL_LENGTH}", rule))
    elif not _printable(value):
        found.append(Problem(path, "invalid uri", rule))


def _printable(url: str) -> bool:
    return url.isascii() and url.isprintable() and " " not in url


def listing(item: Check, low: int, high: int, rule: str) -> Check:
    def check(value: Any, path: Path, found: Found) -> None:
        if not isinstance(value, list):
            found.append(Problem(path, WRONG_TYPE, SHAPE))
            return
        if not low <= len(value) <= high:
            found.append(Problem(path, f"Size must be between {low} and {high}", rule))
            return
        for index, entry in enumerate(value):
            item(entry, (*path, index), found)

    return check


def record(fields: Mapping[str, Check], required: str = "", also: Check | None = None) -> Check:
    """An object with these fields and no other; `also` looks at how they fit together."""
    needed = required.split()

    def check(value: Any, path: Path, found: Found) -> None:
        if not isinstance(value, dict):
            found.append(Problem(path, WRONG_TYPE, SHAPE))
            return
        before = len(found)
        for name, entry in value.items():
            if name in fields:
                fields[name](entry, (*path, name), found)
            else:
                found.append(Problem((*path, name), "unknown field", SHAPE))
        missing = [name for name in needed if name not in value]
        found.extend(Problem((*path, name), MISSING, SHAPE) for name in missing)
        if also and len(found) == before:
            also(value, path, found)

    return check


def kinds(by_type: Mapping[str, Check]) -> Check:
    """An object whose `type` says which table it has to fit."""

    def check(value: Any, path: Path, found: Found) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in by_type:
            found.append(Problem((*path, "type"), WRONG_TYPE, SHAPE))
        else:
            by_type[kind](value, path, found)

    return check


def named(*names: str) -> Mapping[str, Check]:
    """A `type` field, already looked at when the table was chosen."""
    return {"type": one_of(*names)}
