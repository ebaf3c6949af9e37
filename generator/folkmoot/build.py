"""The recipe: a hub's files and its archive become its site, offline, the same bytes for the same tree and time."""

import datetime as dt
from pathlib import Path
from typing import Literal, NamedTuple

from folkmoot import check
from folkmoot.derive.hub import derive
from folkmoot.load.archive import load_archive
from folkmoot.load.community import content_files, load_community, located
from folkmoot.load.warehouse import metric_files, open_warehouse
from folkmoot.model.artifact import Artifact
from folkmoot.model.hub import Hub
from folkmoot.model.moment import day_of
from folkmoot.model.problem import Problem, in_order
from folkmoot.model.source import sources
from folkmoot.publish import tree
from folkmoot.render import engine
from folkmoot.render.page import Page
from folkmoot.render.pages import pages_of
from folkmoot.render.site import SIGN, finished, settings_file
from folkmoot.render.staging import staged

Mode = Literal["stamped", "staged"]


class Request(NamedTuple):
    """What a build needs to know.

    `now` is aware. `archive` is the collected records' folder, None for the one content/community.yml names. `mode`
    is "stamped", or "staged" where the engine is to render every record. `site_url` replaces mkdocs.yml's unless "".
    """

    root: Path
    site: Path
    now: dt.datetime
    archive: Path | None = None
    mode: Mode = "stamped"
    site_url: str = ""


class Draft(NamedTuple):
    """A hub that was read and checked, with its pages; `problems` come first, and with errors there are no pages."""

    hub: Hub | None
    pages: tuple[Page, ...]
    problems: list[Problem]


class Outcome(NamedTuple):
    """What a build did: its pages, how many files it wrote, what is wrong, and what the engine said."""

    pages: int
    written: int
    problems: list[Problem]
    said: str = ""


def draft(root: Path, now: dt.datetime, archive: Path | None = None) -> Draft:
    """Reads, checks and derives, as of the start of the community's day; raises `WrongUse` where `root` is no hub."""
    community, problems = load_community(root)
    problems += check.problems_of(community)
    archive = archive or root / community.profile.archive_dir
    harvest, faults = load_archive(archive, root)
    metrics, wrong = metric_files(root)
    problems = in_order(located(root, [*problems, *faults, *wrong]))
    if any(problem.severity == "error" for problem in problems):
        return Draft(None, (), problems)

    with open_warehouse(archive) as warehouse:
        day = day_of(now, community.profile.timezone)
        hub, uncomputed = derive(community, harvest, sources(community), warehouse, metrics, day)
    problems += uncomputed
    if any(problem.severity == "error" for problem in uncomputed):
        return Draft(None, (), problems)
    return Draft(hub, pages_of(hub), problems)


def documents(root: Path, hub: Hub, pages: tuple[Page, ...], mode: Mode) -> list[Artifact]:
    """What the engine renders: Markdown, and the files beside it."""
    return [*staged(hub.community, pages, mode), *content_files(root, hub.community)]


def build(request: Request) -> Outcome:
    """Makes the site in `request.site`; with errors in the hub's files it stays as it was."""
    root = request.root
    hub, pages, problems = draft(root, request.now, request.archive)
    if hub is None:
        return Outcome(0, 0, problems)

    # The engine works in a private folder, so that a failing build never touches the site.
    workshop = root / ".folkmoot" / "engine"
    site_url = engine.site_address(root, request.site_url)
    settings = engine.settings(hub.community, pages)
    configuration = engine.configuration(
        root, workshop / "docs", workshop / "site", workshop / "settings.json", site_url
    )
    tree.mirror(workshop / "docs", documents(root, hub, pages, request.mode))
    tree.write(workshop, Artifact("settings.json", settings_file(settings._asdict())))
    tree.write(workshop, Artifact("mkdocs.yml", configuration.encode()))
    said = engine.run(root, workshop / "mkdocs.yml", int(hub.now.timestamp()))

    files = finished(hub, pages, tree.held(workshop / "site"), site_url, request.mode)
    return Outcome(len(pages), tree.mirror(request.site, files, sign=SIGN), problems, said)
