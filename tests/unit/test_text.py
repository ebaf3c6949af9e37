"""Words as people write them, and as nobody should be able to make others see them."""

import pytest

from folkmoot import text


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("Ada Rossi", "ada-rossi"),
        ("Zoë Núñez", "zoe-nunez"),
        ("Straße & Äpfel", "strasse-apfel"),
        ("C++ & C#", "c-plus-plus-c-sharp"),
        ("Ωμέγα", "omega"),
        ("🎉", ""),
        ("../../etc/passwd", "etc-passwd"),
        ("a\0b\u202ec", "a-bc"),
        ("", ""),
    ],
)
def test_a_slug_is_lower_case_words_joined_by_hyphens(written: str, slug: str) -> None:
    assert text.slug_of(written) == slug


def test_a_slug_is_short_and_cut_between_words() -> None:
    assert text.slug_of("word " * 30) == "-".join(["word"] * 12)
    assert len(text.slug_of("a" * 500)) == 60


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        ("https://www.ada.example/blog/", "ada.example/blog"),
        ("HTTP://ada.example", "ada.example"),
        (" https://ada.example/?q=http://x ", "ada.example/?q=http://x"),
        ("ada/repo", "ada/repo"),
    ],
)
def test_an_address_without_its_scheme_stays_when_a_site_moves_to_https(url: str, bare: str) -> None:
    assert text.schemeless(url) == bare


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='JaVa\tScRiPt:alert(1)'>x</a>",
        "<a href='data:text/html,x'>x</a>",
        "<svg onload=alert(1)></svg>",
        "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
        "<iframe src='https://evil.example'></iframe>",
        "<form action='https://evil.example'><input name=q></form>",
        "<style>body{display:none}</style>",
        "<p style='position:fixed'>x</p>",
        "<p id='__search' class='md-search'>x</p>",
        "<h1>x</h1>",
        "<base href='https://evil.example'>",
        "<meta http-equiv=refresh content='0;url=https://evil.example'>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    ],
)
def test_nothing_that_harms_survives(markup: str) -> None:
    for clean in (text.sanitised(markup), text.rendered(markup), text.rendered(f"- a\n\n  {markup}\n")):
        for harm in ("<script", "onerror=", "onload=", "javascript:", "data:", "<iframe", "<form", "<style", "style="):
            assert harm not in clean.lower()
        for harm in ("<base", "<meta", "<svg", "<math", "<h1", "class=", 'id="__search'):
            assert harm not in clean.lower()


def test_links_are_kept_and_told_not_to_be_vouched_for() -> None:
    clean = text.sanitised('<a href="https://ada.example" target="_blank">Ada</a> <a href="mailto:a@b.example">b</a>')
    assert '<a href="https://ada.example" rel="noopener nofollow ugc">Ada</a>' in clean
    assert 'href="mailto:a@b.example"' in clean
    assert "target" not in clean


def test_markdown_is_commonmark_with_tables_and_footnotes_and_titles_become_sections() -> None:
    html = text.rendered("# Title\n\nSome *words*[^1] and `<h1>`.\n\n| a |\n|---|\n| b |\n\n[^1]: A note.\n")
    assert "<h2>Title</h2>" in html
    assert "<em>words</em>" in html
    assert "<td>b</td>" in html
    assert "<code>&lt;h1&gt;</code>" in html
    assert text.rendered("") == ""


def test_footnotes_lead_to_ids_that_cannot_take_the_pages_own() -> None:
    html = text.rendered("A[^__search].\n\n[^__search]: note\n")
    assert 'id="note-__search"' in html
    assert 'href="#note-__search"' in html


def test_half_a_character_from_elsewhere_does_not_stop_anything() -> None:
    assert text.plain("<p>a\ud800b</p>") == "a?b"
    assert text.sanitised("<b>\udfff</b>") == "<b>?</b>"
    assert text.one_line("a\ud800b") == "ab"


def test_plain_text_has_no_tags_entities_or_line_ends() -> None:
    assert text.plain("<p>Tea &amp; <b>cake</b></p><ul><li>one</li><li>two</li></ul>a<br>b") == "Tea & cake one two a b"
    assert text.plain("x<script>evil()</script>y") == "xy"
    assert text.plain("&amp;lt;script&amp;gt;") == "&lt;script&gt;"
    assert text.plain("&#xD800;") == "\ufffd"


def test_endless_nesting_is_cut_and_not_endured() -> None:
    assert text.plain("<div>" * 30_000 + "deep") == ""
    assert text.plain("<p>word</p>" * 9_999) == " ".join(["word"] * 9_999)


@pytest.mark.parametrize("marks", [">", "> ", "- ", "1. ", "> - ", "* + "])
def test_quotes_and_lists_are_nested_as_deep_as_anybody_reads(marks: str) -> None:
    inner = text.rendered(marks * 3_000 + "inside\n\noutside")
    assert 50 <= sum(inner.count(f"<{tag}>") for tag in ("blockquote", "ol", "ul")) <= 100
    assert inner.count("<blockquote>") == inner.count("</blockquote>")
    assert text.plain(inner).endswith("inside outside")


