"""The use case of collecting: read every source the community names, and keep what is new in the archive."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple, get_args

from folkmoot.asking import FEEDS, Request, at_github, found_at_github, histories, on_the_web, tell, told
from folkmoot.collect.github.session import Cost, Session
from folkmoot.collect.patience import Trip
from folkmoot.collect.results import Found, Outlook, changes_of, remembered, state_of
from folkmoot.collect.runtime import RunTime
from folkmoot.collect.standing import standing_of
from folkmoot.derive.struck import Struck
from folkmoot.errors import WrongUse
from folkmoot.load.visits import CACHE, VISITS, load_visits, of_shard
from folkmoot.model.artifact import Artifact
from folkmoot.model.bookmark import LISTS
from folkmoot.model.community import Community
from folkmoot.model.harvest import Failure, Source, SourceKind, SourceState, Visit
from folkmoot.model.instant import written
from folkmoot.model.picture import picture_sources
from folkmoot.model.repository import repository_of
from folkmoot.model.source import listed, sources
from folkmoot.model.turnover import MEMBERS
from folkmoot.picturing import PICTURES, Pictures, refresh_pictures
from folkmoot.publish import archive as kept
from folkmoot.publish import tree
from folkmoot.repositories import Repositories, bring_home
from folkmoot.text import closest, schemeless
from folkmoot.turnover import Turnover, has_history, refresh_turnover

__all__ = ["Outcome", "Request", "refresh", "shard_of", "slugs_named", "wanted_sources"]

_KINDS = get_args(SourceKind)

_KEYS = {"feeds": "entries", "calendars": "events", "repositories": "work", "watch": "mentions"}
"""The keys of the community's file below which sources of a kind stand, where they are not called as it is."""

_OWN = (PICTURES, MEMBERS)
"""What is read as one source each, and stands in no list of sources."""

_FOR_FEEDS = 0.5
"""What feeds take of a run's time at most, where others are to be asked, too: anybody may propose feeds that hang."""

_SET_BACK = dt.timedelta(days=31)
"""By so much a clock may go wrong, and what was told before is still known."""


class Outcome(NamedTuple):
    """What a run found: how many sources it read, how many records are new by kind, and what could not be read.

    `written` are the archive's files that changed, relative to it. With `outage`, so many feeds failed at once that
    the fault is likely this machine's: nothing is kept then. `waiting` were not asked, since it is too early;
    `quarantined` are the slugs of those that fail for so long that they are asked once a week. `moved` are the sources
    that were read at another address than their own, with that address as their `url`, `changes` what is new of any.
    `unfinished` are those at GitHub of which the next run reads more, and `cost` is what GitHub was asked.
    `untouched` says in words what of those at GitHub is left in the archive as it was, though they were read.
    `unreached` are those that nobody got to while the run lasted: the next run begins with them. `unasked` are those of
    the failures that are none: without a token, or the archive's salt, nobody could be asked. It `was_stopped` where
    somebody ended it before its time. `unclaimed` are the commits, in the histories it read, of people
    whom the hub does not know.
    """

    sources: int
    new: Mapping[str, int]
    failures: tuple[Failure, ...]
    written: tuple[str, ...]
    outage: bool
    waiting: tuple[Source, ...] = ()
    quarantined: frozenset[str] = frozenset()
    unfinished: tuple[Source, ...] = ()
    cost: Cost = Cost()
    moved: Mapping[Source, str] = {}
    changes: tuple[SourceState, ...] = ()
    unreached: tuple[Source, ...] = ()
    untouched: Mapping[Source, tuple[str, ...]] = {}
    unasked: frozenset[Source] = frozenset()
    was_stopped: bool = False
    unclaimed: int = 0


