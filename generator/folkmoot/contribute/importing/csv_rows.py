"""Tables as spreadsheets and platforms export them: comma, semicolon or tab between the cells (see RFC 4180)."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

from folkmoot.contribute.importing.rows import Read, Remark, Row, decoded
from folkmoot.errors import WrongUse
from folkmoot.text import excerpt, one_line, plural

_SIGNS = (",", ";", "\t")
_LONGEST_CELL = 1_000_000


def csv_rows(name: str, content: bytes) -> Read:
    """The rows below the line of column names; raises `WrongUse` where the file is no table as a whole.

    Cells may hold line breaks between quotes. Empty lines are no rows. A row that ends early has no cells there; one
    with more cells than there are columns is left, since nobody knows which cell is which.
    """
    text = decoded(name, content)
    first, _, below = text.partition("\n")
    sign = ""
    if first.lower().startswith("sep=") and len(first.strip()) == 5:  # how Excel is told the sign
        sign, text = first.strip()[-1], below
    sign = sign or _sign_of(text)
    csv.field_size_limit(_LONGEST_CELL)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    numbered = _numbered(lines, text is below)
    try:
        _, columns = next(numbered, (0, []))
    except csv.Error as error:
        raise WrongUse(f"{name}: the line of column names cannot be read: {error}", _MEND) from None
    if not any(columns):
        raise WrongUse(f"{name} is empty", "export it again; the first line names the columns")
    names = _names(columns)
    rows: list[Row] = []
    left: list[Remark] = []
    order: list[str] = []
    try:
        for number, cells in numbered:
            order.append(place := f"{name}, line {number}")
            if len(cells) > len(names):
                told = f"it has {plural(len(cells), 'cell')}, and there are {plural(len(names), 'column')}"
                left.append(Remark(place, excerpt(one_line(cells[0]), 60), f"{told}: {_MEND}"))
            else:
                rows.append(Row(place, dict(zip(names, cells, strict=False))))
    except csv.Error as error:
        order.append(place := f"{name}, line {lines.line_num}")
        left.append(Remark(place, "", f"from here on nothing can be read: {error}; {_MEND}"))
    return Read(tuple(rows), tuple(left), columns=tuple(names), order=tuple(order))


_MEND = "put cells that hold the separating sign, quotes or line breaks between double quotes, and double those inside"


def _numbered(lines: Any, sign_told: bool) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, each with the number of the line that it begins on."""
    begins = 1
    for cells in lines:
        if any(cell.strip() for cell in cells):
            yield begins + sign_told, [cell.strip() for cell in cells]
        begins = lines.line_num + 1


def _sign_of(text: str) -> str:
    """The sign that divides the line of column names most often, outside quotes."""
    outside = "".join(text.lstrip("\r\n").split('"')[::2]).splitlines()[:1] or [""]
    return max(_SIGNS, key=lambda sign: (outside[0].count(sign), -_SIGNS.index(sign)))


def _names(columns: list[str]) -> list[str]:
    """The columns' names; a name that is given again is numbered, and a column without one is called by its number."""
    names: dict[str, None] = {}
    times: Counter[str] = Counter()
    for number, column in enumerate(columns, 1):
        name = free = one_line(column) or f"column {number}"
        times[name] += 1
        while free in names:
            times[name] += free != name
            free = f"{name} ({max(times[name], 2)})"
        names[free] = None
    return list(names)
