"""What a browser gets at an address: a record's page is made when it is asked for, lists and the rest are kept."""

import hashlib
import mimetypes
import re
import threading
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from folkmoot.derive.agreed import withheld
from folkmoot.errors import EngineFailure
from folkmoot.model.base import Filed
from folkmoot.model.families import FAMILIES
from folkmoot.model.hub import Hub
from folkmoot.model.problem import Problem, holds_error
from folkmoot.preview.afresh import Rendered
from folkmoot.render.canvas import Canvas
from folkmoot.render.framing.frame import Frames, is_shell
from folkmoot.render.framing.mending import mended
from folkmoot.render.page import Page
from folkmoot.render.pages.facets import Facets
from folkmoot.render.pages.single import Singles
from folkmoot.render.previewed import BROKEN, HELD_UP, LAGGING, STARTING, bare, noted, reloading
from folkmoot.render.search.index import FOLDER as SEARCH
from folkmoot.render.site import html_of, is_replaced
from folkmoot.render.site_settings import colours
from folkmoot.render.wording.tongue import languages_of

OURS = "_folkmoot/"
"""Where the preview's own files are, below the site's path."""

_RECORD = re.compile(rf"(?:[A-Za-z-]+/)?({'|'.join(FAMILIES)})/([a-z0-9-]+)/")
_TYPES = {
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".woff2": "font/woff2",
    ".opml": "text/x-opml; charset=utf-8",
    ".xml": "application/xml",
}


class Answer(NamedTuple):
    """What is sent for an address. `location` is where the browser is led instead, relative to the site, or None."""

    status: int
    kind: str
    content: bytes
    location: str | None = None


class _Shown(NamedTuple):
    """One page as it was made: its HTML, the file it is made from, and what lags behind on it."""

    status: int
    html: str
    source: str = ""
    language: str = ""
    is_list: bool = False


