"""Who contributes, code or not: how often, what, and to which projects; in the order of names, never of numbers."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple, get_args

from folkmoot.model.credit import Contribution
from folkmoot.model.hub import Contributor, ContributorGroup, Given
from folkmoot.model.member import Member
from folkmoot.model.project import Project
from folkmoot.render.canvas import Canvas
from folkmoot.render.giving import Gift, People, gift, givers, people_in
from folkmoot.render.page import Page
from folkmoot.render.pages.paging import sheets
from folkmoot.render.pages.projects import last_months, repositories
from folkmoot.render.pages.pulse import vital
from folkmoot.render.wording.contributions import contribution_address
from folkmoot.render.wording.tongue import N_
from folkmoot.text import collated

FAMILY = "contributors"

_ABSENCE = "contributor_absence_factor"

_GROUPS: dict[ContributorGroup, str] = {
    "newcomers": N_("New"),
    "returning": N_("Back again"),
    "regular": N_("Regular"),
    "occasional": N_("Now and then"),
    "one-off": N_("Once"),
}
"""What the groups are called."""

_NAMED: frozenset[ContributorGroup] = frozenset(("newcomers", "returning", "regular", "occasional"))
"""The groups whose people are named. Nobody is shown to have come once."""

_MOST = 40
"""So many people of a group are named, the rest are counted."""

_PROJECTS = 60
"""So many projects stand on the page, those to which somebody gave something last."""


class Group(NamedTuple):
    """People who come as often as one another, and what that means; `members` are those who are named."""

    title: str
    meaning: str
    people: People
    members: tuple[Member, ...]

    @property
    def more(self) -> int:
        """How many there are beside those who are named."""
        return self.people.number - len(self.members)


class OfProject(NamedTuple):
    """A project, what was given to it by kind, and by whom."""

    project: Project
    kinds: tuple[Contribution, ...]
    people: People


class Giver(NamedTuple):
    """A member, and what they gave of one kind."""

    member: Member
    gift: Gift


def pages(canvas: Canvas) -> Iterator[Page]:
    """All contributors at once, and for each kind of contribution a page with those who gave something of it."""
    kinds = givers(canvas.community, canvas.hub.given, canvas.phrases.contribution)
    yield canvas.page(
        "contributors.html",
        "contributors/",
        canvas.say("Contributors"),
        counted=True,
        hide=(),
        description=canvas.say("Who gives what to %(community)s, code or not", community=canvas.site_name),
        months=_by_month(canvas),
        groups=_groups(canvas),
        kinds=[(kind, contribution_address(kind), people) for kind, people in kinds],
        projects=_projects(canvas),
        absence=next((vital(canvas, one) for one in canvas.hub.measured if one.metric.name == _ABSENCE), None),
        repositories=repositories(canvas),
    )
    for kind, people in kinds:
        yield from _of_kind(canvas, kind, people)


def _of_kind(canvas: Canvas, kind: Contribution, people: People) -> Iterator[Page]:
    given: dict[str, list[Given]] = defaultdict(list)
    for one in canvas.hub.given:
        if one.contribution == kind:
            given[one.member].append(one)
    name = canvas.phrases.contribution(kind)
    return sheets(
        canvas,
        "contribution.html",
        contribution_address(kind),
        name,
        [Giver(member, gift(canvas.community, kind, given[member.slug])) for member in people.members],
        FAMILY,
        description=canvas.say(
            "%(whole)s: %(part)s",
            whole=name,
            part=canvas.say("who gave it to %(community)s", community=canvas.site_name),
        ),
        counted=True,
        kind=kind,
        others=people.others,
    )


def _by_month(canvas: Canvas) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """How many people contributed in each of the last twelve months, and how many of them for the first time."""
    labels, found = last_months(canvas), _told(canvas)
    if not found:
        return [], []
    every = [(label, sum(label in one.months for one in found)) for label in labels]
    return every, [(label, sum(f"{one.since:%Y-%m}" == label for one in found)) for label in labels]


def _told(canvas: Canvas) -> list[Contributor]:
    """The contributors but for members who are not on the site."""
    return [one for one in canvas.hub.contributors if not one.member or canvas.shown([one.member])]


def _groups(canvas: Canvas) -> list[Group]:
    members: dict[ContributorGroup, list[Contributor]] = defaultdict(list)
    for one in canvas.hub.contributors:
        members[one.group].append(one)
    meanings = _meanings(canvas)
    found = []
    for name in get_args(ContributorGroup) if members else ():
        people = people_in(canvas.community, members[name])
        named = people.members[:_MOST] if name in _NAMED else ()
        found.append(Group(canvas.say(_GROUPS[name]), meanings[name], people, named))
    return found


def _meanings(canvas: Canvas) -> dict[ContributorGroup, str]:
    """Who is in each group."""
    days = canvas.community.profile.thresholds.active_days
    ngettext, num = canvas.tongue.words.ngettext, {"num": canvas.phrases.number(days)}
    return {
        "newcomers": ngettext("for the first time in the last day", "for the first time in the last %(num)s days", days)
        % num,
        "returning": ngettext(
            "in the last day, after a pause longer than is usual for them, or than half a year",
            "in the last %(num)s days, after a pause longer than is usual for them, or than half a year",
            days,
        )
        % num,
        "regular": canvas.say("in three or more of the last six months"),
        "occasional": canvas.say("in the last twelve months, and in no other group"),
        "one-off": canvas.say("on a single day, in the last twelve months"),
    }


def _projects(canvas: Canvas) -> list[OfProject]:
    """The projects to which somebody gave something, by their titles; of many those with the latest days."""
    given_to = canvas.lookup.given_to
    latest = {
        slug: max((one.latest for one in given_to[slug] if one.latest), default=dt.date.min)
        for slug in canvas.community.projects
        if given_to[slug]
    }
    chosen = sorted(latest, key=lambda slug: (latest[slug], slug), reverse=True)[:_PROJECTS]
    found = []
    for project in sorted(
        map(canvas.community.projects.__getitem__, chosen), key=lambda one: (collated(one.title), one.slug)
    ):
        given = given_to[project.slug]
        people = people_in(canvas.community, given)
        if people.number:
            found.append(
                OfProject(
                    project,
                    tuple(kind for kind, _ in givers(canvas.community, given, canvas.phrases.contribution)),
                    people,
                )
            )
    return found
