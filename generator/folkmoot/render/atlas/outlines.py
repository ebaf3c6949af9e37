"""Maps without anybody else's tiles: land and borders of a part of the earth as paths of SVG."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import cos, radians
from operator import gt, lt
from typing import NamedTuple

WIDTH = 1200
"""How many units of its own a map is wide."""

_STEP = 4
"""Points of an outline that are nearer to the one before than so many units are left out."""

_BEYOND = 20
"""Outlines go so many units beyond the map's edges, where their ends are not seen."""

_PER_DEGREE = 40
_SOUTH, _NORTH = -58.0, 80.0
"""What maps show at most: further on there are no towns, and the projection makes everything wide."""

_MARGIN = 0.15
_LEAST = 5.5
"""How many degrees of a meridian a map is high at least: borders are too coarse for less."""

_SHAPES = (1.3, 2.2)
"""How wide maps are for their height, at least and at most."""

Point = tuple[float, float]
_Edge = tuple[int, Callable[[float, float], bool], float]
"""Which of a point's numbers is compared, how it is where the point lies beyond, and with what."""


class View(NamedTuple):
    """A part of the earth on a map: its west and north edge in degrees, units per degree each way, and its height.

    The projection is the equirectangular one, true to scale along the part's middle parallel: x = R λ cos φ₁, y = R φ
    (J. P. Snyder, Map Projections: A Working Manual, US Geological Survey Professional Paper 1395, 1987, page 90).
    """

    west: float
    north: float
    across: float
    down: float
    height: int

    def placed(self, longitude: float, latitude: float) -> Point:
        """Where a point of the earth is, in units from the map's upper left corner."""
        return (longitude - self.west) * self.across, (self.north - latitude) * self.down


def view_of(points: Sequence[Point]) -> View:
    """The part of the earth that shows all of these points (longitude, latitude) with a margin around them."""
    longitudes, latitudes = zip(*points, strict=True)
    middle = (min(latitudes) + max(latitudes)) / 2
    squeeze = cos(radians(middle))
    high = max((max(latitudes) - min(latitudes)) * (1 + 2 * _MARGIN), _LEAST)
    wide = max((max(longitudes) - min(longitudes)) * squeeze * (1 + 2 * _MARGIN), high * _SHAPES[0])
    high = max(high, wide / _SHAPES[1])
    wide, high = min(wide, 360 * squeeze), min(high, _NORTH - _SOUTH)
    west = _within((min(longitudes) + max(longitudes)) / 2 - wide / squeeze / 2, -180, 180 - wide / squeeze)
    north = _within(middle + high / 2, _SOUTH + high, _NORTH)
    scale = WIDTH / wide
    return View(west, north, squeeze * scale, scale, round(high * scale))


def _within(value: float, least: float, most: float) -> float:
    return max(least, min(value, most))


def outlines(view: View) -> tuple[str, str]:
    """The land, to be filled, and the borders of countries, to be drawn, as paths (the attribute d of SVG 2)."""
    land = (_clipped(view, ring) for ring in _seen(view, "land"))
    return _path(land, "z"), _path(_seen(view, "borders"), "")


class _Line(NamedTuple):
    points: list[Point]
    corners: tuple[Point, Point]


@cache
def _known() -> dict[str, list[_Line]]:
    said = json.loads(files("folkmoot.render.atlas").joinpath("outlines.json").read_bytes())
    return {kind: [_with_corners(_unfolded(line)) for line in said[kind]] for kind in ("land", "borders")}


def _with_corners(points: list[Point]) -> _Line:
    longitudes, latitudes = zip(*points, strict=True)
    return _Line(points, ((min(longitudes), min(latitudes)), (max(longitudes), max(latitudes))))


def _unfolded(steps: Sequence[int]) -> list[Point]:
    x = y = 0
    points = []
    for east, north in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + east, y + north
        points.append((x / _PER_DEGREE, y / _PER_DEGREE))
    return points


def _projected(view: View, line: Iterable[Point]) -> list[Point]:
    return [view.placed(longitude, latitude) for longitude, latitude in line]


def _seen(view: View, kind: str) -> Iterator[list[Point]]:
    """The lines on the map that do not lie wholly beyond one of its edges: their corners say so, before any point."""
    edges = _edges(view)
    for line in _known()[kind]:
        corners = _projected(view, line.corners)
        if not any(all(is_beyond(corner[axis], edge) for corner in corners) for axis, is_beyond, edge in edges):
            yield _projected(view, line.points)


def _edges(view: View) -> tuple[_Edge, ...]:
    return (0, lt, -_BEYOND), (0, gt, WIDTH + _BEYOND), (1, lt, -_BEYOND), (1, gt, view.height + _BEYOND)


def _clipped(view: View, ring: list[Point]) -> list[Point]:
    """The part of a ring on the map (I. E. Sutherland, G. W. Hodgman, Reentrant polygon clipping, 1974)."""
    for axis, is_beyond, edge in _edges(view):
        is_out = [is_beyond(point[axis], edge) for point in ring]
        if not any(is_out):
            continue
        kept: list[Point] = []
        for place, point in enumerate(ring):
            # Before the first point comes the last.
            if is_out[place - 1] != is_out[place]:
                kept.append(_crossing(ring[place - 1], point, axis, edge))
            if not is_out[place]:
                kept.append(point)
        ring = kept
    return ring


def _crossing(one: Point, other: Point, axis: int, edge: float) -> Point:
    share = (edge - one[axis]) / (other[axis] - one[axis])
    return one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])


def _path(lines: Iterable[Sequence[Point]], end: str) -> str:
    return "".join(_drawn(thin) + end for line in lines if len(thin := _thinned(line)) > (2 if end else 1))


def _thinned(line: Sequence[Point]) -> list[tuple[int, int]]:
    thin: list[tuple[int, int]] = []
    for x, y in ((round(x), round(y)) for x, y in line):
        if not thin or max(abs(x - thin[-1][0]), abs(y - thin[-1][1])) >= _STEP:
            thin.append((x, y))
    if line and len(thin) > 1 and thin[-1] != (last := (round(line[-1][0]), round(line[-1][1]))):
        thin[-1] = last
    return thin


def _drawn(line: Sequence[tuple[int, int]]) -> str:
    steps = (f"{x - before[0]},{y - before[1]}" for before, (x, y) in pairwise(line))
    return f"M{line[0][0]},{line[0][1]}l{' '.join(steps)}"
