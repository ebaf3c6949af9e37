"""The pages of the facets: who knows about something, lives somewhere, speaks a language, serves in a team."""

from collections.abc import Iterator

from folkmoot.render.canvas import Canvas
from folkmoot.render.page import Page
from folkmoot.render.pages.facets import KINDS, Facet, Facets, Kind
from folkmoot.render.pages.paging import sheets
from folkmoot.render.pages.refining import choices, label
from folkmoot.render.wording.tongue import N_

FAMILY = "facets"

_FEW = 10
"""So few people are seen at a glance: there is nothing to refine."""

_ALL: dict[Kind, str] = {
    "skill": N_("What members know about"),
    "interest": N_("What members would like to learn or do"),
    "language": N_("Languages that members speak"),
    "place": N_("Members by town and country"),
    "available-for": N_("What members can be asked for"),
    "team": N_("Members by team"),
}
"""The titles of the lists of all facets of a kind."""

_SHORT: dict[Kind, str] = {
    "skill": N_("Skills"),
    "interest": N_("Interests"),
    "language": N_("Languages"),
    "place": N_("Towns and countries"),
    "available-for": N_("Available for"),
    "team": N_("Teams"),
}
"""What the lists are called where one chooses between them."""

_OF: dict[Kind, str] = {
    "skill": N_("Who knows about %(word)s"),
    "interest": N_("Who is interested in %(word)s"),
    "language": N_("Who speaks %(word)s"),
    "place": N_("Who lives in %(word)s"),
    "available-for": N_("Who is available for %(word)s"),
    "team": N_("Who is in the team %(word)s"),
}
"""The titles of the pages of one facet."""


def pages(canvas: Canvas, found: Facets) -> Iterator[Page]:
    """Of each kind the list of its facets, and of each facet the people."""
    lists = choices(canvas, found)
    listed = {choice.kind for choice in lists}
    for kind in KINDS:
        facets = found.by_kind[kind]
        labels = {facet.slug: label(canvas, facet) for facet in facets}
        yield from sheets(
            canvas,
            "facets.html",
            f"members/{kind}/",
            canvas.say(_ALL[kind]),
            facets,
            family=FAMILY,
            description=_in_community(canvas, canvas.say(_ALL[kind])),
            labels=labels,
            source="members/",
            kind=kind,
            kinds=overview(canvas, found),
        )
        for facet in facets:
            yield from sheets(
                canvas,
                "facet.html",
                facet.address,
                canvas.say(_OF[kind], word=labels[facet.slug]),
                facet.members,
                family=FAMILY,
                description=_in_community(canvas, canvas.say(_OF[kind], word=labels[facet.slug])),
                facet=facet,
                wider=_country(canvas, found, facet),
                team=canvas.community.teams[facet.word] if kind == "team" else None,
                all_title=canvas.say(_ALL[kind]),
                label=labels[facet.slug],
                lists=lists if kind in listed and len(facet.members) > _FEW else [],
                source="members/",
            )


def overview(canvas: Canvas, found: Facets) -> list[tuple[Kind, str, int]]:
    """The kinds that anybody has something of, with their short name and how many facets there are."""
    return [(kind, canvas.say(_SHORT[kind]), len(found.by_kind[kind])) for kind in KINDS if found.by_kind[kind]]


def _in_community(canvas: Canvas, title: str) -> str:
    return canvas.say("%(title)s, in %(community)s", title=title, community=canvas.site_name)


def _country(canvas: Canvas, found: Facets, facet: Facet) -> tuple[str, str] | None:
    """The address and name of the country in which a town is."""
    country = found.country(facet.country) if facet.country else None
    return (country.address, label(canvas, country)) if country else None
