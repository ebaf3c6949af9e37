"""The archive's NDJSON into one `Harvest`: every line that can be read, and a problem for every one that cannot."""

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import asdict, fields, replace
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from folkmoot.load import collector
from folkmoot.load.archive_files import archive_files, links_told, shown_below
from folkmoot.load.hashed import salt_of, unread_hashes, withheld_accounts
from folkmoot.load.pictures import is_webp
from folkmoot.model.base import SLUG
from folkmoot.model.conversation import Comment, Discussion, Issue, IssueComment, PullRequest, Release, Review
from folkmoot.model.folders import FOLDERS
from folkmoot.model.harvest import (
    WITHHELD,
    CalendarEvent,
    Departure,
    Entry,
    Harvest,
    KeptPicture,
    Mention,
    SourceState,
    Work,
)
from folkmoot.model.problem import Problem
from folkmoot.text import excerpt, one_line

_EMPTY_TEXTS = (
    "author closed answered content edited excerpt home joined language login merged reason reply_to returned url"
).split()
EMPTY: dict[str, str | int | bool | tuple[()]] = {
    **dict.fromkeys(_EMPTY_TEXTS, ""),
    **dict.fromkeys(("description", "end", "location", "modified", "recurrence", "uid", "withdrawn", "zone"), ""),
    **dict.fromkeys(("added", "author_id", "reactions", "removed", "sequence"), 0),
    "status": "confirmed",
    **dict.fromkeys(("answer", "answerable", "bot", "draft", "preview"), False),
    **dict.fromkeys(("aliases", "comments", "earlier", "reviews", "tags", "weeks"), ()),
}
"""What a key that is left out, or null, stands for; keys that are not here are needed."""

DAY = r"[12]\d{3}-\d{2}-\d{2}"
_CLOCK = r"T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ"
INSTANT = DAY + _CLOCK
DAY_OR_INSTANT = f"{DAY}(?:{_CLOCK})?"
WHEN = f"{DAY}(?:{_CLOCK[:-1]}Z?)?"
WEEK = r"[12]\d{3}-W(?:0[1-9]|[1-4]\d|5[0-3])"
TIMES: dict[type, dict[str, str]] = {
    Entry: {"published": INSTANT, "first_seen": INSTANT, "edited": INSTANT},
    Mention: {"published": INSTANT, "first_seen": INSTANT, "edited": INSTANT},
    Discussion: {"published": INSTANT, "updated": INSTANT, "closed": INSTANT, "answered": INSTANT},
    Issue: {"published": INSTANT, "updated": INSTANT, "closed": INSTANT},
    PullRequest: {"published": INSTANT, "updated": INSTANT, "closed": INSTANT, "merged": INSTANT},
    Release: {"published": INSTANT, "updated": INSTANT},
    **{record: {"created": INSTANT} for record in (IssueComment, Comment, Review)},
    Work: {"published": DAY_OR_INSTANT, "first": DAY_OR_INSTANT, "last": DAY_OR_INSTANT},
    SourceState: {"published": INSTANT},
    KeptPicture: {"published": INSTANT},
    Departure: dict.fromkeys(("published", "joined", "returned"), DAY),
    CalendarEvent: {
        "published": INSTANT,
        "first_seen": INSTANT,
        "start": WHEN,
        "end": WHEN,
        "recurrence": WHEN,
        "modified": INSTANT,
        "withdrawn": INSTANT,
    },
}
"""How the times of each record are written, from the year 1000 to 2999; a history knows days alone, and
an event may be told in whole days or in times of no zone."""

ADDRESS = r"(?:[Hh][Tt][Tt][Pp][Ss]?://[^\x00-\x1f]+)?"
LINKED = frozenset((Entry, Mention, Discussion, Issue, PullRequest, Release, CalendarEvent))
"""The records whose url readers are led to: it is http(s) or empty. A source's url is where git finds it, too."""

WITHIN: dict[type, dict[str, type]] = {
    Discussion: {"comments": Comment},
    Issue: {"comments": IssueComment},
    PullRequest: {"comments": IssueComment, "reviews": Review},
}
"""The records that hold others, below which keys, and which."""

TEXTS: dict[type, tuple[str, ...]] = {
    **dict.fromkeys((Entry, Mention), ("url", "title", "excerpt", "author", "language")),
    Discussion: ("url", "title", "category", "author"),
    **dict.fromkeys((Issue, PullRequest), ("url", "title", "author")),
    Release: ("url", "title", "tag", "author"),
    **dict.fromkeys((IssueComment, Comment, Review), ("author",)),
    Work: ("login",),
    SourceState: ("reason", "url"),
    KeptPicture: (),
    Departure: (),
    CalendarEvent: ("uid", "zone", "title", "description", "location", "url"),
}
"""The texts of each record that people read: one line each. An entry's tags are, too."""

