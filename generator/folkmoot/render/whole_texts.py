"""Whole texts of entries, where their source is shown in full: sanitised once more, since an archive is only a file."""

from collections.abc import Iterable

from markupsafe import Markup

from folkmoot.article import article
from folkmoot.model.harvest import Entry

_ROOM = 150_000
"""So many characters of whole texts stand on a page; the entries behind them are shown with their first lines."""


def whole_text(entry: Entry, highest: int) -> Markup:
    """The entry's text as HTML that harms nobody, its first headings of the level `highest`: below those around it."""
    return Markup(article(entry.content, entry.url, highest))  # noqa: S704 (it was sanitised)


def in_full(entries: Iterable[Entry]) -> frozenset[tuple[str, str]]:
    """Which of a page's entries, by source and id, are shown with their whole texts: the first ones, as many as fit."""
    found, room = set(), _ROOM
    for entry in entries:
        room -= len(entry.content)
        if entry.content and room >= 0:
            found.add((entry.source, entry.id))
    return frozenset(found)
