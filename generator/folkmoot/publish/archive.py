"""Writing the archive: what was collected joins what is there, as sorted NDJSON that makes small diffs.

A file is `<kind>/<source>/<year>.jsonl`, a line is a record with all its keys in order. Nothing is removed because a
source fell silent: only the work of a repository is replaced as a whole, since it is counted anew each time.
"""

import json
import os
import re
import secrets
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, NamedTuple

from folkmoot.errors import FolkmootError
from folkmoot.model.artifact import Artifact
from folkmoot.model.harvest import Discussion, Entry, Mention, SourceState, Work
from folkmoot.publish import tree

if sys.platform != "win32":
    import fcntl

Record = Entry | Mention | Discussion | Work | SourceState
_Line = dict[str, Any]
_Lines = dict[str, _Line]

SALT = "identity-salt"

_FOLDERS: dict[type[Record], str] = {
    Entry: "entries",
    Mention: "mentions",
    Discussion: "discussions",
    Work: "work",
    SourceState: "sources",
}
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_YEAR = re.compile(r"\d{4}-\d{2}-\d{2}(?:T|$)")


class Written(NamedTuple):
    """What joined the archive: its files that changed, relative to it, and the number of new records by kind."""

    files: tuple[str, ...]
    new: Mapping[str, int]


def write(archive: Path, records: Iterable[Record]) -> Written:
    """Merges records into the archive, and writes the files that change by it.

    An entry keeps the `published` and `first_seen` it was first written with; a discussion yields to a later state of
    itself; the work of each source among the records replaces all that its source had; a source's state is added
    where it differs from the one before, or leads elsewhere. Two runs at once wait for one another. Raises
    `FolkmootError`, before anything is written, where an existing file cannot be read.
    """
    grouped: defaultdict[tuple[str, str], list[_Line]] = defaultdict(list)
    for record in records:
        line = asdict(record)
        if not line.get("content", "content"):
            del line["content"]  # which few have, so that all the other lines stay as they were
        grouped[_FOLDERS[type(record)], _checked(record).source].append(line)
    with locked(archive):
        new = dict.fromkeys(sorted({kind for kind, _ in grouped}), 0)
        contents: dict[str, bytes] = {}
        for (kind, source), lines in sorted(grouped.items()):
            folder = archive / kind / source
            before = _existing(folder)
            after = _MERGED[kind](before, lines)
            new[kind] += len(after.keys() - before.keys())
            stale = {f"{kind}/{source}/{path.name}": b"" for path in _files(folder)}
            contents |= stale | _by_year(f"{kind}/{source}", after)
        changed = [path for path, content in contents.items() if _put(archive, path, content)]
    return Written(tuple(sorted(changed)), new)


def identity_salt(archive: Path) -> str:
    """The archive's own salt for the hashes of people who cannot be named; made at first need."""
    with locked(archive):
        try:
            salt = (archive / SALT).read_text(encoding="ascii").strip()
        except FileNotFoundError:
            salt = ""
        except (OSError, UnicodeDecodeError) as error:
            raise FolkmootError(f"{archive / SALT} cannot be read", "restore it from git's history") from error
        if not salt:
            salt = secrets.token_hex(16)
            tree.write(archive, Artifact(SALT, f"{salt}\n".encode()), durable=True)
        return salt


def collected_sources(archive: Path, kind: str) -> frozenset[str]:
    """The slugs of the sources of which the archive holds records of a kind, which is the name of a folder."""
    return frozenset(path.parent.name for path in (archive / kind).glob("*/*.jsonl"))


def past_states(archive: Path) -> dict[str, tuple[SourceState, ...]]:
    """What was told of each source, by its slug, the oldest first."""
    told = {source: _existing(archive / "sources" / source) for source in collected_sources(archive, "sources")}
    keys = [field.name for field in fields(SourceState)]
    return {
        source: tuple(SourceState(*(line.get(key, "") for key in keys)) for line in sorted(lines.values(), key=_order))
        for source, lines in told.items()
    }


