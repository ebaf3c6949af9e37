"""The pages of `folkmoot desk` and its kin: they fit on a phone, and the guide shows them as they are."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from support.building import folkmoot
from support.guide_pictures import shown_in_guide
from support.hubs import minimal_hub

PAGES = {
    "desk": ("What is due", "The letter of June"),
    "prompts": ("What could be asked next", "Questions about what rises now"),
    "roles": ("What is due", "Roles that end, and nobody follows yet"),
    "incidents": ("What is due", "More than once within a year, and what comes next"),
    "contests": ("Where the entries stand", "Un drap de 1931, onze fois repris"),
    "status": ("Sources in trouble", "Holes in the archive"),
    "links": ("What is due", "Have another address for good"),
    "replies": ("What is due", "What others said lately, and nobody has looked at"),
    "outbox": ("What became of the letters", "Noor Haddad-Keller"),
}
"""What stands on each page, a heading and a text."""

YOUNG = {
    "content/community.yml": "name: The Mending Table\ntimezone: Europe/Rome\nfounded: 2026-05-20\n",
    "members/ada-rossi.yml": "name: Ada Rossi\njoined: 2026-05-20\ngithub: adarossi\n",
    "members/bo-ek.yml": "name: Bo Ek\njoined: 2026-06-01\n",
    "events/meeting.md": "---\ntitle: First meeting\nkind: meeting\nstart: 2026-06-25 19:00\n---\nBring a lamp.\n",
}
"""The files of a hub of four weeks."""


@pytest.fixture(scope="module")
def desk(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(repository / "docs/examples/desk", folder, dirs_exist_ok=True)
    for command in PAGES:
        offline = {"links": ("--minutes", "0"), "status": ("--offline",)}.get(command, ())
        said = folkmoot(command, *offline, "--at", "2026-06-15", "--private", str(folder), cwd=repository)
        told = said.stderr.replace(str(folder), "")
        assert (said.returncode, "warning" in told, "error" in told) == (0, False, False), said.stderr
    return folder


@pytest.mark.parametrize("name", PAGES)
def test_it_fits_on_a_phone(browser: Browser, desk: Path, name: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto((desk / f"{name}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    regions = page.locator(".fm-wide").evaluate_all("all => all.map((one) => [one.tabIndex, one.getAttribute('role')])")
    assert {tuple(one) for one in regions} <= {(0, "region")}
    assert bool(regions) == (page.locator("table").count() > 0)
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_the_guide_shows_it(browser: Browser, desk: Path, repository: Path, name: str, *, blessing: bool) -> None:
    heading, text = PAGES[name]
    page = browser.new_page(viewport={"width": 900, "height": 640})
    page.goto((desk / f"{name}.html").as_uri())
    assert page.get_by_role("heading", name=heading).is_visible()
    assert page.get_by_text(text).first.is_visible()
    shown_in_guide(page, repository / f"docs/pictures/{name}-desktop.webp", desk, blessing=blessing)
    page.close()


def test_the_guide_shows_where_a_founder_stands(
    browser: Browser, repository: Path, tmp_path: Path, *, blessing: bool
) -> None:
    hub = minimal_hub(tmp_path / "hub", **YOUNG)
    folder = tmp_path / "desk"
    folder.mkdir()
    said = folkmoot("desk", "--at", "2026-06-15", "--private", str(folder), cwd=hub)
    assert said.returncode == 0, said.stderr
    page = browser.new_page(viewport={"width": 900, "height": 640})
    page.goto((folder / "desk.html").as_uri())
    assert page.get_by_role("heading", name="The first six months: week 4").is_visible()
    shown_in_guide(page, repository / "docs/pictures/founder-desktop.webp", tmp_path, blessing=blessing)
    page.close()
