"""The pages of `folkmoot report` on a phone: they are as wide as it is, letters and tables of figures, too."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from support.building import folkmoot


@pytest.fixture(scope="module")
def reports(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    where = ("--to", str(folder), "--private", str(folder))
    said = folkmoot("report", "--at", "2026-06-15", *where, cwd=repository, GITHUB_STEP_SUMMARY="")
    assert said.returncode == 0, said.stderr
    return folder


@pytest.mark.parametrize("name", ["report", "report-private"])
def test_a_report_fits_on_a_phone_with_everything_opened(browser: Browser, reports: Path, name: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto((reports / f"{name}.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert page.locator("details[open]").count() > 5
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    tables = page.locator(".fm-wide").evaluate_all("all => all.map(one => one.scrollWidth - one.clientWidth)")
    assert set(tables) <= {0}
    page.close()
