"""Projects, and who works on them."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from folkmoot.model.project import Project
from folkmoot.render.canvas import Canvas
from folkmoot.render.giving import givers
from folkmoot.render.page import Page
from folkmoot.render.pages import helping
from folkmoot.render.pages.event_lists import next_of_each
from folkmoot.render.repositories import Total, histories_of, totals
from folkmoot.render.wording.tongue import N_
from folkmoot.text import collated, sameness

_GROUPS = (
    ("active", N_("Under way"), ("active",)),
    ("ideas", N_("Ideas"), ("idea",)),
    ("paused", N_("Paused"), ("paused",)),
    ("finished", N_("Finished"), ("finished",)),
    ("abandoned", N_("Given up"), ("abandoned",)),
)


def pages(canvas: Canvas) -> Iterator[Page]:
    """The projects by where they stand, and each of them."""
    projects = list(canvas.community.projects.values())
    groups = [
        (anchor, canvas.say(heading), [one for one in projects if one.status in statuses])
        for anchor, heading, statuses in _GROUPS
    ]
    yield canvas.page(
        "projects.html",
        "projects/",
        canvas.say("Projects"),
        description=canvas.say("What %(community)s makes together", community=canvas.site_name),
        source="content/projects/",
        groups=[group for group in groups if group[2]],
        quarters=_quarters(projects),
        waiting=len(helping.tasks(canvas)),
    )
    yield _help_wanted(canvas)
    for project in canvas.at_home(projects):
        yield project_page(canvas, project)


def _quarters(projects: list[Project]) -> list[tuple[str, list[Project]]]:
    """The joint projects by their quarter, latest first."""
    named = sorted((one for one in projects if one.quarter), key=lambda one: one.quarter or "", reverse=True)
    return [(quarter, list(group)) for quarter, group in groupby(named, key=lambda one: one.quarter or "")]


def _help_wanted(canvas: Canvas) -> Page:
    """Everything that waits for help, by what it takes."""
    tasks = helping.tasks(canvas)
    by_skill: dict[str, list[helping.Task]] = defaultdict(list)
    names: dict[str, str] = {}
    for task in tasks:
        for skill in task.want.skills:
            by_skill[names.setdefault(sameness(skill), skill)].append(task)
    return canvas.page(
        "help_wanted.html",
        "projects/help-wanted/",
        canvas.say("Help wanted"),
        description=canvas.say("What waits for helping hands at %(community)s", community=canvas.site_name),
        source="content/projects/",
        tasks=tasks,
        skills=sorted(by_skill.items(), key=lambda one: (collated(one[0]), one[0])),
    )


def project_page(canvas: Canvas, project: Project) -> Page:
    """The page of one project."""
    hub = canvas.hub
    events = canvas.lookup.about_project[project.slug]
    ahead = [one for one in events if one.last >= hub.today]
    return canvas.record_page(
        "project.html",
        project,
        project.title,
        description=project.summary or project.title,
        project=project,
        leads=canvas.shown(project.leads),
        contributors=canvas.shown(slug for slug in project.contributors if slug not in project.leads),
        events=[*next_of_each(ahead), *(one for one in reversed(events) if one not in ahead)][:8],
        months=_commits_by_month(canvas, project),
        repositories=_with_lines(canvas, project),
        calls=helping.who_could_help(canvas, project),
        given=givers(canvas.community, canvas.lookup.given_to[project.slug], canvas.phrases.contribution),
    )


def _commits_by_month(canvas: Canvas, project: Project) -> list[tuple[str, int]]:
    """The commits of the last twelve months in the project's repositories, months without any included."""
    slugs = histories_of(canvas.hub, project.repositories)
    months: dict[str, int] = defaultdict(int)
    for share in canvas.hub.shares:
        if share.source in slugs:
            for label, commits in share.months:
                months[label] += commits
    return [(label, months.get(label, 0)) for label in last_months(canvas)] if months else []


class OfRepository(NamedTuple):
    """A repository with its address on the web, "" where nobody knows one, and what was given to it."""

    name: str
    address: str
    total: Total


def repositories(canvas: Canvas) -> list[OfRepository]:
    """Every repository to which somebody gave something, by its name."""
    found = [
        OfRepository(canvas.repository_of(one.source), canvas.repository_url_of(one.source), one)
        for one in totals(canvas.hub)
    ]
    return sorted(found, key=lambda one: (collated(one.name), one.total.source))


def _with_lines(canvas: Canvas, project: Project) -> list[OfRepository]:
    """The project's repositories, as far as their lines are counted."""
    if not (canvas.community.profile.sources.lines and project.repositories):
        return []
    own = histories_of(canvas.hub, project.repositories)
    return [one for one in repositories(canvas) if one.total.source in own and one.total.added is not None]


def last_months(canvas: Canvas) -> list[str]:
    """The last twelve months as 2026-06, oldest first, the current one last."""
    last = canvas.hub.today.year * 12 + canvas.hub.today.month - 1
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(last - 11, last + 1)]
