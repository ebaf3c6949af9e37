"""Shares stand on five people or things at least: four tell nothing yet, and a stage needs ten people."""

from collections.abc import Callable

import pytest

from support.counted import Counted

pytestmark = pytest.mark.figures


def events(hub: Counted, each: int) -> None:
    hub.takes_place(f"2026-05-1{each} 19:00:00", hosts=["ada"], recap=True)


def terms(hub: Counted, each: int) -> None:
    hub.serves("crew", f"m{each}", "2026-05-02")


def newcomers(hub: Counted, each: int) -> None:
    hub.did(f"m{each}", "2025-09-02")


def workers(hub: Counted, each: int) -> None:
    hub.joined(f"m{each}", "2020-01-01", organisation="The mill")
    hub.did(f"m{each}", "2025-06-01")  # the first day of the year that ends with May 2026


@pytest.mark.parametrize(
    ("metric", "period", "series", "told", "share"),
    [
        ("recaps", "2026-05", "with a recap", events, 1),
        ("others_take_over", "2026-05", "events", events, 1),
        ("others_take_over", "2026-05", "teams", terms, 1),
        ("cohorts", "2025-09", "active", newcomers, 0),
        ("cohorts", "2025-09", "came back", newcomers, 0),
        ("elephant_coverage", "2026-05", "known", workers, 1),
    ],
)
def test_five_are_told_and_four_are_not(
    hub: Counted, metric: str, period: str, series: str, told: Callable[[Counted, int], None], share: float
) -> None:
    for each in range(4):
        told(hub, each)
    assert hub.figures(metric)[period, series] == (None, 4)
    told(hub, 4)
    assert hub.figures(metric)[period, series] == (share, 5)


def test_nine_people_are_in_no_stage_yet(hub: Counted) -> None:
    for month in range(1, 7):
        for number in range(9):
            hub.did(f"p{number}", f"2026-0{month}-10")
    assert hub.figures("stage")["", "maturity"][0] is None
    for month in range(1, 7):
        hub.did("p9", f"2026-0{month}-10")
    assert hub.figures("stage")["", "maturity"][0] == 1
