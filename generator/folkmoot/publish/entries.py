"""Entries seen again: one record of each, whatever a feed does to its ids, links, dates and words.

An entry that comes with an id nobody knows is one of those that are known where they are recognised as one, and the
known one is not in the feed itself any more. A line of the archive is a dictionary here, so that what a later version
wrote into it stays.
"""

import datetime as dt
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping

from folkmoot.model.recognised import (
    ENOUGH,
    Line,
    Lines,
    address_of,
    agreeing,
    marks_of,
    path_of,
    recognised,
    shelves,
    text_of,
    words_of,
)
from folkmoot.model.restraint import Restraint, Sight

_OPTIONAL = {"aliases", "content", "earlier", "edited", "home"}
"""The keys that are written where they say something."""

_FROZEN = {"id", "source", "published", "first_seen", "aliases", "earlier", "edited", "home"}
"""The keys that no feed changes."""

_MOST_ALIASES = 8
"""A feed that makes up new ids for every reader would fill the archive with them."""

_MOST_EARLIER = 8
_PATIENCE = dt.timedelta(days=30)
"""So long an entry is left alone that goes back and forth between words, or has new ones every time."""

_ATTRIBUTE_QUERY = re.compile(r"""\?[^"'\s<>]*(?=["'])""")


def merged(before: Lines, records: Iterable[Line]) -> Lines:
    """The source's lines, by id, after these records were seen; lines that say nothing new are those of `before`.

    Of a source that seems to make up entries at every reading only some are added, as `Restraint` has it.
    """
    found = {record["id"]: record for record in records}
    own, strangers = _known(before, found)
    gone = {key: line for key, line in before.items() if key not in own}
    again = recognised(strangers, gone, before.values(), found.values())
    seen_again = {record["id"] for record in again.values()}
    fresh = [record for key, record in strangers.items() if key not in seen_again]
    restraint = Restraint(map(_sight, before.values()), max(map(_first_seen, fresh), default=""))
    if fresh and restraint.is_needed:
        alike = _alike([one for one in fresh if restraint.is_doubtful(_sight(one))], gone, again.keys())
        again |= {key: record for key, record in alike.items() if key not in again}
        same = {record["id"] for record in alike.values()}
        fresh = [record for record in fresh if record["id"] not in same]
    after = before | {fresh[n]["id"]: _written(fresh[n]) for n in restraint.taken(list(map(_sight, fresh)))}
    for key, record in (own | again).items():
        after[key] = _followed(before[key], record)
    # An id that is an entry of its own after all is nobody's alias.
    return {key: _without_aliases(line, after.keys()) for key, line in after.items()}


def _alike(records: Iterable[Line], known: Lines, taken: Container[str]) -> Lines:
    """The records of a feed that makes up addresses, by the line that each is: of the same title, and date or text."""
    standing: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for key, line in sorted(known.items(), key=lambda item: (str(item[1]["published"]), item[0])):
        for shelf in _loose(line) if key not in taken else ():
            standing[shelf].append(key)
    found: Lines = {}
    for record in records:
        near = (key for shelf in _loose(record) for key in standing.get(shelf, ()) if key not in found)
        if first := next(near, ""):
            found[first] = record
    return found


def _loose(line: Line) -> list[tuple[str, str, str]]:
    marks = marks_of(line)
    return [
        (kind, marks.title, mark) for kind, mark in (("date", marks.date), ("text", marks.text)) if marks.title and mark
    ]


def _sight(line: Line) -> Sight:
    return _first_seen(line), str(line["published"])


def _first_seen(line: Line) -> str:
    return text_of(line, "first_seen") or str(line["published"])


def adopted(after: Lines, before: Lines, former: Lines, source: str) -> Lines:
    """The lines with those recognised that a feed had under its `former` address.

    What is new since `before` goes on under the id it had there; what was collected at both addresses gets that id as
    an alias. Both keep the earlier dates. All other lines stay where they are, at the former address.
    """
    told = {name for line in after.values() for name in (line["id"], *words_of(line, "aliases"))}
    lost = {key: line for key, line in former.items() if key not in told}
    result = dict(after)
    for key, line in recognised(after, lost, lost.values(), after.values()).items():
        old = {**lost[key], "source": source, "home": lost[key].get("home") or lost[key]["source"]}
        if line["id"] not in before:
            del result[line["id"]]
            result[key] = _followed(old, line)
        else:
            earliest: Line = {name: min(old[name], line[name]) for name in ("published", "first_seen") if name in old}
            result[line["id"]] = {**line, **earliest, "aliases": [*words_of(line, "aliases"), key]}
    return result


