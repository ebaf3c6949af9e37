"""Where in a file a value stands: computed only for files in which something is wrong."""

from typing import Any, NamedTuple

import yaml

from folkmoot.load.documents import Document
from folkmoot.model.problem import KeyPath


class Spot(NamedTuple):
    """A place in a file: line and column from 1, and how many characters of the line are meant; 0 if not known."""

    line: int
    column: int
    width: int = 0


class Positions:
    """Finds the values of one document."""

    def __init__(self, document: Document) -> None:
        self._first_line = document.first_line
        self._lines = document.yaml_text.split("\n")
        self._root: yaml.Node | None = yaml.compose(document.yaml_text, yaml.CBaseLoader)

    def of(self, keys: KeyPath, *, of_key: bool = False) -> Spot:
        """Where the value at `keys` stands, or its key; where it is missing the nearest above, without a width."""
        node, key_node, is_there = self._root, None, bool(keys)
        for key in keys:
            found = _child(node, key)
            if found is None:
                is_there = False
                break
            key_node, node = found
        if node is None or not isinstance(self._root, yaml.MappingNode):
            return Spot(self._first_line, 1)
        meant = key_node if of_key and key_node is not None else node
        mark = meant.start_mark
        return Spot(mark.line + self._first_line, mark.column + 1, self._width(meant) if is_there else 0)

    def _width(self, node: yaml.Node) -> int:
        """How much of its first line a value takes."""
        begin, end = node.start_mark, node.end_mark
        last = end.column if end.line == begin.line else len(self._lines[begin.line].rstrip())
        return int(last - begin.column)


def _child(node: yaml.Node | None, key: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((name, value) for name, value in node.value if name.value == key), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return None, node.value[key]
    return None


def value_at(values: Any, keys: KeyPath) -> Any:
    """The value at `keys` inside folded YAML, None where there is none; a text that stands above it is taken for it."""
    for key in keys:
        inside = isinstance(values, dict) and key in values
        if not inside and not (isinstance(values, list) and isinstance(key, int) and key < len(values)):
            return values if isinstance(values, str) else None
        values = values[key]
    return values
