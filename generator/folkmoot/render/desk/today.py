"""The desk of a day in words: its lists, and the editorial calendar week by week."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from folkmoot.model.anniversary import Anniversary
from folkmoot.model.beginning import Beginning
from folkmoot.model.editorial import Editorial, Fixture, Gap
from folkmoot.model.incident import Moderation
from folkmoot.model.judging import Contested
from folkmoot.model.outbox import Outbox
from folkmoot.model.post import Post
from folkmoot.model.proposal import Proposal, ProposalKind
from folkmoot.model.reply import Heard
from folkmoot.model.role import Roles
from folkmoot.render.canvas import Canvas
from folkmoot.render.desk.beginning import FirstMonths
from folkmoot.render.desk.contests import Contests
from folkmoot.render.desk.incidents import Incidents
from folkmoot.render.desk.letters import Letters
from folkmoot.render.desk.links import Links
from folkmoot.render.desk.replies import Replies
from folkmoot.render.desk.roles import RolesSheet
from folkmoot.render.desk.sheet import FEW, Column, Group, Section, Sheet, Table, filled, named
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

_TOLD = ("missing",)
"""The proposals that the report's needs say already."""

_SOURCES = (
    N_(
        "The calendar: `plan/` in the private folder, what has `publish` or `draft` in the hub’s files, and its events."
    ),
    N_("Questions to everybody: posts with `feedback` that closed two weeks ago."),
    N_("Questions, events without a recap, sources, meetups, projects and agendas: as `folkmoot report` tells them."),
    N_("Whom to welcome, to write to and to ask: as `folkmoot report --private` proposes it."),
    N_("Letters: `outbox/` in the private folder."),
    N_("Contests: events with `contest` in the hub’s files, and `judging/` in the private folder."),
    N_("Roles: `roles/` in the private folder, and the terms of the hub’s teams."),
)


_COLUMNS = (
    Column("day"),
    Column("when", N_("When")),
    Column("title", N_("What")),
    Column("url"),
    Column("kind", N_("Kind")),
    Column("agenda", N_("It is about")),
    Column("language", N_("Language")),
    Column("by", N_("Who")),
    Column("state", N_("Where it stands")),
    Column("where"),
    Column("source"),
)


class Told(NamedTuple):
    """What the desk is made of: the `needs` of the report, and proposals, letters, roles and incidents, of people."""

    needs: list[Part]
    kinds: Mapping[str, ProposalKind]
    proposals: tuple[Proposal, ...]
    outbox: Outbox
    roles: Roles
    moderation: Moderation
    heard: Heard
    contests: tuple[Contested, ...]
    beginning: Beginning | None
    anniversaries: tuple[Anniversary, ...]
    unheard: list[Post]
    links: Links
    is_private: bool


def today(canvas: Canvas, editorial: Editorial, told: Told) -> Sheet:
    """The desk of the hub's day."""
    return _Writer(canvas, editorial).sheet(told)


