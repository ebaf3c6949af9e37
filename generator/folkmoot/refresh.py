"""The use case of collecting: read every source the community names, and keep what is new in the archive."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from folkmoot.collect.calendars import calendar_reader
from folkmoot.collect.discussions import read_discussions
from folkmoot.collect.feeds import feed_reader, mention_reader
from folkmoot.collect.history import read_history
from folkmoot.collect.http import Client
from folkmoot.collect.parsers import Parsers
from folkmoot.collect.patience import Trip
from folkmoot.collect.results import Found, changes_of, is_outage, remembered, state_of
from folkmoot.collect.standing import standing_of
from folkmoot.collect.visiting import Reader, visited
from folkmoot.errors import WrongUse
from folkmoot.load.visits import CACHE, VISITS, load_visits
from folkmoot.model.artifact import Artifact
from folkmoot.model.community import Community
from folkmoot.model.harvest import Failure, Source, SourceKind, SourceState, Visit
from folkmoot.model.picture import picture_sources
from folkmoot.model.source import listed, sources
from folkmoot.picturing import PICTURES, Pictures, refresh_pictures
from folkmoot.publish import archive as kept
from folkmoot.publish import tree
from folkmoot.text import closest, plural, schemeless

_KINDS = ("entries", "events", "discussions", "work", "mentions", "pictures")
_FEEDS = ("entries", "events", "mentions")
"""The kinds that are documents on the web, which anybody may propose."""

Progress = Callable[[Source, str, Literal["read", "failed", "waiting"]], None]
"""Told of each source what came of it, in words: "18 entries", "unchanged", why it could not be read, or how long it
waits; those that wait are told first.
"""


class Request(NamedTuple):
    """What a run needs to know.

    `root` is the hub's folder (its cache is `root/.folkmoot/cache`), `archive` the folder that is written. `now` is
    aware. `token` is a GitHub token or "". `base_url` is the address of GitHub's REST interface. `allow` lifts the
    guard against private addresses for these `host:port`. `only` are slugs or kinds (entries, events, discussions,
    work, mentions, pictures) of the sources to read; empty means all. `shard` is which of how many runs this is, that
    share the sources out.
    """

    root: Path
    community: Community
    archive: Path
    now: dt.datetime
    token: str = ""
    base_url: str = "https://api.github.com"
    allow: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    progress: Progress | None = None
    shard: tuple[int, int] = (1, 1)


class Outcome(NamedTuple):
    """What a run found: how many sources it read, how many records are new by kind, and what could not be read.

    `written` are the archive's files that changed, relative to it. With `outage`, so many feeds failed at once that
    the fault is likely this machine's: nothing is kept then. `waiting` were not asked, since it is too early;
    `quarantined` are the slugs of those that fail for so long that they are asked once a week. `moved` are the sources
    that were read at another address than their own, with that address as their `url`, `changes` what is new of any.
    """

    sources: int
    new: Mapping[str, int]
    failures: tuple[Failure, ...]
    written: tuple[str, ...]
    outage: bool
    waiting: tuple[Source, ...] = ()
    quarantined: frozenset[str] = frozenset()
    moved: Mapping[Source, str] = {}
    changes: tuple[SourceState, ...] = ()


def refresh(request: Request) -> Outcome:
    """Collects from every source asked for; a source that fails keeps its last good records and is reported."""
    wanted = wanted_sources(request.community, request.only, request.shard)
    if not request.base_url.startswith(("https://", "http://")):
        raise WrongUse(f"{request.base_url} is no address of GitHub", "write it as https://api.github.com")
    visits = load_visits(request.root)
    trips = _trips(request, (source for source in wanted if source != PICTURES), visits)
    waiting: list[Trip] = []
    asked: list[Trip] = []
    for trip in trips:
        is_early = trip.waits(request.now) and trip.source.slug not in request.only
        (waiting if is_early else asked).append(trip)
        if is_early:
            _tell(request, trip.source, f"waits until {trip.visit.not_before}", "waiting")
    keeping = _Keeping(request, asked)
    for one in _told(request, _on_the_web(request, asked)):
        keeping.add(one)
    outage = keeping.may_be_outage()
    if not outage:
        for one in _told(request, _at_github(request, asked)):
            keeping.add(one)
    pictured = Pictures(0, (), (), "") if outage else _pictured(request, wanted)
    found, put = keeping.found, keeping.ended()
    changes = {} if outage else changes_of(found, request.now)
    # Of what could not be kept nothing is remembered either, so that the next run reads it again.
    lost = {trip.source: put.unwritten[trip.source.slug] for trip in asked if trip.source.slug in put.unwritten}
    held = [one for one in found if one.trip.source not in lost]
    _remember(request, visits, remembered(held, changes, request.now, outage=outage))
    unread = {one.trip.source: one.failure for one in found if one.failure}
    unread |= {source: Failure(source, reason) for source, reason in lost.items()}
    failures = tuple(sorted(unread.values(), key=lambda one: one.source.slug))
    return Outcome(
        sources=len(found) - len(failures) + (PICTURES in wanted),
        new={kind: number for kind, number in put.new.items() if kind in _KINDS}
        | ({PICTURES.kind: pictured.new} if PICTURES in wanted else {}),
        failures=(*failures, *pictured.failures),
        written=(*put.files, *pictured.files),
        outage=outage,
        waiting=tuple(trip.source for trip in waiting),
        quarantined=frozenset(trip.source.slug for trip in trips if state_of(trip, changes) == "quarantined"),
        moved={one.trip.source: one.fetched.elsewhere.url for one in found if one.fetched and one.fetched.elsewhere},
        changes=tuple(changes.values()),
    )


class _Keeping:
    """Writes what is found into the archive, as soon as nothing that is still awaited can make it an outage.

    Where the archive holds feeds that nobody lists any more, it writes at the end: any of them may have moved to any
    of those that are read.
    """

    def __init__(self, request: Request, asked: Iterable[Trip]) -> None:
        self._request = request
        self._awaited = {trip.source.slug: trip for trip in asked if trip.source.kind in _FEEDS}
        self._may_be_outage = True
        self._homes = kept.homes(request.archive, listed(request.community))
        self._unkept: list[Found] = []
        self._written: list[kept.Written] = []
        self.found: list[Found] = []
        """What was added, without its records."""

    def add(self, one: Found) -> None:
        """Keeps one more, now or later."""
        self._awaited.pop(one.trip.source.slug, None)
        self._unkept.append(one)
        self.found.append(one._replace(records=()))
        if not self._homes.unlisted and not self.may_be_outage():
            self._keep(self._homes)

    def may_be_outage(self) -> bool:
        """Whether so many feeds failed, or still may, that the fault is likely this machine's."""
        if self._may_be_outage:
            self._may_be_outage = is_outage(self.found, self._request.only, self._awaited.values())
        return self._may_be_outage

    def ended(self) -> kept.Written:
        """All that was written, once everything was added; of an outage that is nothing."""
        if self._unkept and not self.may_be_outage():
            records = (record for one in self._unkept for record in one.records)
            homes = kept.homes(self._request.archive, listed(self._request.community), records)
            self._keep(homes)
        return kept.together(self._written)

    def _keep(self, homes: kept.Homes) -> None:
        changes = changes_of(self._unkept, self._request.now)
        records = [*(record for one in self._unkept for record in one.records), *changes.values(), *homes.states]
        self._unkept.clear()
        if records:
            self._written.append(kept.write(self._request.archive, records, homes.former))


