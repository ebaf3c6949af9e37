"""Candidates into files: each is written out, read back as a hub's own file is, and judged by the hub's own rules."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from folkmoot.check.brought import apart
from folkmoot.check.meant import Names
from folkmoot.check.rules import findings
from folkmoot.contribute.importing.as_meant import as_meant
from folkmoot.contribute.importing.mapped import slug_for
from folkmoot.contribute.importing.plain_text import in_markdown
from folkmoot.contribute.importing.rows import Candidate, Remark
from folkmoot.contribute.importing.venues import Venues
from folkmoot.contribute.importing.ways_in import ways_in
from folkmoot.contribute.naming import FreeNames
from folkmoot.errors import WrongUse
from folkmoot.load.records import record_in
from folkmoot.model.artifact import Artifact
from folkmoot.model.base import Filed, Origin
from folkmoot.model.community import Community
from folkmoot.model.event import Event
from folkmoot.model.families import FAMILIES
from folkmoot.model.place import Place
from folkmoot.model.problem import Problem
from folkmoot.render.files import file_text
from folkmoot.text import sameness

_NEAR = dt.timedelta(days=10)
_MOST_ROUNDS = 20
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


def accepted(community: Community, candidates: Iterable[Candidate], names: FreeNames) -> Accepted:
    """What of the candidates the hub can take as new files; none of them takes the place of a file that is there.

    A candidate with which the hub would have a problem is left, with the problem as the reason; a warning is told.
    `names` gives the files theirs. Raises `WrongUse` where one wrong row after another leans on the next.
    """
    desk = _Desk(community, names)
    for candidate in candidates:
        desk.take(candidate)
    desk.judge()
    return Accepted(
        tuple(sorted((one.file for one in desk.drafts.values()), key=lambda file: file.path)),
        tuple(one.candidate for one in desk.drafts.values() if one.candidate.places and not one.candidate.further),
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

    def __init__(self, community: Community, names: FreeNames) -> None:
        self._community = community
        self._names = names
        self._called = Names(community)
        self._known: dict[tuple[object, ...], tuple[int, Filed]] = {}
        self._venues = Venues(community.places.values())
        for family in _TELLING:
            for record in getattr(community, family).values():
                self._remember(family, record)
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
        if known := self._known_as(candidate):
            self._tell_known(candidate, known)
            return
        drafted = self._drafted(candidate)
        if isinstance(drafted, str):
            self._leave(candidate, drafted)
        elif drafted and isinstance(drafted.record, Event) and (before := self._maybe_moved(drafted.record)):
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
        identity, number = _identity(family, lambda key: getattr(record, key)), len(self._known)
        self._known.setdefault(identity, (number, record))
        for key in _APART.get(family, ()):
            self._known.setdefault((*identity, key, getattr(record, key) or None), (number, record))

    def _known_as(self, candidate: Candidate) -> Filed | None:
        """The record that is told by the same words: not one from which all that sets them apart differs."""
        identity, values = _identity(candidate.family, candidate.values.get), candidate.values
        keys = _APART.get(candidate.family, ())
        if not keys or not all(values.get(key) for key in keys):
            found = [identity]
        else:
            found = [(*identity, key, value) for key in keys for value in (None, values[key])]
        known = [self._known[one] for one in found if one in self._known]
        return min(known, key=lambda one: one[0])[1] if known else None

    def _leave(self, candidate: Candidate, reason: str) -> None:
        if candidate.further:
            told = f"{candidate.values.get('start')} is not taken: {reason}"
            self.notes.append(Remark(candidate.places[0], candidate.name, told))
        else:
            self.left.append((candidate, reason))

    def _tell_known(self, candidate: Candidate, known: Filed) -> None:
        place, word = candidate.places[0], FAMILIES[candidate.family].word
        if known.path in self.drafts:
            told = (
                f"another {word} of this import is the same by {' and '.join(_TELLING[candidate.family])}: {known.path}"
            )
            self._leave(candidate, told)
            return
        told = f"the hub has this {word} already, in {known.path}"
        probe: list[Problem] = []
        text = file_text(candidate.values, candidate.family, candidate.text)
        again = record_in(text.encode(), known.path, known.slug, type(known), probe)
        if again is not None and (differing := _differing(known, again)):
            told += f"; it says otherwise there, and stays as it is: {', '.join(differing)}"
        (self.notes if candidate.further else self.there).append(Remark(place, candidate.name, told))

    def _drafted(self, candidate: Candidate, of: Candidate | None = None) -> "_Draft | str | None":
        """A file of the candidate, or why there can be none; None where it is known once it is read as it is meant.

        `of` is the event that a place is drafted for.
        """
        family = FAMILIES[candidate.family]
        content, record, problems = _read(candidate)
        if record is None:
            values, told = as_meant(candidate.values, problems, self._called)
            mended = candidate._replace(values=values)
            content, record, _ = _read(mended) if told else (content, None, problems)
            if record is None:
                return "; ".join(_sentence(problem) for problem in problems)
            candidate = mended
            about = of or candidate
            self.notes += [Remark(about.places[0], about.name, one) for one in told]
            if known := self._known_as(candidate):
                self._tell_known(candidate, known)
                return None
        slug = self._names.take(candidate.family, candidate.slug)
        path = family.path(slug)
        record.placed(Origin(path, slug))
        draft = _Draft(candidate, record, Artifact(path, content))
        self.drafts[path] = draft
        self._remember(candidate.family, record)
        return draft

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
            return self._venues.meant_by(candidate.where)
        if known := self._venues.known(venue):
            if told := self._venues.told(venue, known):
                self.notes.append(Remark(candidate.places[0], candidate.name, told))
            return known.slug
        values = {"address": venue.get("city") or venue["name"], **venue}
        drafted = self._drafted(Candidate("places", values, "", slug_for("places", values), ()), candidate)
        if isinstance(drafted, _Draft) and isinstance(drafted.record, Place):
            self._venues.add(drafted.record)
            return drafted.record.slug
        self.notes.append(Remark(candidate.places[0], candidate.name, f"its place cannot be a file: {drafted}"))
        return ""

    def _leave_spare_places(self) -> None:
        """Takes away the places that were drafted for events alone of which none is taken."""
        held_at = {one.record.place for one in self.drafts.values() if isinstance(one.record, Event)}
        for path, one in list(self.drafts.items()):
            if isinstance(one.record, Place) and not one.candidate.places and one.record.slug not in held_at:
                del self.drafts[path]

    def judge(self) -> None:
        """Takes away drafts with which the hub would have problems, until it has none more than before."""
        before = findings(self._community)
        for _ in range(_MOST_ROUNDS):
            self._leave_spare_places()
            problems = apart(findings(self._with_drafts()), before).brought if self.drafts else []
            wrong: dict[str, list[str]] = {}
            for problem in problems:
                if problem.severity == "error" and (path := self._to_blame(problem)):
                    told = _sentence(problem)
                    wrong.setdefault(path, []).append(
                        told if path == problem.path else f"with it, there would be an error in {problem.path}: {told}"
                    )
            if not wrong:
                self._tell(problems)
                self._tell_ways_in()
                return
            for path, reasons in wrong.items():
                self._leave(self.drafts.pop(path).candidate, "; ".join(reasons))
        raise WrongUse(
            f"one wrong row leans on the next, more than {_MOST_ROUNDS} times over",
            "correct the first ones that folkmoot import tells with a part of the file",
        )

    def _to_blame(self, problem: Problem) -> str:
        """The draft that brings a problem: in whose file it is, or which is named where it is in a file of the hub."""
        if problem.path in self.drafts:
            return problem.path
        return next((word for word in re.split(r"[\s(),;]+", problem.message) if word in self.drafts), "")

    def _tell(self, problems: Iterable[Problem]) -> None:
        for one in problems:
            draft = self.drafts.get(one.path)
            if draft is None:
                self.notes.append(Remark(one.path, "", f"with what is new, {_sentence(one)}"))
            elif draft.candidate.places:
                self.notes.append(Remark(draft.candidate.places[0], draft.candidate.name, _sentence(one)))

    def _tell_ways_in(self) -> None:
        """Tells whose files would let everybody into rooms that may be meant for a few."""
        told: dict[Remark, None] = {}
        for path, one in self.drafts.items():
            if found := ways_in(one.file.content.decode()):
                reason = f"its file would show everybody {', '.join(found)}: take it out before you commit"
                told[Remark((*one.candidate.places, path)[0], one.candidate.name, reason)] = None
        self.notes += told

    def _with_drafts(self) -> Community:
        changed: dict[str, Any] = {}
        for family in _TELLING:
            new = {one.record.slug: one.record for one in self.drafts.values() if one.candidate.family == family}
            changed[family] = dict(sorted({**getattr(self._community, family), **new}.items()))
        return self._community._replace(**changed)


def _read(candidate: Candidate) -> tuple[bytes, Filed | None, list[Problem]]:
    """The file of a candidate, its record, None where it has none, and what is wrong with it then."""
    family = FAMILIES[candidate.family]
    problems: list[Problem] = []
    content = file_text(candidate.values, candidate.family, candidate.text).encode()
    return content, record_in(content, family.path(family.word), family.word, family.record, problems), problems


def _identity(family: str, say: Callable[[str], Any]) -> tuple[object, ...]:
    """What two records of the same thing share, whether they are read or drafted."""
    return (family, *(sameness(str(say(key) or "")) for key in _TELLING[family]))


def _with_place(candidate: Candidate, slug: str | None) -> dict[str, Any]:
    return {**candidate.values, "place": slug} if slug else dict(candidate.values)


def _differing(known: Filed, again: Filed) -> list[str]:
    """The keys that an import would say otherwise; what people added is theirs, and no difference."""
    said = again.model_fields_set - {"place"}
    return [key for key in type(known).model_fields if key in said and getattr(known, key) != getattr(again, key)]


def _sentence(problem: Problem) -> str:
    return f"{problem.sentence} ({problem.hint})" if problem.hint else problem.sentence
