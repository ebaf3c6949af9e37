"""The whole site from the engine's pages: frames filled, calendars, search, site maps."""

from collections.abc import Callable, Iterable, Mapping

from folkmoot.errors import EngineFailure
from folkmoot.model.artifact import Artifact
from folkmoot.model.hub import Hub
from folkmoot.render.framing.frame import Frames, frame_address, holds_sentinel
from folkmoot.render.framing.mending import mended
from folkmoot.render.lean import lean
from folkmoot.render.outputs import outputs
from folkmoot.render.page import Page
from folkmoot.render.redirects import redirects
from folkmoot.render.search import index as search
from folkmoot.render.search.findings import findings
from folkmoot.render.site_settings import colours
from folkmoot.render.sitemaps import site_maps

SIGN = ".folkmoot-site"
"""A file that every site has, and no author can: a folder with it was made by a build."""

_SIGNED = b"Folkmoot made this folder. The next build replaces and removes its files.\n"
_REPLACED = ("sitemap.xml", "sitemap.xml.gz", SIGN)


def finished(
    hub: Hub,
    pages: tuple[Page, ...],
    rendered: dict[str, bytes],
    site_url: str,
    mode: str = "stamped",
    *,
    policed: bool = True,
) -> list[Artifact]:
    """Every file of the site. `rendered` are the engine's files by path; `site_url` ends in a slash or is "".

    With `policed` every page says what it may load and run.

    Raises `EngineFailure` where the engine's pages lack the places to fill, where a place was left unfilled, or where
    there is a file already that the site makes itself.
    """
    rendered = {
        path: _mended(content, policed=policed) if path.endswith(".html") else lean(path, content)
        for path, content in rendered.items()
    }
    shells = _shells(pages) if mode == "stamped" else set()
    files = {path: content for path, content in rendered.items() if path not in shells and path not in _REPLACED}
    if mode == "stamped":
        frames = Frames(html_of(rendered), site_url)
        _add(files, ((page.file, frames.filled(page).encode()) for page in pages if page.family))
        own = (page for page in pages if not page.family and not page.authored)
        files.update({page.file: frames.filled(page).encode() for page in own})
    _add(files, [("assets/hub.css", colours(hub.community.profile).encode())])
    _add(files, outputs(hub, site_url))
    _refuse_sentinels(files, {page.file for page in pages})
    _add(files, search.index(findings(hub, pages, files), hub.community.profile.languages[0]))
    _add(files, site_maps(site_url, sorted(path for path in files if path.endswith("index.html")), pages))
    repeated = {page.address: page.canonical for page in pages if page.canonical is not None}
    _add(files, list(redirects(hub.community, site_url, files, repeated)))
    _add(files, [(SIGN, _SIGNED)])
    return [Artifact(path, content) for path, content in sorted(files.items())]


def _mended(content: bytes, *, policed: bool) -> bytes:
    """A page mended; what people put beside the pages in another encoding is none of the engine's, and stays."""
    try:
        return mended(content.decode(), policed=policed).encode()
    except UnicodeDecodeError:
        return content


def is_replaced(path: str) -> bool:
    """Whether the engine makes a file that the site makes itself."""
    return path in _REPLACED


def _shells(pages: Iterable[Page]) -> set[str]:
    """The engine's pages that frames are taken from, which the site does not show."""
    return {f"{frame_address(page)}index.html" for page in pages if page.family}


def _add(files: dict[str, bytes], made: Iterable[tuple[str, bytes]]) -> None:
    """Puts files that the site makes beside the engine's; what people put there is never overwritten silently."""
    for path, content in made:
        if path in files:
            raise EngineFailure(
                f"the site makes its own {path}, and there is one already",
                "a plugin, a hook or a file below content/ makes it: give it another name",
            )
        files[path] = content


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


def _refuse_sentinels(files: dict[str, bytes], filled: set[str]) -> None:
    left = [
        path
        for path, content in files.items()
        if path.endswith(".html") and path not in filled and holds_sentinel(content.decode(errors="replace"))
    ]
    if left:
        raise EngineFailure(
            f"places were left unfilled in {', '.join(left)}", "build with --mode staged, and report this"
        )
