"""How a source is read, as its line in a file says: what is taken of it, how much is shown, and whether it rests."""

import dataclasses
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from folkmoot.model.community import Community, Profile
from folkmoot.model.source import sources
from folkmoot.refresh import wanted_sources
from support.collected import FEED, archived, entry, html, pages, section, titles
from support.feed_site import Page, Site, feed_site
from support.refreshed import harvest, run
from support.syndicated import atom, bo, hub_of, jsonfeed, texts, with_entries
from support.syndicated import entry as collected_entry
from support.vectors import VECTORS, faults

TEXT = "<h1>Lamps</h1><p>All of <a href='https://a.example/'>it</a>.</p><script>alert(1)</script>{{ 7 * 7 }}"


@pytest.fixture
def site() -> Iterator[Site]:
    with feed_site() as served:
        yield served


def community(site: Site, **keys: object) -> Community:
    feeds = [{"url": site.url("/feed"), **keys}]
    return Community(
        Profile.model_validate({"name": "Test Moot", "sources": {"feeds": feeds}}), {}, {}, {}, {}, {}, {}, (), ()
    )


def feed(*items: str) -> Page:
    return Page(f"<rss version='2.0'><channel>{''.join(items)}</channel></rss>".encode())


def item(number: int, words: str, tag: str = "") -> str:
    return (
        f"<item><guid isPermaLink='false'>{number}</guid><link>https://a.example/{number}</link>"
        f"<title>T{number}</title><category>{tag}</category><description><![CDATA[{words}]]></description></item>"
    )


ITEMS = [item(1, "A lámp."), item(2, "Oil.", "Lamp"), item(3, "Django."), item(4, "A lamp, advertised.", "ad")]


@pytest.mark.parametrize(
    ("keys", "taken"),
    [
        ({}, "T1 T2 T3 T4"),
        ({"include": ["LAMP"]}, "T1 T2 T4"),
        ({"include": ["LAMP"], "exclude": ["Ad"]}, "T1 T2"),
        ({"exclude": ["go"]}, "T1 T2 T3 T4"),
        ({"include": ["nothing of it"]}, ""),
    ],
)
def test_words_choose_entries(tmp_path: Path, site: Site, keys: dict[str, object], taken: str) -> None:
    site.pages["/feed"] = feed(*ITEMS)
    run(tmp_path, site, community(site, **keys))
    assert " ".join(sorted(one.title for one in harvest(tmp_path).entries)) == taken


def test_what_is_left_out_still_tells_entries_apart(tmp_path: Path, site: Site) -> None:
    same = [re.sub("<guid.*</guid>", "<guid isPermaLink='false'>same</guid>", one) for one in ITEMS]
    hub = community(site, include=["lamp"])
    for page in (feed(same[0], same[2]), feed(*same)):
        site.pages["/feed"] = page
        run(tmp_path, site, hub)
    assert sorted(one.title for one in harvest(tmp_path).entries) == ["T1", "T2", "T4"]


def test_whole_texts_are_kept_where_they_are_asked_for(tmp_path: Path, site: Site) -> None:
    site.pages["/feed"] = feed(item(1, "<p>All of <a href='/x' onclick='x()'>it</a>.</p><script>y()</script>"))
    run(tmp_path / "some", site, community(site))
    run(tmp_path / "all", site, community(site, text="full"))
    (one,), (whole,) = harvest(tmp_path / "some").entries, harvest(tmp_path / "all").entries
    assert whole.content == f'<p>All of <a href="{site.url("/x")}" rel="noopener nofollow ugc">it</a>.</p>'
    assert dataclasses.replace(whole, content="") == one
    (line,) = (path.read_bytes() for path in (tmp_path / "some/archive/entries").rglob("*.jsonl"))
    assert "content" not in json.loads(line), "lines without a whole text are as they always were"


def test_a_paused_source_is_not_asked_and_keeps_its_entries(tmp_path: Path, site: Site) -> None:
    site.pages["/feed"] = feed(*ITEMS)
    run(tmp_path, site, community(site))
    asked = len(site.asked)
    hub = community(site, paused=True)
    outcome = run(tmp_path, site, hub, 1)
    assert (outcome.sources, outcome.failures, len(site.asked)) == (0, (), asked)
    assert len(harvest(tmp_path).entries) == 4
    (source,) = sources(hub)
    assert source.reading.paused
    assert wanted_sources(hub, frozenset({source.slug})) == ()


def test_only_the_newest_of_a_source_stand_on_the_river(tmp_path: Path) -> None:
    ada = f"name: Ada Rossi\njoined: 2024-02-29\nfeeds: [{{url: {FEED}, most: 2}}]\n"
    many = [entry(number, f"2026-0{number}-10") for number in range(1, 6)]
    other = entry(9, "2026-01-01", "other-example-feed-xml", author="Bo")
    found = pages(tmp_path, **{"members/ada-rossi.yml": ada}, **archived("entries", [*many, other]))
    assert titles(found["planet/"]) == ["T5", "T4", "T9"]
    assert "T3" not in section(found[""], "from-the-planet")
    assert len(titles(found["planet/by/ada-rossi/"])) == 5
    assert titles(found["planet/2026-02/"]) == ["T2"]


def test_whole_texts_stand_on_the_planets_pages_and_in_its_feeds(tmp_path: Path) -> None:
    records = [entry(1, "2026-06-10", content=TEXT), entry(2, "2026-06-09")]
    ada = f"name: Ada Rossi\njoined: 2024-02-29\nfeeds: [{{url: {FEED}}}]\n"
    found = pages(tmp_path, **{"members/ada-rossi.yml": ada}, **archived("entries", records))
    for address in ("planet/", "planet/2026-06/", "planet/by/ada-rossi/"):
        (whole,) = re.findall(r'<details class="fm-whole">.*?</details>', html(found[address]), re.DOTALL)
        level = "h3" if address == "planet/" else "h2"  # below the month, or below the page
        assert f"<{level}>Lamps</{level}><p>All of <a" in whole
        assert "alert" not in whole
        assert "{{" not in whole
    assert "<details" not in found[""].lead
    hub = with_entries(hub_of(tmp_path / "feeds", **{"members/bo-ek.yml": bo()}), [collected_entry(content=TEXT)])
    (told,) = texts(atom(hub, "planet"), "entry/content")
    assert "<h3>Lamps</h3>" in told
    assert "script" not in told
    assert jsonfeed(hub, "planet")["items"][0]["content_html"] == told


def test_long_texts_do_not_make_a_page_heavy(tmp_path: Path) -> None:
    records = [entry(number, f"2026-06-{number:02}", content="<p>word</p>" * 4000) for number in range(1, 11)]
    ada = f"name: Ada Rossi\njoined: 2024-02-29\nfeeds: [{{url: {FEED}}}]\n"
    found = pages(tmp_path, **{"members/ada-rossi.yml": ada}, **archived("entries", records))
    assert html(found["planet/by/ada-rossi/"]).count("<details") == 3
    assert len(titles(found["planet/by/ada-rossi/"])) == 10


def test_a_page_of_all_vectors_holds_none(tmp_path: Path) -> None:
    records = [entry(number, "2026-06-10", content=vector) for number, vector in enumerate(VECTORS)]
    found = pages(tmp_path, **archived("entries", records))
    articles = re.findall(
        r'<div class="fm-article"[^>]*>(.*?)</div></details>', html(found["planet/2026-06/"]), re.DOTALL
    )
    assert len(articles) > 40
    assert [faults(one) for one in articles] == [[]] * len(articles)
