"""The search where words differ from what is written, and where it finds nothing: there are always ways on."""

import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Visit
from folkmoot.render.wording.tongue import tongue


def _opened(visit: Visit, path: str) -> Page:
    page = visit.page
    page.goto(urljoin(visit.address, path))
    page.locator(".fm-search-open").click()
    return page


def _answer(page: Page, words: str) -> tuple[str, list[str]]:
    page.get_by_role("searchbox").fill(words)
    # The address is written with the answer.
    page.wait_for_function("words => new URLSearchParams(location.search).get('q') === words", arg=words)
    results = page.locator(".fm-search__results li")
    expect(results.first).to_be_visible()
    return page.get_by_role("status").inner_text(), results.all_inner_texts()


@pytest.mark.parametrize("path", ["", "it/"])
def test_an_elided_article_makes_no_other_word(visit: Visit, path: str) -> None:
    page = _opened(visit, path)
    for word, elided in (
        ("établi", ("l’établi", "d'établi", "L'ETABLI")),
        ("officina", ("l'officina", "dell’officina", "un'officina")),
    ):
        plain = _answer(page, word)
        assert re.match(r"\d+ ", plain[0])
        for written in elided:
            assert _answer(page, written) == plain
    page.get_by_role("searchbox").fill("qu'est")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ "))
    assert visit.faults == []


def test_words_behind_an_article_are_shown_as_they_are_written(visit: Visit) -> None:
    _, results = _answer(_opened(visit, "fr/"), "établi")
    titles = [one.splitlines()[0].strip() for one in results]
    assert "Une juriste à l'établi" in titles
    assert not [one for one in results if re.search(r"\b[lLdD]['’] ", one)]
    _, quoted = _answer(visit.page, '"à l\'établi"')
    assert [one.splitlines()[0].strip() for one in quoted] == ["Une juriste à l'établi"]
    assert visit.faults == []


@pytest.mark.parametrize("language", ["en", "it"])
def test_nothing_found_leads_to_the_lists(visit: Visit, language: str) -> None:
    say = tongue(language).words.gettext
    prefix = "" if language == "en" else f"{language}/"
    page = _opened(visit, prefix)
    page.get_by_role("searchbox").fill("zzzzqqq")
    ways = page.locator(".fm-search__ways")
    expect(ways).to_contain_text(say("Try a shorter or another word, or look at the lists:"))
    links = ways.get_by_role("link")
    expect(links).to_have_text([say(name) for name in ("Members", "Events", "Projects", "Posts")])
    for link in links.all():
        assert page.request.get(urljoin(page.url, link.get_attribute("href"))).ok
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    assert visit.overflow() <= 0
    links.last.click()
    page.wait_for_url(urljoin(visit.address, f"{prefix}posts/"))
    assert visit.faults == []


def test_words_that_find_something_alone_are_offered_and_so_is_more_than_the_filters_leave(visit: Visit) -> None:
    page = _opened(visit, "")
    words, ways = page.get_by_role("searchbox"), page.locator(".fm-search__ways")
    words.fill("soldering zzzqx")
    expect(ways.get_by_role("button")).to_have_text(["soldering"])
    ways.get_by_role("button").click()
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ found$"))
    expect(ways).to_be_hidden()
    page.locator(".fm-search__filter").click()
    page.locator(".fm-search__kind").filter(has_text="Discussions").click()
    words.fill("Brunero")
    expect(page.get_by_role("status")).to_have_text("Nothing found for “Brunero”")
    ways.get_by_role("button", name="Clear filters").click()
    expect(page.locator(".fm-search__results li").first).to_be_visible()
    expect(words).to_be_focused()
    assert visit.faults == []
