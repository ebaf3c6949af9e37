"""Documents made to do harm end within the limits, are told of in words, and lead nowhere."""

import time
from collections.abc import Iterator

import pytest

from folkmoot.collect.documents import NoFeed
from folkmoot.collect.parsers import Parsers
from folkmoot.model.harvest import Reading

SECONDS = 6.0
URL = "https://blog.example/feed"


@pytest.fixture(scope="module")
def parsers() -> Iterator[Parsers]:
    with Parsers(seconds=SECONDS) as running:
        yield running


def rss(inner: str, before: str = "") -> bytes:
    item = f"<item><title>t</title><guid>1</guid><link>http://x.example/1</link>{inner}</item>"
    return f'<?xml version="1.0"?>{before}<rss version="2.0"><channel><title>t</title>{item}</channel></rss>'.encode()


LAUGHS = '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
FILE = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE r [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>'
HOSTILE = {
    "billion-laughs": rss("<description>&a9;</description>", f"<!DOCTYPE r [{LAUGHS}]>"),
    "quadratic-entity": rss(
        f"<description>{'&a;' * 50_000}</description>", f'<!DOCTYPE r [<!ENTITY a "{"x" * 50_000}">]>'
    ),
    "xxe-file": rss("<description>&x;</description>", FILE),
    "xxe-parameter": rss("<description>x</description>", PARAMETER),
    "author-redos": rss(f"<author>a@{'a.' * 32_000}!</author>"),
    "deep-nest": rss("<x>" * 100_000 + "</x>" * 100_000),
    "deep-author": rss("<author>" + "<x>" * 100_000 + "</x>" * 100_000 + "</author>"),
    "deep-markup": rss("<description>" + "<b>" * 100_000 + "</b>" * 100_000 + "</description>"),
    "deep-html": rss(f"<description>{'&lt;b&gt;' * 100_000}</description>"),
    "unclosed-html": rss(f"<description>{'&lt;a ' * 50_000}</description>"),
    "many-deep-entries": b"<rss><channel>"
    + (b"<item><description>" + b"&lt;b&gt;" * 8000 + b"</description></item>") * 8,
    "many-attributes": rss("<x " + " ".join(f"a{n}='b'" for n in range(50_000)) + "/>"),
    "many-dates": rss("<pubDate>" + "1 " * 50_000 + "</pubDate>"),
    "path-body": b"/etc/passwd",
    "url-body": b"http://127.0.0.1:9/canary",
    "deep-json": b"[" * 200_000,
    "long-number": b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": ' + b"9" * 100_000 + b"}]}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_the_document_ends_within_the_limits(name: str, parsers: Parsers) -> None:
    started = time.monotonic()
    try:
        document = parsers.read(HOSTILE[name], "application/rss+xml", URL, Reading(text="full"))
        told = str(document)
    except NoFeed as reason:
        told = f"no feed: {reason}"
    assert "root:" not in told
    assert len(told) < 500_000
    assert "canary" not in told
    assert time.monotonic() - started < 2 * SECONDS + 20, "each way has its seconds, and a slow machine some more"
    good = parsers.read(rss(""), "", URL)
    assert [item.title for item in good.items] == ["t"]


@pytest.mark.parametrize("name", ["author-redos", "deep-nest", "deep-html", "unclosed-html"])
def test_what_can_be_read_is_read(name: str, parsers: Parsers) -> None:
    (item,) = parsers.read(HOSTILE[name], "", URL).items
    assert (item.title, item.url) == ("t", "http://x.example/1")
