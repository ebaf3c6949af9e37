"""A large hub's check is answered from memory while nothing has changed, and not a moment longer."""

import datetime as dt
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from folkmoot.contribute import remembered
from folkmoot.contribute.answer import Answer, answer
from folkmoot.errors import WrongUse
from folkmoot.model.problem import Problem
from support.hubs import minimal_hub, write

WORTH = remembered.WORTH
LONG = "-- so that what differs is not at the beginning, where the kind of a picture is told by its first bytes"
DRAWING = f"<svg xmlns='http://www.w3.org/2000/svg'><!-- {LONG.replace('--', '')} --><circle/></svg>"
NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A hub with a warning and an error in three places, which counts as large."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(remembered, "WORTH", 1)
    return minimal_hub(
        tmp_path / "hub",
        **{
            "members/bo-ek.yml": "name: Bo Ek\njoined: 2025-01-18\nskills: [sewing]\ninvited_by: zoe\n",
            "content/slides/old.pdf": "x",
            "content/lamp.svg": DRAWING,
            "content/LOUD.SVG": f"{DRAWING}\n",
            "metrics/own.sql": f"{LONG}; select 2",
            "events/lamps.md": "---\ntitle: Lamps\nkind: meeting\nstart: 2026-01-01\nhosts: [zoe]\n---\n",
        },
    )


