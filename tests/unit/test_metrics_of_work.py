"""Metrics of what is made and by whom, against figures worked out by hand."""

from support.counted import Counted


def test_contributor_absence_factor(hub: Counted) -> None:
    # Commits 50, 30, 20: one person made half of them. With the talks it is 50, 50, 20: two people for 60 of 120.
    hub.did("ada", "2026-05-01", "committed", 50)
    hub.did("bob", "2026-05-01", "committed", 20)
    hub.did("bob", "2026-04-01", "committed", 10)
    hub.did("cat", "2026-05-01", "committed", 20)
    for _ in range(20):
        hub.did("bob", "2026-05-01", "spoke")
    hub.did("dan", "2025-06-15", "committed", 1000)
    hub.did("dan", "2026-05-01", "attended", 1000)
    for actor in ("ada", "bob", "cat"):
        hub.did(actor, "2026-05-01", "wrote")
    found = hub.figures("contributor_absence_factor")
    assert {key: figure for key, figure in found.items() if key[0] == ""} == {
        ("", "everything"): (2, 3),
        ("", "commits"): (1, 3),
        ("", "events"): (1, 1),
        ("", "writing"): (2, 3),
        ("", "discussions"): (None, 0),
    }
    assert found["2026-04", "commits"] == (1, 2)  # dan's thousand of a year before, bob's ten
    assert found["2025-06", "commits"] == (1, 1)
    assert found["all", "commits"] == found["", "commits"]


def test_people_who_gave_as_much_are_as_many_as_are_needed(hub: Counted) -> None:
    # 10 of 40 by one, then five with six each: two of these make it 22, one alone 16.
    hub.did("big", "2026-05-01", "committed", 10, project="lamp")
    hub.project("lamp")
    hub.serves("crew", "one-0", "2026-05-01")
    for number in range(5):
        hub.did(f"one-{number}", "2026-05-01", "committed", 6)
    assert hub.figures("contributor_absence_factor")["", "commits"] == (3, 6)
    assert hub.figures("contributor_absence_factor", "project/lamp")["2026-05", "everything"] == (1, 1)
    assert hub.figures("contributor_absence_factor", "team/crew")["2026-05", "everything"] == (1, 1)
    assert hub.figures("contributor_absence_factor", "language/fr")["2026-05", "everything"] == (None, 0)
    rows = hub.behind("contributor_absence_factor", "2026-05", "everything", "project/lamp")
    assert [(one.actor, one.what) for one in rows] == [("big", "contributions: 10")]


def test_what_is_said_at_github_is_no_commit_and_credit_by_hand_is_neither(
    hub: Counted,
) -> None:
    for kind in ("asked", "commented", "answered", "reported", "proposed", "reviewed"):
        hub.did("ada", "2026-05-01", kind)
    hub.did("bob", "2026-05-01", "released", 2)
    hub.did("cat", "2026-05-01", "committed")
    hub.did("dan", "2026-05-01", "credited", 9)
    found = hub.figures("contributor_absence_factor")
    assert {key: figure for key, figure in found.items() if key[0] == ""} == {
        ("", "everything"): (1, 4),
        ("", "commits"): (1, 2),
        ("", "discussions"): (1, 1),
        ("", "events"): (None, 0),
        ("", "writing"): (None, 0),
    }