_ADAPTERS: dict[type, TypeAdapter[Any]] = {record: TypeAdapter(record) for record in FOLDERS.values()}
_WRITTEN = {record: [(key, re.compile(form)) for key, form in forms.items()] for record, forms in TIMES.items()}
_ADDRESS = re.compile(ADDRESS)
_NUMBERS = {record: tuple(name for name, kind in get_type_hints(record).items() if kind is int) for record in TIMES}
_LARGEST = 2**63
"""Numbers from here on, and from as far below zero, are no numbers to the tables (BIGINT)."""

_DIGEST = re.compile(r"[0-9a-f]{20}")
_NEEDED = {
    "string_type": "text in quotes",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dataclass_type": "an object in braces",
    "literal_error": "one of the words the format knows",
}
_Record = TypeVar(
    "_Record",
    Entry,
    Mention,
    CalendarEvent,
    Discussion,
    Issue,
    PullRequest,
    Release,
    Work,
    SourceState,
    KeptPicture,
    Departure,
)


def load_archive(directory: Path, root: Path, leaving_out: Collection[str] = ()) -> tuple[Harvest, list[Problem]]:
    """Reads the archive in `directory`; the problems name their files relative to `root`, where they lie below it.

    Of the folders in `leaving_out`, such as work, nothing is read, and the harvest has nothing of them. A folder that
    does not exist is an empty harvest. Within each kind, the newest comes first, then by id and source.
    A line's source is the name of its folder, and of lines of one id there the first counts. Texts from elsewhere are
    on one line, without signs that nobody sees.
    Problems are warnings: whoever proposes a change to the hub has no hand in the archive, and is not held up by it.
    """
    problems: list[Problem] = []

    def newest_first(kind: str, record: type[_Record]) -> tuple[_Record, ...]:
        paths = [] if kind in leaving_out else archive_files(directory, kind)
        read: list[_Record] = []
        for _, of_source in groupby(paths, key=attrgetter("parent")):
            told: set[str] = set()
            read += (one for path in of_source for one in _records(path, record, root, told, problems))
        read.sort(key=attrgetter("id", "source"))
        read.sort(key=attrgetter("published"), reverse=True)
        return tuple(read)

    with collector.resting():
        harvest = Harvest(
            entries=newest_first("entries", Entry),
            discussions=newest_first("discussions", Discussion),
            issues=newest_first("issues", Issue),
            pulls=newest_first("pulls", PullRequest),
            releases=newest_first("releases", Release),
            work=newest_first("work", Work),
            mentions=newest_first("mentions", Mention),
            events=newest_first("events", CalendarEvent),
            states=newest_first("sources", SourceState),
            pictures=newest_first("pictures", KeptPicture),
            departures=newest_first("departures", Departure),
            salt=salt_of(directory),
            withheld=withheld_accounts(directory),
        )
    problems += links_told(directory, root)
    problems += unread_hashes(directory, shown_below(directory / WITHHELD, root))
    return harvest, problems


def check_legible(records: Iterable[Any]) -> None:
    """Raises `ValueError` where a line that tells one of these records would be left out when it is read."""
    for one in records:
        _read(json.dumps(asdict(one)).encode(), type(one), Path(one.source))


def _records(
    path: Path, record: type[_Record], root: Path, told: set[str], problems: list[Problem]
) -> Iterator[_Record]:
    """The file's good lines, whose ids are added to those that its source has `told`; the others are problems."""
    shown = shown_below(path, root)
    try:
        content = path.read_bytes()
    except OSError as reason:
        fault = f"the file cannot be read: {reason.strerror}"
        problems.append(Problem(shown, "archive-line", fault, severity="warning"))
        return
    folder = path.parent
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line or line.isspace():
            continue
        try:
            one = _read(line, record, folder)
            _check_first(one, told)
        except ValueError as reason:
            problems.append(
                Problem(
                    shown,
                    "archive-line",
                    f"this line of the archive is left out: {_in_words(reason)}",
                    "restore the file from git's history, or remove the line: collecting reads the source again",
                    line=number,
                    severity="warning",
                )
            )
        else:
            told.add(one.id)
            yield one


def _read(line: bytes, record: type[_Record], folder: Path) -> _Record:
    """The record on one line of a file in a source's `folder`.

    Raises `ValueError` (which pydantic's `ValidationError` is) where there is none.
    """
    adapter: TypeAdapter[_Record] = _ADAPTERS[record]
    try:
        one = adapter.validate_json(line, strict=True)
    except ValidationError as reason:
        if reason.errors(include_url=False)[0]["type"] == "json_invalid":
            raise
        one = adapter.validate_json(json.dumps(_completed(json.loads(line), record)), strict=True)
    _check_source(one, folder.name)
    _check_times(one)
    _check_weeks(one)
    _check_numbers(one)
    _check_picture(one, folder)
    _check_address(one)
    for key in WITHIN.get(record, ()):
        for inner in getattr(one, key):
            _check_times(inner)
            _check_numbers(inner)
    return _seen(one)


