"""The use case of reading repositories at GitHub: what changed in all of them, then everything, as far as points last.

What was read is kept as soon as there is a good piece of it, with the place where reading goes on: a run that is
killed, or comes to the limit of questions, loses at most that piece.
"""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Container, Generator, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from folkmoot.collect.github.lists import DISCUSSIONS, ISSUES, PULLS, RELEASES, Kept, Listed
from folkmoot.collect.github.passes import Page, SwitchedOff, latest, sweep
from folkmoot.collect.github.session import Cost, Session, Stopped
from folkmoot.collect.runtime import Over
from folkmoot.derive.struck import NOBODY, Struck
from folkmoot.load.archive import check_legible, load_archive
from folkmoot.load.bookmarks import BOOKMARKS, Bookmarks, load_bookmarks
from folkmoot.load.visits import CACHE, of_shard
from folkmoot.model.artifact import Artifact
from folkmoot.model.belonging import belonging
from folkmoot.model.bookmark import LISTS, Bookmark
from folkmoot.model.community import Community
from folkmoot.model.harvest import Failure, Source, SourceKind
from folkmoot.model.source import listed as listed_sources
from folkmoot.publish import archive as kept
from folkmoot.publish import tree
from folkmoot.text import plural

_LISTS: Mapping[SourceKind, tuple[Listed, ...]] = {"discussions": (DISCUSSIONS,), "issues": (ISSUES, PULLS, RELEASES)}
_NOT_UNDERSTOOD = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What taking apart comes to that is not as GitHub's schema says."""

_MOST_NAMED = 5
"""So many records that GitHub failed to tell are named."""

_PIECE = 500
"""So many records are kept at once: a source's files are written anew for each piece."""

NO_TOKEN = "no GITHUB_TOKEN is set; GitHub shows {} to programs with a token alone"  # noqa: S105


class Repositories(NamedTuple):
    """What reading came to: in words by source that was reached, why some could not be read, and those of which more is
    to come.

    `renamed` says how GitHub calls repositories now that are named otherwise. `untouched` says in words what of those
    that were read is left in the archive as it was. `unasked` are failures that are not the
    repositories' own. Without a token none `was_asked`.
    """

    words: Mapping[Source, str] = {}
    failures: tuple[Failure, ...] = ()
    unasked: frozenset[Source] = frozenset()
    unfinished: tuple[Source, ...] = ()
    renamed: Mapping[Source, str] = {}
    untouched: Mapping[Source, tuple[str, ...]] = {}
    written: kept.Written = kept.together(())
    cost: Cost = Cost()
    was_asked: bool = True


def refresh_repositories(
    sources: Iterable[Source],
    session: Session,
    root: Path,
    archive: Path,
    now: dt.datetime,
    shard: tuple[int, int],
    struck: Struck = NOBODY,
) -> Repositories:
    """Reads these repositories' discussions, issues, pull requests and releases into the archive, as far as `struck`
    leaves them.

    First comes what changed in each of them, since that is cheap; then the passes through everything that are due.
    """
    reading = _Reading(session, root, archive, now, shard, struck)
    asked = [(source, listed) for source in sources for listed in _LISTS[source.kind]]
    well = []
    for source, listed in asked:
        bookmark = reading.bookmark(source, listed)
        if reading.follow(source, listed, latest(session, source, listed, bookmark)):
            well.append((source, listed))
    for source, listed in well:
        known = kept.published(archive, listed.name, source.slug)
        bookmark = reading.bookmark(source, listed)
        reading.follow(source, listed, sweep(session, source, listed, bookmark, known, now))
    return reading.ended([source for source, _ in asked])


def forget_others(listed: Container[str], root: Path, shard: tuple[int, int]) -> None:
    """Forgets how far repositories were read that are named no longer; `listed` are the slugs of all that are.

    Who is named again is read like one that never was: so a hub says that it means what has the name now.
    """
    bookmarks = load_bookmarks(root)
    named = {slug: lists for slug, lists in bookmarks.items() if slug in listed}
    if named != bookmarks:
        _remember(named, root, shard)


