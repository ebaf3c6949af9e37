"""What is said and done at GitHub, seen again: the state that was changed last counts."""

from collections.abc import Iterable

from folkmoot.model.recognised import Line, Lines


def merged(before: Lines, records: Iterable[Line]) -> Lines:
    """The source's lines, by id, after these records were seen."""
    after = dict(before)
    for record in records:
        # What changes no date, such as a reaction, is told by the later look at the same state.
        if record["updated"] >= str(after.get(record["id"], record).get("updated", "")):
            after[record["id"]] = record
    return after
