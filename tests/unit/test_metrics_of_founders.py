"""Metrics of how much depends on the founders, and of who takes over, against figures worked out by hand."""

import re
from pathlib import Path

import pytest

from support.counted import Counted


@pytest.fixture
def founded(hub: Counted) -> Counted:
    """With a founder, fay, and ada, who is none."""
    hub.joined("fay", "2020-01-01", founder=True)
    hub.joined("ada", "2020-01-01")
    return hub


def test_founder_share(founded: Counted) -> None:
    founded.project("lamp")
    founded.serves("crew", "fay", "2026-05-02")
    founded.did("fay", "2026-05-01", "committed", 6, project="lamp")
    founded.did("ada", "2026-05-31", "committed", 3, project="lamp")
    founded.did("github:9", "2026-05-31", "released", project="lamp")
    founded.did("fay", "2026-05-02", "wrote")
    for _ in range(4):
        founded.did("ada", "2026-05-02", "commented", language="fr")
    founded.did("fay", "2026-05-02", "hosted", language="fr")
    founded.did("ada", "2026-05-03", "credited", 4)
    founded.did("ada", "2026-05-03", "attended", 100)
    founded.did("fay", "2026-03-16", "spoke")
    found = founded.figures("founder_share")
    assert found["2026-05", "commits"] == (pytest.approx(6 / 10), 10)
    assert found["2026-05", "everything"] == found["", "everything"] == (pytest.approx(8 / 20), 20)
    assert found["2026-05", "posts"] == (None, 1)
    assert found["2026-05", "comments"] == (None, 4)
    assert found["2026-05", "answers"] == (None, 0)
    assert found["", "events"] == (None, 1)
    assert found["all", "events"] == (None, 2)
    assert found["all", "everything"] == (pytest.approx(9 / 21), 21)
    assert found["2026-04", "everything"] == (None, 0)
    assert founded.figures("founder_share", "project/lamp")["", "everything"] == (0.6, 10)
    assert founded.figures("founder_share", "language/fr")["2026-05", "everything"] == (0.2, 5)
    assert founded.figures("founder_share", "team/crew")["2026-05", "everything"] == (None, 2)
    rows = founded.behind("founder_share", "2026-05", "everything")
    assert [(one.actor, one.what, str(one.day)) for one in rows] == [
        ("fay", "hosted", "2026-05-02"),
        ("fay", "wrote", "2026-05-02"),
        ("fay", "committed", "2026-05-01"),
    ]
    assert [one.what for one in founded.behind("founder_share", "2026-05", "commits")] == ["committed"]


def test_founders_share_of_first_answers(founded: Counted) -> None:
    for number in range(5):
        created, answered = f"2026-04-2{number} 10:00:00", f"2026-05-0{number + 1} 10:00:00"
        thread = f"discussions/forum/{number}"
        founded.opened(created, answered, thread=thread, language="fr")
        founded.did("fay" if number < 2 else "bob", answered, thread=thread)
        founded.did("abe", "2026-05-20", thread=thread)  # the second one to answer
    founded.opened("2026-04-20", "2026-05-01", thread="discussions/forum/deleted")
    found = founded.figures("founder_share")
    assert found["2026-05", "answers"] == (0.4, 5)
    assert found["2026-04", "answers"] == (None, 0)
    assert found["2026-05", "comments"] == found["2026-05", "everything"] == (0.2, 10)
    assert founded.figures("founder_share", "language/fr")["all", "answers"] == (0.4, 5)
    rows = founded.behind("founder_share", "2026-05", "answers")
    assert [one.thread for one in rows] == ["discussions/forum/1", "discussions/forum/0"]


