"""What the cache remembers of asking the sources: when each was asked and read, and when it wants to be asked again.

It is no part of the archive, since it changes with every run: where it is lost, a run reads everything anew.
"""

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

from folkmoot.model.base import SLUG
from folkmoot.model.harvest import Visit

CACHE = ".folkmoot/cache"
"""The folder in a hub that may be lost at any time."""

VISITS = "visits.json"
"""The file there in which a run that reads all sources remembers its visits."""

HISTORIES = "histories"
"""The folder there in which a run remembers how far it read the histories of repositories."""

ACCOUNTS = "accounts"
"""The folder there in which a run remembers whose accounts GitHub knew behind their addresses."""

_FILES = "visits*.json"
_INSTANT = re.compile(r"[12]\d{3}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\dZ")
_TIMES = ("asked", "succeeded", "not_before")
_TEXTS = ("etag", "last_modified", "address", "found", "way", "digest")
_EMPTY = Visit()


def of_shard(name: str, shard: tuple[int, int]) -> str:
    """The name of a file in the cache for this shard of how many: visits.json, or visits-2-of-4.json."""
    number, shards = shard
    stem, _, ending = name.rpartition(".")
    return name if shards == 1 else f"{stem}-{number}-of-{shards}.{ending}"


def load_visits(root: Path) -> dict[str, Visit]:
    """The last visit to each source of the hub in `root`, by slug; what is lost or damaged is left out.

    Each shard of a run keeps a file of its own: where several tell of a source, the newest counts.
    """
    found: dict[str, Visit] = {}
    for path in sorted((root / CACHE).glob(_FILES)):
        for slug, visit in _visits_in(path).items():
            found[slug] = max(visit, found.get(slug, visit))
    return found


def load_history(root: Path, name: str, folder: str = HISTORIES) -> bytes:
    """What is remembered of the hub's histories in a file of that name; b"" where it is lost."""
    try:
        return (root / CACHE / folder / name).read_bytes()
    except OSError:
        return b""


def _visits_in(path: Path) -> dict[str, Visit]:
    try:
        told = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(told, dict):
        return {}
    return {slug: Visit(**said) for slug, said in told.items() if SLUG.fullmatch(slug) and _is_visit(said)}


def _is_visit(said: Any) -> bool:
    """Whether a value holds what a visit holds, and nothing else."""
    return (
        isinstance(said, dict)
        and said.keys() <= set(Visit._fields)
        and all(
            isinstance(value, type(getattr(_EMPTY, key))) and not isinstance(value, bool) for key, value in said.items()
        )
        and min(said.get("failures", 0), said.get("passed_over", 0)) >= 0
        and all(is_time(said.get(key, "")) for key in _TIMES)
        # They go into the headers of a request.
        and all(said.get(key, "").isascii() and said.get(key, "").isprintable() for key in _TEXTS)
    )


def is_time(said: str) -> bool:
    """Whether it is a moment that there is, or none."""
    try:
        return not said or bool(_INSTANT.fullmatch(said) and dt.datetime.fromisoformat(said))
    except ValueError:
        return False