def slugs_named(community: Community, names: Iterable[str]) -> frozenset[str]:
    """What people call sources, as slugs and kinds: an address or a title stands for every source that has it."""
    read = sources(community)
    found: set[str] = set()
    for name in names:
        alike = {one.slug for one in read if name == one.title or schemeless(name) == schemeless(one.url)}
        found |= {name} if name in _KINDS else alike or {name}
    return frozenset(found)


def wanted_sources(
    community: Community, only: frozenset[str] = frozenset(), shard: tuple[int, int] = (1, 1)
) -> tuple[Source, ...]:
    """The community's sources that `only` names by slug or kind, or all, as far as they are this shard's.

    Those that are paused are left out. Which shard a source is in follows from its slug alone. Raises `WrongUse` for a
    name of none.
    """
    everything = sources(community)
    if picture_sources(community):
        everything = (*everything, PICTURES)
    known = {*_KINDS, *(source.slug for source in everything)}
    for name in sorted(only - known):
        meant = closest(name, {*known, *(source.title or source.url for source in everything)})
        raise WrongUse(
            f"no source is called {name}",
            f"did you mean {meant}?"
            if meant
            else "name its address or title; to see those of all: folkmoot sources --all",
        )
    return tuple(
        source
        for source in everything
        if (not only or only & {source.slug, source.kind})
        and not source.reading.paused
        and shard_of(source.slug, shard[1]) == shard[0]
    )


def shard_of(slug: str, shards: int) -> int:
    """Which of so many shards a source is in, from 1: whatever other sources there are."""
    return int.from_bytes(hashlib.sha256(slug.encode()).digest()[:8], "big") % shards + 1


