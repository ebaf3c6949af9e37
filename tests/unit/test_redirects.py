"""Addresses that files had before they were renamed lead to where they are now."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest

from folkmoot.load.community import load_community
from folkmoot.model.community import Community
from folkmoot.render.redirects import redirects
from support.hubs import found, minimal_hub, told

FILES = {
    "content/community.yml": "name: Test Moot\nlanguages: [en, fr]\n",
    "members/bo-ek.yml": "name: Bo <b>Ek</b>\njoined: 2024-01-31\nformerly: [bo, bo-e]\n",
    "members/cy-lund.yml": "name: Cy\njoined: 2024-01-31\nformerly: [cy]\nvisibility: hidden\n",
    "members/di-name.yml": "name: Di\njoined: 2024-01-31\nformerly: [di]\nvisibility: name\n",
    "events/chat.md": "---\ntitle: Chat\nkind: chat\nstart: 2026-05-14\nformerly: [talk]\nlanguage: it\n---\n",
    "content/places/hall.yml": "name: Hall\naddress: Main street 1\nformerly: [barn]\n",
    "content/projects/lamp.md": "---\ntitle: Lamp\nstatus: idea\nformerly: [light]\n---\n",
    "content/posts/hello.md": "---\ntitle: Hello\ndate: 2025-01-31\nauthors: [bo-ek]\nformerly: [hi]\n---\n",
    "content/teams/hosts.md": "---\ntitle: Hosts\nformerly: [keepers]\n---\n",
    "content/About Us.md": "---\nformerly: [who/Old Page.md, us/README.md]\n---\n# About & us\n",
    "content/About Us.fr.md": "---\nformerly: [nous.fr.md, fr-nous.md]\n---\n# À propos\n",
    "content/index.md": "---\nformerly: [start/here.md]\n---\n# Test Moot\n",
}
MADE = dict.fromkeys(
    [
        *(f"{address}/index.html" for address in ("members/bo-ek", "fr/members/bo-ek", "members/cy-lund")),
        *(f"{address}/index.html" for address in ("members/di-name", "events/chat", "places/hall", "projects/lamp")),
        *(f"{address}/index.html" for address in ("posts/hello", "teams/hosts", "About Us", "fr/About Us")),
        "index.html",
    ],
    b"a page",
) | {"events/chat.ics": b"one event", "calendars/place-hall.ics": b"a place", "calendars/project-lamp.ics": b"a lamp"}


class Seen(HTMLParser):
    """What a browser finds in a page: its tags with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def community(tmp_path: Path) -> Community:
    assert found(minimal_hub(tmp_path, **FILES)) == []
    return load_community(tmp_path).community


def led(path: str, content: bytes, root: str = "https://moot.example/hub/") -> str:
    """The file of the site, on a server on which it lies below `root`, to which a page at `path` leads."""
    (link,) = Seen(content.decode()).of("a")
    (refresh,) = (meta for meta in Seen(content.decode()).of("meta") if meta.get("http-equiv") == "refresh")
    assert refresh["content"] == f"0; url={link['href']}"
    target = unquote(urljoin(root + path.removesuffix("index.html"), str(link["href"])))
    assert target.startswith(root)
    return f"{target.removeprefix(root)}index.html"


def test_every_former_address_leads_straight_to_the_page_of_today(community: Community) -> None:
    pages = {path: content for path, content in redirects(community, "", MADE, {}) if path.endswith(".html")}
    assert {path.removesuffix("/index.html"): led(path, content) for path, content in pages.items()} == {
        "members/bo": "members/bo-ek/index.html",
        "members/bo-e": "members/bo-ek/index.html",
        "fr/members/bo": "fr/members/bo-ek/index.html",
        "fr/members/bo-e": "fr/members/bo-ek/index.html",
        "members/di": "members/di-name/index.html",
        "events/talk": "events/chat/index.html",
        "places/barn": "places/hall/index.html",
        "projects/light": "projects/lamp/index.html",
        "posts/hi": "posts/hello/index.html",
        "teams/keepers": "teams/hosts/index.html",
        "who/Old Page": "About Us/index.html",
        "us": "About Us/index.html",
        "fr/nous": "fr/About Us/index.html",
        "fr-nous": "fr/About Us/index.html",
        "start/here": "index.html",
    }


def test_former_addresses_load_and_run_nothing(community: Community) -> None:
    for path, content in redirects(community, "", MADE, {}):
        if path.endswith(".html"):
            policies = [one["content"] for one in Seen(content.decode()).of("meta") if "Policy" in str(one)]
            assert policies == ["default-src 'none'"]


