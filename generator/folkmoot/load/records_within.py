"""Which record's keys stand where in a file, by the way there."""

from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from folkmoot.model.base import Record
from folkmoot.model.problem import KeyPath


def fields_at(record: type[BaseModel], keys: KeyPath) -> list[str]:
    """The names a mapping at `keys` may use, the record's own first."""
    record = outer_at(record, keys)
    own = [name for name in record.model_fields if name in record.__annotations__]
    return [*own, *(name for name in record.model_fields if name not in own)]


def outer_at(record: type[BaseModel], keys: KeyPath) -> type[BaseModel]:
    """The record whose keys a mapping at `keys` has."""
    return next((one for one in reversed([*_records_along(record, keys)]) if one), record)


def called_elsewhere(record: type[BaseModel], keys: KeyPath) -> Mapping[str, str]:
    """The keys that are meant at the way to an unknown one by those that other records have for the same."""
    outer = outer_at(record, keys[:-1])
    return outer.called_elsewhere if issubclass(outer, Record) else {}


def record_at(record: type[BaseModel], keys: KeyPath) -> type[BaseModel] | None:
    """The record that stands at `keys`, alone or in a list; None where texts, numbers or days stand there."""
    return [None, *_records_along(record, keys)][-1]


def _records_along(record: type[BaseModel], keys: KeyPath) -> Iterator[type[BaseModel] | None]:
    """What each key on the way leads to: follows the record's annotations down."""
    for key in keys:
        if isinstance(key, str) and key in record.model_fields:
            found = _record_in(record.model_fields[key].annotation)
            yield found
            record = found or record


def _record_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _record_in(part))), None)


def record_alone(annotation: Any) -> type[BaseModel] | None:
    """The record that stands below a key by itself; None where there is a list of them, or none."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    parts = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else ()
    return next((found for part in parts if (found := record_alone(part))), None)
