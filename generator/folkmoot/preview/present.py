"""A hub as its files say now: one that changed is read again; where it is wrong, what it last said rightly stays."""

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from folkmoot.derive.agreed import as_agreed
from folkmoot.derive.elsewhere import elsewhere
from folkmoot.derive.identity import people
from folkmoot.derive.joined import joined
from folkmoot.derive.pictures import pictured
from folkmoot.derive.schedule import occurrences
from folkmoot.derive.seen import seen
from folkmoot.derive.unpublished import as_published
from folkmoot.draft import derived, judged, read
from folkmoot.load.community import family_of, with_content, with_record
from folkmoot.model.activity import Measured
from folkmoot.model.community import PROFILE_FILE, Community, is_profile_file, profile_file
from folkmoot.model.families import FAMILIES
from folkmoot.model.hub import Contributor, Given, Hub, Share
from folkmoot.model.paths import name_and_language
from folkmoot.model.problem import Problem, holds_error
from folkmoot.model.source import sources


class Counted(NamedTuple):
    """What of a hub is counted over everything, and takes its time: it is not counted again with each file."""

    shares: tuple[Share, ...]
    measured: tuple[Measured, ...]
    given: tuple[Given, ...]
    contributors: tuple[Contributor, ...]

    @classmethod
    def of(cls, hub: Hub) -> "Counted":
        """What was counted of this hub."""
        return cls(hub.shares, hub.measured, hub.given, hub.contributors)


class Present:
    """What is shown of a hub. `hub` holds no record with an error in it; `problems` are all of the files', in order."""

    def __init__(self, root: Path, archive: Path | None, *, drafts: bool = False) -> None:
        """With `drafts` what is not published yet is shown, too."""
        self._root, self._archive, self._drafts = root, archive, drafts
        self.hub: Hub | None = None
        self.problems: list[Problem] = []

    def read_all(self, now: dt.datetime) -> None:
        """Reads everything, as of the day of `now`; without a hub until now, errors leave it without one.

        Raises `WrongUse` where there is no hub any more.
        """
        reading = read(self._root, self._archive)
        self._written, self._harvest, self._faults = reading.community, reading.harvest, reading.faults
        self._now = now
        self.problems = reading.problems
        if not holds_error(self.problems):
            hub, uncomputed = derived(reading, now, drafts=self._drafts)
            self.problems = [*self.problems, *uncomputed]
            if self.hub is None and holds_error(uncomputed):
                return
            self.hub = hub
        elif self.hub is not None:
            self.hub = self._retold(self.hub)

    def read_again(self, records: Iterable[str], *, content: bool) -> None:
        """Reads the files of these records again and, with `content`, people's own pages and the files beside them."""
        if self.hub is None:
            return
        for path in sorted(records):
            self._written, found = with_record(self._root, self._written, path)
            self._replace_faults(lambda fault, path=path: fault.path == path, found)  # type: ignore[misc]
        if content:
            self._written, found = with_content(self._root, self._written)
            self._replace_faults(lambda fault: _is_content(fault.path), found)
        self.problems = judged(self._root, self._written, self._faults)
        self.hub = self._retold(self.hub)

    def count(self, counted: Counted) -> None:
        """Takes over what was counted elsewhere, from the same files."""
        if self.hub is not None:
            self.hub = self.hub._replace(**counted._asdict())

    def _replace_faults(self, is_old: Callable[[Problem], bool], found: list[Problem]) -> None:
        self._faults = [*(fault for fault in self._faults if not is_old(fault)), *found]

    def _retold(self, before: Hub) -> Hub:
        """The hub with what the files say now, as far as it is right; what was counted stays until all is read."""
        wrong = {path for problem in self.problems if problem.severity == "error" for path in problem.paths}
        rightly = _rightly(self._written, wrong, before.community)
        published = rightly if self._drafts else as_published(rightly, self._now)
        agreed = as_agreed(published, before.today)
        shown, read = seen(agreed, self._harvest, before.today), tuple(sources(agreed))
        beside = elsewhere(agreed, shown.events, read, before.today)
        agreed, remote, _ = joined(agreed, beside, before.today)
        community, pictures = pictured(agreed, shown.pictures)
        return before._replace(
            community=community,
            harvest=shown._replace(pictures=pictures),
            sources=read,
            people=people(community),
            occurrences=occurrences(community, before.today),
            elsewhere=remote,
        )


def _is_content(path: str) -> bool:
    """Whether a file is a page of people's own, or lies beside those."""
    records = tuple(f"{family.folder}/" for family in FAMILIES.values())
    return path.startswith("content/") and not is_profile_file(path) and not path.startswith(records)


def _rightly(written: Community, wrong: Iterable[str], before: Community) -> Community:
    """The community without what files with errors say: of those it has what they said before, if there was any."""
    now = written
    for path in sorted(wrong):
        if path == PROFILE_FILE:
            now = now._replace(profile=before.profile)
        elif language := next((one for one in before.profile.languages if profile_file(one) == path), ""):
            said = {tag: one for tag, one in before.profiles.items() if tag == language}
            others = {tag: one for tag, one in now.profiles.items() if tag != language}
            now = now._replace(profiles=others | said)
        elif family := family_of(path):
            now = _with_old_record(now, family, path, before)
        elif path.startswith("content/"):
            name = path.removeprefix("content/")
            old = [page for page in before.pages if page.path == name]
            pages = [*(page for page in now.pages if page.path != name), *old]
            now = now._replace(pages=tuple(sorted(pages, key=lambda page: page.path)))
    return now


def _with_old_record(now: Community, family: str, path: str, before: Community) -> Community:
    slug = path.rpartition("/")[2].removesuffix(FAMILIES[family].ending)
    stem, language = name_and_language(slug, before.profile.languages)
    if language:
        key = f"{family}/{stem}"
        versions = {tag: one for tag, one in now.translations.get(key, {}).items() if tag != language}
        old = before.translations.get(key, {}).get(language)
        versions |= {language: old} if old else {}
        others = {name: found for name, found in now.translations.items() if name != key}
        return now._replace(translations=others | ({key: versions} if versions else {}))
    records: dict[str, Any] = {name: one for name, one in getattr(now, family).items() if name != slug}
    if (record := getattr(before, family).get(slug)) is not None:
        records[slug] = record
    changed: dict[str, Any] = {family: dict(sorted(records.items()))}
    return now._replace(**changed)
