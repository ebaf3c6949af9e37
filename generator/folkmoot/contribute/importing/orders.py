"""How a column writes its days: what one of them can only be tells what those are that could be two."""

import json
from collections.abc import Iterable
from typing import NamedTuple

from folkmoot.contribute.days import Order, orders_of
from folkmoot.text import excerpt, one_line

_FIRST = {"day-month-year": "day first", "month-day-year": "month first"}


class Written(NamedTuple):
    """A day as it stands in a cell, with the place of its row."""

    place: str
    words: str


class Settled(NamedTuple):
    """The order of the days of a `column`, None where it is not known; `by` is the day that tells it, and `first` how.

    `either` is the first day that could be two, None where there is none. `open` says of such days why nobody can tell
    which they are, "" where the order is known.
    """

    column: str = ""
    order: Order | None = None
    by: Written | None = None
    either: Written | None = None
    open: str = ""

    @property
    def told(self) -> str:
        """What days that could be two are taken for, "" where there are none, or nobody can tell."""
        if not (self.order and self.by and self.either):
            return ""
        told = f"“{_shown(self.either)}” in the column “{self.column}” is read {_FIRST[self.order]}"
        return f"{told}, as {_said(self.by)} can only be"


def settled(column: str, days: Iterable[Written], line: str) -> Settled:
    """What the days of a column tell together; `line` is the line of a mapping where the order is to be said."""
    by: dict[Order, Written] = {}
    either: Written | None = None
    for day in days:
        orders = orders_of(day.words)
        if len(orders) == 1:
            by.setdefault(orders[0], day)
        elif orders:
            either = either or day
    if len(by) == 1:
        ((order, telling),) = by.items()
        return Settled(column, order, telling, either)
    if by:
        said = ", and ".join(f"{_said(day)} can only be {_FIRST[order]}" for order, day in by.items())
        told = f"nobody can tell whether this is day first or month first, since the column has both: {said}"
        return Settled(column, either=either, open=f"{told}; write it as 2026-03-14")
    told = "nobody can tell whether the days of this column are written day first or month first; if the day is first"
    return Settled(column, either=either, open=f"{told}, the line of the mapping is  {line}  (or month-day-year)")


def line_with_order(key: str, column: str, time: str) -> str:
    """The line of a mapping that says how the days of a key are written, ready to be pasted."""
    cell = {"column": column, **({"time": time} if time else {})}
    told = ", ".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in cell.items())
    return f"{key}: {{{told}, order: day-month-year}}"


def _said(day: Written) -> str:
    return f"“{_shown(day)}” ({day.place})"


def _shown(day: Written) -> str:
    return excerpt(one_line(day.words), 40)
