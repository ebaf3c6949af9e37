"""Metrics of who does something with whom, who carries the community, and its stage, worked out by hand."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from folkmoot.model.period import holding
from support.counted import Counted, counting


def answered(hub: Counted, who: str, whom: str, day: str, thread: str = "discussions/1", **fields: Any) -> None:
    hub.did(who, f"{day} 10:00:00", thread=thread, target=whom, **fields)


def pairs(hub: Counted, scope: str = "") -> list[tuple[str, str, str, int, bool]]:
    """Who with whom, when, how much that weighs, and whether it may be told."""
    hub.measured("ties_each")
    rows = hub.connection.execute("SELECT a, b, day, points, told FROM ties WHERE scope = ? ORDER BY ALL", [scope])
    return [(a, b, str(day), points, told) for a, b, day, points, told in rows.fetchall()]


def test_an_answer_ties_two_people_and_so_does_what_they_do_together(hub: Counted) -> None:
    answered(hub, "zoe", "ada", "2026-05-01")
    hub.did("ada", "2026-05-02", "published", thread="posts/lamp", together=["bob"])
    hub.did("bob", "2026-05-02", "published", thread="posts/lamp", together=["ada"])
    answered(hub, "ada", "ada", "2026-05-03")
    hub.did("ada", "2026-05-04")
    assert pairs(hub) == [("ada", "bob", "2026-05-02", 10, True), ("ada", "zoe", "2026-05-01", 10, True)]


def test_of_two_people_in_one_thread_three_acts_a_month_count(hub: Counted) -> None:
    for day in ("2026-05-01", "2026-05-01", "2026-05-02", "2026-05-03", "2026-06-01"):
        answered(hub, "ada", "bob", day)
    answered(hub, "bob", "ada", "2026-05-03", thread="discussions/2")
    assert [row[2:4] for row in pairs(hub)] == [
        ("2026-05-01", 20), ("2026-05-02", 10), ("2026-05-03", 10), ("2026-06-01", 10)
    ]  # fmt: skip


def test_who_met_at_an_event_is_told_only_where_both_agreed(hub: Counted) -> None:
    hub.joined("bob", "2024-01-01", ties=True)
    hub.joined("cat", "2024-01-01", ties=True)
    hub.joined("dan", "2024-01-01")
    hub.takes_place("2026-05-01 19:00:00", hosts=["ada"], attendees=["bob", "cat", "dan"])
    assert {(a, b): (points, told) for a, b, _, points, told in pairs(hub)} == {
        ("ada", "bob"): (1, True),
        ("ada", "cat"): (1, True),
        ("ada", "dan"): (1, False),
        ("bob", "cat"): (1, True),
        ("bob", "dan"): (1, False),
        ("cat", "dan"): (1, False),
    }


@pytest.mark.parametrize(("guests", "expected"), [(150, 150 * 149 // 2), (151, 0)])
def test_an_event_of_very_many_ties_nobody(hub: Counted, guests: int, expected: int) -> None:
    hub.takes_place("2026-05-01 19:00:00", attendees=[f"p{number:03}" for number in range(guests)])
    assert len(pairs(hub)) == expected


def test_ties_belong_to_projects_languages_and_teams(hub: Counted) -> None:
    hub.project("lamp")
    hub.serves("hosts", "ada", "2026-01-01", "2026-05-31")
    hub.serves("hosts", "bob", "2026-05-01")
    answered(hub, "ada", "bob", "2026-05-01", project="lamp", language="fr")
    answered(hub, "ada", "bob", "2026-04-30")
    answered(hub, "ada", "bob", "2026-06-01")
    answered(hub, "ada", "cat", "2026-05-02")
    for scope in ("project/lamp", "language/fr", "team/hosts"):
        assert [row[:3] for row in pairs(hub, scope)] == [("ada", "bob", "2026-05-01")], scope
    assert len(pairs(hub)) == 4


def test_ties(hub: Counted) -> None:
    answered(hub, "ada", "bob", "2026-05-10")  # in two months of the last six, and more of late
    answered(hub, "ada", "bob", "2026-05-11")
    answered(hub, "bob", "ada", "2026-02-10")
    answered(hub, "ada", "cat", "2026-05-31")  # new in May
    answered(hub, "ada", "dan", "2025-11-30")  # long ago, and again
    answered(hub, "ada", "dan", "2026-05-01")
    answered(hub, "ada", "eve", "2026-01-05")  # in two months, but less of late
    answered(hub, "ada", "eve", "2026-01-06", thread="discussions/2")
    answered(hub, "ada", "eve", "2026-04-05")
    found = hub.figures("ties")
    assert found["2026-05", "pairs"] == (3, 3)
    assert found["2026-05", "new"] == (1, 1)
    assert found["all", "pairs"] == found["all", "new"] == (4, 4)
    assert found["", "pairs"] == (4, 4)
    assert found["2026-05", "lasting"] == (2, 2)  # December to May: bob and eve
    assert found["2026-05", "growing"] == (1, 1)
    assert found["2026-04", "lasting"] == (1, 1)  # eve: bob's second month is not there yet, nor dan's
    assert found["2026-03", "pairs"] == (0, 0)
    assert {(one.actor, one.what) for one in hub.behind("ties", "2026-05", "lasting")} == {
        ("ada", "with bob"), ("ada", "with eve")
    }  # fmt: skip
    assert [(one.actor, one.what) for one in hub.behind("ties", "2026-05", "growing")] == [("ada", "with bob")]
    assert [(one.actor, one.what) for one in hub.behind("ties", "2026-05", "new")] == [("ada", "with cat")]


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("2026-03-02", "2026-03-03", 1),  # the last of the 90 days before, and the first of the last 90
        ("2026-03-02", "2026-03-02", 0),
        ("2026-03-03", "2026-03-03", 0),  # nothing before
        ("2025-12-03", "2026-05-31", 1),  # the first of all these days, and the last
        ("2025-12-02", "2026-05-31", 0),
        ("2025-12-03", "2026-06-01", 0),
    ],
)
def test_ties_grow_from_90_days_to_the_next_90(hub: Counted, earlier: str, later: str, expected: int) -> None:
    answered(hub, "ada", "bob", earlier)
    for thread in ("discussions/2", "discussions/3"):
        answered(hub, "bob", "ada", later, thread=thread)
    assert hub.figures("ties")["2026-05", "growing"] == (expected, expected)
    assert len(hub.behind("ties", "2026-05", "growing")) == expected


@pytest.mark.parametrize("ending", [dt.date(2026, 5, 17), dt.date(2023, 5, 14), dt.date(2023, 5, 31)])
def test_ties_last_over_six_months_up_to_the_last_day_of_a_period_whenever_it_was(
    tmp_path: Path, ending: dt.date
) -> None:
    asked = holding("month" if ending.day == 31 else "week", ending)
    december = dt.date(ending.year - 1, 12, 1)
    with counting(tmp_path, asked) as hub:
        for other, first, second in (
            ("bob", december, ending),
            ("cat", december - dt.timedelta(days=1), ending),
            ("dan", december, ending + dt.timedelta(days=1)),
            ("eve", ending.replace(day=1), ending),
        ):
            answered(hub, "ada", other, str(first))
            answered(hub, "ada", other, str(second))
        assert hub.figures("ties")[asked.name, "lasting"] == (1, 1)
        assert [one.what for one in hub.behind("ties", asked.name, "lasting")] == ["with bob"]


def test_what_is_not_to_be_told_stands_behind_no_figure(hub: Counted) -> None:
    hub.takes_place("2026-05-01 19:00:00", attendees=["bob", "cat"])
    assert hub.figures("ties")["2026-05", "pairs"] == (1, 1)
    assert [hub.behind("ties", "2026-05", series) for series in ("pairs", "new")] == [(), ()]


def test_density(hub: Counted) -> None:
    hub.joined("ada", "2024-01-01", founder=True)
    for other in ("bob", "cat"):
        answered(hub, "ada", other, "2026-05-01")
        answered(hub, other, "ada", "2026-05-02")
    answered(hub, "cat", "bob", "2026-03-17")  # the first day of the window
    answered(hub, "ada", "far-away", "2026-05-01")  # did nothing
    for loner in ("dan", "eve"):
        hub.did(loner, "2026-06-01")
    hub.did("fay", "2026-03-16")
    found = hub.figures("density")
    assert found["", "density"] == (pytest.approx(3 / 10), 5)
    assert found["", "alone"] == (pytest.approx(2 / 5), 5)
    assert found["", "without founders"] == (None, 4)
    hub.did("gil", "2026-06-01")
    assert hub.figures("density")["", "without founders"] == (pytest.approx(1 / 10), 5)
    assert hub.figures("ties_each")["", "ties"] == (pytest.approx(2 * 3 / 6), 6)
    assert {one.actor for one in hub.behind("density", "", "alone")} == {"dan", "eve", "gil"}
    assert {(one.actor, one.what) for one in hub.behind("density", "", "without founders")} == {("bob", "with cat")}
    assert len(hub.behind("density", "", "density")) == 3


def test_ambassadors(hub: Counted) -> None:
    hub.joined("ada", "2020-01-01")
    hub.joined("new", "2026-05-01", invited_by="ada")
    hub.did("new", "2026-05-02", "asked")
    hub.takes_place("2026-05-05 19:00:00", hosts=["ada"], speakers=["bob"])
    hub.did("ada", "2025-06-16", "wrote")  # a year ago, and a day less
    hub.did("bob", "2025-06-15", "wrote")
    answered(hub, "bob", "new", "2026-07-01".replace("07", "06"))
    hub.did("cat", "2026-05-01")
    found = hub.figures("ambassadors")
    assert found["", "ambassadors"] == (1, 1)
    assert found["", "helpers"] == (1, 1)
    assert [(one.actor, one.what) for one in hub.behind("ambassadors", "", "ambassadors")] == [
        ("ada", "hosts, invites, writes")
    ]
    assert [(one.actor, one.what) for one in hub.behind("ambassadors", "", "helpers")] == [("bob", "speaks, welcomes")]
    assert found["2025-07", "ambassadors"] == (0, 0)


def inhabited(hub: Counted, founders: int, others: int, *days: str) -> None:
    """A founder and others contribute on these days, so many times."""
    for day in days:
        for number in range(founders):
            hub.did("ada", day, thread=f"{number}")
        for number in range(others):
            hub.did(f"p{number % 10}", day, thread=f"{number}")


MONTHLY = ("2026-01-10", "2026-02-10", "2026-03-20", "2026-04-20", "2026-05-20", "2026-06-10")


@pytest.mark.parametrize(
    ("founders", "others", "expected"),
    [
        (11, 10, "inception"),
        (10, 10, "establishment"),
        (2, 10, "establishment"),
        (2, 18, "maturity"),
        (2, 17, "establishment"),
    ],
)
def test_the_stage_is_told_by_what_founders_do(hub: Counted, founders: int, others: int, expected: str) -> None:
    hub.joined("ada", "2024-01-01", founder=True)
    inhabited(hub, founders, others, *MONTHLY)
    found = hub.figures("stage")
    told = {series: value for (period, series), (value, _) in found.items() if not period}
    stages = ("inception", "establishment", "maturity")
    assert {one: told[one] for one in stages} == {one: float(one == expected) for one in stages}
    assert told["by others"] == pytest.approx(others / (founders + others))
    assert told["brought by others"] is None


def test_a_stage_counts_when_it_held_a_month_before_too(hub: Counted) -> None:
    hub.joined("ada", "2024-01-01", founder=True)
    inhabited(hub, 30, 10, "2025-12-01", "2026-01-15", "2026-02-01")
    inhabited(hub, 0, 10, "2026-05-31")
    found = hub.figures("stage")
    assert found["2026-04", "inception"][0] == 1
    assert [found["2026-05", one][0] for one in ("inception", "establishment", "maturity")] == [None] * 3
    assert found["2026-05", "by others"] == (1, 10)


def test_founders_who_bring_everybody_are_still_needed(hub: Counted) -> None:
    hub.joined("ada", "2024-01-01", founder=True)
    inhabited(hub, 0, 20, *MONTHLY)
    for number in range(4):
        hub.joined(f"n{number}", "2026-01-05", invited_by="ada")
    assert hub.figures("stage")["", "maturity"][0] == 1
    hub.joined("n4", "2026-01-06", invited_by="ada")
    found = hub.figures("stage")
    assert found["", "brought by others"] == (0, 5)
    assert found["", "inception"][0] == 1


def test_who_brought_new_members_tells_nothing_of_a_community_in_which_nobody_contributes(hub: Counted) -> None:
    hub.joined("ada", "2024-01-01", founder=True)
    for number in range(5):
        hub.joined(f"n{number}", "2026-01-05", invited_by="ada")
    hub.did("n1", "2026-06-01", "attended")
    evidence = ("by others", "brought by others")
    assert [hub.figures("stage")["", one] for one in evidence] == [(None, 0), (None, 0)]
    hub.did("n1", "2026-06-01")
    assert [hub.figures("stage")["", one] for one in evidence] == [(None, 1), (0, 5)]


def test_whoever_comes_back_is_no_new_member_for_the_stage(hub: Counted) -> None:
    hub.joined("ada", "2024-01-01", founder=True)
    inhabited(hub, 0, 20, *MONTHLY)
    for number in range(4):
        hub.joined(f"n{number}", "2026-01-05", invited_by="ada")
    hub.joined("back", "2024-01-05", invited_by="ada")
    hub.left("back", "2025-12-01", "2026-02-01")
    assert hub.figures("stage")["", "brought by others"] == (None, 4)


def test_a_small_or_young_community_has_no_stage(hub: Counted) -> None:
    hub.joined("ada", "2024-01-01", founder=True)
    for number in range(9):
        hub.did(f"p{number}", "2026-06-01")
        hub.did(f"p{number}", "2026-01-01")
    assert {value for (period, series), (value, _) in hub.figures("stage").items() if series == "maturity"} == {None}
