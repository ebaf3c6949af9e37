"""Contests in words: what is due of them, and where the entries stand."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from folkmoot.model.judging import Contested, ContestState, Standing
from folkmoot.render.canvas import Canvas
from folkmoot.render.desk.sheet import Column, Group, Section, Sheet, Table, filled, named
from folkmoot.render.reports.telling import Item, Part
from folkmoot.render.wording.tongue import N_

_SOON = dt.timedelta(days=7)
"""So long before the last day to enter, the desk says so."""

_STATES: Mapping[ContestState, str] = {
    "ahead": N_("not open yet"),
    "open": N_("open to entries"),
    "judged": N_("being judged"),
    "decided": N_("decided"),
    "cancelled": N_("cancelled"),
}


class Contests:
    """Says what is due of contests, on the hub's day."""

    def __init__(self, canvas: Canvas, found: Sequence[Contested]) -> None:
        self._canvas, self._say, self._found = canvas, canvas.say, found

    def due(self) -> Part:
        """Which close within a week, who has still to judge, and what is judged and not told."""
        items = [item for one in self._found for item in self._due(one)]
        return Part("contests", self._say("Contests"), len(items), items, 0)

    def sheet(self) -> Sheet:
        """All contests."""
        say = self._say
        return Sheet(
            "contests",
            say("%(whole)s: %(part)s", whole=self._canvas.site_name, part=say("Contests")),
            self._canvas.phrases.day(self._canvas.hub.today),
            filled(Section(say("What is due"), [self.due()])),
            [self._standings(), self._overview()],
            [
                say("Contests: events with `contest` in the hub’s files, also those that are not published yet."),
                say("Marks: `judging/` in the private folder. Each counts the same; who stands aside does not judge."),
            ],
            is_private=True,
        )

    def _due(self, one: Contested) -> Iterator[Item]:
        say, closes, today = self._say, one.contest.closes, self._canvas.hub.today
        if one.state == "open" and closes and closes <= today + _SOON:
            yield self._item(one, say("one can enter until %(day)s", day=self._canvas.phrases.day(closes)), closes)
        if one.state != "judged":
            return
        if not one.standings:
            yield self._item(one, say("nothing was entered"))
        missing = dict.fromkeys(judge for standing in one.standings for judge in standing.missing)
        for judge in missing:
            left = sum(judge in standing.missing for standing in one.standings)
            entries = self._canvas.tongue.words.ngettext("%(num)s entry", "%(num)s entries", left) % {"num": left}
            words = say("%(whole)s: %(part)s", whole=named(self._canvas, judge), part=say("still to judge"))
            yield self._item(one, f"{words}, {entries}")
        if one.standings and not missing:
            yield self._item(one, say("all is judged: write the results into the event’s file"))

    def _item(self, one: Contested, more: str, day: dt.date | None = None) -> Item:
        return Item(one.event.title, self._address(one), more, day)

    def _address(self, one: Contested) -> str:
        """Where it is on the site, "" while it is not there, or nobody knows where the site is."""
        shown = self._canvas.community.events.get(one.event.slug)
        return f"{self._canvas.site_url}{self._canvas.address(shown)}" if shown and self._canvas.site_url else ""

    def _standings(self) -> Table:
        say = self._say
        columns = (
            Column("contest"),
            Column("rank", say("Rank")),
            Column("title", say("What was entered")),
            Column("url"),
            Column("by", say("Who")),
            Column("mean"),
            Column("points", say("Mean")),
            Column("marks", say("Marks")),
            Column("missing", say("Still to judge")),
            Column("aside", say("Stand aside")),
        )
        groups = [
            Group(self._headed(one), [self._row(one, standing) for standing in one.standings])
            for one in self._found
            if one.standings
        ]
        return Table("standings", say("Where the entries stand"), columns, groups)

    def _headed(self, one: Contested) -> str:
        return self._say("%(whole)s: %(part)s", whole=one.event.title, part=self._say(_STATES[one.state]))

    def _row(self, one: Contested, standing: Standing) -> dict[str, str]:
        entry = standing.entry
        judges = len(standing.given) + len(standing.missing)
        return {
            "contest": one.event.slug,
            "rank": str(standing.rank or ""),
            "title": entry.title,
            "url": str(entry.url or ""),
            "by": ", ".join(named(self._canvas, who.called) for who in entry.by),
            "mean": "" if standing.mean is None else f"{standing.mean:.4g}",
            "points": self._canvas.phrases.number(standing.mean, 2),
            "marks": f"{len(standing.given)}/{judges}",
            "missing": ", ".join(named(self._canvas, judge) for judge in standing.missing),
            "aside": ", ".join(named(self._canvas, no.judge) for no in one.contest.aside(entry)),
        }

    def _overview(self) -> Table:
        names = ("slug", "title", "url", "state", "opens", "closes", "judges", "entries", "source")
        rows = [self._contest(one) for one in self._found]
        return Table("every-contest", "", tuple(map(Column, names)), [Group("", rows)] if rows else [])

    def _contest(self, one: Contested) -> dict[str, str]:
        return {
            "slug": one.event.slug,
            "title": one.event.title,
            "url": self._address(one),
            "state": one.state,
            "opens": str(one.contest.opens or ""),
            "closes": str(one.contest.closes or ""),
            "judges": str(len(one.contest.jury)),
            "entries": str(len(one.standings)),
            "source": one.event.path,
        }
