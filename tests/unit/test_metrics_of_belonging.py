"""Metrics of who belongs, and how they stand, against figures worked out by hand."""

from datetime import date

import pytest

from support.counted import MONTHS, Counted

PARTS = ("active", "dormant", "gone", "never active", "quiet")


def at(hub: Counted, metric: str, period: str, scope: str = "") -> dict[str, float | None]:
    """The values of one period by series."""
    return {series: value for (when, series), (value, _) in hub.figures(metric, scope).items() if when == period}


def did(hub: Counted, actor: str, *days: str) -> None:
    for day in days:
        hub.did(actor, day)


def test_active_ratio(hub: Counted) -> None:
    for slug in ("active", "comes-along", "quiet", "dormant", "gone", "silent"):
        hub.joined(slug, "2024-01-01")
    hub.joined("left", "2024-01-01", "alumni")
    hub.joined("young", "2026-03-17")
    hub.joined("settled", "2026-03-16")
    hub.did("active", "2026-03-17")
    hub.did("comes-along", "2026-06-01", "attended")
    hub.did("quiet", "2026-03-16 23:59:59")
    hub.did("quiet", "2024-03-01")
    hub.did("dormant", "2025-06-15")
    hub.did("gone", "2025-06-14 23:59:59")
    hub.did("left", "2026-06-01")
    hub.did("young", "2026-06-01")
    assert at(hub, "active_ratio", "") == {
        "active": pytest.approx(2 / 7),
        "quiet": pytest.approx(1 / 7),
        "dormant": pytest.approx(1 / 7),
        "gone": pytest.approx(1 / 7),
        "never active": pytest.approx(2 / 7),
    }
    assert hub.figures("active_ratio")["", "active"][1] == 7
    assert [one.actor for one in hub.behind("active_ratio", "", "never active")] == ["settled", "silent"]
    told = hub.behind("active_ratio", "", "active")
    assert [(one.actor, str(one.day), one.what) for one in told] == [
        ("comes-along", "2026-06-01", "attended"),
        ("active", "2026-03-17", "commented"),
    ]
    assert at(hub, "active_ratio", "all") == at(hub, "active_ratio", "")


def test_the_shares_of_fewer_than_five_are_not_told(hub: Counted) -> None:
    for slug in ("ada", "bob", "cat", "dan"):
        hub.joined(slug, "2024-01-01")
    assert hub.figures("active_ratio")["", "never active"] == (None, 4)
    hub.joined("eve", "2024-01-01")
    assert hub.figures("active_ratio")["", "never active"] == (1, 5)


def test_members_are_told_as_they_stood_at_the_end_of_the_period(hub: Counted) -> None:
    hub.joined("ada", "2025-06-30")
    hub.joined("bob", "2026-04-30")
    hub.did("ada", "2026-01-31")
    found = hub.figures("members")
    assert [period for period, series in found if series == "everybody"] == ["", *MONTHS, "all"]
    assert found["2025-06", "everybody"] == found["2025-06", "never active"] == (1, 1)
    assert found["2026-01", "active"] == found["2026-03", "active"] == (1, 1)
    # 90 days after 31 January it is 1 May: until then she is active.
    assert at(hub, "members", "2026-04") == {"everybody": 2, "never active": 1, "active": 1} | dict.fromkeys(
        ("quiet", "dormant", "gone"), 0
    )
    assert found["2026-05", "quiet"] == (1, 1)
    assert found["2026-05", "active"] == (0, 0)
    (ada,) = hub.behind("members", "2026-05", "quiet")
    assert (ada.actor, ada.day) == ("ada", date(2026, 5, 2))


@pytest.mark.parametrize(
    ("days", "month", "part"),
    [
        (("2026-01-31", "2026-05-31"), "2026-05", "active"),
        (("2026-01-30", "2026-05-01"), "2026-04", "active"),  # 30 April is the 90th day
        (("2026-01-29", "2026-05-01"), "2026-04", "quiet"),  # for a single day
        (("2025-12-31", "2026-02-01", "2026-05-01"), "2026-03", "active"),
    ],
)
def test_whoever_comes_back_is_active_from_that_day_on(
    hub: Counted, days: tuple[str, ...], month: str, part: str
) -> None:
    hub.joined("ada", "2024-01-01")
    did(hub, "ada", *days)
    told = at(hub, "members", month)
    assert {series for series in PARTS if told[series]} == {part}
    assert told[part] == 1


def test_who_left_belongs_no_more_and_whoever_has_no_file_is_in_no_group(hub: Counted) -> None:
    hub.joined("ada", "2024-01-01")
    hub.left("ada", "2026-03-31", "2026-05-31")
    hub.did("hash:0", "2024-01-01", "joined", source="members")
    hub.left("hash:0", "2026-05-01", joined="2024-01-01")
    everybody = [
        hub.figures("members")[month, "everybody"][0] for month in ("2026-02", "2026-03", "2026-04", "2026-05")
    ]
    assert everybody == [2, 1, 1, 1]
    assert at(hub, "members", "2026-04") == {"everybody": 1} | dict.fromkeys(PARTS, 0)
    assert at(hub, "members", "2026-05")["never active"] == 1


