"""What is not translated yet: for those who look after the hub, and for whoever wants to help with it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from folkmoot.model.base import Written
from folkmoot.model.community import profile_file
from folkmoot.model.paths import version_file
from folkmoot.render.addresses import address_of
from folkmoot.render.canvas import Canvas
from folkmoot.render.forge import new_file_address
from folkmoot.render.links import site_path
from folkmoot.render.lookup import ALIVE
from folkmoot.render.page import Page
from folkmoot.render.wording.tongue import catalogued


class Missing(NamedTuple):
    """Something without a translation: its address from the site's root, the file to write, and where to write it."""

    title: str
    address: str
    file: str
    propose: str


class Gap(NamedTuple):
    """What a language lacks, and whether the interface is translated into it."""

    language: str
    interface: bool
    pages: list[Missing]
    records: list[Missing]


def pages(canvas: Canvas) -> Iterator[Page]:
    """The list of missing translations, in a hub of several languages."""
    if len(canvas.languages) == 1:
        return
    yield canvas.page(
        "translations.html",
        "translations/",
        canvas.say("Translations"),
        description=canvas.say("What is not translated yet"),
        hide=(),
        gaps=[_gap(canvas, language) for language in canvas.languages],
    )


def _gap(canvas: Canvas, language: str) -> Gap:
    main = canvas.languages[0]
    written = {page.path for page in canvas.community.pages}
    own = (
        (page.title, site_path(f"content/{page.path}"), f"content/{version_file(page.path, language)}")
        for page in canvas.community.pages
        if not page.language and version_file(page.path, language) not in written
    )
    records = (
        (record.title, address_of(record), version_file(record.path, language))  # type: ignore[attr-defined]
        for record in _current(canvas)
        if language not in canvas.addresses.told_in(record)
    )
    return Gap(
        language,
        bool(catalogued(language)),
        [] if language == main else [_missing(canvas, *one) for one in (*_own_words(canvas, language), *own)],
        [_missing(canvas, *one) for one in records],
    )


def _own_words(canvas: Canvas, language: str) -> Iterator[tuple[str, str, str]]:
    """What the community says of itself, where it says anything, and nothing in the language."""
    said = canvas.original.profile
    if (said.tagline or said.notice or said.description) and language not in canvas.original.profiles:
        yield said.name, canvas.addresses.prefix(language), profile_file(language)


def _current(canvas: Canvas) -> Iterable[Written]:
    """What is still to come or under way, once each, as its author wrote it."""
    ahead = {one.event.slug for one in canvas.hub.own_upcoming if one.takes_place}
    yield from (event for slug, event in canvas.original.events.items() if slug in ahead)
    yield from (project for project in canvas.original.projects.values() if project.status in ALIVE)
    yield from canvas.original.teams.values()


def _missing(canvas: Canvas, title: str, address: str, file: str) -> Missing:
    return Missing(title, address, file, new_file_address(canvas.community.profile, file))
