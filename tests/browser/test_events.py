"""Events in a browser: on the reader's own clock, and the calendar on small and large screens."""

from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browser.conftest import Visit
from folkmoot.render.wording.tongue import tongue

NEWCOMERS = "newcomers-evening-geneva"
"""An evening on 25 June 2026, from 18:30 to 20:30."""

SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => list.getEntries().forEach((one) => (window.shifted += one.value)))
  .observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def reader(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of somebody whose clocks show the time of the zone that the test names."""
    context = browser.new_context(timezone_id=request.param, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.add_init_script(SHIFTS)
    yield page
    context.close()


def local_times(page: Page, url: str) -> dict[str, str]:
    """The times on the reader's clock by the event's own."""
    page.goto(url)
    page.wait_for_load_state("load")
    pairs = page.eval_on_selector_all(
        ".fm-when",
        "all => all.map(one => [one.querySelector('time').textContent, one.querySelector('.fm-local')?.textContent])",
    )
    return {own: local for own, local in pairs if local}


@pytest.mark.parametrize("reader", ["America/New_York"], indirect=True)
def test_a_reader_elsewhere_sees_their_own_time(reader: Page, address: str) -> None:
    found = local_times(reader, urljoin(address, "events/"))
    assert found["Fri, 3 Jul 2026, 20:30–22:00"] == "= 14:30–16:00 your time (New York)"
    assert "Sat, 19 Sept 2026" not in found
    in_italian = local_times(reader, urljoin(address, "it/events/"))
    assert "dom 28 giu" in next(local for own, local in in_italian.items() if own.startswith("sab 27 giu 2026"))


@pytest.mark.parametrize("reader", ["America/New_York"], indirect=True)
def test_nothing_jumps_when_the_line_is_slow(reader: Page, address: str) -> None:
    def late(route: Route) -> None:
        reader.wait_for_timeout(400)
        route.continue_()

    reader.route("**/times.js", late)
    assert local_times(reader, urljoin(address, "events/"))
    assert reader.evaluate("window.shifted") < 0.003


@pytest.mark.parametrize("reader", ["Asia/Tokyo"], indirect=True)
def test_a_reader_on_another_day_is_told_which(reader: Page, address: str) -> None:
    found = local_times(reader, urljoin(address, "events/"))
    # Browsers differ in the comma after the weekday.
    assert found["Fri, 3 Jul 2026, 20:30–22:00"].replace("Sat,", "Sat") == "= Sat 4 Jul, 03:30–05:00 your time (Tokyo)"
    both = found["Sat, 18 Jul 2026, 10:00–18:00"].replace("Sat,", "Sat").replace("Sun,", "Sun")
    assert both.startswith("= Sat 18 Jul, 17:00 – Sun 19 Jul, 01:00")


@pytest.mark.parametrize("reader", ["Europe/Zurich"], indirect=True)
def test_a_reader_whose_clocks_show_the_same_is_told_nothing(reader: Page, address: str) -> None:
    assert local_times(reader, urljoin(address, "events/")) == {}


def test_the_calendar_is_a_table_on_large_screens_and_a_list_on_small_ones(visit: Visit) -> None:
    page = visit.page
    page.goto(urljoin(visit.address, "events/calendar/2026-07/"))
    event = page.locator(".fm-calendar a[href*='repair-log-2-sprint']")
    expect(event).to_be_visible()
    empty = page.locator(".fm-calendar td").filter(has_text="29")
    assert page.viewport_size
    if page.viewport_size["width"] < 700:
        expect(page.get_by_text("14 Jul 2026")).to_be_visible()
        expect(empty).to_be_hidden()
    else:
        assert page.get_by_role("columnheader").all_inner_texts()[:2] == ["Mon", "Tue"]
        expect(empty).to_be_visible()
    assert visit.overflow() <= 0
    page.get_by_role("link", name="June 2026").click()
    page.wait_for_url("**/events/calendar/2026-06/")
    assert visit.faults == []


def test_lists_lead_to_narrower_ones_and_their_calendars(visit: Visit) -> None:
    page = visit.page
    page.goto(urljoin(visit.address, "events/"))
    lists = page.get_by_role("navigation", name="Lists of events")
    workshops = lists.get_by_role("link", name="Workshops")
    if not workshops.is_visible():
        lists.get_by_text("Filter").focus()
        page.keyboard.press("Enter")
    workshops.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Workshops")
    page.get_by_text("Subscribe to this list").click()
    subscribed = page.get_by_role("link", name="calendars/kind-workshop.ics")
    answer = page.request.get(urljoin(page.url, subscribed.get_attribute("href")))
    assert answer.ok
    assert answer.body().startswith(b"BEGIN:VCALENDAR")
    assert visit.overflow() <= 0
    assert visit.faults == []


def _at(page: Page, moment: str, address: str) -> None:
    page.clock.set_fixed_time(moment)
    page.goto(address)


@pytest.mark.alone
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_ended_since_the_site_was_built_is_over(visit: Visit, language: str) -> None:
    page, say = visit.page, tongue(language).words.gettext
    root = urljoin(visit.address, "" if language == "en" else f"{language}/")
    in_list = page.locator(f".fm-row:has(a[href*='{NEWCOMERS}']) .fm-when .fm-tag")
    _at(page, "2026-06-25T18:00:00+02:00", f"{root}events/")
    expect(in_list).to_have_count(0)
    _at(page, "2026-06-25T18:30:00+02:00", f"{root}events/")
    expect(in_list).to_have_text([say("now")])
    for where in ("", "events/"):
        _at(page, "2026-06-25T20:30:00+02:00", f"{root}{where}")
        expect(in_list).to_have_text([say("over")])
        expect(page.locator(".fm-row--off .fm-when .fm-tag")).to_have_count(0)
    _at(page, "2026-06-25T20:30:00+02:00", f"{root}events/{NEWCOMERS}/")
    expect(page.locator(".fm-facts .fm-when .fm-tag")).to_have_text([say("over")])
    assert visit.overflow() <= 0
    assert visit.faults == []


@pytest.mark.alone
def test_what_has_no_time_is_over_when_its_day_or_month_is(visit: Visit) -> None:
    page, events = visit.page, urljoin(visit.address, "events/")
    day, month = (page.locator(f".fm-when:has(time[datetime='{one}'])") for one in ("2026-09-19", "2026-10"))
    for moment, of_day, of_month in (
        ("2026-09-18T12:00:00Z", [], []),
        ("2026-09-19T12:00:00Z", ["today"], []),
        ("2026-09-20T12:00:00Z", ["over"], []),
        ("2026-10-31T12:00:00Z", ["over"], []),
        ("2026-11-01T12:00:00Z", ["over"], ["over"]),
    ):
        _at(page, moment, events)
        expect(day).to_have_count(1)
        expect(day.locator(".fm-tag")).to_have_text(of_day)
        expect(month).to_have_count(1)
        expect(month.locator(".fm-tag")).to_have_text(of_month)
    assert visit.faults == []


LISTS = ("events/", "events/past/", "events/calendar/", "events/kind/meeting/", "fr/events/")


@pytest.mark.parametrize("list_address", LISTS)
def test_the_first_event_is_in_sight_and_no_row_of_chips_is_cut(visit: Visit, list_address: str) -> None:
    page = visit.page
    page.goto(urljoin(visit.address, list_address))
    first = page.locator(":is(.fm-row__title, .fm-calendar td a)").first.bounding_box()
    assert page.viewport_size
    assert first
    assert first["y"] < page.viewport_size["height"] * (0.6 if page.viewport_size["width"] < 700 else 0.75)
    chips = page.locator(".fm-narrow__by a")
    if page.viewport_size["width"] < 700:
        expect(chips.first).to_be_hidden()
        page.locator(".fm-narrow__more > summary").click()
    for chip in chips.all():
        box = chip.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= page.viewport_size["width"]
        assert box["height"] >= 24
    assert visit.overflow() <= 0


@pytest.mark.parametrize("where", ["events/", "planet/", "members/davide-brunero/", "about/"])
def test_one_skips_to_the_start_of_the_content(visit: Visit, where: str) -> None:
    page = visit.page
    page.goto(urljoin(visit.address, where))
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to content")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    page.keyboard.press("Tab")
    first = "document.activeElement === document.querySelector('article :is(a[href], input, summary, select)')"
    assert page.evaluate(first)
    assert visit.faults == []
