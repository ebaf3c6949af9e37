"""Writing the archive: what is there stays, what is new joins it, and a run without news changes no byte."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from folkmoot.collect.standing import standing_of
from folkmoot.errors import FolkmootError
from folkmoot.load.archive import load_archive
from folkmoot.model.harvest import CalendarEvent, Comment, Discussion, Entry, Harvest, Source, SourceState, Work
from folkmoot.publish import archive, tree

ENTRY = Entry(
    source="ada-example-feed",
    id="e1",
    url="https://ada.example/1",
    title="Zoë’s lamp",
    excerpt="It works.",
    author="Ada",
    language="en",
    published="2026-05-14T17:00:00Z",
    first_seen="2026-05-15T06:00:00Z",
    tags=("repair", "light"),
)
ANSWER = Comment("C1", "bo", 12, False, "2026-05-02T10:00:00Z", True, "")
DISCUSSION = Discussion(
    source="officina-forum",
    id="D1",
    number=1,
    url="https://github.com/officina/forum/discussions/1",
    title="How?",
    category="Q&A",
    answerable=True,
    author="ada",
    author_id=11,
    bot=False,
    published="2025-12-31T10:00:00Z",
    updated="2026-05-03T10:00:00Z",
    closed="",
    answered="",
    reactions=0,
    comments=(ANSWER,),
)
WORK = Work("log-git", "w1", "github:11", "ada", "2026-05-01T00:00:00Z", "code", 3, "2026-05-02", "2026-05-20")
STATE = SourceState("ada-example-feed", "s1", "2026-05-15T06:00:00Z", "first-seen", "", "https://ada.example/feed")


def lines(folder: Path, path: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / path).read_text(encoding="utf-8").splitlines()]


def test_files_are_by_kind_source_and_year(tmp_path: Path) -> None:
    written = archive.write(tmp_path, [WORK, STATE, DISCUSSION, ENTRY])
    assert written.files == (
        "discussions/officina-forum/2025.jsonl",
        "entries/ada-example-feed/2026.jsonl",
        "sources/ada-example-feed/2026.jsonl",
        "work/log-git/2026.jsonl",
    )
    assert written.new == {"discussions": 1, "entries": 1, "sources": 1, "work": 1}


def test_a_line_has_all_keys_in_order_as_people_read_them(tmp_path: Path) -> None:
    archive.write(tmp_path, [ENTRY])
    assert (tmp_path / "entries/ada-example-feed/2026.jsonl").read_bytes() == (
        '{"author":"Ada","excerpt":"It works.","first_seen":"2026-05-15T06:00:00Z","id":"e1","language":"en",'
        '"published":"2026-05-14T17:00:00Z","source":"ada-example-feed","tags":["repair","light"],'
        '"title":"Zoë’s lamp","url":"https://ada.example/1"}\n'
    ).encode()


def test_what_was_written_is_what_is_loaded(tmp_path: Path) -> None:
    archive.write(tmp_path, [ENTRY, DISCUSSION, WORK, STATE])
    harvest, problems = load_archive(tmp_path, tmp_path)
    assert problems == []
    assert harvest == Harvest((ENTRY,), (DISCUSSION,), (WORK,), (STATE,))


def test_lines_are_ordered_by_time_then_id(tmp_path: Path) -> None:
    late = replace(ENTRY, id="a", published="2026-06-01T00:00:00Z")
    archive.write(tmp_path, [late, replace(ENTRY, id="b"), replace(ENTRY, id="a0")])
    assert [line["id"] for line in lines(tmp_path, "entries/ada-example-feed/2026.jsonl")] == ["a0", "b", "a"]


def test_without_news_no_file_is_touched(tmp_path: Path) -> None:
    records: list[archive.Record] = [ENTRY, DISCUSSION, WORK, STATE]
    archive.write(tmp_path, records)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.jsonl")}
    again = archive.write(tmp_path, records)
    assert again == ((), {"discussions": 0, "entries": 0, "sources": 0, "work": 0}, {})
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.jsonl")} == before


def test_an_entry_keeps_its_dates_and_follows_the_feed_in_all_else(tmp_path: Path) -> None:
    archive.write(tmp_path, [ENTRY])
    drifted = replace(ENTRY, published="2027-01-01T00:00:00Z", first_seen="2027-01-01T00:00:00Z", title="New", url="")
    assert archive.write(tmp_path, [drifted]).new == {"entries": 0}
    harvest, _ = load_archive(tmp_path, tmp_path)
    (entry,) = harvest.entries
    assert entry == replace(ENTRY, title="New", url="", edited="2027-01-01T00:00:00Z", earlier=entry.earlier)
    assert not (tmp_path / "entries/ada-example-feed/2027.jsonl").exists()


def test_what_a_feed_no_longer_shows_stays(tmp_path: Path) -> None:
    old = replace(ENTRY, id="old", url="https://ada.example/0", published="2024-01-01T00:00:00Z")
    archive.write(tmp_path, [old])
    archive.write(tmp_path, [ENTRY])
    assert {one.id for one in load_archive(tmp_path, tmp_path)[0].entries} == {"old", "e1"}


def test_a_discussion_yields_to_its_later_state_alone(tmp_path: Path) -> None:
    later = replace(DISCUSSION, updated="2026-05-09T10:00:00Z", answered="2026-05-09T10:00:00Z", comments=())
    archive.write(tmp_path, [later])
    archive.write(tmp_path, [DISCUSSION])
    assert load_archive(tmp_path, tmp_path)[0].discussions == (later,)
    latest = replace(later, updated="2026-05-10T10:00:00Z", comments=(ANSWER,))
    archive.write(tmp_path, [latest])
    assert load_archive(tmp_path, tmp_path)[0].discussions == (latest,)


def test_a_repository_is_counted_anew_and_others_are_left_alone(tmp_path: Path) -> None:
    other = replace(WORK, source="other-git", id="o1")
    hidden = replace(WORK, id="w0", who="hash:0123456789abcdef", login="", published="2025-01-01T00:00:00Z")
    archive.write(tmp_path, [WORK, hidden, other])
    merged = replace(WORK, commits=4)
    written = archive.write(tmp_path, [merged])
    assert written.files == ("work/log-git/2025.jsonl", "work/log-git/2026.jsonl")
    assert set(load_archive(tmp_path, tmp_path)[0].work) == {merged, other}


def test_states_are_added_where_they_change(tmp_path: Path) -> None:
    failing = replace(STATE, id="s2", published="2026-05-16T06:00:00Z", state="failing", reason="refuses robots (403)")
    archive.write(tmp_path, [STATE])
    archive.write(tmp_path, [replace(STATE, id="s9", published="2026-05-15T18:00:00Z")])
    archive.write(tmp_path, [failing])
    archive.write(tmp_path, [replace(failing, id="s3", published="2026-05-17T06:00:00Z", reason="is not there (404)")])
    assert load_archive(tmp_path, tmp_path)[0].states == (failing, STATE)
    assert [one.state for one in archive.past_states(tmp_path)["ada-example-feed"]] == ["first-seen", "failing"]


def test_a_source_that_moves_twice_is_told_twice(tmp_path: Path) -> None:
    moved = replace(STATE, state="moved", url="https://new.example/feed")
    again = replace(moved, id="s2", published="2026-05-16T06:00:00Z")
    further = replace(moved, id="s3", published="2026-05-17T06:00:00Z", url="https://newer.example/feed")
    for state in (moved, again, further):
        archive.write(tmp_path, [state])
    assert archive.past_states(tmp_path) == {"ada-example-feed": (moved, further)}


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


def _write_many(folder: Path, writer: int) -> None:
    for number in range(15):
        archive.write(folder, [replace(ENTRY, id=f"{writer}-{number}", title=f"{writer} {number}", url="")])


def test_two_runs_at_once_lose_nothing(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:  # each run opens the folder anew, so that threads lock like processes
        list(pool.map(lambda writer: _write_many(tmp_path, writer), range(4)))
    assert len(load_archive(tmp_path, tmp_path)[0].entries) == 60


def test_the_salt_is_made_once_and_differs_from_archive_to_archive(tmp_path: Path) -> None:
    salt = archive.identity_salt(tmp_path / "one")
    assert archive.identity_salt(tmp_path / "one") == salt
    assert len(salt) == 32
    assert archive.identity_salt(tmp_path / "two") != salt


def test_an_unreadable_salt_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / archive.SALT).write_bytes(b"\xff\xfe")
    with pytest.raises(FolkmootError, match="cannot be read"):
        archive.identity_salt(tmp_path)
    assert (tmp_path / archive.SALT).read_bytes() == b"\xff\xfe"


def test_the_archive_has_no_other_hands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> bool:
        raise FolkmootError("the only way to write")

    monkeypatch.setattr(tree, "write", refused)
    with pytest.raises(FolkmootError, match="the only way to write"):
        archive.write(tmp_path, [ENTRY])
    assert list(tmp_path.rglob("*.jsonl")) == []


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
