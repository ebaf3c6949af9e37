"""Metrics of when things are done and what they are about, against figures worked out by hand."""

from zoneinfo import ZoneInfo

import pytest

from folkmoot.derive.activity import tell_clocks
from folkmoot.derive.published import Published
from folkmoot.model.harvest import Entry, Source
from support.counted import NOW, Counted


def test_busy_hours_are_those_of_the_communitys_clocks(hub: Counted) -> None:
    hub.connection.execute("DELETE FROM clocks")
    tell_clocks(hub.connection, NOW, ZoneInfo("Europe/Rome"))  # two hours ahead in May
    hub.project("lamp")
    hub.serves("crew", "ada", "2026-05-04")
    for clock in ("03:59:59", "04:00:00", "10:00:00", "15:59:59", "16:00:00"):
        hub.did("ada", f"2026-05-04 {clock}", "asked", project="lamp", language="fr")
    hub.did("ada", "2026-05-04 22:00:00", "hosted")  # midnight there: told as a day
    for kind in ("committed", "published", "credited", "joined"):
        hub.did("ada", "2026-05-04 12:00:00", kind)
    parts = {"night": 0.2, "morning": 0.2, "afternoon": 0.4, "evening": 0.2}
    for scope in ("", "project/lamp", "team/crew", "language/fr"):
        found = hub.figures("busy_hours", scope)
        for period in ("", "2026-05", "all"):
            assert {part: found[period, part] for part in parts} == {
                part: (pytest.approx(share), 5) for part, share in parts.items()
            }
        assert found["2026-04", "night"] == (None, 0)
    assert [one.what for one in hub.behind("busy_hours", "2026-05", "afternoon")] == ["doings: 2"]


def test_busy_days(hub: Counted) -> None:
    for day in ("2026-05-04", "2026-05-11", "2026-05-11", "2026-05-10"):  # three on Mondays, one on a Sunday
        hub.did("ada", f"{day} 10:00:00")
    assert hub.figures("busy_days")["2026-05", "mon"] == (None, 4)
    hub.did("ada", "2026-05-09 10:00:00", "attended")
    hub.did("ada", "2026-03-16 10:00:00")
    found = hub.figures("busy_days")
    assert found["2026-05", "mon"] == found["", "mon"] == (pytest.approx(3 / 5), 5)
    assert found["2026-05", "sun"] == found["2026-05", "sat"] == (pytest.approx(1 / 5), 5)
    assert found["2026-05", "tue"] == (0, 5)
    assert found["all", "mon"] == (pytest.approx(4 / 6), 6)
    assert [str(one.day) for one in hub.behind("busy_days", "2026-05", "mon")] == ["2026-05-11", "2026-05-04"]


def tagged(hub: Counted, actor: str, day: str, tag: str, language: str = "") -> None:
    row = [actor, day, f"https://x.example/{actor}/{day}", language, tag]
    hub.connection.execute("INSERT INTO tagged VALUES (?, ?, ?, ?, ?)", row)


def test_topics_rise_and_fall_by_their_share(hub: Counted) -> None:
    for day in ("2026-05-01", "2026-05-02", "2026-05-31"):
        tagged(hub, "ada", day, "Maps", "fr")
    for day in ("2026-05-04", "2026-05-05"):
        tagged(hub, "bob", day, "bread ")
    tagged(hub, "bob", "2026-04-01", "maps")
    tagged(hub, "bob", "2026-03-31", "maps")  # May has 31 days, and so has what lies before it
    for day in ("2026-04-02", "2026-04-03", "2026-04-30"):
        tagged(hub, "ada", day, "bread")
    tagged(hub, "ada", "2026-05-06", "mine alone")
    tagged(hub, "ada", "2026-05-07", "mine alone")
    found = hub.figures("topics")
    assert found["2026-05", "maps"] == (pytest.approx(100 * (3 / 5 - 2 / 5)), 3)
    assert found["2026-05", "bread"] == (pytest.approx(100 * (2 / 5 - 3 / 5)), 2)
    assert found["2026-04", "bread"] == (None, 3)
    assert {series for _, series in found} == {"maps", "bread"}
    assert {period for period, _ in found} == {"", "2026-05", "2026-04", "2026-03"}
    assert hub.figures("topics", "language/fr") == {("", "maps"): (None, 3), ("2026-05", "maps"): (None, 3)}
    rows = hub.behind("topics", "2026-05", "maps")
    assert [str(one.day) for one in rows] == ["2026-05-31", "2026-05-02", "2026-05-01"]


def test_topics_of_events_projects_and_discussions_are_the_same_topics(hub: Counted) -> None:
    hub.project("lamp", topics=("light",))
    hub.did("cat", "2026-05-03", "committed", project="lamp")
    hub.did("cat", "2026-05-20", "committed", project="lamp")
    hub.takes_place("2026-05-01 19:00:00", hosts=("ada", "bob"), topics=("Light",))
    hub.takes_place("2026-05-02 19:00:00", hosts=("ada",), topics=("light",), held=False)
    hub.opened("2026-05-31", category="Light")
    assert hub.figures("topics")["2026-05", "light"] == (None, 3)  # the project, the evening, the discussion
    assert hub.figures("topics", "project/lamp")["2026-05", "light"] == (None, 1)


def test_twelve_topics_are_told(hub: Counted) -> None:
    for number in range(14):
        for actor in ("ada", "bob"):
            tagged(hub, actor, f"2026-05-{number + 1:02}", f"t{number:02}")
    tagged(hub, "ada", "2026-05-20", "t13")
    found = [series for period, series in hub.figures("topics") if period == "2026-05"]
    assert found == [*(f"t{number:02}" for number in range(11)), "t13"]


def test_tags_are_those_of_members_entries() -> None:
    def one(source: str, *tags: str) -> Entry:
        day = "2026-05-31T22:30:00Z"
        return Entry(source, day, "https://x.example/", "", "", "", "", day, day, tags)

    sources = [
        Source("entries", "blog", "https://x.example/feed", "", "ada", "FR"),
        Source("entries", "paper", "https://y.example/feed"),
    ]
    rows = Published(sources, ("en", "fr"), ZoneInfo("Europe/Rome")).tags(
        [one("blog", "a", "b"), one("paper", "c"), one("gone", "d"), one("blog")]
    )
    assert [(row["actor"], row["day"], row["language"], row["tag"]) for row in rows] == [
        ("ada", "2026-06-01", "fr", "a"),
        ("ada", "2026-06-01", "fr", "b"),
    ]
