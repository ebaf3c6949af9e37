"""The use case of collecting: read every source the community names, and keep what is new in the archive."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from folkmoot.collect.discussions import read_discussions
from folkmoot.collect.feeds import collect_feeds
from folkmoot.collect.history import read_history
from folkmoot.collect.http import Client, Validators
from folkmoot.collect.parsers import Parsers
from folkmoot.errors import WrongUse
from folkmoot.model.artifact import Artifact
from folkmoot.model.community import Community
from folkmoot.model.harvest import Discussion, Entry, Failure, Source, SourceState, Work
from folkmoot.model.source import sources
from folkmoot.publish import archive as kept
from folkmoot.publish import tree
from folkmoot.text import closest, plural

CACHE = ".folkmoot/cache"

_VALIDATORS = "validators.json"
_KINDS = ("entries", "discussions", "work")
_OUTAGE_SHARE, _OUTAGE_FEEDS = 0.3, 4
_SILENT = {"failing", "gone"}

_State = Literal["first-seen", "failing", "recovered", "moved", "gone"]

Progress = Callable[[Source, str], None]
"""Told after each source what came of it, in words: "18 entries", "unchanged", or why it could not be read."""


class Request(NamedTuple):
    """What a run needs to know.

    `root` is the hub's folder (its cache is `root/.folkmoot/cache`), `archive` the folder that is written. `now` is
    aware. `token` is a GitHub token or "". `base_url` is the address of GitHub's REST interface. `allow` lifts the
    guard against private addresses for these `host:port`. `only` are slugs or kinds (entries, discussions, work) of
    the sources to read; empty means all.
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


class Outcome(NamedTuple):
    """What a run found: how many sources it read, how many records are new by kind, and what could not be read.

    `written` are the archive's files that changed, relative to it. With `outage`, so many feeds failed at once that
    the fault is likely this machine's: what was found is kept, but no source is marked as failing.
    """

    sources: int
    new: Mapping[str, int]
    failures: tuple[Failure, ...]
    written: tuple[str, ...]
    outage: bool


class _Found(NamedTuple):
    """What one source gave; `failure` may come with what was read before it."""

    source: Source
    records: tuple[Entry, ...] | tuple[Discussion, ...] | tuple[Work, ...]
    failure: Failure | None
    words: str


def refresh(request: Request) -> Outcome:
    """Collects from every source asked for; a source that fails keeps its last good records and is reported."""
    wanted = wanted_sources(request.community, request.only)
    if not request.base_url.startswith(("https://", "http://")):
        raise WrongUse(f"{request.base_url} is no address of GitHub", "write it as https://api.github.com")
    cached = _read_validators(request.root)
    archived = kept.collected_sources(request.archive, "entries")
    # A feed of which the archive holds nothing is read whole, whatever the cache says.
    validators = {one.url: cached[one.url] for one in wanted if one.slug in archived and one.url in cached}
    found: list[_Found] = []
    for one in _collected(request, wanted, validators):
        found.append(one)
        if request.progress:
            request.progress(one.source, one.failure.reason if one.failure else one.words)
    failures = tuple(sorted((one.failure for one in found if one.failure), key=lambda one: one.source.slug))
    before = kept.last_states(request.archive) if request.archive.is_dir() else {}
    outage = is_outage([one for one in wanted if one.kind == "entries"], failures, before)
    records = [record for one in found for record in one.records]
    judged = [one for one in found if request.token or one.source.kind != "discussions"]
    states = [] if outage else changed_states(judged, before, request.now)
    written = kept.write(request.archive, [*records, *states])
    asked = {one.url for one in wanted}
    still = {url: known for url, known in cached.items() if url not in asked} | validators
    tree.write(request.root / CACHE, Artifact(_VALIDATORS, json.dumps(still, indent=1, sort_keys=True).encode()))
    new = {kind: number for kind, number in written.new.items() if kind in _KINDS}
    return Outcome(len(found) - len(failures), new, failures, written.files, outage)


