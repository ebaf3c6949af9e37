"""Documents made to do harm end within the limits, are told of in words, and lead nowhere."""

import json
import signal
import subprocess
import sys
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


READER = """
import re, sys, types
from folkmoot.collect import abandoned, documents
abandoned.SECONDS = 1
def fails(asked, body): raise OverflowError
def hangs(asked, body): re.match("(a+)+b", "a" * 60)
sys.modules["fails"], sys.modules["hangs"] = (types.SimpleNamespace(answer=one) for one in (fails, hangs))
documents.main()
"""


def asked(*modules: str) -> tuple[str, int]:
    """What a reader answers before it ends, when nobody waits for it, and how it ends."""
    questions = b"".join(json.dumps({"reader": name, "size": 0}).encode() + b"\n" for name in modules)
    run = subprocess.run([sys.executable, "-c", READER], input=questions, capture_output=True, timeout=60, check=False)
    return run.stdout.decode(), run.returncode


def test_what_nobody_foresaw_is_told_in_words_and_the_next_document_is_read() -> None:
    told, code = asked("fails", "fails")
    assert (told, code) == ('{"no_feed": "cannot be read as a calendar (OverflowError)"}\n' * 2, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_reader_whose_run_was_killed_ends_by_itself() -> None:
    told, code = asked("hangs")
    assert (told, code) == ("", -signal.SIGALRM)
