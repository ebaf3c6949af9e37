"""Answers of the search that come late, or never: they take nothing out of a visitor's hands."""

import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Route, expect

from browser.conftest import Visit
from folkmoot.render.search.index import FOLDER
from support.searching import results, searched

TYPED = """words => {
    const query = document.querySelector(".fm-search__query");
    query.value = words;
    query.dispatchEvent(new Event("input"));
}"""

ASKED = """changed => {
    const list = document.querySelector(".fm-search__results");
    list.addEventListener("click", (event) => {
        event.preventDefault();
        list.title = "led away";
    });
    document.querySelector(".fm-search__query").value = "Flying Bench";
    document.querySelector(".fm-search form").requestSubmit();
    document.querySelector(".fm-search__state").textContent = "";
    (0, eval)(changed);
}"""


@pytest.mark.parametrize(("words", "stays"), [("soldering", True), ("zzzzqqq", False)])
def test_an_answer_that_comes_among_the_results_leaves_the_visitor_there(visit: Visit, words: str, stays: bool) -> None:
    page = searched(visit, "solder")
    link = results(page).first.get_by_role("link")
    stood_at = link.get_attribute("href")
    page.evaluate(TYPED, words)
    link.focus()
    expect(page).to_have_url(re.compile(rf"\?q={words}$"))
    if stays:
        expect(page.locator(f'.fm-search__results a[href="{stood_at}"]').first).to_be_focused()
    else:
        expect(page.get_by_role("searchbox")).to_be_focused()


@pytest.mark.parametrize("changed", ["document.querySelector('dialog.fm-search').close()", f"({TYPED})('lamp')"])
def test_who_closes_the_search_or_types_on_is_not_led_away(visit: Visit, changed: str) -> None:
    page = searched(visit, "solder")
    page.evaluate(ASKED, changed)
    expect(page.locator(".fm-search__state")).to_have_text(re.compile(r"^\d+ found$"))
    page.evaluate("() => new Promise((done) => setTimeout(done))")
    expect(page.locator(".fm-search__results")).not_to_have_attribute("title", "led away")


def test_a_search_that_cannot_be_loaded_says_so_and_tries_again(visit: Visit) -> None:
    page = visit.page
    page.goto(urljoin(visit.address, "places/"))
    meta = re.compile(rf"{FOLDER}pagefind-entry\.json")
    page.route(meta, lambda route: route.abort())
    page.locator(".fm-search-open").click()
    page.get_by_role("searchbox").fill("soldering")
    expect(page.get_by_role("status")).to_have_text("The search cannot be loaded.")
    page.unroute(meta)
    page.get_by_role("searchbox").fill("soldering iron")
    expect(results(page).first).to_be_visible()


def test_a_slow_search_says_that_it_is_under_way(visit: Visit) -> None:
    page = visit.page
    page.goto(urljoin(visit.address, "places/"))
    held: list[Route] = []
    is_slow = True

    def hold(route: Route) -> None:
        if is_slow:
            held.append(route)
        else:
            route.continue_()

    page.route(re.compile(r"\.pf_index$"), hold)
    page.locator(".fm-search-open").click()
    page.get_by_role("searchbox").fill("soldering")
    expect(page.get_by_role("status")).to_have_text("Searching …")
    # It may say so before it has asked for the index.
    while not held:
        page.wait_for_timeout(20)
    is_slow = False
    for route in held:
        route.continue_()
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ found$"))


@pytest.mark.alone
def test_without_a_line_nothing_of_another_word_stays(visit: Visit) -> None:
    page = searched(visit, "soldering")
    page.context.set_offline(True)
    page.get_by_role("searchbox").fill("toaster")
    expect(page.get_by_role("status")).to_have_text("The search cannot be loaded.")
    expect(results(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()
    page.context.set_offline(False)
    page.get_by_role("searchbox").fill("toasters")
    expect(results(page).first).to_be_visible()
