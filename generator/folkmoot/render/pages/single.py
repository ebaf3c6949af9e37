"""The page of one record, without all the others: for a preview that makes a page when somebody asks for it."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

from folkmoot.model.base import Filed
from folkmoot.model.event import Event
from folkmoot.model.families import FAMILIES
from folkmoot.model.hub import Hub
from folkmoot.model.member import Member
from folkmoot.model.place import Place
from folkmoot.model.post import Post
from folkmoot.model.project import Project
from folkmoot.model.team import Team
from folkmoot.render.canvas import Canvas
from folkmoot.render.page import Page, Section
from folkmoot.render.pages import about, gatherings, people, posts, projects
from folkmoot.render.pages.facets import Facets
from folkmoot.render.wording.tongue import languages_of


class Singles:
    """Makes the pages of a canvas' records one by one; what several need is gathered when the first asks for it."""

    def __init__(self, canvas: Canvas, facets: Facets) -> None:
        """`facets` are those that have pages: a profile leads to them."""
        self.canvas = canvas
        self._facets = facets
        self._makers: dict[type[Filed], Callable[[Any], Page]] = {}

    def page_of(self, record: Filed) -> Page | None:
        """The record's page, None where the site has none."""
        if not self.has(record):
            return None
        kind = type(record)
        if kind not in self._makers:
            self._makers[kind] = self._maker(kind)
        return self._makers[kind](record)

    def has(self, record: Filed) -> bool:
        """Whether the site has a page of the record: not of hidden members, nor of posts before their day."""
        if isinstance(record, Member):
            return record.is_shown
        return not isinstance(record, Post) or record.slug in self._published

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


class RecordPages:
    """The pages of all records of a hub, in every language, made when they are asked for, by as many as share them."""

    def __init__(self, hub: Hub, site_url: str = "") -> None:
        """`site_url` as a canvas takes it."""
        facets = Facets(hub.community, hub.today)
        singles = [Singles(Canvas(hub, language, site_url), facets) for language in languages_of(hub.community)]
        self._asked = [
            (single, record)
            for single in singles
            for _, record in single.canvas.community.addressed()
            if single.has(record) and single.canvas.at_home([record])
        ]

    def __len__(self) -> int:
        return len(self._asked)

    def files(self) -> set[str]:
        """The files of the site that will hold them."""
        return {f"{single.canvas.address(record)}index.html" for single, record in self._asked}

    def share(self, nth: int, of: int) -> Iterator[Page]:
        """The pages of one share of so many, numbered from 0."""
        for single, record in self._asked[nth::of]:
            if page := single.page_of(record):
                yield page


def frames_of(hub: Hub) -> Iterator[Page]:
    """An empty page for every frame that a record's page could need, in every language."""
    for language in languages_of(hub.community):
        yield from blanks(language, hub.community.profile.languages)


def blanks(language: str, languages: Sequence[str]) -> Iterator[Page]:
    """An empty page for every frame that a record's page could need in a language, one of the hub's `languages`."""
    main, *others = languages
    for family in FAMILIES:
        for prefix in ("", f"{language}/"):
            for sections in ((Section("a", "a", ""),), ()):
                yield Page(
                    address=f"{prefix}{family}/blank/",
                    family=family,
                    title=main,
                    description="",
                    source="",
                    lead="",
                    sections=sections,
                    language=language,
                    prefix=prefix,
                    switch="-" if others else "",
                )
