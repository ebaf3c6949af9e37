"""The hub's own history among the sources: read where there is one, told where it is asked for and cannot be read."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from folkmoot.collect.runtime import RunTime
from folkmoot.load.archive import load_archive
from folkmoot.model.community import Community
from folkmoot.model.harvest import Source
from folkmoot.refresh import Outcome, Request, refresh, shard_of, wanted_sources
from support.communities import community, record
from support.repositories import Repository

NOW = dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC)
MOOT: Community = community(record("community", domain="moot.example"))


@pytest.fixture
def hub(tmp_path: Path) -> Repository:
    hub = Repository(tmp_path / "hub")
    hub.commit(day="2026-01-01", files={"members/ada.yml": "name: Ada\njoined: 2025-01-01\n"})
    return hub


def run(root: Path, **more: Any) -> tuple[Outcome, list[tuple[str, str, str]]]:
    """What a run comes to, and what whoever watches is told."""
    told: list[tuple[str, str, str]] = []

    def tell(source: Source, words: str, fared: str) -> None:
        told.append((source.slug, words, fared))

    return refresh(Request(root, MOOT, root.parent / "archive", NOW, progress=tell, **more)), told


def test_who_left_is_collected_where_the_hub_has_a_history(tmp_path: Path, hub: Repository) -> None:
    outcome, told = run(hub.path)
    assert (outcome.sources, outcome.new, told) == (1, {}, [("members", "0 departures known", "read")])
    (hub.path / "members/ada.yml").unlink()
    hub.commit(day="2026-05-01")
    outcome, _ = run(hub.path, only=frozenset({"members"}))
    assert (outcome.new, outcome.written) == ({"departures": 1}, ("departures/members/2026.jsonl",))
    harvest, problems = load_archive(tmp_path / "archive", tmp_path)
    assert problems == []
    assert [one.published for one in harvest.departures] == ["2026-05-01"]
    assert harvest.salt == (tmp_path / "archive/identity-salt").read_text("ascii").strip()
    outcome, told = run(hub.path)
    assert (outcome.new, outcome.written, told) == ({}, (), [("members", "1 departure known", "read")])


def test_a_hub_without_a_history_is_told_where_somebody_asks_for_it(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.mkdir()
    assert run(plain)[0].failures == ()
    outcome, _ = run(plain, only=frozenset({"departures"}))
    assert [(one.source.slug, one.reason) for one in outcome.failures] == [
        ("members", "the hub is in no git repository, so that nobody knows who left")
    ]
    assert outcome.sources == 0


def test_a_shallow_clone_is_told_once_and_stops_nothing(tmp_path: Path, hub: Repository) -> None:
    hub.commit()
    hub.git("clone", "--quiet", "--depth=1", f"file://{hub.path}", str(tmp_path / "clone"))
    outcome, told = run(tmp_path / "clone")
    assert [fared for _, _, fared in told] == ["failed"]
    assert [one.reason.partition(",")[0] for one in outcome.failures] == ["the hub lies in a shallow clone"]
    assert (outcome.written, outcome.outage, outcome.was_stopped) == ((), False, False)


def test_a_history_for_which_there_is_no_time_is_read_in_the_next_run(hub: Repository) -> None:
    outcome, _ = run(hub.path, run=RunTime(0))
    assert ([one.slug for one in outcome.unreached], outcome.failures, outcome.sources) == (["members"], (), 0)


def test_one_shard_reads_the_history(hub: Repository) -> None:
    found = [wanted_sources(MOOT, shard=(part, 3), has_history=True) for part in (1, 2, 3)]
    assert sorted(source.slug for part in found for source in part) == ["members"]
    assert wanted_sources(MOOT) == ()


def test_who_left_is_collected_in_whatever_part_of_a_run_that_is(tmp_path: Path, hub: Repository) -> None:
    (hub.path / "members/ada.yml").unlink()
    hub.commit(day="2026-03-01")
    number = shard_of("members", 2)
    other = 3 - number
    found = [run(hub.path, shard=(one, 2))[0].new for _ in range(2) for one in (number, other)]
    assert [dict(one) for one in found if one] == [{"departures": 1}]
