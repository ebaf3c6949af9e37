"""What a maintainer reads of a stretch of time: how it went, what happened, and what needs a hand."""

import datetime as dt
from typing import Literal, NamedTuple

from folkmoot.model.activity import Figure, Measured
from folkmoot.model.faring import Faring
from folkmoot.model.period import Period

NeedKind = Literal["unresponded", "meetup", "project", "agendas", "recaps", "sources"]
HappeningKind = Literal["events", "posts", "joined"]


class Line(NamedTuple):
    """A series of a metric: its figure in the period, and in the one before it; None where there is none.

    `measured` has the figures of the report's scope alone, as if that were the whole hub. `is_lately` says that the
    metric tells no such periods: the figure is that of the last active days.
    """

    measured: Measured
    series: str
    now: Figure
    before: Figure | None
    is_lately: bool = False


class Thing(NamedTuple):
    """Something that a report names: its `family` is events, posts, members, agendas, threads or sources.

    Of a record `name` is the slug, of an agenda its word; threads and sources have a `title` and a `url` of their own,
    which come from elsewhere. `day` is where the community is, None where nobody knows; `reason` is why a source fails.
    """

    family: str
    name: str
    title: str = ""
    url: str = ""
    day: dt.date | None = None
    reason: str = ""


class Need(NamedTuple):
    """Something that needs a hand, and which `things` in particular, the most urgent first, of so many in all."""

    kind: NeedKind
    number: int
    things: tuple[Thing, ...] = ()


class Happening(NamedTuple):
    """What happened, by its kind, in the order of time. `number` is how many in all."""

    kind: HappeningKind
    number: int
    things: tuple[Thing, ...] = ()


class Report(NamedTuple):
    """What is told of a `period` and the one `before` it, in one `scope` ("" is the hub as a whole, see `Figure`).

    `needs` are as of `today`. `troubled` are the sources that cannot be read, `unread` those that nobody ever read;
    `newest` says when the newest record of each kind is from, and `asked` when any source was asked last: UTC as
    2026-05-14T17:00:00Z, or "". The last four are empty for anything but the hub as a whole.
    """

    scope: str
    today: dt.date
    period: Period
    before: Period
    lines: tuple[Line, ...]
    needs: tuple[Need, ...]
    happened: tuple[Happening, ...]
    troubled: tuple[Faring, ...] = ()
    unread: tuple[Faring, ...] = ()
    newest: tuple[tuple[str, dt.date], ...] = ()
    asked: str = ""
