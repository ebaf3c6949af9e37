"""Every page of the site: what each shows, family by family, language by language."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from folkmoot.model.base import Filed
from folkmoot.model.hub import Hub
from folkmoot.render.canvas import Canvas
from folkmoot.render.page import Page
from folkmoot.render.pages import (
    about,
    discussions,
    gatherings,
    history,
    home,
    joining,
    own,
    partners,
    people,
    planet,
    posts,
    projects,
    proposing,
    translating,
)
from folkmoot.render.wording.tongue import languages_of

_Record = TypeVar("_Record", bound=Filed)


def pages_of(hub: Hub, site_url: str = "") -> tuple[Page, ...]:
    """The pages of a hub's site, in a fixed order: in the main language first; `site_url` as a canvas takes it."""
    return _made_on(Canvas, hub, site_url)


def lists_of(hub: Hub, site_url: str = "") -> tuple[Page, ...]:
    """The same pages without those of records: the lists, and people's own."""
    return _made_on(_Lists, hub, site_url)


def _made_on(kind: type[Canvas], hub: Hub, site_url: str) -> tuple[Page, ...]:
    canvases = (kind(hub, language, site_url) for language in languages_of(hub.community))
    return tuple(page for canvas in canvases for page in _in_language(canvas))


class _Lists(Canvas):
    """A canvas on which no record has a page."""

    def at_home(self, records: Iterable[_Record]) -> list[_Record]:  # noqa: ARG002 (none is at home here)
        return []


def _in_language(canvas: Canvas) -> Iterator[Page]:
    made = [
        home.page(canvas),
        *people.pages(canvas),
        *gatherings.pages(canvas),
        *projects.pages(canvas),
        *planet.pages(canvas),
        *discussions.pages(canvas),
        *posts.pages(canvas),
        *history.pages(canvas),
        joining.page(canvas),
        *proposing.pages(canvas),
        *about.pages(canvas),
        *partners.pages(canvas),
        *translating.pages(canvas),
    ]
    yield from (_led_to_words(canvas, page) for page in made)
    yield from own.pages(canvas, {page.main_src for page in made})


def _led_to_words(canvas: Canvas, page: Page) -> Page:
    """The page with the file that the words above its own are from, of those that people wrote below content/."""
    found = None if page.family else canvas.words_at(page.main_src)
    return page._replace(source=f"content/{found.path}", collected=False, counted=False) if found else page