def test_events_discussions_and_terms_in_others_hands(founded: Counted) -> None:
    for number in range(5):
        hosts = ["fay", "ada"] if number < 2 else ["ada", "bob"]
        founded.takes_place(f"2026-05-1{number} 19:00:00", hosts=hosts, language="fr")
        founded.did("fay" if number == 0 else "github:9", f"2026-05-1{number}", "asked")
        founded.serves("crew", "fay" if number == 0 else "ada", f"2026-05-1{number}")
    found = founded.figures("others_take_over")
    assert found["2026-05", "events"] == found["", "events"] == (pytest.approx(3 / 5), 5)
    assert found["2026-05", "discussions"] == found["2026-05", "teams"] == (pytest.approx(4 / 5), 5)
    assert found["2026-04", "events"] == found["all", "projects"] == (None, 0)
    assert founded.figures("others_take_over", "team/crew")["2026-05", "teams"] == (0.8, 5)
    assert founded.figures("others_take_over", "language/fr")["2026-05", "events"] == (0.6, 5)
    assert founded.figures("others_take_over", "language/fr")["2026-05", "teams"] == (None, 0)
    rows = founded.behind("others_take_over", "2026-05", "teams", "team/crew")
    assert [(one.actor, one.what, one.thread) for one in rows][-1] == ("fay", "member", "teams/crew")
    assert len(founded.behind("others_take_over", "2026-05", "events")) == 10  # two hosts each


def test_projects_in_others_hands(founded: Counted) -> None:
    for number in range(5):
        founded.project(f"p{number}", started=f"2026-05-0{number + 1}", leads=("ada",), language="fr")
    founded.project("undated", leads=("fay", "ada"))
    founded.project("nobodys", started="2026-05-01")
    found = founded.figures("others_take_over")
    assert found["2026-05", "projects"] == (1, 5)
    assert found["all", "projects"] == (pytest.approx(5 / 6), 6)
    assert founded.figures("others_take_over", "language/fr")["all", "projects"] == (1, 5)
    rows = founded.behind("others_take_over", "all", "projects")
    assert [(one.actor, one.thread) for one in rows][-2:] == [("ada", "projects/undated"), ("fay", "projects/undated")]


def active(hub: Counted, actor: str, month: str, days: int, **fields: str) -> None:
    for day in range(1, days + 1):
        hub.did(actor, f"{month}-{day:02}", weight=1, **fields)
        hub.did(actor, f"{month}-{day:02}", weight=7, **fields)  # on the same day


def test_rising(founded: Counted) -> None:
    founded.project("lamp")
    active(founded, "new", "2026-05", 6, project="lamp")
    active(founded, "fay", "2026-05", 20)
    active(founded, "steady", "2026-05", 6)
    for month in ("2025-06", "2025-09", "2025-12", "2026-02"):
        active(founded, "steady", month, 6)
    active(founded, "grown", "2026-05", 6)
    founded.did("grown", "2020-01-01")
    active(founded, "grown", "2025-09", 8)  # 90 / 365 of these are 1.97: three times that is less than six
    active(founded, "nearly", "2026-05", 6)
    founded.did("nearly", "2020-01-01")
    active(founded, "nearly", "2025-09", 9)  # 2.2: three times that is more than six
    for number in range(20):
        founded.did(f"casual-{number}", "2026-05-02")
    found = founded.figures("rising")
    assert found["", "people"] == found["all", "people"] == found["2026-05", "people"] == (2, 2)
    assert found["2026-04", "people"] == (0, 0)
    assert founded.figures("rising", "project/lamp")["", "people"] == (1, 1)
    assert [(one.actor, one.what) for one in founded.behind("rising", "", "people")] == [
        ("grown", "days: 6, usually: 2.0"),
        ("new", "days: 6, usually: 0.0"),
    ]


def test_who_is_less_active_than_the_most_active_fifth_is_not_rising(hub: Counted) -> None:
    for number in range(4):
        active(hub, f"busy-{number}", "2026-05", 9)
    active(hub, "new", "2026-05", 8)
    active(hub, "four", "2026-02", 4)
    assert [one.actor for one in hub.behind("rising", "", "people")] == ["busy-0", "busy-1", "busy-2", "busy-3"]
    assert hub.figures("rising")["2026-02", "people"] == (0, 0)


def test_every_kind_of_doing_is_a_kind_of_contribution_or_known_to_be_none(hub: Counted, repository: Path) -> None:
    documented = re.search(
        r"kind: (joined, [^.]+)\.", (repository / "generator/folkmoot/derive/facts.sql").read_text("utf-8")
    )
    assert documented
    every = set(re.findall(r"\w+", documented[1].replace("--", "")))
    rows = hub.connection.execute("SELECT kind FROM contribution_kinds").fetchall()
    assert len(rows) == len(set(rows))
    assert every - {kind for (kind,) in rows} == {"joined", "left", "returned", "attended"}
