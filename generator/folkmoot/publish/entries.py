"""Entries seen again: one record of each, whatever a feed does to its ids, links, dates and words.

An entry that comes with an id nobody knows is one of those that are known where three of its link, title, text and
date are the same, no other fits as well, and the known one is not in the feed itself any more. A line of the archive
is a dictionary here, so that what a later version wrote into it stays.
"""

import datetime as dt
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from folkmoot.text import one_line, sameness, schemeless

Line = dict[str, Any]
Lines = dict[str, Line]

_OPTIONAL = {"aliases", "content", "earlier", "edited", "home"}
"""The keys that are written where they say something."""

_FROZEN = {"id", "source", "published", "first_seen", "aliases", "earlier", "edited", "home"}
"""The keys that no feed changes."""

_ENOUGH = 3
_MOST_ALIASES = 8
"""A feed that makes up new ids for every reader would fill the archive with them."""

_MOST_EARLIER = 8
_PATIENCE = dt.timedelta(days=30)
"""So long an entry is left alone that goes back and forth between words, or has new ones every time."""

_BEGINNING = 100
_TRACKING = re.compile(r"(?<=[?&])(?:utm_\w+|at_(?:medium|campaign)|fbclid|gclid|mc_[ce]id)=[^&#]*&?")
_ATTRIBUTE_QUERY = re.compile(r"""\?[^"'\s<>]*(?=["'])""")


class _Marks(NamedTuple):
    """What tells an entry from others besides its id; "" where it says nothing."""

    link: str
    title: str
    text: str
    date: str


def merged(before: Lines, records: Iterable[Line]) -> Lines:
    """The source's lines, by id, after these records were seen; lines that say nothing new are those of `before`."""
    found = {record["id"]: record for record in records}
    own, strangers = _known(before, found)
    gone = {key: line for key, line in before.items() if key not in own}
    recognised = _recognised(strangers, gone, before.values(), found.values())
    seen_again = {record["id"] for record in recognised.values()}
    after = before | {key: _written(record) for key, record in strangers.items() if key not in seen_again}
    for key, record in (own | recognised).items():
        after[key] = _followed(before[key], record)
    # An id that is an entry of its own after all is nobody's alias.
    return {key: _without_aliases(line, after.keys()) for key, line in after.items()}


def adopted(after: Lines, before: Lines, former: Lines, source: str) -> Lines:
    """The lines with those recognised that a feed had under its `former` address.

    What is new since `before` goes on under the id it had there; what was collected at both addresses gets that id as
    an alias. Both keep the earlier dates. All other lines stay where they are, at the former address.
    """
    told = {name for line in after.values() for name in (line["id"], *_words(line, "aliases"))}
    lost = {key: line for key, line in former.items() if key not in told}
    result = dict(after)
    for key, line in _recognised(after, lost, lost.values(), after.values()).items():
        old = {**lost[key], "source": source, "home": lost[key].get("home") or lost[key]["source"]}
        if line["id"] not in before:
            del result[line["id"]]
            result[key] = _followed(old, line)
        else:
            earliest: Line = {name: min(old[name], line[name]) for name in ("published", "first_seen") if name in old}
            result[line["id"]] = {**line, **earliest, "aliases": [*_words(line, "aliases"), key]}
    return result


def successors(orphans: Mapping[str, Lines], found: Mapping[str, list[Line]]) -> Iterator[tuple[str, str]]:
    """The feeds that nobody lists any more, each with the one among those `found` that is the same feed."""
    shelved: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for orphan, lines in orphans.items():
        for line in lines.values():
            for shelf in _shelves(_marks(line)):
                shelved[shelf].add(orphan)
    shared: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for home, records in found.items():
        near = {orphan for one in records for shelf in _shelves(_marks(one)) for orphan in shelved.get(shelf, ())}
        for orphan in near:
            if number := _in_common(orphans[orphan], records):
                shared[orphan][home] = number
    for orphan, homes in sorted(shared.items()):
        yield orphan, max(sorted(homes), key=lambda home: homes[home])


def _in_common(former: Lines, records: Iterable[Line]) -> int:
    """How many entries a feed's records share with these lines, 0 unless both must be of the same feed.

    That is where they are half of those that the feed has from the time that the lines are from, or without a date.
    """
    days = [str(line["published"]) for line in former.values()]
    shared = {
        one["id"]: one
        for one in records
        if min(days) <= one["published"] <= max(days) or one["published"] == one["first_seen"]
    }
    matching = _recognised(shared, former, former.values(), shared.values())
    # One alone may be by chance alike, unless it is the same in everything.
    whole = any(_agreeing(_marks(former[key]), _marks(one)) > _ENOUGH for key, one in matching.items())
    least = 1 if whole else min(2, len(former), len(shared))
    return len(matching) if len(matching) >= max(least, len(shared) / 2) else 0


def _known(before: Lines, found: Mapping[str, Line]) -> tuple[Lines, Lines]:
    """The records by the id of their line in the archive, and those that have none."""
    aliases: dict[str, str] = {}
    for key, line in before.items():
        for alias in _words(line, "aliases"):
            aliases.setdefault(alias, key)
    own = {key: record for key, record in found.items() if key in before}
    strangers: Lines = {}
    for key, record in found.items():
        if key in before:
            continue
        told = aliases.get(key, "")
        if told and told not in own:
            own[told] = record
        elif not told or not _are_one(own[told], record):
            strangers[key] = record
    return own, strangers


def _are_one(one: Line, other: Line) -> bool:
    return _agreeing(_marks(one), _marks(other)) >= _ENOUGH