def test_calendars_stay_where_they_were_with_the_same_bytes(community: Community) -> None:
    calendars = {path: content for path, content in redirects(community, "", MADE, {}) if path.endswith(".ics")}
    assert calendars == {
        "events/talk.ics": b"one event",
        "calendars/place-barn.ics": b"a place",
        "calendars/project-light.ics": b"a lamp",
    }


def test_a_hidden_member_is_not_betrayed_by_an_old_name(community: Community) -> None:
    assert [path for path, content in redirects(community, "", MADE, {}) if "cy" in path or b"Cy" in content] == []


def test_nothing_leads_to_a_page_that_the_site_does_not_have(community: Community) -> None:
    assert list(redirects(community, "", {}, {})) == []


def test_a_page_that_leads_on_is_whole_and_harmless(community: Community) -> None:
    pages = dict(redirects(community, "https://moot.example/hub/", MADE, {}))
    html = pages["members/bo/index.html"].decode()
    seen = Seen(html)
    assert html.startswith("<!doctype html>\n")
    assert [one["lang"] for one in seen.of("html")] == ["en"]
    assert [one["href"] for one in seen.of("link")] == ["https://moot.example/hub/members/bo-ek/"]
    assert {"name": "robots", "content": "noindex"} in seen.of("meta")
    assert {"charset": "utf-8"} in seen.of("meta")
    assert [tag for tag, _ in seen.tags if tag in ("script", "style", "b")] == []
    assert [
        name for _, attributes in seen.tags for name in attributes if name.startswith("on") or name == "style"
    ] == []
    assert re.findall(r"<title>(.*)</title>", html) == ["Bo &lt;b&gt;Ek&lt;/b&gt;"]
    assert seen.text.count("Bo <b>Ek</b>") == 2
    assert [one["lang"] for one in Seen(pages["events/talk/index.html"].decode()).of("html")] == ["it"]
    assert [one["lang"] for one in Seen(pages["fr/nous/index.html"].decode()).of("html")] == ["fr"]
    about = Seen(pages["us/index.html"].decode())
    assert [one["href"] for one in about.of("link")] == ["https://moot.example/hub/About%20Us/"]


def test_without_an_address_of_the_site_the_canonical_one_is_relative(community: Community) -> None:
    html = dict(redirects(community, "", MADE, {}))["members/bo/index.html"].decode()
    assert [one["href"] for one in Seen(html).of("link")] == ["../bo-ek/"]


@pytest.mark.parametrize(
    ("site_url", "expected"),
    [("https://moot.example/", "https://moot.example/members/bo-ek/"), ("", "../../../members/bo-ek/")],
)
def test_the_canonical_address_is_that_of_the_original(community: Community, site_url: str, expected: str) -> None:
    repeated = {"fr/members/bo-ek/": "members/bo-ek/"}
    pages = dict(redirects(community, site_url, MADE, repeated))
    (link,) = Seen(pages["fr/members/bo/index.html"].decode()).of("link")
    assert link["href"] == expected
    assert led("fr/members/bo/index.html", pages["fr/members/bo/index.html"]) == "fr/members/bo-ek/index.html"


def test_the_oldest_name_is_the_one_that_lasts(community: Community) -> None:
    assert community.members["bo-ek"].first_slug == "bo"
    assert community.members["ada-rossi"].first_slug == "ada-rossi"


@pytest.mark.parametrize(
    ("keys", "place", "message", "hint"),
    [
        ("formerly: old.md", "2:11", "“formerly” must be a list: old.md", "on a line of its own"),
        ("title: Us\nformerly: [/old.md]", "3:12", "“formerly.1” is not written as it must be: /old.md", "guides/join"),
        ("formerly: [../old.md]", "2:12", "“formerly.1” is not written as it must be: ../old.md", "below content/"),
        ("formerly: [old]", "2:12", "“formerly.1” is not written as it must be: old", "such as guides/join.md"),
        ("formerly: [{a: b}]", "2:12", "“formerly.1” must be a single text", "write one text"),
    ],
)
def test_a_former_path_that_is_none_is_told(tmp_path: Path, keys: str, place: str, message: str, hint: str) -> None:
    (problem,) = found(minimal_hub(tmp_path, **{"content/us.md": f"---\n{keys}\n---\n# Us\n"}))
    assert told(problem)[:2] == (f"content/us.md:{place}", message)
    assert hint in problem.hint


def test_a_page_may_leave_its_former_paths_empty_and_keep_keys_for_the_engine(tmp_path: Path) -> None:
    minimal_hub(tmp_path, **{"content/us.md": "---\nformerly:\nhide: [toc]\n---\n# Us\n"})
    assert found(tmp_path) == []
