"""What people wrote in discussions, as rows: who, when, in which thread, and what counts for nobody."""

import datetime as dt
from pathlib import Path

from support.activity_rows import comment, derived, discussion


def test_a_discussion_with_its_comments(tmp_path: Path) -> None:
    comments = [
        comment("c1", "helper-bot", 9, 11, bot=True),
        comment("c2", "ada", 1, 12),
        comment("c3", "bob", 2, 13, answer=True),
        comment("c4", "Stranger", 50, 14, reply_to="c3"),
        comment("c5", "bob", 2, 15, reply_to="c1"),
        comment("c6", "cat", 3, 16),
        comment("c7", "", 0, 17),
        comment("c8", "bob", 2, 24 * 30 + 23),
    ]
    found = derived(tmp_path, discussions=[discussion(comments=comments, answered="2026-03-01T13:00:00Z")])
    doings = [
        (r["actor"], r["kind"], r["target"], f"{r['happened']:%H}") for r in found.activity if r["kind"] != "joined"
    ]
    assert sorted(doings, key=lambda row: (row[3], row)) == [
        ("ada", "asked", "", "10"),
        ("ada", "commented", "", "12"),
        ("bob", "answered", "ada", "13"),
        ("github:50", "commented", "bob", "14"),
        ("bob", "commented", "", "15"),
        ("bob", "commented", "ada", "23"),
    ]
    assert {row["thread"] for row in found.activity if row["kind"] != "joined"} == {"discussions/forum/d1"}
    assert {tuple(row["agenda"]) for row in found.activity if row["kind"] != "joined"} == {("applied",)}
    (thread,) = found.threads
    assert (thread["asker"], thread["responses"]) == ("ada", 5)
    assert thread["first_response"] == dt.datetime(2026, 3, 1, 13)
    assert thread["answered"] == dt.datetime(2026, 3, 1, 13)


def test_threads_stand_as_they_did(tmp_path: Path) -> None:
    found = derived(
        tmp_path,
        now=dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC),
        discussions=[
            discussion(
                comments=[comment("c1", "bob", 2, 13)], answered="2026-03-01T13:00:00Z", closed="2026-03-01T14:00:00Z"
            ),
            discussion("later", published="2026-03-01T12:00:01Z"),
            discussion("by-bot", bot=True),
        ],
    )
    (thread,) = found.threads
    assert (thread["first_response"], thread["responses"], thread["answered"], thread["closed"]) == (
        None,
        0,
        None,
        None,
    )
    assert found.rows("asked", "commented") == [("ada", "asked", "03-01 10:00")]


def test_a_deleted_account_may_be_the_author_itself(tmp_path: Path) -> None:
    found = derived(
        tmp_path,
        discussions=[
            discussion("ghost", "", 0, comments=[comment("c1", "", 0, 11), comment("c2", "bob", 2, 12)]),
            discussion("ada", comments=[comment("c1", "", 0, 11)]),
        ],
    )
    assert {row["thread"][18:]: row["first_response"].hour for row in found.threads} == {"ghost": 12, "ada": 11}
    assert found.rows("asked", "commented") == [("ada", "asked", "03-01 10:00"), ("bob", "commented", "03-01 12:00")]


def test_what_hidden_members_say_is_no_response(tmp_path: Path) -> None:
    comments = [comment("c1", "cat", 3, 11), comment("c2", "bob", 2, 12), comment("c3", "", 0, 13)]
    found = derived(tmp_path, discussions=[discussion(comments=comments), discussion("unheard", comments=comments[:1])])
    told = {row["thread"][18:]: (row["responses"], row["first_response"]) for row in found.threads}
    assert told == {"d1": (2, dt.datetime(2026, 3, 1, 12)), "unheard": (0, None)}


def test_what_an_app_says_in_somebodys_name_is_not_theirs(tmp_path: Path) -> None:
    comments = [
        comment("c1", "bob", 2, 11, bot=True),
        comment("c2", "ada", 1, 12, reply_to="c1"),
        comment("c3", "bob", 2, 13),
    ]
    found = derived(tmp_path, discussions=[discussion(author="x", author_id=9, comments=comments)])
    doings = [
        (row["actor"], row["target"], row["happened"].hour) for row in found.activity if row["kind"] == "commented"
    ]
    assert doings == [("ada", "", 12), ("bob", "github:9", 13)]
    assert found.threads[0]["first_response"].hour == 12


def test_an_author_with_a_new_login_is_the_author_still(tmp_path: Path) -> None:
    comments = [comment("c1", "ada-new", 1, 11), comment("c2", "ADA", 0, 12), comment("c3", "bob", 2, 13)]
    (thread,) = derived(tmp_path, discussions=[discussion(comments=comments)]).threads
    assert (thread["first_response"].hour, thread["responses"]) == (13, 1)


def test_what_a_category_stands_for(tmp_path: Path) -> None:
    categories = {
        **{"Show and tell": ["applied"], "projects": ["applied"], "HELP": ["applied"], "📰 News": ["external"]},
        **{"Meta": ["internal"], "Announcements": ["internal"], "Introductions": ["internal"], "General": []},
    }
    found = derived(tmp_path, discussions=[discussion(name, category=name) for name in categories])
    assert {row["category"]: row["agenda"] for row in found.threads} == categories


def test_a_hub_says_itself_what_its_categories_stand_for(tmp_path: Path) -> None:
    agendas = {"Été & co": "external", "help": "internal"}
    categories = {"été  co": ["external"], "HELP": ["internal"], "Meta": ["internal"], "Other": []}
    found = derived(tmp_path, discussions=[discussion(name, category=name) for name in categories], agendas=agendas)
    assert {row["category"]: row["agenda"] for row in found.threads} == {
        " ".join(name.split()): agenda for name, agenda in categories.items()
    }
