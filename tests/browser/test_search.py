"""The search as people use it: by keyboard and by touch, with filters, in the page's language, and when it fails."""

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.conftest import Visit
from folkmoot.render.search.index import Finding, index
from folkmoot.render.wording.tongue import tongue
from support.searching import results, searched
from support.subpath import served

NASTY = "<img src=x onerror=document.title='taken'> {{ 7 * 7 }} & \"quoted\""


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def test_filters_narrow_to_the_number_they_tell(visit: Visit) -> None:
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    page = searched(visit, "soldering")
    known = [url for url in asked if url.endswith(".pf_filter")]
    assert len(known) <= 1, "filters are loaded when they are wanted, but for what is told in several languages"

    toggle = page.locator(".fm-search__filter")
    expect(toggle).to_have_attribute("aria-expanded", "false")
    toggle.click()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    members = page.locator(".fm-search__kind").filter(has_text="Members")
    expect(members.locator("small")).to_have_text(re.compile(r"\d"))
    number = _number(members.locator("small").inner_text())
    assert number
    members.click()
    expect(page.get_by_role("status")).to_have_text(f"{number} found")
    assert set(page.locator(".fm-search__about .fm-tag").all_inner_texts()) == {"Member"}

    speaks = page.get_by_role("combobox", name="Language")
    italian = speaks.locator("option", has_text="Italian").inner_text()
    speaks.select_option(label=italian)
    expect(page.get_by_role("status")).to_have_text(f"{_number(italian)} found")
    assert _number(italian) < number
    expect(members.locator("small")).to_have_text(str(_number(italian)))
    expect(toggle).to_have_text("Filter (2)")
    assert visit.overflow() <= 0

    page.get_by_role("button", name="Clear filters").click()
    expect(toggle).to_have_text("Filter")
    expect(page.get_by_role("searchbox")).to_be_focused()
    assert visit.faults == []


def test_without_words_filters_show_all_there_is(visit: Visit) -> None:
    page = visit.page
    page.goto(urljoin(visit.address, "members/davide-brunero/"))
    page.locator(".fm-search-open").click()
    page.locator(".fm-search__filter").click()
    entries = page.locator(".fm-search__kind").filter(has_text="Entries")
    expect(entries.locator("small")).to_have_text(re.compile(r"\d"))
    number = _number(entries.locator("small").inner_text())
    entries.click()
    expect(page.get_by_role("status")).to_have_text(f"{number} found")

    more = page.get_by_role("button", name="Show more")
    shown = results(page).count()
    more.click()
    expect(results(page)).not_to_have_count(shown)
    expect(results(page).nth(shown).get_by_role("link")).to_be_focused()
    while more.is_visible():
        shown = results(page).count()
        more.click()
        expect(results(page)).not_to_have_count(shown)
    expect(results(page)).to_have_count(number)
    assert visit.faults == []


def test_what_was_written_elsewhere_says_so(visit: Visit) -> None:
    page = searched(visit, "Fountain map begins")
    entry = results(page).filter(has_text="Fountain map begins").filter(has_text="priya.example").first
    expect(entry.get_by_role("link")).to_have_attribute("href", re.compile("^https://priya.example/"))
    expect(entry.get_by_role("img", name="leads to priya.example")).to_be_visible()
    assert visit.faults == []


