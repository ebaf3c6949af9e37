"""Words from files in Markdown for GitHub: what they are to be, letter by letter."""

import pytest

from folkmoot.render.github_markdown import code, fenced, plain, quoted


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Nobody asked. At 18:30 (2.4 m): go!", "Nobody asked. At 18:30 (2.4 m): go!"),
        ("Perdrix & Filles", "Perdrix &amp; Filles"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("<img src=z>", "\\<img src=z\\>"),
        ("[x](y) **b** `c` ~~d~~ $e$ f_g", "\\[x\\](y) \\*\\*b\\*\\* \\`c\\` \\~\\~d\\~\\~ \\$e\\$ f\\_g"),
        ("a | b", "a \\| b"),
        ("a\\", "a\\\\"),
        ("@ada and me@ada.example", "@\u200bada and me@\u200bada.example"),
        ("#3 and octo/lamps#4 and GH-5", "\\#\u200b3 and octo/lamps\\#\u200b4 and GH-\u200b5"),
        ("https://evil.example www.evil.example", "https:\u200b//evil.example www\u200b.evil.example"),
        ("mailto:ada", "mailto:\u200bada"),
        ("on :lamp: at 19:00", "on :\u200blamp: at 19:00"),
        ("as of 0123abc", "as of 0123ab\u200bc"),
        ("one\n\n# two\n    three", "one \\# two three"),
        ("- a", "\\- a"),
        ("+ a", "\\+ a"),
        ("===", "\\==="),
        ("12. a", "12\\. a"),
        ("12) a", "12\\) a"),
        ("2026", "2026"),
        ("-1 degrees", "-1 degrees"),
        ("\u202egnirts", "gnirts"),
        ("", ""),
    ],
)
def test_a_sentence_is_shown_to_the_letter(words: str, written: str) -> None:
    assert plain(words) == written


@pytest.mark.parametrize("words", ["Ada Rossi", "Inès Fontvielle-O’Brien", "प्रिया", "Hello, world!", "18:30 (2.4 m)"])
def test_a_usual_name_stands_as_it_is(words: str) -> None:
    assert quoted(words) == words
    assert quoted("Perdrix & Filles") == "Perdrix &amp; Filles"


@pytest.mark.parametrize(
    "words",
    ["@ada", "#12", "https://a.example/feed", "a/b", "evil.example", "0123abc", "a_b", ":lamp:", "1. list", "- item"],
)
def test_what_could_become_something_else_is_code(words: str) -> None:
    assert quoted(words) == code(words) == f"`{words}`"


def test_code_ends_where_it_is_to_end() -> None:
    assert [code(words) for words in ("a`b", "`a", "``", "a\nb", "")] == [
        "``a`b``",
        "`` `a ``",
        "``` `` ```",
        "`a b`",
        "",
    ]
    assert fenced("````\n@ada") == "`````text\n````\n@ada\n`````"
    assert fenced("joined: x\n        ^") == "```text\njoined: x\n        ^\n```"
