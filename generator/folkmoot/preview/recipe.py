"""The recipe of the live preview: what is read again, rendered again and made again when a file changes.

A record's file is read again at once, and its page is made when the browser asks for it. A page of people's own goes
through the engine. Lists, search and the machines' files follow, made in a process of its own.
"""

import datetime as dt
import gc
import multiprocessing
import queue
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NamedTuple

from folkmoot.draft import documents
from folkmoot.errors import FolkmootError, WrongUse
from folkmoot.load.community import family_of, refuse_other_folders
from folkmoot.model.community import PROFILE_FILE, is_profile_file
from folkmoot.model.hub import Hub
from folkmoot.model.moment import day_of
from folkmoot.model.problem import Problem, holds_error
from folkmoot.preview.afresh import Lists, Made, Message, Order, Refused, Rendered, failure, make
from folkmoot.preview.desk import Desk
from folkmoot.preview.present import Present
from folkmoot.preview.server import Server
from folkmoot.preview.watch import Watch
from folkmoot.publish import tree
from folkmoot.publish.mirroring import mirror
from folkmoot.render import configured, engine
from folkmoot.render.page import Page
from folkmoot.render.pages import own
from folkmoot.render.pages.single import blanks
from folkmoot.render.site_settings import settings

_CALM = 0.5
"""Seconds without a change before lists and the rest are made again."""

_CLOCK = 20.0
"""Seconds between two looks at the clock: at midnight the day changes."""

_MANY = 30
"""So many records that change at once, as when a branch is checked out, are read with everything else."""

_SETTINGS = (".yml", ".yaml")


class Request(NamedTuple):
    """What a preview needs to know. `clock` tells the aware moment that the site is shown at; port 0 takes any.

    With `drafts` what is not published yet is shown, too.
    """

    root: Path
    host: str
    port: int
    clock: Callable[[], dt.datetime]
    archive: Path | None = None
    drafts: bool = False


