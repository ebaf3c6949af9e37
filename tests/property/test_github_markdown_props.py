"""Whatever words are put into Markdown for GitHub, they are read there as the words that they are."""

import html
import re

import pyromark
from hypothesis import example, given
from hypothesis import strategies as st

from folkmoot.render.github_markdown import code, fenced, plain, quoted
from folkmoot.text import one_line

MARKS = st.text(st.sampled_from("@#:/.-+=*_`~[]()<>!&;|$\\ \n\t\r19abfGHwx"), max_size=40)
WORDS = st.one_of(MARKS, st.text(max_size=40), st.lists(st.sampled_from([
    "@ada", "#1", "GH-1", "www.a.example", "https://a.example", "a@b.example", ":lamp:", "`", "| x |", "- ", "1. ",
    "<b>", "</li>", "&lt;", "0123abc", "[a](b)", "![a](b)", "    ", "\n", "***", "===", "$x$", "mailto:a",
])).map("".join))  # fmt: skip
LINKED = re.compile(
    r"@[\w-]|#\w|:(?=//)|\bwww\.|\bGH-\d|\b[0-9a-f]{7,40}\b|:[a-z0-9_+-]+:|\b(?:mailto|xmpp):[^\s\u200b]", re.IGNORECASE
)
READ = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH | pyromark.Options.ENABLE_MATH


def shown(markdown: str) -> str:
    return str(pyromark.html(markdown, options=READ))


def inside(markup: str, tag: str) -> str:
    found = re.fullmatch(rf"(?s)<{tag}>(.*)</{tag}>\n?", markup)
    assert found, markup
    assert not re.search(r"<", found[1].replace("<code>", "").replace("</code>", "")), markup
    return html.unescape(re.sub(r"</?code>", "", found[1]))


@given(WORDS)
@example("1)")
@example("@_")
@example("-")
def test_a_sentence_says_its_words_and_nothing_else(words: str) -> None:
    if not (said := one_line(words)):
        assert plain(words) == ""
        return
    read = inside(shown(plain(words)), "p")
    assert read.replace("\u200b", "") == said.replace("\u200b", "")
    assert not LINKED.search(read)
    assert "\n" not in plain(words)


@given(WORDS)
def test_a_cell_of_a_table_stays_one(words: str) -> None:
    markup = shown(f"| a | b |\n| --- | --- |\n| {plain(words)} | x |\n")
    assert markup.count("<td>") == 2
    assert html.unescape(re.findall(r"<td>(.*?)</td>", markup)[0]).replace("\u200b", "") == one_line(words)


@given(WORDS)
def test_a_name_is_words_or_code(words: str) -> None:
    written = quoted(words)
    item = shown(f"- Adds {written}")
    markup = item.replace("<ul>\n<li>", "").replace("</li>\n</ul>", "").strip()
    outside = re.sub(r"<code>.*?</code>", "", markup)
    assert "<" not in outside
    assert not LINKED.search(html.unescape(outside))
    assert html.unescape(re.sub(r"</?code>", "", markup)).removeprefix("Adds").strip() == one_line(words)


@given(WORDS)
def test_code_holds_its_words(words: str) -> None:
    if said := one_line(words):
        assert inside(shown(f"x{code(words)}"), "p") == f"x{said}"


@given(WORDS)
def test_a_block_of_code_ends_where_it_is_to_end(words: str) -> None:
    markup = shown(f"{fenced(words)}\n\nbehind")
    assert markup.endswith("</code></pre>\n<p>behind</p>\n")
    assert markup.count("<p>") == markup.count("<pre>") == 1
