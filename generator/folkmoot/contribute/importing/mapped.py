"""Rows of a table into candidates for files, by a mapping."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, NamedTuple

from folkmoot.contribute.days import Either, NoDay
from folkmoot.contribute.importing.json_rows import FILE, FOLDER
from folkmoot.contribute.importing.mapping import Cell, Scheme, columns_in, record_of_family
from folkmoot.contribute.importing.orders import Settled, Written, line_with_order, settled
from folkmoot.contribute.importing.plain_text import from_html, in_markdown
from folkmoot.contribute.importing.rows import Candidate, Found, Read, Remark, Row
from folkmoot.contribute.importing.values import Setting, Unknown, halves, items_of, joined, kind_of, put, value_of
from folkmoot.errors import WrongUse
from folkmoot.model.base import Record
from folkmoot.model.moment import Moment
from folkmoot.model.place import Place
from folkmoot.text import excerpt, one_line, slug_of

_YES = frozenset(("yes", "true", "1", "x", "y", "ja", "oui", "si", "sì", "online"))
_LONGEST_SLUG = 50
_MOST_NAMED = 30
_NUMBER_SIGN = re.compile("#(?= ?[0-9])")
"""In front of a number it is no sharp."""


class _NotTaken(ValueError):
    """A row lacks what its record needs; `str(error)` says what."""


class _Asked(NamedTuple):
    """What counts for all rows: the mapping, what their days tell together by key, and the zone of their times."""

    scheme: Scheme
    days: Mapping[str, Settled]
    zone: str


def mapped(read: Read, scheme: Scheme, zone: str, *, is_guess: bool = False) -> Found:
    """What the rows become; `zone` is where times are meant that name no zone.

    Rows of the same thing become one. What a cell says that its key cannot hold is told, and the row taken without it;
    where the record needs the key, the row is left. A mapping that `is_guess` is nobody's to have forgotten a column.
    """
    _refuse_missing(read, scheme)
    asked = _Asked(scheme, _days(read, scheme), zone)
    left, notes = (
        list(read.left),
        [*read.notes, *_unmapped_keys(read, scheme), *_unread_columns(read, scheme, is_guess=is_guess)],
    )
    notes += dict.fromkeys(Remark(one.by.place, "", one.told) for one in asked.days.values() if one.by and one.told)
    groups: dict[object, list[Candidate]] = {}
    for row in read.rows:
        if reason := _unwanted(row, scheme):
            left.append(Remark(row.place, _name(row, scheme), reason))
            continue
        try:
            candidate, said = _candidate(row, asked)
        except _NotTaken as error:
            left.append(Remark(row.place, _name(row, scheme), str(error)))
            continue
        notes += said
        key = tuple(_words(row.cells.get(column)) for column in scheme.same) if scheme.same else row.place
        groups.setdefault(key, []).append(candidate)
    found = tuple(_as_one(group, notes) for group in groups.values())
    return Found(found, len(read.rows) + len(read.left), tuple(left), tuple(notes), read.order)


def _refuse_missing(read: Read, scheme: Scheme) -> None:
    """Raises `WrongUse` where a column that the mapping names is in no row; misspelt, it would be lost silently."""
    there = frozenset(read.columns)
    cells = [*scheme.keys.values(), *scheme.venue.values(), *filter(None, (scheme.text, scheme.slug))]
    named = dict.fromkeys(
        [*(one for cell in cells for one in cell.columns), *scheme.same, *scheme.only, *scheme.ignore]
    )
    if read.rows and not scheme.known_by and (missing := [column for column in named if column not in there]):
        raise WrongUse(
            f"there is no column {', '.join(f'“{one}”' for one in missing)}",
            f"the columns are {', '.join(sorted(there)[:_MOST_NAMED])}",
        )


def _days(read: Read, scheme: Scheme) -> dict[str, Settled]:
    """By key, what the days of its column tell together, where the mapping does not say how they are written."""
    record = record_of_family(scheme.family)
    found = {}
    for key, cell in scheme.keys.items():
        if cell.order is None and kind_of(record, key) in (Moment, dt.date):
            days = (Written(row.place, words[0]) for row in read.rows if (words := _parts(cell, row)))
            found[key] = settled(cell.column or key, days, line_with_order(key, cell.column or "", cell.time or ""))
    return found


def _unmapped_keys(read: Read, scheme: Scheme) -> list[Remark]:
    """What the records need and the mapping never gives, so that no row can be taken."""
    there = {key.partition(".")[0] for key in scheme.keys}
    fields = record_of_family(scheme.family).model_fields
    missing = [key for key, field in fields.items() if field.is_required() and key not in there]
    if scheme.family == "invitations":  # who is invited writes what is missing
        return []
    told = "{family} need “{key}”, and the mapping has none: add it to its keys, such as  {key}: {{always: …}}"
    return [
        Remark(row.place, "", told.format(family=scheme.family, key=key)) for key in missing for row in read.rows[:1]
    ]


def _unread_columns(read: Read, scheme: Scheme, *, is_guess: bool) -> list[Remark]:
    reason = (
        f"nothing that {scheme.family} have is called like it; a mapping can say what it is, or that it is ignored"
        if is_guess
        else "the mapping does not name it"
    )
    used: dict[str, str] = {}
    for row in read.rows:
        for column, value in row.cells.items():
            if column not in used and value not in ("", [], None):
                used[column] = row.place
    known = scheme.columns()
    return [
        Remark(place, "", f"the column “{column}” is not taken: {reason}")
        for column, place in used.items()
        if column not in known and column not in (FILE, FOLDER)
    ]


def _unwanted(row: Row, scheme: Scheme) -> str:
    for column, wanted in scheme.only.items():
        if (said := _words(row.cells.get(column))) != wanted:
            return f"{column} is “{said}”, and only “{wanted}” is taken"
    return ""


def _as_one(group: list[Candidate], notes: list[Remark]) -> Candidate:
    """The rows of one thing as one; of what they say differently, the first counts, and the others are told."""
    first = group[0]
    if len(group) == 1:
        return first
    values, differing = joined([one.values for one in group])
    for number, key, since in differing:
        told = f"{key} “{_shown(values[key])}” is taken from {group[since].places[0]}"
        told += f", not “{_shown(group[number].values[key])}”"
        notes.append(Remark(group[number].places[0], first.name, told))
    return first._replace(
        values=values,
        text=_first(group, "text", notes),
        venue=_first(group, "venue", notes),
        where=next((one.where for one in group if one.where), ""),
        places=tuple(place for one in group for place in one.places),
    )


def _first(group: list[Candidate], part: str, notes: list[Remark]) -> Any:
    """The text or venue of the first row that has one; another that differs is told."""
    having = [one for one in group if getattr(one, part)]
    for one in having[1:]:
        if getattr(one, part) != getattr(having[0], part):
            told = f"its {part} differs, and that of {having[0].places[0]} is taken"
            notes.append(Remark(one.places[0], group[0].name, told))
    return getattr(having[0], part) if having else getattr(group[0], part)


def _shown(value: Any) -> str:
    return excerpt(one_line(str(value)), 60)


def _candidate(row: Row, asked: _Asked) -> tuple[Candidate, list[Remark]]:
    notes: list[Remark] = []
    scheme, zone = asked.scheme, asked.zone
    name = _name(row, scheme)

    def tell(reason: str) -> None:
        notes.append(Remark(row.place, name, reason))

    record = record_of_family(scheme.family)
    own = scheme.keys.get("timezone")
    values = _values(row, scheme.keys, record, asked._replace(zone=_filled(own, row) or zone if own else zone), tell)
    _end_rightly(values, scheme, tell)
    venue = _values(row, scheme.venue, Place, asked._replace(days={}), tell)
    text = _filled(scheme.text, row) if scheme.text else ""
    if scheme.markup != "markdown":
        text = in_markdown(from_html(text) if scheme.markup == "html" else text)
    slug = slug_of(_filled(scheme.slug, row)) if scheme.slug else slug_for(scheme.family, values)
    where = one_line(", ".join(dict.fromkeys(str(venue[key]) for key in ("name", "city") if key in venue)))
    if "name" not in venue:
        venue = {}
    return Candidate(scheme.family, values, text, slug, (row.place,), venue, where), notes


def slug_for(family: str, values: Mapping[str, Any]) -> str:
    """What a file is named after: the title or name, of an event that is no series with the year and the month.

    A member whose name is not in Latin letters is called by the login, where there is one: nobody spells a name better
    than who bears it. The form on the site does the same (filetext.js).
    """
    said = _NUMBER_SIGN.sub(" ", str(values.get("title") or values.get("name") or ""))
    slug = slug_of(said)
    if (login := slug_of(str(values.get("github") or ""))) and not (slug and _is_latin(said)):
        return login
    if len(slug) > _LONGEST_SLUG:
        slug = slug[: _LONGEST_SLUG + 1].rpartition("-")[0] or slug[:_LONGEST_SLUG]
    month = str(values.get("start", ""))[:7]
    if family != "events" or "recurrence" in values or month[:4] in slug.split("-"):
        return slug
    return f"{slug}-{month}".strip("-")


def _is_latin(name: str) -> bool:
    letters = (one for one in unicodedata.normalize("NFKD", name) if unicodedata.category(one) in ("Lu", "Ll", "Lo"))
    return all(unicodedata.name(one, "").startswith("LATIN ") for one in letters)


def _end_rightly(values: dict[str, Any], scheme: Scheme, tell: Any) -> None:
    """Leaves out an end that says nothing, and moves one that has no day of its own behind midnight."""
    start, end = str(values.get("start", "")), str(values.get("end", ""))
    first, last = scheme.keys.get("start"), scheme.keys.get("end")
    if not end or not first or not last:
        return
    if first.column and first.column == last.column and last.time:
        if end == start[:10]:  # it has no time, and the day is that of the start
            end = start
        elif end < start and len(end) == len(start):
            moment = dt.datetime.fromisoformat(end)
            if moment.date() == dt.date.max:
                return
            end = values["end"] = f"{moment + dt.timedelta(days=1):%Y-%m-%d %H:%M}"
            tell(f"it ends before it starts on the day in “{last.column}”, so its end is taken as {end}")
    if end == start:
        del values["end"]


def _values(row: Row, cells: Mapping[str, Cell], record: type[Record], asked: _Asked, tell: Any) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, cell in cells.items():
        words = _parts(cell, row)
        if not words:
            continue
        kind = kind_of(record, key)
        days = asked.days.get(key, Settled())
        setting = Setting(cell.order or days.order, _words(row.cells.get(cell.time or "")), asked.zone)
        try:
            if kind is list:
                value: Any = items_of(key, words)
            else:
                value = value_of(kind or str, key, words[0], setting)
                if len(words) > 1:
                    tell(f"{key} holds one value: “{words[0]}” is taken, not “{', '.join(words[1:])}”")
        except (Unknown, NoDay) as error:
            reason = days.open if isinstance(error, Either) and days.open else str(error)
            is_needed = key in record.model_fields and record.model_fields[key].is_required()
            if is_needed and asked.scheme.family != "invitations":  # who is invited says so themselves
                raise _NotTaken(f"{key}: {reason}") from None
            tell(f"{key} is left out: {reason}")
        else:
            put(values, key, value, record)
    for key, missing in halves(values, record):
        del values[key]
        tell(f"{key} is left out: it needs {missing}, and there is none")
    return values


def _parts(cell: Cell, row: Row) -> list[str]:
    """The values of a cell, in this hub's words; none where it is empty."""
    found = row.cells.get(cell.column or "")
    if isinstance(found, list) and _is_on(cell, row):
        parts = [str(one) for one in found]
    else:
        filled = _filled(cell, row)
        parts = filled.split(cell.split) if cell.split else [filled]
    meant = {word.casefold(): value for word, value in cell.values.items()}
    return [meant.get(part.strip().casefold(), part.strip()) for part in parts if part.strip()]


def _filled(cell: Cell | None, row: Row) -> str:
    if cell is None or not _is_on(cell, row):
        return ""
    if cell.always:
        return cell.always
    if cell.column:
        return _words(row.cells.get(cell.column))
    template = cell.template or ""
    columns = columns_in(template)
    if not any(_words(row.cells.get(column)) for column in columns):
        return ""
    for column in columns:
        template = template.replace(f"{{{column}}}", _words(row.cells.get(column)))
    return template.strip(" ,;-/")


def _is_on(cell: Cell, row: Row) -> bool:
    return not cell.when or _words(row.cells.get(cell.when)).casefold() in _YES


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _name(row: Row, scheme: Scheme) -> str:
    cell = next((scheme.keys[key] for key in ("title", "name", "url") if key in scheme.keys), None)
    return _shown(_filled(cell, row))
