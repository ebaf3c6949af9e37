"""Candidates into files: each is written out, read back as a hub's own file is, and judged by the hub's own rules."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from folkmoot.check.rules import findings
from folkmoot.contribute.importing.mapped import slug_for
from folkmoot.contribute.importing.plain_text import in_markdown
from folkmoot.contribute.importing.rows import Candidate, Remark
from folkmoot.load.names import WINDOWS_NAMES
from folkmoot.load.records import record_in
from folkmoot.model.artifact import Artifact
from folkmoot.model.base import Filed
from folkmoot.model.community import Community
from folkmoot.model.event import Event
from folkmoot.model.families import FAMILIES
from folkmoot.model.problem import Problem
from folkmoot.render.files import file_text
from folkmoot.text import sameness

_LONGEST = 60
_NEAR = dt.timedelta(days=10)
_RESERVED = WINDOWS_NAMES | {"", "index", "past"}
_WORD = {"events": "event", "members": "member", "places": "place", "projects": "project", "posts": "post"}
_TELLING: Mapping[str, tuple[str, ...]] = {
    "events": ("title", "start"),
    "members": ("name",),
    "places": ("name", "city"),
    "projects": ("title",),
    "posts": ("title", "date"),
}
"""The keys by which two records of a family are the same thing."""

_APART: Mapping[str, tuple[str, ...]] = {"events": ("place", "rsvp"), "members": ("github",)}
"""The keys that set two records apart which are told by the same words: an event elsewhere, announced elsewhere."""


class Accepted(NamedTuple):
    """The files to be written, the candidates they hold, those that are in the hub already, and what is told."""

    files: tuple[Artifact, ...]
    taken: tuple[Candidate, ...]
    there: tuple[Remark, ...]
    left: tuple[tuple[Candidate, str], ...]
    notes: tuple[Remark, ...]


def accepted(community: Community, candidates: Iterable[Candidate]) -> Accepted:
    """What of the candidates the hub can take as new files; none of them takes the place of a file that is there.

    A candidate whose record has a problem is left, with the problem as the reason; a warning is told.
    """
    desk = _Desk(community)
    for candidate in candidates:
        desk.take(candidate)
    desk.judge()
    return Accepted(
        tuple(sorted((one.file for one in desk.drafts.values()), key=lambda file: file.path)),
        tuple(one.candidate for one in desk.drafts.values() if one.candidate.places),
        tuple(desk.there),
        tuple(desk.left),
        tuple(desk.notes),
    )


class _Draft(NamedTuple):
    candidate: Candidate
    record: Filed
    file: Artifact


class _Desk:
    """The files as they come together beside those of the hub."""

    def __init__(self, community: Community) -> None:
        self._community = community
        self._slugs = {family: {*getattr(community, family), *_unread(community, family)} for family in _TELLING}
        self._known: dict[tuple[object, ...], list[Filed]] = {}
        for family in _TELLING:
            for record in getattr(community, family).values():
                self._remember(family, record)
        self._places = {
            sameness(name): one.slug for one in community.places.values() for name in (one.name, one.address)
        }
        self._by_title: dict[str, list[Event]] = {}
        for event in community.events.values():
            self._by_title.setdefault(sameness(event.title), []).append(event)
        self.drafts: dict[str, _Draft] = {}
        self.there: list[Remark] = []
        self.left: list[tuple[Candidate, str]] = []
        self.notes: list[Remark] = []

    def take(self, candidate: Candidate) -> None:
        """Drafts a file, unless the record is in the hub already or cannot be one."""
        if candidate.family == "events":
            candidate = self._placed(candidate)
        alike = self._known.get(_identity(candidate.family, candidate.values.get), ())
        if known := next((one for one in alike if _is_same(candidate, one)), None):
            self._tell_known(candidate, known)
            return
        drafted = self._drafted(candidate)
        if isinstance(drafted, str):
            self.left.append((candidate, drafted))
        elif isinstance(drafted.record, Event) and (before := self._maybe_moved(drafted.record)):
            told = f"the hub has an event of this title at {before.start}, in {before.path}"
            self.notes.append(
                Remark(candidate.places[0], candidate.name, f"{told}; if it was moved, keep one of the two")
            )

    def _maybe_moved(self, event: Event) -> Event | None:
        """An event of the hub that may be this one before its date was changed: near it, or a series, too."""
        for one in self._by_title.get(sameness(event.title), ()):
            both = one.recurrence is not None and event.recurrence is not None
            if both or abs(one.start.date - event.start.date) <= _NEAR:
                return one
        return None

    def _remember(self, family: str, record: Filed) -> None:
        self._known.setdefault(_identity(family, lambda key: getattr(record, key)), []).append(record)

    def _tell_known(self, candidate: Candidate, known: Filed) -> None:
        place, word = candidate.places[0], _WORD[candidate.family]
        if known.path in self.drafts:
            told = (
                f"another {word} of this import is the same by {' and '.join(_TELLING[candidate.family])}: {known.path}"
            )
            self.left.append((candidate, told))
            return
        told = f"the hub has this {word} already, in {known.path}"
        probe: list[Problem] = []
        text = file_text(candidate.values, candidate.family, candidate.text)
        again = record_in(text.encode(), known.path, known.slug, type(known), probe)
        if again is not None and (differing := _differing(known, again)):
            told += f"; it says otherwise there, and stays as it is: {', '.join(differing)}"
        self.there.append(Remark(place, candidate.name, told))

    def _drafted(self, candidate: Candidate) -> "_Draft | str":
        """A file of the candidate, or why there can be none."""
        family = FAMILIES[candidate.family]
        slug = self._free(candidate.family, candidate.slug)
        path = family.path(slug)
        content = file_text(candidate.values, candidate.family, candidate.text).encode()
        problems: list[Problem] = []
        record = record_in(content, path, slug, family.record, problems)
        if record is None:
            return "; ".join(_sentence(problem) for problem in problems)
        self._slugs[candidate.family].add(slug)
        draft = _Draft(candidate, record, Artifact(path, content))
        self.drafts[path] = draft
        self._remember(candidate.family, record)
        return draft

    def _free(self, family: str, slug: str) -> str:
        """The slug, with a number behind it from the second of its name on."""
        taken = self._slugs[family] | _RESERVED
        slug = slug[:_LONGEST].rstrip("-") or _WORD[family]
        free, number = slug, 1
        while free in taken:
            number += 1
            free = f"{slug[: _LONGEST - 1 - len(str(number))].rstrip('-')}-{number}"
        return free

    def _placed(self, candidate: Candidate) -> Candidate:
        """An event with the place it is held at: one of the hub, or a new one; else the words stay in its text."""
        if not candidate.where:
            return candidate
        slug = self._place_of(candidate)
        if slug:
            return candidate._replace(values=_with_place(candidate, slug))
        told = f"“{candidate.where}” is no place of the hub, so it stands in the text"
        self.notes.append(Remark(candidate.places[0], candidate.name, told))
        return candidate._replace(text=f"{in_markdown(candidate.where)}\n\n{candidate.text}".strip())

    def _place_of(self, candidate: Candidate) -> str:
        venue = candidate.venue
        if not venue:
            first = candidate.where.partition(",")[0]
            return self._places.get(sameness(candidate.where)) or self._places.get(sameness(first), "")
        if known := self._known.get(_identity("places", venue.get)):
            return known[0].slug
        values = {"address": venue.get("city") or venue["name"], **venue}
        drafted = self._drafted(Candidate("places", values, "", slug_for("places", values), ()))
        if isinstance(drafted, _Draft):
            return drafted.record.slug
        self.notes.append(Remark(candidate.places[0], candidate.name, f"its place cannot be a file: {drafted}"))
        return ""

    def judge(self) -> None:
        """Takes away drafts with which the hub would have problems, until it has none more than before."""
        before = {(one.path, one.code, one.message) for one in findings(self._community)}
        while self.drafts:
            problems = [
                one
                for one in findings(self._with_drafts())
                if one.path in self.drafts and (one.path, one.code, one.message) not in before
            ]
            wrong: dict[str, list[Problem]] = {}
            for problem in problems:
                if problem.severity == "error":
                    wrong.setdefault(problem.path, []).append(problem)
            if not wrong:
                self.notes += [
                    Remark(
                        self.drafts[one.path].candidate.places[0], self.drafts[one.path].candidate.name, _sentence(one)
                    )
                    for one in problems
                    if self.drafts[one.path].candidate.places
                ]
                return
            for path, found in wrong.items():
                self.left.append((self.drafts.pop(path).candidate, "; ".join(map(_sentence, found))))

    def _with_drafts(self) -> Community:
        changed: dict[str, Any] = {}
        for family in _TELLING:
            new = {one.record.slug: one.record for one in self.drafts.values() if one.candidate.family == family}
            changed[family] = dict(sorted({**getattr(self._community, family), **new}.items()))
        return self._community._replace(**changed)


def _unread(community: Community, family: str) -> set[str]:
    return {name.rpartition("/")[2] for name in community.unread if name.startswith(f"{family}/")}


def _identity(family: str, say: Callable[[str], Any]) -> tuple[object, ...]:
    """What two records of the same thing share, whether they are read or drafted."""
    return (family, *(sameness(str(say(key) or "")) for key in _TELLING[family]))


def _is_same(candidate: Candidate, known: Filed) -> bool:
    """Whether two records that are told by the same words are one: not where all that sets them apart differs."""
    values, apart = candidate.values, _APART.get(candidate.family, ())
    differing = [key for key in apart if values.get(key) and getattr(known, key) and values[key] != getattr(known, key)]
    return not apart or differing != list(apart)


def _with_place(candidate: Candidate, slug: str | None) -> dict[str, Any]:
    return {**candidate.values, "place": slug} if slug else dict(candidate.values)


def _differing(known: Filed, again: Filed) -> list[str]:
    """The keys that an import would say otherwise; what people added is theirs, and no difference."""
    said = again.model_fields_set - {"place"}
    return [key for key in type(known).model_fields if key in said and getattr(known, key) != getattr(again, key)]


def _sentence(problem: Problem) -> str:
    return f"{problem.sentence} ({problem.hint})" if problem.hint else problem.sentence