def successors(orphans: Mapping[str, Lines], found: Mapping[str, list[Line]]) -> Iterator[tuple[str, str]]:
    """The feeds that nobody lists any more, each with the one among those `found` that is the same feed."""
    shelved: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for orphan, lines in orphans.items():
        for line in lines.values():
            for shelf in shelves(marks_of(line)):
                shelved[shelf].add(orphan)
    shared: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for home, records in found.items():
        near = {orphan for one in records for shelf in shelves(marks_of(one)) for orphan in shelved.get(shelf, ())}
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
    matching = recognised(shared, former, former.values(), shared.values())
    # One alone may be by chance alike, unless it is the same in everything.
    whole = any(agreeing(marks_of(former[key]), marks_of(one)) > ENOUGH for key, one in matching.items())
    least = 1 if whole else min(2, len(former), len(shared))
    return len(matching) if len(matching) >= max(least, len(shared) / 2) else 0


def _known(before: Lines, found: Mapping[str, Line]) -> tuple[Lines, Lines]:
    """The records by the id of their line in the archive, and those that have none."""
    aliases: dict[str, str] = {}
    for key, line in before.items():
        for alias in words_of(line, "aliases"):
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
    return agreeing(marks_of(one), marks_of(other)) >= ENOUGH


def _written(line: Line) -> Line:
    return {key: value for key, value in line.items() if value or key not in _OPTIONAL}


def _followed(old: Line, record: Line) -> Line:
    """The line as the feed says it now: with the old id and dates, and with new words only where they are new."""
    line = dict(old)
    if text_of(old, "language") != record["language"]:
        line["language"] = record["language"]
    names = [name for name in (*words_of(record, "aliases"), record["id"]) if name != old["id"]]
    aliases = words_of(old, "aliases")
    if new := [name for name in dict.fromkeys(names) if name not in aliases][: max(0, _MOST_ALIASES - len(aliases))]:
        line["aliases"] = [*aliases, *new]
    was, now, earlier = _wording(old), _wording(record), words_of(old, "earlier")
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
    return text_of(line, "url").lower().startswith("https:")


def _has_waited(old: Line, record: Line) -> bool:
    """Whether an entry that goes back and forth between words, or has new ones every time, may have some again."""
    try:
        since = dt.datetime.fromisoformat(text_of(old, "edited"))
        return dt.datetime.fromisoformat(record["first_seen"]) - since >= _PATIENCE
    except (ValueError, TypeError):
        return True


def _wording(line: Line) -> str:
    """A digest of all that a feed says of an entry, but for spaces, the order of tags, and where readers came from."""
    said = [text_of(line, key) for key in ("title", "excerpt", "author")]
    told = [*said, address_of(line), _plain(line), sorted(words_of(line, "tags"))]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:8]


def _plain(line: Line) -> str:
    """A full text's HTML without what its links and pictures are counted by."""
    return _ATTRIBUTE_QUERY.sub("", text_of(line, "content"))


def _is_edited(old: Line, new: Line) -> bool:
    """Whether the author changed title, text or address; another host, a fuller text or a longer excerpt is no edit."""
    pairs = [(text_of(old, "title"), text_of(new, "title")), (path_of(old), path_of(new)), (_plain(old), _plain(new))]
    if any(was and now and was != now for was, now in pairs):
        return True
    shorter, longer = sorted((text_of(one, "excerpt") for one in (old, new)), key=len)
    if not shorter or all(pairs[2]):
        return False
    is_cut = shorter.endswith("…") and longer.startswith(shorter.rstrip("… "))
    return shorter != longer and not is_cut


def _without_aliases(line: Line, ids: Container[str]) -> Line:
    aliases = words_of(line, "aliases")
    left = [alias for alias in aliases if alias not in ids]
    return line if left == aliases else _written(line | {"aliases": left})
