"""The two ways of reading a feed agree, on real documents and on those of the reference workload."""

import datetime as dt
import importlib.util
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from folkmoot.collect.documents import Document, Item, read_document
from support.feed_ways import URL, forgivingly, quickly

DIFFERENCES = {
    "feed-rs/rss1/rss_1.0_debian.xml": "the language stands in the channel, which feedparser passes over here",
    "feed-rs/rss2/rss_2.0_ch9.xml": "of two descriptions, the first counts",
    "gofeed/parser/rss/issue_217_enclosure_children.xml": "what an enclosure is called is no title of the entry",
    "gofeed/parser/rss/version_rdf_090.xml": "RSS 0.90 without items is a feed, if an empty one",
}
"""Documents that are read otherwise on purpose, and why."""


@pytest.fixture(scope="module")
def shared(repository: Path) -> Path:
    folder = repository.parent / "shared"
    if not folder.is_dir():
        pytest.skip("real documents and the reference workload lie beside the checkout, in ../shared")
    return folder


def test_both_ways_agree_on_real_documents(shared: Path) -> None:
    corpus = shared / "corpus/feeds"
    told = Counter[str]()
    differ = set()
    for path in sorted(corpus.rglob("*.xml")):
        body = path.read_bytes()
        quick = quickly(body)
        told["quick" if quick else "left to feedparser"] += 1
        if quick is not None and quick != forgivingly(body):
            differ.add(path.relative_to(corpus).as_posix())
    assert differ == DIFFERENCES.keys()
    assert told["quick"] > 400, told


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nothing_recoverable_of_the_workload_is_lost(shared: Path, seed: int) -> None:
    server = _server(shared)
    asked = Namespace(feeds=500, port=1, seed=seed, hosts=1, calendars=0, slow_s=0, median_kb=6, hostile=False)
    world = server.World(asked)
    ways = Counter[str]()
    numbers = set(world.bvar)
    for quirk in server.QUIRKS:
        numbers.update([number for number, one in world.quirk.items() if one == quirk][:2])
    for number in sorted(numbers):
        body, _, content_type, _, _, count, about = world.body(number)
        if about["broken"] in ("html", "binary"):
            continue
        place = {key: about[key] for key in ("i", "kind", "quirk", "broken")}
        quick = quickly(body, content_type)
        ways["quick" if quick else "forgiving"] += 1
        if quick is not None and about["kind"] != "json" and number % 3 == 0:
            assert quick == forgivingly(body, content_type), place
        document = quick or read_document(body, content_type, URL)
        whole = [mark in body for mark in (b"</channel>", b"</feed>", b"</rdf:RDF>")]
        number_there = count if about["broken"] != "truncated" or any(whole) else _begun(body)
        assert len(document.items) == number_there, place
        _compare(document, list(_expected(world, about)), place, is_torn=about["broken"] == "truncated")
    assert ways["forgiving"] <= 8, ways


def _begun(body: bytes) -> int:
    return max(body.count(mark) for mark in (b"<item>", b"<entry>", b"<item "))


def _compare(document: Document, expected: list[tuple[str, str]], place: Any, *, is_torn: bool) -> None:
    found = [(item.title, item.published) for item in document.items]
    if is_torn:
        found, expected = found[:-1], expected[: len(found) - 1]
    for (title, published), (wanted, day) in zip(found, expected, strict=True):
        if place["broken"] not in ("badutf8", "nbsp"):
            assert title == wanted, place
        assert published == day, place


def _expected(world: Any, about: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The title and the time of each entry, as the workload means them."""
    quirk = about["quirk"]
    for item in world.items(about):
        title = item["title"]
        if quirk in ("cp1252", "latin1-as-utf8"):
            title = title.replace("—", "-") + " naïve"
        if quirk == "entity-title":
            title += " & café"
        date = item["date"]
        if quirk == "tz-names":
            hours = {"EST": -5, "PDT": -7, "CET": 1, "AEST": 10, "Z": 0}
            date -= dt.timedelta(hours=hours[["EST", "PDT", "CET", "AEST", "Z"][date.day % 5]])
        yield title, "" if quirk == "no-date" else f"{date:%Y-%m-%dT%H:%M:%SZ}"


def _server(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("feed_server", shared / "workload/feed_server.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PARTS: dict[str, str] = {
    "rss": "<rss version='2.0'><channel><language>it</language><managingEditor>a@b.example (Bo)</managingEditor>{}"
    "</channel></rss>",
    "atom": "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='fr'><author><name>Bo</name></author>{}</feed>",
}
ITEMS = [
    ("rss", "<item><title>A &amp;amp; b</title><guid>https://a.example/1</guid></item>"),
    ("rss", "<item><title>A</title><link>/1</link><guid isPermaLink='false'>x</guid><category>a</category></item>"),
    ("rss", "<item><description>&lt;p&gt;A&lt;/p&gt;</description><pubDate>1 Jan 2026 10:00 EST</pubDate></item>"),
    ("rss", "<item><guid>12</guid><description>A &lt;em&gt;b&lt;/em&gt;</description><title>B</title></item>"),
    ("atom", "<entry><id>u:1</id><title type='html'>&lt;b>A&lt;/b></title><link href='../1'/></entry>"),
    ("atom", ("<entry><id>u:1</id><title>A &lt;b></title><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
     "<p>A <b>c</b> &lt;i></p></div></content><updated>2026-01-01T00:00:00+01:00</updated></entry>")),
    ("atom", ("<entry xml:base='https://b.example/c/'><id>u:2</id><title>A</title><link href='d'/><author><name>Cy"
     "</name><email>c@d.example</email></author><category term='x'/><summary>Y</summary>"
     "<content type='html'>&lt;a href='e'>f&lt;/a></content></entry>")),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "item"), ITEMS)
def test_both_ways_agree_on_the_usual(kind: str, item: str) -> None:
    body = PARTS[kind].format(item).encode()
    quick = quickly(body)
    assert quick is not None
    assert quick == forgivingly(body)
    assert any(quick.items[0][: Item._fields.index("tags")])


@pytest.mark.parametrize(
    "body",
    [
        "<rss><channel><item><title>A &nbsp; b</title></item></channel></rss>",
        "<rss><channel><item><title>A & b</title></item></channel></rss>",
        "<rss><channel><item><x:title>A</x:title></item></channel></rss>",
        "<rss><channel><item><title a='1' a='2'>A</title></item></channel></rss>",
        "<rss><channel><item><title>A</title></item>",
        "<!DOCTYPE rss [<!ENTITY a 'b'>]><rss><channel><item><title>&a;</title></item></channel></rss>",
        "<!DOCTYPE rss SYSTEM 'https://x.example/rss.dtd'><rss><channel><item><title>&a;</title></item></channel></rss>",
        "<opml><body/></opml>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='image/png'>aaaa</content></entry></feed>",
        "<rss><channel><item><title>A</title><pubDate>in spring</pubDate></item></channel></rss>",
    ],
)
def test_what_is_not_known_for_certain_is_left_to_feedparser(body: str) -> None:
    assert quickly(body.encode()) is None
