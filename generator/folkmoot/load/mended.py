"""A file with one value, key or item written otherwise, and all else of it as it was, byte for byte.

What cannot be changed alone is not changed: texts in blocks, on several lines, or with a comment that would go, too.
Each result is read again, and is none unless what it says differs in that one place.
"""

import copy
import functools
import json
import re
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple, TypeGuard

import yaml

from folkmoot.load.documents import Document, Unreadable
from folkmoot.load.records import document_of
from folkmoot.load.syntax import close_items
from folkmoot.model.problem import KeyPath

_LINE = re.compile(r"\r\n|\r|\n")
_TO_OTHERS = {
    first: [pattern for tag, pattern in found if tag.endswith((":bool", ":null"))]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
"""What other programs would read in place of a text, such as the NO of Norway."""


class Changed(NamedTuple):
    """A file's new content, and the line of it that is meant, from 1."""

    content: bytes
    line: int


class Text(NamedTuple):
    """A file's text with its own line ends and byte order mark, and where each line of it begins."""

    whole: str
    starts: list[int]

    def at(self, line: int, column: int) -> int:
        """The offset of a place, both counted from 0.

        What stands on several lines ends on the line below them, which not every file has.
        """
        return self.starts[line] + column if line < len(self.starts) else len(self.whole)

    def with_part(self, start: int, end: int, part: str) -> bytes:
        """The file in which `part` stands from `start` to `end`."""
        return f"{self.whole[:start]}{part}{self.whole[end:]}".encode()


def text_of(content: bytes) -> Text:
    """The text of a file that can be read."""
    whole = content.decode()
    begin = 1 if whole.startswith("\ufeff") else 0
    return Text(whole, [begin, *(found.end() for found in _LINE.finditer(whole))])


@functools.lru_cache(maxsize=2)
def document_read(path: str, content: bytes) -> Document:
    """What a file says, remembered while it is mended; raises `Unreadable`. Nobody may change its values."""
    return document_of(path, content)


def end_of_keys(text: Text, path: str) -> int:
    """The offset at which a file's keys end, and in Markdown what their author wrote below them begins."""
    if not path.endswith(".md"):
        return len(text.whole)
    lines = pairwise([*text.starts, len(text.whole)])
    fences = [end for begin, end in lines if text.whole[begin:end].rstrip() == "---"]
    return fences[1] if len(fences) > 1 else len(text.whole)


def rewritten(content: bytes, path: str, keys: KeyPath, value: str) -> Changed | None:
    """The file in which the text at `keys` is `value`, in the quotation marks that are there, or in those it needs."""
    place = _found(content, path, keys)
    if place is None or not _is_word(place.node):
        return None
    return place.replaced(_quotings(value, place.node.style), lambda _: value, whole=True)


def enlisted(content: bytes, path: str, keys: KeyPath, items: Iterable[str]) -> Changed | None:
    """The file in which a list of `items` stands at `keys` in place of a text."""
    listed = list(items)
    place = _found(content, path, keys)
    if place is None or not _is_word(place.node):
        return None
    written = (next(_quotings(one, None, in_brackets=True)) for one in listed)
    return place.replaced([f"[{', '.join(written)}]"], lambda _: listed)


def renamed(content: bytes, path: str, keys: KeyPath, key: str) -> Changed | None:
    """The file in which the last of `keys` is called `key`."""
    place = _found(content, path, keys)
    if place is None or not _is_word(place.key):
        return None
    key_node = place.key
    place = place._replace(start=place.offset(key_node.start_mark), end=place.offset(key_node.end_mark))
    old = keys[-1]

    def with_key(around: Any) -> Any:
        return {key if name == old else name: value for name, value in around.items()}

    return place.replaced(_quotings(key, key_node.style), with_key, around=True)


def itemised(content: bytes, path: str, keys: KeyPath) -> Changed | None:
    """The file in which the lines of the text at `keys` are items of a list: a space stands behind each hyphen."""
    place = _found(content, path, keys)
    if place is None or not isinstance(place.node, yaml.ScalarNode):
        return None
    written = place.text.whole[place.start : place.end]
    items = close_items("\n".join(_LINE.split(written)))
    part = re.sub(r"(^|[\r\n])([ ]*-)(?=[^ ])", r"\1\2 ", written)
    return place.replaced([part], lambda _: items) if items else None


def indented(content: bytes, path: str, keys: KeyPath, under: str) -> Changed | None:
    """The file in which the key at `keys` stands below the key `under`, which is above it on the same level."""
    *above, last = keys
    place, head = _found(content, path, keys), _found(content, path, (*above, under))
    if (
        place is None
        or head is None
        or place.key is None
        or head.key is None
        or not isinstance(place.parent, yaml.Node)
    ):
        return None
    begin, left = place.key.start_mark, head.key.start_mark.column
    inner = head.node
    is_mapping = isinstance(inner, yaml.MappingNode) and not inner.flow_style
    if place.parent.flow_style or begin.line == head.key.start_mark.line:
        return None
    further = inner.start_mark.column - left if is_mapping else 2
    lines = range(begin.line, max(begin.line, place.node.end_mark.line - (not place.node.end_mark.column)) + 1)
    starts = [place.text.starts[number + place.first] for number in lines]
    end = place.text.starts[lines[-1] + place.first + 1 :][:1] or [len(place.text.whole)]
    part = " " * further + place.text.whole[starts[0] : end[0]]
    part = re.sub(r"(?<=[\r\n])(?=[^\r\n])", " " * further, part)

    def moved(around: Any) -> Any:
        kept = {key: value for key, value in around.items() if key != last}
        return kept | {under: (around[under] or {}) | {last: around[last]}}

    return place._replace(start=starts[0], end=end[0]).replaced([part], moved, around=True)


def removed(content: bytes, path: str, keys: KeyPath) -> Changed | None:
    """The file without the item of a list at `keys`; None where its line says something else, too."""
    place = _found(content, path, keys)
    *_, index = keys
    if place is None or place.parent is None or not isinstance(index, int):
        return None
    if not _is_word(place.node):
        return None
    begin, end = place.start, place.end
    whole = place.text.whole
    if place.parent.flow_style:
        items = place.parent.value
        if index:
            begin = place.offset(items[index - 1].end_mark)
        elif len(items) > 1:
            end = place.offset(items[1].start_mark)
        between = whole[begin : place.start] + whole[place.end : end]
        if not re.fullmatch(r"[ \t]*,?[ \t]*", between):
            return None
    else:
        line = place.node.start_mark.line + place.first
        begin = place.text.starts[line]
        end = place.text.starts[line + 1] if line + 1 < len(place.text.starts) else len(whole)
        around = whole[begin : place.start] + whole[place.end : end]
        if around.strip() != "-":
            return None

    def without(around: Any) -> Any:
        left = [one for number, one in enumerate(around) if number != index]
        return left or ([] if place.parent is not None and place.parent.flow_style else None)

    return place._replace(start=begin, end=end).replaced([""], without, around=True)


def cut(content: bytes, path: str, keys: KeyPath) -> Changed | None:
    """The file without the item of a list, or the key with its value, at `keys`, whatever it holds.

    None where something else stands on its lines, too, and where it is the last one of a list: that is no list then.
    """
    place = _found(content, path, keys)
    if place is None or place.parent is None:
        return None
    items = place.parent.value
    index = next((at for at, one in enumerate(items) if place.node in (one if isinstance(one, tuple) else (one,))), -1)
    head = place.key or place.node
    if index < 0 or (len(items) == 1 and place.key is None):
        return None
    whole = place.text.whole
    begin, end = place.offset(head.start_mark), place.offset(_last(place.node).end_mark)
    if place.parent.flow_style:
        if (
            place.parent.start_mark.line != place.parent.end_mark.line
            and "#" in whole[place.offset(place.parent.start_mark) : place.offset(place.parent.end_mark)]
        ):
            return None  # whose a note is within brackets, nobody knows
        if index:
            before = items[index - 1]
            begin = place.offset((before[1] if isinstance(before, tuple) else before).end_mark)
        elif len(items) > 1:
            after = items[1]
            end = place.offset((after[0] if isinstance(after, tuple) else after).start_mark)
    else:
        line = head.start_mark.line + place.first
        begin = place.text.starts[line]
        if not re.fullmatch(r"[ ]*" if place.key else r"[ ]*-[ ]+", whole[begin : place.offset(head.start_mark)]):
            return None
        end = next((start for start in place.text.starts if start >= end and start > begin), len(whole))

    def without(around: Any) -> Any:
        if isinstance(around, dict):
            return {key: value for key, value in around.items() if key != keys[-1]}
        return [one for number, one in enumerate(around) if number != keys[-1]]

    return place._replace(start=begin, end=end).replaced([""], without, around=True)


def _last(node: yaml.Node) -> yaml.Node:
    """What a node ends with: PyYAML lets those that stand below one another end where the next thing begins."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node


class _Place(NamedTuple):
    """Where a node stands in a file's text, from `start` to `end`, and what reading the file again needs."""

    text: Text
    path: str
    document: Document
    keys: KeyPath
    node: yaml.Node
    key: yaml.ScalarNode | None
    parent: yaml.CollectionNode | None
    start: int
    end: int

    @property
    def first(self) -> int:
        return self.document.first_line - 1

    def offset(self, mark: yaml.Mark) -> int:
        return self.text.at(mark.line + self.first, mark.column)

    def replaced(
        self, parts: Iterable[str], changed: Callable[[Any], Any], *, around: bool = False, whole: bool = False
    ) -> Changed | None:
        """The file with the first of the `parts` with which it says what it said, but for what is `changed`.

        That is the value at the keys, or what is `around` it. With `whole` a bare word stands for keys of its own.
        """
        keys = self.keys[:-1] if around else self.keys
        wanted = _values_with(self.document.values, keys, changed, is_bare_word_fine=whole)
        for part in parts:
            content = self.text.with_part(self.start, self.end, part)
            try:
                after = document_read(self.path, content)
            except Unreadable:
                continue
            if after.values == wanted:
                return Changed(content, bisect(self.text.starts, self.start))
        return None


def _found(content: bytes, path: str, keys: KeyPath) -> _Place | None:
    try:
        document = document_read(path, content)
        node: yaml.Node | None = yaml.compose(document.yaml_text, yaml.CBaseLoader)
    except (Unreadable, yaml.YAMLError):
        return None
    key_node: yaml.ScalarNode | None = None
    parent: yaml.CollectionNode | None = None
    for number, key in enumerate(keys):
        if isinstance(node, yaml.ScalarNode) and number == len(keys) - 1:
            break  # a bare word that stands for keys of its own
        key_node = None
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == key), None)
            if pair is None:
                return None
            parent, (key_node, node) = node, pair
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            parent, node = node, node.value[key]
        else:
            return None
    if node is None or not keys:
        return None
    text = text_of(content)
    first = document.first_line - 1
    begin, end = node.start_mark, node.end_mark
    start = text.at(begin.line + first, begin.column)
    return _Place(text, path, document, keys, node, key_node, parent, start, text.at(end.line + first, end.column))


