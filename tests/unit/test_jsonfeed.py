"""JSON Feed 1.1: what the specification asks for is there, and it says the same as Atom."""

import datetime as dt
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from folkmoot.model.hub import Hub
from folkmoot.render.feeds.feed import Author, Feed, Item
from folkmoot.render.feeds.jsonfeed import written
from support.syndicated import (
    ATOM,
    NASTY,
    NASTY_LINE,
    SITE,
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

TEXT = {"type": "string", "minLength": 1}
DATE = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
ADDRESS = {"type": "string", "pattern": r"^https?://[^\s]+$"}
AUTHORS = {
    "type": "array",
    "items": {
        "type": "object",
        "minProperties": 1,
        "properties": {"name": TEXT, "url": ADDRESS},
        "additionalProperties": False,
    },
}
SPECIFICATION = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "home_page_url": ADDRESS,
        "feed_url": ADDRESS,
        "description": TEXT,
        "language": TEXT,
        "authors": AUTHORS,
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
                "properties": {
                    **dict.fromkeys(("id", "title", "summary", "content_html", "content_text", "language"), TEXT),
                    **dict.fromkeys(("date_published", "date_modified"), DATE),
                    "url": ADDRESS,
                    "authors": AUTHORS,
                    "tags": {"type": "array", "items": TEXT},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
"""What jsonfeed.org/version/1.1 asks for, as far as Folkmoot uses it."""


ITEMS = {
    **{"posts": 3, "posts-en": 2, "posts-fr": 1},
    **{"planet": 4, "planet-en": 0, "planet-fr": 1},
    **{"events": 1, "events-en": 0, "events-fr": 1},
}
"""How many items the feeds of the hub below have."""


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    """Something of every kind, in two languages, nasty and empty things among it."""
    profile = "name: Test Moot\ntimezone: Europe/Rome\ntagline: We meet\nlanguages: [en, fr]\n"
    found = hub_of(
        tmp_path,
        **{
            "content/community.yml": profile,
            "members/bo-ek.yml": bo(),
            "members/hid.yml": "name: Hid Den\njoined: 2025-01-01\nvisibility: hidden\n",
            "content/posts/one.md": post("One & <two>", keys="language: fr\ntopics: [a]\nsummary: Short\n"),
            "content/posts/two.md": post("Two", "2026-06-02", "authors: [hid]\n"),
            "content/posts/empty.md": post("Empty", "2026-06-03", body=""),
            "events/soon.md": event("Soon", "2026-06-20 19:00", "language: fr\n", "Come *in*."),
        },
    )
    nasty = entry(2, title=NASTY, excerpt=f"Of {NASTY}", tags=("\x00", NASTY), language="fr-CH")
    return with_entries(found, [entry(1), nasty, entry(3, title="", url=""), entry(4, title="\x00", excerpt="\x1b")])


def test_what_the_specification_asks_for_is_there(hub: Hub) -> None:
    made = {path: json.loads(content) for path, content in files(hub).items() if path.endswith(".json")}
    assert len(made) == 9
    for path, told in made.items():
        Draft202012Validator(SPECIFICATION).validate(told)
        assert told["feed_url"] == SITE + path
        assert len({item["id"] for item in told["items"]}) == len(told["items"])


@pytest.mark.parametrize("kind", ["posts", "planet", "events"])
@pytest.mark.parametrize("language", ["", "-en", "-fr"])
def test_it_says_the_same_as_atom(hub: Hub, kind: str, language: str) -> None:
    told, root = jsonfeed(hub, kind + language), atom(hub, kind + language)
    entries = root.findall(f"{ATOM}entry")
    assert told["title"] == root.findtext(f"{ATOM}title")
    assert told["description"] == root.findtext(f"{ATOM}subtitle") == "We meet"
    assert told["language"] == root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == (language[1:] or "en")
    assert len(entries) == ITEMS[kind + language]
    for item, read in zip(told["items"], entries, strict=True):
        assert item["id"] == read.findtext(f"{ATOM}id")
        assert item.get("title", "") == (read.findtext(f"{ATOM}title") or "")
        assert item.get("summary") == read.findtext(f"{ATOM}summary")
        assert item.get("content_html") == read.findtext(f"{ATOM}content")
        assert item["date_modified"] == read.findtext(f"{ATOM}updated")
        assert item.get("date_published") == read.findtext(f"{ATOM}published")
        assert item.get("tags", []) == [one.attrib["term"] for one in read.iterfind(f"{ATOM}category")]
        assert [one["name"] for one in item.get("authors", [])] == texts(read, "author/name")
        assert [one["url"] for one in item.get("authors", []) if "url" in one] == texts(read, "author/uri")
        assert [item["url"]] == [one.attrib["href"] for one in read.iterfind(f"{ATOM}link")]
        assert item.get("language") == read.attrib.get("{http://www.w3.org/XML/1998/namespace}lang")


def test_a_post(hub: Hub) -> None:
    (item,) = jsonfeed(hub, "posts-fr")["items"]
    assert item == {
        "id": "tag:moot.example,2026:hub/posts/one",
        "url": f"{SITE}fr/posts/one/",
        "title": "One & <two>",
        "summary": "Short",
        "content_html": "<p>Text.</p>\n",
        "date_published": "2026-05-31T22:00:00Z",
        "date_modified": "2026-05-31T22:00:00Z",
        "authors": [{"name": "Ada Rossi", "url": f"{SITE}fr/members/ada-rossi/"}],
        "tags": ["a"],
        "language": "fr",
    }


def test_what_is_missing_is_left_out_and_something_is_always_said(hub: Hub) -> None:
    posts = {item["title"]: item for item in jsonfeed(hub, "posts")["items"]}
    assert "authors" not in posts["Two"]
    assert posts["Empty"]["content_text"] == "Empty"
    planet = {item["id"][-2:]: item for item in jsonfeed(hub, "planet")["items"]}
    assert [planet[name]["content_text"] for name in ("e1", "e3", "e4")] == [
        *("Entry 1", f"{SITE}planet/", "https://bo.example/4")
    ]
    assert (planet["e2"]["title"], planet["e2"]["content_text"], planet["e2"]["tags"]) == (
        *(NASTY_LINE, f"Of {NASTY_LINE}"),
        [NASTY_LINE],
    )
    assert b"Hid" not in files(hub)["feeds/posts.json"]
    assert "date_published" not in jsonfeed(hub, "events")["items"][0]


def test_half_characters_do_not_stop_it() -> None:
    moment = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    item = Item("i", "https://a.example/", "a\ud800b\x00", moment, None, (Author("x\udfff"),), categories=("c\ud800",))
    feed = Feed("i", SITE, "feeds/x", SITE, "T", "", "en", Author("P"), None, (item,))
    (read,) = json.loads(written(feed))["items"]
    assert (read["title"], read["authors"], read["tags"]) == ("ab", [{"name": "x"}], ["c"])
