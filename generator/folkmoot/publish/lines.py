"""The archive's files: the lines of a source, a year a file, read and written under a lock."""

import json
import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from folkmoot.errors import FolkmootError
from folkmoot.model.artifact import Artifact
from folkmoot.model.recognised import Line, Lines
from folkmoot.publish import tree

if sys.platform != "win32":
    import fcntl

YEAR = re.compile(r"\d{4}-\d{2}-\d{2}(?:T|$)")
"""How the day begins by which a line is in the file of a year."""


class Damaged(Exception):
    """A file that cannot be added to, and why, in words."""


def in_order(line: Line) -> tuple[str, str]:
    """What lines are sorted by: when a record was published, and its id."""
    return line["published"], line["id"]


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.jsonl"))


def existing_lines(folder: Path) -> Lines:
    """The source's lines by id; where an id stands twice, the earlier counts. Raises `Damaged`."""
    lines: Lines = {}
    for place, written in _written_in(folder):
        if (line := _parsed(written)) is None:
            raise Damaged(
                f"nothing is added to its files: {place} is no record of the archive; restore the file from git's"
                " history, or remove the line: collecting reads the source again"
            )
        lines.setdefault(line["id"], line)
    return lines


def readable_lines(folder: Path) -> Lines:
    """The source's lines that can be read, by id."""
    try:
        lines = [line for _, written in _written_in(folder) if (line := _parsed(written))]
    except Damaged:
        return {}
    return {line["id"]: line for line in reversed(lines)}


def _written_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The lines of a source's files, each with its place."""
    for path in _files(folder):
        try:
            content = path.read_bytes()
        except OSError as error:
            raise Damaged(f"nothing is added to its files: {path} cannot be read: {error.strerror}") from error
        for number, written in enumerate(content.split(b"\n"), start=1):
            if written.strip():
                yield f"{path}:{number}", written


def _parsed(written: bytes) -> Line | None:
    try:
        line = json.loads(written)
        if all(isinstance(line[key], str) for key in ("id", "source", "published")) and YEAR.match(line["published"]):
            json.dumps(line, ensure_ascii=False).encode()  # JSON can hold half a character, which no file can
            return dict(line)
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    return None


def _by_year(folder: str, lines: Lines) -> dict[str, bytes]:
    years: defaultdict[str, list[str]] = defaultdict(list)
    for line in sorted(lines.values(), key=in_order):
        written = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        years[f"{folder}/{line['published'][:4]}.jsonl"].append(f"{written}\n")
    return {path: "".join(written).encode() for path, written in years.items()}


def write_lines(archive: Path, folder: str, lines: Lines) -> list[str]:
    """Makes a source's folder, relative to the archive, hold exactly these lines; gives the files that changed."""
    contents = {f"{folder}/{path.name}": b"" for path in _files(archive / folder)} | _by_year(folder, lines)
    return [path for path, content in sorted(contents.items()) if put(archive, path, content)]


def put(archive: Path, path: str, content: bytes) -> bool:
    """Writes the file, or removes it where nothing is left to be in it; returns whether that changed anything."""
    if content:
        return tree.write(archive, Artifact(path, content), durable=True, aside=archive)
    try:
        (archive / path).unlink()
    except OSError as error:
        raise _cannot_be_written(archive / path, error) from None
    return True


def _cannot_be_written(path: Path, error: OSError) -> FolkmootError:
    return FolkmootError(f"{path} cannot be written: {error.strerror}", "check the disk, the folder and its name")


@contextmanager
def locked(archive: Path) -> Iterator[None]:
    """Holds the archive's folder against other runs on this machine; the lock ends with the process at the latest."""
    try:
        archive.mkdir(parents=True, exist_ok=True)
        handle = os.open(archive, os.O_RDONLY)
    except OSError as error:
        raise _cannot_be_written(archive, error) from error
    try:
        if sys.platform != "win32":  # where folders cannot be locked
            fcntl.flock(handle, fcntl.LOCK_EX)
        tree.sweep(archive)
        yield
    finally:
        os.close(handle)