class Desk:
    """Answers for addresses below the site's path, relative to it. Safe to be used from several threads."""

    def __init__(self, root: Path, made: Path) -> None:
        """`made` is the folder of the machines' files."""
        self._root, self._made = root, made
        self._lock = threading.RLock()
        self._changed = threading.Condition(self._lock)
        self._hub: Hub | None = None
        self._problems: list[Problem] = []
        self._lists: Mapping[str, Page] = {}
        self._site: Path | None = None
        self._frames: Frames | None = None
        self._facets: Facets | None = None
        self._singles: dict[str, Singles] = {}
        self._withheld: frozenset[str] | None = None
        self._kept: dict[str, Answer] = {}
        self._is_made = self._lags = False
        self.base = ""
        """The site's path, such as "/hub/"; "" until the engine has told its address."""

    def show(self, hub: Hub | None, problems: list[Problem], *, lags: bool) -> None:
        """Shows another hub: with `lags` the lists, search and machines' files are those of an earlier one."""
        with self._lock:
            self._hub, self._problems, self._lags = hub, problems, lags
            self._singles, self._withheld = {}, None
            self._turn()

    def frame(self, rendered: Rendered, pages: tuple[Page, ...], *, afresh: bool) -> None:
        """Shows what the engine made, with these pages of lists; `afresh` are lists of another hub than before."""
        with self._lock:
            self._site = rendered.site
            self._frames = Frames(html_of(_Mended(rendered.site)), rendered.site_url)
            self._lists = {page.address: page for page in pages if not page.authored}
            if self._hub is not None and (afresh or self._facets is None):
                self._facets = Facets(self._hub.community, self._hub.today)
                self._singles = {}
            self.base = urlsplit(rendered.site_url).path or "/"
            self._turn()

    def make(self) -> None:
        """Offers the machines' files, which are there now."""
        with self._lock:
            self._is_made = True
            self._turn()

    def canvases(self) -> list[Canvas]:
        """One for each language of the hub that is shown, the main one first."""
        with self._lock:
            languages = languages_of(self._hub.community) if self._hub else ()
            return [self._single(language).canvas for language in languages]

    def waits_for_change(self, address: str, seen: str, patience: float) -> bool:
        """Whether a page says something else than it did under the mark `seen`, as soon as it does, within seconds."""
        with self._changed:
            # A mark is of the page as a whole, so what changes elsewhere disturbs nobody.
            return self._changed.wait_for(lambda: self.mark(address) != seen, patience)

    def mark(self, address: str) -> str:
        """What tells one state of a page from another."""
        return hashlib.sha256(self._answer(address).content).hexdigest()[:16]

    def answer(self, address: str) -> Answer:
        """What a browser gets; pages hold the script that loads them anew."""
        found = self._answer(address)
        if not found.kind.startswith("text/html"):
            return found
        mark = hashlib.sha256(found.content).hexdigest()[:16]
        script = f"{self.base or '/'}{OURS}reload.js"
        return found._replace(content=reloading(found.content.decode(), script, address, mark).encode())

    def _turn(self) -> None:
        self._kept = {}
        self._changed.notify_all()

    def _answer(self, address: str) -> Answer:
        with self._lock:
            if address in self._kept:
                return self._kept[address]
            answer = self._made_answer(address)
            # Of misses there are as many as somebody cares to ask for.
            if answer.kind.startswith("text/html") and answer.status in (200, 500):
                self._kept[address] = answer
            return answer

    def _made_answer(self, address: str) -> Answer:
        if self._hub is None or self._frames is None:
            language = self._hub.community.profile.languages[0] if self._hub else "en"
            return _html(503, bare(language, STARTING))
        if not _is_plain(address):
            return self._noted(self._missing())
        try:
            return self._found(address)
        except Exception:  # noqa: BLE001 (whatever goes wrong in one page, the preview goes on)
            traceback.print_exc()
            return _html(500, bare(self._main, BROKEN))

    def _found(self, address: str) -> Answer:
        shown = self._page(address.removesuffix("index.html"))
        if shown is not None:
            return self._noted(shown)
        if (file := self._file(address)) is not None:
            return file
        if address and not address.endswith("/") and self._page(f"{address}/") is not None:
            return Answer(302, "text/plain", b"", f"{address}/")
        if not self._is_made and "." in address.rpartition("/")[2]:
            return Answer(503, "text/plain; charset=utf-8", b"This file is not ready yet.\n")
        return self._noted(self._missing())

    @property
    def _main(self) -> str:
        return self._hub.community.profile.languages[0] if self._hub else "en"

    def _noted(self, shown: _Shown) -> Answer:
        errors = holds_error(self._problems)
        note = (HELD_UP if errors else LAGGING) if shown.is_list and self._lags else ""
        html = noted(shown.html, shown.language or self._main, self._problems, shown.source, note)
        return _html(shown.status, html)

    def _page(self, address: str) -> _Shown | None:
        """The page at an address: a record's, a list, or one that the engine rendered."""
        assert self._frames is not None
        if address and not address.endswith("/"):
            return None
        page, is_list = self._record_page(address), False
        if page is None:
            page, is_list = self._lists.get(address), True
        if page is not None:
            try:
                return _Shown(200, self._frames.filled(page), page.source, page.language, is_list)
            except EngineFailure:  # of a language that was just added there are no frames yet
                return _Shown(503, bare(self._main, STARTING))
        if (file := self._inside(self._site, f"{address}index.html")) and not is_shell(f"{address}index.html"):
            return _Shown(200, mended(file.read_text("utf-8")), self._source(address))
        if file := self._inside(self._made, f"{address}index.html"):
            return _Shown(200, file.read_text("utf-8"))
        return None

    def _source(self, address: str) -> str:
        """The file of the page of somebody's own at an address: fr/about/ is made from about.fr.md."""
        languages = languages_of(self._hub.community) if self._hub else ()
        language = next((one for one in languages[1:] if address.startswith(f"{one}/")), "")
        inner = address.removeprefix(f"{language}/").removesuffix("/")
        names = [inner, f"{inner}/index"] if inner else ["index"]
        files = [
            f"content/{name}{ending}"
            for ending in ([f".{language}.md"] if language else []) + [".md"]
            for name in names
        ]
        return next((file for file in files if self._inside(self._root, file)), files[0])

    def _record_page(self, address: str) -> Page | None:
        found = _RECORD.fullmatch(address)
        if found is None or self._hub is None:
            return None
        record: Filed | None = getattr(self._hub.community, found[1]).get(found[2])
        if record is None:
            return None
        languages = languages_of(self._hub.community)
        for language, where in self._single(languages[0]).canvas.addresses.versions(record).items():
            if where == address and language in languages:
                single = self._single(language)
                return single.page_of(getattr(single.canvas.community, found[1])[found[2]])
        return None

    def _single(self, language: str) -> Singles:
        if language not in self._singles:
            assert self._hub is not None
            facets = self._facets or Facets(self._hub.community, self._hub.today)
            self._singles[language] = Singles(Canvas(self._hub, language), facets)
        return self._singles[language]

    def _missing(self) -> _Shown:
        file = self._inside(self._site, "404.html")
        return _Shown(404, mended(file.read_text("utf-8")) if file else bare(self._main, BROKEN))

    def _file(self, address: str) -> Answer | None:
        assert self._hub is not None
        community = self._hub.community
        if address == "assets/hub.css":
            return Answer(200, "text/css; charset=utf-8", colours(community.profile).encode())
        if address in community.files:
            if self._withheld is None:
                self._withheld = withheld(community)
            if address in self._withheld:
                return None
            return _sent(self._inside(self._root / "content", address))
        if self._is_made and (file := self._inside(self._made, address)):
            return _sent(file)
        if is_replaced(address) or is_shell(address) or address.startswith(SEARCH):
            return None
        return _sent(self._inside(self._site, address))

    def _inside(self, folder: Path | None, path: str) -> Path | None:
        """The file at a path below a folder, where there is one that really lies in it."""
        if folder is None or not path or path.startswith("/"):
            return None
        try:
            file = (folder / path).resolve()
            return file if file.is_relative_to(folder.resolve()) and file.is_file() else None
        except (OSError, RuntimeError):  # a name that is too long for the disk, links that lead in a circle
            return None


class _Mended(Mapping[str, bytes]):
    """The engine's pages by path, read and mended when a frame is taken from them."""

    def __init__(self, site: Path) -> None:
        self._site = site

    def __getitem__(self, path: str) -> bytes:
        try:
            return mended((self._site / path).read_text("utf-8")).encode()
        except OSError:
            raise KeyError(path) from None

    def __iter__(self) -> Iterator[str]:
        return (file.relative_to(self._site).as_posix() for file in self._site.rglob("*.html"))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _is_plain(address: str) -> bool:
    """Whether an address is written in the one right way: no steps up or on the spot, no signs that disks mistake."""
    *folders, _name = parts = address.split("/")
    return "\0" not in address and "\\" not in address and all(folders) and not {".", ".."} & {*parts}


def _html(status: int, html: str) -> Answer:
    return Answer(status, "text/html; charset=utf-8", html.encode())


def _sent(file: Path | None) -> Answer | None:
    if file is None:
        return None
    try:
        content = file.read_bytes()
    except OSError:
        return None
    kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return Answer(200, kind, content)
