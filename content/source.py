"""A YAML file of ours, which knows the line that each of its values stands on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

Step = str | int
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is ten times as quick


class ContentError(ValueError):
    """A mistake in a content file, told as `file:line: id: field: what is wrong`."""


class Source:
    def __init__(self, path: Path) -> None:
        self.path = path
        loader = _Loader(path.read_text(encoding="utf-8"))
        try:
            root = loader.get_single_node()
            if not isinstance(root, yaml.MappingNode):
                raise ContentError(f"{path.name}: needs keys and values")
            self._root: yaml.Node = root
            self._refuse_repeated_keys(root)
            self.content: dict[Any, Any] = loader.construct_document(self._root)
        except yaml.YAMLError as error:
            raise ContentError(f"{path.name}: {error}") from error
        finally:
            loader.dispose()

    def mistake(self, where: tuple[Step, ...], name: str, what: str) -> ContentError:
        """Returns the error to raise for the value that the keys and indexes in `where` lead to."""
        return ContentError(f"{self.path.name}:{self._line(where)}: {name}: {what}")

    def invalid(self, where: tuple[Step, ...], name: str, error: ValidationError) -> ContentError:
        """Returns the error to raise for what pydantic found first at `where`."""
        first = error.errors()[0]
        field = ".".join(str(step) for step in first["loc"]) or "whole entry"
        return self.mistake((*where, *first["loc"]), f"{name}: {field}", first["msg"])

    def _line(self, where: tuple[Step, ...]) -> int:
        node = self._root
        for step in where:
            below = _child(node, step)
            if below is None:
                break
            node = below
        return int(node.start_mark.line) + 1

    def _refuse_repeated_keys(self, root: yaml.Node) -> None:
        for node in _walk(root):
            seen: set[str] = set()
            for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
                name, line = str(key.value), key.start_mark.line + 1
                if name in seen:  # YAML itself would quietly keep the last
                    raise ContentError(f"{self.path.name}:{line}: {name}: this key stands twice")
                seen.add(name)


def _child(node: yaml.Node, step: Step) -> yaml.Node | None:
    below: dict[Step, yaml.Node] = {}
    if isinstance(node, yaml.MappingNode):
        below = {key.value: value for key, value in node.value}
    elif isinstance(node, yaml.SequenceNode):
        below = dict(enumerate(node.value))
    return below.get(step)


def _walk(node: yaml.Node) -> Iterator[yaml.Node]:
    yield node
    if isinstance(node, yaml.CollectionNode):
        for child in node.value:
            for part in child if isinstance(child, tuple) else (child,):
                yield from _walk(part)
