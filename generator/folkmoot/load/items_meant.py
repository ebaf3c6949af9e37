"""How items with keys of their own are to be written, where words stand in their place: the line that is right."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from folkmoot.load.names import better_name
from folkmoot.load.records_within import called_elsewhere, record_at
from folkmoot.model.base import Record
from folkmoot.model.problem import KeyPath
from folkmoot.text import closest

_LONGEST = 120
"""How many characters of an example are told; whoever writes more finds it in the reference."""
_MOST = 3
"""How many items are told of a list that has more."""
_MOST_WORDS = 20
"""How many words of one item are looked at: a file may hold thousands."""
_PLAIN = re.compile(r"[\w/][\w ./+’()@-]*|https?://[^\s,\[\]{}#]+")
"""What needs no quotes between brackets and braces."""


def list_meant(record: type[BaseModel], given: Any) -> str:
    """What to write in place of what stands where a list of `record`s must: `[{member: bo-ek, gave: [talk]}]`."""
    if isinstance(given, str):
        items: list[Any] = [_split(word.strip()) for word in re.split("[,;\n]", given.strip("[] ")) if word.strip()]
    elif isinstance(given, dict) and not given.keys() & record.model_fields.keys():
        items = [{key: value} for key, value in given.items()]
    else:
        items = [given]
    written = [item_meant(record, item) for item in items[:_MOST]]
    text = f"[{', '.join(written)}]"
    return text if written and all(written) and len(text) <= _LONGEST else f"[{item_meant(record, None)}]"


def _split(word: str) -> Any:
    """A name, a colon and more, as a key with a value."""
    name, colon, value = word.partition(": ")
    return {name: value} if colon else word


def item_meant(record: type[BaseModel], given: Any) -> str:
    """One `record` as it was meant by what stands in its place, with examples for what it needs beside that.

    "" where that is too long to be told.
    """
    known = record if issubclass(record, Record) else Record
    if isinstance(given, str) and known.word_for and _fits(record, known.word_for, given):
        return _scalar(given)
    found: dict[str, Any] = {}
    for key, word in islice(_words(record, given), _MOST_WORDS):
        if not _put(record, found, key, word) and (slug := better_name(word)):
            _put(record, found, key, slug)
    needed = _needed(record)
    left_out = {name: known.such_as.get(name, "…") for name in needed or [*record.model_fields][:1]}
    told = [(name, found.get(name, left_out.get(name))) for name in record.model_fields]
    text = "{" + ", ".join(f"{name}: {_scalar(value)}" for name, value in told if value is not None) + "}"
    return text if len(text) <= _LONGEST else ""


def _needed(record: type[BaseModel]) -> list[str]:
    return [name for name, field in record.model_fields.items() if field.is_required()]


def is_example(record: type[BaseModel], text: str, given: Any) -> bool:
    """Whether the text of one or several `record`s says something that nobody wrote in what was `given`."""
    such_as = record.such_as if issubclass(record, Record) else {}
    told = [word for value in such_as.values() for word in ([value] if isinstance(value, str) else value)]
    return any(word in text and word not in str(given) for word in told)


def is_no_item(record: type[BaseModel], keys: KeyPath, given: Any) -> bool:
    """Whether `given` stands in a list of records at `keys`, and has no key that such a record has, nor one like it."""
    within = record_at(record, keys)
    if within is None or not keys or not isinstance(keys[-1], int) or not isinstance(given, dict):
        return False
    known = [*within.model_fields, *called_elsewhere(record, (*keys, ""))]
    return not any(closest(str(key)[:60].lower(), known) for key in given)


def _words(record: type[BaseModel], given: Any) -> Iterator[tuple[str, str]]:
    """The texts in what was written, each with the key of the record that it stands behind, or ""."""
    if isinstance(given, str):
        yield from [("", given.strip())] if given.strip() else []
    elif isinstance(given, list):
        for item in given:
            yield from _words(record, item)
    elif isinstance(given, dict):
        for name, value in given.items():
            known = name if name in record.model_fields else ""
            if not known:
                yield "", str(name).strip()
            yield from ((known or key, word) for key, word in _words(record, value))


def _put(record: type[BaseModel], found: dict[str, Any], key: str, word: str) -> bool:
    """Adds a word where it fits: behind its own key, else behind one that is needed, and takes little else."""
    likely = (_needed(record) or [*record.model_fields])[::-1]
    likely.sort(key=lambda name: _fits(record, name, "a; b?"))
    for name in [key] if key else likely:
        held = found.get(name, [])
        if name not in found and _fits(record, name, word):
            found[name] = word
        elif isinstance(held, list) and _fits(record, name, [*held, word]):
            found[name] = [*held, word]
        else:
            continue
        return True
    return False


@lru_cache(maxsize=1_000)
def _reader(record: type[BaseModel], name: str) -> TypeAdapter[Any]:
    return TypeAdapter(record.model_fields[name].rebuild_annotation())


def _fits(record: type[BaseModel], name: str, value: Any) -> bool:
    return fault_in(record, name, value) is None


def fault_in(record: type[BaseModel], name: str, value: Any) -> ErrorDetails | None:
    """The first fault that a record would find in a value of the key with this name; None where it takes it."""
    try:
        _reader(record, name).validate_python(value)
    except ValidationError as error:
        return error.errors(include_url=False)[0]
    return None


def _scalar(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_scalar, value))}]"
    return value if value == "…" or _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)
