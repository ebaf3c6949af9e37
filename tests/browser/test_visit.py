"""A visitor's way through the sample hub, on a phone and on a desktop."""

import re
from pathlib import Path
from urllib.parse import urljoin

import icalendar
import pytest
from playwright.sync_api import Browser, expect

from browser.conftest import Visit


def test_a_visitor_finds_the_way(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.address)
    expect(page).to_have_title(re.compile("Officina Aperta"))
    expect(page.get_by_role("heading", name="What is on")).to_be_visible()
    expect(page.locator(".md-banner")).to_contain_text("imagined")

    page.get_by_role("link", name=re.compile(r"^\d+ members$")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Members")
    page.get_by_role("link", name="Davide Brunero").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Davide Brunero")

    page.locator("article").get_by_role("link", name="Tuesday workshop in Turin").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tuesday workshop in Turin")
    calendar = page.get_by_role("link", name="Into my calendar (.ics)").get_attribute("href")
    answer = page.request.get(urljoin(page.url, calendar))
    assert answer.headers["content-type"] == "text/calendar"
    events = icalendar.Calendar.from_ical(answer.body()).walk("VEVENT")
    assert {str(event["SUMMARY"]) for event in events} >= {"Officina del martedì"}

    page.goto(urljoin(visit.address, "projects/"))
    page.get_by_role("link", name="The Flying Bench").first.click()
    expect(page.get_by_role("heading", name="Help wanted")).to_be_visible()
    expect(page.locator("figure.fm-chart svg")).to_be_visible()

    page.goto(urljoin(visit.address, "planet/"))
    assert page.locator(".fm-entry").count() >= 30
    page.goto(urljoin(visit.address, "discussions/"))
    expect(page.get_by_role("heading", name="Open questions")).to_be_visible()
    assert visit.faults == []


def test_the_search_finds_people_events_and_pages(visit: Visit) -> None:
    page = visit.page
    page.goto(urljoin(visit.address, "members/davide-brunero/"))
    page.get_by_role("button", name="Search").click()
    page.get_by_role("searchbox").fill("soldering")
    results = page.locator(".fm-search__results li")
    expect(results.first).to_be_visible()
    kinds = set(results.locator(".fm-tag").all_inner_texts())
    assert "Member" in kinds

    for title in ("Saldare senza paura", "Quarantuno campi", "La nuit des lampes"):
        page.get_by_role("searchbox").fill(title)
        expect(results.filter(has_text=title).first).to_be_visible()
    page.get_by_role("searchbox").fill("Chiara Vallauri")
    expect(results.filter(has_text="Chiara Vallauri").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    # While the search is open, its words stand in the address.
    page.wait_for_url(lambda url: "?" not in url and url != urljoin(visit.address, "members/davide-brunero/"))
    assert page.url.startswith(visit.address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Search")).to_be_visible()

    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("zzzzqqq")
    expect(page.get_by_role("status")).to_contain_text("Nothing found")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.fm-search")).to_be_hidden()
    assert visit.faults == []


def test_what_contributors_gave_fits_the_screen(visit: Visit) -> None:
    page = visit.page
    page.goto(urljoin(visit.address, "contributors/"))
    expect(page.locator("table.fm-ledger")).to_have_count(2)
    room = page.locator("article").bounding_box()
    assert room
    for table in page.locator("article table:visible").all():
        box = table.bounding_box()
        assert box
        assert (box["x"] >= room["x"], box["x"] + box["width"] <= room["x"] + room["width"] + 1) == (True, True)
    assert page.locator("article .md-typeset__scrollwrap[tabindex]").count() == 0
    charts = [chart.bounding_box() for chart in page.locator(".fm-chart svg").all()]
    assert len({(box["x"], box["width"], box["height"]) for box in charts if box}) == 1
    expect(page.locator(".fm-source")).to_contain_text("Counted from the hub's files")
    assert visit.overflow() == 0
    assert visit.faults == []


def test_what_is_not_there_leads_on(visit: Visit) -> None:
    page = visit.page
    page.goto(urljoin(visit.address, "members/nobody/at/all/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not here")
    page.locator("article").get_by_role("link", name="Members").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Members")

    page.goto(urljoin(visit.address, "fr/evenements/"))
    french = page.locator("article [lang=fr]").filter(has=page.get_by_role("heading", level=2))
    expect(french.get_by_role("heading")).to_have_text("Cette page n’est pas ici")
    # One looks, and sees the site's colours and not the browser's.
    assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).backgroundColor") == "rgb(15, 82, 87)"
    french.get_by_role("link", name="Rechercher").click()
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    assert [fault for fault in visit.faults if "404" not in fault] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_the_screen_in_both_schemes(visit: Visit, scheme: str, sample_site: Path) -> None:
    page = visit.page
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    families = ("", "members", "events", "projects", "posts", "teams", "places")
    one_each = [max((sample_site / family).glob("*/index.html")) for family in families]
    lists = ["", "members/", "events/", "events/past/", "planet/", "discussions/", "contributors/", "pulse/", "about/"]
    for path in [*lists, *(one.parent.relative_to(sample_site).as_posix() + "/" for one in one_each)]:
        page.goto(urljoin(visit.address, path))
        assert visit.overflow() <= 0, path
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (_brightness(background) < 128) == (scheme == "dark"), path
    assert visit.faults == []


def _brightness(colour: str) -> float:
    numbers = [float(number) for number in re.findall(r"[\d.]+", colour)[:3]]
    return sum(numbers) / 3


def test_every_page_tells_its_source(visit: Visit) -> None:
    sources = {
        "": "content/index.md",
        "members/davide-brunero/": "members/davide-brunero.yml",
        "events/bench-chat/": "events/bench-chat.md",
        "projects/flying-bench/": "content/projects/flying-bench.md",
        "netiquette/": "content/netiquette.md",
    }
    for path, source in sources.items():
        visit.page.goto(urljoin(visit.address, path))
        aside = visit.page.locator(".fm-source")
        expect(aside.locator("code")).to_have_text(source)
        link = aside.get_by_role("link", name="Propose a change")
        expect(link).to_have_attribute("href", f"https://github.com/officina-aperta/hub/edit/main/{source}")


def test_without_javascript_everything_but_search_is_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(urljoin(address, "members/"))
    expect(page.get_by_role("link", name="Davide Brunero")).to_be_visible()
    expect(page.get_by_role("button", name="Search")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("path", ["fr/history/2025/", "fr/code-of-conduct/", "fr/join/"])
def test_the_anchors_of_headings_take_no_room(browser: Browser, address: str, path: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(urljoin(address, path))
    measured = "found => found.map(one => one.getBoundingClientRect().height)"
    headings = page.locator(".md-typeset h2")
    heights = headings.evaluate_all(measured)
    assert len(heights) > 3
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(".headerlink").evaluate_all("found => found.forEach(one => one.remove())")
    assert headings.evaluate_all(measured) == heights
    page.close()
