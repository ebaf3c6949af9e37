"""When people left and came back, as rows to count: of former members by name, of those who are gone by a hash."""

import datetime as dt
from pathlib import Path
from typing import Any

from folkmoot.derive.hub import derive
from folkmoot.load.archive import load_archive
from folkmoot.load.metrics import metric_files
from folkmoot.load.warehouse import open_warehouse
from folkmoot.model.activity import Measured
from folkmoot.model.community import Community
from folkmoot.model.turnover import token
from support.activity_rows import NOW, Derived, derived, member, work
from support.communities import community
from support.hubs import minimal_hub

SALT = "pinch"
GONE = token("dora", SALT)


def departure(slug: str, left: str, returned: str = "", joined: str = "2024-02-29") -> dict[str, Any]:
    who = token(slug, SALT)
    return {
        **{"source": "members", "id": f"{slug}-{left}", "who": who, "joined": joined},
        **{"published": left, "returned": returned},
    }


def told(folder: Path, *departures: dict[str, Any], people: tuple[Any, ...] = (), **given: Any) -> Derived:
    (folder / "identity-salt").write_text(f"{SALT}\n", "ascii")
    return derived(folder, *people, departures=list(departures), **given)


def test_a_former_member_left_by_name_and_whoever_is_gone_by_a_hash(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        departure("ada", "2026-03-02"),
        departure("dora", "2026-04-01"),
        people=(member("ada", status="alumni"),),
    )
    assert found.rows("left", "returned") == [("ada", "left", "03-02 00:00"), (GONE, "left", "04-01 00:00")]
    assert found.rows("joined") == [
        ("ada", "joined", "01-01 00:00"),
        ("bob", "joined", "01-01 00:00"),
        (GONE, "joined", "02-29 00:00"),
    ]


def test_whoever_comes_back_returned_and_joined_once(tmp_path: Path) -> None:
    once, twice = departure("dora", "2025-04-01", "2025-05-01", "2024-06-01"), departure("dora", "2026-04-01")
    found = told(tmp_path, once, twice, departure("bob", "2026-03-02", "2026-05-01"))
    assert [row for row in found.rows("joined", "left", "returned") if row[0] in ("bob", GONE)] == [
        ("bob", "joined", "01-01 00:00"),
        ("bob", "left", "03-02 00:00"),
        ("bob", "returned", "05-01 00:00"),
        (GONE, "joined", "02-29 00:00"),
        (GONE, "left", "04-01 00:00"),
        (GONE, "left", "04-01 00:00"),
        (GONE, "returned", "05-01 00:00"),
    ]


def test_a_former_name_is_the_same_person(tmp_path: Path) -> None:
    found = told(tmp_path, departure("dora", "2026-03-02"), people=(member("eva", formerly=["dora"]),))
    assert found.rows("left") == [("eva", "left", "03-02 00:00")]


def test_of_hidden_members_nothing_is_told(tmp_path: Path) -> None:
    hidden = member("eva", formerly=["dora"], visibility="hidden")
    found = told(
        tmp_path, departure("cat", "2026-03-02", "2026-04-01"), departure("dora", "2026-03-03"), people=(hidden,)
    )
    assert found.rows("left", "returned") == []
    assert {row[0] for row in found.rows("joined")} == {"ada", "bob"}


def test_an_unknown_day_of_joining_is_no_row(tmp_path: Path) -> None:
    found = told(tmp_path, departure("dora", "2026-03-02", joined=""))
    assert {row[0] for row in found.rows("joined")} == {"ada", "bob"}


def test_what_comes_later_is_not_known_yet(tmp_path: Path) -> None:
    found = told(tmp_path, departure("bob", "2026-05-30", "2026-06-02"), departure("dora", "2026-06-02"))
    assert found.rows("left", "returned") == [("bob", "left", "05-30 00:00")]
    assert [one.returned for one in found.hub.harvest.departures] == [""]


def test_without_the_salt_people_are_counted_and_nobody_is_named(tmp_path: Path) -> None:
    found = derived(tmp_path, departures=[departure("bob", "2026-03-02")])
    assert found.rows("left") == [(token("bob", SALT), "left", "03-02 00:00")]


def test_joining_and_leaving_are_no_contributions(tmp_path: Path) -> None:
    write_archive = told(tmp_path, departure("bob", "2026-05-30", "2026-05-31"), work=[work("github:1", "ada")])
    assert write_archive.rows("left")
    harvest, _ = load_archive(tmp_path, tmp_path)
    people: Community = community(member("ada", github_id=1), *map(member, ("bob", "eva", "fay", "gus", "hal")))
    metrics = metric_files(minimal_hub(tmp_path / "hub"))[0]
    with open_warehouse(tmp_path) as warehouse:
        hub, problems = derive(people, harvest, (), warehouse, metrics, NOW)
        actors = warehouse.execute("SELECT DISTINCT actor FROM contributions").fetchall()
        spans = warehouse.execute("SELECT * FROM absences").fetchall()
    assert problems == []
    assert actors == [("ada",)]
    day = dt.datetime(2026, 5, 30)
    assert spans == [("bob", dt.datetime(2024, 2, 29), day, day + dt.timedelta(days=1))]
    assert _now(hub.measured, "joining_and_leaving") == {"joined": 0, "left": 1, "returned": 1}
    settled = {"active": 0.2, "dormant": 0, "gone": 0, "never active": 0.8, "quiet": 0}
    assert _now(hub.measured, "active_ratio") == settled


def test_who_joined_and_left_is_counted_by_month(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    told(
        tmp_path / "archive",
        departure("dora", "2026-03-31", "2026-04-01", joined="2026-03-30"),
        departure("eva", "2026-03-01"),
        departure("cat", "2026-03-02"),
    )
    months = _joining(tmp_path / "archive", "2026-03", "2026-04")
    assert months == [("2026-03", 1, 2, 0), ("2026-04", 0, 0, 1)]
    assert _joining(tmp_path / "nothing", "2026-03") == [("2026-03", 0, None, None)]


def _joining(archive: Path, *months: str) -> list[tuple[str, float | None, float | None, float | None]]:
    """Who joined, left and returned in each month, where Ada is a member, and Cat a hidden one."""
    people = community(member("ada"), member("cat", visibility="hidden"))
    metrics = metric_files(minimal_hub(archive.with_name("hub")))[0]
    harvest, _ = load_archive(archive, archive)
    with open_warehouse(archive) as warehouse:
        hub, _ = derive(people, harvest, (), warehouse, metrics, NOW)
    (found,) = (one for one in hub.measured if one.metric.name == "joining_and_leaving")
    told = {(figure.period, figure.series): figure.value for figure in found.figures}
    return [(one, told[one, "joined"], told[one, "left"], told[one, "returned"]) for one in months]


def _now(measured: tuple[Measured, ...], name: str) -> dict[str, float | None]:
    (found,) = (one for one in measured if one.metric.name == name)
    return {figure.series: figure.value for figure in found.now}
