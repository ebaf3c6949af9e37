"""The days on which people left and came back, as lines of the archive: each is there once, however it is read."""

from collections.abc import Iterable
from dataclasses import fields

from folkmoot.model.harvest import Departure
from folkmoot.model.recognised import Line, Lines


def departure_of(line: Line) -> Departure:
    """The departure that a line holds; what is no text, in a line that somebody else wrote, tells nothing."""
    told = {field.name: line.get(field.name) for field in fields(Departure)}
    return Departure(**{key: value if isinstance(value, str) else "" for key, value in told.items()})


def merged(before: Lines, records: Iterable[Line]) -> Lines:
    """The source's lines, by id, each as it was told last."""
    return {**before, **{record["id"]: record for record in records}}
