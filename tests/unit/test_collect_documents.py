"""Feed documents of all kinds, to the same few plain words."""

import json
from typing import Any

import pytest

from folkmoot.collect.documents import Item, NoFeed, language_tag, read_document, web_address
from folkmoot.model.harvest import Reading
from support.feed_site import RSS

URL = "https://blog.example/feeds/all.xml"
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="pt-br"><title>Blog</title><id>urn:x</id>
<author><name>Ada</name><email>ada@blog.example</email></author>{entries}</feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://blog.example/"><title>Blog</title></channel>
<item rdf:about="https://blog.example/1"><title>One</title><link>https://blog.example/1</link>
<description>Words</description><dc:date>2026-05-14T19:00:00+02:00</dc:date><dc:creator>Bo Ek</dc:creator></item>
</rdf:RDF>"""


def only(body: str | bytes, content_type: str = "application/xml") -> Item:
    (item,) = read_document(body.encode() if isinstance(body, str) else body, content_type, URL).items
    return item


def rss_item(inner: str) -> Item:
    return only(RSS.format(title="Blog", items=f"<item>{inner}</item>"))


def json_item(**item: Any) -> Item:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Blog", "items": [item]}
    return only(json.dumps(feed), "application/feed+json")


def test_rss() -> None:
    item = rss_item(
        "<guid isPermaLink='false'>urn:1</guid><link>https://blog.example/1?a=1&amp;b=2</link>"
        "<title>One &amp;amp; two</title>"
        "<pubDate>Thu, 14 May 2026 19:00:00 +0200</pubDate><dc:creator>Bo Ek</dc:creator><category>Tools</category>"
        "<category>tools</category><description>&lt;p&gt;Some &lt;b&gt;words&lt;/b&gt;&lt;/p&gt;</description>"
    )
    assert item == Item(
        "urn:1",
        "https://blog.example/1?a=1&b=2",
        "One & two",
        "Some words",
        "Bo Ek",
        "2026-05-14T17:00:00Z",
        ("Tools",),
    )


def test_atom_takes_language_and_author_of_the_feed() -> None:
    entry = (
        "<entry><id>urn:1</id><title type='html'>A &amp;lt;b&amp;gt; tag</title><link href='../1'/>"
        "<published>2026-05-14T17:00:00Z</published><updated>2026-06-01T00:00:00Z</updated>"
        "<content type='html'>&lt;p&gt;Words&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</content></entry>"
    )
    document = read_document(ATOM.format(entries=entry).encode(), "application/atom+xml", URL)
    assert document.language == "pt-BR"
    assert document.items == (
        Item("urn:1", "https://blog.example/1", "A <b> tag", "Words", "Ada", "2026-05-14T17:00:00Z", ()),
    )


def test_rdf() -> None:
    item = only(RDF)
    assert (item.guid, item.title, item.author) == ("https://blog.example/1", "One", "Bo Ek")
    assert item.published == "2026-05-14T17:00:00Z"


def test_json_feed() -> None:
    item = json_item(
        id=7,
        url="/1",
        title="One",
        content_html="<p>Words</p>",
        authors=[{"name": "Bo Ek"}],
        date_published="2026-05-14T19:00:00+02:00",
        tags=["a", "A", 3, "b"],
    )
    assert item == Item("7", "https://blog.example/1", "One", "Words", "Bo Ek", "2026-05-14T17:00:00Z", ("a", "b"))


@pytest.mark.parametrize("odd", [None, 3, [], {}, True, ["x"], "\ud800"])
def test_json_of_odd_kinds_is_never_an_error(odd: Any) -> None:
    keys = "id url title content_html content_text summary date_published date_modified tags authors author".split()
    item = json_item(**dict.fromkeys(keys, odd))
    assert all(isinstance(words, str) for words in item[:6])
    "".join(item[:6]).encode()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty document"),
        (b" \n", "empty document"),
        (b"<!DOCTYPE html><html><body>Hello", "a web page, not a feed"),
        (
            b"<?xml version='1.0'?>\n<!-- x --><html xmlns='http://www.w3.org/1999/xhtml'></html>",
            "a web page, not a feed",
        ),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "something that is no feed"),
        (b"/etc/passwd", "something that is no feed"),
        (b"http://127.0.0.1/", "something that is no feed"),
        (b"<?xml version='1.0'?><note>x</note>", "something that is no feed"),
        (b'{"items": []}', "JSON that is no feed"),
        (b"[1]", "JSON that is no feed"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "without items"),
        (b'{"version": ', "JSON that is damaged"),
        (b"[" * 100_000, "JSON that is damaged"),
    ],
)
def test_what_is_no_feed(body: bytes, words: str) -> None:
    with pytest.raises(NoFeed, match=words):
        read_document(body, "text/html", URL)


def test_a_feed_without_entries_is_a_feed() -> None:
    assert read_document(RSS.format(title="Blog", items="").encode(), "", URL).items == ()


@pytest.mark.parametrize("content_type", ["text/html", "text/xml", "application/rss+xml; charset=utf-8", ""])
def test_what_the_server_calls_it_matters_little(content_type: str) -> None:
    body = RSS.format(title="Blog", items="<item><title>Zoë</title></item>").encode()
    assert only(body, content_type).title == "Zoë"


def test_other_encodings() -> None:
    item = "<rss version='2.0'><channel><item><title>“Café”</title></item></channel></rss>"
    text = '<?xml version="1.0" encoding="{0}"?>' + item
    for name in ("utf-16", "windows-1252", "utf-8"):
        assert only(text.format(name).encode(name)).title == "“Café”"


@pytest.mark.parametrize(
    "broken", ["<item><title>One &nbsp; & two</title>", "\x0b<item><title>One & two</title></item>"]
)
def test_broken_documents_are_read_as_far_as_they_go(broken: str) -> None:
    assert only(RSS.format(title="Blog", items=broken)).title == "One & two"


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("2026-05-14T17:00:00Z", "2026-05-14T17:00:00Z"),
        ("Thursday, 14-May-26 17:00:00 CET", "2026-05-14T16:00:00Z"),
        ("Thu, 14 May 2026 13:00:00 EDT", "2026-05-14T17:00:00Z"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", ""),
        ("0000-00-00T00:00:00Z", ""),
        ("yesterday", ""),
    ],
)
def test_dates(said: str, read: str) -> None:
    assert rss_item(f"<title>x</title><pubDate>{said}</pubDate>").published == read


def test_authors_are_names_never_addresses() -> None:
    assert rss_item("<author>ada@blog.example (Ada Rossi)</author>").author == "Ada Rossi"
    assert rss_item("<author>ada@blog.example</author>").author == ""
    assert rss_item("<dc:creator>Ada Rossi (Officina)</dc:creator>").author == "Ada Rossi (Officina)"


def test_excerpts_say_more_than_the_title_and_are_short() -> None:
    item = rss_item("<title>Same</title><description>Same</description><tags/>")
    assert item.excerpt == ""
    assert len(rss_item(f"<description>{'word ' * 9000}</description>").excerpt) <= 500


def test_at_most_eight_tags() -> None:
    assert rss_item("".join(f"<category>t{n}</category>" for n in range(20))).tags == tuple(f"t{n}" for n in range(8))


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/a b\"c<d>'", "https://blog.example/a%20b%22c%3Cd%3E'"),
        ("https://x.example/ä%20?q=1#f", "https://x.example/%C3%A4%20?q=1#f"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("http://[half", ""),
        ("http://", ""),
        ("https://x.example/" + "x" * 3000, ""),
        (None, ""),
    ],
)
def test_addresses_are_absolute_and_harmless(link: str | None, address: str) -> None:
    assert web_address(URL, link) == address


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ("en", "en"),
        ("EN_us", "en-US"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("de-DE-1996", "de-DE"),
        ("english", ""),
        (None, ""),
    ],
)
def test_languages(said: str | None, tag: str) -> None:
    assert language_tag(said) == tag


def test_entities_are_neither_expanded_without_end_nor_fetched() -> None:
    laughs = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    files = '<!ENTITY f SYSTEM "file:///etc/passwd">'
    body = RSS.format(title="Blog", items="<item><title>t</title><description>&a9;&f;</description></item>")
    item = only(body.replace("<rss", f"<!DOCTYPE rss [{laughs}{files}]><rss", 1))
    assert len(item.excerpt) <= 500
    assert "root:" not in item.excerpt


@pytest.mark.parametrize("kind", ["rss", "json"])
def test_one_feed_fills_neither_memory_nor_the_archive_with_whole_texts(kind: str) -> None:
    text = "<p>" + "& " * 11_000 + "</p>"
    items = [{"id": str(number), "content_html": text} for number in range(100)]
    told = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})
    if kind == "rss":
        written = (
            f"<item><guid>{number}</guid><description><![CDATA[{text}]]></description></item>" for number in range(100)
        )
        told = RSS.format(title="Blog", items="".join(written))
    found = read_document(told.encode(), "", URL, Reading(text="full")).items
    assert len(found) == 100
    assert all(item.content for item in found[:60])
    assert sum(len(item.content) for item in found) <= 4_000_000
    assert all(item.excerpt for item in found)
