"""What pydantic found wrong, in one plain sentence each."""

from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from folkmoot.load.documents import Document
from folkmoot.load.positions import Positions, value_at
from folkmoot.model.base import PATTERN_ADVICE
from folkmoot.model.problem import KeyPath, Problem
from folkmoot.text import closest, excerpt, one_line

_SAID: dict[str, tuple[str, str, str]] = {
    "missing": ("key-missing", "“{key}” is missing", "add a line {key}: …"),
    "tuple_type": ("type", "“{key}” must be a list", "write each item on a line of its own that starts with a hyphen"),
    "string_type": ("type", "“{key}” must be a single text", "write it behind {key}: without a list or keys below"),
    "model_type": ("type", "“{key}” must have keys of its own", "write its keys indented below it"),
    "int_parsing": ("type", "“{key}” must be a whole number", "write digits alone, such as 12"),
    "int_type": ("type", "“{key}” must be a whole number", "write digits alone, such as 12"),
    "float_parsing": ("type", "“{key}” must be a number", "write it with a point, such as 45.07"),
    "float_type": ("type", "“{key}” must be a number", "write it with a point, such as 45.07"),
    "string_too_short": ("empty", "“{key}” is empty", "write something, or remove the line"),
    "too_short": ("empty", "“{key}” needs at least one item", "add an item that starts with a hyphen"),
    "date_type": ("day", "“{key}” must be a day", "write it as year-month-day, for example 2026-03-14"),
    "is_instance_of": ("day", "“{key}” must be a date", "write it as 2026-05-14 19:00, 2026-05-14 or 2026-05"),
    "tuple_or_list_type": ("type", "“{key}” must be a date", "write it as 2026-05-14 19:00, 2026-05-14 or 2026-05"),
    "greater_than": ("number", "“{key}” is too small", "it must be more than {gt}"),
    "greater_than_equal": ("number", "“{key}” is too small", "it must be at least {ge}"),
    "less_than_equal": ("number", "“{key}” is too large", "it must be at most {le}"),
    "string_too_long": ("too-long", "“{key}” is too long", "at most {max_length} characters fit"),
}
_CUSTOM = {
    "day_format": "day",
    "day_missing": "day",
    "time_missing": "time",
    "moment_format": "moment",
    "one_line": "one-line",
}


def complaints(path: str, document: Document, record: type[BaseModel], error: ValidationError) -> list[Problem]:
    """Every fault pydantic found in a document, with its line and column."""
    positions = Positions(document)
    return [_complaint(path, document, record, positions, details) for details in error.errors(include_url=False)]


def _complaint(
    path: str, document: Document, record: type[BaseModel], positions: Positions, details: ErrorDetails
) -> Problem:
    keys: KeyPath = details["loc"]
    code, message, hint = _sentence(details, record)
    line, column = positions.of(keys, of_key=details["type"] == "extra_forbidden")
    found = value_at(document.values, keys)
    value = excerpt(one_line(found), 120) if isinstance(found, str) and code != "unknown-key" else ""
    return Problem(path, code, message, hint, line, column, keys, value)


def _sentence(details: ErrorDetails, record: type[BaseModel]) -> tuple[str, str, str]:
    kind, keys, context = details["type"], details["loc"], details.get("ctx", {})
    key = _named(keys)
    if kind == "extra_forbidden":
        return "unknown-key", f"there is no key “{keys[-1]}” here", _known_keys(record, keys)
    if kind == "literal_error":
        return "choice", f"“{key}” cannot be “{details['input']}”", _choices(context["expected"], details["input"])
    if kind == "string_pattern_mismatch":
        return "format", f"“{key}” is not written as it must be", PATTERN_ADVICE.get(context["pattern"], "")
    if kind in _CUSTOM:
        return _CUSTOM[kind], f"“{key}” is not right", details["msg"]
    if kind in _SAID:
        code, message, hint = _SAID[kind]
        return code, message.format(key=key), hint.format(key=keys[-1] if keys else key, **context)
    return "type", f"“{key}” is not right: {details['msg']}", ""


def _named(keys: KeyPath) -> str:
    """A value's way in words: `links.2.url` counts items from 1, as people do."""
    return ".".join(str(key + 1) if isinstance(key, int) else key for key in keys)


def _choices(expected: str, given: Any) -> str:
    known = expected.replace(" or ", ", ").replace("'", "").split(", ")
    meant = closest(str(given), known)
    return f"did you mean {meant}? " * bool(meant) + f"It can be {', '.join(known)}"


def _known_keys(record: type[BaseModel], keys: KeyPath) -> str:
    known = _fields_at(record, keys[:-1])
    meant = closest(str(keys[-1]), known)
    return f"did you mean “{meant}”?" if meant else f"the keys are {', '.join(known)}"


def _fields_at(record: type[BaseModel], keys: KeyPath) -> list[str]:
    """The names a mapping at `keys` may use: follows the record's annotations down."""
    for key in keys:
        if isinstance(key, str) and key in record.model_fields:
            record = _record_in(record.model_fields[key].annotation) or record
    return list(record.model_fields)


def _record_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _record_in(part))), None)