def bring_home(community: Community, root: Path, archive: Path) -> kept.Written:
    """Moves what the archive has of the community's repositories in folders of no source to where it belongs now.

    Of what is in several folders one stays. What is another repository's, or nobody knows whose, stays where it is.
    """
    slugs = {one.slug for one in listed_sources(community)}
    strays = {(name, slug) for name in (*LISTS, "work") for slug in kept.collected_sources(archive, name) - slugs}
    if not strays:
        return kept.together(())
    harvest, _ = load_archive(archive, root)
    where = belonging(community, harvest)
    records: list[kept.Record] = []
    gone: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for name, source, key in {*where.homes, *where.repeated}:
        if (name, source) in strays:
            gone[name, source].add(key)
    for name in (*LISTS, "work"):
        found = ((one, where.homes.get((name, one.source, one.id), "")) for one in getattr(harvest, name))
        records += [replace(one, source=home) for one, home in found if home and (name, one.source) in strays]
    # What stays is written before anything goes.
    moved = kept.write(archive, records)
    left = kept.write(archive, (), gone={} if moved.unwritten else gone)
    return kept.Written(tuple(sorted({*moved.files, *left.files})), {})


class _Reading:
    """Keeps what is read, piece by piece, and with each piece where reading goes on."""

    def __init__(
        self,
        session: Session,
        root: Path,
        archive: Path,
        now: dt.datetime,
        shard: tuple[int, int],
        struck: Struck,
    ) -> None:
        self._struck = struck
        self._session, self._root, self._archive, self._now, self._shard = session, root, archive, now, shard
        self._bookmarks = _of_what_is_there(load_bookmarks(root), archive)
        self._written: list[kept.Written] = []
        self._read: defaultdict[Source, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._renamed: dict[Source, str] = {}
        self._untold: defaultdict[Source, dict[str, None]] = defaultdict(dict)
        self._off: defaultdict[Source, dict[str, str]] = defaultdict(dict)
        self._archived: set[Source] = set()
        self._ours: set[Source] = set()
        self._reached: set[Source] = set()
        self.failures: dict[Source, Failure] = {}

    def bookmark(self, source: Source, listed: Listed) -> Bookmark:
        """Where reading this list goes on; whose it is, any list of the repository remembers."""
        lists = self._bookmarks.get(source.slug, {})
        known = max((one.repository for one in lists.values()), default="")
        return lists.get(listed.name, Bookmark())._replace(repository=known)

    def follow(self, source: Source, listed: Listed, pages: Generator[Page, None, None]) -> bool:
        """Keeps these pages of a list, those too that come before something stops them; returns whether nothing did."""
        records: list[Kept] = []
        gone: set[str] = set()
        last: Page | None = None
        is_well = False
        try:
            for page in self._session.run.each(pages):
                self._reached.add(source)
                check_legible(page.records)
                records += page.records
                last = page
                gone |= last.gone
                if len(records) >= _PIECE:
                    self._keep(source, listed, records, gone, last.bookmark)
                    records, gone = [], set()
                if last.name.lower() != source.url.lower():
                    self._renamed[source] = last.name
                if last.is_archived:
                    self._archived.add(source)
                self._untold[source] |= dict.fromkeys(last.untold)
            is_well = True
        except Over:
            pass
        except SwitchedOff as error:
            self._switched_off(source, listed, str(error))
        except Stopped as error:
            self._fail(source, str(error), is_ours=error.is_ours)
        except _NOT_UNDERSTOOD as error:
            self._fail(source, f"GitHub answered in a form that is not understood ({type(error).__name__})")
        if last:
            is_well &= self._keep(source, listed, records, gone, last.bookmark)
        return is_well

    def ended(self, sources: Iterable[Source]) -> Repositories:
        """What it all came to."""
        sources = list(dict.fromkeys(sources))
        return Repositories(
            words={source: self._words(source) for source in sources if source in self._reached},
            failures=tuple(self.failures.values()),
            unasked=frozenset(self._ours),
            unfinished=tuple(source for source in sources if self._goes_on(source)),
            renamed=self._renamed,
            untouched={source: words for source in sources if (words := tuple(self._untouched(source)))},
            written=kept.together(self._written),
            cost=self._session.cost,
        )

    def _keep(self, source: Source, listed: Listed, records: list[Kept], gone: set[str], bookmark: Bookmark) -> bool:
        """The archive first, then the bookmark: what is told to be read is there. Returns whether it could be kept."""
        if records or gone:
            told = self._struck.of(records)
            written = kept.write(self._archive, told, gone={(listed.name, source.slug): gone})
            self._written.append(written)
            if source.slug in written.unwritten:
                self._fail(source, written.unwritten[source.slug])
                return False
        self._read[source][listed.name] |= {one.id for one in records}
        if bookmark != self.bookmark(source, listed):
            self._bookmarks.setdefault(source.slug, {})[listed.name] = bookmark
            _remember(self._bookmarks, self._root, self._shard)
        return True

    def _switched_off(self, source: Source, listed: Listed, reason: str) -> None:
        """Who asks for nothing else gets nothing; else the other lists are read, and it is said besides."""
        if len(_LISTS[source.kind]) == 1:
            self._fail(source, reason)
        self._off[source][listed.name] = reason

    def _fail(self, source: Source, reason: str, *, is_ours: bool = False) -> None:
        self.failures.setdefault(source, Failure(source, reason))
        if is_ours:
            self._ours.add(source)

    def _goes_on(self, source: Source) -> bool:
        """Whether a pass through one of its lists is under way, or none has begun though none was ever ended."""
        off = self._off[source]
        bookmarks = [self.bookmark(source, listed) for listed in _LISTS[source.kind] if listed.name not in off]
        return source not in self.failures and any(one.cursor or not one.swept for one in bookmarks)

    def _words(self, source: Source) -> str:
        """What was read, and what GitHub says of the whole besides, such as "12 issues read; is archived"."""
        read = self._read[source]
        counted = [plural(len(read[name]), *words) for name, words in LISTS.items() if read[name]]
        besides = [*self._untouched(source), *(["is archived"] if source in self._archived else [])]
        return "; ".join([f"{', '.join(counted) or 'nothing'} read", *besides])

    def _untouched(self, source: Source) -> Iterator[str]:
        if len(_LISTS[source.kind]) > 1:
            yield from self._off[source].values()
        if untold := [*self._untold[source]]:
            more = f" and {len(untold) - _MOST_NAMED} more" if len(untold) > _MOST_NAMED else ""
            named = f"{', '.join(untold[:_MOST_NAMED])}{more}"
            yield f"GitHub fails to tell {named} (asked for again when all is read, once a week)"


def _of_what_is_there(bookmarks: Bookmarks, archive: Path) -> Bookmarks:
    """Those of lists of which the archive has nothing say no more than whose they are: it is another, or was lost."""
    there = {name: kept.collected_sources(archive, name) for name in LISTS}
    return {
        slug: {name: one if slug in there[name] else Bookmark(repository=one.repository) for name, one in lists.items()}
        for slug, lists in bookmarks.items()
    }


def _remember(bookmarks: Bookmarks, root: Path, shard: tuple[int, int]) -> None:
    lines = {
        slug: {name: {k: v for k, v in one._asdict().items() if v} for name, one in sorted(lists.items())}
        for slug, lists in sorted(bookmarks.items())
    }
    tree.write(root / CACHE, Artifact(of_shard(BOOKMARKS, shard), json.dumps(lines, indent=1).encode()))
