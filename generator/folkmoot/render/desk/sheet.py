"""What those who look after a community read: lists and tables in one language, with where that is from."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from folkmoot.render.canvas import Canvas
from folkmoot.render.reports.telling import Part
from folkmoot.render.wording.tongue import N_

FEW = 3
"""So many proposals of a kind that can wait are named."""

ABOUT = {
    "welcome": N_("a welcome"),
    "write": N_("to somebody who fell silent"),
    "terms": N_("the end of a term"),
    "experts": N_("a question to somebody who knows"),
    "introductions": N_("an introduction"),
    "lead": N_("a role to take on"),
    "other": N_("a letter"),
}


class Column(NamedTuple):
    """A column of a table: its `name` for programs, and what stands above it; "" is for programs alone."""

    name: str
    title: str = ""


class Group(NamedTuple):
    """Some lines of a table below a heading of their own; a line has its cells by the names of columns."""

    title: str
    rows: Sequence[Mapping[str, str]]


class Table(NamedTuple):
    """A table, and the file that programs find it in: `name`.csv. A line's `title` leads to its `url`, unless that is
    "". Where no column has a title, it is for programs alone.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    groups: list[Group]

    @property
    def shown(self) -> tuple[Column, ...]:
        """The columns that people see."""
        return tuple(one for one in self.columns if one.title)


class Section(NamedTuple):
    """Some lists below one heading."""

    title: str
    parts: list[Part]


class Sheet(NamedTuple):
    """What is told in one language; `name` is that of its files. It `is_private` where it names people beyond what the
    site does. Sections without anything to tell are left out.
    """

    name: str
    title: str
    opening: str
    sections: list[Section]
    tables: list[Table]
    sources: list[str]
    is_private: bool


def named(canvas: Canvas, who: str) -> str:
    """What a member is called, hidden ones too, since the private folder itself names them; else who it says."""
    member = canvas.original.members.get(who)
    return member.name if member else who


def filled(*sections: Section) -> list[Section]:
    """The sections that have something to tell."""
    return [one for one in sections if any(part.number for part in one.parts)]
