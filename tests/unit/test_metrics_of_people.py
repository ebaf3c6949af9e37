"""Metrics of who is there and who takes part, against figures worked out by hand."""

import pytest

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
    hub.did("login:edge", "2026-03-17 12:00:00")
    hub.did("login:beyond", "2026-03-17 11:59:59")
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


def test_active_ratio(hub: Counted) -> None:
    for slug in ("active", "comes-along", "quiet", "gone", "silent"):
        hub.joined(slug, "2024-01-01")
    hub.joined("left", "2024-01-01", "alumni")
    hub.joined("newcomer", "2026-05-01")
    hub.did("active", "2026-03-17 12:00:00")
    hub.did("comes-along", "2026-06-01", "attended")
    hub.did("quiet", "2026-03-17 11:59:59")
    hub.did("quiet", "2024-03-01")
    hub.did("gone", "2025-06-15 11:59:59")
    hub.did("left", "2026-06-01")
    hub.did("newcomer", "2026-06-01")
    assert hub.figures("active_ratio") == {
        ("", "active"): (pytest.approx(2 / 5), 5),
        ("", "quiet"): (pytest.approx(1 / 5), 5),
        ("", "gone"): (pytest.approx(1 / 5), 5),
        ("", "never active"): (pytest.approx(1 / 5), 5),
    }


def test_contributor_groups(hub: Counted) -> None:
    hub.did("new", "2026-06-01")
    for day in ("2025-01-01", "2026-05-01"):
        hub.did("back", day)
    for day in ("2026-01-01", "2026-02-01", "2026-06-01"):
        hub.did("reg", day)
        hub.did("ular", day)
    hub.did("once", "2025-09-01")
    assert hub.figures("contributor_groups") == {
        ("", "newcomers"): (1, 1),
        ("", "returning"): (1, 1),
        ("", "regular"): (2, 2),
        ("", "one-off"): (1, 1),
        ("", "occasional"): (0, 0),
    }
