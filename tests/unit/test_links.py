"""Links in people's texts: between files as they are written, between pages as they are shown."""

import pytest

from folkmoot import text
from folkmoot.render.links import leader


@pytest.mark.parametrize(
    ("folder", "written", "led"),
    [
        ("events", "lamp-night.md", "../../events/lamp-night/"),
        ("events", "../members/ada-rossi.yml", "../../members/ada-rossi/"),
        ("events", "../content/how.md#circles", "../../how/#circles"),
        ("content/posts", "../index.md", "../../"),
        ("content/posts", "../about/index.md", "../../about/"),
        ("content/posts", "other.md", "../../posts/other/"),
        ("content/posts", "../photos/a.webp", "../../photos/a.webp"),
        ("events", "https://a.example/x.md", "https://a.example/x.md"),
        ("events", "mailto:a@b.example", "mailto:a@b.example"),
        ("events", "../../outside.md", "../../outside.md"),
        ("events", "/content/how.md", "../../how/"),
        ("events", "meeting.md?x=1#y", "../../events/meeting/?x=1#y"),
    ],
)
def test_where_a_link_leads(folder: str, written: str, led: str) -> None:
    assert f'<a href="{led}"' in text.rendered(f"[x]({written})", leader(folder, "../../"))


def test_pictures_of_the_hub_are_shown_and_others_are_not_loaded() -> None:
    lead = leader("content/posts", "../../")
    assert (
        text.rendered("![Lamp](/content/photos/lamp.webp)", lead)
        == '<p><img src="../../photos/lamp.webp" alt="Lamp"></p>\n'
    )
    shown = text.rendered("![Lamp](../photos/lamp.webp)", lead)
    assert shown == '<p><img src="../../photos/lamp.webp" alt="Lamp"></p>\n'
    for address in ("https://t.example/pixel.gif", "//t.example/pixel.gif", "data:image/gif;base64,R0lGOD"):
        assert text.rendered(f"![Lamp]({address})", lead) == '<p><img alt="Lamp"></p>\n'


def test_links_from_the_home_page_lead_somewhere() -> None:
    assert '<a href="./"' in text.rendered("[home](index.md)", leader("content", ""))
