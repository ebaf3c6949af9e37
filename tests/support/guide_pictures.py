"""Pictures that the guide shows: taken by a browser, and as large there as what the browser shows today."""

from pathlib import Path

from PIL import Image
from playwright.sync_api import Page


def shown_in_guide(page: Page, picture: Path, taken: Path, *, blessing: bool) -> None:
    """Takes a picture of what a page shows, into the folder `taken`; `picture` is as large, or made by blessing."""
    seen = taken / f"{picture.stem}.png"
    page.screenshot(path=seen)
    if blessing:
        with Image.open(seen) as now:
            now.save(picture, quality=55, method=6)
    with Image.open(picture) as shown, Image.open(seen) as now:
        assert shown.size == now.size
