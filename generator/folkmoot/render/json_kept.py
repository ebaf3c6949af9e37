"""A document in JSON with some items of one of its lists changed, added or left out, and every other byte as it was."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

_BLANK = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()
_UNIT = re.compile(r"\s*\{\r?\n([ \t]+)\"")


class _Part(NamedTuple):
    """A value within an object or a list: its key, "" in a list, and where it begins and ends in the text."""

    key: str
    value: Any
    start: int
    end: int


def with_items(
    text: str, key: str, changed: Mapping[int, Mapping[str, Any]], out: frozenset[int], new: list[Any]
) -> str:
    """The text of an object in which the list at `key` has its items `changed`, others `out`, and `new` ones behind.

    `changed` says by the number of an item, which is an object, what is at some of its keys. New lines are indented as
    those around them. Raises `ValueError` where there is no such object and list.
    """
    top = _blank(text, 0)
    parts = list(_parts(text, top))
    unit = found[1] if (found := _UNIT.match(text)) else "  "
    writing = _Writing(text, unit, "\r\n" if "\r\n" in text else "\n")
    place = next((one for one in reversed(parts) if one.key == key), None)
    said = writing.listed(new, unit, is_open="\n" in text)
    if place is None:
        return writing.at_end(top, parts, f"{writing.said(key)}: {said}", unit)
    if not isinstance(place.value, list):
        raise ValueError(f"{key} is no list")
    items = list(_parts(text, place.start))
    if not items:
        return f"{text[: place.start]}{said}{text[place.end :]}"
    kept = [number for number in range(len(items)) if number not in out]
    told: list[str] = []
    for number in kept:
        before = text[items[number - 1].end : items[number].start] if told else ""
        told.append(before + writing.item(items[number], changed.get(number, {})))
    head = text[place.start : items[0].start]
    tail = text[items[-1].end : place.end]
    if "\n" in head:
        base = re.split(r"[\r\n]", head)[-1]
        separator = f",{writing.line_end}{base}"
        added = [writing.value(one, base) for one in new]
    else:
        separator, added = ", ", [writing.said(one) for one in new]
    inner = "".join(told) + separator * bool(told and added) + separator.join(added)
    whole = f"{head}{inner}{tail}" if inner else "[]"
    return f"{text[: place.start]}{whole}{text[place.end :]}"


def _parts(text: str, start: int) -> Iterator[_Part]:
    """The values of the object or list that begins at `start`; raises `ValueError` where none does."""
    if text[start : start + 1] not in ("{", "["):
        raise ValueError("there is no object")
    is_object, at = text[start] == "{", _blank(text, start + 1)
    while text[at] not in "}]":
        key = ""
        if is_object:
            key, at = _DECODER.raw_decode(text, at)
            at = _blank(text, _blank(text, at) + 1)
        value, end = _DECODER.raw_decode(text, at)
        yield _Part(key, value, at, end)
        at = _blank(text, end)
        at = _blank(text, at + 1) if text[at] == "," else at


def _blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


class _Writing(NamedTuple):
    """How a document is written: what its lines are indented by, how they end, and whether it has letters like é."""

    text: str
    unit: str
    line_end: str

    def said(self, value: Any, indent: str | None = None) -> str:
        """A value as JSON, on one line where there is no `indent`."""
        is_ascii = self.text.isascii() and "\\u" in self.text
        return json.dumps(value, indent=indent, ensure_ascii=is_ascii)

    def value(self, value: Any, base: str) -> str:
        """A value on lines of its own, all but the first of which are indented by `base` and more."""
        return self.said(value, self.unit).replace("\n", f"{self.line_end}{base}")

    def listed(self, values: list[Any], base: str, *, is_open: bool) -> str:
        """A whole list."""
        return self.value(values, base) if is_open else self.said(values)

    def at_end(self, start: int, parts: Sequence[_Part], said: str, base: str) -> str:
        """The text in which something more stands at the end of the object that begins at `start`."""
        if not parts:
            return f"{self.text[: start + 1]}{said}{self.text[start + 1 :]}"
        end = parts[-1].end
        separator = f",{self.line_end}{base}" if "\n" in self.text[start : parts[0].start] else ", "
        return f"{self.text[:end]}{separator}{said}{self.text[end:]}"

    def item(self, item: _Part, changed: Mapping[str, Any]) -> str:
        """An item as it stands there, but for what is changed at some of its keys."""
        told = self.text[item.start : item.end]
        if not changed:
            return told
        parts = list(_parts(self.text, item.start))
        last = {part.key: part for part in parts}  # of a key that stands there twice the last one counts
        for key, value in changed.items():
            if key not in last:
                end = (parts[-1].end if parts else item.start + 1) - item.start
                told = f"{told[:end]}{', ' * bool(parts)}{self.said(key)}: {self.said(value)}{told[end:]}"
        for part in sorted((last[key] for key in changed if key in last), key=lambda one: -one.start):
            begin, end = part.start - item.start, part.end - item.start
            told = told[:begin] + self._again(part, changed[part.key]) + told[end:]
        return told

    def _again(self, part: _Part, value: Any) -> str:
        """A value in place of another; a list that only grew is written as it was, with more at its end."""
        old = part.value
        if not (isinstance(old, list) and isinstance(value, list) and old and value[: len(old)] == old):
            return self.said(value)
        items = list(_parts(self.text, part.start))
        head = self.text[part.start + 1 : items[0].start]
        more = [f"{',' + head if chr(10) in head else ', '}{self.said(one)}" for one in value[len(old) :]]
        return self.text[part.start : items[-1].end] + "".join(more) + self.text[items[-1].end : part.end]