def _completed(written: Any, record: type) -> Any:
    """The object with what is left out, or null, as the empty value that it stands for."""
    if not isinstance(written, dict):
        return written
    known = {field.name for field in fields(record)}
    told = {key: value for key, value in written.items() if value is not None}
    for key, inner in WITHIN.get(record, {}).items():
        if isinstance(told.get(key), list):
            told[key] = [_completed(one, inner) for one in told[key]]
    return {key: value for key, value in EMPTY.items() if key in known} | told


def _check_first(one: Any, told: Collection[str]) -> None:
    if one.id in told:
        raise ValueError(f"its source has told of “{excerpt(one_line(one.id), 60)}” before, and that counts")


def _check_times(one: Any) -> None:
    for key, form in _WRITTEN[type(one)]:
        text = getattr(one, key)
        if not text and key in EMPTY:
            continue
        if not form.fullmatch(text):
            raise ValueError(f"{key} is “{text}”, which is no time such as 2026-05-14T17:00:00Z")
        try:
            datetime.fromisoformat(text)
        except ValueError:
            raise ValueError(f"{key} is “{text}”, which the calendar does not have") from None


def _check_weeks(one: Any) -> None:
    for week in getattr(one, "weeks", ()):
        if not re.fullmatch(WEEK, week):
            raise ValueError(f"weeks has “{excerpt(one_line(week), 60)}”, which is no week such as 2026-W20")


def _check_numbers(one: Any) -> None:
    for key in _NUMBERS[type(one)]:
        if not -_LARGEST <= getattr(one, key) < _LARGEST:
            raise ValueError(f"{key} is too large a number")


def _check_address(one: Any) -> None:
    if type(one) in LINKED and not _ADDRESS.fullmatch(one.url):
        raise ValueError(f"url is “{excerpt(one_line(one.url), 60)}”, which is no address such as https://ada.example")


def _check_picture(one: Any, folder: Path) -> None:
    if isinstance(one, KeptPicture) and not (_DIGEST.fullmatch(one.id) and is_webp(folder / f"{one.id}.webp")):
        raise ValueError("the picture that it tells of is not there, or is damaged")


def _check_source(one: Any, folder: str) -> None:
    if one.source != folder or not SLUG.fullmatch(folder):
        said = excerpt(one_line(one.source), 60)
        raise ValueError(f"source is “{said}”, and the folder is “{excerpt(one_line(folder), 60)}”: both are one slug")


def _seen(one: _Record) -> _Record:
    """The record with its texts on one line, without control characters and marks that turn the reading direction."""
    clean: dict[str, Any] = {}
    if isinstance(one, Entry):
        if _is_clean(one):
            return one
        clean["tags"] = tuple(map(one_line, one.tags))
    if isinstance(one, CalendarEvent):
        clean["tags"] = tuple(map(one_line, one.tags))
    for key in TEXTS[type(one)]:
        said = getattr(one, key)
        if (text := one_line(said)) != said:
            clean[key] = text
    for key in WITHIN.get(type(one), ()):
        clean[key] = tuple(replace(inner, author=one_line(inner.author)) for inner in getattr(one, key))
    return replace(one, **clean) if clean else one


def _is_clean(one: Entry) -> bool:
    """Whether nothing is to be done to any text of an entry: all of them at once, since there are very many."""
    told = "¦".join(("", one.url, one.title, one.excerpt, one.author, one.language, *one.tags, ""))
    # Of spaces only the plain one is printable.
    return told.isprintable() and not ("  " in told or "¦ " in told or " ¦" in told)


def _in_words(reason: ValueError) -> str:
    if not isinstance(reason, ValidationError):
        return str(reason)
    return _told(reason.errors(include_url=False)[0])


def _told(error: ErrorDetails) -> str:
    key = ".".join(str(step + 1) if isinstance(step, int) else step for step in error["loc"]) or "the line"
    told: dict[str, Callable[[], str]] = {
        "json_invalid": lambda: f"it is no JSON ({error['ctx']['error']})",
        "missing": lambda: f"{key} is missing",
    }
    if error["type"] in told:
        return told[error["type"]]()
    needed = _NEEDED.get(error["type"], error["msg"])
    return f"{key} should be {needed}, and is {json.dumps(error['input'], ensure_ascii=False)[:60]}"
