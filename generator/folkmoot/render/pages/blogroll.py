"""Who writes where: the members' own sites and feeds, for readers who want to follow them by hand."""

from collections.abc import Iterator
from typing import NamedTuple

from folkmoot.model.member import Member
from folkmoot.render.canvas import Canvas
from folkmoot.render.feeds.opml import followed
from folkmoot.render.page import Page
from folkmoot.render.pages.paging import sheets
from folkmoot.render.pages.subscribing import source_list
from folkmoot.text import collated

ADDRESS = "planet/blogroll/"


class Written(NamedTuple):
    """What somebody writes: `site` is the page to read it on, "" where nobody knows it; `feed` is its address.

    `owner` is None where it belongs to no single member, `language` is that of most of it.
    """

    title: str
    owner: Member | None
    site: str
    feed: str
    language: str


def pages(canvas: Canvas) -> Iterator[Page]:
    """The list of what the planet reads, by who writes it; nothing where it reads nothing."""
    listed = [
        Written(source.title, next(iter(canvas.shown([source.owner])), None), source.site, source.url, source.language)
        for source in followed(canvas.hub)
    ]
    if not listed:
        return
    # The community's own come last: the page is about people.
    listed.sort(key=lambda one: (one.owner is None, collated(one.owner.name if one.owner else one.title), one.feed))
    yield from sheets(
        canvas,
        "blogroll.html",
        ADDRESS,
        canvas.say("Who writes where"),
        listed,
        family="planet",
        collected=True,
        description=canvas.say(
            "The sites and feeds of the members of %(community)s, to follow them by hand", community=canvas.site_name
        ),
        source_list=source_list(canvas),
    )
