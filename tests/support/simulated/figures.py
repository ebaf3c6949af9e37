"""What the metrics are to give of a story, worked out from its truth by their definitions alone."""

from collections.abc import Callable, Iterator, Mapping

from support.simulated.figures_of_making import MAKING
from support.simulated.figures_of_people import PEOPLE, Figure
from support.simulated.figures_of_responses import RESPONSES
from support.simulated.figures_of_stage import stage
from support.simulated.figures_of_ties import TIES
from support.simulated.scopes import Scene, scenes
from support.simulated.truth import Truth

Told = tuple[str, str, str, float | None, int]
"""Scope, period, series, value, and the number of people or items that it stands on."""

METRICS: Mapping[str, Callable[[Scene], Iterator[Figure]]] = {**PEOPLE, **MAKING, **RESPONSES, **TIES, "stage": stage}
"""How the figures of a metric are counted in a scope, by its name."""

WITHOUT_TRUTH = frozenset(
    {
        "answer_rate",
        "attendance",
        "busy_days",
        "busy_hours",
        "joint_projects",
        "meetup_rhythm",
        "meetups",
        "mentions",
        "newcomers_at_events",
        "others_take_over",
        "reactions",
        "recaps",
        "time_to_welcome",
        "topics",
        "waiting",
        "welcome_within_48_hours",
    }
)
"""The metrics whose truth nobody has told here so far; a test knows that there are no others."""


def figures(truth: Truth) -> dict[str, list[Told]]:
    """What each metric that is known here is to say, by its name; in the order of scope, period and series."""
    found: dict[str, list[Told]] = {name: [] for name in METRICS}
    for scene in scenes(truth):
        for name, counted in METRICS.items():
            found[name] += ((scene.scope, *figure) for figure in counted(scene))
    return {name: sorted(told, key=lambda one: one[:3]) for name, told in found.items()}
