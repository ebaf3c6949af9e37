"""The page of one record, without all the others: for a preview that makes a page when somebody asks for it."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from folkmoot.model.base import Filed
from folkmoot.model.event import Event
from folkmoot.model.families import FAMILIES
from folkmoot.model.member import Member
from folkmoot.model.place import Place
from folkmoot.model.post import Post
from folkmoot.model.project import Project
from folkmoot.model.team import Team
from folkmoot.render.canvas import Canvas
from folkmoot.render.page import Page, Section
from folkmoot.render.pages import about, gatherings, people, posts, projects
from folkmoot.render.pages.facets import Facets


class Singles:
    """Makes the pages of a canvas' records one by one; what several need is gathered when the first asks for it."""

    def __init__(self, canvas: Canvas, facets: Facets) -> None:
        """`facets` are those that have pages: a profile leads to them."""
        self.canvas = canvas
        self._facets = facets
        self._makers: dict[type[Filed], Callable[[Any], Page]] = {}

    def page_of(self, record: Filed) -> Page | None:
        """The record's page, None where the site has none: of hidden members, and of posts before their day."""
        if isinstance(record, Member) and not record.is_shown:
            return None
        if isinstance(record, Post) and record.slug not in self._published:
            return None
        kind = type(record)
        if kind not in self._makers:
            self._makers[kind] = self._maker(kind)
        return self._makers[kind](record)

    @cached_property
    def _published(self) -> frozenset[str]:
        return frozenset(post.slug for post in self.canvas.lookup.posts)

    def _maker(self, kind: type[Filed]) -> Callable[[Any], Page]:
        canvas = self.canvas
        makers: dict[type[Filed], Callable[[], Callable[[Any], Page]]] = {
            Member: lambda: people.profiles(canvas, self._facets),
            Event: lambda: gatherings.events(canvas),
            Place: lambda: gatherings.venues(canvas),
            Post: lambda: posts.articles(canvas),
            Project: lambda: lambda project: projects.project_page(canvas, project),
            Team: lambda: lambda team: about.team_page(canvas, team),
        }
        return makers[kind]()


def blanks(canvas: Canvas) -> Iterator[Page]:
    """An empty page for every frame that a record's page could need, in the canvas' language."""
    main, *others = canvas.languages
    for family in FAMILIES:
        for prefix in ("", f"{canvas.language}/"):
            for sections in ((Section("a", "a", ""),), ()):
                yield Page(
                    address=f"{prefix}{family}/blank/",
                    family=family,
                    title=main,
                    description="",
                    source="",
                    lead="",
                    sections=sections,
                    language=canvas.language,
                    prefix=prefix,
                    switch="-" if others else "",
                )
