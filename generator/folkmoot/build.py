"""The recipe: a hub's files and its archive become its site, offline, the same bytes for the same tree and time."""

import datetime as dt
from pathlib import Path
from typing import Literal, NamedTuple

from folkmoot import check
from folkmoot.derive.hub import derive
from folkmoot.errors import WrongUse
from folkmoot.load.archive import load_archive
from folkmoot.load.community import content_files, located
from folkmoot.load.hub import load_hub
from folkmoot.load.warehouse import open_warehouse
from folkmoot.model.artifact import Artifact
from folkmoot.model.hub import Hub
from folkmoot.model.moment import day_of
from folkmoot.model.problem import Problem, in_order
from folkmoot.model.source import sources
from folkmoot.publish import tree
from folkmoot.render import engine
from folkmoot.render.page import Page
from folkmoot.render.pages import pages_of
from folkmoot.render.site import SIGN, finished
from folkmoot.render.staging import staged, withheld

Mode = Literal["stamped", "staged"]

SOURCES = ("content", "members", "events", "metrics", ".folkmoot", ".git", ".github")
"""What a site is made from, or what git keeps: the folders of a hub in which no site is written."""


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
    """Reads, checks and derives, as of the start of the community's day.

    Raises `WrongUse` where `root` is no hub, or where the `archive` that was named is not there.
    """
    if archive is not None and not archive.is_dir():
        raise WrongUse(f"{archive} is no folder", "name the folder of what was collected, or leave --archive out")
    community, metrics, problems = load_hub(root)
    archive = archive or root / community.profile.archive_dir
    harvest, faults = load_archive(archive, root)
    problems = in_order(located(root, [*problems, *check.problems_of(community), *faults]))
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
    hidden = withheld(hub.community)
    files = (file for file in content_files(root, hub.community) if file.path not in hidden)
    return [*staged(hub.community, pages, mode), *files]


def build(request: Request) -> Outcome:
    """Makes the site in `request.site`; where the hub's files or the engine have errors, it stays as it was.

    A disk that fills up while the site is written leaves pages of two builds side by side; the next build mends it.
    """
    root, site = request.root, request.site
    hub, pages, problems = draft(root, request.now, request.archive)
    if hub is None:
        return Outcome(0, 0, problems)
    archive = request.archive or root / hub.community.profile.archive_dir
    tree.refuse_source(root, site, [*SOURCES, archive.absolute()])

    with tree.workshop() as workshop:
        tree.mirror(workshop / engine.DOCS, documents(root, hub, pages, request.mode))
        tree.write(workshop, engine.job(root, request.site_url, engine.settings(hub, pages)))
        said, site_url = engine.run(root, workshop, int(hub.now.timestamp()))
        files = finished(hub, pages, tree.held(workshop / engine.SITE), site_url, request.mode)
    return Outcome(len(pages), tree.mirror(site, files, sign=SIGN), problems, said)
