"""Writing the archive: what was collected joins what is there, as sorted NDJSON that makes small diffs.

A file is `<kind>/<source>/<year>.jsonl`, a line is a record with its keys in order. Nothing is removed because a
source fell silent: only the work of a repository is replaced as a whole, since it is counted anew each time.
"""

import re
import secrets
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import NamedTuple

from folkmoot.errors import FolkmootError
from folkmoot.model.artifact import Artifact
from folkmoot.model.bookmark import LISTS
from folkmoot.model.conversation import Discussion, Issue, PullRequest, Release
from folkmoot.model.folders import FOLDERS
from folkmoot.model.harvest import SALT, WITHHELD, CalendarEvent, Departure, Entry, Mention, Source, SourceState, Work
from folkmoot.model.recognised import Line, Lines
from folkmoot.model.source import former_homes
from folkmoot.publish import conversations, departures, entries, events, states, tree
from folkmoot.publish.lines import YEAR, Damaged, existing_lines, in_order, locked, put, readable_lines, write_lines

Record = Entry | Mention | CalendarEvent | Discussion | Issue | PullRequest | Release | Work | SourceState | Departure

_FOLDERS = {record: name for name, record in FOLDERS.items()}
_NAMES = {record: tuple(field.name for field in fields(record)) for record in _FOLDERS}
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Written(NamedTuple):
    """What joined the archive: its files that changed, relative to it, and the number of new records by kind.

    `unwritten` says in words, by source, why nothing could be added to its files.
    """

    files: tuple[str, ...]
    new: Mapping[str, int]
    unwritten: Mapping[str, str] = {}


def together(parts: Iterable[Written]) -> Written:
    """What several writings come to, each of other sources or kinds."""
    parts = tuple(parts)
    new = Counter[str]()
    for part in parts:
        new.update(part.new)
    unwritten = {source: reason for part in parts for source, reason in part.unwritten.items()}
    return Written(tuple(sorted(path for part in parts for path in part.files)), dict(sorted(new.items())), unwritten)


def write(
    archive: Path,
    records: Iterable[Record],
    former: Mapping[str, Iterable[str]] | None = None,
    gone: Mapping[tuple[str, str], Container[str]] | None = None,
) -> Written:
    """Merges records into the archive, and writes the files that change by it, one source after the other.

    An entry and an event keep the `published` and `first_seen` they were first written with; an event and what is said
    at GitHub yield to a later state of themselves; the work of each source among the records replaces all that its
    source had; a source's state is added where it differs from those beside it, or leads elsewhere.
    `former` names the sources under which a feed's entries were collected when it had other addresses, and `gone`,
    by kind and source, the ids of what was taken down at GitHub, which goes here too. Two runs at once wait for one
    another, and what a run that was killed left half done is removed. A source of which an existing file cannot be
    read is left as it is, and told of. Raises `FolkmootError` where the archive cannot be written: every file in it is
    a whole one then, and the next run adds what is missing.
    """
    grouped: defaultdict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        grouped[_FOLDERS[type(record)], _checked(record).source].append(record)
    for kind, source in gone or ():
        grouped[kind, source] += ()
    new = dict.fromkeys(sorted({kind for kind, _ in grouped}), 0)
    changed: list[str] = []
    unwritten: dict[str, str] = {}
    with locked(archive):
        for (kind, source), found in sorted(grouped.items()):
            try:
                before = existing_lines(archive / kind / source)
                after = _MERGED[kind](before, list(map(line_of, found)))
                if kind == "entries" and former and (homes := tuple(former.get(source, ()))):
                    after = entries.adopted(after, before, _lines_of(archive, homes), source)
                after = {key: line for key, line in after.items() if key not in (gone or {}).get((kind, source), ())}
            except Damaged as reason:
                unwritten[source] = str(reason)
                continue
            new[kind] += len(after.keys() - before.keys())
            changed += write_lines(archive, f"{kind}/{source}", after)
    return Written(tuple(sorted(changed)), new, unwritten)


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


def withhold(archive: Path, hashes: frozenset[str]) -> tuple[str, ...]:
    """Keeps these hashes of accounts of people who are named by nothing, and no others; gives the archive's file."""
    with locked(archive):
        content = "".join(f"{one}\n" for one in sorted(hashes)).encode()
        put(archive, WITHHELD, content)
    return (WITHHELD,)


def collected_sources(archive: Path, kind: str) -> frozenset[str]:
    """The slugs of the sources of which the archive holds records of a kind, which is the name of a folder."""
    return frozenset(path.parent.name for path in (archive / kind).glob("*/*.jsonl"))


