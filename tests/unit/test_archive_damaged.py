"""Writing into an archive that is damaged, or that others wrote: what can be read stays, and no run ends for it."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from folkmoot.collect.standing import standing_of
from folkmoot.errors import FolkmootError
from folkmoot.model.harvest import SALT, CalendarEvent, Source
from folkmoot.publish import archive
from support.archived import DISCUSSION, ENTRY, STATE, lines


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< HEAD",
        "[1]",
        '{"id":"x"}',
        '{"id":"x","source":"a","published":"soon"}',
        "\xff",
        "[" * 100_000,
        '{"id":"x","source":"a","published":"2025-01-01","title":"\\ud800"}',
    ],
)
def test_a_file_that_cannot_be_read_harms_its_source_alone(tmp_path: Path, line: str) -> None:
    archive.write(tmp_path, [ENTRY])
    broken = tmp_path / "entries/ada-example-feed/2025.jsonl"
    broken.write_bytes(line.encode("latin-1") + b"\n")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.jsonl")}
    other = replace(ENTRY, source="zoe-example-feed")
    written = archive.write(tmp_path, [replace(ENTRY, id="e2", title="Other"), other, DISCUSSION])
    assert written.files == ("discussions/officina-forum/2025.jsonl", "entries/zoe-example-feed/2026.jsonl")
    assert written.new == {"discussions": 1, "entries": 1}
    assert list(written.unwritten) == ["ada-example-feed"]
    assert f"{broken}:1 is no record" in written.unwritten["ada-example-feed"]
    assert "git's history" in written.unwritten["ada-example-feed"]
    assert {path: path.read_bytes() for path in before} == before


def test_a_damaged_state_is_passed_over(tmp_path: Path) -> None:
    failing = replace(STATE, id="s2", published="2026-05-16T06:00:00Z", state="failing", reason="refuses robots (403)")
    archive.write(tmp_path, [STATE, failing, replace(STATE, source="zoe-example-feed")])
    with (tmp_path / "sources/ada-example-feed/2026.jsonl").open("a", encoding="utf-8") as file:
        file.write(">>>>>>> theirs\n")
    told = {source: [one.state for one in states] for source, states in archive.past_states(tmp_path).items()}
    assert told == {"ada-example-feed": ["first-seen", "failing"], "zoe-example-feed": ["first-seen"]}


def test_keys_of_a_later_version_are_kept(tmp_path: Path) -> None:
    archive.write(tmp_path, [ENTRY])
    path = tmp_path / "entries/ada-example-feed/2026.jsonl"
    (line,) = lines(tmp_path, "entries/ada-example-feed/2026.jsonl")
    path.write_text(json.dumps(line | {"mood": "sunny"}), encoding="utf-8")
    archive.write(tmp_path, [replace(ENTRY, title="New"), replace(ENTRY, id="e2")])
    assert lines(tmp_path, "entries/ada-example-feed/2026.jsonl")[0]["mood"] == "sunny"


@pytest.mark.parametrize("source", ["..", "a/b", "", "A"])
def test_no_record_is_written_outside_its_folder(tmp_path: Path, source: str) -> None:
    with pytest.raises(FolkmootError, match="no file of the archive"):
        archive.write(tmp_path / "archive", [replace(ENTRY, source=source)])
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_fails_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.write(tmp_path, [ENTRY])
    before = (tmp_path / "entries/ada-example-feed/2026.jsonl").read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FolkmootError, match="No space left on device"):
        archive.write(tmp_path, [replace(ENTRY, id="e2")])
    assert (tmp_path / "entries/ada-example-feed/2026.jsonl").read_bytes() == before
    assert [path.name for path in (tmp_path / "entries/ada-example-feed").iterdir()] == ["2026.jsonl"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file", encoding="utf-8")
    with pytest.raises(FolkmootError, match="cannot be written"):
        archive.write(tmp_path / "archive", [ENTRY])


def test_an_unreadable_salt_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / SALT).write_bytes(b"\xff\xfe")
    with pytest.raises(FolkmootError, match="cannot be read"):
        archive.identity_salt(tmp_path)
    assert (tmp_path / SALT).read_bytes() == b"\xff\xfe"


BARE = {"id": "a", "source": "s", "published": "2026-01-01T00:00:00Z"}


def damaged(folder: Path, kind: str, line: dict[str, Any]) -> None:
    (folder / kind / "s").mkdir(parents=True)
    (folder / kind / "s/2026.jsonl").write_text(json.dumps(line) + "\n", "utf-8")


@pytest.mark.parametrize(
    ("damage", "is_known"),
    [
        ({}, True),
        ({"sequence": None, "modified": None, "tags": None}, True),
        ({"sequence": "x"}, False),
        ({"modified": 5}, False),
        ({"tags": 5}, False),
        ({"start": ["x"]}, False),
    ],
)
def test_a_line_of_an_event_that_others_wrote_ends_no_run(
    tmp_path: Path, damage: dict[str, Any], *, is_known: bool
) -> None:
    damaged(tmp_path, "events", {**BARE, **damage})
    assert [one.id for one in archive.existing_events(tmp_path, "s")] == (["a"] if is_known else [])
    day = BARE["published"]
    told = CalendarEvent("s", "a", "u", "", "2026-12-01", "", "", "T", day, day, modified=day)
    assert archive.write(tmp_path, [told]).unwritten == {}
    assert [one.title for one in archive.existing_events(tmp_path, "s")] == ["T"]


@pytest.mark.parametrize("damage", [{"url": 5}, {"url": None}, {"state": ["moved"]}, {"state": 5, "reason": 5}])
def test_a_state_that_others_wrote_ends_no_run(tmp_path: Path, damage: dict[str, Any]) -> None:
    damaged(tmp_path, "sources", {**BARE, "state": "moved", "url": "https://x.example", "reason": "", **damage})
    (state,) = archive.past_states(tmp_path)["s"]
    standing_of((state,))
    assert archive.homes(tmp_path, [Source("entries", "z", "https://z.example")], ()).former == {}
