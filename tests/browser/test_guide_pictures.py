"""The guide's pictures of the site: each shows what it says, and is as large as what a browser shows today."""

from pathlib import Path
from urllib.parse import urljoin

import pytest
from PIL import Image

from browser.conftest import Visit

PICTURES = {
    "feedback-phone": ("posts/what-forty-beginners-taught-our-manual/#feedback", "in the other room"),
}
"""By the name of each, the place on the sample site, and a text that is seen there."""


@pytest.mark.parametrize("name", PICTURES)
def test_the_guide_shows_it(visit: Visit, repository: Path, tmp_path: Path, name: str, *, blessing: bool) -> None:
    address, text = PICTURES[name]
    visit.page.set_viewport_size({"width": 390, "height": 700})
    visit.page.goto(urljoin(visit.address, address))
    assert visit.page.get_by_text(text).first.is_visible()
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 390
    visit.page.screenshot(path=tmp_path / "taken.png")
    picture = repository / f"docs/pictures/{name}.webp"
    if blessing:
        with Image.open(tmp_path / "taken.png") as taken:
            taken.save(picture, quality=55, method=6)
    with Image.open(picture) as shown, Image.open(tmp_path / "taken.png") as taken:
        assert shown.size == taken.size
    assert visit.faults == []
