"""The page of `folkmoot desk`: it fits on a phone, and the guide shows it as it is."""

import shutil
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from support.building import folkmoot

_PICTURE = "docs/pictures/desk-desktop.webp"


@pytest.fixture(scope="module")
def desk(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(repository / "docs/examples/desk/plan", folder / "plan")
    said = folkmoot("desk", "--at", "2026-06-15", "--private", str(folder), cwd=repository)
    assert (said.returncode, "plan/" in said.stderr.replace(str(folder), "")) == (0, False), said.stderr
    return folder


def test_the_desk_fits_on_a_phone(browser: Browser, desk: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto((desk / "desk.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.locator("table").count() > 5
    regions = page.locator(".fm-wide").evaluate_all("all => all.map((one) => [one.tabIndex, one.getAttribute('role')])")
    assert {tuple(one) for one in regions} == {(0, "region")}
    page.close()


def test_the_guide_shows_it(browser: Browser, desk: Path, repository: Path, *, blessing: bool) -> None:
    page = browser.new_page(viewport={"width": 900, "height": 640})
    page.goto((desk / "desk.html").as_uri())
    assert page.get_by_role("heading", name="What is due").is_visible()
    assert page.get_by_text("The letter of June").is_visible()
    page.screenshot(path=desk / "desk.png")
    if blessing:
        with Image.open(desk / "desk.png") as taken:
            taken.save(repository / _PICTURE, quality=55, method=6)
    with Image.open(repository / _PICTURE) as shown, Image.open(desk / "desk.png") as taken:
        assert shown.size == taken.size
    page.close()
