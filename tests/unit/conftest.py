"""What several files of unit tests begin with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.counted import Counted, counting
from support.measuring import hubs_measure_their_own_alone

__all__ = ["hub", "hubs_measure_their_own_alone"]


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Counted]:
    """A hub without anything in it, on 15 June 2026 at noon."""
    with counting(tmp_path) as empty:
        yield empty
