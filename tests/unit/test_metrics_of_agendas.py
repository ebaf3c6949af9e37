"""Metrics of what things are about, against figures worked out by hand."""

import math
from pathlib import Path
from typing import Any

import pytest

from folkmoot.model.period import holding
from support.counted import NOW, Counted, counting

AGENDAS = ("applied", "external", "internal")


def busy(hub: Counted, day: str, agenda: str, number: int, **fields: Any) -> None:
    for one in range(number):
        hub.did("ada", day, thread=f"posts/{agenda}-{one}", agenda=(agenda,), **fields)


def balanced(hub: Counted) -> None:
    """Ten items in May: applied 6 5/6, external 1 1/3, internal 1 5/6."""
    busy(hub, "2026-05-01", "applied", 6)
    for actor in ("ada", "bob", "cat"):  # three people, one item
        hub.did(actor, "2026-05-31", thread="events/x", agenda=("external",))
    hub.did("ada", "2026-05-01", thread="events/y", agenda=("applied", "internal"))
    hub.did("ada", "2026-05-01", thread="events/z", agenda=("applied", "external", "internal"))
    hub.did("ada", "2026-05-01", thread="posts/internal", agenda=("internal",))
    hub.did("ada", "2026-05-01", "wrote")
    hub.did("ada", "2026-05-01", thread="posts/none")


def test_agenda_balance(hub: Counted) -> None:
    balanced(hub)
    hub.did("bob", "2026-03-17", thread="posts/internal", agenda=("internal",))
    hub.did("ada", "2026-03-16", thread="posts/before", agenda=("internal",))
    found = hub.figures("agenda_balance")
    shares = {
        "applied": pytest.approx((6 + 1 / 2 + 1 / 3) / 10),
        "external": pytest.approx((1 + 1 / 3) / 10),
        "internal": pytest.approx((1 + 1 / 2 + 1 / 3) / 10),
    }
    for period in ("", "2026-05"):
        assert {agenda: found[period, agenda] for agenda in AGENDAS} == {a: (shares[a], 10) for a in AGENDAS}
    assert found["2026-03", "internal"] == (None, 2)
    assert found["all", "internal"] == (pytest.approx((2 + 1 / 2 + 1 / 3) / 11), 11)
    assert found["2026-04", "applied"] == (None, 0)


def test_with_nine_items_no_shares_are_shown(hub: Counted) -> None:
    busy(hub, "2026-05-01", "applied", 9)
    for metric in ("agenda_balance", "agenda_evenness", "agenda_missing"):
        assert {value for value, _ in hub.figures(metric).values()} == {None}, metric
        assert {n for (period, _), (_, n) in hub.figures(metric).items() if period == ""} == {9}
    busy(hub, "2026-05-01", "internal", 1)
    assert hub.figures("agenda_balance")["", "applied"] == (pytest.approx(0.9), 10)


def test_the_balance_of_a_project_a_language_and_a_team_is_its_own(hub: Counted) -> None:
    hub.project("lamp")
    hub.serves("crew", "ada", "2026-05-10")
    busy(hub, "2026-05-09", "external", 10, project="lamp")
    busy(hub, "2026-05-10", "internal", 10, language="fr")
    assert hub.figures("agenda_balance", "project/lamp")["2026-05", "external"] == (1, 10)
    assert hub.figures("agenda_balance", "language/fr")["2026-05", "internal"] == (1, 10)
    assert hub.figures("agenda_balance", "team/crew")["all", "internal"] == (1, 10)
    assert hub.figures("agenda_balance")["all", "internal"] == (0.5, 20)
    assert hub.figures("agenda_balance", "language/en")["all", "internal"] == (None, 0)


def test_items_stand_behind_a_balance_once_each(hub: Counted) -> None:
    balanced(hub)
    rows = hub.behind("agenda_balance", "2026-05", "external")
    assert [(one.day and str(one.day), one.thread) for one in rows] == [
        ("2026-05-31", "events/x"),
        ("2026-05-01", "events/z"),
    ]
    assert len(hub.behind("agenda_evenness", "2026-05", "evenness")) == 10


def test_agenda_evenness(hub: Counted) -> None:
    busy(hub, "2026-04-01", "internal", 12)
    for agenda in AGENDAS:
        busy(hub, "2026-03-20", agenda, 4)
    balanced(hub)
    found = hub.figures("agenda_evenness")
    assert found["2026-03", "evenness"] == (pytest.approx(1), 12)
    assert found["2026-04", "evenness"] == (0, 12)
    shares = ((6 + 5 / 6) / 10, (1 + 1 / 3) / 10, (1 + 5 / 6) / 10)
    assert found["2026-05", "evenness"] == (pytest.approx(-sum(p * math.log(p) for p in shares) / math.log(3)), 10)


def test_an_agenda_is_missing_from_the_day_after_the_last_active_one_on(hub: Counted) -> None:
    busy(hub, "2026-05-20", "applied", 10)
    hub.did("ada", "2026-03-17", thread="posts/edge", agenda=("external",))  # 90 days before
    hub.did("ada", "2026-03-16", thread="posts/beyond", agenda=("internal",))
    found = hub.figures("agenda_missing")
    assert {agenda: found["", agenda] for agenda in AGENDAS} == {
        "applied": (0, 11),
        "external": (0, 11),
        "internal": (91, 11),
    }
    assert found["all", "internal"] == (91, 11)
    assert found["2026-05", "internal"] == (0, 12)  # from 31 May on, 76 days
    assert found["2026-04", "applied"] == (None, 2)
    assert [one.thread for one in hub.behind("agenda_missing", "", "internal")] == ["posts/beyond"]


def test_an_agenda_that_never_was_is_missing_since_the_first_thing_that_happened(hub: Counted) -> None:
    busy(hub, "2026-05-20", "applied", 10)
    hub.did("ada", "2026-06-14", thread="events/off", agenda=("external",))
    found = hub.figures("agenda_missing")
    assert found["", "internal"] == (26, 11)
    assert found["2026-05", "external"] == (11, 10)
    assert found["", "external"] == (0, 11)


def test_weeks_that_a_report_asks_for_have_their_balance(tmp_path: Path) -> None:
    with counting(tmp_path, holding("week", NOW.date())) as hub:
        busy(hub, "2026-06-14", "applied", 10)  # a Sunday
        busy(hub, "2026-06-15", "external", 10)
        assert hub.figures("agenda_balance")["2026-W25", "external"] == (1, 10)
