"""Metrics of how questions fare, against figures worked out by hand."""

import pytest

from support.counted import Counted


def test_time_to_first_response(hub: Counted) -> None:
    hub.opened("2026-05-01 10:00:00", "2026-05-01 11:00:00")  # 1 hour
    hub.opened("2026-05-02 10:00:00", "2026-05-02 13:00:00")  # 3 hours
    hub.opened("2026-05-03 10:00:00", "2026-05-03 10:30:00")  # half an hour
    hub.opened("2026-05-04 10:00:00", "2026-05-08 10:00:00")  # 96 hours
    hub.opened("2026-05-05 10:00:00", None)
    hub.opened("2026-01-05 10:00:00", "2026-01-05 20:00:00")  # 10 hours
    found = hub.figures("time_to_first_response")
    assert found["", "median"] == found["2026-05", "median"] == (2, 4)  # between 1 and 3
    assert found["2026-05", "90th percentile"] == (pytest.approx(3 + 0.7 * 93), 4)  # 0.9 · 3 = 2.7 steps along
    assert found["2026-01", "median"] == (10, 1)
    assert found["2026-02", "median"] == (None, 0)


def test_response_within_48_hours(hub: Counted) -> None:
    hub.opened("2026-05-01 10:00:00", "2026-05-03 10:00:00")  # to the second
    hub.opened("2026-05-02 10:00:00", "2026-05-04 10:00:01")
    hub.opened("2026-05-03 10:00:00", None)
    hub.opened("2026-06-13 12:00:00", "2026-06-13 13:00:00")  # just old enough
    hub.opened("2026-06-13 12:00:01", "2026-06-13 13:00:00")  # not yet
    hub.opened("2026-06-14 12:00:00", None)
    hub.opened("2026-01-05 10:00:00", "2026-01-05 20:00:00")
    found = hub.figures("response_within_48_hours")
    assert found["", "within 48 hours"] == (pytest.approx(2 / 4), 4)
    assert found["2026-05", "within 48 hours"] == (pytest.approx(1 / 3), 3)
    assert found["2026-01", "within 48 hours"] == (1, 1)
    assert found["2026-02", "within 48 hours"] == (None, 0)