def test_everything_can_be_done_by_keyboard(visit: Visit) -> None:
    page = visit.page
    page.goto(urljoin(visit.address, "members/davide-brunero/"))
    opener = page.get_by_role("button", name="Search")
    opener.focus()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    # All at once: the answer to half a word may begin with another result.
    page.keyboard.insert_text("soldering")
    expect(results(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(results(page).nth(0).get_by_role("link")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    box = page.get_by_role("checkbox", name="Members")
    expect(box).to_be_attached()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(box).to_be_focused()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.fm-search")).to_be_hidden()
    expect(opener).to_be_focused()

    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("Flying Bench")
    page.keyboard.press("Enter")  # before the answer has come
    page.wait_for_url(lambda url: "members/davide-brunero" not in url)
    assert visit.faults == []


PERSON = "members/davide-brunero/"


def _dialog(page: Page) -> Locator:
    return page.locator("dialog.fm-search")


def test_going_back_closes_the_search_and_stays_on_the_page(visit: Visit) -> None:
    page = visit.page
    page.goto(urljoin(visit.address, "places/"))
    searched(visit, "soldering", PERSON)
    expect(page).to_have_url(urljoin(visit.address, f"{PERSON}?q=soldering"))
    page.go_back()
    expect(_dialog(page)).to_be_hidden()
    expect(page).to_have_url(urljoin(visit.address, PERSON))
    expect(page.get_by_role("button", name="Search")).to_be_focused()

    page.go_forward()
    expect(page.get_by_role("searchbox")).to_have_value("soldering")
    expect(results(page).first).to_be_visible()
    page.go_back()
    page.go_back()
    expect(page).to_have_url(urljoin(visit.address, "places/"))
    assert visit.faults == []


@pytest.mark.parametrize("way", ["Escape", "button", "beside"])
def test_a_search_that_was_closed_leaves_nothing_in_the_history(visit: Visit, way: str) -> None:
    page = visit.page
    page.goto(urljoin(visit.address, "places/"))
    searched(visit, "soldering", PERSON)
    for word in ("bench", "lamp"):
        page.get_by_role("searchbox").fill(word)
        expect(page).to_have_url(re.compile(rf"\?q={word}$"))
    if way == "Escape":
        page.keyboard.press("Escape")
    elif way == "button":
        page.get_by_role("button", name="Close").click()
    else:
        _dialog(page).dispatch_event("click")
    expect(_dialog(page)).to_be_hidden()
    expect(page).to_have_url(urljoin(visit.address, PERSON))
    page.go_back()
    expect(page).to_have_url(urljoin(visit.address, "places/"))


def test_a_search_opened_again_at_once_keeps_what_is_typed(visit: Visit) -> None:
    page = searched(visit, "soldering", PERSON)
    page.evaluate("""() => {
        const dialog = document.querySelector("dialog.fm-search");
        dialog.addEventListener("close", () => {
            document.querySelector(".fm-search-open").click();
            document.querySelector(".fm-search__query").value = "bench";
            document.querySelector(".fm-search__query").dispatchEvent(new Event("input"));
        }, { once: true });
        dialog.close();
    }""")
    expect(page).to_have_url(re.compile(r"\?q=bench$"))
    expect(_dialog(page)).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_value("bench")
    page.go_back()
    expect(_dialog(page)).to_be_hidden()
    expect(page).to_have_url(urljoin(visit.address, PERSON))


def test_the_way_back_from_a_result_leads_to_the_sameresults(visit: Visit) -> None:
    page = searched(visit, "repair", PERSON)
    page.locator(".fm-search__filter").click()
    page.locator(".fm-search__kind").filter(has_text="Members").click()
    page.get_by_role("combobox", name="Language").select_option("en")
    expect(page).to_have_url(re.compile(r"\?q=repair&q-kind=member&q-language=en$"))
    page.get_by_role("button", name="Show more").click()
    expect(results(page).nth(12)).to_be_visible()
    told = page.get_by_role("status").inner_text()
    found = results(page).all_inner_texts()

    results(page).nth(12).get_by_role("link").click()
    expect(_dialog(page)).to_be_hidden()
    for way in (page.go_back, page.reload):
        way()
        expect(page.get_by_role("searchbox")).to_have_value("repair")
        expect(page.get_by_role("status")).to_have_text(told)
        assert results(page).all_inner_texts() == found
        expect(page.get_by_role("checkbox", name="Members")).to_be_checked()
        expect(page.locator(".fm-search__filter")).to_have_text("Filter (2)")
    page.keyboard.press("Escape")
    expect(page).to_have_url(urljoin(visit.address, PERSON))
    assert visit.faults == []


def test_an_address_with_words_opens_the_search_with_them(visit: Visit) -> None:
    page = visit.page
    page.goto(urljoin(visit.address, "places/"))
    page.goto(urljoin(visit.address, "members/?skill=soldering&q=bench"))
    expect(page.locator(".fm-search__query")).to_have_value("bench")
    expect(results(page).first).to_be_visible()
    page.keyboard.press("Escape")
    # The choice in the list of members stays, and the way back leads to where one came from.
    expect(page).to_have_url(urljoin(visit.address, "members/?skill=soldering"))
    page.go_back()
    expect(page).to_have_url(urljoin(visit.address, "places/"))

    page.goto(urljoin(visit.address, "places/?q="))
    expect(page.locator(".fm-search__query")).to_be_focused()
    expect(results(page)).to_have_count(0)
    assert visit.faults == []


@pytest.mark.parametrize(("language", "english"), [("fr", "Anglais"), ("it", "Inglese")])
def test_it_speaks_the_pages_language(visit: Visit, language: str, english: str) -> None:
    say = tongue(language).words.gettext
    page = searched(visit, "soldering", f"{language}/")
    assert say("Member") in page.locator(".fm-search__about .fm-tag").all_inner_texts()
    foreign = results(page).filter(has=page.locator("p[lang=en]")).first
    expect(foreign).to_contain_text(english)
    page.get_by_role("searchbox").fill("zzzzqqq")
    expect(page.get_by_role("status")).to_have_text(say("Nothing found for “%(words)s”") % {"words": "zzzzqqq"})


def test_what_it_says_cannot_harm(browser: Browser, sample_site: Path, tmp_path: Path) -> None:
    """A title, an excerpt and a topic that look like markup are shown as they were written."""
    site = tmp_path / "site"
    for file in (sample_site / "places" / "index.html", *(sample_site / "assets").rglob("*")):
        if file.is_file():
            copy = site / file.relative_to(sample_site)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
    for one in index([Finding("x/", NASTY, f"bench {NASTY}", "entry", ("xx",), (NASTY,))], "en"):
        file = site / one.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(one.content)
    context = browser.new_context()
    page = context.new_page()
    with served(site) as address:
        page.goto(urljoin(address, "places/"))
        title = page.title()
        page.locator(".fm-search-open").click()
        page.get_by_role("searchbox").fill("bench")
        expect(results(page).get_by_role("link")).to_have_text(NASTY)
        expect(results(page).locator("p")).to_have_text(f"bench {NASTY}")
        page.locator(".fm-search__filter").click()
        expect(page.get_by_role("combobox", name="Topic").locator("option").nth(1)).to_have_text(f"{NASTY} (1)")
        assert page.locator(".fm-search img").count() == 0
        assert page.title() == title
    context.close()


def test_what_is_not_there_is_not_found(visit: Visit) -> None:
    """Pagefind shortens a word that it does not know until it finds something; nobody asked for that."""
    page = searched(visit, "lampe", "fr/")
    expect(results(page).filter(has_text="lampes").first).to_be_visible()
    words, state = page.locator(".fm-search__query"), page.get_by_role("status")
    say = tongue("fr").words.gettext
    for unknown in ("soudure", "soldering zzzqx"):
        words.fill(unknown)
        expect(state).to_have_text(say("Nothing found for “%(words)s”") % {"words": unknown})
        expect(results(page)).to_have_count(0)
    # A part of a word, another form of it, and one with other accents.
    for known, shown in (("solder", "soldering"), ("sold", "soldering"), ("running", "run"), ("reunions", "réunion")):
        words.fill(known)
        expect(state).to_have_text(re.compile(r"^\d+ "))
        expect(results(page).filter(has_text=shown).first).to_be_visible()
    words.fill("davidde")
    expect(state).to_have_text(say("Nothing found for “%(words)s”. This is similar:") % {"words": "davidde"})
    expect(results(page).filter(has_text="Davide Brunero").first).to_be_visible()
    page.locator(".fm-search__filter").click()
    expect(page.get_by_role("checkbox").first).to_be_attached()
    words.fill("soudure")
    expect(results(page)).to_have_count(0)
    expect(page.locator(".fm-search__kind small").filter(has_text=re.compile("[1-9]"))).to_have_count(0)
    assert visit.faults == []


def test_what_nothing_is_found_with_cannot_be_chosen(visit: Visit) -> None:
    page = searched(visit, "Rosalba", "fr/")
    page.locator(".fm-search__filter").click()
    languages = page.locator("#fm-search-language option")
    expect(languages.filter(has_text=re.compile(r"\([1-9]")).first).to_be_attached()
    expect(languages.filter(has_text="(0)")).to_have_count(0)
    offered = languages.count()
    page.locator("#fm-search-language").select_option("it")
    page.locator(".fm-search__query").fill("soudure")
    expect(page.locator("#fm-search-language")).to_have_value("it")
    expect(languages.filter(has_text="(0)")).to_have_count(1)
    page.locator(".fm-search__query").fill("Rosalba")
    expect(languages).to_have_count(offered)
