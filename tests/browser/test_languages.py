"""A visitor who reads French goes through the sample hub and stays in French."""

import re
from urllib.parse import urljoin

from playwright.sync_api import Page, expect

from browser.conftest import Visit


def _found(page: Page, words: str, title: str = "") -> str:
    """Where the one result of that title leads; without one that of the words."""
    page.keyboard.press("/")
    page.locator(".fm-search__query").fill(words)
    link = page.locator(".fm-search__results li > a").get_by_text(title or words, exact=True)
    expect(link).to_have_count(1)
    address = str(link.evaluate("one => one.href"))
    page.keyboard.press("Escape")
    # Closing goes back in the history, and takes the words out of the address.
    page.wait_for_url(lambda url: "?" not in url)
    return address


def test_a_visitor_stays_in_a_language(visit: Visit) -> None:
    page = visit.page
    page.goto(urljoin(visit.address, "fr/members/"))
    page.get_by_role("searchbox", name="Nom").fill("davide")
    found = page.locator("article .fm-card__title:visible")
    expect(found).to_have_text(["Davide Brunero"])
    found.click()
    page.wait_for_url(urljoin(visit.address, "fr/members/davide-brunero/"))
    expect(page.locator(".p-note[lang=it]")).to_be_visible()
    page.locator("article .fm-row__title").first.click()
    page.wait_for_url(urljoin(visit.address, "fr/events/*/"))

    page.goto(urljoin(visit.address, "fr/events/assembly-2026-07/"))
    expect(page.locator("article h1[lang=en]")).to_be_visible()
    expect(page.get_by_text("Ce texte est en anglais.")).to_be_visible()
    page.get_by_role("button", name="Sélectionner la langue").focus()
    page.get_by_role("link", name="Italiano").click()
    page.wait_for_url(urljoin(visit.address, "it/events/assembly-2026-07/"))
    expect(page.get_by_text("Questo testo è in inglese.")).to_be_visible()
    assert visit.faults == []


def test_what_the_search_finds_is_shown_in_the_readers_language(visit: Visit) -> None:
    page, base = visit.page, visit.address
    page.goto(urljoin(base, "fr/places/"))
    assert _found(page, "Davide Brunero") == urljoin(base, "fr/members/davide-brunero/")
    assert _found(page, "Summer assembly 2026") == urljoin(base, "fr/events/assembly-2026-07/")
    # What is translated is found by every title, in the reader's language.
    assert _found(page, "Causerie d'établi") == urljoin(base, "fr/events/bench-chat/")
    assert _found(page, "Bench chat", "Causerie d'établi") == urljoin(base, "fr/events/bench-chat/")
    # Words that stand in the original alone find that.
    assert _found(page, "whoever has not spoken", "Bench chat") == urljoin(base, "events/bench-chat/")
    page.goto(urljoin(base, "places/"))
    assert _found(page, "Causerie d'établi", "Bench chat") == urljoin(base, "events/bench-chat/")
    assert _found(page, "Davide Brunero") == urljoin(base, "members/davide-brunero/")
    assert visit.faults == []


def test_the_same_is_found_once_in_the_readers_language(visit: Visit) -> None:
    page, base = visit.page, visit.address
    newcomers = "events/newcomers-evening-geneva/"
    # Into Italian it is not translated: the page around the original's words is.
    for prefix in ("fr/", "it/", ""):
        page.goto(urljoin(base, f"{prefix}places/?q=genève"))
        first = page.locator(".fm-search__results li > a").first
        expect(first).to_have_attribute("href", re.compile(f"/{prefix}{newcomers}$"))
        links = page.locator(".fm-search__results li > a")
        more = page.locator(".fm-search__more")
        while more.is_visible():
            number = links.count()
            more.click()
            expect(links).not_to_have_count(number)
        assert links.evaluate_all(f"all => all.filter((one) => one.href.includes('{newcomers}')).length") == 1
        told = re.sub(r"\D", "", page.get_by_role("status").inner_text())
        assert links.count() == int(told)

        page.locator(".fm-search__filter").click()
        numbers = page.locator(".fm-search__kind small")
        expect(numbers.first).to_have_text(re.compile(r"\d"))
        assert sum(map(int, numbers.all_inner_texts())) == int(told)
        english = page.locator("#fm-search-language option[value=en]")
        number = int(re.sub(r"\D", "", english.inner_text()))
        page.locator("#fm-search-language").select_option("en")
        expect(page.get_by_role("status")).to_have_text(re.compile(rf"^{number}\b"))
    assert visit.faults == []


def test_another_language_keeps_what_is_asked_for(visit: Visit) -> None:
    page, base = visit.page, visit.address
    page.goto(urljoin(base, "fr/members/?skill=radio"))
    page.get_by_role("button", name="Sélectionner la langue").focus()
    page.get_by_role("link", name="Italiano").click()
    expect(page).to_have_url(urljoin(base, "it/members/?skill=radio"))
    assert visit.faults == []
