"""By which metrics hubs are measured in tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from folkmoot.load.metrics import metric_files
from folkmoot.model.activity import Metric
from folkmoot.model.problem import Problem


@pytest.fixture(autouse=True, scope="module")
def hubs_measure_their_own_alone(request: pytest.FixtureRequest) -> Iterator[None]:
    """Hubs are measured by the metrics in their own folders alone, except in modules marked with `figures`.

    To measure by all of Folkmoot's takes half of the time in which a small hub is derived, and most pages tell nothing
    of it. The golden hub, the browser's and whatever runs as a command of its own are measured as they always are.
    """
    if request.node.get_closest_marker("figures"):
        yield
        return

    def own(root: Path) -> tuple[list[Metric], list[Problem]]:
        found, problems = metric_files(root)
        return [one for one in found if (root / "metrics" / f"{one.name}.sql").is_file()], problems

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("folkmoot.load.hub.metric_files", own)
        yield
