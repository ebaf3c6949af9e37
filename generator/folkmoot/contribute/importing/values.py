"""A cell's words as the value of a key: days, countries, languages, numbers and lists as the hub's files write them."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from folkmoot.contribute.countries import country_code
from folkmoot.contribute.days import Order, on_clocks, told_day, told_moment
from folkmoot.contribute.languages import is_known, tag_meant
from folkmoot.model.base import Link, Record
from folkmoot.model.moment import Moment
from folkmoot.text import one_line

_LANGUAGES = frozenset(("language", "languages", "bio_language"))
_FIRST_KEYS = {"feeds": "url", "speakers": "name", "help_wanted": "title"}
"""The key that a lone word means in lists of records."""


class Unknown(ValueError):
    """A cell says nothing that its key can hold; `str(error)` says why."""


class Setting(NamedTuple):
    """What a value depends on: how its column writes dates, the time beside it, and the zone whose clocks count."""

    order: Order | None = None
    time: str = ""
    zone: str = "UTC"


def kind_of(record: type[Record], key: str) -> type[Any] | None:
    """What a key holds: `list`, `Moment`, `dt.date`, `int`, `float`, `bool`, `str`; None within a list."""
    model: type[BaseModel] = record
    parts = key.split(".")
    for part in parts[:-1]:
        inner = _parts_of(model.model_fields[part].annotation) if part in model.model_fields else []
        found = next((one for one in inner if isinstance(one, type) and issubclass(one, BaseModel)), None)
        if found is None or list in inner:
            return None
        model = found
    if parts[-1] not in model.model_fields:
        return None
    parts_of = _parts_of(model.model_fields[parts[-1]].annotation)
    return next((one for one in (list, Moment, dt.date, int, float, bool) if one in parts_of), str)


def _parts_of(annotation: Any) -> list[Any]:
    if get_origin(annotation) is tuple:
        return [list, *(part for one in get_args(annotation) for part in _parts_of(one))]
    arguments = [one for one in get_args(annotation) if one is not type(None)]
    return [annotation, *(part for one in arguments for part in _parts_of(one))]


def value_of(kind: type[Any], key: str, words: str, setting: Setting) -> Any:
    """The value that words are for a key; raises `Unknown` or `NoDay` where they are none."""
    last = key.rpartition(".")[2]
    if kind is Moment:
        return told_moment(words, setting.order, setting.time, setting.zone)
    if kind is dt.date:
        return on_clocks(told_day(words, setting.order), setting.zone)[:10]
    if kind in (int, float):
        return _number(kind, words)
    if last == "country":
        if not (code := country_code(words)):
            raise Unknown(f"no country is known as “{words}”")
        return code
    if last in _LANGUAGES:
        return language_tag(words)
    return words if last in ("bio", "access", "directions", "description", "outcome", "recap") else one_line(words)


def language_tag(words: str) -> str:
    """The tag of a language that is written as a tag or by its name; raises `Unknown`."""
    tag = words if is_known(words) else tag_meant(words)
    if not tag:
        raise Unknown(f"no language is known as “{words}”")
    return tag


def _number(kind: type[Any], words: str) -> Any:
    try:
        number = kind(words)
    except (ValueError, OverflowError):
        raise Unknown(f"“{words}” is no number") from None
    if number != number or number in (float("inf"), float("-inf")):
        raise Unknown(f"“{words}” is no number that can be used")
    return number


def items_of(key: str, words: Iterable[str]) -> list[Any]:
    """The items of a list: words, or keys of their own where the items of that list have keys."""
    found = [word for word in dict.fromkeys(map(one_line, words)) if word]
    if key in _LANGUAGES:
        return list(dict.fromkeys(map(language_tag, found)))
    return [{_FIRST_KEYS[key]: word} for word in found] if key in _FIRST_KEYS else found


def put(values: dict[str, Any], key: str, value: Any, record: type[Record]) -> None:
    """Puts a value behind a dotted key: call_for_papers.url is a key within a key, links.Blog a link of that label."""
    first, _, rest = key.partition(".")
    if not rest:
        values[first] = value
    elif kind_of(record, first) is list and Link in _parts_of(record.model_fields[first].annotation):
        values.setdefault(first, []).append({"label": rest, "url": value})
    else:
        within: dict[str, Any] = values.setdefault(first, {})
        within[rest] = value


def halves(values: Mapping[str, Any], record: type[Record]) -> list[tuple[str, str]]:
    """The keys with keys of their own that lack one which is needed, and which that is."""
    found = []
    for key, value in values.items():
        parts = _parts_of(record.model_fields[key].annotation)
        inner = next((one for one in parts if isinstance(one, type) and issubclass(one, BaseModel)), None)
        if isinstance(value, dict) and inner:
            missing = [name for name, field in inner.model_fields.items() if field.is_required() and name not in value]
            found += [(key, name) for name in missing[:1]]
    return found


def joined(records: Sequence[Mapping[str, Any]]) -> tuple[dict[str, Any], list[tuple[int, str, int]]]:
    """Records of one thing as one: lists are joined, and of other keys the first value counts.

    Also where another differs: the number of that record, the key, and the number of the record whose value counts.
    """
    values: dict[str, Any] = {}
    since: dict[str, int] = {}
    lists: dict[str, dict[str, Any]] = {}
    differing: list[tuple[int, str, int]] = []
    for number, record in enumerate(records):
        for key, value in record.items():
            if isinstance(value, list):
                known = lists.setdefault(key, {})
                for one in value:
                    known.setdefault(repr(one), one)
                values.setdefault(key, [])
            elif key not in values:
                values[key], since[key] = value, number
            elif values[key] != value:
                differing.append((number, key, since[key]))
    return values | {key: list(known.values()) for key, known in lists.items()}, differing
