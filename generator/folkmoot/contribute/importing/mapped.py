"""Rows of a table into candidates for files, by a mapping."""

from collections.abc import Mapping
from typing import Any

from folkmoot.contribute.importing.days import NoDay
from folkmoot.contribute.importing.mapping import Cell, Scheme, columns_in, record_of_family
from folkmoot.contribute.importing.plain_text import from_html, in_markdown
from folkmoot.contribute.importing.rows import Candidate, Found, Read, Remark, Row
from folkmoot.contribute.importing.values import Setting, Unknown, halves, items_of, joined, kind_of, put, value_of
from folkmoot.errors import WrongUse
from folkmoot.model.base import Record
from folkmoot.model.place import Place
from folkmoot.text import excerpt, one_line, slug_of

_YES = frozenset(("yes", "true", "1", "x", "y", "ja", "oui", "si", "sì", "online"))
_LONGEST_SLUG = 50


class _NotTaken(ValueError):
    """A row lacks what its record needs; `str(error)` says what."""


def mapped(read: Read, scheme: Scheme, zone: str) -> Found:
    """What the rows become; `zone` is where times are meant that name no zone.

    Rows of the same thing become one. What a cell says that its key cannot hold is told, and the row taken without it;
    where the record needs the key, the row is left.
    """
    _refuse_missing(read, scheme)
    left, notes = list(read.left), _unread_columns(read, scheme)
    groups: dict[object, Candidate] = {}
    for row in read.rows:
        if reason := _unwanted(row, scheme):
            left.append(Remark(row.place, _name(row, scheme), reason))
            continue
        try:
            candidate, said = _candidate(row, scheme, zone)
        except _NotTaken as error:
            left.append(Remark(row.place, _name(row, scheme), str(error)))
            continue
        notes += said
        key = tuple(_words(row.cells.get(column)) for column in scheme.same) if scheme.same else row.place
        known = groups.get(key)
        groups[key] = _with(known, candidate, notes) if known else candidate
    return Found(tuple(groups.values()), len(read.rows) + len(read.left), tuple(left), tuple(notes))


def _refuse_missing(read: Read, scheme: Scheme) -> None:
    """Raises `WrongUse` where a column that the mapping names is in no row; misspelt, it would be lost silently."""
    there = {column for row in read.rows for column in row.cells}
    cells = [*scheme.keys.values(), *scheme.venue.values(), *filter(None, (scheme.text, scheme.slug))]
    named = dict.fromkeys([*(one for cell in cells for one in cell.columns), *scheme.same, *scheme.only])
    if read.rows and not scheme.known_by and (missing := [column for column in named if column not in there]):
        raise WrongUse(
            f"there is no column {', '.join(f'“{one}”' for one in missing)}",
            f"the columns are {', '.join(sorted(there))}",
        )


def _unread_columns(read: Read, scheme: Scheme) -> list[Remark]:
    used: dict[str, str] = {}
    for row in read.rows:
        for column, value in row.cells.items():
            if column not in used and value not in ("", [], None):
                used[column] = row.place
    known = scheme.columns()
    return [
        Remark(place, "", f"the column “{column}” is not taken: the mapping does not name it")
        for column, place in used.items()
        if column not in known and not column.startswith("(")
    ]


def _unwanted(row: Row, scheme: Scheme) -> str:
    for column, wanted in scheme.only.items():
        if (said := _words(row.cells.get(column))) != wanted:
            return f"{column} is “{said}”, and only “{wanted}” is taken"
    return ""


def _with(known: Candidate, again: Candidate, notes: list[Remark]) -> Candidate:
    values, differing = joined(known.values, again.values)
    for key in differing:
        told = f"{key} “{_shown(known.values[key])}” is taken from {known.places[0]}, not “{_shown(again.values[key])}”"
        notes.append(Remark(again.places[0], known.name, told))
    return known._replace(
        values=values,
        text=known.text or again.text,
        venue=known.venue or again.venue,
        where=known.where or again.where,
        places=(*known.places, *again.places),
    )


def _shown(value: Any) -> str:
    return excerpt(one_line(str(value)), 60)


def _candidate(row: Row, scheme: Scheme, zone: str) -> tuple[Candidate, list[Remark]]:
    notes: list[Remark] = []
    name = _name(row, scheme)

    def tell(reason: str) -> None:
        notes.append(Remark(row.place, name, reason))

    record = record_of_family(scheme.family)
    own = scheme.keys.get("timezone")
    values = _values(row, scheme.keys, record, _filled(own, row) or zone if own else zone, tell)
    if str(values.get("end", "")) == str(values.get("start")):
        del values["end"]
    venue = _values(row, scheme.venue, Place, zone, tell)
    text = _filled(scheme.text, row) if scheme.text else ""
    if scheme.markup != "markdown":
        text = in_markdown(from_html(text) if scheme.markup == "html" else text)
    slug = slug_of(_filled(scheme.slug, row)) if scheme.slug else slug_for(scheme.family, values)
    where = one_line(", ".join(dict.fromkeys(str(venue[key]) for key in ("name", "city") if key in venue)))
    if "name" not in venue:
        venue = {}
    return Candidate(scheme.family, values, text, slug, (row.place,), venue, where), notes


def slug_for(family: str, values: Mapping[str, Any]) -> str:
    """What a file is named after: the title or name, of an event that is no series with the year and the month."""
    slug = slug_of(str(values.get("title") or values.get("name") or ""))
    if len(slug) > _LONGEST_SLUG:
        slug = slug[: _LONGEST_SLUG + 1].rpartition("-")[0] or slug[:_LONGEST_SLUG]
    month = str(values.get("start", ""))[:7]
    if family != "events" or "recurrence" in values or month[:4] in slug.split("-"):
        return slug
    return f"{slug}-{month}".strip("-")


def _values(row: Row, cells: Mapping[str, Cell], record: type[Record], zone: str, tell: Any) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, cell in cells.items():
        words = _parts(cell, row)
        if not words:
            continue
        kind = kind_of(record, key)
        setting = Setting(cell.order, _words(row.cells.get(cell.time or "")), zone)
        try:
            if kind is list:
                value: Any = items_of(key, words)
            else:
                value = value_of(kind or str, key, words[0], setting)
                if len(words) > 1:
                    tell(f"{key} holds one value: “{words[0]}” is taken, not “{', '.join(words[1:])}”")
        except (Unknown, NoDay) as error:
            if key in record.model_fields and record.model_fields[key].is_required():
                raise _NotTaken(f"{key}: {error}") from None
            tell(f"{key} is left out: {error}")
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
