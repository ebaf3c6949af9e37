"""What the metrics are to give of a story, worked out from its truth by their definitions alone."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from support.simulated.figures_of_gatherings import GATHERINGS
from support.simulated.figures_of_making import MAKING
from support.simulated.figures_of_people import PEOPLE, Figure
from support.simulated.figures_of_responses import RESPONSES
from support.simulated.figures_of_stage import stage
from support.simulated.figures_of_ties import TIES
from support.simulated.figures_of_times import TIMES
from support.simulated.scopes import Scene, scenes
from support.simulated.truth import Truth

Told = tuple[str, str, str, float | None, int]
"""Scope, period, series, value, and the number of people or items that it stands on."""

METRICS: Mapping[str, Callable[[Scene], Iterator[Figure]]] = {
    **PEOPLE,
    **MAKING,
    **RESPONSES,
    **GATHERINGS,
    **TIMES,
    **TIES,
    "stage": stage,
}
"""How the figures of a metric are counted in a scope, by its name."""

WITHOUT_TRUTH: Mapping[str, str] = {
    "elephant_coverage": "Nobody in a simulated community tells whom they work for, so that it would be zero.",
    "elephant_factor": "Nobody in a simulated community tells whom they work for, so that there would be nothing.",
    "mentions": "Nobody outside writes about a simulated community, so that there would be zeros alone.",
    "reactions": "Nobody in a simulated community gives any, so that there would be zeros alone.",
}
"""The metrics whose truth nobody tells here, and why; a test knows that there are no others."""


def figures(truth: Truth, names: Iterable[str] = METRICS) -> dict[str, list[Told]]:
    """What each of these metrics is to say, by its name; in the order of scope, period and series."""
    found: dict[str, list[Told]] = {name: [] for name in names}
    for scene in scenes(truth):
        for name in found:
            found[name] += ((scene.scope, *figure) for figure in METRICS[name](scene))
    return {name: sorted(told, key=lambda one: one[:3]) for name, told in found.items()}
