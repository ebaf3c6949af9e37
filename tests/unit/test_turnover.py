"""Who left and came back, from the hub's own history: counted, and named by nothing."""

import json
from pathlib import Path

import pytest

from folkmoot.model.harvest import Departure
from folkmoot.model.turnover import token
from folkmoot.publish.archive import existing_departures, identity_salt
from folkmoot.turnover import refresh_turnover
from support.repositories import Repository
from support.turnovers import ADA, BO, NOW, Hub, person


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    return Hub(tmp_path)


def test_whoever_removes_their_file_has_left_on_that_day(hub: Hub) -> None:
    hub.change("2026-03-02", **{ADA: ""})
    assert hub.held() == [("ada-rossi", "2024-02-29", "2026-03-02", "")]


def test_nobody_who_left_is_named_by_what_is_kept(hub: Hub) -> None:
    hub.change("2026-03-02", **{ADA: ""})
    found = hub.collect()
    assert (found.new, found.files) == (1, ("departures/members/2026.jsonl",))
    written = (hub.archive / found.files[0]).read_text("utf-8")
    assert set(json.loads(written)) == {"source", "id", "who", "published", "joined", "returned"}
    assert not any(word in written.lower() for word in ("ada", "rossi", hub.git("rev-parse", "HEAD").strip()))
    # The salt is the archive's own: elsewhere the same person has another hash.
    assert token("ada-rossi", "other") not in written


def test_a_former_member_has_left_and_may_come_back(hub: Hub) -> None:
    hub.change("2026-03-02", **{ADA: person("Ada Rossi", status="alumni")})
    assert hub.held() == [("ada-rossi", "2024-02-29", "2026-03-02", "")]
    hub.change("2026-04-01", **{ADA: ""})
    assert hub.held() == [("ada-rossi", "2024-02-29", "2026-03-02", "")]
    hub.change("2026-05-01", **{ADA: person("Ada Rossi")})
    assert hub.held() == [("ada-rossi", "2024-02-29", "2026-03-02", "2026-05-01")]
    hub.change("2026-06-01", **{ADA: ""})
    assert [row[2:] for row in hub.held()] == [("2026-03-02", "2026-05-01"), ("2026-06-01", "")]


def test_who_was_away_or_a_former_member_all_along_has_not_left(hub: Hub) -> None:
    hub.change("2026-03-02", **{ADA: person("Ada Rossi", status="away")})
    hub.change("2026-03-03", **{"members/ada-neri.yml": person("Ada Neri", status="alumni")})
    hub.change("2026-03-04", **{"members/ada-neri.yml": ""})
    assert hub.held() == []
    assert not hub.archive.exists()


def test_what_is_made_and_unmade_on_one_day_is_no_departure(hub: Hub) -> None:
    hub.change("2026-03-02", **{"members/ada-neri.yml": person("Ada Neri")})
    hub.change("2026-03-02", **{"members/ada-neri.yml": ""})
    hub.change("2026-03-05", **{ADA: ""})
    hub.collect()
    assert len(hub.lines()) == 1
    hub.change("2026-03-05", **{ADA: person("Ada Rossi")})
    assert hub.held() == []
    hub.forget()
    assert hub.held() == []


def test_a_mistake_of_one_day_is_seen_over_several_runs(hub: Hub) -> None:
    hub.change("2026-03-02", **{"members/ada-neri.yml": person("Ada Neri")})
    assert hub.held() == []
    hub.change("2026-03-02", **{"members/ada-neri.yml": ""})
    assert hub.held() == []


def test_who_comes_back_under_another_name_is_known_by_it(hub: Hub) -> None:
    hub.change("2026-03-02", **{ADA: ""})
    hub.change("2026-05-01", **{"members/ada-neri.yml": person("Ada Neri", formerly="[ada-rossi]")})
    assert hub.held() == [("ada-rossi", "2024-02-29", "2026-03-02", "2026-05-01")]


def test_a_former_member_who_is_renamed_stays_the_same_one(hub: Hub) -> None:
    hub.change("2026-03-02", **{ADA: person("Ada Rossi", status="alumni")})
    hub.collect()
    hub.move(ADA, "members/ada-neri.yml", "2026-04-01")
    once = hub.held()
    assert once == [("ada-neri", "2024-02-29", "2026-03-02", "")]
    hub.forget()
    assert hub.held() == once


