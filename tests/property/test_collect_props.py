"""No bytes break the reading of feeds: whatever they are, they are read, or are no feed for a reason in words."""

import unicodedata

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from folkmoot.article import article
from folkmoot.collect.documents import Document, NoFeed, read_document
from folkmoot.collect.encodings import readable
from folkmoot.model.harvest import Reading
from support.vectors import VECTORS, faults

RSS = b"""<?xml version='1.0' encoding='utf-8'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel>
<title>A</title><language>fr</language><item><title>Caf\xc3\xa9 &amp;amp; b</title><link>/1</link><guid>1</guid>
<dc:creator>Bo</dc:creator><pubDate>Thu, 14 May 2026 19:00:00 CET</pubDate><category>x</category>
<description><![CDATA[<p>Words <img src='/i.png'></p>]]></description></item></channel></rss>"""
ATOM = b"""<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='it'><author><name>Bo</name></author><entry><id>u:1</id>
<title type='html'>A &lt;b></title><link href='../1'/><updated>2026-05-14T19:00:00+02:00</updated><category
term='x'/><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>A</p></div></content></entry></feed>"""
JSON = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "A", "items": [{"id": 1, "url": "/1", "title": "B",
"content_html": "<p>C</p>", "date_published": "2026-05-14T19:00:00+02:00", "tags": ["x"]}]}"""
WHOLE = [RSS, ATOM, JSON]
PIECES = rb"""
< > & ; " ' <![CDATA[ ]]> <!-- --> <!DOCTYPE <!ENTITY &a; &nbsp; &#0; &#xD800; &#x1F600; </item> <item> <entry> <title>
</title> <guid> {} [ null 9e999 \ud800 xml:base='//[' mode='x' type='xhtml' type='html' href='http://[/'
""".split()
PIECES += [
    b"encoding='utf-16'",
    b"\x00",
    b"\xff",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\x1b$B",
    b"<pubDate>0",
    b"<link href='/'/>",
]
CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.one_of(st.sampled_from(PIECES), st.binary(max_size=8))),
    min_size=1,
    max_size=6,
)


def changed(body: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    """The document with pieces put in at places, where some bytes are taken out."""
    for where, gone, piece in changes:
        at = int(where * len(body))
        body = body[:at] + piece + body[at + gone :]
    return body


def read(body: bytes, content_type: str = "") -> Document | None:
    try:
        return read_document(body, content_type, "https://a.example/feed", Reading(("x",), ("y",), "full"))
    except NoFeed as reason:
        return None if str(reason).isprintable() else pytest.fail(repr(reason))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(WHOLE), CHANGES)
@example(WHOLE[1], [(0.1, 0, b"<!ENTITY")])
@example(WHOLE[0], [(0.4375, 0, "\u18ab".encode())])
@example(WHOLE[0], [(0.41, 0, "\U000f0000".encode())])
def test_changed_documents_are_read_or_are_none(body: bytes, changes: list[tuple[float, int, bytes]]) -> None:
    document = read(changed(body, changes))
    for item in document.items if document else ():
        assert item.url.startswith(("", "http://", "https://"))
        for words in (item.title, item.excerpt, item.author, *item.tags):
            # A code point that this Python's Unicode does not know yet may be a letter of a newer one, and one that
            # Unicode leaves to private agreement is a letter to those who agreed.
            assert all(one.isprintable() or unicodedata.category(one) in ("Cn", "Co") for one in words)
            words.encode()
        assert faults(item.content) == []


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["", "text/html; charset=utf-16", "a; charset=x", "; charset=hz"]))
def test_any_bytes_are_text(body: bytes, content_type: str) -> None:
    readable(body, content_type).encode()


@settings(deadline=None)
@given(st.lists(st.one_of(st.sampled_from(VECTORS), st.text(max_size=20)), max_size=5), st.integers(0, 300))
@example(['<!--<img src="--><img src=x onerror=a//">-->'], 1)
def test_no_mixture_of_vectors_survives(pieces: list[str], cut: int) -> None:
    told = article("".join(pieces)[cut:], "https://a.example/")
    assert faults(told) == []
    assert article(told, "https://a.example/") == told
