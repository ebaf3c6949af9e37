"""The whole site from the engine's pages: frames filled, calendars, search, site maps."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from folkmoot.errors import EngineFailure
from folkmoot.model.artifact import Artifact
from folkmoot.model.families import FAMILIES
from folkmoot.model.hub import Hub
from folkmoot.render.framing.frame import Frames, holds_sentinel, is_shell
from folkmoot.render.framing.mending import mended
from folkmoot.render.lean import lean
from folkmoot.render.outputs import outputs
from folkmoot.render.page import Page
from folkmoot.render.redirects import redirects
from folkmoot.render.search import index as search
from folkmoot.render.search.findings import RecordFindings, findings_with
from folkmoot.render.search.index import Finding
from folkmoot.render.site_settings import colours
from folkmoot.render.sitemaps import site_maps

SIGN = ".folkmoot-site"
"""A file that every site has, and no author can: a folder with it was made by a build."""

SIGNED = b"Folkmoot made this folder. The next build replaces and removes its files.\n"
_REPLACED = ("sitemap.xml", "sitemap.xml.gz", SIGN)


class Stamped(NamedTuple):
    """What is left to know of a page once its file is made: the page without its texts, and what search finds of it."""

    page: Page
    finding: Finding | None


class Begun:
    """A site of which the engine has made its part: frames to fill, and the pages that people wrote."""

    def __init__(self, hub: Hub, rendered: Mapping[str, bytes], site_url: str, *, policed: bool = True) -> None:
        """`rendered` are the engine's files by path; `site_url` ends in a slash or is "".

        With `policed` every page says what it may load and run.
        """
        self._hub, self._site_url = hub, site_url
        self._rendered = {
            path: _mended(content, policed=policed) if path.endswith(".html") else lean(path, content)
            for path, content in rendered.items()
        }
        self._frames = Frames(html_of(self._rendered), site_url)
        self._records = RecordFindings(hub)

    def files(self, pages: Iterable[Page]) -> dict[str, bytes]:
        """The engine's files, those of the `pages` whose frames are to be filled, and those for machines.

        Raises `EngineFailure` where the engine's pages lack the places to fill, where a place was left unfilled, or
        where there is a file already that the site makes itself.
        """
        fills = [page for page in pages if not page.authored]
        files = {path: one for path, one in self._rendered.items() if not is_shell(path) and path not in _REPLACED}
        files.update({page.file: self.filled(page) for page in fills if not page.family})
        _add(files, ((page.file, self.filled(page)) for page in fills if page.family))
        _add(files, [("assets/hub.css", colours(self._hub.community.profile).encode())])
        _add(files, outputs(self._hub, self._site_url))
        _refuse_sentinels(files, {page.file for page in fills})
        return files

    def refuse(self, files: Mapping[str, bytes], paths: Iterable[str]) -> None:
        """Raises `EngineFailure` where anything that is still to be made would take another file's place.

        `files` are there, and `paths` are those of pages to come.
        """
        there = {**dict.fromkeys(paths, b""), **files}
        maps = ("robots.txt", "sitemap.xml", *(f"sitemap-{family}.xml" for family in FAMILIES))
        refuse_taken(files, paths)
        refuse_taken(there, maps if self._site_url else ())
        refuse_taken(there, (path for path, _ in redirects(self._hub.community, self._site_url, there, {})))
        refuse_taken({path.partition("/")[0] for path in there}, [search.FOLDER.rstrip("/")])

    def filled(self, page: Page) -> bytes:
        """A page's file; raises `EngineFailure` where the engine's page has no places to fill."""
        return self._frames.filled(page).encode()

    def stamped(self, page: Page) -> Stamped:
        """What is left to know of a page."""
        return Stamped(page._replace(lead="", sections=(), head="", switch=""), self._records.of(page))

    def closing(self, files: Mapping[str, bytes], stamped: Iterable[Stamped]) -> dict[str, bytes]:
        """What is made of all pages: search, maps of the site, and what stands at former addresses.

        `files` are those that are there; those of pages of records may be elsewhere.
        """
        hub, told = self._hub, tuple(stamped)
        pages = tuple(one.page for one in told)
        elsewhere = {page.file: b"" for page in pages if page.file not in files}
        late: dict[str, bytes] = {}
        _add(late, search.index(findings_with(hub, told, files), hub.community.profile.languages[0]))
        paths = sorted(path for path in (*files, *elsewhere) if path.endswith("index.html"))
        _add(late, site_maps(self._site_url, paths, pages))
        repeated = {page.address: page.canonical for page in pages if page.canonical is not None}
        _add(late, list(redirects(hub.community, self._site_url, {**elsewhere, **files}, repeated)))
        refuse_taken({*files, *elsewhere}, late)
        return late


def finished(
    hub: Hub,
    pages: tuple[Page, ...],
    rendered: Mapping[str, bytes],
    site_url: str,
    mode: str = "stamped",
    *,
    policed: bool = True,
) -> list[Artifact]:
    """Every file of the site at once; what is given is what `Begun` wants, and raised what it raises."""
    begun = Begun(hub, rendered, site_url, policed=policed)
    files = begun.files(pages if mode == "stamped" else ())
    late = begun.closing(files, [begun.stamped(page) for page in pages])
    return [Artifact(path, content) for path, content in sorted({SIGN: SIGNED, **files, **late}.items())]


def _mended(content: bytes, *, policed: bool) -> bytes:
    """A page mended; what people put beside the pages in another encoding is none of the engine's, and stays."""
    try:
        return mended(content.decode(), policed=policed).encode()
    except UnicodeDecodeError:
        return content


def is_replaced(path: str) -> bool:
    """Whether the engine makes a file that the site makes itself."""
    return path in _REPLACED


def _add(files: dict[str, bytes], made: Iterable[tuple[str, bytes]]) -> None:
    """Puts files that the site makes beside the engine's; what people put there is never overwritten silently."""
    for path, content in made:
        refuse_taken(files, [path])
        files[path] = content


def refuse_taken(files: Collection[str], paths: Iterable[str]) -> None:
    """Raises `EngineFailure` where one of the paths that the site makes is among the files already."""
    if taken := next((path for path in paths if path in files), None):
        raise EngineFailure(
            f"the site makes its own {taken}, and there is one already",
            "a plugin, a hook or a file below content/ makes it: give it another name",
        )


def html_of(rendered: Mapping[str, bytes]) -> Callable[[str], str]:
    """What gives the engine's HTML of an address."""

    def html(address: str) -> str:
        try:
            return rendered[f"{address}index.html"].decode()
        except KeyError:
            raise EngineFailure(
                f"the page engine did not render {address}",
                "remove use_directory_urls: false from mkdocs.yml, if it is there",
            ) from None

    return html


def _refuse_sentinels(files: Mapping[str, bytes], filled: Collection[str]) -> None:
    left = [
        path
        for path, content in files.items()
        if path.endswith(".html") and path not in filled and holds_sentinel(content.decode(errors="replace"))
    ]
    if left:
        raise EngineFailure(
            f"places were left unfilled in {', '.join(left)}", "build with --mode staged, and report this"
        )
