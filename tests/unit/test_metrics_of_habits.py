"""Metrics of how often people come and how much they give, against figures worked out by hand."""

from datetime import date
from pathlib import Path

import pytest

from folkmoot.derive.activity import tell_apart
from folkmoot.model.period import Period
from support.counted import MONTHS, Counted, counting

GROUPS = ("newcomers", "returning", "regular", "occasional", "one-off")


def at(hub: Counted, metric: str, period: str, scope: str = "") -> dict[str, float | None]:
    """The values of one period by series, without those that are nought."""
    return {
        series: value for (when, series), (value, _) in hub.figures(metric, scope).items() if when == period if value
    }


def did(hub: Counted, actor: str, *days: str, weight: float = 1, **fields: str) -> None:
    for day in days:
        hub.did(actor, day, weight=weight, **fields)


def test_contributor_groups(hub: Counted) -> None:
    did(hub, "new", "2026-06-01")
    did(hub, "back", "2025-01-01", "2026-05-01")
    did(hub, "reg", "2026-01-01", "2026-02-01", "2026-06-01")
    did(hub, "ular", "2026-01-01", "2026-02-01", "2026-06-01")
    did(hub, "once", "2025-09-01")
    did(hub, "now-and-then", "2025-09-01", "2026-02-01")
    hub.did("guest", "2026-06-01", "attended")
    found = hub.figures("contributor_groups")
    assert {series: found["", series] for series in GROUPS} == {
        "newcomers": (1, 1),
        "returning": (1, 1),
        "regular": (2, 2),
        "one-off": (1, 1),
        "occasional": (1, 1),
    }
    assert [period for period, series in found if series == "regular"] == ["", *MONTHS, "all"]
    assert [one.actor for one in hub.behind("contributor_groups", "", "regular")] == ["reg", "ular"]


def test_groups_are_told_as_they_were_at_the_end_of_the_period(hub: Counted) -> None:
    hub.project("lamp")
    did(hub, "ada", "2025-09-10", "2025-10-10", "2025-12-31", "2026-04-30", project="lamp")
    did(hub, "ada", "2024-01-01")
    assert at(hub, "contributor_groups", "2025-08") == {}, "that is longer ago than a year"
    assert at(hub, "contributor_groups", "2025-11") == {"returning": 1}
    assert at(hub, "contributor_groups", "2025-12") == {"regular": 1}
    assert at(hub, "contributor_groups", "2026-02") == {"regular": 1}
    assert at(hub, "contributor_groups", "2026-03") == {"occasional": 1}
    # To the project she came later: on 9 December it was 90 days ago.
    assert at(hub, "contributor_groups", "2025-11", "project/lamp") == {"newcomers": 1}
    assert at(hub, "contributor_groups", "2025-12", "project/lamp") == {"regular": 1}
    assert at(hub, "contributor_groups", "2025-08", "project/lamp") == {}


@pytest.mark.parametrize(
    ("days", "group"),
    [
        # Five pauses of 10, 20, 30, 40 and 50 days: Q1 20, Q3 40, so that up to 40 + 3 · 20 = 100 days are usual.
        (
            ("2025-09-01", "2025-09-11", "2025-10-01", "2025-10-31", "2025-12-10", "2026-01-29", "2026-05-09"),
            "occasional",
        ),
        (
            ("2025-09-01", "2025-09-11", "2025-10-01", "2025-10-31", "2025-12-10", "2026-01-29", "2026-05-10"),
            "returning",
        ),
        # Four pauses tell nothing: half a year is usual, which are 182 days.
        (("2025-09-01", "2025-09-02", "2025-09-03", "2025-09-04", "2025-09-21", "2026-03-22"), "occasional"),
        (("2025-09-01", "2025-09-02", "2025-09-03", "2025-09-04", "2025-09-20", "2026-03-22"), "returning"),
        # Daily for a week, and again after 30 days or 31: a month is usual for everybody.
        ((*(f"2026-02-{day:02}" for day in range(1, 8)), "2026-03-09", "2026-04-08"), "regular"),
        ((*(f"2026-02-{day:02}" for day in range(1, 8)), "2026-03-09", "2026-04-09"), "returning"),
        # Somebody who came back 91 days ago did not come back lately.
        (("2025-01-01", "2026-03-16"), "occasional"),
        (("2025-01-01", "2026-03-17"), "returning"),
        (("2026-03-17",), "newcomers"),
        (("2026-03-16",), "one-off"),
    ],
)
def test_a_group_goes_by_a_persons_own_rhythm(hub: Counted, days: tuple[str, ...], group: str) -> None:
    did(hub, "ada", *days)
    assert at(hub, "contributor_groups", "") == {group: 1}


def test_the_groups_of_the_pages_are_those_of_the_whole_window(hub: Counted) -> None:
    did(hub, "new", "2026-06-01", "2026-06-02")
    did(hub, "once", "2025-06-16")
    did(hub, "before", "2025-06-15")
    tell_apart(hub.connection)
    assert hub.connection.execute("SELECT * FROM contributor_groups ORDER BY actor").fetchall() == [
        ("new", date(2026, 6, 1), date(2026, 6, 2), "newcomers"),
        ("once", date(2025, 6, 16), date(2025, 6, 16), "one-off"),
    ]


