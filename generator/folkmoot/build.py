"""The recipe: a hub's files and its archive become its site, offline, the same bytes for the same tree and time."""

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from folkmoot.draft import Draft, Mode, documents, draft
from folkmoot.model.problem import Problem
from folkmoot.publish import tree
from folkmoot.publish.mirroring import mirror
from folkmoot.render import configured, engine
from folkmoot.render.site import SIGN, finished
from folkmoot.render.site_settings import settings

__all__ = ["SOURCES", "Draft", "Mode", "Outcome", "Request", "build", "documents", "draft"]

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


class Outcome(NamedTuple):
    """What a build did: its pages, how many files it wrote, what is wrong, and what the engine said."""

    pages: int
    written: int
    problems: list[Problem]
    said: str = ""


def build(request: Request) -> Outcome:
    """Makes the site in `request.site`; where the hub's files or the engine have errors, it stays as it was.

    A disk that fills up while the site is written leaves pages of two builds side by side; the next build mends it.
    """
    root, site = request.root, request.site
    hub, pages, problems = draft(root, request.now, request.archive, request.site_url or configured.site_address(root))
    if hub is None:
        return Outcome(0, 0, problems)
    archive = request.archive or root / hub.community.profile.archive_dir
    tree.refuse_source(root, site, [*SOURCES, archive.absolute()])

    with tree.workshop() as workshop:
        mirror(workshop / engine.DOCS, documents(root, hub, pages, request.mode, archive))
        tree.write(workshop, engine.job(root, request.site_url, settings(hub, pages)))
        said, site_url = engine.run(root, workshop, int(hub.now.timestamp()))
        files = finished(hub, pages, tree.held(workshop / engine.SITE), site_url, request.mode)
    return Outcome(len(pages), mirror(site, files, sign=SIGN), problems, said)
