"""A record as the text of its file, written as a person would: what a form, a proposal or an import puts into a hub."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import yaml

from folkmoot.model.base import Filed, Written
from folkmoot.model.event import Event
from folkmoot.model.member import Member
from folkmoot.model.place import Place
from folkmoot.model.post import Post
from folkmoot.model.project import Project
from folkmoot.model.team import Team
from folkmoot.model.turning import turning_sign

RECORDS: Mapping[str, type[Filed]] = {
    "members": Member,
    "events": Event,
    "projects": Project,
    "posts": Post,
    "teams": Team,
    "places": Place,
}
"""The record of each family."""

_FENCE = "---\n"
_STEP = "  "
_LONGEST_LIST = 100
"""Lists of short texts with at most so many characters stand on one line, between brackets."""
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile("[\x85\xa0\u2028\u2029\ufeff]")
_NO_BLOCK = re.compile("[\r\t\x85\u2028\u2029\ufeff]")
_NOT_PLAIN = re.compile(
    r"""[,\[\]{}#&*!|>'"%@`]|[-?:](?:\s|$)|-{3}|\.{3}|.*(?::(?:\s|$)|\s#|\s$|[\r\n\t])|\s""", re.DOTALL
)
_IN_BRACKETS = re.compile(r"[,\[\]{}]|[-?:]")
_DAYS = "tag:yaml.org,2002:timestamp"
_OTHERWISE = {
    first: [pattern for tag, pattern in found if tag != _DAYS]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
"""What other programs take for a number, true, false or nothing, by its first letter; a day is a day to all of them."""


def file_text(values: Mapping[str, Any], family: str, text: str = "") -> str:
    """The file of a record: its keys in the order of the formats, then the Markdown `text` where the family has one.

    `values` hold texts, numbers, true and false, lists and further keys; keys without a value are left out. What
    `load` reads from the file are the same values, each as the text that stands there. Characters that no file of a
    hub may hold (control characters, halves of letters, in the Markdown signs that turn its direction) are left out.
    """
    record = RECORDS[family]
    ordered = {key: values[key] for key in _in_order(record, values)}
    front = yaml_text(ordered)
    if not issubclass(record, Written):
        return front
    body = _UNWRITABLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if turning_sign(body) >= 0:
        body = _TURNING.sub("", body)
    if _ends_in_block(ordered):
        front += "\n"  # the line end before the hyphens is theirs, not the text's
    return f"{_FENCE}{front}{_FENCE}{body}\n" if body else f"{_FENCE}{front}{_FENCE}"


def yaml_text(values: Mapping[str, Any]) -> str:
    """Keys and values as YAML without needless quotes: texts of several lines as blocks, short lists in brackets.

    PyYAML's own writers put no list below its key's indentation, and write every emoji as a number.
    """
    return "".join(f"{line}\n" for line in _keys(values, ""))


def _in_order(record: type[Filed], values: Iterable[str]) -> list[str]:
    """The keys as the formats tell them: the record's own first, then those that it shares with others."""
    own = [name for name in record.model_fields if name in record.__annotations__]
    known = [*own, *(name for name in record.model_fields if name not in own)]
    return sorted(values, key=lambda key: known.index(key) if key in known else len(known))


def _keys(values: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in values.items():
        if value is not None:
            first, *others = _value(value, indent)
            yield f"{indent}{_scalar(key)}:{' ' * bool(first)}{first}"
            yield from others


def _value(value: Any, indent: str) -> list[str]:
    """The lines of a value: the first stands behind its key, the others below it, indented already."""
    if isinstance(value, Mapping):
        return ["", *_keys(value, indent + _STEP)] if any(one is not None for one in value.values()) else ["{}"]
    if isinstance(value, (list, tuple)):
        return [_bracketed(value)] if _is_short(value) else ["", *_items(value, indent + _STEP)]
    if isinstance(value, str):
        value = _UNWRITABLE.sub("", value)
        if "\n" in value.strip("\n") and not _NO_BLOCK.search(value):
            return _block(value, indent + _STEP)
    return [_scalar(value)]


def _ends_in_block(value: Any) -> bool:
    """Whether the last line of a value belongs to a text in a block that ends in a line end."""
    if isinstance(value, Mapping):
        said = [one for one in value.values() if one is not None]
        return bool(said) and _ends_in_block(said[-1])
    if isinstance(value, (list, tuple)):
        return bool(value) and _ends_in_block(value[-1])
    return isinstance(value, str) and _UNWRITABLE.sub("", value).endswith("\n") and len(_value(value, "")) > 1


def _items(values: Sequence[Any], indent: str) -> Iterator[str]:
    for value in values:
        if isinstance(value, Mapping) and any(one is not None for one in value.values()):
            first, *others = _keys(value, indent + _STEP)
            yield f"{indent}- {first.removeprefix(indent + _STEP)}"
            yield from others
        elif isinstance(value, (list, tuple)) and not _is_short(value):
            yield f"{indent}-"
            yield from _items(value, indent + _STEP)
        else:
            first, *others = _value(value, indent)
            yield f"{indent}- {first}"
            yield from others


def _is_short(values: Sequence[Any]) -> bool:
    plain = all(isinstance(one, (str, int, float)) and "\n" not in str(one) for one in values)
    return plain and sum(len(str(one)) + 2 for one in values) <= _LONGEST_LIST


def _bracketed(values: Sequence[Any]) -> str:
    return f"[{', '.join(_scalar(one, in_brackets=True) for one in values)}]"


def _block(text: str, indent: str) -> list[str]:
    """A text of several lines below a bar, which tells how it begins and ends where that is out of the ordinary."""
    end = len(text) - len(text.rstrip("\n"))
    first = text.partition("\n")[0]
    sign = f"|{len(_STEP) if first[:1] in ('', ' ') else ''}{'-' if not end else '' if end == 1 else '+'}"
    lines = text.removesuffix("\n").split("\n")
    return [sign, *(f"{indent}{line}" if line else "" for line in lines)]


def _scalar(value: Any, *, in_brackets: bool = False) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if not isinstance(value, str):
        return str(value)
    value = _UNWRITABLE.sub("", value)
    if not value or _NOT_PLAIN.match(value) or _UNSEEN.search(value) or _means_something_else(value):
        return _quoted(value)
    return _quoted(value) if in_brackets and (_IN_BRACKETS.match(value) or re.search(r"[,\[\]{}]", value)) else value


def _means_something_else(value: str) -> bool:
    return any(pattern.match(value) for pattern in (*_OTHERWISE.get(value[0], ()), *_OTHERWISE.get(None, ())))


def _quoted(value: str) -> str:
    return _UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(value, ensure_ascii=False))
