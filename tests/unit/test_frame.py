"""Frames: everything a page says is in it once, in its place, and an engine that loses a place is found out."""

import pytest

from folkmoot.errors import EngineFailure
from folkmoot.render.framing.frame import Frame, harmless, holds_sentinel, sentinel
from folkmoot.render.page import Page, Section

HEADING = f'<h2 id="{sentinel("anchor")}">{sentinel("heading")}</h2>\n'
BODY = f'{HEADING}<div class="fm-section">\n{sentinel("section")}\n</div>'
TOC = f'<ul>\n  <li class="md-nav__item">\n<a href="#{sentinel("anchor")}">{sentinel("heading")}</a></li>\n</ul>'
HEAD = f'<title>{sentinel("title")}</title><link href="https://a.example/members/fmshell/">'
SHELL = f"{HEAD}{TOC}<p>{sentinel('lead')}</p>\n\n{BODY}\n<code>{sentinel('source')}</code>"
PAGE = Page(
    "members/ada/", "members", 'Ada & "Bo" <b>', "", "members/<ada>.yml", "<p>lead</p>",
    (Section("a", "A", "<p>1</p>"), Section("b", "B", "<p>2</p>")),
)  # fmt: skip


def test_a_page_is_filled_in_with_every_section_in_its_place() -> None:
    filled = Frame(SHELL, True, "members/fmshell/").fill(PAGE, "")
    assert filled == (
        "<title>Ada &amp; &quot;Bo&quot; &lt;b&gt;</title>"
        '<link href="https://a.example/members/ada/"><ul>\n  <li class="md-nav__item">\n<a href="#a">A</a></li>'
        '\n  <li class="md-nav__item">\n<a href="#b">B</a></li>\n</ul><p><p>lead</p></p>\n\n'
        '<h2 id="a">A</h2>\n<div class="fm-section">\n<p>1</p>\n</div>\n\n'
        '<h2 id="b">B</h2>\n<div class="fm-section">\n<p>2</p>\n</div>\n<code>members/&lt;ada&gt;.yml</code>'
    )
    assert not holds_sentinel(filled)


@pytest.mark.parametrize(
    "shell",
    [
        pytest.param(SHELL.replace(sentinel("lead"), ""), id="no lead"),
        pytest.param(SHELL.replace(BODY, ""), id="no section"),
        pytest.param(SHELL.replace(BODY, sentinel("section")), id="a section outside its heading"),
        pytest.param(SHELL.replace('<div class="fm-section">', "<div>"), id="another block"),
        pytest.param(SHELL + BODY, id="two places"),
    ],
)
def test_an_engine_that_changes_the_places_is_found_out(shell: str) -> None:
    with pytest.raises(EngineFailure, match="did not keep the places"):
        Frame(shell, True)


def test_headings_may_stand_at_another_level() -> None:
    filled = Frame(SHELL.replace("<h2", "<h3").replace("</h2>", "</h3>"), True).fill(PAGE, "")
    assert filled.count("<h3 id=") == 2


def test_a_page_without_sections_needs_no_place_for_them() -> None:
    bare = Frame(f"<p>{sentinel('lead')}</p>", False).fill(PAGE._replace(sections=()), "")
    assert bare == "<p><p>lead</p></p>"


def test_no_word_of_people_is_a_slot() -> None:
    written = f"a {sentinel('lead')} b"
    assert not holds_sentinel(harmless(written))
    assert harmless("An ordinary text.") == "An ordinary text."
