"""Projects, and who works on them."""

from collections import defaultdict
from collections.abc import Iterator

from folkmoot.model.project import HelpWanted, Project
from folkmoot.model.source import source_slug
from folkmoot.render.canvas import Canvas
from folkmoot.render.page import Page
from folkmoot.render.pages.gatherings import next_of_each

_GROUPS = (
    ("active", "Under way", ("active",)),
    ("ideas", "Ideas", ("idea",)),
    ("paused", "Paused", ("paused",)),
    ("finished", "Finished", ("finished", "abandoned")),
)


def pages(canvas: Canvas) -> Iterator[Page]:
    """The projects by where they stand, and each of them."""
    projects = list(canvas.community.projects.values())
    groups = [
        (anchor, heading, [one for one in projects if one.status in statuses]) for anchor, heading, statuses in _GROUPS
    ]
    yield canvas.page(
        "projects.html",
        "projects/",
        "Projects",
        description=f"What {canvas.community.profile.name} makes together",
        source="content/projects/",
        groups=[group for group in groups if group[2]],
    )
    for project in projects:
        yield _project(canvas, project)


def help_wanted(canvas: Canvas) -> list[tuple[Project, HelpWanted]]:
    """What waits for hands in projects that are alive: one of each project first, then the others."""
    alive = [one for one in canvas.community.projects.values() if one.status in ("active", "idea")]
    longest = max((len(one.help_wanted) for one in alive), default=0)
    return [(one, one.help_wanted[turn]) for turn in range(longest) for one in alive if turn < len(one.help_wanted)]


def _project(canvas: Canvas, project: Project) -> Page:
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
    )


def _commits_by_month(canvas: Canvas, project: Project) -> list[tuple[str, int]]:
    """The commits of the last twelve months in the project's repositories, months without any included."""
    slugs = {source_slug("work", name) for name in project.repositories}
    months: dict[str, int] = defaultdict(int)
    for slug in slugs:
        for work in canvas.lookup.work[slug]:
            months[work.published[:7]] += work.commits
    return [(label, months.get(label, 0)) for label in last_months(canvas)] if months else []


def last_months(canvas: Canvas) -> list[str]:
    """The last twelve months as 2026-06, oldest first, the current one last."""
    last = canvas.hub.today.year * 12 + canvas.hub.today.month - 1
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(last - 11, last + 1)]
