"""`folkmoot explore` in a browser: from a metric to the activities behind one of its figures."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from quality import tools
from quality.visits import axe_violations
from support.building import folkmoot, sample
from support.hubs import write

HOSTS = """\
-- title: Hosting
-- definition: How often somebody hosted.
-- unit: times
-- source: ours
SELECT p.period, '' AS series, count(*)::DOUBLE AS value, count(*) AS n
FROM periods AS p
INNER JOIN activity AS a ON a.kind = 'hosted' AND a.day BETWEEN p.first AND p.last
GROUP BY p.period
ORDER BY p.period;
SELECT '' AS scope, p.period, '' AS series, a.actor, a.day, a.kind AS what, a.thread, a.url
FROM periods AS p
INNER JOIN activity AS a ON a.kind = 'hosted' AND a.day BETWEEN p.first AND p.last
"""
needs_axe = pytest.mark.skipif(bool(tools.missing_axe()), reason=tools.missing_axe())


@pytest.fixture(scope="module")
def hub(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = sample(repository, tmp_path_factory.mktemp("explored"))
    write(root, "metrics/hosts.sql", HOSTS)
    return root


@pytest.fixture(scope="module")
def explored(hub: Path) -> Iterator[str]:
    command = [sys.executable, "-u", "-m", "folkmoot", "explore", "--at", "2026-06-15", "--port", "0"]
    with subprocess.Popen(command, cwd=hub, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        try:
            yield running.stdout.readline().split()[1]
            # Who started these tests in a shell's background has made Ctrl+C's signal one that nobody hears.
            running.terminate()
            assert running.wait(30) == 0
        finally:
            running.kill()


def test_a_figure_opens_into_its_activities_by_keyboard_too(browser: Browser, explored: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(explored)
    page.get_by_role("link", name="Active members").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/metrics/**")
    page.go_back()
    page.get_by_role("link", name="Hosting", exact=True).click()
    figure = page.get_by_role("row", name="May 2026").get_by_role("link")
    number = int(figure.inner_text())
    figure.click()
    page.wait_for_url("**/figures/**")
    assert page.get_by_role("heading", level=1).inner_text() == f"Hosting: {number}"
    rows = page.get_by_role("row").filter(has_text="May 2026")
    assert rows.count() == number > 0
    told = rows.first
    assert "hosted" in told.inner_text()
    assert (told.get_by_role("link").get_attribute("href") or "").startswith("https://officina-aperta.example/events/")
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    page.close()


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_it_nor_in_a_report(browser: Browser, explored: str, hub: Path, scheme: str) -> None:
    folkmoot("report", "--at", "2026-06-15", "--to", "reports", cwd=hub, GITHUB_STEP_SUMMARY="")
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    addresses = ["", "metrics/hosts/", "figures/hosts/0/", "nowhere/"]
    for address in [*(explored + one for one in addresses), (hub / "reports/report.html").as_uri()]:
        page.goto(address)
        assert axe_violations(page) == [], address
    page.close()
