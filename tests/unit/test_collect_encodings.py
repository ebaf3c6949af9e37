"""Documents in the encoding they are in, whatever is said of it."""

import codecs

import pytest

from folkmoot.collect.documents import read_document
from folkmoot.collect.encodings import readable

RSS = '<?xml version="1.0" encoding="{}"?>\n<rss version="2.0"><channel><item><title>{}</title></item></channel></rss>'
WORDS = "Zoë “Q” – Café"


@pytest.mark.parametrize(
    ("encoding", "declared", "served", "words"),
    [
        ("utf-8", "utf-8", "", WORDS),
        ("utf-8", "utf-8", "text/html; charset=iso-8859-1", WORDS),
        ("utf-8", "iso-8859-1", "", WORDS),
        ("utf-8-sig", "utf-16", "", WORDS),
        ("cp1252", "windows-1252", "", WORDS),
        ("cp1252", "iso-8859-1", "", WORDS),
        ("cp1252", "utf-8", "", WORDS),
        ("cp1252", "nonsense", "", WORDS),
        ("cp1252", "rot13", "", WORDS),
        ("latin-1", "utf-8", "", "Zoë Café naïve"),
        ("utf-16", "utf-16", "", WORDS),
        ("utf-16", "utf-8", "text/xml; charset=utf-8", WORDS),
        ("utf-16-le", "utf-16", "", WORDS),
        ("utf-16-be", "utf-16", "", WORDS),
        ("koi8-r", "koi8-r", "", "Лампа"),
        ("koi8-r", "", "application/xml; charset=koi8-r", "Лампа"),
        ("shift_jis", "Shift_JIS", "", "ランプ"),
        ("gb18030", "gb2312", "", "灯笼鎔"),
        ("iso2022_jp", "iso-2022-jp", "", "ランプ"),
        ("euc_kr", "EUC-KR", "", "등불"),
    ],
)
def test_encodings(encoding: str, declared: str, served: str, words: str) -> None:
    text = RSS.format(declared, words) if declared else RSS.format("x", words).partition("\n")[2]
    (item,) = read_document(text.encode(encoding), served, "https://a.example/").items
    assert item.title == words


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<rss>\xe2\x80\x94 r\xe9l\xe9ase\xff</rss>", "<rss>— réléaseÿ</rss>"),
        (b"\n\n<!-- cache -->\n<?xml version='1.0'?>\n<rss/>", "\n<rss/>"),
        (b"<br />\n<b>Warning</b>: x<?xml version='1.0'?><rss/>", "<rss/>"),
        (b"junk <rss/>", "<rss/>"),
        (b"<rss>a\x0b\x01\x00b\xef\xbf\xbf</rss>", "<rss>ab</rss>"),
        (b"<rss><![CDATA[<?xml version='1.0'?>]]></rss>", "<rss><![CDATA[<?xml version='1.0'?>]]></rss>"),
        (codecs.BOM_UTF8 + codecs.BOM_UTF8 + b"<rss/>", "<rss/>"),
    ],
)
def test_what_does_not_belong_there(body: bytes, words: str) -> None:
    assert readable(body, "") == words


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Zo&#235; &amp;#8217;s", "Zoë ’s"),
        ("it&#146;s", "it’s"),
        ("ZoÃ« CafÃ©", "Zoë Café"),
        ("a &amp;nbsp;&amp;amp; caf&amp;eacute; &lt;tags&gt;", "a & café <tags>"),
        ("A &lt;em&gt;b&lt;/em&gt;", "A b"),
        ("The &lt;b&gt; tag", "The <b> tag"),
        ("x &amp;copy=1", "x &copy=1"),
    ],
)
def test_titles_in_rss(written: str, title: str) -> None:
    (item,) = read_document(RSS.format("utf-8", written).encode(), "", "https://a.example/").items
    assert item.title == title
