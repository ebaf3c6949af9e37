"""The list of the planet's sources, read back as a feed reader does."""

from pathlib import Path
from xml.etree import ElementTree as ET

from folkmoot.model.harvest import Source, SourceState, State
from folkmoot.model.hub import Hub
from folkmoot.render.feeds.opml import subscriptions
from support.hubs import COMMUNITY
from support.syndicated import NASTY, NASTY_LINE, files, hub_of

PROFILE = """\
name: Test & Moot
timezone: Europe/Rome
sources:
  feeds:
    - {url: 'https://radio.example/pod?a=1&b=2', title: Radio <1>, language: pt-BR}
  discussions: [a/b]
"""


def member(name: str, feeds: str, keys: str = "") -> str:
    return f"name: {name}\njoined: 2025-01-01\n{keys}feeds:\n{feeds}"


def groups(hub: Hub) -> dict[str, list[dict[str, str]]]:
    """The outlines by the heading of their group."""
    root = ET.fromstring(subscriptions(hub, str))
    assert (root.tag, root.attrib) == ("opml", {"version": "2.0"})
    return {group.attrib["text"]: [dict(one.attrib) for one in group] for group in root.iterfind("body/outline")}


def test_members_feeds_and_the_communitys(tmp_path: Path) -> None:
    hub = hub_of(
        tmp_path,
        **{
            "content/community.yml": PROFILE,
            "members/bo-ek.yml": member("Bo <Ek>", "  - url: https://bo.example/feed\n    language: fr\n"),
            "members/cy.yml": member("Cy", "  - {url: 'https://cy.example/2', title: Zed}\n"),
            "members/di.yml": member("Di", "  - {url: 'https://di.example/1', title: élan}\n"),
            "members/hid.yml": member("Hid", "  - url: https://hid.example/feed\n", "visibility: hidden\n"),
            "members/nan.yml": member("Nan", "  - url: https://nan.example/feed\n", "visibility: name\n"),
        },
    )
    assert groups(hub) == {
        "Members": [
            {
                "type": "rss",
                "text": "élan",
                "title": "élan",
                "xmlUrl": "https://di.example/1",
                "description": "Di",
            },
            {
                "type": "rss",
                "text": "Bo <Ek>",
                "title": "Bo <Ek>",
                "xmlUrl": "https://bo.example/feed",
                "description": "Bo <Ek>",
                "language": "fr",
            },
            {
                "type": "rss",
                "text": "Zed",
                "title": "Zed",
                "xmlUrl": "https://cy.example/2",
                "description": "Cy",
            },
        ],
        "Test & Moot": [
            {
                "type": "rss",
                "text": "Radio <1>",
                "title": "Radio <1>",
                "xmlUrl": "https://radio.example/pod?a=1&b=2",
                "language": "pt-br",
            }
        ],
    }
    root = ET.fromstring(subscriptions(hub, str))
    assert root.findtext("head/title") == "Test & Moot: Planet"
    assert root.findtext("head/ownerName") == "Test & Moot"
    # It needs no address of its own.
    assert files(hub, "")["feeds/planet.opml"] == subscriptions(hub, str)


def test_a_feed_is_told_with_the_page_it_belongs_to(tmp_path: Path) -> None:
    links = "".join(
        f"  - {{label: {label}, url: '{url}'}}\n"
        for label, url in (
            ("Code", "https://forge.example/bo"),
            ("Home", "https://bo.example/"),
            ("Blog", "http://www.bo.example/blog"),
            ("Photos", "https://bo.example/photos"),
        )
    )
    own = "sources:\n  feeds:\n    - {url: 'https://r.example/pod', title: Radio, site: 'https://r.example/'}\n"
    feeds = "  - url: https://bo.example/blog/feed.xml\n  - url: https://cy.example/feed\n"
    hub = hub_of(
        tmp_path,
        **{"content/community.yml": COMMUNITY + own, "members/bo-ek.yml": member("Bo", feeds, f"links:\n{links}")},
    )
    listed = [one for found in groups(hub).values() for one in found]
    assert {one["xmlUrl"]: one.get("htmlUrl", "") for one in listed} == {
        "https://bo.example/blog/feed.xml": "http://www.bo.example/blog",
        "https://cy.example/feed": "",
        "https://r.example/pod": "https://r.example/",
    }


def test_a_source_of_a_member_who_is_not_on_the_site_is_not_listed(tmp_path: Path) -> None:
    hub = hub_of(tmp_path, **{"members/hid.yml": "name: Hid\njoined: 2025-01-01\nvisibility: hidden\n"})
    sources = tuple(Source("entries", name, f"https://{name}.example/", owner=name) for name in ("hid", "nobody"))
    assert subscriptions(hub._replace(sources=sources), str) == b""


def test_nasty_titles_stay_titles(tmp_path: Path) -> None:
    hub = hub_of(tmp_path)
    source = Source("entries", "a", "https://a.example/", NASTY, language='"><x')
    made = hub._replace(sources=(source, Source("entries", "b", "https://b.example/", "b" * 5000)))
    assert groups(made) == {
        "Test Moot": [
            {"type": "rss", "text": NASTY_LINE, "title": NASTY_LINE, "xmlUrl": "https://a.example/"},
            {"type": "rss", "text": "b" * 5000, "title": "b" * 5000, "xmlUrl": "https://b.example/"},
        ]
    }


def test_the_order_of_the_files_does_not_matter(tmp_path: Path) -> None:
    hub = hub_of(tmp_path)
    sources = tuple(Source("entries", name, f"https://{name}.example/", "Same") for name in "bca")
    made = subscriptions(hub._replace(sources=sources), str)
    assert made == subscriptions(hub._replace(sources=sources[::-1]), str)
    assert [one.attrib["xmlUrl"][8] for one in ET.fromstring(made).iterfind("body/outline/outline")] == ["a", "b", "c"]


def test_no_sources_no_list(tmp_path: Path) -> None:
    assert subscriptions(hub_of(tmp_path), str) == b""


def test_readers_are_led_to_where_a_feed_is(tmp_path: Path) -> None:
    def state(source: str, state: State, url: str) -> SourceState:
        return SourceState(source=source, state=state, url=url, published="2026-05-01T06:00:00Z", id=source, reason="")

    hub = hub_of(tmp_path)
    names = ("page", "gone", "odd", "well")
    made = hub._replace(
        sources=tuple(Source("entries", name, f"https://{name}.example/", name) for name in names),
        harvest=hub.harvest._replace(
            states=(
                state("page", "moved", "https://page.example/feed.xml"),
                state("gone", "gone", "https://gone.example/"),
                state("odd", "moved", "gopher://odd.example/"),
                state("well", "first-seen", "https://well.example/"),
            )
        ),
    )
    assert {one["title"]: one["xmlUrl"] for one in groups(made)["Test Moot"]} == {
        "page": "https://page.example/feed.xml",
        "odd": "https://odd.example/",
        "well": "https://well.example/",
    }
