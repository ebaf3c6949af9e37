"""Atom: what is written is read back by two parsers, says the same as the hub, and no more."""

import datetime as dt
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import feedparser
import pytest

from folkmoot.render.feeds import atom as atom_format
from folkmoot.render.feeds.feed import Author, Feed, Item, base_of, legal, main_language, stamp
from folkmoot.render.feeds.syndication import NEWEST, offered
from support.syndicated import (
    ATOM,
    NASTY,
    NASTY_LINE,
    SITE,
    WORDS,
    atom,
    bo,
    entry,
    event,
    files,
    hub_of,
    jsonfeed,
    post,
    texts,
    with_entries,
)


def parsed(content: bytes) -> Any:
    """The feed as feedparser reads it, which must find nothing wrong."""
    found = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, found.bozo_exception
    return found


def test_a_post_with_all_it_says(tmp_path: Path) -> None:
    keys = "language: fr\ntopics: [maps, tea]\nsummary: Short.\npicture: {file: a b.svg, alt: 'A \"b\"'}\n"
    body = "See [the meeting](../../events/meeting.md), [us](../index.md), ![x](../a.png)\n\nNote[^1].\n\n[^1]: There."
    hub = hub_of(
        tmp_path,
        **{
            "content/posts/one.md": post("One", keys=keys, body=body),
            "content/a b.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        },
    )
    found = parsed(files(hub)["feeds/posts.atom"])
    (made,) = found.entries
    assert (found.feed.title, found.feed.id, found.version) == (
        "Test Moot: Posts",
        "tag:moot.example,2026:hub/feeds/posts",
        "atom10",
    )
    assert [(one.rel, one.href) for one in found.feed.links] == [
        ("self", f"{SITE}feeds/posts.atom"),
        ("alternate", f"{SITE}posts/"),
    ]
    assert (made.id, made.link, made.title) == ("tag:moot.example,2026:hub/posts/one", f"{SITE}posts/one/", "One")
    assert made.published == made.updated == found.feed.updated == "2026-05-31T22:00:00Z"
    assert [(one.name, one.href) for one in made.authors] == [("Ada Rossi", f"{SITE}members/ada-rossi/")]
    assert [one.term for one in made.tags] == ["maps", "tea"]
    assert (made.summary, made.content[0].type, made.content[0].language) == ("Short.", "text/html", "fr")
    said = made.content[0].value
    assert said.startswith(f'<p><img src="{SITE}a%20b.svg" alt="A &quot;b&quot;"></p>')
    assert f'href="{SITE}events/meeting/"' in said
    assert f'href="{SITE}"' in said
    assert f'src="{SITE}a.png"' in said
    assert 'href="#note-one-1"' in said
    assert 'id="note-one-1"' in said


def test_no_link_depends_on_where_it_is_read(tmp_path: Path) -> None:
    body = "[a](../../../../out.md) [b](//other.example/b) [c](mailto:c@d.example) ![d](https://spy.example/d)"
    made = atom(hub_of(tmp_path, **{"content/posts/one.md": post(body=body)}), "posts")
    (said,) = texts(made, "entry/content")
    assert re.findall('(?:href|src)="([^"]*)"', said) == [
        "https://moot.example/out.md",
        "https://other.example/b",
        "mailto:c@d.example",
    ]


def test_nasty_texts_stay_texts(tmp_path: Path) -> None:
    body = f"{NASTY.replace(chr(0), '')}\n\n[a](javascript:alert(1)) <script>x</script> <img src=x onerror=y> [b](http://[)"
    title = "'<b>{{ 7 }}</b> </script> & \U0001f600'"
    hub = hub_of(tmp_path, **{"content/posts/one.md": post(title, body="Body.")})
    hub.community.posts["one"].saying(body)
    (made,) = atom(hub, "posts").iterfind(f"{ATOM}entry")
    assert made.findtext(f"{ATOM}title") == "<b>{{ 7 }}</b> </script> & \U0001f600"
    said = made.findtext(f"{ATOM}content") or ""
    assert "{{ 7 }}" in said
    for evil in ("<script", "javascript:", "onerror", "\x0b", "\x1b", "\uffff"):
        assert evil not in said
    assert said == jsonfeed(hub, "posts")["items"][0]["content_html"]


@pytest.mark.parametrize("title", [NASTY, NASTY + "x" * 5000, "", "\x00"])
def test_a_nasty_entry_from_elsewhere(tmp_path: Path, title: str) -> None:
    hub = hub_of(tmp_path, **{"members/bo-ek.yml": bo()})
    hub = with_entries(hub, [entry(title=title, excerpt=NASTY, author=NASTY, tags=(NASTY,), language='"><x')])
    (made,) = parsed(files(hub)["feeds/planet.atom"]).entries
    (read,) = atom(hub, "planet").iterfind(f"{ATOM}entry")
    expected = NASTY_LINE + title.removeprefix(NASTY) if title.startswith(NASTY) else "https://bo.example/1"
    assert read.findtext(f"{ATOM}title") == made.title == expected
    assert read.findtext(f"{ATOM}summary") == NASTY_LINE
    assert read.find(f"{ATOM}content") is None
    assert "{http://www.w3.org/XML/1998/namespace}lang" not in read.attrib
    assert (made.author, made.tags[0].term) == ("Bo Ek", NASTY_LINE)


def test_entries_say_who_wrote_them_and_where_they_come_from(tmp_path: Path) -> None:
    feeds = "sources:\n  feeds:\n    - {url: 'https://radio.example/pod', title: Radio, language: it}\n"
    profile = f"name: Test Moot\ntimezone: Europe/Rome\n{feeds}"
    hub = hub_of(tmp_path, **{"members/bo-ek.yml": bo(), "content/community.yml": profile})
    entries = [
        entry(3, title="Of Bo"),
        entry(2, title="Of the radio", source="radio-example-pod", author="Somebody"),
        entry(1, title="Of one who left", source="gone-example", author="Someone", url=""),
    ]
    found = parsed(files(with_entries(hub, entries))["feeds/planet.atom"]).entries
    assert [one.author for one in found] == ["Bo Ek", "Radio", "Someone"]
    assert found[0].author_detail.href == f"{SITE}members/bo-ek/"
    assert [one.get("source", {}).get("title") for one in found] == ["https://bo.example/feed", "Radio", None]
    assert found[1].source.id == found[1].source.links[0].href == "https://radio.example/pod"
    assert [one.link for one in found] == ["https://bo.example/3", "https://bo.example/2", f"{SITE}planet/"]
    assert found[0].published == found[0].updated == "2026-05-01T08:00:03Z"
    assert [one.id for one in found[:2]] == [
        "tag:moot.example,2026:hub/entries/bo-example-feed/e3",
        "tag:moot.example,2026:hub/entries/radio-example-pod/e2",
    ]


def test_hidden_members_wrote_nothing_and_others_have_names(tmp_path: Path) -> None:
    hub = hub_of(
        tmp_path,
        **{
            "members/hid.yml": "name: Hid Den\njoined: 2025-01-01\nvisibility: hidden\n",
            "members/nan.yml": "name: Nan Name\njoined: 2025-01-01\nvisibility: name\n",
            "content/posts/both.md": post("Both", "2026-06-02", "authors: [hid, nan]\n"),
            "content/posts/one.md": post("Alone", "2026-06-01", "authors: [hid]\n"),
            "events/meeting.md": event("Meeting", "2026-06-20", "hosts: [hid, nan]\n"),
        },
    )
    for name, authors in (("posts", [["Nan Name"], []]), ("events", [["Nan Name"]])):
        made = atom(hub, name).findall(f"{ATOM}entry")
        assert [texts(one, "author/name") for one in made] == authors
    assert not [path for path, content in files(hub).items() if b"Hid" in content or b"/hid" in content]
    # An entry without an author needs one of the feed.
    assert texts(atom(hub, "posts"), "author/name") == ["Test Moot"]


def test_posts_appear_on_their_day(tmp_path: Path) -> None:
    posts = {f"content/posts/of-{day}.md": post(f"Of {day}", day) for day in ("2026-06-15", "2026-06-16", "2026-06-14")}
    assert texts(atom(hub_of(tmp_path, **posts), "posts"), "entry/title") == ["Of 2026-06-15", "Of 2026-06-14"]


def test_the_fifty_newest(tmp_path: Path) -> None:
    hub = hub_of(tmp_path, **{"members/bo-ek.yml": bo()})
    entries = [entry(number, published=f"2026-05-01T{number // 60:02}:{number % 60:02}:00Z") for number in range(70)]
    assert NEWEST == 50
    assert texts(atom(with_entries(hub, entries), "planet"), "entry/title") == [f"Entry {69 - n}" for n in range(50)]


def test_no_id_is_said_twice(tmp_path: Path) -> None:
    twice = "recurrence:\n  rule: FREQ=WEEKLY\n  exceptions: [{date: 2026-06-20}, {date: 2026-06-20}]\n"
    hub = hub_of(tmp_path, **{"events/a.md": event("A", "2026-06-20 19:00", twice), "members/bo-ek.yml": bo()})
    hub = with_entries(hub, [entry(1), entry(1)])
    for name in ("planet", "events"):
        ids = texts(atom(hub, name), "entry/id")
        assert len(set(ids)) == len(ids) > 0


def test_each_language_has_feeds_of_its_own(tmp_path: Path) -> None:
    profile = "name: Test Moot\ntimezone: Europe/Rome\nlanguages: [en, pt-BR]\n"
    hub = hub_of(
        tmp_path,
        **{
            "content/community.yml": profile,
            "members/bo-ek.yml": bo().replace("/feed\n", "/feed\n    language: it\n"),
            "content/posts/de.md": post("Deutsch", keys="language: de\n"),
            "content/posts/main.md": post("Unsaid"),
        },
    )
    entries = [entry(1, language="en-GB"), entry(2), entry(3, language="EN_us"), entry(4, language="../x", source="?")]
    hub = with_entries(hub, entries)
    made = files(hub)
    assert {path for path in made if path.endswith("atom")} == {
        f"feeds/{name}.atom"
        for name in (
            *("posts", "posts-en", "posts-pt", "posts-de"),
            *("planet", "planet-en", "planet-pt", "planet-it"),
            *("events", "events-en", "events-pt"),
        )
    }
    assert texts(atom(hub, "posts-de"), "entry/title") == ["Deutsch"]
    assert texts(atom(hub, "posts-en"), "entry/title") == ["Unsaid"]
    assert texts(atom(hub, "posts-pt"), "entry/title") == []
    assert texts(atom(hub, "planet-en"), "entry/title") == ["Entry 3", "Entry 1"]
    assert texts(atom(hub, "planet-it"), "entry/title") == ["Entry 2"]
    assert atom(hub, "posts-de").attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "de"
    assert atom(hub, "posts-de").findtext(f"{ATOM}title") == "Test Moot: Posts (<de>)"


def test_what_is_offered_is_what_is_made(tmp_path: Path) -> None:
    profile = "name: Test Moot\ntimezone: Europe/Rome\nlanguages: [en, fr]\n"
    posts = {f"content/posts/{n}.md": post(keys=f"language: {tag}\n") for n, tag in enumerate(("nl", "de", "en"))}
    hub = hub_of(tmp_path, **{"content/community.yml": profile}, **posts)
    made = [path for path in files(hub) if not path.endswith("opml")]
    told = offered(hub, SITE, WORDS)
    assert [one.path for one in told] == made
    assert {(one.path[-4:], one.media_type) for one in told} == {
        ("atom", "application/atom+xml"),
        ("json", "application/feed+json"),
    }
    assert [one.language for one in told[:10:2]] == ["", "en", "fr", "de", "nl"]
    assert [one.title for one in told[:6:2]] == [f"Test Moot: Posts{more}" for more in ("", " (<en>)", " (<fr>)")]


def test_a_hub_with_one_language_and_no_posts_has_few_feeds(tmp_path: Path) -> None:
    assert set(files(hub_of(tmp_path))) == {"feeds/events.atom", "feeds/events.json"}
    assert not files(hub_of(tmp_path / "none", **{"events/meeting.md": event("M", "2026-05-14")}), "")
    assert offered(hub_of(tmp_path / "again"), "", WORDS) == ()


def test_the_domain_stands_in_for_an_address_and_comes_first_in_ids(tmp_path: Path) -> None:
    profile = "name: Test Moot\ntimezone: Europe/Rome\ndomain: moot.example\nfounded: 2020-02-01\n"
    hub = hub_of(tmp_path, **{"content/community.yml": profile, "content/posts/one.md": post()})
    for site_url, links in (("", "https://moot.example/"), ("https://a.github.io/b/", "https://a.github.io/b/")):
        found = parsed(files(hub, site_url)["feeds/posts.atom"])
        assert (found.entries[0].id, found.entries[0].link) == (
            "tag:moot.example,2026:posts/one",
            f"{links}posts/one/",
        )


@pytest.mark.parametrize("url", ["/hub/", "ftp://a.example/", "http://[::1]/", "http://[", "https://" + "a" * 70 + "/"])
def test_an_address_that_ids_cannot_be_made_of_gives_no_feeds(tmp_path: Path, url: str) -> None:
    assert base_of(hub_of(tmp_path).community.profile, url) is None


def test_a_site_with_signs_of_other_scripts_has_plain_ids(tmp_path: Path) -> None:
    base = base_of(hub_of(tmp_path).community.profile, "https://münze.example/straße/")
    assert base is not None
    assert base.id_of("a b#c") == "tag:xn--mnze-0ra.example,2026:stra%C3%9Fe/a%20b%23c"


def test_ids_survive_what_does_not_change_the_thing(tmp_path: Path) -> None:
    early, late = (
        event("A", "2026-06-20 19:00", "recurrence: {rule: FREQ=WEEKLY}\n"),
        event("A, moved", "2026-06-20 20:00", "recurrence: {rule: FREQ=WEEKLY}\n"),
    )
    renamed = late.replace("recurrence", "formerly: [a]\nrecurrence")
    posts = {"content/posts/b.md": post("B", "2026-06-03"), "content/posts/a.md": post("A", "2026-06-02")}
    again = {"content/posts/a.md": post("A!", "2026-06-04"), "content/posts/c.md": post("B!", "2026-06-03")}
    again["content/posts/c.md"] = again["content/posts/c.md"].replace("date:", "formerly: [b]\ndate:")
    one = hub_of(tmp_path / "1", **posts, **{"events/a.md": early, "events/meeting.md": ""})
    two = hub_of(tmp_path / "2", **again, **{"events/z.md": renamed, "events/meeting.md": ""})
    for name in ("posts", "events"):
        first, second = (texts(atom(hub, name), "entry/id") for hub in (one, two))
        assert sorted(first) == sorted(second)
        assert len(set(first)) == len(first) > 1
    assert texts(atom(one, "posts"), "entry/id") == list(reversed(texts(atom(two, "posts"), "entry/id")))
    assert "tag:moot.example,2026:hub/events/a/2026-06-27" in texts(atom(one, "events"), "entry/id")


@pytest.mark.parametrize(
    ("keys", "updated"), [("", "1970-01-01T00:00:00Z"), ("founded: 2020-02-01\n", "2020-01-31T23:00:00Z")]
)
def test_a_feed_in_which_there_is_nothing_yet(tmp_path: Path, keys: str, updated: str) -> None:
    profile = f"name: Test Moot\ntimezone: Europe/Rome\n{keys}"
    hub = hub_of(tmp_path, **{"content/community.yml": profile, "members/bo-ek.yml": bo()})
    found = parsed(files(hub)["feeds/planet.atom"])
    assert (found.entries, found.feed.updated) == ([], updated)


def test_old_zones_and_years_are_written_as_the_standard_wants() -> None:
    zone = dt.timezone(dt.timedelta(minutes=49, seconds=56))
    assert stamp(dt.datetime(1000, 1, 1, tzinfo=zone)) == "0999-12-31T23:10:04Z"
    assert [main_language(tag) for tag in ("pt-BR", "EN_us", "zh-Hans-CN", "x", "", "../a", "en-é")] == [
        *("pt", "en", "zh"),
        *("", "", "", ""),
    ]


def test_every_field_is_rid_of_what_xml_cannot_hold() -> None:
    nasty = "a\x00\x08\x0b\x1f\ud800\udfff\ufffe\uffffz\t\n\U0010ffff"
    moment = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    item = Item(nasty, nasty, nasty, moment, moment, (Author(nasty, nasty),), nasty, nasty, (nasty,), "en", None)
    feed = Feed(nasty, nasty, nasty, nasty, nasty, nasty, nasty, Author(nasty, nasty), None, (item,))
    assert legal(nasty) == "az\t\n\U0010ffff"
    assert len(feedparser.parse(io.BytesIO(atom_format.written(feed))).entries) == 1
    assert not set("\x00\x08\x0b\x1f\ufffe\uffff") & set(atom_format.written(feed).decode())


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    posts = {
        f"content/posts/p{n}.md": post(f"P{n}", keys=f"language: {tag}\n") for n, tag in enumerate(("fr", "de", "it"))
    }
    hub_of(tmp_path, **posts)
    script = (
        "import hashlib; from pathlib import Path; from support.syndicated import files, hub_of\n"
        f"print(hashlib.sha256(repr(list(files(hub_of(Path({str(tmp_path)!r}))).items())).encode()).hexdigest())\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([*sys.path, str(Path(__file__).parents[1])])}
    told = {
        subprocess.run(
            [sys.executable, "-c", script],
            env=environment | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