def wanted_sources(community: Community, only: frozenset[str]) -> tuple[Source, ...]:
    """The community's sources that `only` names by slug or kind, or all; raises `WrongUse` for a name of none."""
    everything = sources(community)
    known = {*_KINDS, *(source.slug for source in everything)}
    for name in sorted(only - known):
        meant = closest(name, known)
        raise WrongUse(f"no source is called {name}", f"did you mean {meant}?" if meant else "name a source's slug")
    return tuple(source for source in everything if not only or only & {source.slug, source.kind})


def is_outage(feeds: Iterable[Source], failures: Iterable[Failure], before: Mapping[str, str]) -> bool:
    """Whether more than 30 % of the feeds, and at least four, fail that were not known to: then it is not they."""
    slugs = {source.slug for source in feeds}
    fallen = [one for one in failures if one.source.slug in slugs and before.get(one.source.slug) not in _SILENT]
    return len(fallen) >= _OUTAGE_FEEDS and len(fallen) > _OUTAGE_SHARE * len(slugs)


def changed_states(found: Iterable[_Found], before: Mapping[str, str], now: dt.datetime) -> list[SourceState]:
    """For each source that fares otherwise than `before`: first seen, failing, gone, or recovered.

    What is gone stays gone until it answers again. A reason that changes while a source fails is no news.
    """
    changes = []
    for source, _, failure, _ in found:
        was = before.get(source.slug)
        if failure is not None and failure.state != was != "gone":
            changes.append(_state(source, failure.state, failure.reason, now))
        elif failure is None and was is None:
            changes.append(_state(source, "first-seen", "", now))
        elif failure is None and was in _SILENT:
            changes.append(_state(source, "recovered", "", now))
    return changes


def _state(source: Source, state: _State, reason: str, now: dt.datetime) -> SourceState:
    published = f"{now.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
    identity = hashlib.sha256(f"{source.slug}\n{published}\n{state}".encode()).hexdigest()[:20]
    return SourceState(source.slug, identity, published, state, reason, source.url)


def _collected(request: Request, wanted: tuple[Source, ...], validators: dict[str, Validators]) -> Iterator[_Found]:
    """Each source as it is done: feeds, many at once; then discussions, then histories."""
    by_kind = {kind: [source for source in wanted if source.kind == kind] for kind in _KINDS}
    profile = request.community.profile
    client = Client(f"https://{profile.domain}/" if profile.domain else profile.repository or "", request.allow)
    with Parsers() as parsers:
        for feed in collect_feeds(by_kind["entries"], client, parsers, validators, request.now):
            if isinstance(feed, Failure):
                yield _failed(feed)
            else:
                words = "unchanged" if feed.entries is None else plural(len(feed.entries), "entry", "entries")
                yield _Found(feed.source, feed.entries or (), None, words)
    for source in by_kind["discussions"]:
        talk = read_discussions(source, request.token, request.base_url)
        words = plural(len(talk.discussions), "discussion", "discussions")
        yield _Found(source, talk.discussions, talk.failure, words)
    salt = kept.identity_salt(request.archive) if by_kind["work"] else ""
    for source in by_kind["work"]:
        history = read_history(source, request.root, request.root / CACHE / "git", salt, request.now, request.allow)
        if isinstance(history, Failure):
            yield _failed(history)
        else:
            people = len({work.who for work in history.work})
            yield _Found(source, history.work, None, f"the work of {plural(people, 'person', 'people')}")


def _failed(failure: Failure) -> _Found:
    return _Found(failure.source, (), failure, "")


def _read_validators(root: Path) -> dict[str, Validators]:
    """What servers gave last time, by address; nothing where the cache is lost or damaged, which costs a cold run."""
    try:
        told = json.loads((root / CACHE / _VALIDATORS).read_bytes())
        return {url: Validators(str(etag), str(modified)) for url, (etag, modified) in told.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
