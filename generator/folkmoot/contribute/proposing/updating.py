"""Keys of a file that is there, said anew: all else stays as its author wrote it, comments and order included."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import yaml

from folkmoot.load.documents import Unreadable, read_yaml
from folkmoot.model.base import Record
from folkmoot.render.files import yaml_text
from folkmoot.render.schemas.kinds import keys_of


def updated(text: str, values: Mapping[str, Any], record: type[Record], gone: Collection[str] = ()) -> str | None:
    """The YAML `text` with these keys, and without those that are `gone`; None where that touches what else it says.

    They take their places among the others as the `record` orders them. Keys within a key that are not given stay;
    those that are gone are named with a dot, such as `consent.photo`, and what is empty then is gone, too. Comments
    inside of a value that is replaced stand above it; those of one that is gone go with it. `text` is a file of the
    hub that can be read; its last line is ended.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    text = text if text.endswith("\n") else f"{text}\n"
    said = read_yaml(text.encode()).values
    wanted = _without(_joined(said, values), gone)
    for key in [key for key in said if key not in wanted]:
        text = _without_key(text, key)
    changed = {key: value for key, value in wanted.items() if said.get(key) != _as_read(value)}
    for key, value in changed.items():
        text = _with_key(text, key, value, keys_of(record))
    try:
        return text if read_yaml(text.encode()).values == _as_read(wanted) else None
    except Unreadable:
        return None


def left_out(said: Mapping[str, Any], values: Mapping[str, Any]) -> list[str]:
    """The keys that a file has and other values for it lack, those within a key with a dot: `consent.photo`."""
    found = []
    for key, value in said.items():
        if key not in values:
            found.append(key)
        elif isinstance(value, dict) and isinstance(inner := values[key], dict):
            found += [f"{key}.{one}" for one in value if one not in inner]
    return found


def _joined(said: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(said)
    for key, value in values.items():
        inner = found.get(key)
        found[key] = {**inner, **value} if isinstance(value, dict) and isinstance(inner, dict) else value
    return found


def _without(wanted: Mapping[str, Any], gone: Collection[str]) -> dict[str, Any]:
    found = dict(wanted)
    for dotted in gone:
        key, _, inner = dotted.partition(".")
        if not inner:
            found.pop(key, None)
        elif isinstance(value := found.get(key), dict) and inner in value:
            found[key] = {one: kept for one, kept in value.items() if one != inner}
            if not found[key]:
                del found[key]
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


def _without_key(text: str, key: str) -> str:
    """The text without the lines of one key; what stands above it stays, since it may be about more."""
    root = yaml.compose(text, yaml.CBaseLoader)
    pairs: list[tuple[yaml.Node, yaml.Node]] = root.value if isinstance(root, yaml.MappingNode) else []
    for name, node in pairs:
        if name.value == key:
            return text[: name.start_mark.index] + text[_line_end(text, _end(node)) :]
    return text


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