def _merged_entries(before: _Lines, records: list[_Line]) -> _Lines:
    after = dict(before)
    for record in records:
        old = after.get(record["id"], record)
        frozen: _Line = {key: old[key] for key in ("published", "first_seen") if key in old}
        after[record["id"]] = {**old, **record, **frozen}
    return after


def _merged_discussions(before: _Lines, records: list[_Line]) -> _Lines:
    after = dict(before)
    for record in records:
        if record["updated"] >= after.get(record["id"], record).get("updated", ""):
            after[record["id"]] = record
    return after


def _merged_work(_before: _Lines, records: list[_Line]) -> _Lines:
    return {record["id"]: record for record in records}


def _merged_states(before: _Lines, records: list[_Line]) -> _Lines:
    after = dict(before)
    for record in sorted(records, key=_order):
        earlier = [line for line in after.values() if _order(line) < _order(record) and line["id"] != record["id"]]
        if not earlier or _fares(max(earlier, key=_order)) != _fares(record):
            after[record["id"]] = record
    return after


def _fares(line: _Line) -> tuple[str, str]:
    """What a state says; one that moved may move again."""
    return line["state"], line.get("url", "") if line["state"] == "moved" else ""


_MERGED: dict[str, Callable[[_Lines, list[_Line]], _Lines]] = {
    "entries": _merged_entries,
    "mentions": _merged_entries,
    "discussions": _merged_discussions,
    "work": _merged_work,
    "sources": _merged_states,
}


def _order(line: _Line) -> tuple[str, str]:
    return line["published"], line["id"]


def _checked(record: Record) -> Record:
    if not _SLUG.fullmatch(record.source) or not _YEAR.match(record.published):
        raise FolkmootError(f"{record.source!r}, {record.published!r} name no file of the archive")
    return record


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.jsonl"))


def _existing(folder: Path) -> _Lines:
    """The source's lines by id; where an id stands twice, the earlier counts."""
    lines: _Lines = {}
    for path in _files(folder):
        try:
            content = path.read_bytes()
        except OSError as error:
            raise FolkmootError(f"{path} cannot be read: {error.strerror}") from error
        for number, written in enumerate(content.split(b"\n"), start=1):
            if written.strip():
                line = _parsed(written, f"{path}:{number}")
                lines.setdefault(line["id"], line)
    return lines


def _parsed(written: bytes, place: str) -> _Line:
    try:
        line = json.loads(written)
        if all(isinstance(line[key], str) for key in ("id", "source", "published")) and _YEAR.match(line["published"]):
            return dict(line)
    except (ValueError, KeyError, TypeError):
        pass
    raise FolkmootError(
        f"{place} is no record of the archive, so that nothing can be added to its file",
        "restore the file from git's history, or remove the line: collecting reads the source again",
    )


def _by_year(folder: str, lines: _Lines) -> dict[str, bytes]:
    years: defaultdict[str, list[str]] = defaultdict(list)
    for line in sorted(lines.values(), key=_order):
        written = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        years[f"{folder}/{line['published'][:4]}.jsonl"].append(f"{written}\n")
    return {path: "".join(written).encode() for path, written in years.items()}


def _put(archive: Path, path: str, content: bytes) -> bool:
    """Writes the file, or removes it where nothing is left to be in it; returns whether that changed anything."""
    if content:
        return tree.write(archive, Artifact(path, content), durable=True)
    (archive / path).unlink()
    return True


@contextmanager
def locked(archive: Path) -> Iterator[None]:
    """Holds the archive's folder against other runs on this machine; the lock ends with the process at the latest."""
    try:
        archive.mkdir(parents=True, exist_ok=True)
        handle = os.open(archive, os.O_RDONLY)
    except OSError as error:
        raise FolkmootError(
            f"{archive} cannot be written: {error.strerror}", "check the folder and its name"
        ) from error
    try:
        if sys.platform != "win32":  # where folders cannot be locked
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