def _is_word(node: yaml.Node | None) -> TypeGuard[yaml.ScalarNode]:
    """Whether a node is a text on one line, which is written there and in no block."""
    if not isinstance(node, yaml.ScalarNode) or node.style in ("|", ">"):
        return False
    return node.start_mark.line == node.end_mark.line and node.end_mark.column > node.start_mark.column


def _values_with(values: Any, keys: KeyPath, changed: Callable[[Any], Any], *, is_bare_word_fine: bool) -> Any:
    """A copy of the values in which what stands at `keys` is changed."""
    if not keys:
        return changed(values)
    found = copy.deepcopy(values)
    inner = found
    for key in keys[:-1]:
        if isinstance(inner[key], str) and is_bare_word_fine:
            inner[key] = changed(inner[key])
            return found
        inner = inner[key]
    inner[keys[-1]] = changed(inner[keys[-1]])
    return found


def _quotings(value: str, style: str | None, *, in_brackets: bool = False) -> Iterator[str]:
    """The ways to write a text, the one most like the `style` that is there first."""
    single, double = "'" + value.replace("'", "''") + "'", json.dumps(value, ensure_ascii=False)
    if style == "'":
        yield single
    elif not style and _is_plain(value, in_brackets=in_brackets):
        yield value
    yield double
    yield single


def _is_plain(value: str, *, in_brackets: bool) -> bool:
    """Whether every program reads a text as it stands, without quotation marks."""
    if not value or any(found.match(value) for found in _TO_OTHERS.get(value[0], ())):
        return False
    # What YAML reads otherwise shows when the file is read again; between brackets some signs have a meaning.
    return not in_brackets or not re.search(r"[,\[\]{}#&*!|>'\"%@`:]|^[-?]", value)
