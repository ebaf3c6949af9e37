"""All of a hub that people wrote: its records and pages, and its metrics, with everything that is wrong in them."""

from pathlib import Path
from typing import NamedTuple

from folkmoot.load.community import load_community
from folkmoot.load.metrics import metric_files
from folkmoot.model.activity import Metric
from folkmoot.model.community import Community
from folkmoot.model.problem import Problem


class Written(NamedTuple):
    """A hub as it is written, and what could not be read of it."""

    community: Community
    metrics: list[Metric]
    problems: list[Problem]


def load_hub(root: Path) -> Written:
    """Reads the hub in `root`, with Folkmoot's metrics and its own; raises `WrongUse` where there is no hub."""
    community, problems = load_community(root)
    metrics, faults = metric_files(root)
    return Written(community, metrics, [*problems, *faults])
