"""Metrics of events and joint projects, against figures worked out by hand."""

from datetime import date
from pathlib import Path

import pytest

from folkmoot.model.period import Period
from support.counted import MONTHS, Counted, counting


def monthly(hub: Counted, *days: str, **fields: object) -> None:
    """An evening on each of these days."""
    for number, day in enumerate(days):
        hub.takes_place(f"{day} 19:00:00", f"evening-{day}-{number}", **fields)


def test_events_held(hub: Counted) -> None:
    hub.project("lamp")
    hub.joined("ada", "2020-01-01")
    hub.serves("docs", "ada", "2026-05-01", "2026-05-31")
    hub.takes_place("2026-05-01 00:00:00", "first", project="lamp")
    hub.takes_place("2026-05-31 23:59:59", "last", hosts=["ada"], language="fr")
    hub.takes_place("2026-04-30 23:59:59", "early", hosts=["ada"])
    hub.takes_place("2026-06-01 00:00:00", "late", hosts=["ada"])
    hub.takes_place("2026-05-10 19:00:00", "off", status="cancelled", held=False)
    hub.takes_place("2026-06-20 19:00:00", "coming")
    found = hub.figures("meetups")
    assert [period for period, _ in found] == ["", *MONTHS, "all"]
    assert found["", "held"] == found["all", "held"] == (4, 4)
    assert (found["2026-04", "held"], found["2026-05", "held"]) == ((1, 1), (2, 2))
    for scope in ("project/lamp", "team/docs", "language/fr"):
        assert hub.figures("meetups", scope)["all", "held"] == (1, 1)
    assert hub.figures("meetups", "language/en")["all", "held"] == (0, 0)
    (one,) = hub.behind("meetups", "2026-05", "held", "team/docs")
    assert (one.day, one.thread) == (date(2026, 5, 31), "events/last#2026-05-31")


def test_the_rhythm_of_events(hub: Counted) -> None:
    monthly(
        hub,
        "2025-04-01",
        "2025-05-31",
        "2025-06-30",
        "2025-12-01",
        "2026-01-01",
        "2026-02-01",
        "2026-03-01",
        "2026-03-01",
    )
    found = hub.figures("meetup_rhythm")
    # 60, 30, 154, 31, 31 and 28 days, the first of them up to 31 May of last year; of the two on one day nobody
    # says that they are none apart.
    assert found["2026-05", "between"] == (31, 5)
    assert found["2026-01", "between"] == (None, 4)
    assert found["all", "between"] == found["2026-04", "between"] == (31, 6)
    assert found["", "between"] == (31, 5)  # since 16 June of last year
    assert found["", "since"] == (106, 1)
    assert found["", "until"] == (None, 0)
    assert [period for period, series in found if series != "between"] == ["", ""]
    hub.takes_place("2026-06-17 19:00:00", "next")
    hub.takes_place("2026-06-15 12:00:00", "sooner", held=False)
    hub.takes_place("2026-06-16 19:00:00", "perhaps", status="tentative")
    assert hub.figures("meetup_rhythm")["", "until"] == (2, 1)
    assert [one.thread for one in hub.behind("meetup_rhythm", "", "until")] == ["events/next#2026-06-17"]
    assert {one.day for one in hub.behind("meetup_rhythm", "", "since")} == {date(2026, 3, 1)}
    assert len(hub.behind("meetup_rhythm", "2026-05", "between")) == 6


def test_what_is_next_is_told_for_each_scope(hub: Counted) -> None:
    hub.project("lamp")
    hub.joined("ada", "2020-01-01")
    hub.serves("docs", "ada", "2026-05-01")
    monthly(hub, "2026-06-20", project="lamp")
    monthly(hub, "2026-07-15", hosts=["ada"])
    monthly(hub, "2026-06-05", language="fr")
    assert hub.figures("meetup_rhythm", "project/lamp")["", "until"] == (5, 1)
    assert hub.figures("meetup_rhythm", "team/docs")["", "until"] == (30, 1)
    assert hub.figures("meetup_rhythm", "language/fr")["", "since"] == (10, 1)
    assert hub.figures("meetup_rhythm", "language/fr")["", "until"] == (None, 0)


def test_attendance(hub: Counted) -> None:
    for day, number in (("2025-05-31", 99), ("2025-06-01", 8), ("2026-03-17", 10), ("2026-05-01", 20)):
        monthly(hub, day, attendance=number, language="fr")
    monthly(hub, "2026-05-31", attendance=12)
    monthly(hub, "2026-05-20")
    assert hub.figures("attendance")["2026-05", "together"] == (32, 2)
    assert hub.figures("attendance")["2026-05", "median"] == (None, 4)
    monthly(hub, "2026-05-31", attendance=30)
    found = hub.figures("attendance")
    assert found["2026-05", "together"] == (62, 3)
    assert found["2026-05", "median"] == (12, 5)  # 8, 10, 12, 20, 30
    assert found["", "together"] == (72, 4)
    assert found["all", "together"] == (179, 6)
    assert found["all", "median"] == (16, 6)  # 99 too
    assert found["2026-04", "together"] == (None, 0)
    assert hub.figures("attendance", "language/fr")["2026-05", "together"] == (20, 1)
    assert sorted(one.what for one in hub.behind("attendance", "2026-05", "together")) == ["12", "20", "30"]
    assert sorted(one.what for one in hub.behind("attendance", "2026-05", "median")) == ["10", "12", "20", "30", "8"]


