"""What `folkmoot desk` and its kin need: the hub, and the private folder of those who look after it."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import duckdb

from folkmoot.derive.contests import unusable_marks
from folkmoot.draft import SAID, opened, read
from folkmoot.load.checkouts import refuse_public
from folkmoot.load.located import located
from folkmoot.load.looked import load_looked
from folkmoot.load.private_folder import load_private
from folkmoot.model.community import Community
from folkmoot.model.hub import Hub
from folkmoot.model.outward import Looked
from folkmoot.model.private_folder import PrivateFolder, unread_letter
from folkmoot.model.problem import Problem, holds_error
from folkmoot.render.canvas import Canvas
from folkmoot.render.configured import site_address
from folkmoot.render.desk.sheet import Sheet
from folkmoot.render.desk.written import written
from folkmoot.render.wording.tongue import language_asked
from folkmoot.text import closest


class Request(NamedTuple):
    """What the desk needs to know.

    `now` is aware. `archive` is None for the folder that content/community.yml names, and `language` "" for the hub's
    main one. `private` is the folder in which those who look after the community plan, None where there is none.
    """

    root: Path
    now: dt.datetime
    archive: Path | None = None
    language: str = ""
    private: Path | None = None


class Outcome(NamedTuple):
    """What is told in its forms, by the names of their files; none where the hub has errors. `text` is its Markdown.

    `problems` are those of the hub, `faults` those of the private folder, which do not keep anything from being told;
    `untold` says in words what is missing, `begun` are files that were written for people to change. With a private
    folder all of it names people.
    """

    files: Mapping[str, bytes]
    problems: Sequence[Problem]
    text: str = ""
    faults: Sequence[Problem] = ()
    untold: Sequence[str] = ()
    begun: Sequence[str] = ()


class Open(NamedTuple):
    """A hub that is told about, with its warehouse: `canvas` has it, `written` also what it does not publish yet.

    `problems` are those of the hub, `folder` is what the private one holds, and `faults` what is wrong there.
    `looked` is what came of asking for the hub's links before.
    """

    canvas: Canvas
    warehouse: duckdb.DuckDBPyConnection
    written: Community
    folder: PrivateFolder
    problems: Sequence[Problem]
    faults: Sequence[Problem]
    looked: Mapping[str, Looked]

    @property
    def lost(self) -> str:
        """Why nobody may be proposed to be written to, "" where nothing speaks against it."""
        return unread_letter(self.faults)

    @property
    def hub(self) -> Hub:
        """The hub as it is published."""
        return self.canvas.hub


@contextmanager
def opening(request: Request, leaving_out: Collection[str] = SAID) -> Iterator[Open | Outcome]:
    """Opens the hub and the private folder for the block; where the hub has errors, the outcome says so instead.

    What is collected in the archive's folders `leaving_out` is in its tables alone. Raises `WrongUse` where there is no
    hub, for a language that it does not have, and for a private folder that may be public or cannot be read.
    """
    if request.private:
        refuse_public(request.root, request.private)
    reading = read(request.root, request.archive, leaving_out, ahead=True)
    if holds_error(reading.problems):
        yield Outcome({}, reading.problems)
        return
    language = language_asked(reading.community, request.language)
    folder, faults = private_folder(request.private, reading.community)
    looked = load_looked(request.private) if request.private else {}
    with opened(reading, request.now, "week") as (hub, warehouse, uncomputed):
        canvas = Canvas(hub, language, site_address(request.root))
        yield Open(canvas, warehouse, reading.community, folder, [*reading.problems, *uncomputed], faults, looked)


def telling(
    request: Request, make: Callable[[Open], tuple[Sheet, Sequence[str]]], leaving_out: Collection[str] = SAID
) -> Outcome:
    """What the sheet says that is made of the opened hub, and in words what it cannot say.

    Raises `WrongUse` as `opening` does.
    """
    with opening(request, leaving_out) as found:
        if isinstance(found, Outcome):
            return found
        sheet, untold = make(found)
        files = written(found.canvas, sheet)
        return Outcome(files, found.problems, files[f"{sheet.name}.md"].decode(), found.faults, untold)


def private_folder(place: Path | None, community: Community) -> tuple[PrivateFolder, list[Problem]]:
    """What a private folder holds, and what is wrong there; nothing without one. Raises `WrongUse` where it is shut."""
    if place is None:
        return PrivateFolder(), []
    folder, faults = load_private(place)
    return folder, [
        *faults,
        *located(place, [*_unknown(folder, community), *unusable_marks(folder.judging, community)]),
    ]


def _unknown(folder: PrivateFolder, community: Community) -> Iterator[Problem]:
    """Whom the private files name and nobody is."""
    for path, keys, slug in _named(folder):
        yield from _missing(path, keys, slug, community)
    for letter in folder.outbox:
        for index, whom in enumerate(letter.to):
            # A letter may be for somebody whom the hub does not know: only what looks like a misspelt name is told.
            if ":" not in whom and closest(whom, community.members):
                yield from _missing(letter.path, ("to", index), whom, community)


def _named(folder: PrivateFolder) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    """Who has to be a member: the file, the keys that lead there, and the slug."""
    for one in folder.plan:
        yield from _each(one.path, "by", one.by)
    for role in folder.roles:
        yield role.path, ("who",), role.who
        yield from _each(role.path, "mentees", role.mentees)
        yield from _each(role.path, "next", role.next)
    for reply in folder.replies:
        if reply.by:
            yield reply.path, ("by",), reply.by
    for letter in folder.outbox:
        if letter.by:
            yield letter.path, ("by",), letter.by
    for incident in folder.incidents:
        for number, step in enumerate(incident.steps):
            for index, slug in enumerate(step.by):
                yield incident.path, ("steps", number, "by", index), slug


def _each(path: str, key: str, slugs: tuple[str, ...]) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    for index, slug in enumerate(slugs):
        yield path, (key, index), slug


def _missing(path: str, keys: tuple[str | int, ...], slug: str, community: Community) -> Iterator[Problem]:
    if slug in community.members:
        return
    meant = closest(slug, community.members)
    hint = f"did you mean {meant}?" if meant else "write the name of a member’s file, without .yml"
    yield Problem(path, "reference-missing", "nobody is called this", hint, keys=keys, value=slug, severity="warning")
