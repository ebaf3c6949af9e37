"""The whole site from the engine's pages: frames filled, calendars, search, site maps."""

import re
from collections.abc import Callable, Iterable, Iterator

from folkmoot import text
from folkmoot.errors import EngineFailure
from folkmoot.model.artifact import Artifact
from folkmoot.model.event import Event
from folkmoot.model.hub import Hub
from folkmoot.render import ical, search
from folkmoot.render.canvas import address_of
from folkmoot.render.engine import colours
from folkmoot.render.frame import BARE, SHELL, Frames, holds_sentinel
from folkmoot.render.page import Page
from folkmoot.render.sitemaps import site_maps

SIGN = ".folkmoot-site"
"""A file that every site has, and no author can: a folder with it was made by a build."""

_SIGNED = b"Folkmoot made this folder. The next build replaces and removes its files.\n"
_REPLACED = ("sitemap.xml", "sitemap.xml.gz", SIGN)
_ARTICLE = re.compile(r'<article class="md-content__inner[^>]*>(.*?)</article>', re.DOTALL)
_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_ASIDE = re.compile(r'<aside class="fm-source".*?</aside>|<a class="headerlink".*?</a>', re.DOTALL)


def finished(hub: Hub, pages: tuple[Page, ...], rendered: dict[str, bytes], site_url: str, mode: str) -> list[Artifact]:
    """Every file of the site. `rendered` are the engine's files by path; `site_url` ends in a slash or is "".

    Raises `EngineFailure` where the engine's pages lack the places to fill, where a place was left unfilled, or where
    there is a file already that the site makes itself.
    """
    shells = _shells(pages) if mode == "stamped" else set()
    files = {path: content for path, content in rendered.items() if path not in shells and path not in _REPLACED}
    if mode == "stamped":
        frames = Frames(_html_of(rendered))
        _add(files, ((page.file, frames.filled(page).encode()) for page in pages if page.family))
        files.update({page.file: frames.filled(page).encode() for page in pages if not page.family})
    _add(files, [("assets/hub.css", colours(hub.community.profile).encode())])
    _add(files, _calendars(hub, site_url))
    _refuse_sentinels(files, {page.file for page in pages})
    findings = _findings(hub, pages, files)
    _add(files, search.index(findings, hub.community.profile.languages[0]))
    _add(files, site_maps(site_url, sorted(path for path in files if path.endswith("index.html")), pages))
    _add(files, [(SIGN, _SIGNED)])
    return [Artifact(path, content) for path, content in sorted(files.items())]


def _shells(pages: Iterable[Page]) -> set[str]:
    """The engine's pages that frames are taken from, which the site does not show."""
    return {f"{page.family}/{name}/index.html" for page in pages if page.family for name in (SHELL, BARE)}


def _add(files: dict[str, bytes], made: Iterable[tuple[str, bytes]]) -> None:
    """Puts files that the site makes beside the engine's; what people put there is never overwritten silently."""
    for path, content in made:
        if path in files:
            raise EngineFailure(
                f"the site makes its own {path}, and there is one already",
                "a plugin, a hook or a file below content/ makes it: give it another name",
            )
        files[path] = content


def _html_of(rendered: dict[str, bytes]) -> Callable[[str], str]:
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
        if path.endswith(".html") and path not in filled and holds_sentinel(content.decode())
    ]
    if left:
        raise EngineFailure(
            f"places were left unfilled in {', '.join(left)}", "build with --mode staged, and report this"
        )


def _calendars(hub: Hub, site_url: str) -> Iterator[tuple[str, bytes]]:
    """One calendar to subscribe to, and one file an event."""

    def page_url(event: Event) -> str:
        return f"{site_url}{address_of(event)}" if site_url else ""

    name = hub.community.profile.name
    events = hub.community.events.values()
    yield "events.ics", ical.calendar(hub, events, name, page_url)
    for event in events:
        if event.has_date:
            yield f"events/{event.slug}.ics", ical.calendar(hub, [event], event.title, page_url)


def _findings(hub: Hub, pages: tuple[Page, ...], files: dict[str, bytes]) -> Iterator[search.Finding]:
    """Records by what they say; lists would find everything twice. People's own pages by their article."""
    language = hub.community.profile.languages[0]
    generated = {page.file for page in pages}
    for page in pages:
        if page.family:
            body = " ".join([page.lead, *(f"{section.title} {section.html}" for section in page.sections)])
            kind = page.family.removesuffix("s")
            yield search.Finding(page.address, page.title, text.plain(body), page.language or language, kind)
    for path, content in sorted(files.items()):
        if path.endswith("index.html") and (path not in generated or path == "index.html"):
            found = _ARTICLE.search(content.decode())
            if found:
                article = _ASIDE.sub("", found[1])
                title = _TITLE.search(article)
                yield search.Finding(
                    path.removesuffix("index.html"),
                    text.plain(title[1]) if title else hub.community.profile.name,
                    text.plain(article),
                    language,
                    "page",
                )
