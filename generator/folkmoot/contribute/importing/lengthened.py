"""A hub's file with something at the end of one of its lists, and every byte that is there still there."""

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from folkmoot.load.documents import Unreadable
from folkmoot.load.mended import Text, document_read, end_of_keys, text_of
from folkmoot.model.problem import KeyPath
from folkmoot.render.files import yaml_text

_AFTER_ITEM = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_LAST_FENCE = re.compile(r"---[ \t]*(?:\r\n|\r|\n)?$")


def lengthened(content: bytes, path: str, keys: KeyPath, items: Sequence[Any]) -> bytes | None:
    """The file with `items`, texts or keys with texts and lists of texts, at the end of the list at `keys`.

    A list of the file itself that is not there is made, below all that is. None where it cannot be lengthened alone,
    such as a list that stands for another one (`*there`).
    """
    try:
        values = document_read(path, content).values
        places = list(_places(content, path, keys, items))
    except (Unreadable, yaml.YAMLError):
        return None
    around: Any = copy.deepcopy(values)
    wanted = around
    for key in keys[:-1]:
        around = around[key]
    there = (around.get(keys[-1]) if isinstance(around, dict) else around[keys[-1]]) or []
    if not isinstance(there, list):
        return None
    around[keys[-1]] = [*there, *items]
    text = text_of(content)
    for place, part in places:
        after = text.with_part(place, place, part.replace("\n", _line_end(text.whole)))
        try:
            if document_read(path, after).values == wanted and _below(path, after) == _below(path, content):
                return after
        except Unreadable:
            continue
    return None


def _line_end(whole: str) -> str:
    found = re.search(r"\r\n|\r|\n", whole)
    return found[0] if found else "\n"


def _below(path: str, content: bytes) -> str:
    text = text_of(content)
    return text.whole[end_of_keys(text, path) :]


def _places(content: bytes, path: str, keys: KeyPath, items: Sequence[Any]) -> Iterator[tuple[int, str]]:
    """Where the items may stand, as an offset into the file, and how they are written there."""
    document, text = document_read(path, content), text_of(content)
    first = document.first_line - 1
    node: yaml.Node | None = yaml.compose(document.yaml_text, yaml.CBaseLoader)
    for number, key in enumerate(keys):
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == key), None)
            if pair is None and number == 0 and isinstance(key, str):
                yield _end_of_file(text, path), _in_block({key: list(items)}, 0, text, _end_of_file(text, path))
                return
            if pair is None:
                return
            node = pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int):
            node = node.value[key]
    if isinstance(node, yaml.SequenceNode) and node.flow_style:
        last = node.value[-1].end_mark if node.value else node.start_mark
        place = text.at(last.line + first, last.column) + (not node.value)
        yield place, ", " * bool(node.value) + ", ".join(_in_brackets(one) for one in items)
    elif isinstance(node, yaml.SequenceNode) and node.value:
        place = _line_below(text, _end_of(node), first)
        yield place, _in_block(list(items), node.start_mark.column, text, place)
    elif isinstance(node, yaml.ScalarNode) and not node.value and len(keys) == 1:
        place = _line_below(text, node.end_mark, first)
        yield place, _in_block(list(items), 2, text, place)


def _end_of_file(text: Text, path: str) -> int:
    """Where a key may be added: in Markdown above the line of hyphens that ends the keys."""
    end = end_of_keys(text, path)
    fence = _LAST_FENCE.search(text.whole, 0, end) if path.endswith(".md") else None
    return fence.start() if fence else end


def _end_of(node: yaml.Node) -> yaml.Mark:
    """Where the last word of a value ends; what stands in lines ends for YAML where the next thing begins."""
    if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
        return _end_of(node.value[-1])
    if isinstance(node, yaml.MappingNode) and node.value and not node.flow_style:
        return _end_of(node.value[-1][1])
    return node.end_mark


def _line_below(text: Text, mark: yaml.Mark, first: int) -> int:
    place = text.at(mark.line + first, mark.column)
    if mark.column == 0:
        return place
    found = _AFTER_ITEM.match(text.whole, place)
    return found.end() if found else place


def _in_block(value: Any, column: int, text: Text, place: int) -> str:
    """Lines of their own, of a list or of keys, that begin in a column."""
    lines = yaml_text({"x": value}).splitlines()[1:] if isinstance(value, list) else yaml_text(value).splitlines()
    if isinstance(value, list) and not lines:  # a short list stands in brackets
        lines = [f"  - {_in_brackets(one)}" for one in value]
    further = column - 2 if isinstance(value, list) else column
    moved = [" " * further + line if further > 0 else line[-further:] for line in lines]
    is_begun = place > 0 and text.whole[place - 1] not in "\r\n"
    return "\n" * is_begun + "".join(f"{line}\n" for line in moved)


def _in_brackets(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_in_brackets(one)}' for key, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_in_brackets, value))}]"
    return yaml_text({"x": [value]}).removeprefix("x: [").rstrip("\n").removesuffix("]")
