"""The desk of a day in words: its lists, and the editorial calendar week by week."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from folkmoot.model.editorial import Editorial, Fixture, Gap
from folkmoot.model.proposal import Proposal, ProposalKind
from folkmoot.render.canvas import Canvas
from folkmoot.render.reports.proposing import said, together
from folkmoot.render.reports.telling import Item, Part
from folkmoot.render.wording.tongue import N_

KINDS = {
    "post": N_("post"),
    "prompt": N_("question to begin with"),
    "announcement": N_("announcement"),
    "newsletter": N_("newsletter"),
    "event": N_("event"),
    "contest": N_("contest"),
    "project": N_("project"),
    "page": N_("page"),
}
STATES = {
    "planned": N_("planned"),
    "draft": N_("draft"),
    "waiting": N_("appears by itself"),
    "announced": N_("announced"),
}
_MISSING = ("meetup", "project", "agendas")
"""What of the report's needs is missing; all others wait."""

_DUE = ("welcome", "terms")
"""The proposals that cannot wait."""

_FEW = 3
"""So many proposals of a kind that can wait are named."""

_TOLD = ("missing",)
"""The proposals that the report's needs say already."""

_SOURCES = (
    N_(
        "The calendar: `plan/` in the private folder, what has `publish` or `draft` in the hub’s files, and its events."
    ),
    N_("Questions, events without a recap, sources, meetups, projects and agendas: as `folkmoot report` tells them."),
    N_("Whom to welcome, to write to and to ask: as `folkmoot report --private` proposes it."),
)


class Row(NamedTuple):
    """A line of the calendar, in words; `day` is None where nobody knows it, and `url` "" where there is none."""

    day: dt.date | None
    when: str
    title: str
    url: str
    kind: str
    agenda: str
    language: str
    by: str
    state: str
    where: str
    source: str


class Week(NamedTuple):
    """The lines of a week, or those without a day."""

    title: str
    rows: list[Row]


class Section(NamedTuple):
    """Some lists below one heading."""

    title: str
    parts: list[Part]


class Sheet(NamedTuple):
    """The desk in one language. It `is_private` where it names people beyond what the site does."""

    title: str
    opening: str
    sections: list[Section]
    weeks: list[Week]
    sources: list[str]
    is_private: bool


def sheet(
    canvas: Canvas,
    editorial: Editorial,
    needs: Iterable[Part],
    kinds: Iterable[ProposalKind] = (),
    proposals: Iterable[Proposal] = (),
    *,
    is_private: bool = False,
) -> Sheet:
    """The desk of the hub's day; `needs` are those of the report, `proposals` name people."""
    return _Writer(canvas, editorial).sheet([*needs], {one.name: one for one in kinds}, [*proposals], is_private)


