"""How far the repositories at GitHub have been read, as the cache remembers it; where it is lost, all is read anew."""

import json
import re
from pathlib import Path
from typing import Any

from folkmoot.load.visits import CACHE, is_time
from folkmoot.model.base import SLUG
from folkmoot.model.bookmark import LISTS, Bookmark, ListName

BOOKMARKS = "bookmarks.json"
"""The file in the cache in which a run that reads all sources keeps its bookmarks."""

_FILES = "bookmarks*.json"
_CURSOR = re.compile(r"[A-Za-z0-9+/=_:.-]{0,300}")
_NUMBER = re.compile(r"[0-9]{0,20}")

Bookmarks = dict[str, dict[ListName, Bookmark]]
"""The bookmarks of each source, by its slug and the list."""


def load_bookmarks(root: Path) -> Bookmarks:
    """The bookmarks of the hub in `root`; what is lost or damaged is left out.

    Each shard keeps a file of its own: where several tell of a list, the one that has read furthest counts.
    """
    found: Bookmarks = {}
    for path in sorted((root / CACHE).glob(_FILES)):
        for slug, lists in _read(path).items():
            for name, said in lists.items() if isinstance(lists, dict) and SLUG.fullmatch(slug) else ():
                if name in LISTS and _is_bookmark(said):
                    own = found.setdefault(slug, {})
                    own[name] = max(one := Bookmark(**said), own.get(name, one))
    return found


def _read(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _is_bookmark(said: Any) -> bool:
    return (
        isinstance(said, dict)
        and said.keys() <= set(Bookmark._fields)
        and all(isinstance(value, str) for value in said.values())
        and all(is_time(said.get(key, "")) for key in ("seen", "swept", "begun"))
        and (said.get("reached", "") == "9999" or is_time(said.get("reached", "")))
        and _CURSOR.fullmatch(said.get("cursor", "")) is not None
        and _NUMBER.fullmatch(said.get("repository", "")) is not None
        # A pass that is under way knows from where it goes on.
        and bool(said.get("cursor")) <= bool(said.get("begun") and said.get("reached"))
    )
