"""How sources fared, as lines of the archive: a change is written, and what stays the same is not."""

import hashlib
from collections.abc import Iterable
from dataclasses import fields

from folkmoot.model.harvest import SourceState
from folkmoot.model.recognised import Line, Lines


def state_of(line: Line) -> SourceState:
    """The state that a line holds; what is no text, in a line that somebody else wrote, tells nothing."""
    told = {field.name: line.get(field.name) for field in fields(SourceState)}
    texts: Line = {key: value if isinstance(value, str) else "" for key, value in told.items()}
    return SourceState(**texts)


def moved_state(source: str, url: str, moment: str) -> SourceState:
    """The state of a source that is collected at another address from then on."""
    identity = hashlib.sha256(f"{source}\n{moment}\nmoved".encode()).hexdigest()[:20]
    return SourceState(source, identity, moment, "moved", "is collected at its new address", url)


def merged(before: Lines, records: Iterable[Line]) -> Lines:
    """The source's lines, by id, after these states; one that says the same as one beside it is not written."""
    after = dict(before)
    for record in sorted(records, key=_order):
        others = [line for line in after.values() if line["id"] != record["id"]]
        earlier = [line for line in others if _order(line) < _order(record)]
        # A clock that was set back finds nothing new where it was so later on, too.
        later = [line for line in others if _order(line) > _order(record)]
        beside = [*([max(earlier, key=_order)] if earlier else []), *([min(later, key=_order)] if later else [])]
        if _fares(record) not in map(_fares, beside):
            after[record["id"]] = record
    return after


def _fares(line: Line) -> tuple[str, str]:
    """What a state says, and of which address; what was first seen is as well as what is back."""
    return str(line.get("state")).replace("first-seen", "recovered"), str(line.get("url"))


def _order(line: Line) -> tuple[str, str]:
    return line["published"], line["id"]
