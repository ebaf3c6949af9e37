"""What the last check of a large hub found: said again at once while nothing has changed of all that it depends on.

It lies in the user's own cache and never in the hub's folder: what a proposal brings along must not be able to say that
all is well.
"""

import datetime as dt
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from platformdirs import user_cache_path

import folkmoot
from folkmoot.errors import FolkmootError
from folkmoot.load.pictures import BEGINNING
from folkmoot.load.stray_places import ALIKE, may_be_stray
from folkmoot.model.artifact import Artifact
from folkmoot.model.problem import Problem
from folkmoot.publish import tree

WORTH = 1_000
"""From so many members and events on: a smaller hub is checked again before one has noticed."""

_READ = (".yml", ".md", ".sql", ".svg")
_TOPS = ("members", "events", "content", "metrics", "mkdocs.yml")


class Found(NamedTuple):
    """What a check of a whole hub found, how much the hub holds, in words, and how many problems could be mended."""

    problems: list[Problem]
    held: str
    mendable: int


def is_large(root: Path) -> bool:
    """Whether checking the hub in `root` takes so long that it is worth remembering."""
    return sum(len(_names(str(root / folder))) for folder in ("members", "events")) >= WORTH


class Memory:
    """What is remembered of the hub in `root`, as its files are when this is made."""

    def __init__(self, root: Path) -> None:
        self._folder = user_cache_path("folkmoot", appauthor=False) / "checks"
        self._name = f"{hashlib.blake2b(os.fsencode(root.resolve()), digest_size=12).hexdigest()}.json"
        # Taken before anything is read: what is written while a check runs is not what the check is about.
        self._state = _state(root)

    def found(self, now: dt.datetime) -> Found | None:
        """What was found the last time, if that is what would be found at `now` (aware); else None."""
        try:
            said = json.loads((self._folder / self._name).read_bytes())
            if said["state"] != self._state or str(now.astimezone(ZoneInfo(said["zone"])).date()) != said["day"]:
                return None
            problems, held, mendable = [_problem(one) for one in said["problems"]], said["held"], said["mendable"]
            return Found(problems, held, mendable) if (type(held), type(mendable)) == (str, int) else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def keep(self, found: Found, now: dt.datetime, zone: str) -> None:
        """Remembers what was found at `now` in a hub whose days are those of `zone`; where that fails, nothing is.

        Nor is it where a folder is missing: those of repositories lie anywhere, and are not looked at again.
        """
        if any(one.code == "repository-missing" for one in found.problems):
            return
        said = {
            "state": self._state,
            "zone": zone,
            "day": str(now.astimezone(ZoneInfo(zone)).date()),
            "problems": [_told(one) for one in found.problems],
            "held": found.held,
            "mendable": found.mendable,
        }
        with suppress(FolkmootError, OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            tree.write(self._folder, Artifact(self._name, json.dumps(said).encode()))


_KEYS = tuple(field.name for field in fields(Problem) if field.name not in ("also", "remedy"))
_NONE = Problem("", "", "")


def _told(problem: Problem) -> dict[str, Any]:
    return {key: getattr(problem, key) for key in _KEYS} | {"also": [_told(one) for one in problem.also]}


def _problem(said: dict[str, Any]) -> Problem:
    """The problem that was told; raises `ValueError` where what is remembered cannot have been one."""
    for key in _KEYS:
        if key != "keys" and not isinstance(said[key], type(getattr(_NONE, key))):
            raise ValueError(key)
    keys, also = tuple(said["keys"]), tuple(_problem(one) for one in said["also"])
    return Problem(**{key: said[key] for key in _KEYS} | {"keys": keys, "also": also})


def _state(root: Path) -> str:
    """A digest of everything that a check depends on but the day: the hub's files, the program, and its libraries."""
    digest = hashlib.blake2b(repr(_program()).encode(), digest_size=32)
    for top in _tops(root):
        # A link in the place of a folder of the hub's is followed, as it is when the hub is read; others are not.
        where = (root / top).resolve() if (root / top).is_symlink() else root / top
        for name, content in _below(str(where), f"{top} {where}"):
            digest.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
            digest.update(content)
    return digest.hexdigest()


def _tops(root: Path) -> list[str]:
    """The hub's own folders and files, and what lies beside them in which a record may be that nobody reads."""
    beside = [name for name in _names(str(root)) if may_be_stray(name) or name.lower() in ALIKE]
    return list(dict.fromkeys([*_TOPS, *beside]))


def _below(path: str, name: str) -> Iterator[tuple[str, bytes]]:
    """What lies at and below a path: links by where they lead, files by what they hold, all by their names."""
    with suppress(OSError):
        if Path(path).is_symlink():
            yield f"{name}@", os.fsencode(os.readlink(path))  # noqa: PTH115 as it is written, not as a path
            return
        if Path(path).is_dir():
            with os.scandir(path) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
            yield f"{name}/", b""
            for entry in entries:
                if entry.is_file(follow_symlinks=False):
                    yield f"{name}/{entry.name}", _content(entry.path)
                else:
                    yield from _below(entry.path, f"{name}/{entry.name}")
            return
        if Path(path).is_file():
            yield name, _content(path)
        else:
            yield f"{name}?", b""


def _content(path: str) -> bytes:
    """What a check reads of a file: all of a text or drawing, of others the beginning and the size."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 quicker by far
            if path.lower().endswith(_READ):
                return b"=" + file.read()
            return b"%d " % os.fstat(file.fileno()).st_size + file.read(BEGINNING)
    except OSError as error:
        return str(error.errno).encode()


def _program() -> list[object]:
    """What the program is: all its files by their size and time, and the libraries by the names they are kept under."""
    own = Path(folkmoot.__file__).parent
    there = [path for path in sorted(own.rglob("*")) if path.suffix != ".pyc" and path.is_file()]
    files = [(str(path), (about := path.stat()).st_mtime_ns, about.st_size) for path in there]
    kept = [name for folder in sys.path for name in _names(folder) if name.endswith(".dist-info")]
    return [sys.version, folkmoot.__version__, *files, *kept]


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder or "."))  # noqa: PTH208 names alone
    except OSError:
        return []
