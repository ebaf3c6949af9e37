"""The search in a browser, opened and asked as a visitor does it."""

from urllib.parse import urljoin

from playwright.sync_api import Locator, Page, expect

from browser.conftest import Visit


def results(page: Page) -> Locator:
    return page.locator(".fm-search__results li")


def searched(visit: Visit, words: str, path: str = "members/davide-brunero/") -> Page:
    """The page with the search open and answered."""
    page = visit.page
    page.goto(urljoin(visit.address, path))
    page.locator(".fm-search-open").click()
    page.get_by_role("searchbox").fill(words)
    expect(results(page).first).to_be_visible()
    return page
