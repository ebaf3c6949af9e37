"""Pictures in a browser: the page leaves room for each before it is there."""

import re
from urllib.parse import urljoin

from playwright.sync_api import Route

from browser.conftest import Visit

_PLACES = (
    "",
    "events/barcamp-di-mezza-strada-2026/",
    "partners/",
    "places/cortile-officina/",
    "posts/flying-bench-mistakes/",
    "contributors/",
)
_PICTURES = re.compile(r"\.(?:webp|svg|png|jpe?g|avif|gif)$")
_TOPS = """() => [...document.querySelectorAll('article *')].filter((one) => one.tagName !== 'IMG')
  .map((one) => Math.round(one.getBoundingClientRect().top + scrollY))"""
_ASKED = "document.querySelectorAll('article img').forEach((one) => { one.loading = 'eager'; })"
_THERE = "Promise.all([...document.querySelectorAll('article img')].map((one) => one.decode()))"


def test_nothing_moves_when_pictures_arrive(visit: Visit) -> None:
    page, held, moved = visit.page, list[Route](), dict[str, int]()

    def hold(route: Route) -> None:
        held.append(route)

    page.route(_PICTURES, hold)
    for place in _PLACES:
        page.goto(urljoin(visit.address, place), wait_until="domcontentloaded")
        page.evaluate(_ASKED)
        before = page.evaluate(_TOPS)
        assert held, place
        while held:
            held.pop().continue_()
            page.wait_for_timeout(10)
        page.evaluate(_THERE)
        moved[place] = max(abs(one - other) for one, other in zip(before, page.evaluate(_TOPS), strict=True))
    assert {place: by for place, by in moved.items() if by > 1} == {}
    assert visit.faults == []
