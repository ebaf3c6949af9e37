"""What is remembered of asking the sources: read from the cache, and missed by nobody where that is lost."""

import json
from pathlib import Path

import pytest

from folkmoot.draft import read
from folkmoot.load.visits import load_visits, of_shard
from folkmoot.model.harvest import Visit
from support.hubs import minimal_hub

GOOD = Visit("2026-06-15T09:00:00Z", "2026-06-14T09:00:00Z", 2, "2026-06-16T09:00:00Z", '"1"')


def cached(root: Path, told: object, name: str = "visits.json") -> None:
    path = root / ".folkmoot/cache" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8")


def test_visits_are_read_by_slug(tmp_path: Path) -> None:
    cached(tmp_path, {"ada-example": GOOD._asdict(), "bo-example": {"asked": "2026-06-15T09:00:00Z"}})
    assert load_visits(tmp_path) == {"ada-example": GOOD, "bo-example": Visit("2026-06-15T09:00:00Z")}


def test_without_a_cache_nothing_is_known(tmp_path: Path) -> None:
    assert load_visits(tmp_path) == {}


@pytest.mark.parametrize("damage", ["", "{", "[]", "null", "[" * 100_000, '"x"'])
def test_a_damaged_cache_is_none(tmp_path: Path, damage: str) -> None:
    cached(tmp_path, damage)
    assert load_visits(tmp_path) == {}


@pytest.mark.parametrize(
    "said",
    [
        None,
        [],
        {"asked": 5},
        {"failures": "2"},
        {"failures": True},
        {"asked": "yesterday"},
        {"succeeded": "2026-19-39T25:00:00Z"},
        {"asked": "2026-02-30T09:00:00Z"},
        {"failures": -1},
        {"not_before": "2026-06-15"},
        {"stranger": ""},
        {"etag": '"1"\r\nX-Evil: 1'},
        {"last_modified": "☃"},
    ],
)
def test_a_damaged_visit_takes_no_other_with_it(tmp_path: Path, said: object) -> None:
    cached(tmp_path, {"ada-example": GOOD._asdict(), "bo-example": said, "../up": GOOD._asdict()})
    assert load_visits(tmp_path) == {"ada-example": GOOD}


def test_of_several_shards_the_newest_counts(tmp_path: Path) -> None:
    later = GOOD._replace(asked="2026-06-17T09:00:00Z", succeeded="2026-06-17T09:00:00Z", failures=0)
    cached(tmp_path, {"ada-example": GOOD._asdict(), "bo-example": GOOD._asdict()})
    cached(tmp_path, {"ada-example": later._asdict()}, "visits-1-of-2.json")
    assert load_visits(tmp_path) == {"ada-example": later, "bo-example": GOOD}


def test_a_hub_is_read_with_what_is_remembered(tmp_path: Path) -> None:
    root = minimal_hub(tmp_path)
    assert read(root).harvest.visits == {}
    cached(root, {"ada-example": GOOD._asdict()})
    assert read(root).harvest.visits == {"ada-example": GOOD}


def test_each_shard_keeps_a_file_of_its_own() -> None:
    assert of_shard("visits.json", (1, 1)) == "visits.json"
    assert [of_shard("visits.json", (number, 2)) for number in (1, 2)] == ["visits-1-of-2.json", "visits-2-of-2.json"]
