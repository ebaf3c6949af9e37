"""The archive's lines into records and tables: every good line arrives in both, every bad one in neither."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from folkmoot.load.archive import load_archive
from folkmoot.load.warehouse import open_warehouse
from folkmoot.model.activity import ACTIVITY_COLUMNS
from folkmoot.model.conversation import Comment, Discussion
from folkmoot.model.harvest import Entry, Harvest, SourceState, Work

ENTRY: dict[str, Any] = {
    "source": "ada-blog",
    "id": "e1",
    "url": "https://ada.example/1",
    "title": "First",
    "excerpt": "Words",
    "author": "Ada",
    "language": "en",
    "published": "2026-03-01T10:00:00Z",
    "first_seen": "2026-03-02T10:00:00Z",
    "tags": ["python", "ü"],
}
COMMENT: dict[str, Any] = {
    "id": "c1",
    "author": "bob",
    "author_id": 2,
    "bot": False,
    "created": "2026-03-01T12:00:00Z",
    "answer": True,
    "reply_to": "",
}
DISCUSSION: dict[str, Any] = {
    "source": "forum",
    "id": "d1",
    "number": 7,
    "url": "https://forum.example/7",
    "title": "How?",
    "category": "Help",
    "answerable": True,
    "author": "Ada",
    "author_id": 1,
    "bot": False,
    "published": "2026-03-01T10:00:00Z",
    "updated": "2026-03-01T12:00:00Z",
    "closed": "",
    "answered": "2026-03-01T12:00:00Z",
    "reactions": 3,
    "comments": [COMMENT],
}
WORK: dict[str, Any] = {
    "source": "repo-git",
    "id": "w1",
    "who": "github:1",
    "login": "ada",
    "published": "2026-03-01",
    "kind": "code",
    "commits": 4,
    "first": "2026-03-03",
    "last": "2026-03-30T23:00:00Z",
}
STATE: dict[str, Any] = {
    "source": "ada-blog",
    "id": "s1",
    "published": "2026-03-01T10:00:00Z",
    "state": "failing",
    "reason": "404",
    "url": "",
}
ONE_OF_EACH = {"entries": ENTRY, "discussions": DISCUSSION, "work": WORK, "sources": STATE}


def without(record: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in keys}


def written(folder: Path, kind: str, *lines: dict[str, Any] | str | bytes, source: str = "") -> Path:
    path = folder / kind / (source or ONE_OF_EACH[kind]["source"]) / "2026.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = [
        one if isinstance(one, bytes) else (one if isinstance(one, str) else json.dumps(one)).encode() for one in lines
    ]
    path.write_bytes(b"".join(line + b"\n" for line in raw))
    return path


def test_work_tells_weeks_and_lines_where_it_was_collected_with_them(tmp_path: Path) -> None:
    told = WORK | {"weeks": ["2026-W09", "2026-W10"], "added": 12, "removed": 3}
    written(tmp_path, "work", told, WORK | {"id": "older"})
    harvest, problems = load_archive(tmp_path, tmp_path)
    assert problems == []
    assert [(one.id, one.weeks, one.added, one.removed) for one in harvest.work] == [
        ("older", (), 0, 0),
        (told["id"], ("2026-W09", "2026-W10"), 12, 3),
    ]


def test_every_kind_of_line_becomes_its_record(tmp_path: Path) -> None:
    for kind, record in ONE_OF_EACH.items():
        written(tmp_path / "archive", kind, record)
    harvest, problems = load_archive(tmp_path / "archive", tmp_path)
    assert problems == []
    assert harvest.entries == (Entry(**{**ENTRY, "tags": ("python", "ü")}),)
    assert harvest.discussions == (Discussion(**{**DISCUSSION, "comments": (Comment(**COMMENT),)}),)
    assert harvest.work == (Work(**WORK),)
    assert harvest.states == (SourceState(**STATE),)


def test_what_is_left_out_or_null_is_empty(tmp_path: Path) -> None:
    short = without(DISCUSSION, "closed", "answered", "bot", "reactions", "author", "author_id")
    short["comments"] = [without(COMMENT, "reply_to", "answer"), COMMENT | {"id": "c2", "author": None}]
    written(tmp_path, "discussions", short)
    written(tmp_path, "entries", without(ENTRY, "tags", "excerpt") | {"author": None})
    harvest, problems = load_archive(tmp_path, tmp_path)
    assert problems == []
    (discussion,), (entry,) = harvest.discussions, harvest.entries
    assert (discussion.author, discussion.author_id, discussion.bot, discussion.answered) == ("", 0, False, "")
    assert [(one.answer, one.author) for one in discussion.comments] == [(False, "bob"), (True, "")]
    assert (entry.tags, entry.excerpt, entry.author) == ((), "", "")
    with open_warehouse(tmp_path) as warehouse:
        row = warehouse.execute("SELECT author, author_id, bot, answered FROM discussions").fetchone()
        assert row == ("", 0, False, None)
        assert warehouse.execute("SELECT id, answer, author FROM comments ORDER BY id").fetchall() == [
            ("c1", False, "bob"),
            ("c2", True, ""),
        ]
        assert warehouse.execute("SELECT author, tags FROM entries").fetchall() == [("", [])]


def test_newest_first_then_by_id(tmp_path: Path) -> None:
    days = {"b": "2026-01-02", "a": "2026-01-02", "c": "2026-05-01", "d": "2025-01-01"}
    written(tmp_path, "entries", *(ENTRY | {"id": i, "published": f"{day}T00:00:00Z"} for i, day in days.items()))
    harvest, _ = load_archive(tmp_path, tmp_path)
    assert [entry.id for entry in harvest.entries] == ["c", "a", "b", "d"]


def test_those_of_the_same_moment_stand_by_id_and_then_by_source(tmp_path: Path) -> None:
    same = [("b", "zoe"), ("a", "zoe"), ("b", "ada"), ("a", "ada")]
    for source in ("zoe", "ada"):
        written(tmp_path, "entries", *(ENTRY | {"id": i, "source": source} for i in "ba"), source=source)
    harvest, _ = load_archive(tmp_path, tmp_path)
    assert [(one.id, one.source) for one in harvest.entries] == sorted(same)


@pytest.mark.parametrize("url", ["", "http://a.example", "HTTPS://a.example/ü?q=javascript:1", "https://a.example/a b"])
def test_an_address_is_http_or_empty(tmp_path: Path, url: str) -> None:
    written(tmp_path, "entries", ENTRY | {"url": url})
    written(tmp_path, "discussions", DISCUSSION | {"url": url})
    written(tmp_path, "sources", STATE | {"url": "owner/name"})
    harvest, problems = load_archive(tmp_path, tmp_path)
    assert problems == []
    assert [harvest.entries[0].url, harvest.discussions[0].url, harvest.states[0].url] == [url, url, "owner/name"]
    with open_warehouse(tmp_path) as warehouse:
        found = warehouse.execute("SELECT url FROM entries UNION ALL SELECT url FROM discussions").fetchall()
        assert found == [(url,), (url,)]


def test_no_archive_is_an_empty_harvest(tmp_path: Path) -> None:
    harvest, problems = load_archive(tmp_path / "nowhere", tmp_path)
    assert harvest == Harvest()
    assert problems == []
    with open_warehouse(tmp_path / "nowhere") as warehouse:
        for table in ("entries", "discussions", "comments", "work"):
            assert warehouse.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


BROKEN: dict[str, tuple[str, dict[str, Any] | str | bytes, str]] = {
    "no JSON": ("entries", "{oh", "it is no JSON"),
    "half a line": ("entries", json.dumps(ENTRY)[:40], "it is no JSON"),
    "no UTF-8": ("entries", b'{"source": "\xff"}', "it is no JSON"),
    "half a surrogate": ("entries", json.dumps(ENTRY | {"title": "\ud800"}), "it is no JSON"),
    "a merge conflict": ("entries", "<<<<<<< HEAD", "it is no JSON"),
    "a list": ("entries", "[]", "the line should be an object in braces, and is []"),
    "a number": ("work", "3", "the line should be an object in braces, and is 3"),
    "null": ("work", "null", "the line should be an object in braces, and is null"),
    "no title": ("entries", without(ENTRY, "title"), "title is missing"),
    "no comment id": ("discussions", DISCUSSION | {"comments": [without(COMMENT, "id")]}, "comments.1.id is missing"),
    "number for text": ("entries", ENTRY | {"id": 7}, "id should be text in quotes, and is 7"),
    "text for number": ("work", WORK | {"commits": "4"}, 'commits should be a whole number, and is "4"'),
    "no list of weeks": ("work", WORK | {"weeks": "2026-W20"}, "weeks should be a list"),
    "a week that is none": ("work", WORK | {"weeks": ["2026-W20", "W9"]}, "“W9”, which is no week such as 2026-W20"),
    "a part of a commit": ("work", WORK | {"commits": 4.5}, "commits should be a whole number, and is 4.5"),
    "more than tables hold": ("discussions", DISCUSSION | {"author_id": 2**63}, "author_id is too large a number"),
    "far less": ("work", WORK | {"commits": -(2**64)}, "commits is too large a number"),
    "far more": ("discussions", DISCUSSION | {"comments": [COMMENT | {"author_id": 10**30}]}, "is too large a number"),
    "text for yes or no": ("discussions", DISCUSSION | {"bot": "no"}, 'bot should be true or false, and is "no"'),
    "one tag, no list": ("entries", ENTRY | {"tags": "x"}, 'tags should be a list, and is "x"'),
    "a tag that is none": ("entries", ENTRY | {"tags": ["x", 3]}, "tags.2 should be text in quotes, and is 3"),
    "a tag that is null": ("entries", ENTRY | {"tags": ["x", None]}, "tags.2 should be text in quotes, and is null"),
    "a comment that is null": ("discussions", DISCUSSION | {"comments": [None]}, "comments.1 should be an object"),
    "comments by number": ("discussions", DISCUSSION | {"comments": 3}, "comments should be a list, and is 3"),
    "comment by name": ("discussions", DISCUSSION | {"comments": ["x"]}, "comments.1 should be an object in braces"),
    "no such day": ("entries", ENTRY | {"published": "2026-02-30T00:00:00Z"}, "which the calendar does not have"),
    "no such hour": ("entries", ENTRY | {"published": "2026-02-20T24:00:00Z"}, "which is no time such as"),
    "year nought": ("entries", ENTRY | {"published": "0000-01-01T00:00:00Z"}, "which is no time such as"),
    "a year before ours": ("entries", ENTRY | {"published": "0999-12-31T00:00:00Z"}, "which is no time such as"),
    "a year after ours": ("entries", ENTRY | {"published": "9999-12-31T23:59:59Z"}, "which is no time such as"),
    "a script": ("entries", ENTRY | {"url": "javascript:alert(1)"}, "url is “javascript:alert(1)”, which is no"),
    "a page in itself": ("discussions", DISCUSSION | {"url": "data:text/html,x"}, "which is no address such as"),
    "a script below": ("entries", ENTRY | {"url": "javascript:1\nhttps://a.example"}, "which is no address such as"),
    "a torn address": ("entries", ENTRY | {"url": "https://a.example\njavascript:1"}, "which is no address such as"),
    "no scheme": ("entries", ENTRY | {"url": "//a.example"}, "which is no address such as"),
    "a scheme alone": ("discussions", DISCUSSION | {"url": "https://"}, "which is no address such as"),
    "a way out": ("entries", ENTRY | {"source": "../../../etc"}, "source is “../../../etc”, and the folder is"),
    "a torn source": ("discussions", DISCUSSION | {"source": 's x"><b>&'}, 'source is “s x"><b>&”, and the folder'),
    "another's folder": ("work", WORK | {"source": "other-git"}, "and the folder is “repo-git”: both are one slug"),
    "another zone": ("entries", ENTRY | {"published": "2026-02-20T10:00:00+01:00"}, "which is no time such as"),
    "only a day": ("entries", ENTRY | {"published": "2026-02-20"}, "which is no time such as"),
    "empty date": ("entries", ENTRY | {"published": ""}, "which is no time such as"),
    "answered sometime": ("discussions", DISCUSSION | {"answered": "soon"}, "answered is “soon”"),
    "bad comment date": ("discussions", DISCUSSION | {"comments": [COMMENT | {"created": "x"}]}, "created is “x”"),
    "bad month": ("work", WORK | {"published": "2026-13-01"}, "which the calendar does not have"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_line_is_told_of_and_the_good_ones_are_kept(tmp_path: Path, name: str) -> None:
    kind, line, words = BROKEN[name]
    good = ONE_OF_EACH[kind]
    written(tmp_path / "hub" / "archive", kind, good | {"id": "before"}, line, "", good | {"id": "after"})
    harvest, problems = load_archive(tmp_path / "hub" / "archive", tmp_path / "hub")
    assert [(one.path, one.line, one.code) for one in problems] == [
        (f"archive/{kind}/{good['source']}/2026.jsonl", 2, "archive-line")
    ]
    assert words in problems[0].message
    assert "pydantic" not in problems[0].message
    assert [one.id for one in getattr(harvest, kind)] == ["after", "before"]
    with open_warehouse(tmp_path / "hub" / "archive") as warehouse:
        assert warehouse.execute(f"SELECT id FROM {kind} ORDER BY id").fetchall() == [("after",), ("before",)]


def test_an_unknown_state_is_told_of(tmp_path: Path) -> None:
    written(tmp_path, "sources", STATE | {"state": "sulking"})
    harvest, problems = load_archive(tmp_path, tmp_path)
    assert harvest.states == ()
    assert 'state should be one of the words the format knows, and is "sulking"' in problems[0].message


def test_line_ends_and_separators_of_other_systems(tmp_path: Path) -> None:
    line = json.dumps(ENTRY | {"title": "a\u2028b\x85c"}, ensure_ascii=False)
    written(tmp_path, "entries", line + "\r", json.dumps(ENTRY | {"id": "e2"}))
    harvest, problems = load_archive(tmp_path, tmp_path)
    assert problems == []
    assert {entry.title for entry in harvest.entries} == {"a b c", "First"}
    with open_warehouse(tmp_path) as warehouse:
        assert warehouse.execute("SELECT count(*) FROM entries").fetchone() == (2,)


def test_a_folder_whose_name_looks_like_a_pattern(tmp_path: Path) -> None:
    written(tmp_path / "hub [1] 'a'", "entries", ENTRY)
    with open_warehouse(tmp_path / "hub [1] 'a'") as warehouse:
        assert warehouse.execute("SELECT id FROM entries").fetchall() == [("e1",)]


def test_an_archive_outside_the_hub_is_named_in_full(tmp_path: Path) -> None:
    path = written(tmp_path / "elsewhere", "entries", "{")
    _, (problem,) = load_archive(tmp_path / "elsewhere", tmp_path / "hub")
    assert problem.path == path.as_posix()


def test_tables_hold_what_the_records_say(tmp_path: Path) -> None:
    for kind, record in ONE_OF_EACH.items():
        written(tmp_path, kind, record)
    with open_warehouse(tmp_path) as warehouse:
        row = warehouse.execute("SELECT source, id, strftime(published, '%c'), tags FROM entries").fetchone()
        assert row == ("ada-blog", "e1", "2026-03-01 10:00:00", ["python", "ü"])
        found = warehouse.execute("SELECT source, discussion, id, author_id, answer, created::VARCHAR FROM comments")
        assert found.fetchall() == [("forum", "d1", "c1", 2, True, "2026-03-01 12:00:00")]
        found = warehouse.execute("SELECT who, commits, first::VARCHAR, last::VARCHAR FROM work")
        assert found.fetchall() == [("github:1", 4, "2026-03-03 00:00:00", "2026-03-30 23:00:00")]


def test_the_activity_table_is_as_the_model_says(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        columns = warehouse.execute(
            "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'activity' ORDER BY column_index"
        )
        assert dict(columns.fetchall()) == ACTIVITY_COLUMNS


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM read_json('{}/entries/ada-blog/2026.jsonl')",
        "COPY entries TO '{}/stolen.csv'",
        "ATTACH '{}/other.db'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
    ],
)
def test_the_warehouse_reaches_nothing_outside(tmp_path: Path, sql: str) -> None:
    written(tmp_path, "entries", ENTRY)
    with open_warehouse(tmp_path) as warehouse, pytest.raises(duckdb.Error):
        warehouse.execute(sql.format(tmp_path))
    assert not (tmp_path / "stolen.csv").exists()


def test_the_warehouse_computes_alone_in_little_room_and_leaves_nothing_on_disk(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        names = ("threads", "memory_limit", "temp_directory")
        settings = ", ".join(f"current_setting('{name}')" for name in names)
        assert warehouse.execute(f"SELECT {settings}").fetchone() == (1, "1.8 GiB", "")


@pytest.mark.parametrize("source", ['s x"><b>&', "..a", "Ada", "a_b"])
def test_a_folder_that_is_no_slug_is_told_of(tmp_path: Path, source: str) -> None:
    written(tmp_path, "entries", ENTRY | {"source": source}, source=source)
    harvest, (problem,) = load_archive(tmp_path, tmp_path)
    assert harvest.entries == ()
    assert (problem.line, problem.code) == (1, "archive-line")
    with open_warehouse(tmp_path) as warehouse:
        assert warehouse.execute("SELECT count(*) FROM entries").fetchone() == (0,)


def test_what_people_read_is_clean_in_records_and_tables(tmp_path: Path) -> None:
    for sign in ("\u202e", "\u2028", "\x00", "\u2066", "\ufeff", "\n"):
        dirty = f" a{sign}b "
        written(tmp_path, "entries", ENTRY | dict.fromkeys(("title", "excerpt", "author"), dirty) | {"tags": [dirty]})
        told = DISCUSSION | dict.fromkeys(("title", "category", "author"), dirty)
        written(tmp_path, "discussions", told | {"comments": [COMMENT | {"author": dirty}]})
        written(tmp_path, "work", WORK | {"login": dirty})
        harvest, problems = load_archive(tmp_path, tmp_path)
        assert problems == []
        clean = "a b" if sign in "\u2028\n" else "ab"
        (entry,), (discussion,) = harvest.entries, harvest.discussions
        assert {entry.title, entry.excerpt, entry.author, *entry.tags} == {clean}
        assert {discussion.title, discussion.category, discussion.author, discussion.comments[0].author} == {clean}
        assert harvest.work[0].login == clean
        with open_warehouse(tmp_path) as warehouse:
            said = "SELECT title, author, tags[1] FROM entries UNION SELECT title, category, author FROM discussions"
            assert warehouse.execute(said).fetchall() == [(clean,) * 3], repr(sign)
            said = "SELECT author FROM comments UNION SELECT login FROM work"
            assert warehouse.execute(said).fetchall() == [(clean,)], repr(sign)


def test_records_and_tables_clean_the_same_signs(tmp_path: Path) -> None:
    signs = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    written(tmp_path, "entries", ENTRY | {"title": "".join(f"<{sign}>" for sign in signs)})
    (entry,) = load_archive(tmp_path, tmp_path)[0].entries
    with open_warehouse(tmp_path) as warehouse:
        assert warehouse.execute("SELECT title FROM entries").fetchall() == [(entry.title,)]
