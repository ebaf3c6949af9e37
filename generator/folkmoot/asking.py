"""The part of collecting that asks: feeds and calendars, many at once, then GitHub and repositories, one by one."""

import datetime as dt
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Literal, NamedTuple

from folkmoot import git
from folkmoot.collect.calendars import calendar_reader
from folkmoot.collect.counting import Memory
from folkmoot.collect.feeds import feed_reader, mention_reader
from folkmoot.collect.github.session import Session
from folkmoot.collect.history import read_history
from folkmoot.collect.http import Client
from folkmoot.collect.kinds import NOTHING
from folkmoot.collect.linking import Linking, linked
from folkmoot.collect.parsers import Parsers
from folkmoot.collect.patience import Trip
from folkmoot.collect.results import Found
from folkmoot.collect.runtime import Over, RunTime
from folkmoot.collect.signatures import repository_at_hand
from folkmoot.collect.visiting import Reader, visited
from folkmoot.derive.identity import Account, actors, withheld_people
from folkmoot.derive.struck import Struck
from folkmoot.load.hashed import withheld_accounts
from folkmoot.load.visits import ACCOUNTS, CACHE, HISTORIES, load_history
from folkmoot.model.account import HASH
from folkmoot.model.artifact import Artifact
from folkmoot.model.community import Community
from folkmoot.model.forgotten import hashes_by_salt
from folkmoot.model.harvest import SALT, Failure, Source, SourceKind, Work
from folkmoot.model.source import sources
from folkmoot.model.zones import known_zone
from folkmoot.publish import archive as kept
from folkmoot.publish import tree
from folkmoot.repositories import NO_TOKEN, Repositories, forget_others, refresh_repositories
from folkmoot.text import plural

FEEDS = ("entries", "events", "mentions")
"""The kinds that are documents on the web, which anybody may propose."""

_DAY = 86_400
_UNASKED = (
    "waits until GitHub tells again whose accounts are behind some addresses, which the cache lost: what is archived"
    " stays"
)

Progress = Callable[[Source, str, Literal["read", "failed", "waiting"]], None]
"""Told of each source what came of it, in words: "18 entries", "unchanged", why it could not be read, or how long it
waits; those that wait are told first.
"""


class Request(NamedTuple):
    """What a run needs to know.

    `root` is the hub's folder (its cache is `root/.folkmoot/cache`), `archive` the folder that is written. `now` is
    aware. `token` is a GitHub token or "". `base_url` is the address of GitHub's REST interface. `allow` lifts the
    guard against private addresses for these `host:port`. `only` are slugs or kinds (entries, events, discussions,
    issues, work, mentions, pictures) of the sources to read; empty means all. `shard` is which of how many runs this
    is, that share the sources out. `run` is how long it may take; without it as long as it does.
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
    run: RunTime | None = None

    @property
    def zone(self) -> dt.tzinfo:
        """Where the community is: what it did is on days of its own."""
        return known_zone(self.community.profile.timezone) or dt.UTC


def on_the_web(request: Request, trips: Iterable[Trip], run: RunTime) -> Generator[Found, None, None]:
    """Each feed and calendar as it is done, many at once, as long as the run's time lasts."""
    client = Client(request.community.profile.home, request.allow, run=run)
    by_slug = {trip.source.slug: trip for trip in trips if trip.source.kind in FEEDS}
    with Parsers(run=run) as parsers:
        feeds = feed_reader(parsers, request.now)
        readers: dict[SourceKind, Reader[kept.Record]] = {
            "entries": feeds,
            "mentions": mention_reader(feeds),
            "events": calendar_reader(
                parsers, request.now, lambda source: kept.existing_events(request.archive, source.slug)
            ),
        }
        for one in visited(by_slug.values(), client, readers, request.now, run):
            trip = by_slug[one.source.slug]
            if isinstance(one, Failure):
                yield Found(trip, (), "", one)
            else:
                words = readers[one.source.kind].words(one.source, one.records or ())
                yield Found(trip, one.records or (), "unchanged" if one.records is None else words, None, one)


def at_github(request: Request, trips: Iterable[Trip], run: RunTime) -> Repositories:
    """What is said and done in repositories, as far as there is a token to ask with, and time."""
    forget_others({source.slug for source in sources(request.community)}, request.root, request.shard)
    wanted = [trip.source for trip in _by_turns(trips) if trip.source.kind in ("discussions", "issues")]
    if not wanted:
        return Repositories()
    if not request.token:
        failures = tuple(Failure(source, NO_TOKEN.format(source.kind)) for source in wanted)
        return Repositories(failures=failures, unasked=frozenset(wanted), was_asked=False)
    with Session(request.token, request.base_url, run) as session:
        struck = Struck.by(request.community)
        return refresh_repositories(wanted, session, request.root, request.archive, request.now, request.shard, struck)