def test_a_week_ends_within_a_month(tmp_path: Path) -> None:
    """What comes later in that month is not known then; newcomers are those of five days here."""
    with counting(tmp_path, Period("2026-W06", date(2026, 2, 2), date(2026, 2, 9))) as hub:
        hub.connection.execute("UPDATE params SET active_days = 5")
        did(hub, "once", "2026-02-01", "2026-02-09")
        did(hub, "twice", "2026-02-01", "2026-02-02")
        did(hub, "new", "2026-02-08")
        did(hub, "later", "2026-02-09")
        did(hub, "back", "2025-06-01", "2026-02-08", "2026-02-09")
        did(hub, "not-yet", "2025-06-01", "2026-02-09")
        assert at(hub, "contributor_groups", "2026-W06") == {
            "newcomers": 1,
            "returning": 1,
            "occasional": 1,
            "one-off": 2,
        }


def test_the_onion(hub: Counted) -> None:
    # Of 100 the first 60 and the next 20 are the core; 7, 6 and 3 reach beyond 95, and 2, 1 and 1 are left.
    hub.project("lamp")
    given = {"a": 60, "b": 20, "c": 7, "d": 6, "e": 3, "f": 2, "g": 1, "h": 1}
    for actor, weight in given.items():
        did(hub, actor, "2026-05-01", weight=weight)
    did(hub, "old", "2025-06-15", weight=1000)
    hub.did("guest", "2026-05-01", "attended", 1000)
    assert at(hub, "onion", "") == at(hub, "onion", "all") == {"core": 2, "regular": 3, "casual": 3}
    assert at(hub, "onion", "2026-05") == {"core": 1, "regular": 1, "casual": 7}, "the year before, with old"
    assert at(hub, "onion", "2025-07") == {"core": 1}
    assert at(hub, "onion", "", "project/lamp") == {}
    assert {(one.actor, one.what) for one in hub.behind("onion", "", "regular")} == {
        ("c", "contributions: 7"),
        ("d", "contributions: 6"),
        ("e", "contributions: 3"),
    }


def test_people_who_gave_as_much_are_in_the_same_layer(hub: Counted) -> None:
    for actor in "abcdefghij":
        did(hub, actor, "2026-05-01")
    assert at(hub, "onion", "") == {"core": 10}


def test_conversion(hub: Counted) -> None:
    # Newcomers are those from 17 March 2025 to 16 March 2026. Of 94 acts the first 75 and the next 10 are the core.
    hub.project("lamp")
    did(hub, "founder", "2020-01-01")
    did(hub, "founder", "2026-05-01", weight=75)
    did(hub, "early", "2025-03-16")
    did(hub, "late", "2026-03-17")
    did(hub, "core", "2025-03-17")
    did(hub, "core", "2026-05-01", weight=10)
    did(hub, "regular", "2026-03-16", weight=6)
    for actor in ("one", "two"):
        did(hub, actor, "2026-01-01")
    assert hub.figures("conversion")["", "core"] == (None, 4)
    did(hub, "gone", "2025-04-01")
    found = hub.figures("conversion")
    assert found["", "core"] == (1 / 5, 5)
    assert found["", "regular"] == (2 / 5, 5)
    assert hub.figures("conversion", "project/lamp")["", "core"] == (None, 0)
    assert [one.actor for one in hub.behind("conversion", "", "regular")] == ["regular", "core"]
    assert [one.actor for one in hub.behind("conversion", "", "core")] == ["core"]


def test_cohorts(hub: Counted) -> None:
    did(hub, "back", "2025-09-01", "2025-11-30")
    did(hub, "too-late", "2025-09-01", "2025-12-01")
    did(hub, "same-day", "2025-09-30", "2025-09-30 18:00:00")
    did(hub, "here", "2025-09-30", "2026-03-17")
    hub.did("not-yet", "2025-09-01", "attended")
    did(hub, "not-yet", "2025-10-01")
    assert hub.figures("cohorts")["2025-09", "came back"] == (None, 4)
    did(hub, "guest", "2025-09-15")
    hub.did("guest", "2026-06-01", "attended")
    found = hub.figures("cohorts")
    assert found["2025-09", "came back"] == (1 / 5, 5)
    assert found["2025-09", "active"] == (2 / 5, 5)
    assert found["", "came back"] == found["all", "came back"] == (1 / 6, 6)
    assert [one.actor for one in hub.behind("cohorts", "2025-09", "active")] == ["here", "guest"]
    assert [one.actor for one in hub.behind("cohorts", "", "came back")] == ["back"]


def test_who_came_back_is_told_when_the_days_are_over_for_all(hub: Counted) -> None:
    hub.project("lamp")
    for actor in "abcde":
        did(hub, actor, "2026-02-28", "2026-03-01", project="lamp")
        did(hub, actor.upper(), "2026-03-01", "2026-03-02")
    found = hub.figures("cohorts")
    assert found["2026-02", "came back"] == (1, 5)
    assert found["2026-03", "came back"] == (None, 5)
    assert found["2026-03", "active"] == (0, 5)
    assert hub.figures("cohorts", "project/lamp")["2026-02", "came back"] == (1, 5)


@pytest.mark.parametrize("metric", ["contributor_groups", "onion", "conversion", "cohorts"])
def test_an_empty_hub_has_no_contributors(hub: Counted, metric: str) -> None:
    assert {value for value, _ in hub.figures(metric).values()} <= {0, None}
