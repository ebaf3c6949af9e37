"""Metrics of who is there and who takes part, against figures worked out by hand."""

from datetime import date

from support.counted import MONTHS, Counted


def test_contributors(hub: Counted) -> None:
    hub.joined("ada", "2020-01-01")
    hub.joined("idle", "2026-05-01")
    hub.joined("guest", "2026-05-01")
    hub.did("ada", "2026-05-01 00:00:00")
    hub.did("ada", "2026-05-31 23:59:59", "hosted")
    hub.did("github:9", "2026-05-10", "committed", 40)
    hub.did("guest", "2026-05-11", "attended")
    hub.did("ada", "2025-06-01 00:00:00")
    hub.did("login:old", "2025-05-31 23:59:59")
    hub.did("login:edge", "2026-03-17")
    hub.did("login:beyond", "2026-03-16 23:59:59")
    hub.did("login:now", "2026-06-15 12:00:00")
    found = hub.figures("contributors")
    assert [period for period, series in found if series == "everybody"] == ["", *MONTHS, "all"]
    assert found["", "everybody"] == (4, 4)  # ada, github:9, edge and now
    assert found["", "members"] == (1, 1)
    assert found["2026-05", "everybody"] == (2, 2)
    assert found["2026-05", "members"] == (1, 1)
    assert found["2026-03", "everybody"] == (2, 2)
    assert found["2025-06", "everybody"] == (1, 1)
    assert found["2025-07", "everybody"] == (0, 0)
    assert found["all", "everybody"] == (6, 6)


def test_contributors_of_projects_teams_and_languages(hub: Counted) -> None:
    hub.project("lamp")
    hub.serves("docs", "ada", "2026-05-10", "2026-05-20")
    hub.joined("ada", "2020-01-01", language="fr")
    hub.did("ada", "2026-05-09", project="lamp")
    hub.did("ada", "2026-05-20 23:00:00", language="fr")
    hub.did("ada", "2026-05-21", language="en")
    hub.did("github:9", "2026-05-31", project="lamp")
    hub.did("github:9", "2026-06-01", "attended", project="lamp", language="en")
    assert hub.figures("contributors", "project/lamp")["2026-05", "everybody"] == (2, 2)
    assert hub.figures("contributors", "project/lamp")["2026-05", "members"] == (1, 1)
    assert hub.figures("contributors", "project/lamp")["2026-04", "everybody"] == (0, 0)
    assert hub.figures("contributors", "team/docs")["2026-05", "everybody"] == (1, 1)
    assert hub.figures("contributors", "language/fr")["", "everybody"] == (1, 1)
    assert hub.figures("contributors", "language/en")["all", "everybody"] == (1, 1)
    assert [(one.actor, one.day, one.what) for one in hub.behind("contributors", "2026-05", "everybody")] == [
        ("github:9", date(2026, 5, 31), "commented"),
        ("ada", date(2026, 5, 21), "commented"),
    ]
    assert [one.actor for one in hub.behind("contributors", "2026-05", "members", "project/lamp")] == ["ada"]


def test_new_contributors(hub: Counted) -> None:
    hub.joined("ada", "2020-01-01")
    hub.joined("bob", "2026-05-02")
    hub.did("ada", "2024-02-01")
    hub.did("ada", "2026-05-01")
    hub.did("bob", "2026-04-30", "attended")
    hub.did("bob", "2026-05-20")
    hub.did("bob", "2026-06-01")
    hub.did("github:9", "2026-02-10")
    hub.did("github:9", "2026-05-10")
    found = hub.figures("new_contributors")
    assert found["", "everybody"] == found["", "members"] == (1, 1)
    assert found["2026-05", "everybody"] == (1, 1)
    assert found["2026-04", "everybody"] == (0, 0)
    assert found["2026-02", "everybody"] == (1, 1)
    assert found["2026-02", "members"] == (0, 0)
    assert (
        sum(value or 0 for (period, series), (value, _) in found.items() if period in MONTHS and series == "everybody")
        == 2
    )
    hub.project("lamp")
    hub.did("ada", "2026-04-30", project="lamp")
    hub.did("ada", "2026-05-30", project="lamp")
    assert hub.figures("new_contributors", "project/lamp")["2026-04", "members"] == (1, 1)
    assert hub.figures("new_contributors", "project/lamp")["2026-05", "everybody"] == (0, 0)
    assert hub.figures("new_contributors", "project/lamp")["all", "everybody"] == (1, 1)
    (first,) = hub.behind("new_contributors", "2026-04", "members", "project/lamp")
    assert (first.actor, first.day) == ("ada", date(2026, 4, 30))
