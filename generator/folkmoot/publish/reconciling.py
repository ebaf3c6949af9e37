"""Two changes of one file of the archive, made from the same state of it without knowing of each other, in one.

An archive's file holds a line a record, so that what each of the two added, changed and took away can be told apart
by the ids. What one of them took away stays away: somebody may have been forgotten.
"""

import json
from collections.abc import Mapping
from pathlib import PurePosixPath

from folkmoot.errors import FolkmootError
from folkmoot.model.harvest import SALT, WITHHELD

_Place = tuple[str, str]
"""When a record was published, and its id: the order of an archive's lines. A line that is none has "" and itself."""


def reconciled(path: str, base: bytes, ours: bytes, theirs: bytes) -> bytes:
    """What a file of the archive holds after both changes, b"" for a file that is not there.

    Where both changed the same record in different ways it is ours, since it comes later. Raises `FolkmootError` where
    two runs that each began an archive gave it another salt: their records cannot be put together.
    """
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    if path == SALT:
        raise FolkmootError(
            "another run began the archive meanwhile, with a salt of its own",
            "restore the archive, and collect again: nothing is lost, the sources are read once more",
        )
    if path == WITHHELD or PurePosixPath(path).suffix == ".jsonl":
        was, mine, other = (_lines(content) for content in (base, ours, theirs))
        chosen = (_chosen(was.get(one), mine.get(one), other.get(one)) for one in {**was, **mine, **other})
        return b"".join(line + b"\n" for _, line in sorted(filter(None, chosen)))
    return ours if ours and theirs else b""


def new_records(before: bytes, after: bytes) -> int:
    """How many records a file holds that it did not hold before, by their ids."""
    return len(_lines(after).keys() - _lines(before).keys())


def means_the_same(before: bytes, after: bytes) -> bool:
    """Whether two states of a file hold the same lines, in whatever order."""
    return sorted(filter(None, before.splitlines())) == sorted(filter(None, after.splitlines()))


_Line = tuple[_Place, bytes]


def _lines(content: bytes) -> Mapping[str, _Line]:
    """The lines of a file by the ids of their records, each with its place; of an id that stands twice the first."""
    found: dict[str, _Line] = {}
    for line in filter(None, content.split(b"\n")):
        known_as, place = _told(line)
        found.setdefault(known_as, (place, line))
    return found


def _told(line: bytes) -> tuple[str, _Place]:
    written = line.decode("utf-8", "replace")
    try:
        told = json.loads(line)
        return f"id {told['id']}", (str(told["published"]), str(told["id"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return f"line {written}", ("", written)


def _chosen(was: _Line | None, mine: _Line | None, other: _Line | None) -> _Line | None:
    if was and (mine is None or other is None):
        return None
    return other if mine == was or mine is None else mine
