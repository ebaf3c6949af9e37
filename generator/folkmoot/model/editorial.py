"""The editorial calendar: what is planned, waits for its time or was announced, with its gaps and clashes."""

import datetime as dt
from typing import Literal, NamedTuple

from folkmoot.model.event import Agenda

FixtureKind = Literal["post", "prompt", "announcement", "newsletter", "event", "contest", "project", "page"]
FixtureState = Literal["planned", "draft", "waiting", "announced"]
"""Only in the private plan; in the hub and not ready; in the hub and due at its time; on the site already."""


class Fixture(NamedTuple):
    """Something in the editorial calendar.

    `day` is where the community is, None where nobody knows it yet; `start` and `end` are aware, None where no time is
    told. `language` is a tag. `by` are slugs of members, `source` is the file that says it, and `record` the path below
    the site of what is there already, or "".
    """

    title: str
    kind: FixtureKind
    state: FixtureState
    source: str
    language: str
    day: dt.date | None = None
    start: dt.datetime | None = None
    end: dt.datetime | None = None
    agenda: tuple[Agenda, ...] = ()
    by: tuple[str, ...] = ()
    where: str = ""
    is_rough: bool = False
    """Whether only the month is known."""


class Gap(NamedTuple):
    """Where nothing is planned, from `first` to `last`, both included: of an agenda, in a language, or at all."""

    kind: Literal["week", "agenda", "language"]
    first: dt.date
    last: dt.date
    what: str = ""


class Editorial(NamedTuple):
    """The calendar as of `today`: what is `overdue`, what comes by day, and what has no day yet, or only a
    month.

    `clashes` are groups of fixtures that get in each other's way.
    """

    today: dt.date
    overdue: tuple[Fixture, ...]
    coming: tuple[Fixture, ...]
    undated: tuple[Fixture, ...]
    gaps: tuple[Gap, ...]
    clashes: tuple[tuple[Fixture, ...], ...]
