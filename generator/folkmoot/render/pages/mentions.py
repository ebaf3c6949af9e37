"""What others write about the community, found by the words that it looks out for: apart from the planet."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from folkmoot.model.harvest import Mention
from folkmoot.model.wanted import words_in
from folkmoot.render.canvas import Canvas
from folkmoot.render.page import Page
from folkmoot.render.pages import sources
from folkmoot.render.pages.paging import sheets
from folkmoot.text import collated, schemeless

ADDRESS = "pulse/mentions/"

_UNLISTED = '<meta name="robots" content="noindex">'


class Found(NamedTuple):
    """Something that others wrote: in which month (2026-05), where it was found, and which words stand in it.

    The words are those that are looked out for.
    """

    mention: Mention
    month: str
    place: str
    keywords: tuple[str, ...]


def has_mentions(canvas: Canvas) -> bool:
    """Whether there is such a page: something is watched, or was."""
    return bool(canvas.hub.harvest.mentions) or any(one.kind == "mentions" for one in canvas.hub.sources)


def pages(canvas: Canvas) -> Iterator[Page]:
    """What was found, by month, newest first, and how the watched sources fare. Search engines are asked to pass by."""
    if not has_mentions(canvas):
        return
    watched = sources.watched(canvas)
    found = [_found(canvas, one) for one in canvas.hub.harvest.mentions]
    words = {word for one in watched for word in one.faring.source.reading.include}
    made = sheets(
        canvas,
        "mentions.html",
        ADDRESS,
        canvas.say("What others say"),
        found,
        family="pulse",
        collected=True,
        description=canvas.say("What others write about %(community)s", community=canvas.site_name),
        counts=Counter(one.month for one in found),
        keywords=sorted(words, key=lambda word: (collated(word), word)),
        watched=watched,
    )
    yield from (page._replace(head=f"{page.head}\n{_UNLISTED}", unlisted=True) for page in made)


def _found(canvas: Canvas, one: Mention) -> Found:
    source, month = canvas.sources.get(one.source), canvas.hub.month_of(one.published)
    if source is None:
        return Found(one, month, one.source, ())
    keywords = words_in(source.reading.include, one.tags, one.title, one.excerpt)
    return Found(one, month, source.title or schemeless(source.url), keywords)
