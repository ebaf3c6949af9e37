"""The page on which a proposal's pages stand together, in a browser: alone, without a network, in both schemes."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from folkmoot.render.one_page import Said, Shown, one_page
from quality import tools
from quality.markup import markup_errors
from quality.visits import Witness, axe_violations

PAGES = (
    "members/giulia-onidda/",
    "fr/members/giulia-onidda/",
    "events/bench-chat/",
    "projects/repair-log/",
    "posts/quarantuno-campi/",
    "about/",
    "",
)
SAID = Said(
    "en",
    "What this changes",
    [("People", ["Giulia Onidda joins"])],
    "How the pages would look",
    "A preview.",
    "and 3 more",
)
needs_axe = pytest.mark.skipif(bool(tools.missing_axe()), reason=tools.missing_axe())
needs_nu = pytest.mark.skipif(bool(tools.missing_nu()), reason=tools.missing_nu())


@pytest.fixture(scope="module")
def written(sample_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    shown = [Shown(one, (sample_site / one / "index.html").read_text("utf-8")) for one in PAGES]
    place = tmp_path_factory.mktemp("look") / "index.html"
    place.write_text(one_page(sample_site, "https://moot.example/", shown, SAID), "utf-8")
    return place


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_it_is_accessible_and_asks_for_nothing(browser: Browser, written: Path, scheme: str, width: int) -> None:
    visitor = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = visitor.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    witness = Witness(page, written.as_uri())
    page.goto(written.as_uri(), wait_until="load")
    assert [*axe_violations(page), *witness.policy, *witness.console] == []
    assert [url for url in asked if not url.startswith("data:")] == [written.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
        "nothing is wider than the screen"
    )
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, background.strip("rgb()").split(",")[:3])) < 300) == (scheme == "dark")
    assert page.evaluate("[...document.images].every(one => one.complete && one.naturalWidth > 0)")
    visitor.close()


@needs_nu
def test_the_html_checker_finds_no_error(written: Path) -> None:
    # Of styles it knows fewer properties than browsers do, and the theme's are no part of any page of the site.
    assert [one for one in markup_errors(written.parent) if ": CSS: " not in one] == []
