"""The source of an import: what kind it is, its files, and what it holds."""

import datetime as dt
import json
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from folkmoot.collect.calendar_text import zone_named
from folkmoot.contribute.importing.csv_rows import csv_rows
from folkmoot.contribute.importing.guessing import guessed, in_words
from folkmoot.contribute.importing.happenings import Asked
from folkmoot.contribute.importing.ical import ical_found
from folkmoot.contribute.importing.invitations import contributors_found, people_of_github
from folkmoot.contribute.importing.json_rows import json_rows
from folkmoot.contribute.importing.mapped import mapped
from folkmoot.contribute.importing.mapping import Scheme, known_schemes, read_scheme, scheme_for
from folkmoot.contribute.importing.opml import opml_found
from folkmoot.contribute.importing.rows import LARGEST, Found, Read
from folkmoot.contribute.importing.yaml2ics import yaml2ics_found
from folkmoot.errors import FolkmootError, WrongUse
from folkmoot.model.account import is_repository
from folkmoot.text import one_line

Kind = Literal["all-contributors", "csv", "github", "ical", "json", "opml", "yaml2ics"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_ENDINGS: Mapping[Kind, tuple[str, ...]] = {
    "csv": (".csv", ".tsv"),
    "ical": (".ics", ".ical"),
    "json": (".json",),
    "opml": (".opml",),
    "yaml2ics": (".yaml", ".yml"),
}
"""How the files of each kind end that may come as a folder."""

_CALLED: Mapping[str, tuple[str, str]] = {
    "all-contributors": ("person", "people"),
    "github": ("person", "people"),
    "ical": ("event", "events"),
    "opml": ("feed", "feeds"),
    "yaml2ics": ("event", "events"),
}
"""What the parts of a source are called that is no table."""

_MOST_FILES = 20_000


class Request(NamedTuple):
    """What somebody asks to be imported.

    `kind` is "" where it is to be told from the source: a file, a folder, or owner/name at GitHub. `mapping` is a file,
    the name of a mapping that comes with the program, or "". `event_kind` is the kind of the events of calendars;
    `timezone` is what times are in whose zone is not known. `now` is aware. `project` is the slug of the project for
    which people of a list get credit, "" for the one with the list's repository.
    """

    source: str
    now: dt.datetime
    kind: str = ""
    family: str = ""
    mapping: str = ""
    event_kind: str = "meeting"
    timezone: str = ""
    token: str = ""
    base_url: str = "https://api.github.com"
    project: str = ""


class Source(NamedTuple):
    """What a source holds, how it was understood, and what one and several of its rows are called."""

    found: Found
    said: tuple[str, ...]
    called: tuple[str, str] = ("row", "rows")


def read(request: Request, zone: str) -> Source:
    """What the source holds; `zone` is the community's. Raises `WrongUse` where it cannot be read as a whole."""
    kind = request.kind or _kind_of(Path(request.source))
    if kind not in ("csv", "json") and (request.mapping or request.family):
        raise WrongUse(f"{kind} needs no mapping", "leave out --mapping and --family")
    if kind != "all-contributors" and request.project:
        raise WrongUse(f"{kind} gives nobody credit for a project", "leave out --project")
    if request.timezone and not zone_named(request.timezone):
        raise WrongUse(f"“{request.timezone}” is no time zone of the IANA list", "write it as Europe/Rome")
    if kind == "github":
        return _github(request)
    files = list(_files(Path(request.source), kind))
    if kind in ("csv", "json"):
        return _table(kind, files, request, zone)
    asked = Asked(request.event_kind, zone)
    readers: Mapping[str, Callable[[str, bytes], Found]] = {
        "ical": lambda name, content: ical_found(name, content, asked, request.timezone),
        "yaml2ics": lambda name, content: yaml2ics_found(name, content, asked),
        "opml": opml_found,
        "all-contributors": contributors_found,
    }
    found = _together([readers[kind](name, content) for name, content in files])
    return Source(found, (f"read as {kind}",), _CALLED[kind])


def _together(parts: list[Found]) -> Found:
    return Found(
        tuple(one for part in parts for one in part.candidates),
        sum(part.rows for part in parts),
        tuple(one for part in parts for one in part.left),
        tuple(one for part in parts for one in part.notes),
        tuple(one for part in parts for one in part.order),
    )


def _github(request: Request) -> Source:
    from folkmoot.collect.contributors import read_contributors

    if not is_repository(request.source):
        raise WrongUse(f"“{request.source}” is no repository at GitHub", "write owner/name")
    logins, failure = read_contributors(request.source, request.token, request.base_url)
    if failure:
        raise FolkmootError(f"the contributors of {request.source} cannot be read: {failure}")
    said = (f"asked GitHub for the contributors of {request.source}",)
    return Source(people_of_github(request.source, logins), said, _CALLED["github"])


def _table(kind: str, files: list[tuple[str, bytes]], request: Request, zone: str) -> Source:
    if kind == "json":
        tables = json_rows(files)
    else:
        parts = [csv_rows(name, content) for name, content in files]
        tables = Read(
            tuple(row for one in parts for row in one.rows),
            tuple(remark for one in parts for remark in one.left),
            columns=tuple(dict.fromkeys(column for one in parts for column in one.columns)),
            order=tuple(place for one in parts for place in one.order),
        )
    scheme, said, is_guess = _scheme(tables, request)
    found = mapped(tables, scheme, zone, is_guess=is_guess)
    return Source(found, (f"read as {kind}", *said))


def _scheme(tables: Read, request: Request) -> tuple[Scheme, list[str], bool]:
    """The mapping for the rows, what is told of it, and whether it is a guess."""
    columns = tables.columns
    if request.mapping in known_schemes():
        return known_schemes()[request.mapping], [f"with the mapping {request.mapping}"], False
    if request.mapping:
        scheme = read_scheme(request.mapping, _content(Path(request.mapping)))
        if request.family and request.family != scheme.family:
            raise WrongUse(f"the mapping is for {scheme.family}", "leave out --family")
        return scheme, [f"with the mapping {request.mapping}"], False
    if not request.family and (known := scheme_for(columns)):
        return known[1], [f"known by its columns: with the mapping {known[0]}"], False
    scheme = guessed(tables, request.family)
    told = [
        "guessed from the names of the columns; keep these lines in a file, change them, and name it with --mapping:"
    ]
    return scheme, [*told, *(f"    {line}" for line in in_words(scheme))], True


def _kind_of(path: Path) -> str:
    """The kind of a file or folder where that is certain; else raises `WrongUse`."""
    name = path.name.lower()
    if name == ".all-contributorsrc":
        return "all-contributors"
    if path.is_dir():
        endings = {one.suffix.lower() for one in _below(path)}
        kinds = [kind for kind in _ENDINGS if endings.intersection(_ENDINGS[kind])]
    else:
        kinds = [kind for kind, endings in _ENDINGS.items() if name.endswith(endings)]
    if kinds == ["json"] and path.is_file() and _has_contributors(_content(path)):
        return "all-contributors"
    if len(kinds) != 1:
        if not path.exists():
            raise WrongUse(
                f"there is no file {path}", "name a file or a folder; of a repository: import github owner/name"
            )
        raise WrongUse(
            f"{path} could be of several kinds" if kinds else f"it is not clear what {path} is",
            f"say the kind in front of it, such as: folkmoot import csv {path} (there are {', '.join(KINDS)})",
        )
    return kinds[0]


def _has_contributors(content: bytes) -> bool:
    try:
        told: Any = json.loads(content)
    except (ValueError, RecursionError):
        return False
    return isinstance(told, dict) and "contributors" in told and "projectName" in told


def _files(path: Path, kind: str) -> Iterator[tuple[str, bytes]]:
    """The source's file, or those of its kind in a folder, by the order of their paths in it."""
    if not path.exists():
        raise WrongUse(f"there is no file {path}", "look at its name, and at the folder you are in")
    if not path.is_dir():
        yield one_line(path.name), _content(path)
        return
    endings = next((ends for one, ends in _ENDINGS.items() if one == kind), ())
    found = [one for one in _below(path) if one.suffix.lower() in endings and one.is_file()]
    if not found or len(found) > _MOST_FILES:
        told = (
            f"more than {_MOST_FILES:,} files"
            if found
            else f"no file that ends in {' or '.join(endings) or 'any known way'}"
        )
        raise WrongUse(f"the folder {path} holds {told}", "name a file, or another folder")
    for one in found:
        yield one_line(one.relative_to(path).as_posix()), _content(one)


def _below(folder: Path) -> list[Path]:
    """The files in a folder and in those below it, in order; what begins with a dot, such as .git, is passed over."""
    found: list[Path] = []
    for above, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        found += [Path(above) / name for name in names if not name.startswith(".")]
        if len(found) > 10 * _MOST_FILES:
            raise WrongUse(f"the folder {folder} holds too many files to look through", "name a smaller one")
    return sorted(found)


def _content(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise WrongUse(f"{path} is no file of its own", "save what it gives as a file, and name that")
        if (size := path.stat().st_size) > LARGEST:
            raise WrongUse(f"{path} has {size:,} bytes", f"at most {LARGEST:,} are read; divide it")
        return path.read_bytes()
    except OSError as error:
        raise WrongUse(f"{path} cannot be read: {error.strerror}", "look at its name and its permissions") from None
