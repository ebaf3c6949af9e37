"""The recipe: a hub's files and its archive become its site, offline, the same bytes for the same tree and time."""

import datetime as dt
import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from folkmoot.beside import Beside
from folkmoot.draft import Draft, Mode, documents, draft, hub_of
from folkmoot.model.problem import Problem
from folkmoot.publish import tree
from folkmoot.publish.mirroring import Mirror, mirror, refuse_both
from folkmoot.render import configured, engine
from folkmoot.render.engine import EngineName
from folkmoot.render.pages import lists_of, pages_of
from folkmoot.render.pages.single import RecordPages, frames_of
from folkmoot.render.site import SIGN, SIGNED, Begun, Stamped
from folkmoot.render.site_settings import settings

__all__ = ["SOURCES", "Draft", "Mode", "Outcome", "Request", "build", "documents", "draft"]

SOURCES = ("content", "members", "events", "metrics", ".folkmoot", ".git", ".github")
"""What a site is made from, or what git keeps: the folders of a hub in which no site is written."""


_WORTH = 500
"""So many pages of records are worth a second process."""


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
    engine: EngineName = "mkdocs"


class Outcome(NamedTuple):
    """What a build did: its pages, how many files it wrote, what is wrong, and what the engine said."""

    pages: int
    written: int
    problems: list[Problem]
    said: str = ""
    unpublished: int = 0
    """So many records and pages wait for their time, or are drafts."""


def build(request: Request) -> Outcome:
    """Makes the site in `request.site`; where the hub's files or the engine have errors, it stays as it was.

    The pages of records are written as they are made, of many by two processes: they are never all in memory. A disk
    that fills up meanwhile leaves pages of two builds side by side; the next build mends it.
    """
    root, site = request.root, request.site
    hub, problems = hub_of(root, request.now, request.archive)
    if hub is None:
        return Outcome(0, 0, problems)
    archive = request.archive or root / hub.community.profile.archive_dir
    tree.refuse_source(root, site, [*SOURCES, archive.absolute()])
    address = request.site_url or configured.site_address(root)
    is_staged = request.mode == "staged"
    pages = pages_of(hub, address) if is_staged else lists_of(hub, address)
    records = None if is_staged else RecordPages(hub, address)

    with tree.workshop() as workshop:
        asked = (*pages, *frames_of(hub)) if records else pages
        mirror(workshop / engine.DOCS, documents(root, hub, asked, request.mode, archive))
        tree.write(workshop, engine.job(root, request.site_url, settings(hub, pages), request.engine))
        said, site_url = engine.run(root, workshop, int(hub.now.timestamp()))
        begun = Begun(hub, tree.held(workshop / engine.SITE), site_url)
    files = begun.files(() if is_staged else pages)
    paths = records.files() if records else set()
    begun.refuse(files, paths)
    refuse_both([*files, *paths])
    made = Mirror(site, sign=SIGN)
    # The sign comes first: a build that breaks off must not lock out the next one. Pages come after what they show.
    made.put(SIGN, SIGNED)
    _put(made, files)
    stamped = [begun.stamped(page) for page in pages]
    if records:
        stamped += _written(begun, made, records)
    late = begun.closing(files, stamped)
    _put(made, late)
    made.remove_all_but({SIGN, *files, *late, *paths})
    return Outcome(len(stamped), made.written, problems, said, len(hub.community.unpublished))


def _put(made: Mirror, files: Mapping[str, bytes]) -> None:
    for path, content in sorted(files.items(), key=lambda item: (item[0].endswith(".html"), item[0])):
        made.put(path, content)


def _written(begun: Begun, made: Mirror, records: RecordPages) -> list[Stamped]:
    """Writes the pages of records, half of them in a second process; whatever that one cannot do, this one does."""

    def share(nth: int, of: int) -> list[Stamped]:
        done = []
        for page in records.share(nth, of):
            made.put(page.file, begun.filled(page))
            done.append(begun.stamped(page))
        return done

    if len(records) < _WORTH:
        return share(0, 1)
    before = made.written
    with Beside(lambda: pickle.dumps((share(1, 2), made.written - before))) as other:
        ours = share(0, 2)
        answer = other.answer()
    if not answer:
        return [*ours, *share(1, 2)]
    theirs, written = pickle.loads(answer)  # noqa: S301 (it is this process' own)
    made.written += written
    return [*ours, *theirs]
