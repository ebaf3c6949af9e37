"""What takes long at a large hub is made in a process of its own: the lists, then everything for machines.

So pages answer at once meanwhile. The process reads the files itself; it tells what it has over a pipe.
"""

import datetime as dt
import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from folkmoot.draft import derived, read
from folkmoot.errors import FolkmootError
from folkmoot.model.problem import Problem, holds_error
from folkmoot.preview.present import Counted
from folkmoot.publish import tree
from folkmoot.publish.mirroring import mirror
from folkmoot.render import configured
from folkmoot.render.page import Page
from folkmoot.render.pages import lists_of, pages_of
from folkmoot.render.site import finished

_POLITE = 10
"""How far this process stands back behind those that somebody waits for."""


class Order(NamedTuple):
    """What is to be made: of the hub in `root` at `now` (aware), the machines' files into the folder `made`.

    With `drafts` what is not published yet is in it.
    """

    root: Path
    archive: Path | None
    now: dt.datetime
    made: Path
    drafts: bool = False


class Lists(NamedTuple):
    """All pages but the records' own, and what was counted; `problems` are those of metrics."""

    pages: tuple[Page, ...]
    counted: Counted
    problems: list[Problem]


class Rendered(NamedTuple):
    """The answer to `Lists`: where the engine's pages are, and the site's address that they were made for."""

    site: Path
    site_url: str


class Made(NamedTuple):
    """So many of the machines' files are other ones than before."""

    files: int


class Refused(NamedTuple):
    """Nothing was made: the files are wrong, or a stage failed and says why."""

    problems: list[Problem]


Message = Lists | Made | Refused


def make(order: Order, pipe: Connection) -> None:
    """Sends `Lists` and, when the answer `Rendered` has come, `Made`; or `Refused`. Ends early where the pipe ends."""
    # Ctrl+C reaches every process of a terminal; the one that started this one ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_POLITE)
    try:
        _make(order, pipe)
    except FolkmootError as error:
        pipe.send(Refused([failure(error)]))
    except (EOFError, BrokenPipeError):
        return


def failure(error: FolkmootError) -> Problem:
    """What stopped a stage, told as a problem of the hub's settings, which is where most of them come from."""
    return Problem("mkdocs.yml", "not-made", str(error), error.hint)


def _make(order: Order, pipe: Connection) -> None:
    reading = read(order.root, order.archive)
    if holds_error(reading.problems):
        pipe.send(Refused(reading.problems))
        return
    hub, uncomputed = derived(reading, order.now, drafts=order.drafts)
    if holds_error(uncomputed):
        pipe.send(Refused([*reading.problems, *uncomputed]))
        return
    pipe.send(Lists(lists_of(hub, configured.site_address(order.root)), Counted.of(hub), uncomputed))
    answer: Rendered = pipe.recv()
    pages = pages_of(hub, answer.site_url)
    own = {page.file for page in pages}
    files = finished(hub, pages, tree.held(answer.site), answer.site_url)
    pipe.send(Made(mirror(order.made, (file for file in files if file.path not in own))))