@pytest.fixture
def reviews(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The hubs that were reviewed, each time."""
    from folkmoot.contribute import review

    done: list[Path] = []
    whole = review.review

    def counted(root: Path, now: dt.datetime) -> review.Reviewed:
        done.append(root)
        return whole(root, now)

    monkeypatch.setattr(review, "review", counted)
    return done


def shown(problem: Problem) -> tuple[object, ...]:
    return problem.place, problem.sentence, problem.hint, problem.severity, problem.written, problem.elsewhere


def test_the_same_hub_is_answered_the_same_without_being_reviewed(hub: Path, reviews: list[Path]) -> None:
    first = answer(hub, NOW)
    (missing,) = (one for one in first.problems if one.code == "reference-missing")
    assert len(missing.also) == 1
    again = answer(hub, NOW + dt.timedelta(hours=3))
    assert len(reviews) == 1
    assert list(map(shown, again.problems)) == list(map(shown, first.problems))
    assert (again.held, again.mendable) == (first.held, first.mendable)


def _renamed(hub: Path) -> None:
    (hub / "members/bo-ek.yml").rename(hub / "members/bo.yml")


def _linked(hub: Path) -> None:
    (hub / "members/bo-ek.yml").unlink()
    (hub / "members/bo-ek.yml").symlink_to("ada-rossi.yml")


def _linked_to_the_same(hub: Path) -> None:
    write(hub.parent, "bo-ek.yml", (hub / "members/bo-ek.yml").read_text())
    (hub / "members/bo-ek.yml").unlink()
    (hub / "members/bo-ek.yml").symlink_to(hub.parent / "bo-ek.yml")


def _linked_away(hub: Path) -> None:
    """What lies behind a link in the place of the hub's own folder is part of the hub."""
    write(hub.parent, "behind/index.md", "# Welcome\n")
    write(hub.parent, "behind/community.yml", (hub / "content/community.yml").read_text())
    (hub / "content").rename(hub / "content-before")
    (hub / "content").symlink_to("../behind")


def _same_size_and_time(hub: Path) -> None:
    file = hub / "members/bo-ek.yml"
    times = file.stat().st_atime_ns, file.stat().st_mtime_ns
    file.write_text(file.read_text().replace("zoe", "zoa"))
    os.utime(file, ns=times)


@pytest.mark.parametrize(
    "change",
    [
        lambda hub: write(hub, "members/cy.yml", "name: Cy\njoined: 2025-01-18\n"),
        lambda hub: write(hub, "content/photos/new.webp", "x"),
        lambda hub: write(hub, "content/slides/old.pdf", "y"),
        lambda hub: write(hub, "content/slides/old.pdf", "x" * 2_000_000),
        lambda hub: write(hub, "metrics/own.sql", f"{LONG}; select 1"),
        lambda hub: write(
            hub, "content/lamp.svg", f"<svg xmlns='http://www.w3.org/2000/svg'><!-- {LONG} --><script/></svg>"
        ),
        lambda hub: write(hub, "mkdocs.yml", "site_name: Other\n"),
        lambda hub: write(hub, "dee-vu.yml", "name: Dee Vu\njoined: 2025-01-18\n"),
        lambda hub: write(hub, "Members/dee-vu.yml", "name: Dee Vu\njoined: 2025-01-18\n"),
        lambda hub: (hub / "members/newcomers").mkdir(),
        lambda hub: (hub / "events/lamps.md").unlink(),
        _renamed,
        lambda hub: write(hub, "content/LOUD.SVG", f"{DRAWING} "),
        _linked,
        _linked_to_the_same,
        _same_size_and_time,
        _linked_away,
    ],
)
def test_whatever_changes_is_seen(hub: Path, reviews: list[Path], change: Callable[[Path], None]) -> None:
    answer(hub, NOW)
    change(hub)
    answer(hub, NOW)
    assert len(reviews) == 2


def test_what_is_written_while_a_check_runs_is_seen_by_the_next(
    hub: Path, reviews: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from folkmoot.contribute import mending

    def meanwhile(*_: object) -> int:
        write(hub, "members/cy.yml", "name: [")
        return 0

    monkeypatch.setattr(mending, "mendable", meanwhile)
    before = answer(hub, NOW)
    assert len(answer(hub, NOW).problems) == len(before.problems) + 1
    assert len(reviews) == 2


def test_another_day_is_asked_anew_by_the_communitys_own_clock(hub: Path, reviews: list[Path]) -> None:
    late = dt.datetime(2026, 6, 15, 21, 59, tzinfo=dt.UTC)  # in Rome a minute to midnight
    answer(hub, late)
    answer(hub, late + dt.timedelta(seconds=59))
    assert len(reviews) == 1
    answer(hub, late + dt.timedelta(minutes=1))
    assert len(reviews) == 2


def test_another_program_or_other_libraries_ask_anew(
    hub: Path, reviews: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(hub, NOW)
    program = remembered._program()
    monkeypatch.setattr(remembered, "_program", lambda: [*program, "pydantic-9.dist-info"])
    answer(hub, NOW)
    assert len(reviews) == 2
    assert any(str(one).startswith("pydantic-") for one in program)
    for name in ("check/rules.py", "derive/activity.sql", "contribute/importing/mappings"):
        assert any(f"folkmoot/{name}" in str(one) for one in program), name


def test_what_lies_behind_the_hubs_own_folders_is_seen(hub: Path, reviews: list[Path]) -> None:
    _linked_away(hub)
    answer(hub, NOW)
    write(hub.parent, "behind/community.yml", "name: [")
    answer(hub, NOW)
    assert len(reviews) == 2


def test_a_community_without_a_zone_that_there_is_can_be_checked(hub: Path) -> None:
    write(hub, "content/community.yml", "name: Test Moot\ntimezone: Europe/Rom\n")
    assert "zone-unknown" in [one.code for one in answer(hub, NOW).problems]


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("mendable", "x"),
        ("mendable", float("inf")),
        ("held", None),
        ("problems", [5]),
        ("problems", [{}]),
        ("problems", None),
        ("line", "5"),
        ("also", 3),
        ("code", 1),
    ],
)
def test_a_memory_that_somebody_wrote_is_no_reason_to_stop(
    hub: Path, tmp_path: Path, reviews: list[Path], key: str, wrong: object
) -> None:
    first = answer(hub, NOW)
    (memory,) = (tmp_path / "cache").rglob("*.json")
    said = json.loads(memory.read_bytes())
    (said if key in said else said["problems"][0])[key] = wrong
    memory.write_text(json.dumps(said))
    assert answer(hub, NOW) == first
    assert len(reviews) == 2


def test_the_memory_is_the_users_alone(hub: Path, tmp_path: Path) -> None:
    answer(hub, NOW)
    (memory,) = (tmp_path / "cache").rglob("*.json")
    assert memory.parent.stat().st_mode & 0o077 == 0


def test_what_is_asked_otherwise_is_not_remembered(hub: Path) -> None:
    before = answer(hub, NOW)
    assert answer(hub, NOW, fix=True).mended == []
    with pytest.raises(WrongUse):
        answer(hub, NOW, "HEAD")
    assert answer(hub, NOW) == before


@pytest.mark.parametrize(
    "found",
    ["[" * 200_000, "", "[]", "{", "null", '{"state": 1}', '{"state": "", "zone": "Nowhere", "day": ""}', "\xff"],
)
def test_what_is_remembered_wrongly_is_forgotten(hub: Path, tmp_path: Path, reviews: list[Path], found: str) -> None:
    first = answer(hub, NOW)
    (memory,) = (tmp_path / "cache").rglob("*.json")
    memory.write_bytes(found.encode("latin-1"))
    assert answer(hub, NOW) == first
    assert len(reviews) == 2


def test_nothing_lies_in_the_hub_and_nothing_of_a_small_one_anywhere(
    hub: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(hub.rglob("*"))
    answer(hub, NOW)
    assert sorted(hub.rglob("*")) == before
    monkeypatch.setattr(remembered, "WORTH", WORTH)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "other"))
    answer(hub, NOW)
    assert not (tmp_path / "other").exists()


def test_where_nothing_can_be_remembered_the_answer_is_given_all_the_same(
    hub: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "file", "no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert isinstance(answer(hub, NOW), Answer)


def test_a_folder_that_is_made_is_seen(hub: Path, reviews: list[Path]) -> None:
    write(hub, "content/projects/lamps.md", "---\ntitle: Lamps\nstatus: active\nrepositories: [tools]\n---\n")
    assert "repository-missing" in [one.code for one in answer(hub, NOW).problems]
    (hub / "tools").mkdir()
    assert "repository-missing" not in [one.code for one in answer(hub, NOW).problems]
    assert len(reviews) == 2
