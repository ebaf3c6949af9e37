"""What differs between two versions of a hub, as people would say it; pure, from records to changes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from folkmoot.derive.changes import gatherings, making, people
from folkmoot.derive.changes.fields import Subject, compared, rewritten
from folkmoot.derive.changes.naming import Names, named_in, portrayed_in
from folkmoot.derive.changes.pages import other_files, pages, versions
from folkmoot.derive.changes.renaming import Slugs, naming_today, present_slugs
from folkmoot.model.base import Addressed, Filed, Written
from folkmoot.model.change import Change, Group, Kind, Named
from folkmoot.model.community import Community
from folkmoot.model.event import Event
from folkmoot.model.forgotten import file_mark
from folkmoot.model.member import Member
from folkmoot.model.team import Team
from folkmoot.model.touched import Touched
from folkmoot.text import collated

__all__ = ["changes", "in_order", "named_in", "portrayed_in"]

_FAMILIES = ("members", "events", "projects", "teams", "posts", "places")
_GROUPS: tuple[Group, ...] = (
    "unreadable", "shown", "people", "events", "projects", "teams", "posts", "places", "community", "pages",
)  # fmt: skip
_FIRST: tuple[Kind, ...] = (
    "unreadable", "withdrew", "visibility", "agreed", "redated",
    "joined", "left", "forgotten", "removed", "added", "renamed", "titled", "status",
    "moved", "relocated", "repeats", "dropped", "shifted", "restored",
    "term-begun", "term-prolonged", "term-dropped", "term-role",
)  # fmt: skip
"""The kinds of change that matter most, in their order; whatever is not here comes behind them."""
_LAST = ("sequence", "formerly")
"""Keys that keep accounts for programs."""


def changes(before: Community, after: Community, files: Iterable[Touched] = ()) -> tuple[Change, ...]:
    """Everything that differs between two versions of a hub, the most important first.

    `files` are those that differ, for renaming, and for what is no record: of two communities alone renamed files are
    known by `formerly`. A record that both sides have without a difference gives no change, so it is enough that they
    hold what differs, and what that names.
    """
    touched = tuple(files)
    renamed = {one.path: one.before for one in touched if one.path and one.before and one.path != one.before}
    names = Names(before, after)
    slugs = {family: present_slugs(getattr(before, family), getattr(after, family), renamed) for family in _FAMILIES}
    found: list[Change] = []
    told: set[str] = set()
    for family in _FAMILIES:
        found += _family(family, before, after, names, slugs)
    found += _profile(before, after, names, slugs)
    found += pages(before, after, names, renamed)
    for side in (before, after):
        told |= {record.path for record in side.records()} | {f"content/{page.path}" for page in side.pages}
        told |= {one.path for versions in (*side.translations.values(), side.profiles) for one in versions.values()}
    found += other_files(touched, frozenset(told), names)
    return in_order(found)


def in_order(found: Iterable[Change]) -> tuple[Change, ...]:
    """The changes as they are told: what people agree to have shown, people, events, and so on."""
    return tuple(sorted(found, key=_rank))


def _rank(one: Change) -> tuple[Any, ...]:
    importance = len(_FIRST) + (one.key in _LAST) if one.kind not in _FIRST else _FIRST.index(one.kind)
    day = one.day.isoformat() if one.day else ""
    name = collated(one.subject.name)
    # What is told of one record stands together, behind what is told of the records that come or go.
    is_whole = importance < _FIRST.index("renamed")
    if one.group in ("unreadable", "shown") or is_whole:
        return _GROUPS.index(one.group), 0, importance, name, one.path, day, one.key
    return _GROUPS.index(one.group), 1, name, one.subject.slug, importance, one.path, day, one.key


def _family(family: str, before: Community, after: Community, names: Names, slugs: Slugs) -> Iterator[Change]:
    old: Mapping[str, Addressed] = getattr(before, family)
    new: Mapping[str, Addressed] = getattr(after, family)
    gone = {slug: one for slug, one in old.items() if slug not in new}
    earlier = {now: was for was, now in slugs[family].items() if was in gone}
    for slug, record in new.items():
        was = gone.pop(earlier[slug]) if slug in earlier else old.get(slug)
        subject = _subject(family, record, was, names)
        former = f"{family}/{was.slug}" if was else f"{family}/{slug}"
        said = before.translations.get(former, {}), after.translations.get(f"{family}/{slug}", {})
        if was is None:
            yield from _added(subject, record)
        else:
            yield from _changed(subject, naming_today(was, slugs), record)
        yield from versions(subject, *said)
    for record in gone.values():
        kind: Kind = "left" if family == "members" else "removed"
        if kind == "left" and any(one.is_about(file_mark(record.slug)) for one in after.forgotten):
            kind = "forgotten"
        yield _subject(family, record, None, names).change(kind)
    for key in sorted(before.translations.keys() | after.translations.keys()):
        # Translations whose original is not among what was read.
        name, _, slug = key.partition("/")
        if name == family and slug not in old and slug not in new:
            subject = Subject(Named(family, slug, slug), "", names)
            yield from versions(subject, before.translations.get(key, {}), after.translations.get(key, {}))


def _subject(family: str, record: Addressed, was: Addressed | None, names: Names) -> Subject:
    named = names.of(family, record.slug)
    if not isinstance(record, Member):
        return Subject(Named(family, record.slug, record.called), record.path, names)
    tells = people.told(was if isinstance(was, Member) else record, record)
    return Subject(named, record.path if named.slug else "", names, tells=tells)


def _added(subject: Subject, record: Addressed) -> Iterator[Change]:
    if isinstance(record, Member):
        yield from people.joined(subject, record)
        return
    if isinstance(record, Event):
        yield subject.change("added", after=record.start, repeats=subject.names.repeating(record))
        return
    yield subject.change("added")
    if isinstance(record, Team):
        yield from making.terms(subject, (), record.members)


def _changed(subject: Subject, was: Addressed, record: Addressed) -> Iterator[Change]:
    if was.slug != record.slug:
        # A former name of a person is told where their file keeps it, and nowhere else; of who is hidden, never.
        keeps = not isinstance(record, Member) or (record.is_shown and was.slug in record.formerly)
        yield subject.change("renamed", before=was.slug if keeps else None, after=subject.named.slug)
        if {*record.formerly} == {*was.formerly, was.slug}:
            was = was.model_copy(update={"formerly": record.formerly})
    yield from _TELLING.get(type(record), making.changed)(subject, was, record)
    yield from rewritten(subject, "text", _text(was), _text(record))


_TELLING: dict[type[Filed], Callable[[Subject, Any, Any], list[Change]]] = {
    Member: people.changed,
    Event: gatherings.changed,
}


def _text(record: Filed) -> str:
    return record.text if isinstance(record, Written) else ""


def _profile(before: Community, after: Community, names: Names, slugs: Slugs) -> Iterator[Change]:
    """What differs in what the community says of itself. A profile without a path could not be read."""
    old, new = before.profile, after.profile
    if not new.path:
        return
    subject = Subject(Named("community", "", new.name), new.path, names)
    if not old.path:
        yield subject.change("added")
    else:
        own = {"name": lambda one, was, now: [one.change("titled", "name", before=was.name, after=now.name)]}
        yield from compared(subject, naming_today(old, slugs), new, own)
    yield from versions(subject, before.profiles, after.profiles)
