"""Every page type before its judges: axe, the Nu HTML checker, and the page's own Content Security Policy."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from quality import tools
from quality.hosting import hosted
from quality.keyboard import faults_without_scripts, keyboard_faults
from quality.markup import markup_errors
from quality.pages import MISSING, TEMPLATES, kinds
from quality.searching import searched
from quality.visits import Witness, axe_violations, context, opened, unfolded

needs_axe = pytest.mark.skipif(bool(tools.missing_axe()), reason=tools.missing_axe())
needs_nu = pytest.mark.skipif(bool(tools.missing_nu()), reason=tools.missing_nu())


@pytest.fixture(scope="module")
def host(sample_site: Path) -> Iterator[str]:
    with hosted(sample_site) as address:
        yield address


@needs_axe
def test_axe_finds_nothing_and_no_page_breaks_its_policy(browser: Browser, host: str, sample_site: Path) -> None:
    """`make quality` does it for every page type, on both screens and in both schemes."""
    types = [one for one in kinds(sample_site) if one.name in {*TEMPLATES, "404"} and not one.language]
    assert len(types) == len(TEMPLATES) + 1
    faults = []
    with context(browser, "phone") as visitor:
        for kind in types:
            page = visitor.new_page()
            witness = Witness(page, host, 404 if kind.address == MISSING else 200)
            page.goto(host + kind.address, wait_until="load")
            found = [*axe_violations(page), *witness.policy, *witness.console, *witness.elsewhere]
            faults += [f"{kind.name} ({kind.address}): {fault}" for fault in found]
            page.close()
    assert faults == []


@needs_axe
def test_the_search_and_the_menu_are_accessible_when_they_are_open(browser: Browser, host: str) -> None:
    assert opened(browser, host, "phone") == []


@needs_axe
@pytest.mark.parametrize("place", ["fr/planet/", "it/planet/2026-06/", "planet/by/bastien-corbelin/"])
def test_whole_texts_of_entries_are_accessible_when_they_are_open(browser: Browser, host: str, place: str) -> None:
    with context(browser, "phone") as visitor:
        page = visitor.new_page()
        page.goto(host + place)
        assert unfolded(page) > 0
        assert axe_violations(page) == []


@needs_axe
def test_what_is_wrong_would_be_seen(browser: Browser, host: str) -> None:
    with context(browser, "phone") as visitor:
        page = visitor.new_page()
        witness = Witness(page, host)
        page.goto(host)
        page.evaluate("""() => {
            document.querySelector("article").insertAdjacentHTML("beforeend", "<img src='nothing.webp'>");
            const script = document.createElement("script");
            script.textContent = "document.title = 'run'";
            document.body.append(script);
            fetch("https://elsewhere.example/").catch(() => {});
        }""")
        page.wait_for_load_state("networkidle")
        assert [line for line in axe_violations(page) if line.startswith("image-alt")]
        assert len(witness.policy) >= 2
        assert [line for line in witness.console if "nothing.webp" in line]
        assert page.title() != "run"


@needs_nu
def test_the_html_checker_finds_no_error(sample_site: Path, tmp_path: Path) -> None:
    """In a page of each type and language; `make quality` reads every file."""
    pages = [sample_site / one.address / "index.html" for one in kinds(sample_site) if one.address != MISSING]
    assert markup_errors(sample_site, [*pages, sample_site / "404.html"]) == []
    (tmp_path / "index.html").write_text("<!doctype html><title>A</title><p id=a><p id=a>", "utf-8")
    assert len(markup_errors(tmp_path)) == 1


def test_the_search_runs_within_the_policy(browser: Browser, host: str) -> None:
    assert searched(browser, host, "soldering", "phone").faults == []


@pytest.mark.parametrize("screen", ["phone", "desktop"])
def test_a_keyboard_is_enough_and_scripts_are_not_needed(browser: Browser, host: str, screen: str) -> None:
    # In a page that is not scrolled, what comes and goes as one scrolls must not take the focus unseen.
    for path in ("members/", "about/", "members/skill/"):
        assert keyboard_faults(browser, host + path, screen) == []
        assert faults_without_scripts(browser, host, path, screen) == []


def test_the_judges_lock_names_no_registry(repository: Path) -> None:
    lock = (repository / "tests/quality/package-lock.json").read_text("utf-8")
    assert "://" not in lock
    packages = json.loads(lock)["packages"]
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []
