"""Feeds by language: each is told in its own, leads to the pages in it, and keeps the ids that the whole feed has."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from folkmoot.model.hub import Hub
from folkmoot.render.outputs import outputs
from support.syndicated import ATOM, SITE, atom, bo, entry, event, hub_of, post, texts, with_entries

PROFILE = "name: Test Moot\ntimezone: Europe/Rome\ntagline: We meet\nlanguages: [en, fr]\n"
FILES = {
    "content/community.yml": PROFILE,
    "content/community.fr.yml": "tagline: On se voit\n",
    "content/posts/lamps.md": post("Lamps", keys="summary: Bright.\n", body="They shine."),
    "content/posts/lamps.fr.md": "---\ntitle: Les lampes\nsummary: Claires.\n---\n\nElles brillent.\n",
    "content/posts/the.md": post("Le thé", "2026-06-02", "language: fr\n"),
    "content/posts/tee.md": post("Tee", "2026-06-03", "language: de\n"),
    "content/posts/tee.fr.md": "---\ntitle: Thé de l’Est\n---\n",
    "events/soir.md": event("Soir", "2026-06-20 19:00", "language: fr\nhosts: [ada-rossi]\nstatus: tentative\n"),
    "events/eve.md": event("Eve", "2026-06-21 19:00"),
    "events/meeting.md": "",
    "members/bo-ek.yml": bo().replace("/feed\n", "/feed\n    language: fr\n"),
}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    return with_entries(hub_of(tmp_path, **FILES), [entry(1), entry(2, url="", language="en")])


def read(feed: ET.Element) -> list[tuple[str, str, str]]:
    """Each entry's title, the address of its page, and its language."""
    return [
        (one.findtext(f"{ATOM}title", ""), one.find(f"{ATOM}link").attrib["href"], one.attrib[LANG])  # type: ignore[union-attr]
        for one in feed.iterfind(f"{ATOM}entry")
    ]


@pytest.mark.parametrize(("kind", "word"), [("posts", "Posts"), ("planet", "Planet"), ("events", "Events")])
def test_a_feed_is_told_in_its_language_and_leads_to_the_list_in_it(hub: Hub, kind: str, word: str) -> None:
    for language, title, tagline, home in (
        ("fr", f"Test Moot:fr {word}~fr (<fr~fr>)", "On se voit", f"{SITE}fr/"),
        ("en", f"Test Moot: {word} (<en>)", "We meet", SITE),
        ("", f"Test Moot: {word}", "We meet", SITE),
    ):
        made = atom(hub, f"{kind}-{language}".removesuffix("-"))
        assert (made.findtext(f"{ATOM}title"), made.findtext(f"{ATOM}subtitle")) == (title, tagline)
        links = {one.attrib["rel"]: one.attrib["href"] for one in made.iterfind(f"{ATOM}link")}
        assert links["alternate"] == f"{home}{kind}/"
        assert texts(made, "author/uri") == [home]


def test_events_are_told_in_the_language_they_are_held_in(hub: Hub) -> None:
    held, whole = atom(hub, "events-fr"), atom(hub, "events")
    assert read(held) == [("[tentative~fr] Soir, 2026-06-20~fr", f"{SITE}fr/events/soir/", "fr")]
    assert texts(held, "entry/content") == ["<p>[tentative~fr] 2026-06-20~fr</p>\n"]
    assert texts(held, "entry/author/uri") == [f"{SITE}fr/members/ada-rossi/"]
    assert read(atom(hub, "events-en")) == [("Eve, 2026-06-21", f"{SITE}events/eve/", "en")]
    assert read(whole) == [
        ("Eve, 2026-06-21", f"{SITE}events/eve/", "en"),
        ("[tentative] Soir, 2026-06-20", f"{SITE}fr/events/soir/", "fr"),
    ]


def test_posts_are_read_in_every_language_that_they_are_translated_into(hub: Hub) -> None:
    assert read(atom(hub, "posts-fr")) == [
        ("Thé de l’Est", f"{SITE}fr/posts/tee/", "fr"),
        ("Le thé", f"{SITE}fr/posts/the/", "fr"),
        ("Les lampes", f"{SITE}fr/posts/lamps/", "fr"),
    ]
    assert texts(atom(hub, "posts-fr"), "entry/content")[-1] == "<p>Elles brillent.</p>\n"
    assert texts(atom(hub, "posts-fr"), "entry/summary")[-1] == "Claires."
    assert read(atom(hub, "posts-en")) == [("Lamps", f"{SITE}posts/lamps/", "en")]
    assert read(atom(hub, "posts-de")) == [("Tee", f"{SITE}posts/tee/", "de")]
    assert read(atom(hub, "posts")) == [
        ("Tee", f"{SITE}posts/tee/", "de"),
        ("Le thé", f"{SITE}fr/posts/the/", "fr"),
        ("Lamps", f"{SITE}posts/lamps/", "en"),
    ]


def test_what_is_written_elsewhere_leads_to_the_pages_of_the_language(hub: Hub) -> None:
    assert texts(atom(hub, "planet-fr"), "entry/author/uri") == [f"{SITE}fr/members/bo-ek/"]
    assert read(atom(hub, "planet-en")) == [("Entry 2", f"{SITE}planet/", "en")]


def test_an_entry_has_one_id_in_all_feeds(hub: Hub) -> None:
    for kind in ("posts", "planet", "events"):
        whole = set(texts(atom(hub, kind), "entry/id"))
        parts = [texts(atom(hub, f"{kind}-{language}"), "entry/id") for language in ("en", "fr")]
        assert whole.issuperset(one for part in parts for one in part)
        assert all(parts)
    assert texts(atom(hub, "posts-fr"), "entry/id")[-1] == "tag:moot.example,2026:hub/posts/lamps"


def test_a_language_without_pages_is_told_in_the_main_one(tmp_path: Path) -> None:
    files = {"content/community.yml": PROFILE.replace("[en, fr]", "[en, pt-BR, nl]"), "content/community.fr.yml": ""}
    files |= {"content/community.pt-BR.yml": "tagline: A gente se vê\n"}
    hub = hub_of(tmp_path, **{"events/a.md": event("A", "2026-06-20", "language: pt-BR\n"), **files})
    told = [atom(hub, f"events-{language}") for language in ("pt", "nl")]
    assert [one.findtext(f"{ATOM}subtitle") for one in told] == ["A gente se vê", "We meet"]
    assert [one.findtext(f"{ATOM}title") for one in told] == [
        "Test Moot:pt-BR Events~pt-BR (<pt~pt-BR>)",
        "Test Moot: Events (<nl>)",
    ]
    assert read(told[0]) == [("A, 2026-06-20~pt-BR", f"{SITE}pt-BR/events/a/", "pt-BR")]


def test_the_words_of_a_real_feed(hub: Hub) -> None:
    made = ET.fromstring(dict(outputs(hub, SITE))["feeds/events-fr.atom"])
    assert made.findtext(f"{ATOM}title") == "Test Moot : Rendez-vous (français)"
    (title,) = texts(made, "entry/title")
    assert title.startswith("[à confirmer] Soir, sam. 20 juin 2026")
