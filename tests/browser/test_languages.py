"""A visitor who reads French goes through the sample hub and stays in French."""

from urllib.parse import urljoin

from playwright.sync_api import Page, expect

from browser.conftest import Visit


def _found(page: Page, title: str) -> str:
    """Where the one result of that title leads."""
    page.keyboard.press("/")
    page.locator(".fm-search__query").fill(title)
    link = page.locator(".fm-search__results li > a").get_by_text(title, exact=True)
    expect(link).to_have_count(1)
    address = str(link.evaluate("one => one.href"))
    page.keyboard.press("Escape")
    expect(page.locator(".fm-search")).to_be_hidden()
    return address


def test_a_visitor_stays_in_a_language(visit: Visit) -> None:
    page = visit.page
    page.goto(urljoin(visit.address, "fr/members/"))
    page.get_by_role("searchbox", name="Nom").fill("davide")
    page.locator("article .fm-card__title:visible", has_text="Davide Brunero").click()
    assert page.url == urljoin(visit.address, "fr/members/davide-brunero/")
    expect(page.locator(".p-note[lang=it]")).to_be_visible()
    page.locator("article .fm-row__title").first.click()
    assert page.url.startswith(urljoin(visit.address, "fr/events/"))

    page.goto(urljoin(visit.address, "fr/events/assembly-2026-07/"))
    expect(page.locator("article h1[lang=en]")).to_be_visible()
    expect(page.get_by_text("Ce texte est en anglais.")).to_be_visible()
    page.get_by_role("button", name="Sélectionner la langue").focus()
    page.get_by_role("link", name="Italiano").click()
    assert page.url == urljoin(visit.address, "it/events/assembly-2026-07/")
    expect(page.get_by_text("Questo testo è in inglese.")).to_be_visible()
    assert visit.faults == []


def test_what_the_search_finds_is_shown_in_the_readers_language(visit: Visit) -> None:
    page, base = visit.page, visit.address
    page.goto(urljoin(base, "fr/places/"))
    assert _found(page, "Davide Brunero") == urljoin(base, "fr/members/davide-brunero/")
    assert _found(page, "Summer assembly 2026") == urljoin(base, "fr/events/assembly-2026-07/")
    # What is translated is found in both languages, each where it is told.
    assert _found(page, "Causerie d'établi") == urljoin(base, "fr/events/bench-chat/")
    assert _found(page, "Bench chat") == urljoin(base, "events/bench-chat/")
    page.goto(urljoin(base, "places/"))
    assert _found(page, "Causerie d'établi") == urljoin(base, "fr/events/bench-chat/")
    assert _found(page, "Davide Brunero") == urljoin(base, "members/davide-brunero/")
    assert visit.faults == []
