"""The guide's pictures of the site and of letters: each shows what it says, and is as large as a browser shows it."""

from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page

from browser.conftest import Visit
from support.building import folkmoot, sample
from support.guide_pictures import shown_in_guide

ON_A_PHONE = {
    "feedback-phone": ("posts/what-forty-beginners-taught-our-manual/#feedback", "in the other room"),
    "channels-phone": ("join/#channels", "One question to a thread"),
}
"""By the name of each picture, the place on the sample site, and a text that is seen there."""

LETTERS = {"letter-desktop": ("--month", "2026-05", "May 2026"), "year-desktop": ("--year", "2025", "2025")}
"""By the name of each picture, which letter it shows, and what its heading says."""

PARTNER = """<!doctype html><html lang="fr"><title>La Manivelle</title>
<style>body { font-family: Georgia, serif; margin: 2rem } iframe { border: 1px solid #999; margin-block: 1rem }</style>
<h1>La Manivelle</h1><p>Nos voisins nous invitent :</p>
<iframe src="%s" title="Officina Aperta" width="100%%" height="420"></iframe>"""


def pictures(repository: Path) -> Path:
    return repository / "docs/pictures"


@pytest.mark.parametrize("name", ON_A_PHONE)
def test_the_guide_shows_places_of_the_site(
    desk: Visit, repository: Path, tmp_path: Path, name: str, *, blessing: bool
) -> None:
    address, text = ON_A_PHONE[name]
    desk.page.set_viewport_size({"width": 390, "height": 700})
    desk.page.goto(urljoin(desk.address, address))
    assert desk.page.get_by_text(text).first.is_visible()
    assert desk.page.evaluate("document.documentElement.scrollWidth") == 390
    shown_in_guide(desk.page, pictures(repository) / f"{name}.webp", tmp_path, blessing=blessing)
    assert desk.faults == []


def test_the_guide_shows_the_next_events_on_the_site_of_a_partner(
    desk: Visit, repository: Path, tmp_path: Path, *, blessing: bool
) -> None:
    desk.page.set_viewport_size({"width": 700, "height": 600})
    desk.page.set_content(PARTNER % urljoin(desk.address, "fr/embed/events.html"))
    event = desk.page.frame_locator("iframe").locator("li a").first
    assert event.is_visible()
    shown_in_guide(desk.page, pictures(repository) / "frame-desktop.webp", tmp_path, blessing=blessing)
    title = event.inner_text()
    event.click()
    # The whole page is left, not the frame alone.
    desk.page.get_by_role("heading", name=title, level=1).wait_for()
    assert desk.faults == []


@pytest.fixture(scope="module")
def mails(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("letters")
    hub = sample(repository, folder)
    for kind, span, _ in LETTERS.values():
        for step in (["--write"], ["--to", str(folder / "mails")]):
            said = folkmoot("digest", "--at", "2026-06-15", kind, span, *step, cwd=hub)
            assert said.returncode == 0, said.stderr
    return folder / "mails"


@pytest.mark.parametrize("name", LETTERS)
def test_the_guide_shows_letters_as_mail_programs_do(
    browser: Browser, mails: Path, repository: Path, tmp_path: Path, name: str, *, blessing: bool
) -> None:
    _, span, heading = LETTERS[name]
    file = mails / f"{span}.en.html"
    page = _of_width(browser, file, 390)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.close()
    page = _of_width(browser, file, 900)
    assert heading in page.get_by_role("heading", level=1).inner_text()
    shown_in_guide(page, pictures(repository) / f"{name}.webp", tmp_path, blessing=blessing)
    page.close()


def _of_width(browser: Browser, file: Path, width: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 640})
    page.goto(file.as_uri())
    return page