def refresh(request: Request) -> Outcome:
    """Collects from every source asked for; a source that fails keeps its last good records and is reported.

    When the run's time is up, or it is stopped, what was read until then is kept.
    """
    run = request.run or RunTime()
    wanted = wanted_sources(request.community, request.only, request.shard, has_history=has_history(request.root))
    if not request.base_url.startswith(("https://", "http://")):
        raise WrongUse(f"{request.base_url} is no address of GitHub", "write it as https://api.github.com")
    visits = load_visits(request.root)
    trips = _trips(request, (source for source in wanted if source not in _OWN), visits)
    waiting: list[Trip] = []
    asked: list[Trip] = []
    for trip in trips:
        is_early = trip.waits(request.now) and trip.source.slug not in request.only
        (waiting if is_early else asked).append(trip)
        if is_early:
            tell(request, trip.source, f"waits until {trip.visit.not_before}", "waiting")
    keeping = _Keeping(request, asked)
    has_others = any(one in wanted for one in _OWN) or any(trip.source.kind not in FEEDS for trip in asked)
    for one in run.each(told(request, on_the_web(request, asked, run.part(_FOR_FEEDS if has_others else 1)))):
        keeping.add(one)
    keeping.await_no_more()
    outage = keeping.is_outage()
    # The archives of shards are joined by copying, which takes nothing away.
    is_whole = request.shard[1] == 1 and not outage
    moved = bring_home(request.community, request.root, request.archive) if is_whole else kept.together(())
    if request.shard[0] == 1 < request.shard[1]:
        kept.identity_salt(request.archive)  # whoever needs it may be in another shard, and waits for this one
    repositories = Repositories() if outage else at_github(request, asked, run)
    for one in told(request, found_at_github(asked, repositories)):
        keeping.add(one)
    with Session(request.token, request.base_url, run) as session:
        if not outage:
            for one in run.each(told(request, histories(request, asked, run, session))):
                keeping.add(one)
    turned = _turned(request, run) if MEMBERS in wanted and not outage else Turnover()
    pictured = Pictures(0, (), (), "") if outage else _pictured(request, wanted, run)
    found, put = keeping.found, kept.together([moved, keeping.ended(), repositories.written])
    changes = {} if outage else changes_of(found, request.now)
    # Of what could not be kept nothing is remembered either, so that the next run reads it again.
    lost = {trip.source: put.unwritten[trip.source.slug] for trip in asked if trip.source.slug in put.unwritten}
    reached = {one.trip.source.slug for one in found if one.failure or one.is_told}
    unreached = {} if outage else {trip.source.slug: trip.source for trip in asked if trip.source.slug not in reached}
    held = [one for one in found if one.trip.source not in lost and one.trip.source.slug not in unreached]
    _remember(request, visits, remembered(held, changes, request.now, outage=outage) | _passed_over(unreached, visits))
    for source in unreached.values():
        tell(request, source, "not asked: the run's time was up", "waiting")
    unread = {one.trip.source: one.failure for one in found if one.failure}
    unread |= {source: Failure(source, reason) for source, reason in lost.items()}
    failures = tuple(sorted(unread.values(), key=lambda one: one.source.slug))
    return Outcome(
        sources=len(reached) - len(failures) + (PICTURES in wanted) + bool(turned.words),
        new={kind: number for kind, number in put.new.items() if kind in (*_KINDS, *LISTS)}
        | ({MEMBERS.kind: turned.new} if turned.new else {})
        | ({PICTURES.kind: pictured.new} if PICTURES in wanted else {}),
        failures=(*failures, *turned.failures, *pictured.failures),
        written=(*put.files, *turned.files, *pictured.files),
        outage=outage,
        waiting=tuple(trip.source for trip in waiting),
        quarantined=frozenset(trip.source.slug for trip in trips if state_of(trip, changes) == "quarantined"),
        unfinished=repositories.unfinished,
        untouched=repositories.untouched,
        cost=repositories.cost.and_then(session.cost),
        moved={one.trip.source: one.fetched.elsewhere.url for one in found if one.fetched and one.fetched.elsewhere}
        | dict(repositories.renamed),
        changes=tuple(changes.values()),
        unreached=(
            *unreached.values(),
            *([MEMBERS] if MEMBERS in wanted and turned == Turnover() and not outage else []),
        ),
        unasked=frozenset(one.trip.source for one in found if one.failure and not one.was_asked),
        was_stopped=run.is_stopped,
        unclaimed=sum(one.unclaimed for one in found),
    )


def _passed_over(unreached: Iterable[str], visits: Mapping[str, Visit]) -> dict[str, Visit]:
    """What to remember of those that nobody got to: the more often, the earlier they are asked."""
    before = {slug: visits.get(slug, Visit()) for slug in unreached}
    return {slug: visit._replace(passed_over=visit.passed_over + 1) for slug, visit in before.items()}


class _Keeping:
    """Writes what is found into the archive, as soon as nothing that is still awaited can make it an outage.

    Where the archive holds feeds that nobody lists any more, it writes at the end: any of them may have moved to any
    of those that are read.
    """

    def __init__(self, request: Request, asked: Iterable[Trip]) -> None:
        self._request = request
        self._struck = Struck.by(request.community)
        self._outlook = Outlook((trip for trip in asked if trip.source.kind in FEEDS), request.only)
        self._homes = kept.homes(request.archive, listed(request.community))
        self._unkept: list[Found] = []
        self._written: list[kept.Written] = []
        self.found: list[Found] = []
        """What was added, without its records."""

    def add(self, one: Found) -> None:
        """Keeps one more, now or later."""
        self._outlook.add(one)
        self._unkept.append(one)
        self.found.append(one._replace(records=()))
        if not self._homes.unlisted and not self._outlook.may_be_outage():
            self._keep(self._homes)

    def await_no_more(self) -> None:
        """Nothing comes of what is still awaited."""
        self._outlook.await_no_more()

    def is_outage(self) -> bool:
        """Whether so many feeds failed, once all were asked, that the fault is likely this machine's."""
        return self._outlook.may_be_outage()

    def ended(self) -> kept.Written:
        """All that was written, once everything was added; of an outage that is nothing."""
        if self._unkept and not self.is_outage():
            records = (record for one in self._unkept for record in one.records)
            homes = kept.homes(self._request.archive, listed(self._request.community), records)
            self._keep(homes)
        return kept.together(self._written)

    def _keep(self, homes: kept.Homes) -> None:
        changes = changes_of(self._unkept, self._request.now)
        records = [*(record for one in self._unkept for record in one.records), *changes.values(), *homes.states]
        self._unkept.clear()
        if records:
            told = self._struck.of(records)
            self._written.append(kept.write(self._request.archive, told, homes.former))