def _recognised(
    strangers: Mapping[str, Line], gone: Lines, before: Iterable[Line], found: Iterable[Line]
) -> dict[str, Line]:
    """The strangers by the id of the one line among the `gone` that each of them must be."""
    if not strangers or not gone:
        return {}
    # What several entries share tells none of them from another.
    links = Counter(_path(one) for one in before) | Counter(_path(one) for one in found)
    own = {key: _marks(line, links) for key, line in gone.items()}
    standing: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, marks in own.items():
        for shelf in _shelves(marks):
            standing[shelf].append(key)
    fitting: dict[str, list[Line]] = defaultdict(list)
    for record in strangers.values():
        marks = _marks(record, links)
        near = {key for shelf in _shelves(marks) for key in standing.get(shelf, ())}
        same = [key for key in near if _agreeing(own[key], marks) >= _ENOUGH]
        if len(same) == 1:
            fitting[same[0]].append(record)
    return {key: records[0] for key, records in fitting.items() if len(records) == 1}


def _shelves(marks: _Marks) -> list[tuple[str, ...]]:
    return [shelf for shelf in (("link", marks.link), (marks.title, marks.date)) if all(shelf)]


def _agreeing(one: _Marks, other: _Marks) -> int:
    agree = sum(mine == theirs != "" for mine, theirs in zip(one, other, strict=True))
    # Where there are neither dates nor texts to compare, link and title are all there is.
    return agree + (one.text == other.text == "" == other.date)


def _marks(line: Line, links: Mapping[str, int] | None = None) -> _Marks:
    path, published = _path(line), str(line["published"])
    return _Marks(
        link=path if links is None or links[path] == 1 else "",
        title=sameness(_text(line, "title")),
        text=sameness(_text(line, "excerpt")).rstrip("…")[:_BEGINNING],
        date=published if published != line.get("first_seen") else "",
    )


def _text(line: Line, key: str) -> str:
    """One of the texts of a line; people and other programs may have written a line, too."""
    value = line.get(key)
    return one_line(value) if isinstance(value, str) else ""


def _words(line: Line, key: str) -> list[str]:
    values = line.get(key)
    return [value for value in values if isinstance(value, str)] if isinstance(values, (list, tuple)) else []


def _path(line: Line) -> str:
    """What of an address stays when a site moves to another host; a front page tells nothing."""
    return _address(line).partition("/")[2]


def _address(line: Line) -> str:
    """An address without what changes by itself: its scheme, www., a slash at its end, and where readers came from."""
    path, sign, anchor = _TRACKING.sub("", _text(line, "url")).partition("#")
    path, question, query = path.partition("?")
    query = query.strip("&")
    bare = schemeless(path)
    if query or anchor:
        bare = f"{bare.rstrip('/')}/{question if query else ''}{query}{sign if anchor else ''}{anchor}"
    return bare


def _written(line: Line) -> Line:
    return {key: value for key, value in line.items() if value or key not in _OPTIONAL}


def _followed(old: Line, record: Line) -> Line:
    """The line as the feed says it now: with the old id and dates, and with new words only where they are new."""
    line = dict(old)
    if _text(old, "language") != record["language"]:
        line["language"] = record["language"]
    names = [name for name in (*_words(record, "aliases"), record["id"]) if name != old["id"]]
    aliases = _words(old, "aliases")
    if new := [name for name in dict.fromkeys(names) if name not in aliases][: max(0, _MOST_ALIASES - len(aliases))]:
        line["aliases"] = [*aliases, *new]
    was, now, earlier = _wording(old), _wording(record), _words(old, "earlier")
    if was == now:
        if _is_secure(record) and not _is_secure(old):
            line["url"] = record["url"]
        return line
    is_edited = _is_edited(old, record)
    if ({was, now} <= {*earlier} or len(earlier) >= _MOST_EARLIER) and not (is_edited and _has_waited(old, record)):
        return line
    line |= {key: value for key, value in record.items() if key not in _FROZEN}
    line["earlier"] = [*earlier, *({was} - {*earlier})][-_MOST_EARLIER:]
    if is_edited:
        line["edited"] = record["first_seen"]
    return _written(line)


def _is_secure(line: Line) -> bool:
    return _text(line, "url").lower().startswith("https:")


def _has_waited(old: Line, record: Line) -> bool:
    """Whether an entry that goes back and forth between words, or has new ones every time, may have some again."""
    try:
        since = dt.datetime.fromisoformat(_text(old, "edited"))
        return dt.datetime.fromisoformat(record["first_seen"]) - since >= _PATIENCE
    except (ValueError, TypeError):
        return True


def _wording(line: Line) -> str:
    """A digest of all that a feed says of an entry, but for spaces, the order of tags, and where readers came from."""
    said = [_text(line, key) for key in ("title", "excerpt", "author")]
    told = [*said, _address(line), _plain(line), sorted(_words(line, "tags"))]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:8]


def _plain(line: Line) -> str:
    """A full text's HTML without what its links and pictures are counted by."""
    return _ATTRIBUTE_QUERY.sub("", _text(line, "content"))


def _is_edited(old: Line, new: Line) -> bool:
    """Whether the author changed title, text or address; another host, a fuller text or a longer excerpt is no edit."""
    pairs = [(_text(old, "title"), _text(new, "title")), (_path(old), _path(new)), (_plain(old), _plain(new))]
    if any(was and now and was != now for was, now in pairs):
        return True
    shorter, longer = sorted((_text(one, "excerpt") for one in (old, new)), key=len)
    if not shorter or all(pairs[2]):
        return False
    is_cut = shorter.endswith("…") and longer.startswith(shorter.rstrip("… "))
    return shorter != longer and not is_cut


def _without_aliases(line: Line, ids: Container[str]) -> Line:
    aliases = _words(line, "aliases")
    left = [alias for alias in aliases if alias not in ids]
    return line if left == aliases else _written(line | {"aliases": left})
