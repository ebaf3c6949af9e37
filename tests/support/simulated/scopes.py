"""What is true of each part of a community: of all of it, a project, a team, a language; in every period.

Days are those where the community is, and a span has both of its days in it.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from support.simulated.plan import Team
from support.simulated.truth import BELONGING, Row, Thread, Truth

ACTIVE, GONE, HALF_A_YEAR = 90, 365, 182
FOREVER = dt.date.max
DAY = dt.timedelta(days=1)


class Frame(NamedTuple):
    """A period of a scope."""

    scope: str
    period: str
    first: dt.date
    last: dt.date


class Done(NamedTuple):
    """What somebody did, with the day of it."""

    day: dt.date
    row: Row


class Spell(NamedTuple):
    """A time in which somebody belonged; `last` is `FOREVER` while they do."""

    actor: str
    first: dt.date
    last: dt.date


class Scene:
    """A scope of a truth: `hub`, `project`, `team` or `language`, and the name of one of the last three."""

    def __init__(self, truth: Truth, kind: str, name: str = "") -> None:
        self.truth, self.kind, self.name = truth, kind, name
        self.today = truth.local_day(truth.now)
        self.scope = "" if kind == "hub" else f"{kind}/{name}"
        self.founders = {one.actor for one in truth.story.people.values() if one.is_founder}

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """The window of 90 days, all time, and the last twelve months that are over."""
        plan = self.truth.story.plan
        months = [
            Frame(self.scope, plan.month_name(number), plan.day(number), plan.day(number + 1) - DAY)
            for number in range(plan.months - 12, plan.months)
        ]
        window = Frame(self.scope, "", self.today - ACTIVE * DAY, self.today)
        return (window, Frame(self.scope, "all", dt.date.min, self.today), *months)

    @cached_property
    def doings(self) -> list[Done]:
        """All that anybody did here, coming along included."""
        dated = (Done(self.truth.local_day(row.moment), row) for row in self.truth.rows if row.kind not in BELONGING)
        return sorted(one for one in dated if self._holds(one))

    @cached_property
    def contributions(self) -> list[Done]:
        """What people contributed here."""
        return [one for one in self.doings if one.row.kind != "attended"]

    @cached_property
    def threads(self) -> list[tuple[dt.date, Thread]]:
        """The discussions, issues and pull requests that were opened here, with the day of that; a team has none."""
        wanted = {one.row.thread for one in self.contributions if one.row.kind in ("asked", "reported", "proposed")}
        if self.kind == "team":
            return []
        return [
            (self.truth.local_day(one.opened), one)
            for one in self.truth.threads
            if self.kind == "hub" or one.thread in wanted
        ]

    @cached_property
    def spells(self) -> list[Spell]:
        """When people belonged here."""
        if self.kind == "team":
            team = next(one for one in self.truth.story.plan.teams if one.slug == self.name)
            found = terms(self.truth, team)
            return [Spell(actor, *times) for actor, served in found.items() for times in _joined(served)]
        if self.kind == "project":
            return [Spell(actor, days[0], FOREVER) for actor, days in self.days_of(self.doings).items()]
        return list(self._memberships())

    def days_of(self, doings: list[Done]) -> dict[str, list[dt.date]]:
        """On which days everybody did any of these, in order."""
        found: defaultdict[str, set[dt.date]] = defaultdict(set)
        for one in doings:
            found[one.row.actor].add(one.day)
        return {actor: sorted(days) for actor, days in found.items()}

    def speaks(self, actor: str) -> str:
        """The first language that a member tells of."""
        one = self.truth.members.get(actor)
        return one.speaks if one else ""

    def _holds(self, one: Done) -> bool:
        if self.kind == "team":
            return any(spell.actor == one.row.actor and spell.first <= one.day <= spell.last for spell in self.spells)
        return self.kind == "hub" or self.name == (one.row.project if self.kind == "project" else one.row.language)

    def _memberships(self) -> Iterator[Spell]:
        begun: dict[str, dt.date] = {}
        for row in self.truth.rows:
            if row.kind in BELONGING and (self.kind == "hub" or self.speaks(row.actor) == self.name):
                day = self.truth.local_day(row.moment)
                if row.kind == "left":
                    yield Spell(row.actor, begun.pop(row.actor), day - DAY)
                else:
                    begun[row.actor] = day
        yield from (Spell(actor, day, FOREVER) for actor, day in begun.items())


def scenes(truth: Truth) -> Iterator[Scene]:
    """All scopes of a community; a language is none where there is but one."""
    plan = truth.story.plan
    yield Scene(truth, "hub")
    yield from (Scene(truth, "project", one.slug) for one in plan.projects)
    yield from (Scene(truth, "team", one.slug) for one in plan.teams)
    if len(plan.languages) > 1:
        yield from (Scene(truth, "language", one) for one in plan.languages)


def within(doings: list[Done], first: dt.date, last: dt.date) -> list[Done]:
    """Those from one day to another."""
    low = bisect_left(doings, first, key=lambda one: one.day)
    return doings[low : bisect_right(doings, last, key=lambda one: one.day)]


def a_year_up_to(last: dt.date) -> dt.date:
    """The first day of the twelve months that end with a day: the day after the same one of the year before."""
    leap_day = (last.month, last.day) == (2, 29)
    return (last.replace(year=last.year - 1, day=28) if leap_day else last.replace(year=last.year - 1)) + DAY


def terms(truth: Truth, team: Team) -> dict[str, list[tuple[dt.date, dt.date]]]:
    """When everybody of a team began to serve, and until when, once for each of their terms that have begun."""
    plan, today = truth.story.plan, truth.local_day(truth.now)
    begun = plan.cohort(team.cohort).joined + 1
    people = [one for one in truth.story.people.values() if one.cohort.name == team.cohort][: team.people]
    times = [
        (plan.day(begun + term * team.months), plan.day(begun + (term + 1) * team.months)) for term in range(team.again)
    ]
    return {one.actor: [(first, last) for first, last in times if first <= today] for one in people}


def _joined(times: list[tuple[dt.date, dt.date]]) -> Iterator[tuple[dt.date, dt.date]]:
    """Times without a day between them as one."""
    merged: list[tuple[dt.date, dt.date]] = []
    for first, last in times:
        if merged and first <= merged[-1][1] + DAY:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    yield from merged
