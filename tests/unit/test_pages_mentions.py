"""What others write about the community, read from the pages' HTML and the JSON API: apart from everything else."""

import json
from pathlib import Path

import pytest

from folkmoot.build import draft
from folkmoot.check.addresses import is_made
from folkmoot.model.hub import Hub
from folkmoot.render.api.documents import api
from folkmoot.render.page import Page
from folkmoot.render.search.findings import findings
from folkmoot.render.sitemaps import site_maps
from support.collected import NOW, archived, entry, html, pages, section, titles
from support.hubs import COMMUNITY, minimal_hub
from support.syndicated import files

SLUG = "press-example-rss"
WATCH = (
    "sources:\n  watch:\n    - {url: 'https://press.example/rss', title: The <Press>, keywords: [Test Moot, Lämp],"
    " exclude: [advert]}\n"
)
ADDRESS = "pulse/mentions/"


def mention(number: int, day: str, title: str = "On Test Moot", **more: object) -> dict[str, object]:
    return {**entry(number, day, SLUG), "url": f"https://press.example/{number}", "title": title, **more}


def hub_files(*mentions: dict[str, object], **more: str) -> dict[str, str]:
    return {"content/community.yml": COMMUNITY + WATCH, **archived("mentions", mentions), **more}


def made(root: Path, *mentions: dict[str, object], **more: str) -> tuple[Hub, dict[str, Page]]:
    found = draft(minimal_hub(root, **hub_files(*mentions, **more)), NOW)
    assert found.hub
    return found.hub, {page.address: page for page in found.pages}


def test_what_was_found_stands_by_month_with_where_and_by_which_word(tmp_path: Path) -> None:
    found = pages(
        tmp_path,
        **hub_files(
            mention(1, "2026-05-02"), mention(2, "2026-06-03", "LAMP light", excerpt="of test  moot", tags=["x"])
        ),
    )
    page = found[ADDRESS]
    assert [one.anchor for one in page.sections] == ["m-2026-06", "m-2026-05", "watched"]
    assert "The &lt;Press&gt; · 3 June 2026 · found by: Test Moot, Lämp" in section(page, "m-2026-06")
    assert "found by: Test Moot" in section(page, "m-2026-05")
    assert '<a class="fm-entry__title" href="https://press.example/1" rel="nofollow ugc noopener">' in html(page)
    assert "2 mentions the last on 3 June 2026" in section(page, "watched")
    assert 'href="../pulse/mentions/"' in html(found["pulse/"])


def test_a_source_without_a_title_is_called_by_its_address(tmp_path: Path) -> None:
    bare = COMMUNITY + "sources: {watch: [{url: 'https://www.press.example/rss', keywords: [moot]}]}\n"
    page = pages(tmp_path, **hub_files(mention(1, "2026-05-02"), **{"content/community.yml": bare}))[ADDRESS]
    assert "press.example/rss · 2 May 2026" in section(page, "m-2026-05")
    assert "://" not in section(page, "m-2026-05")
    assert section(page, "watched").count("press.example/rss") == 1
    assert "://" not in section(page, "watched")


def test_search_engines_are_asked_to_pass_by(tmp_path: Path) -> None:
    _, found = made(tmp_path, mention(1, "2026-05-02"))
    assert '<meta name="robots" content="noindex">' in found[ADDRESS].head
    assert "noindex" not in found["pulse/"].head
    maps = dict(site_maps("https://moot.example/", [page.file for page in found.values()], tuple(found.values())))
    assert not any(b"mentions" in content for content in maps.values())
    assert b"moot.example/pulse/<" in maps["sitemap.xml"]


def test_it_is_nowhere_on_the_planet_in_feeds_search_or_figures(tmp_path: Path) -> None:
    hub, found = made(tmp_path, mention(1, "2026-05-02", "Zanzibar of Test Moot"))
    elsewhere = {address: page for address, page in found.items() if address != ADDRESS}
    assert not any("Zanzibar" in html(page) or "Press" in html(page) for page in elsewhere.values())
    assert titles(found["planet/"]) == []
    assert not any(b"Zanzibar" in content or b"press.example" in content for content in files(hub).values())
    assert not any("Zanzibar" in f"{one}" for one in findings(hub, found.values(), {}))
    assert hub.harvest.entries == ()


def test_a_hub_that_watches_nothing_has_no_such_page(tmp_path: Path) -> None:
    found = pages(tmp_path)
    assert ADDRESS not in found
    assert 'mentions/"' not in html(found["pulse/"])


def test_what_was_found_stays_when_its_source_goes(tmp_path: Path) -> None:
    found = pages(tmp_path, **archived("mentions", [mention(1, "2026-05-02")]))
    assert titles(found[ADDRESS]) == ["On Test Moot"]
    assert f"{SLUG} · 2 May 2026" in section(found[ADDRESS], "m-2026-05")
    assert "No longer collected" in section(found[ADDRESS], "watched")


HIDDEN = "name: Bo Ek\njoined: 2025-01-31\nvisibility: hidden\n"


@pytest.mark.parametrize(
    "told",
    [
        {"title": "Advert: Test Moot"},
        {"tags": ["ADVERT"]},
        {"title": "Bo  Ek wins"},
        {"excerpt": "Says bo ek: hello"},
        {"tags": ["Bo Ek"]},
    ],
)
def test_what_names_a_hidden_member_or_is_unwanted_by_now_is_not_shown(tmp_path: Path, told: dict[str, object]) -> None:
    kept = mention(1, "2026-05-02", "On Bo and Test Moot")
    more = {"members/bo-ek.yml": HIDDEN}
    found = pages(tmp_path, **hub_files(kept, {**mention(2, "2026-05-03"), **told}, **more))
    assert titles(found[ADDRESS]) == ["On Bo and Test Moot"]


def test_long_lists_have_several_pages(tmp_path: Path) -> None:
    found = pages(tmp_path, **hub_files(*(mention(number, "2026-05-02") for number in range(120))))
    assert len(titles(found[ADDRESS])) == 100
    assert len(titles(found[f"{ADDRESS}2/"])) == 20
    assert "100 of 120" in section(found[ADDRESS], "m-2026-05")
    assert "noindex" in found[f"{ADDRESS}2/"].head


def test_the_api_has_what_was_found_and_how_every_source_fares(tmp_path: Path) -> None:
    hub, _ = made(tmp_path, mention(1, "2025-05-02", author="Ann Author"), mention(2, "2026-06-03"))
    told = {path: json.loads(content) for path, content in api(hub, "") if "schema" not in path}
    newest = told["api/v1/mentions.json"]
    assert [one["url"][-1] for one in newest["items"]] == ["2", "1"]
    assert newest["items"][0]["keywords"] == ["Test Moot"]
    assert newest["items"][0]["source"] == "The <Press>"
    assert [one["year"] for one in newest["years"]] == [2026, 2025]
    assert len(told["api/v1/mentions/2025.json"]["items"]) == 1
    assert "Ann Author" not in json.dumps(told)
    (source,) = told["api/v1/sources.json"]["items"]
    assert {key: source[key] for key in ("kind", "plight", "collected", "latest")} == {
        "kind": "mentions",
        "plight": "unread",
        "collected": 2,
        "latest": "2026-06-03T12:00:00Z",
    }


def test_nobodys_page_takes_the_address() -> None:
    assert is_made("pulse/mentions")
    assert is_made("pulse/mentions/2")
    assert not is_made("pulse/mentions-of-us")
