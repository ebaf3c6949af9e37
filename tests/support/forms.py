"""The forms of proposals in a browser: opening one, and asking the modules that it is made of."""

from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Page, expect

from support.building import SAMPLE_TIME


def opened(page: Page, address: str) -> Page:
    """A form with all its questions in sight, on the day at which the sample hub is shown."""
    page.clock.set_fixed_time(SAMPLE_TIME)
    page.goto(address)
    for folded in page.locator("details.fm-ask__rest > summary").all():
        folded.click()
    return page


def finished(page: Page) -> tuple[str, str]:
    """Path and text of the file that the form makes."""
    page.locator(".fm-propose [type=submit]").click()
    expect(page.locator("[data-fm-made]")).to_be_visible()
    expect(page.locator("[data-fm-made] h2")).to_be_focused()
    return page.locator("[data-fm-path]").inner_text(), page.locator("#fm-made-text").input_value()


def evaluated(page: Page, module: str, script: str, value: Any) -> Any:
    """What a script makes of a value with a module of the form, which it knows as `its`."""
    found = urljoin(page.url, f"../../assets/folkmoot/{module}")
    return page.evaluate(
        f"async ([address, value]) => {{ const its = await import(address); {script} }}", [found, value]
    )