def past_states(archive: Path) -> dict[str, tuple[SourceState, ...]]:
    """What was told of each source, by its slug, the oldest first, as far as it can be read."""
    told = {source: readable_lines(archive / "sources" / source) for source in collected_sources(archive, "sources")}
    return {source: tuple(map(states.state_of, sorted(lines.values(), key=in_order))) for source, lines in told.items()}


class Homes(NamedTuple):
    """Where feeds were collected before, the latest address first, by source; `states` say so of those found now.

    `unlisted` are collected feeds that nobody lists any more, of which it was not known where they moved.
    """

    former: Mapping[str, tuple[str, ...]] = {}
    states: tuple[SourceState, ...] = ()
    unlisted: frozenset[str] = frozenset()


def homes(archive: Path, listed: Iterable[Source], records: Iterable[Record] = ()) -> Homes:
    """The former addresses of the feeds whose entries are among the records; `listed` is every source that is named.

    A feed that nobody lists any more, and that has most of its entries in common with one of the records', has moved
    there, when those were first seen: that is how a member's correction of an address is recognised.
    """
    listed = tuple(listed)
    lines = (line for slug in _moved(archive) for line in readable_lines(archive / "sources" / slug).values())
    told = list(map(states.state_of, lines))
    known = former_homes(listed, told)
    settled = {source.slug for source in listed} | {slug for former in known.values() for slug in former}
    orphans = {
        slug: readable_lines(archive / "entries" / slug)
        for slug in sorted(collected_sources(archive, "entries") - settled)
    }
    found: defaultdict[str, list[Line]] = defaultdict(list)
    for record in records:
        if orphans and type(record) is Entry:
            found[record.source].append(line_of(record))
    urls = {source.slug: source.url for source in listed if source.kind == "entries"}
    news = tuple(
        states.moved_state(orphan, urls[home], found[home][0]["first_seen"])
        for orphan, home in entries.successors(orphans, found)
        if home in urls
    )
    return Homes(former_homes(listed, [*told, *news]), news, frozenset(orphans))


def existing_events(archive: Path, source: str) -> tuple[CalendarEvent, ...]:
    """The events of a calendar that the archive holds, as far as they can be read, in no order that counts."""
    found = map(events.event_of, readable_lines(archive / "events" / source).values())
    return tuple(event for event in found if event)


def existing_departures(archive: Path, source: str) -> tuple[Departure, ...]:
    """The departures that the archive holds, as far as they can be read, in no order that counts."""
    return tuple(map(departures.departure_of, readable_lines(archive / "departures" / source).values()))


def existing_commits(archive: Path, source: str) -> dict[tuple[str, str], int]:
    """How many commits of whom the archive holds in a repository, by month as 2026-05, as far as it can be read."""
    found = Counter[tuple[str, str]]()
    for line in readable_lines(archive / "work" / source).values():
        commits = line.get("commits")
        found[str(line.get("who")), line["published"][:7]] += commits if isinstance(commits, int) else 0
    return dict(found)


def published(archive: Path, kind: str, source: str) -> dict[str, str]:
    """When each of a source's records was published that the archive holds, by id, as far as it can be read."""
    return {key: line["published"] for key, line in readable_lines(archive / kind / source).items()}


def line_of(record: Record) -> Line:
    """The record as a dictionary; of them all, conversations alone hold records of their own."""
    if isinstance(record, Discussion | Issue | PullRequest):
        return asdict(record)
    return {name: getattr(record, name) for name in _NAMES[type(record)]}


def _moved(archive: Path) -> list[str]:
    """The sources of which the archive holds a state that says that they moved: most never did."""
    return sorted({path.parent.name for path in (archive / "sources").glob("*/*.jsonl") if b'"moved"' in _bytes(path)})


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _merged_work(_before: Lines, records: list[Line]) -> Lines:
    return {record["id"]: record for record in records}


_MERGED: dict[str, Callable[[Lines, list[Line]], Lines]] = {
    "entries": entries.merged,
    "mentions": entries.merged,
    "events": events.merged,
    **dict.fromkeys(LISTS, conversations.merged),
    "work": _merged_work,
    "sources": states.merged,
    "departures": departures.merged,
}


def _lines_of(archive: Path, homes: Iterable[str]) -> Lines:
    """The entries that were collected at a feed's former addresses; `homes` begin with the latest of them."""
    found: Lines = {}
    for home in homes:
        found = readable_lines(archive / "entries" / home) | found
    return found


def _checked(record: Record) -> Record:
    if not _SLUG.fullmatch(record.source) or not YEAR.match(record.published):
        raise FolkmootError(f"{record.source!r}, {record.published!r} name no file of the archive")
    return record