def test_of_whoever_is_hidden_nothing_is_kept(hub: Hub) -> None:
    hub.change("2026-02-01", **{ADA: person("Ada Rossi", status="alumni")})
    hub.change("2026-03-01", **{ADA: person("Ada Rossi")})
    assert len(hub.held()) == 1
    hub.change("2026-04-01", **{ADA: person("Ada Rossi", visibility="hidden")})
    assert hub.held() == []
    assert not list(hub.archive.rglob("*.jsonl"))
    hub.change("2026-05-01", **{ADA: ""})
    assert hub.held() == []
    # Somebody else takes the name: nothing of before comes back with it.
    hub.change("2026-06-01", **{ADA: person("Ada Rossi")})
    hub.forget()
    assert hub.held() == []


def test_whoever_was_counted_can_be_forgotten_later(hub: Hub) -> None:
    hub.change("2026-02-01", **{ADA: ""})
    assert len(hub.held()) == 1
    hub.change("2026-04-01", **{ADA: person("Nobody", visibility="hidden")})
    hub.change("2026-04-01", **{ADA: ""})
    assert hub.held() == []
    hub.forget()
    assert hub.held() == []


def test_nothing_new_makes_no_difference_with_or_without_the_cache(hub: Hub) -> None:
    hub.change("2025-03-02", **{ADA: ""})
    hub.change("2025-05-01", **{ADA: person("Ada Rossi")})
    hub.change("2026-03-01", **{BO: person("Bo Ek", status="alumni")})
    hub.change("2026-06-10", README="Something else.")
    assert hub.collect().new == 2
    told = {path: path.read_bytes() for path in hub.archive.rglob("*.jsonl")}
    for _ in range(2):
        assert hub.collect()[:2] == (0, ())
        hub.forget()
    assert {path: path.read_bytes() for path in hub.archive.rglob("*.jsonl")} == told


def test_a_run_reads_what_is_new_alone(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.change("2026-03-02", **{ADA: ""})
    hub.change("2026-03-20", README="Something else.")
    hub.collect()
    read: list[bytes] = []
    monkeypatch.setattr("folkmoot.turnover._told", read.append)
    hub.collect()
    assert read == []


def test_an_archive_that_lost_its_departures_gets_them_again(hub: Hub) -> None:
    hub.change("2026-03-02", **{ADA: ""})
    hub.change("2026-04-02", README="Something else.")
    assert len(hub.held()) == 1
    (hub.archive / "departures/members/2026.jsonl").unlink()
    assert len(hub.held()) == 1


def test_what_was_kept_stays_where_history_is_squashed_or_written_anew(hub: Hub) -> None:
    hub.change("2025-03-02", **{ADA: ""})
    hub.change("2025-05-01", **{ADA: person("Ada Rossi")})
    hub.change("2026-03-01", **{BO: ""})
    before = hub.held()
    assert len(before) == 2
    dates = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), "2026-06-01T12:00:00Z")
    hub.git("-c", "rebase.autosquash=false", "rebase", "--quiet", "--root", "--no-ff", **dates)
    assert hub.held() == before
    hub.git("checkout", "--quiet", "--orphan", "squashed")
    hub.commit(day="2026-06-02")
    assert hub.held() == before
    # The same, told with other days.
    hub.git("checkout", "--quiet", "--orphan", "other-days")
    hub.change("2026-01-05", **{BO: person("Bo Ek")})
    hub.change("2026-04-15", **{BO: ""})
    assert hub.held() == before


@pytest.mark.parametrize("within", ["", "hubs/one/"])
def test_a_hub_that_moves_keeps_its_history(tmp_path: Path, within: str) -> None:
    hub = Hub(tmp_path, within)
    hub.change("2026-03-02", **{ADA: ""})
    hub.move(f"{within}members", "moved/here/members", "2026-04-01")
    hub.root, hub.within = hub.path / "moved/here", "moved/here/"
    hub.change("2026-05-01", **{BO: ""})
    assert hub.held() == [
        ("ada-rossi", "2024-02-29", "2026-03-02", ""),
        ("bo-ek", "2024-02-29", "2026-05-01", ""),
    ]


def test_whoever_goes_to_another_hub_of_the_repository_has_left_this_one(tmp_path: Path) -> None:
    hub = Hub(tmp_path, "one/")
    hub.commit(day="2025-02-01", files={"two/members/cleo.yml": person("Cleo"), "one/members/dan.yml": person("Dan")})
    hub.change("2025-03-01", **{"members/dan.yml": ""})
    hub.move(f"one/{ADA}", f"two/{ADA}", "2026-03-02")
    hub.collect()
    assert len(existing_departures(hub.archive, "members")) == 2
    other = refresh_turnover(hub.path / "two", tmp_path / "other", NOW)
    assert (other.new, other.failures) == (0, ())