class Preview:
    """A hub on its way into a browser. Everything happens in the thread that called `run`, one change after the other.

    The engine, the process of its own, the watch and the server run beside it and hand in what they have.
    """

    def __init__(
        self, request: Request, workshop: Path, tell: Callable[[list[Problem]], None], say: Callable[[str], None]
    ) -> None:
        """`workshop` is a private folder. `tell` prints problems, `say` a line; raises `WrongUse` for a taken port."""
        self._request, self._workshop, self._tell, self._say = request, workshop, tell, say
        refuse_other_folders(request.root)
        # What MkDocs needs to be run alone, `mkdocs serve` and `folkmoot check` ask for as well.
        configured.readable(request.root, plain=True)
        self._made = workshop / "made"
        self._desk = Desk(request.root, self._made)
        self._present = Present(request.root, request.archive, drafts=request.drafts)
        self._server = Server(request.host, request.port, self._desk)
        self._todo: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._ended = False
        self._told: list[Problem] = []
        self._troubles: list[Problem] = []
        self._lists: tuple[Page, ...] | None = None
        self._version = self._listed = self._made_of = 0
        self._due: float | None = None
        self._child: tuple[BaseProcess, Connection, int] | None = None
        self._renders = self._must_render = self._owes_frames = False
        self._engine: threading.Thread | None = None
        self._kill_engine: Callable[[], None] = lambda: None
        self._closes = False
        self._turn = 0

    @property
    def url(self) -> str:
        """Where the site is shown."""
        return f"{self._server.url}{self._desk.base or '/'}"

    def run(self) -> bool:
        """Shows the hub until `stop` is called; returns False at once where it has errors from the start."""
        try:
            self._server.start()
            self._refresh()
            self._read_all()
            self._show()
            if self._present.hub is None:
                return False
            archive = self._request.archive or self._request.root / self._present.hub.community.profile.archive_dir
            watch = Watch(self._request.root, archive, lambda paths: self._todo.put(lambda: self._take_over(paths)))
            watch.start()
            try:
                while not self._ended:
                    self._step()
            finally:
                watch.stop()
        finally:
            # Both write into the workshop, which is removed next.
            self._end_child()
            self._end_engine()
            self._server.stop()
            gc.unfreeze()
        return True

    def stop(self) -> None:
        """Ends the preview; may be called from any thread."""
        self._todo.put(self._end)

    def _end(self) -> None:
        self._ended = True

    def _step(self) -> None:
        patience = _CLOCK if self._due is None else max(0.0, self._due - time.monotonic())
        try:
            self._todo.get(timeout=patience)()
        except queue.Empty:
            self._look_at_the_clock()
        if self._due is not None and time.monotonic() >= self._due and self._child is None and not self._renders:
            self._refresh()
        elif self._due is not None and time.monotonic() >= self._due:
            self._due = time.monotonic() + _CALM

    def _look_at_the_clock(self) -> None:
        hub, now = self._present.hub, self._request.clock()
        if hub is not None and day_of(now, hub.community.profile.timezone) != hub.now:
            self._take_over({PROFILE_FILE})

    # What changed

    def _take_over(self, paths: set[str]) -> None:
        """Reads what changed, shows it, and sees to what follows from it."""
        records = {path for path in paths if family_of(path)}
        settings = {path for path in paths if "/" not in path and path.endswith(_SETTINGS)}
        content = {path for path in paths - records if path.startswith("content/") and not is_profile_file(path)}
        rest = paths - records - settings - content
        try:
            if rest or len(records) > _MANY:
                self._read_all()
            else:
                self._present.read_again(records, content=bool(content))
        except WrongUse as error:
            self._present.problems = [failure(error)]
        self._version += 1
        self._troubles = []
        self._show()
        if settings or content or rest:
            self._render()
        self._due = time.monotonic() + _CALM

    def _read_all(self) -> None:
        self._present.read_all(self._request.clock())
        # It stays for long: to look through it for garbage again and again would take longer than making a page.
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def _show(self) -> None:
        problems = [*self._present.problems, *self._troubles]
        self._desk.show(self._present.hub, problems, lags=self._version != self._made_of)
        if problems != self._told:
            if problems:
                self._tell(problems)
            if holds_error(self._told) and not holds_error(problems):
                self._say("No errors any more.")
        self._told = problems

    def _trouble(self, problems: list[Problem]) -> None:
        self._troubles = [problem for problem in problems if problem not in self._present.problems]
        self._show()

    # Lists, and what machines read

    def _refresh(self) -> None:
        """Begins to make what takes long; one such process at a time."""
        self._due = None
        request = self._request
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        order = Order(request.root, request.archive, request.clock(), self._made, request.drafts)
        process = context.Process(target=make, args=(order, theirs), daemon=True)
        self._child = (process, ours, self._version)
        process.start()
        theirs.close()
        threading.Thread(target=self._listen, args=(process, ours), daemon=True).start()

    def _listen(self, process: BaseProcess, pipe: Connection) -> None:
        try:
            while True:
                message: Message = pipe.recv()
                self._todo.put(lambda message=message: self._take(process, message))  # type: ignore[misc]
        except (EOFError, OSError):
            self._todo.put(lambda: self._child_ended(process))

    def _take(self, process: BaseProcess, message: Message) -> None:
        if self._child is None or self._child[0] is not process:
            return
        match message:
            case Lists(pages=pages, counted=counted):
                self._lists, self._listed = pages, self._child[2]
                self._present.count(counted)
                self._owes_frames = True
                self._render()
            case Made():
                self._made_of = self._child[2]
                self._desk.make()
                self._show()
            case Refused(problems=problems):
                self._trouble(problems)

    def _child_ended(self, process: BaseProcess) -> None:
        if self._child is None or self._child[0] is not process:
            return
        process.join()
        self._child[1].close()
        self._child = None
        if process.exitcode:
            self._say("Lists, search and the files for programs could not be made; they are tried at the next change.")

    def _end_child(self) -> None:
        if self._child is not None:
            if self._child[0].is_alive():
                self._child[0].terminate()
                self._child[0].join()
            self._child[1].close()
            self._child = None

    # The engine

    def _render(self) -> None:
        """Lets the engine render people's own pages, and the frames of all others, in a thread of its own.

        While it is busy it is asked once more afterwards, and still owes frames to the process that made new lists.
        """
        hub = self._present.hub
        if self._renders or self._lists is None or hub is None:
            self._must_render = True
            return
        self._renders, self._must_render, self._turn = True, False, self._turn + 1
        workshop = self._workshop / f"engine-{self._turn % 2}"
        arguments = (hub, self._pages(self._lists), self._lists, workshop, self._owes_frames)
        self._owes_frames = False
        self._engine = threading.Thread(target=self._rendered, args=arguments, daemon=True)
        self._engine.start()

    def _begun(self, kill: Callable[[], None]) -> None:
        self._kill_engine = kill
        if self._closes:
            kill()

    def _end_engine(self) -> None:
        """Ends the engine, and waits until nothing is written for it any more."""
        self._closes = True
        self._kill_engine()
        if self._engine is not None and self._engine.ident is not None:
            self._engine.join()

    def _pages(self, lists: tuple[Page, ...]) -> tuple[Page, ...]:
        """What the engine gets: the lists as they were made, people's pages as they are now, the records' frames."""
        pages = [page for page in lists if not page.authored]
        for canvas in self._desk.canvases():
            taken = {page.main_src for page in pages if page.language == canvas.language}
            pages += own.pages(canvas, taken)
            pages += blanks(canvas.language, canvas.languages)
        return tuple(pages)

    def _rendered(
        self, hub: Hub, pages: tuple[Page, ...], lists: tuple[Page, ...], workshop: Path, afresh: bool
    ) -> None:
        try:
            made = documents(self._request.root, hub, pages, "stamped", self._request.archive)
            mirror(workshop / engine.DOCS, made)
            listed = tuple(page for page in pages if not page.address.endswith("/blank/"))
            tree.write(workshop, engine.job(self._request.root, "", settings(hub, listed)))
            said, site_url = engine.run(self._request.root, workshop, int(hub.now.timestamp()), self._begun)
        except FolkmootError as error:
            problems = [failure(error)]
            self._todo.put(lambda: self._not_rendered(problems))
            return
        done = Rendered(workshop / engine.SITE, site_url)
        self._todo.put(lambda: self._framed(done, lists, said, afresh=afresh))

    def _framed(self, done: Rendered, lists: tuple[Page, ...], said: str, *, afresh: bool) -> None:
        first = not self._desk.base
        self._desk.frame(done, lists, afresh=afresh)
        self._renders = False
        if said:
            self._say(said)
        if first:
            self._say(f"The site is at {self.url} and follows every change. Ctrl+C ends it.")
        if afresh and self._child is not None and self._child[2] == self._listed:
            self._child[1].send(done)
        if self._must_render:
            self._render()

    def _not_rendered(self, problems: list[Problem]) -> None:
        self._renders = False
        self._end_child()
        self._trouble(problems)
        if self._must_render:
            self._render()
