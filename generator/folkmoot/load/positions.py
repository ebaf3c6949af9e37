"""Where in a file a value stands: computed only for files in which something is wrong."""

from typing import Any

import yaml

from folkmoot.load.documents import Document
from folkmoot.model.problem import KeyPath


class Positions:
    """Finds lines and columns of the values of one document."""

    def __init__(self, document: Document) -> None:
        self._first_line = document.first_line
        self._root: yaml.Node | None = yaml.compose(document.yaml_text, yaml.CBaseLoader)

    def of(self, keys: KeyPath, *, of_key: bool = False) -> tuple[int, int]:
        """Line and column, from 1, of the value at `keys`, or of its key; of the nearest above where it is missing."""
        node, key_node = self._root, None
        for key in keys:
            found = _child(node, key)
            if found is None:
                break
            key_node, node = found
        if node is None or not isinstance(self._root, yaml.MappingNode):
            return self._first_line, 1
        mark = (key_node if of_key and key_node is not None else node).start_mark
        return mark.line + self._first_line, mark.column + 1


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
