"""Mending: what the engine's pages get and lose, and the policy that fits each page."""

import base64
import hashlib
import re

import pytest

from folkmoot.errors import EngineFailure
from folkmoot.render.framing.frame import SHELL, sentinel
from folkmoot.render.framing.mending import mended, policy

_PAGE = """<!doctype html>
<html lang="en"><head>
<meta charset="utf-8">
<script>first=1</script>
</head><body>
<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off">
<input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search" autocomplete="off">
<header><label class="md-header__button md-icon" for="__drawer">☰</label></header>
<nav class="md-nav md-nav--primary md-nav--lifted" aria-label="Navigazione" data-md-level="0">
<label class="md-nav__link" for="__nav_8" tabindex="">About</label></nav>
<form><input type="search" name="q" autocomplete="off"></form>
<script id="__config" type="application/json">{"base": "."}</script>
<script src="bundle.js"></script>
<script type="module" src="search.js"></script>
</body></html>
"""


def _sources(html: str, directive: str) -> list[str]:
    parts = (part.split() for part in policy(html).split("; "))
    return next(sources for name, *sources in parts if name == directive)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_what_html_forbids_is_gone_and_the_rest_stays() -> None:
    html = mended(_PAGE)
    assert 'type="checkbox" id="__search">' in html
    assert "tabindex" not in html
    assert '<input type="search" name="q" autocomplete="off">' in html


def test_the_menus_switch_is_named_and_stands_in_the_header() -> None:
    html = mended(_PAGE)
    assert html.count('id="__drawer"') == 1
    switch = '<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" aria-label="Navigazione">'
    assert f'<header>{switch}<label class="md-header__button md-icon" for="__drawer">' in html


def test_the_way_past_the_header_comes_first_and_leads_to_the_start_of_the_content() -> None:
    own = '<a class="md-skip" href="#__content">Salta al contenuto</a>'
    page = _PAGE.replace("<header>", f'<div data-md-component="skip">\n{{}}</div>\n<p>Notice</p>{own}<header>')
    page = page.replace("<form>", '<article class="md-content__inner md-typeset"><h1>Lampe</h1></article><form>')
    theirs = '<a href="#past" class="md-skip">Skip to content</a>'
    for found in (theirs, ""):
        html = mended(page.replace("{}", found))
        assert f'<div data-md-component="skip">{own}</div>\n<p>Notice</p><header>' in html
        assert '<article id="__content" class="md-content__inner md-typeset"><h1>' in html
        assert mended(html) == html
    assert theirs in mended(page.replace(own, "").replace("{}", theirs)), "another theme keeps its own"


def test_the_policy_stands_right_after_the_encoding() -> None:
    assert f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy(_PAGE)}">' in mended(
        _PAGE
    )


def test_mending_twice_changes_nothing() -> None:
    assert mended(mended(_PAGE)) == mended(_PAGE)
    assert mended(mended(_PAGE, policed=False)) == mended(_PAGE)


def test_a_live_preview_goes_without_a_policy() -> None:
    html = mended(_PAGE, policed=False)
    assert "Content-Security-Policy" not in html
    assert "tabindex" not in html


def test_html_that_is_no_page_of_the_theme_stays_as_it_is() -> None:
    assert mended("<p onclick='go()'>My own <b>demo</b>") == "<p onclick='go()'>My own <b>demo</b>"


def test_scripts_in_the_page_are_allowed_by_their_hashes_alone() -> None:
    assert _sources(_PAGE, "script-src") == ["'self'", "'wasm-unsafe-eval'", _hash("first=1")]
    more = _PAGE + '<script type="text/javascript">\n second = "<p>" </script>'
    assert _sources(more, "script-src")[-1] == _hash('\n second = "<p>" ')
    assert _sources(_PAGE + "<script>a\r\nb</script>", "script-src")[-1] == _hash("a\nb")


def test_no_policy_allows_what_stands_in_a_page_wholesale_or_comes_from_elsewhere() -> None:
    said = policy(_PAGE)
    assert "'unsafe-inline'" not in said
    assert "'unsafe-eval'" not in said
    assert not re.search(r"https?:|\*", said)
    assert {part.split()[0] for part in said.split("; ")} >= {"default-src", "object-src", "base-uri", "form-action"}


def test_data_is_no_script() -> None:
    for kind in ("application/json", "application/ld+json"):
        assert _sources(f'<script type="{kind}">{{}}</script>', "script-src") == ["'self'", "'wasm-unsafe-eval'"]


def test_styles_in_the_page_are_allowed_by_their_hashes_alone() -> None:
    assert _sources(_PAGE, "style-src") == ["'self'"]
    assert _sources("<style>p{}</style>", "style-src") == ["'self'", _hash("p{}")]
    table = "<table><td style=\"text-align: right;\">1</td><td style='font-family: &quot;A&quot;'>2</td></table>"
    expected = ["'self'", "'unsafe-hashes'", _hash("text-align: right;"), _hash('font-family: "A"')]
    assert _sources(table, "style-src") == expected


@pytest.mark.parametrize("words", [sentinel("title"), f"members/{SHELL}-members-en/"])
def test_a_script_that_differs_from_page_to_page_is_refused(words: str) -> None:
    with pytest.raises(EngineFailure, match="differ from page to page"):
        mended(_PAGE.replace("first=1", f"first='{words}'"))
    mended(_PAGE.replace('{"base": "."}', f'{{"base": "{words}"}}'))