def test_newcomers_at_events(hub: Counted) -> None:
    hub.project("lamp")
    for slug in ("ada", "bob", "cem", "dan"):
        hub.joined(slug, "2026-01-01")
    hub.did("dan", "2026-05-30", project="lamp")
    hub.did("ada", "2026-05-31 08:00:00")
    hub.takes_place("2026-05-31 19:00:00", hosts=["dan"], speakers=["bob"], attendees=["ada", "cem"])
    hub.takes_place("2026-06-02 19:00:00", "later", attendees=["bob", "dan"], project="lamp")
    found = hub.figures("newcomers_at_events")
    assert found["2026-05", "newcomers"] == found["", "newcomers"] == found["all", "newcomers"] == (3, 3)
    assert found["2026-04", "newcomers"] == (0, 0)
    assert hub.figures("newcomers_at_events", "project/lamp")["", "newcomers"] == (1, 1)
    assert [(one.actor, one.what) for one in hub.behind("newcomers_at_events", "2026-05", "newcomers")] == [
        ("ada", "attended"),
        ("bob", "spoke"),
        ("cem", "attended"),
    ]


def test_events_with_a_recap(hub: Counted) -> None:
    monthly(hub, "2025-05-16", recap=True)  # a year and 15 days before the end of May
    monthly(hub, "2025-05-17", "2025-08-01", "2026-05-16", recap=True)
    monthly(hub, "2026-01-01", "2026-02-01", language="fr")
    monthly(hub, "2026-05-17", "2026-06-14")
    monthly(hub, "2026-02-02", status="cancelled", held=False)
    found = hub.figures("recaps")
    assert found["2026-05", "with a recap"] == (pytest.approx(3 / 5), 5)
    assert found["2026-04", "with a recap"] == (pytest.approx(3 / 5), 5)  # the one of 16 May of last year too
    assert found["all", "with a recap"] == (pytest.approx(4 / 7), 7)
    assert found["2025-09", "with a recap"] == (None, 3)
    assert hub.figures("recaps", "language/fr")["all", "with a recap"] == (None, 2)
    told = [(one.day, one.what) for one in hub.behind("recaps", "2026-05", "with a recap")]
    assert (len(told), told[0]) == (5, (date(2026, 5, 16), "with a recap"))
    assert told[1] == (date(2026, 2, 1), "without a recap")


def test_joint_projects(hub: Counted) -> None:
    hub.project("old", quarter="2025-Q2")
    hub.project("lamp", quarter="2025-Q3", started="2024-01-01", language="fr-CA")
    hub.project("sail", started="2025-09-30 23:59:59")
    hub.project("mast", started="2026-01-01", status="abandoned")
    hub.project("soon", quarter="2026-Q3")
    hub.project("june", started="2026-06-10")
    hub.project("dream", quarter="2026-Q1", status="idea")
    hub.project("when")
    found = {key: value for key, (value, n) in hub.figures("joint_projects").items() if value == n}
    # 2025-Q3 has two, Q4 none, 2026-Q1 one, Q2 one.
    assert (found["", "projects"], found["", "quarters"]) == (4, 3)
    assert (found["2026-05", "projects"], found["2026-05", "quarters"]) == (3, 2)
    assert (found["2026-03", "projects"], found["2026-03", "quarters"]) == (4, 3)  # with that of 2025-Q2
    assert (found["all", "projects"], found["all", "quarters"]) == (5, 4)
    assert hub.figures("joint_projects", "language/fr")["", "projects"] == (1, 1)
    assert hub.figures("joint_projects", "project/lamp") == {}
    assert [(one.thread, one.day, one.what) for one in hub.behind("joint_projects", "", "quarters")] == [
        ("projects/june", date(2026, 6, 10), "2026-Q2"),
        ("projects/mast", date(2026, 1, 1), "2026-Q1"),
        ("projects/sail", date(2025, 9, 30), "2025-Q3"),
        ("projects/lamp", date(2025, 7, 1), "2025-Q3"),
    ]


def test_a_quarter_that_a_report_asks_for(tmp_path: Path) -> None:
    spring = Period("2026-Q1", date(2026, 1, 1), date(2026, 4, 1))
    with counting(tmp_path, spring) as hub:
        monthly(hub, "2025-12-31", "2026-01-01", "2026-03-31", "2026-04-01", attendance=7)
        hub.project("mast", quarter="2026-Q1")
        assert hub.figures("meetups")["2026-Q1", "held"] == (2, 2)
        assert hub.figures("attendance")["2026-Q1", "together"] == (14, 2)
        assert hub.figures("joint_projects")["2026-Q1", "projects"] == (1, 1)


def test_an_empty_hub_holds_no_events(hub: Counted) -> None:
    for name in ("meetups", "newcomers_at_events", "joint_projects"):
        assert set(hub.figures(name).values()) == {(0, 0)}
    for name in ("meetup_rhythm", "attendance", "recaps"):
        assert set(hub.figures(name).values()) == {(None, 0)}
