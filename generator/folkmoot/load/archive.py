"""The archive's NDJSON into one `Harvest`: every line that can be read, and a problem for every one that cannot."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import datetime
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from folkmoot.load import collector
from folkmoot.load.pictures import is_webp
from folkmoot.model.base import SLUG
from folkmoot.model.harvest import (
    CalendarEvent,
    Comment,
    Discussion,
    Entry,
    Harvest,
    KeptPicture,
    Mention,
    SourceState,
    Work,
)
from folkmoot.model.problem import Problem
from folkmoot.text import excerpt, one_line

KINDS: dict[str, type] = {
    "entries": Entry,
    "events": CalendarEvent,
    "discussions": Discussion,
    "work": Work,
    "mentions": Mention,
    "sources": SourceState,
    "pictures": KeptPicture,
}
"""The archive's folders, and the record that each line below them holds."""

_EMPTY_TEXTS = "author closed answered content edited excerpt home language login reason reply_to url".split()
EMPTY: dict[str, str | int | bool | tuple[()]] = {
    **dict.fromkeys(_EMPTY_TEXTS, ""),
    **dict.fromkeys(("description", "end", "location", "modified", "recurrence", "uid", "withdrawn", "zone"), ""),
    **dict.fromkeys(("author_id", "reactions", "sequence"), 0),
    "status": "confirmed",
    **dict.fromkeys(("answer", "answerable", "bot"), False),
    **dict.fromkeys(("aliases", "comments", "earlier", "tags"), ()),
}
"""What a key that is left out, or null, stands for; keys that are not here are needed."""

_DAY = r"[12]\d{3}-\d{2}-\d{2}"
_CLOCK = r"T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ"
INSTANT = _DAY + _CLOCK
DAY_OR_INSTANT = f"{_DAY}(?:{_CLOCK})?"
WHEN = f"{_DAY}(?:{_CLOCK[:-1]}Z?)?"
TIMES: dict[type, dict[str, str]] = {
    Entry: {"published": INSTANT, "first_seen": INSTANT, "edited": INSTANT},
    Mention: {"published": INSTANT, "first_seen": INSTANT, "edited": INSTANT},
    Discussion: {"published": INSTANT, "updated": INSTANT, "closed": INSTANT, "answered": INSTANT},
    Comment: {"created": INSTANT},
    Work: {"published": DAY_OR_INSTANT, "first": DAY_OR_INSTANT, "last": DAY_OR_INSTANT},
    SourceState: {"published": INSTANT},
    KeptPicture: {"published": INSTANT},
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
LINKED = frozenset((Entry, Mention, Discussion, CalendarEvent))
"""The records whose url readers are led to: it is http(s) or empty. A source's url is where git finds it, too."""

TEXTS: dict[type, tuple[str, ...]] = {
    **dict.fromkeys((Entry, Mention), ("url", "title", "excerpt", "author", "language")),
    Discussion: ("url", "title", "category", "author"),
    Comment: ("author",),
    Work: ("login",),
    SourceState: ("reason", "url"),
    KeptPicture: (),
    CalendarEvent: ("uid", "zone", "title", "description", "location", "url"),
}
"""The texts of each record that people read: one line each. An entry's tags are, too."""

_ADAPTERS: dict[type, TypeAdapter[Any]] = {record: TypeAdapter(record) for record in KINDS.values()}
_WRITTEN = {record: [(key, re.compile(form)) for key, form in forms.items()] for record, forms in TIMES.items()}
_ADDRESS = re.compile(ADDRESS)
_DIGEST = re.compile(r"[0-9a-f]{20}")
_NEEDED = {
    "string_type": "text in quotes",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dataclass_type": "an object in braces",
    "literal_error": "one of the words the format knows",
}
_Record = TypeVar("_Record", Entry, Mention, CalendarEvent, Discussion, Work, SourceState, KeptPicture)


def archive_files(directory: Path, kind: str) -> list[Path]:
    """The archive's files of one kind, `<kind>/<source>/<year>.jsonl`, in the order of their names."""
    return sorted(path for path in (directory / kind).glob("*/*.jsonl") if path.is_file())


def load_archive(directory: Path, root: Path) -> tuple[Harvest, list[Problem]]:
    """Reads the archive in `directory`; the problems name their files relative to `root`, where they lie below it.

    A folder that does not exist is an empty harvest. Within each kind, the newest comes first, then by id and source.
    A line's source is the name of its folder. Texts from elsewhere are on one line, without signs that nobody sees.
    Problems are warnings: whoever proposes a change to the hub has no hand in the archive, and is not held up by it.
    """
    problems: list[Problem] = []

    def newest_first(kind: str, record: type[_Record]) -> tuple[_Record, ...]:
        read = [one for path in archive_files(directory, kind) for one in _records(path, record, root, problems)]
        read.sort(key=attrgetter("id", "source"))
        read.sort(key=attrgetter("published"), reverse=True)
        return tuple(read)

    with collector.resting():
        harvest = Harvest(
            entries=newest_first("entries", Entry),
            discussions=newest_first("discussions", Discussion),
            work=newest_first("work", Work),
            mentions=newest_first("mentions", Mention),
            events=newest_first("events", CalendarEvent),
            states=newest_first("sources", SourceState),
            pictures=newest_first("pictures", KeptPicture),
        )
    return harvest, problems


def _records(path: Path, record: type[_Record], root: Path, problems: list[Problem]) -> Iterator[_Record]:
    """The file's good lines; the others are added to the problems."""
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
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
            yield _read(line, record, folder)
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
    _check_picture(one, folder)
    _check_address(one)
    for comment in getattr(one, "comments", ()):
        _check_times(comment)
    return _seen(one)


def _completed(written: Any, record: type) -> Any:
    """The object with what is left out, or null, as the empty value that it stands for."""
    if not isinstance(written, dict):
        return written
    known = {field.name for field in fields(record)}
    told = {key: value for key, value in written.items() if value is not None}
    if record is Discussion and isinstance(told.get("comments"), list):
        told["comments"] = [_completed(comment, Comment) for comment in told["comments"]]
    return {key: value for key, value in EMPTY.items() if key in known} | told


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
    if isinstance(one, Discussion):
        clean["comments"] = tuple(replace(comment, author=one_line(comment.author)) for comment in one.comments)
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