def slugs_named(community: Community, names: Iterable[str]) -> frozenset[str]:
    """What people call sources, as slugs and kinds: an address or a title stands for every source that has it.

    So does a key of the community's file for the kind of what stands below it.
    """
    read = sources(community)
    found: set[str] = set()
    for name in names:
        alike = {one.slug for one in read if name == one.title or schemeless(name) == schemeless(one.url)}
        found |= {_KEYS.get(name, name)} if name in (*_KINDS, *_KEYS) else alike or {name}
    return frozenset(found)


def wanted_sources(
    community: Community,
    only: frozenset[str] = frozenset(),
    shard: tuple[int, int] = (1, 1),
    *,
    has_history: bool = False,
) -> tuple[Source, ...]:
    """The community's sources that `only` names by slug or kind, or all, as far as they are this shard's.

    Those that are paused are left out. The hub's own history is one where it `has_history`, or somebody asks for it.
    Which shard a source is in follows from its slug alone. Raises `WrongUse` for a name of none.
    """
    everything = sources(community)
    if picture_sources(community):
        everything = (*everything, PICTURES)
    if has_history or only & {MEMBERS.slug, MEMBERS.kind}:
        everything = (*everything, MEMBERS)
    known = {*_KINDS, *(source.slug for source in everything)}
    for name in sorted(only - known):
        meant = closest(name, {*known, *_KEYS, *(source.title or source.url for source in everything)})
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

    What lies further ahead than a clock is set back is another clock's, and counts when its time has come.
    One of which the archive has nothing is read whole in any case, and so is a calendar with a series.
    """
    there = {kind: kept.collected_sources(request.archive, kind) for kind in _KINDS}
    # In most of what is watched nothing is ever found: that it was read before is told by its states.
    there["mentions"] |= kept.collected_sources(request.archive, "sources")
    states = kept.past_states(request.archive)
    latest = written(request.now + _SET_BACK)
    trips = []
    for source in wanted:
        visit = visits.get(source.slug, Visit())
        if source.slug not in there[source.kind] or (source.kind == "events" and _goes_on(request, source)):
            visit = visit._replace(etag="", last_modified="", address="", digest="")
        known = _own(request.community, source, (one for one in states.get(source.slug, ()) if one.published <= latest))
        trips.append(Trip(source, standing_of(known), visit))
    return trips


def _own(community: Community, source: Source, states: Iterable[SourceState]) -> list[SourceState]:
    """What was told of the source since its folder is its own: another repository's may have been called alike."""
    repository = repository_of(community, source)
    latest_first = reversed(list(states))
    own = takewhile(lambda one: repository_of(community, replace(source, url=one.url)) == repository, latest_first)
    return list(own)[::-1]


def _goes_on(request: Request, source: Source) -> bool:
    """Whether a calendar that did not change has something new all the same: other dates of a series are ahead."""
    return any(one.recurrence and not one.withdrawn for one in kept.existing_events(request.archive, source.slug))


def _pictured(request: Request, wanted: tuple[Source, ...], run: RunTime) -> Pictures:
    """Pictures as far as they are asked for; where the community wants none, what the archive has of them goes."""
    if PICTURES not in wanted and picture_sources(request.community):
        return Pictures(0, (), (), "")
    found = refresh_pictures(request.root, request.community, request.archive, request.now, request.allow, run)
    if PICTURES in wanted:
        tell(request, PICTURES, found.words, "read")
    return found


def _turned(request: Request, run: RunTime) -> Turnover:
    """Who left and came back, as the hub's own history tells."""
    makes_salt = request.shard[0] == 1
    found = refresh_turnover(
        request.root, request.archive, request.now, run,
        makes_salt=makes_salt, zone=request.zone, forgotten=request.community.forgotten,
    )  # fmt: skip
    for failure in found.failures:
        tell(request, MEMBERS, failure.reason, "failed")
    if found.words:
        tell(request, MEMBERS, found.words, "read")
    return found


def _remember(request: Request, visits: Mapping[str, Visit], new: Mapping[str, Visit]) -> None:
    """Writes the visits to the cache, each shard those to its own sources."""
    number, shards = request.shard
    own = {source.slug for source in sources(request.community) if shard_of(source.slug, shards) == number}
    lines = {
        slug: {key: value for key, value in visit._asdict().items() if value}
        for slug, visit in sorted({**visits, **new}.items())
        if slug in own
    }
    name = of_shard(VISITS, request.shard)
    tree.write(request.root / CACHE, Artifact(name, json.dumps(lines, indent=1, ensure_ascii=False).encode()))
