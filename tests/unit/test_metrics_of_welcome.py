"""Metrics of how newcomers are received, against figures worked out by hand."""

from datetime import date
from typing import Any

import pytest

from support.counted import Counted

DOING = {"discussions": "asked", "issues": "reported", "pulls": "proposed"}


def asks(hub: Counted, actor: str, opened: str, answered: str | None = None, **fields: Any) -> None:
    """Somebody opened something, and perhaps another human answered."""
    kind = fields.get("kind", "discussions")
    row = {"asker": actor, "thread": f"{kind}/{actor} {opened}"} | fields
    hub.opened(opened, answered, **row)
    hub.did(actor, opened, DOING[kind], project=fields.get("project", ""), language=fields.get("language", ""))


def five_newcomers(hub: Counted) -> None:
    """Waits of 2, 4, 6 and 60 hours, and somebody who still waits."""
    asks(hub, "login:a", "2026-05-01 00:00:00", "2026-05-01 02:00:00")
    asks(hub, "login:a", "2026-05-01 01:00:00", "2026-05-09 01:00:00")  # their second one
    asks(hub, "login:b", "2026-05-02 10:00:00", "2026-05-02 14:00:00", kind="issues")
    asks(hub, "login:c", "2026-05-03 10:00:00", "2026-05-03 16:00:00", kind="pulls", project="lamp")
    asks(hub, "login:d", "2026-05-04 10:00:00", "2026-05-06 22:00:00")
    asks(hub, "login:e", "2026-05-31 23:59:59", None)


def test_time_to_welcome_is_that_of_newcomers(hub: Counted) -> None:
    hub.project("lamp")
    five_newcomers(hub)
    assert hub.figures("time_to_welcome")["2026-05", "median"] == (None, 4)
    asks(hub, "login:f", "2026-05-05 10:00:00", "2026-05-05 18:00:00")  # 8 hours
    hub.did("login:old", "2024-01-01", "attended")
    asks(hub, "login:old", "2026-05-05 10:00:00", "2026-05-05 10:00:01")
    found = hub.figures("time_to_welcome")
    assert found["2026-05", "median"] == found["", "median"] == found["all", "median"] == (6, 5)
    assert found["2026-04", "median"] == (None, 0)
    shares = hub.figures("welcome_within_48_hours")
    assert shares["2026-05", "within 48 hours"] == (pytest.approx(4 / 6), 6)
    assert shares["2026-04", "within 48 hours"] == (None, 0)
    assert {(one.actor, one.what) for one in hub.behind("time_to_welcome", "2026-05", "median")} == {
        ("login:a", "asked"),
        ("login:b", "reported"),
        ("login:c", "proposed"),
        ("login:d", "asked"),
        ("login:f", "asked"),
    }
    late = hub.behind("welcome_within_48_hours", "2026-05", "within 48 hours")
    assert [(one.actor, one.day) for one in late if one.what == "not in time"] == [
        ("login:e", date(2026, 5, 31)),
        ("login:d", date(2026, 5, 4)),
    ]


def test_newcomers_of_the_last_48_hours_are_not_late_yet(hub: Counted) -> None:
    five_newcomers(hub)
    asks(hub, "login:now", "2026-06-13 12:00:01")
    assert hub.figures("welcome_within_48_hours")["", "within 48 hours"] == (pytest.approx(3 / 5), 5)
    asks(hub, "login:old", "2026-06-13 12:00:00")
    assert hub.figures("welcome_within_48_hours")["", "within 48 hours"] == (pytest.approx(3 / 6), 6)


def test_newcomers_wait_until_somebody_replies_or_it_is_closed(hub: Counted) -> None:
    hub.project("lamp")
    asks(hub, "login:a", "2026-04-30 23:00:00", "2026-05-01 00:00:00", kind="pulls", project="lamp")
    asks(hub, "login:b", "2026-04-10 10:00:00", closed="2026-05-20", kind="issues")
    asks(hub, "login:c", "2026-05-10 10:00:00")
    found = hub.figures("waiting")
    assert [found[period, "newcomers"][0] for period in ("2026-03", "2026-04", "2026-05", "")] == [0, 2, 1, 1]
    assert hub.figures("waiting", "project/lamp")["2026-04", "newcomers"] == (1, 1)
    assert [(one.actor, one.what) for one in hub.behind("waiting", "2026-04", "newcomers")] == [
        ("login:a", "proposed"),
        ("login:b", "reported"),
    ]


@pytest.mark.parametrize(
    ("kind", "day", "number"),
    [
        ("committed", "2026-04-10", 1),  # 30 days before
        ("committed", "2026-04-09", 0),
        ("committed", "2026-05-10", 1),
        ("commented", "2026-05-09", 0),
        ("commented", "2026-05-10", 1),
        ("joined", "2026-01-01", 1),
    ],
)
def test_commits_that_are_being_proposed_make_nobody_a_veteran(hub: Counted, kind: str, day: str, number: int) -> None:
    hub.did("github:1", day, kind, 3)
    asks(hub, "github:1", "2026-05-10 10:00:00", "2026-05-10 11:00:00", kind="pulls")
    assert hub.figures("time_to_welcome")["2026-05", "median"] == (None, number)


def test_a_newcomer_to_a_project_or_a_language_may_be_known_elsewhere(hub: Counted) -> None:
    hub.project("lamp")
    hub.did("ada", "2026-01-01")
    asks(hub, "ada", "2026-05-10 10:00:00", "2026-05-10 11:00:00", project="lamp", language="fr")
    for scope, number in (("project/lamp", 1), ("language/fr", 1), ("language/en", 0), ("", 0)):
        assert hub.figures("time_to_welcome", scope)["2026-05", "median"] == (None, number)
        assert hub.figures("welcome_within_48_hours", scope)["2026-05", "within 48 hours"] == (None, number)


def test_an_empty_hub_welcomes_nobody(hub: Counted) -> None:
    for name in ("time_to_welcome", "welcome_within_48_hours"):
        assert set(hub.figures(name).values()) == {(None, 0)}