def _trips(request: Request, wanted: Iterable[Source], visits: Mapping[str, Visit]) -> list[Trip]:
    """The sources with what is known of them.

    One of which the archive has nothing is read whole in any case, and so is a calendar with a series.
    """
    there = {kind: kept.collected_sources(request.archive, kind) for kind in _KINDS}
    # In most of what is watched nothing is ever found: that it was read before is told by its states.
    there["mentions"] |= kept.collected_sources(request.archive, "sources")
    states = kept.past_states(request.archive)
    trips = []
    for source in wanted:
        visit = visits.get(source.slug, Visit())
        if source.slug not in there[source.kind] or (source.kind == "events" and _goes_on(request, source)):
            visit = visit._replace(etag="", last_modified="", address="")
        trips.append(Trip(source, standing_of(states.get(source.slug, ())), visit))
    return trips


def _goes_on(request: Request, source: Source) -> bool:
    """Whether a calendar that did not change has something new all the same: other dates of a series are ahead."""
    return any(one.recurrence and not one.withdrawn for one in kept.existing_events(request.archive, source.slug))


def _on_the_web(request: Request, trips: Iterable[Trip]) -> Iterator[Found]:
    """Each feed and calendar as it is done, many at once."""
    client = Client(request.community.profile.home, request.allow)
    by_slug = {trip.source.slug: trip for trip in trips if trip.source.kind in _FEEDS}
    with Parsers() as parsers:
        feeds = feed_reader(parsers, request.now)
        readers: dict[SourceKind, Reader[kept.Record]] = {
            "entries": feeds,
            "mentions": mention_reader(feeds),
            "events": calendar_reader(
                parsers, request.now, lambda source: kept.existing_events(request.archive, source.slug)
            ),
        }
        for one in visited(by_slug.values(), client, readers, request.now):
            trip = by_slug[one.source.slug]
            if isinstance(one, Failure):
                yield Found(trip, (), "", one)
            else:
                words = readers[one.source.kind].words(one.source, one.records or ())
                yield Found(trip, one.records or (), "unchanged" if one.records is None else words, None, one)


def _at_github(request: Request, trips: Iterable[Trip]) -> Iterator[Found]:
    """Discussions, then histories, one after the other."""
    for trip in trips:
        if trip.source.kind == "discussions":
            talk = read_discussions(trip.source, request.token, request.base_url)
            words = plural(len(talk.discussions), "discussion", "discussions")
            yield Found(trip, talk.discussions, words, talk.failure, is_told=bool(request.token))
    salt = _salt(request)
    for trip in trips:
        if trip.source.kind == "work":
            yield _history(request, trip, salt)


def _history(request: Request, trip: Trip, salt: str) -> Found:
    if not salt:
        reason = "waits for the archive's identity-salt, which shard 1 makes in its first run"
        return Found(trip, (), "", Failure(trip.source, reason), is_told=False)
    history = read_history(trip.source, request.root, request.root / CACHE / "git", salt, request.now, request.allow)
    if isinstance(history, Failure):
        return Found(trip, (), "", history)
    people = len({work.who for work in history.work})
    return Found(trip, history.work, f"the work of {plural(people, 'person', 'people')}")


def _salt(request: Request) -> str:
    """The archive's salt, or "" where it has none and another shard is to make it: else there would be several."""
    if not any(source.kind == "work" for source in sources(request.community)):
        return ""
    is_there = (request.archive / kept.SALT).is_file()
    return kept.identity_salt(request.archive) if is_there or request.shard[0] == 1 else ""


def _pictured(request: Request, wanted: tuple[Source, ...]) -> Pictures:
    """Pictures as far as they are asked for; where the community wants none, what the archive has of them goes."""
    if PICTURES not in wanted and picture_sources(request.community):
        return Pictures(0, (), (), "")
    found = refresh_pictures(request.root, request.community, request.archive, request.now, request.allow)
    if PICTURES in wanted:
        _tell(request, PICTURES, found.words, "read")
    return found


def _told(request: Request, found: Iterable[Found]) -> Iterator[Found]:
    for one in found:
        _tell(
            request,
            one.trip.source,
            one.failure.reason if one.failure else one.words,
            "failed" if one.failure else "read",
        )
        yield one


def _tell(request: Request, source: Source, words: str, fared: Literal["read", "failed", "waiting"]) -> None:
    if request.progress:
        request.progress(source, words, fared)


def _remember(request: Request, visits: Mapping[str, Visit], new: Mapping[str, Visit]) -> None:
    """Writes the visits to the cache, each shard those to its own sources."""
    number, shards = request.shard
    own = {source.slug for source in sources(request.community) if shard_of(source.slug, shards) == number}
    lines = {
        slug: {key: value for key, value in visit._asdict().items() if value}
        for slug, visit in sorted({**visits, **new}.items())
        if slug in own
    }
    name = VISITS if shards == 1 else f"visits-{number}-of-{shards}.json"
    tree.write(request.root / CACHE, Artifact(name, json.dumps(lines, indent=1, ensure_ascii=False).encode()))