class _Writer:
    def __init__(self, canvas: Canvas, editorial: Editorial) -> None:
        self._canvas, self._say, self._editorial = canvas, canvas.say, editorial

    def sheet(
        self, needs: list[Part], kinds: dict[str, ProposalKind], proposals: list[Proposal], is_private: bool
    ) -> Sheet:
        say, today = self._say, self._editorial.today
        people = list(self._people(kinds, proposals))
        missing = [one for one in needs if one.kind in _MISSING]
        sections = [
            Section(say("What is due"), [*self._due(), *(one for one in people if one.kind in _DUE)]),
            Section(say("What waits"), [one for one in needs if one.kind not in _MISSING]),
            Section(say("What is missing"), [*missing, *self._gaps(), *self._clashes()]),
            Section(say("What could be done next"), [one for one in people if one.kind not in _DUE]),
        ]
        return Sheet(
            say("%(whole)s: %(part)s", whole=self._canvas.site_name, part=say("The desk")),
            self._canvas.phrases.day(today),
            [one for one in sections if any(part.number for part in one.parts)],
            list(self._weeks()),
            [say(one) for one in (_SOURCES if is_private else _SOURCES[:2])],
            is_private,
        )

    def _due(self) -> Iterator[Part]:
        late = self._editorial.overdue
        yield self._listed("overdue", self._say("Overdue"), late)
        todays = [one for one in self._editorial.coming if one.day == self._editorial.today]
        yield self._listed("today", self._say("Today"), todays)

    def _listed(self, kind: str, title: str, fixtures: Iterable[Fixture]) -> Part:
        items = [self._item(one) for one in fixtures]
        return Part(kind, title, len(items), items, 0)

    def _item(self, one: Fixture) -> Item:
        row = self.row(one)
        more = ", ".join(filter(None, (row.when, row.kind, row.state, row.by, row.where)))
        return Item(one.title, row.url, more, one.day)

    def _gaps(self) -> Iterator[Part]:
        items = [self._gap(one) for one in self._editorial.gaps]
        yield Part("gaps", self._say("Nothing is planned"), len(items), items, 0)

    def _gap(self, one: Gap) -> Item:
        days = {"first": self._canvas.phrases.day(one.first), "last": self._canvas.phrases.day(one.last)}
        until = self._say("until %(day)s", day=days["last"])
        if one.kind == "agenda":
            about = self._say("About: %(agenda)s", agenda=self._canvas.phrases.known(one.what))
            return Item(about, "", until, one.first)
        if one.kind == "language":
            return Item(self._canvas.phrases.language(one.what), "", until, one.first)
        return Item(self._say("the week from %(first)s to %(last)s", **days), "", "", one.first)

    def _clashes(self) -> Iterator[Part]:
        items = [
            Item(self._canvas.phrases.listed([one.title for one in some]), "", self.row(some[0]).when, some[0].day)
            for some in self._editorial.clashes
        ]
        yield Part("clashes", self._say("In each other’s way"), len(items), items, 0)

    def _people(self, kinds: dict[str, ProposalKind], proposals: list[Proposal]) -> Iterator[Part]:
        """What is proposed about people, by kind; why, and with which letters, the private report says at length."""
        found = [one for one in together(proposals) if one[0].kind not in _TOLD]
        for name, group in groupby(found, key=lambda one: one[0].kind):
            some = list(group)
            shown = some if name in _DUE else some[:_FEW]
            items = []
            for one in shown:
                told = said(self._canvas, one)
                more = told.reason if name in _DUE else ""
                items.append(Item(told.title, next((url for _, url in told.links), ""), more, one[0].since))
            among = some[0][0].among
            yield Part(name, self._say(kinds[name].title), among, items, max(0, among - len(items)))

    def _weeks(self) -> Iterator[Week]:
        for monday, some in groupby(self._editorial.coming, key=lambda one: _monday(one.day)):
            days = {"first": monday, "last": monday + dt.timedelta(days=6)}
            told = {name: self._canvas.phrases.day(day) for name, day in days.items()}
            yield Week(self._say("the week from %(first)s to %(last)s", **told), [self.row(one) for one in some])
        if self._editorial.undated:
            yield Week(self._say("Without a day"), [self.row(one) for one in self._editorial.undated])

    def row(self, one: Fixture) -> Row:
        """A fixture as a line."""
        phrases, members = self._canvas.phrases, self._canvas.original.members
        named = [member.name for member in self._canvas.shown(one.by)]
        if one.state == "planned":  # that is private itself
            named = [members[slug].name if slug in members else slug for slug in one.by]
        return Row(
            one.day,
            self._when(one),
            one.title,
            self._address(one),
            self._say(KINDS[one.kind]),
            phrases.listed([phrases.known(agenda) for agenda in one.agenda]),
            phrases.language(one.language),
            phrases.listed(named),
            self._say(STATES[one.state]),
            one.where,
            one.source,
        )

    def _when(self, one: Fixture) -> str:
        if one.day is None:
            return ""
        if one.is_rough:
            return self._canvas.phrases.month(one.day)
        day = self._canvas.phrases.day(one.day)
        return f"{day} {one.start:%H:%M}" if one.start else day

    def _address(self, one: Fixture) -> str:
        slug = one.source.rpartition("/")[2].removesuffix(".md")
        event = self._canvas.community.events.get(slug) if one.state == "announced" else None
        return f"{self._canvas.site_url}{self._canvas.address(event)}" if event and self._canvas.site_url else ""


def _monday(day: dt.date | None) -> dt.date:
    return day - dt.timedelta(days=day.weekday()) if day else dt.date.max
