"""Metrics of how questions fare, against figures worked out by hand."""

from datetime import date

import pytest

from support.counted import MONTHS, Counted


def test_time_to_first_response(hub: Counted) -> None:
    hub.opened("2026-05-01 00:00:00", "2026-05-01 01:00:00")  # 1 hour
    hub.opened("2026-05-02 10:00:00", "2026-05-02 13:00:00")  # 3 hours
    hub.opened("2026-05-03 10:00:00", "2026-05-03 10:30:00")  # half an hour
    hub.opened("2026-05-04 10:00:00", "2026-05-04 12:00:00")  # 2 hours
    hub.opened("2026-05-31 23:59:59", "2026-06-04 23:59:59")  # 96 hours
    hub.opened("2026-05-05 10:00:00", None)
    hub.opened("2026-05-05 11:00:00", "2026-05-05 11:00:01", kind="issues")
    for day in range(1, 5):
        hub.opened(f"2026-01-0{day} 10:00:00", f"2026-01-0{day} 20:00:00")  # 10 hours
    found = hub.figures("time_to_first_response")
    assert [period for period, series in found if series == "median"] == ["", *MONTHS, "all"]
    assert found["", "median"] == found["2026-05", "median"] == (2, 5)
    assert found["2026-05", "90th percentile"] == (pytest.approx(3 + 0.6 * 93), 5)  # 0.9 · 4 = 3.6 steps along
    assert found["all", "median"] == (10, 9)
    assert found["2026-01", "median"] == found["2026-01", "90th percentile"] == (None, 4)
    assert found["2026-02", "median"] == (None, 0)


def test_time_to_first_response_of_a_project_and_a_language(hub: Counted) -> None:
    hub.project("lamp")
    hub.serves("docs", "ada", "2026-05-01")
    for hour in range(5):
        hub.opened(f"2026-05-0{hour + 1} 10:00:00", f"2026-05-0{hour + 1} {11 + hour}:00:00", project="lamp")
        hub.opened(f"2026-04-0{hour + 1} 10:00:00", f"2026-04-0{hour + 1} 10:06:00", language="fr")
    assert hub.figures("time_to_first_response", "project/lamp")["2026-05", "median"] == (3, 5)
    assert hub.figures("time_to_first_response", "language/fr")["2026-05", "median"] == (None, 0)
    assert hub.figures("time_to_first_response", "language/fr")["2026-04", "median"] == (pytest.approx(0.1), 5)
    assert hub.figures("time_to_first_response", "team/docs") == {}
    rows = hub.behind("time_to_first_response", "2026-05", "median", "project/lamp")
    assert [one.day for one in rows] == [date(2026, 5, day) for day in (5, 4, 3, 2, 1)]
    assert rows[0][:1] + rows[0][2:4] == ("ada", "asked", "discussions/2026-05-05 10:00:00")


def test_response_within_48_hours(hub: Counted) -> None:
    hub.opened("2026-05-01 10:00:00", "2026-05-03 10:00:00")  # to the second
    hub.opened("2026-05-02 10:00:00", "2026-05-04 10:00:01")
    hub.opened("2026-05-03 10:00:00", None)
    hub.opened("2026-05-04 10:00:00", "2026-05-04 10:00:00")
    hub.opened("2026-05-31 23:59:59", None)
    hub.opened("2026-06-13 12:00:00", "2026-06-13 13:00:00")  # just old enough
    hub.opened("2026-06-13 12:00:01", "2026-06-13 13:00:00")  # not yet
    hub.opened("2026-06-14 12:00:00", None)
    hub.opened("2026-01-05 10:00:00", "2026-01-05 20:00:00")
    found = hub.figures("response_within_48_hours")
    assert found["", "within 48 hours"] == (pytest.approx(3 / 6), 6)
    assert found["2026-05", "within 48 hours"] == (pytest.approx(2 / 5), 5)
    assert found["2026-01", "within 48 hours"] == (None, 1)
    assert found["2026-02", "within 48 hours"] == (None, 0)
    assert [(one.day, one.what) for one in hub.behind("response_within_48_hours", "2026-05", "within 48 hours")] == [
        (date(2026, 5, 31), "not in time"),
        (date(2026, 5, 4), "answered in time"),
        (date(2026, 5, 3), "not in time"),
        (date(2026, 5, 2), "not in time"),
        (date(2026, 5, 1), "answered in time"),
    ]


def test_answer_rate(hub: Counted) -> None:
    hub.project("lamp")
    hub.opened("2026-05-01", "2026-05-02", answered="2026-06-14", project="lamp")
    hub.opened("2026-05-02", "2026-05-03")
    hub.opened("2026-05-03", None, closed="2026-05-04")
    hub.opened("2026-05-04", None)
    hub.opened("2026-05-05", None, answerable=False)
    hub.opened("2026-05-06", None, kind="issues")
    hub.opened("2026-06-08 12:00:00", None, answered="2026-06-09")  # just old enough
    hub.opened("2026-06-08 12:00:01", None, answered="2026-06-09")  # not yet
    found = hub.figures("answer_rate")
    assert found["", "answered"] == found["all", "answered"] == (pytest.approx(2 / 5), 5)
    assert found["2026-05", "answered"] == (None, 4)
    assert hub.figures("answer_rate", "project/lamp")["2026-05", "answered"] == (None, 1)
    assert [(one.day, one.what) for one in hub.behind("answer_rate", "2026-05", "answered", "project/lamp")] == [
        (date(2026, 5, 1), "with an answer")
    ]
    assert {one.what for one in hub.behind("answer_rate", "2026-05", "answered")} == {
        "with an answer",
        "without an answer",
    }


def test_what_waited_at_the_end_of_each_month(hub: Counted) -> None:
    hub.project("lamp")
    hub.opened("2026-03-31 23:59:59", "2026-05-01 00:00:00", answered="2026-05-31 23:59:59", project="lamp")
    hub.opened("2026-04-10", None, closed="2026-05-10")
    hub.opened("2026-04-11", None, answerable=False)
    hub.opened("2026-04-12", None, answered="2026-04-30 23:00:00")  # ada found it out herself
    hub.opened("2026-04-13", None, kind="issues")
    hub.opened("2026-06-15 11:00:00", None)
    found = {key: value for key, (value, n) in hub.figures("waiting").items() if value == n}
    assert [found[period, "unresponded"] for period in ("2026-02", "2026-03", "2026-04", "2026-05")] == [0, 1, 3, 1]
    assert [found[period, "unanswered"] for period in ("2026-02", "2026-03", "2026-04", "2026-05")] == [0, 1, 2, 0]
    assert found["", "unresponded"] == found["all", "unresponded"] == 2
    assert found["", "unanswered"] == found["all", "unanswered"] == 1
    lamp = hub.figures("waiting", "project/lamp")
    assert (lamp["2026-03", "unresponded"], lamp["2026-05", "unresponded"]) == ((1, 1), (0, 0))
    assert [(one.actor, one.day, one.what) for one in hub.behind("waiting", "2026-04", "unanswered")] == [
        ("ada", date(2026, 4, 10), "asked"),
        ("ada", date(2026, 3, 31), "asked"),
    ]


def test_an_empty_hub_has_no_waits_and_nothing_waits(hub: Counted) -> None:
    for name in ("time_to_first_response", "response_within_48_hours", "answer_rate"):
        assert set(hub.figures(name).values()) == {(None, 0)}
    assert set(hub.figures("waiting").values()) == {(0, 0)}