def found_at_github(trips: Iterable[Trip], read: Repositories) -> Generator[Found, None, None]:
    """What reading came to, source by source; nothing of those that nobody got to."""
    failures = {failure.source: failure for failure in read.failures}
    for trip in trips:
        if trip.source in failures:
            is_told = trip.source not in read.unasked
            yield Found(trip, (), "", failures[trip.source], is_told=is_told, was_asked=read.was_asked)
        elif trip.source in read.words:
            yield Found(trip, (), read.words[trip.source])


def histories(request: Request, trips: Iterable[Trip], run: RunTime, session: Session) -> Generator[Found, None, None]:
    """Histories, one after the other, as long as the run's time lasts. The session asks who is behind addresses."""
    salt = _salt(request)
    for trip in _by_turns(trips):
        if run.is_over:
            return
        if trip.source.kind == "work":
            with suppress(Over):
                yield _history(request, trip, salt, run, session)


def _by_turns(trips: Iterable[Trip]) -> list[Trip]:
    """Those first that earlier runs had no time for."""
    return sorted(trips, key=lambda trip: -trip.visit.passed_over)


def _history(request: Request, trip: Trip, salt: str, run: RunTime, session: Session) -> Found:
    """The work in a repository; raises `Over` where the run's time was not enough."""
    if not salt:
        reason = "waits for the archive's identity-salt, which shard 1 makes in its first run"
        return Found(trip, (), "", Failure(trip.source, reason), is_told=False, was_asked=False)
    cache = request.root / CACHE
    history = read_history(
        trip.source,
        request.root,
        cache / "git",
        salt,
        request.now,
        request.allow,
        run.left,
        memory=_memory(request, HISTORIES),
        zone=request.zone,
    )
    if isinstance(history, Failure):
        if run.is_over:
            raise Over
        return Found(trip, (), "", history)
    work = history.work
    if (clone := repository_at_hand(trip.source, request.root, cache / "git")) and clone.is_relative_to(cache):
        members = request.community.members.values()
        claimed = frozenset(name for member in members for name in member.other_accounts)
        today, until = int(request.now.timestamp()) // _DAY, time.monotonic() + min(run.left, git.READ_SECONDS)
        known = kept.existing_commits(request.archive, trip.source.slug)
        asked = Linking(trip.source, clone, salt, claimed, today, until, known)
        named = linked(work, asked, _memory(request, ACCOUNTS), session if request.token else None)
        if named is None:
            reason = _UNASKED if request.token else f"{_UNASKED}; no GITHUB_TOKEN is set"
            was_asked = bool(request.token)
            return Found(trip, (), "", Failure(trip.source, reason), is_told=False, was_asked=was_asked)
        work = named
    nobodys = _unclaimed(request, work, salt)
    # Until here it was needed, to compare with what GitHub told before.
    work = tuple(one for one in work if one.kind != NOTHING)
    people = len({one.who for one in work})
    return Found(trip, work, f"the work of {plural(people, 'person', 'people')}", unclaimed=nobodys)


def _unclaimed(request: Request, work: Iterable[Work], salt: str) -> int:
    """The commits under addresses that no member has, nor any account, and nobody who is hidden or left hidden."""
    unknown = [one for one in work if one.who.startswith(HASH)]
    accounts = {Account(one.who, 0) for one in unknown}
    members = request.community.members.values()
    gone = hashes_by_salt(request.community.forgotten, withheld_accounts(request.archive), salt)
    owners = actors(request.community, accounts, withheld_people(members, accounts, gone))
    return sum(one.commits for one in unknown if owners[Account(one.who, 0)] == one.who)


def _memory(request: Request, folder: str) -> Memory:
    """What is remembered of histories in a folder of the cache."""
    return Memory(
        lambda name: load_history(request.root, name, folder),
        lambda name, content: tree.write(request.root / CACHE, Artifact(f"{folder}/{name}", content)),
    )


def _salt(request: Request) -> str:
    """The archive's salt, or "" where it has none and another shard is to make it: else there would be several."""
    if not request.community.profile.sources.repositories:
        return ""
    is_there = (request.archive / SALT).is_file()
    return kept.identity_salt(request.archive) if is_there or request.shard[0] == 1 else ""


def told(request: Request, found: Iterable[Found]) -> Generator[Found, None, None]:
    """What is found, of which whoever watches is told."""
    for one in found:
        tell(
            request,
            one.trip.source,
            one.failure.reason if one.failure else one.words,
            ("failed" if one.was_asked else "waiting") if one.failure else "read",
        )
        yield one


def tell(request: Request, source: Source, words: str, fared: Literal["read", "failed", "waiting"]) -> None:
    """Tells whoever watches what came of a source."""
    if request.progress:
        request.progress(source, words, fared)