def test_nesting_by_hand_is_kept_as_it_is() -> None:
    nested = text.rendered("\n".join(f"{'  ' * depth}- level {depth}" for depth in range(40)))
    assert nested.count("<ul>") == nested.count("</ul>") == 40
    quoted = text.rendered("> " * 99 + "deep")
    assert quoted.count("<blockquote>") == quoted.count("</blockquote>") == 99


@pytest.mark.parametrize("gap", [" ", "/", "\t", "\n"])
def test_unclosed_emphasis_is_not_repeated_without_end(gap: str) -> None:
    clean = text.sanitised("".join(f"<b{gap}t={number}><p>word" for number in range(300)))
    assert clean.count("word") == 300
    assert clean.count("<b>") <= 4 * 300
    hidden = "".join(f"""<b a"b="{number}>x</b>"><p>word""" for number in range(300))
    assert text.sanitised(hidden).count("<b>") <= 4 * 300


def test_emphasis_that_is_closed_keeps_its_language() -> None:
    markup = """<i lang="la" title='x'>ad hoc</i> <code class="language-py">b</code>"""
    assert text.sanitised(markup) == """<i lang="la" title="x">ad hoc</i> <code>b</code>"""
    assert text.sanitised("<b t=1>a</b>") == "<b>a</b>"


@pytest.mark.parametrize("sign", "\0\x07\x1b\x7f\x9b\u061c\u200b\u200e\u202e\u2066\ufeff")
def test_one_line_holds_no_character_that_nobody_sees(sign: str) -> None:
    assert text.one_line(f"a{sign}b \n\t c\u2028d\x85e") == "ab c d e"


def test_one_line_keeps_what_scripts_and_emoji_are_joined_with() -> None:
    assert text.one_line("क्\u200dष 👩\u200d🔧 می\u200cخواهم") == "क्\u200dष 👩\u200d🔧 می\u200cخواهم"


@pytest.mark.parametrize(
    ("words", "limit", "cut"),
    [
        ("short", 5, "short"),
        ("one two three", 9, "one two…"),
        ("one, two three", 6, "one…"),
        ("abcdefghij", 5, "abcd…"),
        ("a bcdefghijkl", 8, "a bcdef…"),
        ("", 5, ""),
        ("ab", 1, "…"),
    ],
)
def test_an_excerpt_ends_between_words_and_says_that_it_was_cut(words: str, limit: int, cut: str) -> None:
    assert text.excerpt(words, limit) == cut


def test_the_closest_word_is_one_that_may_be_meant_or_none() -> None:
    assert text.closest("githb", ["github", "name"]) == "github"
    assert text.closest("zzz", ["github", "name"]) == ""
    assert text.closest("", []) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Soldering", "SOLDERING"),
        ("café", "CAFE\u0301"),
        ("Straße", "strasse"),
        ("ℂ", "c"),
        ("ＡＢＣ", "abc"),
        ("ﾊﾞｽ", "バス"),
        ("ハ\u3099ス", "バス"),
        ("web  design", " Web\u3000design\u200b"),
        ("İzmir", "izmir"),
    ],
)
def test_one_word_is_the_same_however_it_is_typed(one: str, other: str) -> None:
    assert text.sameness(one) == text.sameness(other)


@pytest.mark.parametrize(("one", "other"), [("バス", "パス"), ("バス", "ハス"), ("чай", "чаи"), ("c", "d"), ("שׁ", "שׂ")])
def test_marks_that_make_another_letter_make_another_word(one: str, other: str) -> None:
    assert text.sameness(one) != text.sameness(other)


def test_sorting_goes_by_letters_alone() -> None:
    assert text.collated("ℂ") == text.collated("C") == "c"
    assert text.collated("É") == text.collated("e")


TAKING = "textarea title iframe xmp plaintext noembed noframes style script svg math template noscript".split()


@pytest.mark.parametrize("attributes", ["", " onload=x", "/"])
@pytest.mark.parametrize("tag", TAKING)
def test_a_tag_in_prose_takes_nothing_that_follows_with_it(tag: str, attributes: str) -> None:
    markdown = "Use <{}> [here](https://a.example) **now**.\n\nSecond.\n\n- third"
    found = text.rendered(markdown.format(tag + attributes))
    marked = text.rendered(markdown.format("x").replace("<x>", "|"))
    left = "" if attributes == "/" and tag in ("svg", "math") else f"&lt;{tag}{attributes}&gt;"
    assert found == marked.replace("|", left)


@pytest.mark.parametrize("tag", [tag for tag in TAKING if tag not in ("plaintext", "xmp")])
def test_an_element_that_ends_in_its_paragraph_leaves_no_tag(tag: str) -> None:
    shown = text.rendered(f"One <{tag.upper()} src=a>**x**</{tag}> two, <{tag}> three.\n\n**Second** </{tag}>")
    assert tag not in shown.lower().replace(f"&lt;{tag}&gt;", "", 1)
    assert shown.endswith(f" two, &lt;{tag}&gt; three.</p>\n<p><strong>Second</strong> </p>\n")


def test_thousands_of_tags_that_take_what_follows_are_read_at_once() -> None:
    assert text.rendered("a <title> " * 9000).count("&lt;title&gt;") == 9000
    assert text.rendered("<title>x</title> " * 5000).count("x") == 5000
