"""Whole texts from elsewhere: nothing of them harms a reader or a page, and what people wrote is left."""

import pytest

from folkmoot.article import article
from support.vectors import VECTORS, faults

REL = 'rel="noopener nofollow ugc"'
BASE = "https://blog.example/2026/one/"


@pytest.mark.parametrize("vector", VECTORS)
def test_no_vector_survives(vector: str) -> None:
    for markup in (vector, f"<p>before</p>{vector}<p>after</p>"):
        told = article(markup, BASE)
        assert faults(told) == []
        assert article(told, BASE) == told, "a text that is sanitised twice is the same"


def test_all_vectors_at_once() -> None:
    assert faults(article("".join(VECTORS), BASE)) == []
    assert faults(article("".join(reversed(VECTORS)), BASE)) == []


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("", ""),
        ("plain & words", "<p>plain &amp; words</p>"),
        ("<p>a\x08b\u202ec&#8238;d&#x200b;</p><pre>e\n\tf</pre>", '<p>abcd</p><pre tabindex="0">e\n\tf</pre>'),
        ("<p>A <b>b</b> &amp; <em>c</em></p>", "<p>A <b>b</b> &amp; <em>c</em></p>"),
        (
            "<a href='../two/?a=1&amp;b=2#c' target=_blank class=x>t</a>",
            '<a href="https://blog.example/2026/two/?a=1&amp;b=2#c" rel="noopener nofollow ugc">t</a>',
        ),
        ("<a href='mailto:a@b.example'>m</a>", '<a href="mailto:a@b.example" rel="noopener nofollow ugc">m</a>'),
        (
            "<p><img src='/i/lamp.png' alt='A lamp' srcset='x 2x'></p>",
            '<p><a href="https://blog.example/i/lamp.png" rel="noopener nofollow ugc">[A lamp]</a></p>',
        ),
        (
            "<p><a href='/x'><img src='/i/lamp.png'></a></p>",
            '<p><a href="https://blog.example/x" rel="noopener nofollow ugc">[lamp.png]</a></p>',
        ),
        ("<p>a<img src='https://t.example/p.gif' width='1' height='1'></p>", "<p>a</p>"),
        ("<h1>A</h1><p>b</p><h2>C</h2>", "<h3>A</h3><p>b</p><h4>C</h4>"),
        ("<h4>A</h4><h6>C</h6>", "<h3>A</h3><h4>C</h4>"),
        ("<h1>a</h1><h6>b</h6><h3>c</h3><h4>d</h4>", "<h3>a</h3><h4>b</h4><h4>c</h4><h5>d</h5>"),
        ("<h3>a</h3><h1>b</h1><h2>c</h2>", "<h3>a</h3><h3>b</h3><h4>c</h4>"),
        (
            "".join(f"<h{n}>{n}</h{n}>" for n in range(1, 7)),
            "<h3>1</h3><h4>2</h4><h5>3</h5>" + "".join(f"<h6>{n}</h6>" for n in (4, 5, 6)),
        ),
        ("<pre><code>x &lt; y\n  z</code></pre><code>a</code>", '<pre tabindex="0">x &lt; y\n  z</pre><code>a</code>'),
        ("<pre><code>a</code><code>b</code></pre>", '<pre tabindex="0">ab</pre>'),
        ("<table><tr><td>a</td></tr></table>", '<table tabindex="0"><tbody><tr><td>a</td></tr></tbody></table>'),
        (
            "<p><img src='/a.png'><img src='/b.png'></p>",
            "<p>{}</p>".format(" ".join(f'<a href="https://blog.example/{n}.png" {REL}>[{n}.png]</a>' for n in "ab")),
        ),
        ("<p>a</p><p> </p><ul><li></li></ul>", "<p>a</p>"),
    ],
)
def test_what_people_wrote_is_left(markup: str, told: str) -> None:
    assert article(markup, BASE) == told
    assert article(told, BASE) == told


def test_what_is_too_long_ends_where_no_tag_is_torn() -> None:
    told = article("<p>some <a href='https://a.example/'>words</a></p>" * 5000, BASE)
    assert 20_000 < len(told) < 300_000
    assert told.endswith(("</p>", "</a>"))
    assert faults(told) == []


@pytest.mark.parametrize(
    "markup", ["<b>" * 100_000, "<a " * 50_000, "<blockquote>" * 5000 + "x", "<" * 60_000, "<!--" * 20_000]
)
def test_what_is_nested_deeply_is_left_as_words(markup: str) -> None:
    told = article(f"{markup}words", BASE)
    assert len(told) < 250_000
    assert max(told.count(tag) for tag in ("<b>", "<a ", "<blockquote>")) <= 60


@pytest.mark.parametrize("piece", ["<a href=x>y</a>", "& ", "<p>a", "<img src=x>", "<li><b>a", "<table><td>a"])
def test_no_text_grows_while_it_is_sanitised(piece: str) -> None:
    base = f"https://blog.example/{'x' * 1900}/"
    told = article(piece * (60_000 // len(piece)), base)
    assert 0 < len(told) <= 60_000
    assert article(told, base) == told
