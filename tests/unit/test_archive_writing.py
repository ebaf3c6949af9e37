"""Writing the archive: what is there stays, what is new joins it, and a run without news changes no byte."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from folkmoot.errors import FolkmootError
from folkmoot.load.archive import load_archive
from folkmoot.model.conversation import Issue, IssueComment, PullRequest, Release, Review
from folkmoot.model.harvest import Harvest, Work
from folkmoot.publish import archive, tree
from support.archived import ANSWER, DISCUSSION, ENTRY, STATE, lines

ISSUE = Issue(
    source="officina-lamp-issues",
    id="I1",
    number=7,
    url="https://github.com/officina/lamp/issues/7",
    title="It flickers",
    author="ada",
    author_id=11,
    bot=False,
    published="2026-05-01T10:00:00Z",
    updated="2026-05-03T10:00:00Z",
    closed="2026-05-03T10:00:00Z",
    reason="completed",
    reactions=2,
    comments=(IssueComment("C9", "bo", 12, False, "2026-05-02T10:00:00Z"),),
)
PULL = PullRequest(
    source="officina-lamp-issues",
    id="P1",
    number=8,
    url="https://github.com/officina/lamp/pull/8",
    title="A steadier light",
    author="",
    author_id=0,
    bot=False,
    published="2026-05-02T10:00:00Z",
    updated="2026-05-03T10:00:00Z",
    closed="2026-05-03T10:00:00Z",
    merged="2026-05-03T10:00:00Z",
    draft=False,
    reactions=0,
    reviews=(Review("R1", "bo", 12, False, "2026-05-02T11:00:00Z", "approved"),),
)
RELEASE = Release(
    "officina-lamp-issues",
    "V1",
    "https://github.com/officina/lamp/releases/tag/v1",
    "One",
    "v1",
    "ada",
    11,
    "2026-05-04T10:00:00Z",
    "2026-05-04T10:00:00Z",
    preview=False,
)
WORK = Work("log-git", "w1", "github:11", "ada", "2026-05-01T00:00:00Z", "code", 3, "2026-05-02", "2026-05-20")


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


def test_what_is_done_at_github_is_kept_by_its_kind(tmp_path: Path) -> None:
    written = archive.write(tmp_path, [ISSUE, PULL, RELEASE])
    assert written.files == tuple(f"{kind}/officina-lamp-issues/2026.jsonl" for kind in ("issues", "pulls", "releases"))
    assert written.new == {"issues": 1, "pulls": 1, "releases": 1}
    harvest, problems = load_archive(tmp_path, tmp_path)
    assert problems == []
    assert (harvest.issues, harvest.pulls, harvest.releases) == ((ISSUE,), (PULL,), (RELEASE,))


def test_what_was_taken_down_at_github_goes(tmp_path: Path) -> None:
    archive.write(tmp_path, [ISSUE, replace(ISSUE, id="I2"), PULL])
    written = archive.write(tmp_path, [], gone={("issues", ISSUE.source): {"I1", "P1"}})
    assert written.files == ("issues/officina-lamp-issues/2026.jsonl",)
    assert archive.published(tmp_path, "issues", ISSUE.source) == {"I2": ISSUE.published}
    archive.write(tmp_path, [], gone={("issues", ISSUE.source): {"I2"}})
    assert not (tmp_path / "issues" / ISSUE.source / "2026.jsonl").exists()
    assert archive.published(tmp_path, "pulls", PULL.source) == {"P1": PULL.published}


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


def test_the_archive_has_no_other_hands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> bool:
        raise FolkmootError("the only way to write")

    monkeypatch.setattr(tree, "write", refused)
    with pytest.raises(FolkmootError, match="the only way to write"):
        archive.write(tmp_path, [ENTRY])
    assert list(tmp_path.rglob("*.jsonl")) == []
