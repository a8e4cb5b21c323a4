"""Reading the file: YAML with the line of every value, and a clear word about a mistake."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is ten times as fast


class Mistake(ValueError):
    """Something in the file is wrong; the message names file, line and field."""

    def __init__(self, file: Path, line: int, field: str, what: str) -> None:
        super().__init__(f"{file.name}:{line}: {field}: {what}")


@dataclass(frozen=True, slots=True)
class Value:
    """A scalar as it was written, and where."""

    file: Path
    line: int
    field: str
    text: str

    def wrong(self, what: str) -> Mistake:
        return Mistake(self.file, self.line, self.field, what)


@dataclass(frozen=True, slots=True)
class Entry:
    """A mapping: its fields, and where it begins."""

    file: Path
    line: int
    path: str
    fields: dict[str, Any]  # Value, or a node that is not a scalar
    lines: dict[str, int]  # where the fields stand that are no scalars

    def wrong(self, field: str, what: str) -> Mistake:
        value = self.fields.get(field)
        line = value.line if isinstance(value, Value) else self.lines.get(field, self.line)
        return Mistake(self.file, line, f"{self.path}.{field}", what)

    def need(self, field: str) -> Value:
        value = self.get(field)
        if value is None or not value.text:
            raise self.wrong(field, "is missing")
        return value

    def get(self, field: str) -> Value | None:
        value = self.fields.get(field)
        if value is None or isinstance(value, Value):
            return value
        raise self.wrong(field, "must be one value")

    def entries(self, field: str) -> list["Entry"]:
        node = self.fields.get(field)
        if node is None:
            return []
        if isinstance(node, Value):
            raise node.wrong("must be a list")
        return list(_entries(self.file, node, f"{self.path}.{field}"))

    def values(self, field: str) -> list[Value]:
        """A list of scalars."""
        node = self.fields.get(field)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            raise self.wrong(field, "must be a list")
        path = f"{self.path}.{field}"
        found = [
            Value(self.file, item.start_mark.line + 1, path, item.value.strip())
            for item in node.value
            if isinstance(item, yaml.ScalarNode)
        ]
        if len(found) < len(node.value):
            raise self.wrong(field, "must be a list of codes")
        return found

    def only(self, known: frozenset[str]) -> None:
        """A field that we do not know is a slip of the pen, not something to pass over."""
        for field in self.fields:
            if field not in known:
                raise self.wrong(field, f"is not known here; known: {', '.join(sorted(known))}")


def read(file: Path) -> Entry:
    """The whole file as one entry. Raises Mistake."""
    try:
        node = yaml.compose(file.read_text(encoding="utf-8"), LOADER)
    except UnicodeDecodeError:
        raise Mistake(file, 1, "file", "is not UTF-8 text") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Mistake(file, line, "file", f"is not YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise Mistake(file, 1, "file", f"is not YAML: {error}") from None
    if not isinstance(node, yaml.MappingNode):
        raise Mistake(file, 1, "file", "must begin with version: 1")
    return _entry(file, node, "file")


def _entry(file: Path, node: yaml.MappingNode, path: str) -> Entry:
    fields: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        if key.value in fields:
            raise Mistake(file, key.start_mark.line + 1, f"{path}.{key.value}", "stands here twice")
        if isinstance(value, yaml.ScalarNode):
            text = "" if value.tag.endswith(":null") else value.value.strip()
            line = value.start_mark.line + 1
            fields[key.value] = Value(file, line, f"{path}.{key.value}", text)
        else:
            fields[key.value], lines[key.value] = value, key.start_mark.line + 1
    return Entry(file, node.start_mark.line + 1, path, fields, lines)


def _entries(file: Path, node: Any, path: str) -> Iterator[Entry]:
    if not isinstance(node, yaml.SequenceNode):
        raise Mistake(file, node.start_mark.line + 1, path, "must be a list")
    for number, item in enumerate(node.value):
        where = f"{path}[{number}]"
        if not isinstance(item, yaml.MappingNode):
            raise Mistake(file, item.start_mark.line + 1, where, "must be {field: value, …}")
        yield _entry(file, item, where)
