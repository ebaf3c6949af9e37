"""Entries that are one: the same text of the same author, under whatever id, link or address it came.

Two are one where three of their link, title, text and date are the same, and no other fits as well. An entry is a
dictionary here, as the archive has it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from folkmoot.text import one_line, sameness, schemeless

Line = dict[str, Any]
Lines = dict[str, Line]

ENOUGH = 3
"""So many marks tell that two entries are one."""

_BEGINNING = 100
_TRACKING = re.compile(r"(?<=[?&])(?:utm_\w+|at_(?:medium|campaign)|fbclid|gclid|mc_[ce]id)=[^&#]*&?")


class Marks(NamedTuple):
    """What tells an entry from others besides its id; "" where it says nothing."""

    link: str
    title: str
    text: str
    date: str


def recognised(
    strangers: Mapping[str, Line], gone: Lines, before: Iterable[Line], found: Iterable[Line]
) -> dict[str, Line]:
    """The strangers by the id of the one line among the `gone` that each of them must be."""
    if not strangers or not gone:
        return {}
    # What several entries share tells none of them from another.
    links = Counter(path_of(one) for one in before) | Counter(path_of(one) for one in found)
    own = {key: marks_of(line, links) for key, line in gone.items()}
    standing: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, marks in own.items():
        for shelf in shelves(marks):
            standing[shelf].append(key)
    fitting: dict[str, list[Line]] = defaultdict(list)
    for record in strangers.values():
        marks = marks_of(record, links)
        near = {key for shelf in shelves(marks) for key in standing.get(shelf, ())}
        same = [key for key in near if agreeing(own[key], marks) >= ENOUGH]
        if len(same) == 1:
            fitting[same[0]].append(record)
    return {key: records[0] for key, records in fitting.items() if len(records) == 1}


def shelves(marks: Marks) -> list[tuple[str, ...]]:
    """Where an entry is looked for: two that are one share a link, or title and date."""
    return [shelf for shelf in (("link", marks.link), (marks.title, marks.date)) if all(shelf)]


def agreeing(one: Marks, other: Marks) -> int:
    """How many marks two entries share."""
    agree = sum(mine == theirs != "" for mine, theirs in zip(one, other, strict=True))
    # Where there are neither dates nor texts to compare, link and title are all there is.
    return agree + (one.text == other.text == "" == other.date)


def marks_of(line: Line, links: Mapping[str, int] | None = None) -> Marks:
    """What tells an entry from others; `links` says how many have the same path, which tells nothing then."""
    path, published = path_of(line), str(line["published"])
    return Marks(
        link=path if links is None or links[path] == 1 else "",
        title=sameness(text_of(line, "title")),
        text=sameness(text_of(line, "excerpt")).rstrip("…")[:_BEGINNING],
        date=published if published != line.get("first_seen") else "",
    )


def text_of(line: Line, key: str) -> str:
    """One of the texts of a line; people and other programs may have written a line, too."""
    value = line.get(key)
    return one_line(value) if isinstance(value, str) else ""


def words_of(line: Line, key: str) -> list[str]:
    """The texts of a list in a line."""
    values = line.get(key)
    return [value for value in values if isinstance(value, str)] if isinstance(values, (list, tuple)) else []


def path_of(line: Line) -> str:
    """What of an address stays when a site moves to another host; a front page tells nothing."""
    return address_of(line).partition("/")[2]


def address_of(line: Line) -> str:
    """An address without what changes by itself: its scheme, www., a slash at its end, and where readers came from."""
    path, sign, anchor = _TRACKING.sub("", text_of(line, "url")).partition("#")
    path, question, query = path.partition("?")
    query = query.strip("&")
    bare = schemeless(path)
    if query or anchor:
        bare = f"{bare.rstrip('/')}/{question if query else ''}{query}{sign if anchor else ''}{anchor}"
    return bare
