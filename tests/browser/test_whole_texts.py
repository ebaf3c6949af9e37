"""Whole texts from elsewhere in a browser: whatever they try, no script runs, nothing is loaded, the page stands; and
they can be read by whoever has no mouse, listens, or has a phone."""

import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Route, expect

from browser.conftest import WIDTHS, Visit
from support.collected import archived, entry, html, pages
from support.vectors import VECTORS

_WIDE = """() => [...document.querySelectorAll('.fm-article')]
  .filter(one => one.scrollWidth > one.clientWidth + 1)
  .map(one => [one.scrollWidth - one.clientWidth, one.innerHTML.slice(0, 80)])"""


@pytest.fixture(scope="module")
def river(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The planet's page of a month in which every entry is an attempt."""
    records = [
        entry(number, "2026-06-10", content=vector) for number, vector in enumerate((*VECTORS, "".join(VECTORS)))
    ]
    return html(pages(tmp_path_factory.mktemp("vectors"), **archived("entries", records))["planet/2026-06/"])


@pytest.mark.parametrize("with_policy", [True, False])
def test_nothing_in_whole_texts_acts(desk: Visit, sample_site: Path, river: str, *, with_policy: bool) -> None:
    page, address = desk.page, urljoin(desk.address, "planet/2026-06/")
    framed = (sample_site / "planet/2026-06/index.html").read_text(encoding="utf-8")
    if not with_policy:
        framed, gone = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", framed)
        assert gone == 1
    framed = framed.replace("</h1>", f"</h1>{river}", 1)

    def answer(route: Route) -> None:
        route.fulfill(body=framed, content_type="text/html; charset=utf-8")

    page.route(address, answer)
    for width, height in WIDTHS.values():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address)
        expect(page.locator("details.fm-whole").first).to_be_attached()
        page.evaluate("document.querySelectorAll('details.fm-whole').forEach(one => { one.open = true })")
        page.wait_for_timeout(200)
        assert page.evaluate("window.fmHurt") is None
        assert page.url == address
        assert desk.faults == []
        assert desk.overflow() <= 0
        header = page.locator(".md-header")
        expect(header).to_be_visible()
        box = header.bounding_box()
        assert box
        on_top = "([x, y]) => Boolean(document.elementFromPoint(x, y)?.closest('.md-header'))"
        assert page.evaluate(on_top, [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2])
        expect(page.locator("footer").last).to_be_attached()
        # What is wide scrolls within itself.
        assert page.evaluate(_WIDE) == []
        assert page.locator(".fm-entry .fm-entry").count() == 0, "an entry never ends up in another"
    assert page.locator(".fm-article").count() > 40


_SPOKEN = """one => [...one.querySelectorAll('.fm-article')].map(text => text.closest('[lang]').lang)"""
_LEVELS = """() => [...document.querySelectorAll('article :is(h1, h2, h3, h4, h5, h6)')].map(one => +one.tagName[1])"""


_SCROLLED = """() => new Promise((done) => {
  const look = () => document.activeElement.scrollLeft > 0 ? done() : requestAnimationFrame(look);
  look();
})"""


@pytest.mark.parametrize(
    ("place", "spoken", "reached"),
    [
        ("fr/planet/2026-06/", ["it", "fr"], ["TABLE", "PRE"]),
        ("it/planet/", ["it", "fr"], ["TABLE", "PRE"]),
        ("planet/by/bastien-corbelin/", ["fr"], ["TABLE", "PRE"]),
    ],
)
def test_whole_texts_can_be_read_by_everybody(visit: Visit, place: str, spoken: list[str], reached: list[str]) -> None:
    page = visit.page
    page.goto(urljoin(visit.address, place))
    summaries = page.locator("details.fm-whole > summary")
    assert summaries.count() == len(spoken)
    for number in range(len(spoken)):
        summaries.nth(number).press("Enter")
    expect(page.locator("details.fm-whole[open]")).to_have_count(len(spoken))
    assert page.locator("body").evaluate(_SPOKEN) == spoken
    levels = page.evaluate(_LEVELS)
    assert max(after - before for before, after in pairwise(levels)) == 1, levels
    assert page.locator(".fm-article img, .fm-article nav, .fm-article button").count() == 0
    assert page.locator(".fm-article a", has_text="[Le thermomètre à 34 degrés]").count() == 1
    assert visit.overflow() <= 0
    assert page.evaluate(_WIDE) == []
    # What is wider than a phone is come to with Tab, and moves with the arrows.
    last = summaries.nth(len(spoken) - 1)
    last.focus()
    came = []
    for _ in reached:
        page.keyboard.press("Tab")
        came.append(page.evaluate("document.activeElement.tagName"))
        if page.evaluate("document.activeElement.scrollWidth > document.activeElement.clientWidth + 1"):
            page.keyboard.press("ArrowRight")
            page.evaluate(_SCROLLED)
    assert came == reached
    assert visit.faults == []