@pytest.mark.parametrize(
    ("days", "part"),
    [
        # Five pauses of 10, 20, 30, 40 and 50 days: Q1 20, Q3 40, so that up to 40 + 3 · 20 = 100 days are usual.
        (("2025-10-09", "2025-10-19", "2025-11-08", "2025-12-08", "2026-01-17", "2026-03-08"), "quiet"),
        (("2025-10-07", "2025-10-17", "2025-11-06", "2025-12-06", "2026-01-15", "2026-03-06"), "dormant"),
        # Four pauses tell nothing: half a year is usual, which are 182 days.
        (("2025-10-10", "2025-10-20", "2025-10-30", "2025-11-09", "2025-12-15"), "quiet"),
        (("2025-10-10", "2025-10-20", "2025-10-30", "2025-11-09", "2025-12-14"), "dormant"),
        # Somebody who comes once a year is gone all the same after a year.
        (("2019-06-01", "2020-06-01", "2021-06-01", "2022-06-01", "2023-06-01", "2024-06-01", "2025-06-14"), "gone"),
        (("2019-06-01", "2020-06-01", "2021-06-01", "2022-06-01", "2023-06-01", "2024-06-01", "2025-06-15"), "quiet"),
    ],
)
def test_a_pause_is_unusual_by_a_persons_own_rhythm(hub: Counted, days: tuple[str, ...], part: str) -> None:
    hub.joined("ada", "2019-01-01")
    did(hub, "ada", *days)
    told = at(hub, "members", "")
    assert {series for series in PARTS if told[series]} == {part}


def test_what_counts_in_a_project_a_team_or_a_language_was_done_there(hub: Counted) -> None:
    hub.project("lamp")
    hub.serves("docs", "ada", "2025-01-01", "2025-12-31")
    hub.serves("docs", "ada", "2026-01-01")
    hub.joined("ada", "2024-01-01", language="fr")
    hub.joined("bob", "2024-01-01", language="en")
    hub.did("ada", "2026-06-01", language="en", project="lamp")
    hub.did("github:9", "2026-01-01", project="lamp")
    assert at(hub, "members", "", "project/lamp")["everybody"] == 2
    assert at(hub, "members", "", "project/lamp")["active"] == 1
    assert at(hub, "members", "2025-12", "project/lamp")["everybody"] == 0
    assert at(hub, "members", "", "language/fr")["never active"] == 1
    assert at(hub, "members", "2026-05", "team/docs")["never active"] == 1
    assert at(hub, "members", "", "team/docs")["active"] == 1
    # A second term that follows the first is no new beginning.
    assert at(hub, "joining_and_leaving", "all", "team/docs") == {"joined": 1, "left": 0, "returned": 0}
    assert hub.figures("active_ratio", "team/docs")["2026-02", "active"][1] == 1


def test_joining_and_leaving_are_told_for_every_scope(hub: Counted) -> None:
    hub.project("lamp")
    hub.joined("ada", "2026-05-01", language="fr")
    hub.joined("bob", "2026-05-31", language="en")
    hub.joined("old", "2026-05-02", "alumni", language="en")
    hub.did("ada", "2026-04-30", project="lamp")
    hub.serves("docs", "ada", "2026-03-01", "2026-03-31")
    hub.serves("docs", "ada", "2026-05-01")
    assert at(hub, "joining_and_leaving", "2026-05") == {"joined": 3, "left": None, "returned": None}
    assert at(hub, "joining_and_leaving", "2026-05", "language/fr") == {"joined": 1, "left": None, "returned": None}
    assert at(hub, "joining_and_leaving", "2026-05", "team/docs") == {"joined": 0, "left": 0, "returned": 1}
    assert at(hub, "joining_and_leaving", "2026-04", "team/docs") == {"joined": 0, "left": 1, "returned": 0}
    assert at(hub, "joining_and_leaving", "2026-04", "project/lamp") == {"joined": 1}
    assert [one.actor for one in hub.behind("joining_and_leaving", "2026-05", "joined")] == ["bob", "old", "ada"]
    hub.left("bob", "2026-06-15")
    assert at(hub, "joining_and_leaving", "") == {"joined": 3, "left": 1, "returned": 0}
    assert at(hub, "joining_and_leaving", "", "language/en") == {"joined": 2, "left": 1, "returned": 0}


def test_an_empty_hub_has_nobody(hub: Counted) -> None:
    assert set(at(hub, "members", "").values()) == {0}
    assert set(hub.figures("active_ratio").values()) == {(None, 0)}