class _Writer:
    def __init__(self, canvas: Canvas, editorial: Editorial) -> None:
        self._canvas, self._say, self._editorial = canvas, canvas.say, editorial

    def sheet(self, told: Told) -> Sheet:
        say, today = self._say, self._editorial.today
        people = list(self._people(told.kinds, told.proposals))
        missing = [one for one in told.needs if one.kind in _MISSING]
        letters, roles = Letters(self._canvas, told.outbox), RolesSheet(self._canvas, told.roles)
        incidents = Incidents(self._canvas, told.moderation)
        contests = Contests(self._canvas, told.contests)
        replies, first = Replies(self._canvas, told.heard), FirstMonths(self._canvas, told.beginning)
        later = (one for one in people if one.kind not in _DUE)
        due = (one for one in people if one.kind in _DUE)
        waiting = (one for one in told.needs if one.kind not in _MISSING)
        return Sheet(
            "desk",
            say("%(whole)s: %(part)s", whole=self._canvas.site_name, part=say("The desk")),
            self._canvas.phrases.day(today),
            filled(
                Section(first.title(), first.parts()),
                Section(
                    say("What is due"),
                    [
                        *self._due(),
                        *due,
                        letters.to_send(),
                        roles.ending(),
                        incidents.waiting(),
                        contests.due(),
                    ],
                ),
                Section(
                    say("What waits"),
                    [
                        *waiting,
                        letters.late(),
                        self._unheard(told.unheard),
                        told.links.dead(),
                        replies.due(),
                        replies.unseen(),
                    ],
                ),
                Section(say("What is missing"), [*missing, *self._gaps(), *self._clashes()]),
                Section(say("What could be done next"), [*later, self._anniversaries(told.anniversaries)]),
            ),
            [self._calendar()],
            [say(one) for one in (_SOURCES if told.is_private else _SOURCES[:3])],
            told.is_private,
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
        more = ", ".join(filter(None, (row[name] for name in ("when", "kind", "state", "by", "where"))))
        return Item(one.title, row["url"], more, one.day)

    def _unheard(self, posts: Iterable[Post]) -> Part:
        canvas = self._canvas
        items = [
            Item(one.title, f"{canvas.site_url}{canvas.address(one)}" if canvas.site_url else "", self._closed(one))
            for one in posts
        ]
        title = self._say("Questions to everybody, and nobody has said what came of them")
        return Part("feedback", title, len(items), items, 0)

    def _closed(self, one: Post) -> str:
        day = one.feedback.closes if one.feedback else None
        return self._say("closed on %(day)s", day=self._canvas.phrases.day(day)) if day else ""

    def _anniversaries(self, found: tuple[Anniversary, ...]) -> Part:
        phrases, words = self._canvas.phrases, self._canvas.tongue.words
        items = []
        for one in found:
            years = words.ngettext("%(num)s year", "%(num)s years", one.years) % {"num": phrases.number(one.years)}
            items.append(Item(one.name, "", f"{years}, {phrases.day(one.day)}", one.day))
        return Part("anniversaries", self._say("Anniversaries"), len(items), items, 0)

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
        if one.last - one.first < dt.timedelta(weeks=1):
            return Item(self._say("the week from %(first)s to %(last)s", **days), "", "", one.first)
        return Item(self._say("the weeks from %(first)s to %(last)s", **days), "", "", one.first)

    def _clashes(self) -> Iterator[Part]:
        items = [
            Item(self._canvas.phrases.listed([one.title for one in some]), "", self.row(some[0])["when"], some[0].day)
            for some in self._editorial.clashes
        ]
        yield Part("clashes", self._say("In each other’s way"), len(items), items, 0)

    def _people(self, kinds: Mapping[str, ProposalKind], proposals: Iterable[Proposal]) -> Iterator[Part]:
        """What is proposed about people, by kind; why, and with which letters, the private report says at length."""
        found = [one for one in together(proposals) if one[0].kind not in _TOLD]
        for name, group in groupby(found, key=lambda one: one[0].kind):
            some = list(group)
            shown = some if name in _DUE else some[:FEW]
            items = []
            for one in shown:
                told = said(self._canvas, one)
                more = told.reason if name in _DUE else ""
                items.append(Item(told.title, next((url for _, url in told.links), ""), more, one[0].since))
            among = some[0][0].among
            yield Part(name, self._say(kinds[name].title), among, items, max(0, among - len(items)))

    def _calendar(self) -> Table:
        columns = tuple(one._replace(title=self._say(one.title) if one.title else "") for one in _COLUMNS)
        return Table("calendar", self._say("The next weeks"), columns, list(self._weeks()))

    def _weeks(self) -> Iterator[Group]:
        for monday, some in groupby(self._editorial.coming, key=lambda one: _monday(one.day)):
            days = {"first": monday, "last": monday + dt.timedelta(days=6)}
            told = {name: self._canvas.phrases.day(day) for name, day in days.items()}
            yield Group(self._say("the week from %(first)s to %(last)s", **told), [self.row(one) for one in some])
        if self._editorial.undated:
            yield Group(self._say("Without a day"), [self.row(one) for one in self._editorial.undated])

    def row(self, one: Fixture) -> Mapping[str, str]:
        """A fixture as a line of the calendar."""
        phrases = self._canvas.phrases
        by = [member.name for member in self._canvas.shown(one.by)]
        if one.state == "planned":  # that is private itself
            by = [named(self._canvas, slug) for slug in one.by]
        return {
            "day": str(one.day or ""),
            "when": self._when(one),
            "title": one.title,
            "url": self._address(one),
            "kind": self._say(KINDS[one.kind]),
            "agenda": phrases.listed([phrases.known(agenda) for agenda in one.agenda]),
            "language": phrases.language(one.language),
            "by": phrases.listed(by),
            "state": self._say(STATES[one.state]),
            "where": one.where,
            "source": one.source,
        }

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