def test_what_was_tried_on_the_way_to_a_merge_is_nobodys_leaving(hub: Hub) -> None:
    hub.git("checkout", "--quiet", "-b", "try")
    hub.change("2026-03-02", **{ADA: ""})
    hub.change("2026-03-09", **{ADA: person("Ada Rossi")})
    hub.change("2026-03-10", **{BO: ""})
    hub.git("checkout", "--quiet", "main")
    hub.commit(day="2026-03-11", files={"README": "Something else."})
    date = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), "2026-03-20T12:00:00Z")
    hub.git("merge", "--quiet", "--no-edit", "try", **date)
    assert hub.held() == [("bo-ek", "2024-02-29", "2026-03-20", "")]


def test_a_file_that_cannot_be_read_says_nothing(hub: Hub) -> None:
    hub.change("2026-02-01", **{ADA: "name: [\n"})
    assert hub.held() == []
    hub.change("2026-03-02", **{ADA: person("Ada Rossi", status="alumni")})
    assert [row[2] for row in hub.held()] == ["2026-03-02"]


def test_a_clock_that_is_wrong_dates_nothing_before_git_nor_in_time_to_come(hub: Hub) -> None:
    hub.change("2037-01-01", **{ADA: ""})
    hub.change("1971-01-01", **{BO: ""})
    assert {row[2] for row in hub.held()} == {"2026-06-15"}


def test_a_shallow_clone_is_told_and_nothing_is_lost(hub: Hub, tmp_path: Path) -> None:
    hub.change("2026-03-02", **{ADA: ""})
    before = hub.held()
    clone = tmp_path / "clone"
    hub.git("clone", "--quiet", "--depth=1", f"file://{hub.path}", str(clone))
    (failure,) = refresh_turnover(clone, hub.archive, NOW).failures
    assert failure.reason == (
        "the hub lies in a shallow clone, whose history is cut off; fetch it whole (fetch-depth: 0)"
    )
    assert hub.lines() == before


def test_a_hub_without_git_or_commits_has_no_history(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    (failure,) = refresh_turnover(tmp_path / "plain", tmp_path / "archive", NOW).failures
    assert failure.reason == "the hub is in no git repository, so that nobody knows who left"
    empty = Repository(tmp_path / "empty")
    assert refresh_turnover(empty.path, tmp_path / "archive", NOW).failures == ()
    assert not (tmp_path / "archive").exists()


def test_a_shard_waits_for_the_salt_that_another_one_makes(hub: Hub) -> None:
    hub.change("2026-03-02", **{ADA: ""})
    (failure,) = refresh_turnover(hub.root, hub.archive, NOW, makes_salt=False).failures
    assert "identity-salt" in failure.reason
    identity_salt(hub.archive)
    assert refresh_turnover(hub.root, hub.archive, NOW, makes_salt=False).new == 1


def test_a_cache_of_another_history_is_none(hub: Hub) -> None:
    hub.collect()
    cache = hub.root / ".folkmoot/cache/members.json"
    cache.write_text(json.dumps(json.loads(cache.read_bytes()) | {"commit": "1" * 40}), "utf-8")
    hub.change("2026-03-02", **{ADA: ""})
    assert len(hub.held()) == 1


@pytest.mark.parametrize("told", ["", "[]", '{"commit": "--output=/tmp/x", "kept": 1}', '{"commit": "abc"}'])
def test_a_damaged_cache_is_none(hub: Hub, told: str) -> None:
    hub.change("2026-03-02", **{ADA: ""})
    cache = hub.root / ".folkmoot/cache/members.json"
    cache.parent.mkdir(parents=True)
    cache.write_text(told, "utf-8")
    assert len(hub.held()) == 1


def test_a_line_that_is_damaged_is_told_and_left(hub: Hub) -> None:
    hub.change("2026-03-02", **{ADA: ""})
    file = hub.archive / "departures/members/2025.jsonl"
    file.parent.mkdir(parents=True)
    file.write_text("{\n", "utf-8")
    (failure,) = refresh_turnover(hub.root, hub.archive, NOW).failures
    assert "is no record of the archive" in failure.reason
    assert file.read_text("utf-8") == "{\n"


def test_a_departure_has_a_day(hub: Hub) -> None:
    hub.change("2026-03-02", **{ADA: person("Ada Rossi", joined="in spring", status="alumni")})
    hub.collect()
    (one,) = existing_departures(hub.archive, "members")
    assert one == Departure("members", one.id, one.who, "2026-03-02", "2024-02-29")
