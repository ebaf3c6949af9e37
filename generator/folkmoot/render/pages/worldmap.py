"""Where members live, on a map and in a list that says the same."""

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import NamedTuple

from folkmoot.render.atlas.outlines import WIDTH, Point, outlines, view_of
from folkmoot.render.canvas import Canvas
from folkmoot.render.page import Page
from folkmoot.render.pages.facets import Facet, Facets
from folkmoot.render.pages.refining import town_label
from folkmoot.text import sameness

_MOST = 120
"""So many towns stand on the map, those where most members live."""

_LARGEST, _SMALLEST = 44, 11
"""The radius of dots, in the map's units."""

_LABELS = 15
_LETTER = 17
_LINE = 36
"""How wide a letter of a label is about, and how high a line, in the map's units."""


class Dot(NamedTuple):
    """A town on the map: where, how large, and where its name begins; "" for no name."""

    facet: Facet
    label: str
    x: int
    y: int
    radius: int
    name: str = ""
    name_x: int = 0
    name_y: int = 0


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def pages(canvas: Canvas, found: Facets) -> Iterator[Page]:
    """The map, where it is known of any town where it is; there is a list of places in any case."""
    points = _points(canvas, found)
    towns = [facet for facet in found.by_kind["place"] if facet.is_town]
    shown = [facet for facet in towns if facet.slug in points][:_MOST]
    if not shown:
        return
    view = view_of([points[facet.slug] for facet in shown])
    land, borders = outlines(view)
    most = len(shown[0].members)
    dots = []
    for facet in shown:
        x, y = view.placed(*points[facet.slug])
        radius = max(_SMALLEST, round(_LARGEST * sqrt(len(facet.members) / most)))
        dots.append(Dot(facet, town_label(canvas, facet), round(x), round(y), radius))
    yield canvas.page(
        "map.html",
        "members/map/",
        canvas.say("Where members live"),
        description=canvas.say("The towns in which the people of %(community)s live", community=canvas.site_name),
        source="members/",
        width=WIDTH,
        height=view.height,
        land=land,
        borders=borders,
        dots=_named(dots, view.height),
        unknown=[(facet, town_label(canvas, facet)) for facet in towns if facet.slug not in points][:_MOST],
        town_count=len(towns),
    )


def is_there(canvas: Canvas, found: Facets) -> bool:
    """Whether there is a map."""
    return bool(_points(canvas, found))


def _points(canvas: Canvas, found: Facets) -> dict[str, Point]:
    """Where the towns are (longitude, latitude), by slug: as GeoNames knows, else as one of the hub's places there."""
    places = {
        (place.country or "", sameness(place.city)): (place.coordinates.longitude, place.coordinates.latitude)
        for place in canvas.community.places.values()
        if place.city and place.coordinates
    }
    points: dict[str, Point] = {}
    for facet in found.by_kind["place"]:
        if facet.town:
            points[facet.slug] = (facet.town.longitude, facet.town.latitude)
        elif facet.is_town and (point := places.get((facet.country, sameness(facet.word)))):
            points[facet.slug] = point
    return points


def _named(dots: Sequence[Dot], height: int) -> list[Dot]:
    """The dots with names beside those that have room for one."""
    taken = [_Box(one.x - one.radius, one.y - one.radius, one.x + one.radius, one.y + one.radius) for one in dots]
    named: list[Dot] = []
    for dot in dots[:_LABELS]:
        wide = len(dot.facet.word) * _LETTER
        gap = dot.radius + 10
        for x, y in (
            (dot.x + gap, dot.y + _LINE // 3),
            (dot.x - gap - wide, dot.y + _LINE // 3),
            (dot.x - wide // 2, dot.y - gap),
            (dot.x - wide // 2, dot.y + gap + _LINE * 2 // 3),
        ):
            box = _Box(x, y - _LINE * 3 / 4, x + wide, y + _LINE / 4)
            is_inside = box.left > 0 and box.right < WIDTH and box.top > 0 and box.bottom < height
            if is_inside and not any(box.meets(other) for other in taken):
                taken.append(box)
                named.append(dot._replace(name=dot.facet.word, name_x=x, name_y=y))
                break
        else:
            named.append(dot)
    return [*named, *dots[_LABELS:]]
