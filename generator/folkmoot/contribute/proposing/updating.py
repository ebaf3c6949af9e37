"""Keys of a file that is there, said anew: all else stays as its author wrote it, comments and order included."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from folkmoot.load.documents import Unreadable, read_yaml
from folkmoot.model.base import Record
from folkmoot.render.files import yaml_text
from folkmoot.render.schemas.kinds import keys_of


def updated(text: str, values: Mapping[str, Any], record: type[Record]) -> str | None:
    """The YAML `text` with these keys; None where that cannot be done without touching what else it says.

    They take their places among the others as the `record` orders them. Keys within a key that are not given stay.
    Comments inside of a value that is replaced stand above it. `text` is a file of the hub that can be read; its last
    line is ended.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    text = text if text.endswith("\n") else f"{text}\n"
    said = read_yaml(text.encode()).values
    wanted = _joined(said, values)
    changed = {key: value for key, value in wanted.items() if said.get(key) != _as_read(value)}
    for key, value in changed.items():
        text = _with_key(text, key, value, keys_of(record))
    try:
        return text if read_yaml(text.encode()).values == _as_read(wanted) else None
    except Unreadable:
        return None


def _joined(said: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(said)
    for key, value in values.items():
        inner = found.get(key)
        found[key] = {**inner, **value} if isinstance(value, dict) and isinstance(inner, dict) else value
    return found


def _as_read(value: Any) -> Any:
    """A value as `load` reads it: every scalar is a text."""
    if isinstance(value, dict):
        return {key: _as_read(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_read(one) for one in value]
    return value if value is None or isinstance(value, str) else str(value)


def _with_key(text: str, key: str, value: Any, order: list[str]) -> str:
    """The text with one key said anew, or in its place among the others, as the formats order them."""
    root = yaml.compose(text, yaml.CBaseLoader)
    pairs: list[tuple[yaml.Node, yaml.Node]] = root.value if isinstance(root, yaml.MappingNode) else []
    new = yaml_text({key: value})
    for name, node in pairs:
        if name.value == key:
            start, end = name.start_mark.index, _end(node)
            rest, line, below = text[end:].partition("\n")
            kept = [*_comments(text, start, node), *([rest.strip()] if rest.strip().startswith("#") else [])]
            above = "".join(f"{comment}\n" for comment in kept)
            if text[end - 1 : end] == "\n":  # a text on lines of its own: its last line is whole
                return f"{text[:start]}{above}{new}{text[end:]}"
            return f"{text[:start]}{above}{new}{below if line else ''}"
    before = order[: order.index(key)] if key in order else order
    ends = [_line_end(text, _end(node)) for name, node in pairs if name.value in before]
    first = pairs[0][0].start_mark.index if pairs else len(text)
    place = max(ends, default=first)
    return f"{text[:place]}{new}{text[place:]}"


def _line_end(text: str, place: int) -> int:
    return place if text[place - 1 : place] == "\n" else text.index("\n", place) + 1


def _end(node: yaml.Node) -> int:
    """Where a value ends: that of a block reaches to the next key, and may have comments behind it."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        return _end(node.value[-1][1])
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
        return _end(node.value[-1])
    return int(node.end_mark.index)


def _comments(text: str, start: int, node: yaml.Node) -> list[str]:
    """The comments inside of a value, each on its line; what looks like one inside of a text is none."""
    if isinstance(node, yaml.ScalarNode):
        return []
    taken = list(_scalars(node))
    found = []
    for comment in re.finditer(r"(?:(?<=\s)|^)#[^\n]*", text[start : _end(node)]):
        place = start + comment.start()
        if not any(first <= place < last for first, last in taken):
            found.append(comment[0].rstrip())
    return found


def _scalars(node: yaml.Node) -> Iterator[tuple[int, int]]:
    if isinstance(node, yaml.ScalarNode):
        yield node.start_mark.index, node.end_mark.index
    for child in node.value if not isinstance(node, yaml.ScalarNode) else ():
        for one in child if isinstance(child, tuple) else (child,):
            yield from _scalars(one)
