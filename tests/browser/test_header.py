"""The header: where the focus is in any colour, a long name on phones, and what it offers without scripts."""

from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, expect

from browser.conftest import Visit

YELLOW = ":root { --md-primary-fg-color: #ffee33; --md-primary-bg-color: #000000; --fm-link: #7a5c00; }"
RING = "one => [getComputedStyle(one).outlineStyle, getComputedStyle(one).outlineColor]"


def test_the_focus_is_seen_on_a_bright_header(visit: Visit) -> None:
    page = visit.page
    page.route("**/assets/hub.css", lambda route: route.fulfill(body=YELLOW, content_type="text/css"))
    page.goto(urljoin(visit.address, "events/"))
    buttons = page.locator(".md-header__button:is(a, button):visible")
    for button in buttons.all():
        button.focus()
        page.keyboard.press("Shift")
        assert button.evaluate(RING) == ["solid", "rgb(0, 0, 0)"]
    assert buttons.count() > 1
    option = page.locator(".md-option").first
    option.focus()
    page.keyboard.press("Shift")
    assert page.locator(".md-option:focus-visible + label").evaluate(RING) == ["solid", "rgb(0, 0, 0)"]


NAMES = ("Repair Café Nîmes", "Repair Café Nîmes et environs", "Reparaturwerkstattgemeinschaft")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_thirty_letters_is_whole(visit: Visit, name: str) -> None:
    page = visit.page
    page.goto(urljoin(visit.address, "events/"))
    title = page.locator(".md-header__topic .md-ellipsis").first
    title.evaluate("(one, name) => one.textContent = name", name)
    cut = title.evaluate("one => [one.scrollWidth - one.clientWidth, one.scrollHeight - one.clientHeight]")
    assert max(cut) <= 1
    header = page.locator(".md-header__inner").bounding_box()
    shown = title.bounding_box()
    assert header
    assert shown
    assert header["y"] <= shown["y"]
    assert shown["y"] + shown["height"] <= header["y"] + header["height"]
    assert visit.overflow() <= 0


def test_no_search_is_offered_where_none_works(browser: Browser, address: str) -> None:
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(urljoin(address, "members/"))
        expect(page.locator(".fm-search-open")).to_be_visible(visible=scripts)
        page.goto(urljoin(address, "404.html"))
        expect(page.locator("article a[href$='?q=']").first).to_be_visible(visible=scripts)
        context.close()
