"""Metrics of what is written, and what it meets with, against figures worked out by hand."""

import datetime as dt
from zoneinfo import ZoneInfo

from folkmoot.derive.published import Published
from folkmoot.model.harvest import Mention, Source
from support.counted import Counted


def test_original_posts_and_comments(hub: Counted) -> None:
    hub.project("lamp")
    hub.serves("crew", "bob", "2026-05-31")
    for kind in ("published", "wrote", "asked", "reported", "proposed"):
        hub.did("ada", "2026-05-01", kind, thread=f"x/{kind}", project="lamp")
    hub.did("bob", "2026-05-01", "published", thread="x/published", project="lamp")  # the same post
    for kind in ("commented", "answered", "reviewed"):
        hub.did("bob", "2026-05-31", kind, language="fr")
    for kind in ("hosted", "spoke", "attended", "released", "committed", "credited", "joined"):
        hub.did("bob", "2026-05-31", kind)
    hub.did("ada", "2026-03-17", "wrote")
    hub.did("ada", "2026-03-16", "wrote")
    found = hub.figures("content")
    assert found["2026-05", "original"] == (5, 5)
    assert found["2026-05", "comments"] == (3, 3)
    assert found["", "original"] == (6, 6)
    assert found["all", "original"] == (7, 7)
    assert found["2026-04", "original"] == found["2026-04", "comments"] == (0, 0)
    assert hub.figures("content", "project/lamp")["all", "original"] == (5, 5)
    assert hub.figures("content", "team/crew")["all", "original"] == (0, 0)
    assert hub.figures("content", "team/crew")["all", "comments"] == (3, 3)
    assert hub.figures("content", "language/fr")["2026-05", "comments"] == (3, 3)
    behind = hub.behind("content", "2026-05", "comments", "language/fr")
    assert [(one.actor, one.what) for one in behind] == [
        ("bob", "answered"),
        ("bob", "commented"),
        ("bob", "reviewed"),
    ]


def commented(hub: Counted, login: str, created: str, reactions: int, *, bot: bool = False) -> None:
    hub.connection.execute(
        "INSERT INTO comments (source, discussion, id, author, author_id, bot, created, reactions)"
        " VALUES ('forum', 'D1', ?, ?, 0, ?, ?, ?)",
        [f"{login} {created}", login, bot, created, reactions],
    )


def test_reactions_count_where_they_were_given_to(hub: Counted) -> None:
    hub.joined("bob", "2020-01-01", language="fr")
    hub.serves("crew", "bob", "2026-05-01", "2026-05-31")
    hub.serves("crew", "bob", "2026-05-02")  # both at once
    hub.connection.execute("INSERT INTO accounts VALUES ('bob', 0, 'bob'), ('robot', 0, 'robot'), ('hidden', 0, '')")
    hub.opened("2026-04-30", thread="discussions/forum/D1", reactions=5)
    hub.opened("2026-05-01", reactions=2)
    hub.opened("2026-05-02", reactions=0)
    commented(hub, "Bob", "2026-05-31 23:59:59", 3)
    commented(hub, "Bob", "2026-05-31 23:59:58", 3)
    commented(hub, "bob", "2026-06-15 12:00:01", 50)
    commented(hub, "robot", "2026-05-03", 50, bot=True)
    commented(hub, "hidden", "2026-05-03", 50)
    found = hub.figures("reactions")
    assert found["", "threads"] == (7, 7)
    assert found["2026-05", "threads"] == (2, 2)
    assert found["2026-05", "comments"] == found["all", "comments"] == (6, 6)
    assert found["2026-03", "comments"] == (0, 0)
    assert hub.figures("reactions", "language/fr")["all", "comments"] == (6, 6)
    assert hub.figures("reactions", "team/crew")["all", "comments"] == (6, 6)
    assert hub.figures("reactions", "team/crew")["all", "threads"] == (0, 0)
    rows = hub.behind("reactions", "2026-05", "comments")
    assert [(one.actor, one.what, one.thread) for one in rows] == [("bob", "reactions: 3", "discussions/forum/D1")] * 2


def test_mentions_count_on_their_day_in_their_language(hub: Counted) -> None:
    def one(day: str, language: str = "") -> Mention:
        return Mention("watch", day, f"https://x.example/{day}", day, "", "", language, day, day)

    told = [
        one("2026-05-31T22:30:00Z"),  # June in Rome, and in its feed's language
        one("2026-05-31T21:30:00Z", "EN-gb"),
        one("2026-06-15T00:00:00Z", "de"),
    ]
    sources = [Source("mentions", "watch", "https://x.example/feed", "", "", "fr-CA")]
    rows = Published(sources, ("en", "fr"), ZoneInfo("Europe/Rome")).mentions(told)
    assert [(row["day"], row["language"]) for row in rows] == [
        ("2026-06-01", "fr"),
        ("2026-05-31", "en"),
        ("2026-06-15", ""),
    ]
    for row in rows:
        hub.connection.execute("INSERT INTO mentions VALUES ($day, $title, $url, $language)", row)
    found = hub.figures("mentions")
    assert found["", "mentions"] == found["all", "mentions"] == (3, 3)
    assert found["2026-05", "mentions"] == (1, 1)
    assert found["2026-04", "mentions"] == (0, 0)
    assert hub.figures("mentions", "language/fr")["all", "mentions"] == (1, 1)
    (behind,) = hub.behind("mentions", "2026-05", "mentions", "language/en")
    assert (behind.day, behind.url) == (dt.date(2026, 5, 31), "https://x.example/2026-05-31T21:30:00Z")
    assert hub.behind("mentions", "2026-05", "mentions", "language/fr") == ()
