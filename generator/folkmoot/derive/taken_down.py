"""Records of which nothing is shown any more but that they were taken down, and why."""

from typing import TypeVar

from folkmoot.model.unpublished import Timed

_Timed = TypeVar("_Timed", bound=Timed)

_FACTS = frozenset(
    (
        "title", "date", "authors", "kind", "start", "end", "date_precision", "timezone", "place", "status", "sequence",
        "recurrence", "hosts", "leads", "contributors", "started", "quarter", "project", "language", "agenda",
        "formerly", "publish", "draft", "taken_down",
    )
)  # fmt: skip
"""The keys that stay: what it was and when, whose, and where it is found. A new key goes until it is named here."""


def emptied(record: _Timed) -> _Timed:
    """The record with its facts and its note alone: without its text, pictures, links, and what came of it."""
    gone = {
        name: field.get_default(call_default_factory=True)
        for name, field in type(record).model_fields.items()
        if name not in _FACTS
    }
    return record.model_copy(update=gone).saying("")
