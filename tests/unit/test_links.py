"""Links in people's texts: between files as they are written, between pages as they are shown."""

from pathlib import Path

import pytest

from folkmoot import text
from folkmoot.load.community import load_community
from folkmoot.render.links import Links
from support.hubs import minimal_hub

HUB = {
    "content/community.yml": "name: Test Moot\nlanguages: [en, fr]\n",
    "content/how.md": "# How\n",
    "content/how.fr.md": "# Comment\n",
    "content/guides/README.md": "# Guides\n",
    "members/cy-hidden.yml": "name: Cy\njoined: 2025-01-01\nvisibility: hidden\n",
    "events/meeting.md": "---\ntitle: Meeting\nkind: chat\nstart: 2026-05\nformerly: [meet]\n---\n",
    "events/meeting.fr.md": "---\ntitle: Rencontre\n---\n",
}


@pytest.fixture
def links(tmp_path: Path) -> Links:
    return Links(load_community(minimal_hub(tmp_path, **HUB)).community)


@pytest.mark.parametrize(
    ("written", "english", "french"),
    [
        ("../content/how.md#circles", "how/#circles", "fr/how/#circles"),
        ("../content/how.fr.md", "fr/how/", "fr/how/"),
        ("../content/guides/README.md", "guides/", "fr/guides/"),
        ("../content/index.md", "", "fr/"),
        ("meeting.md", "events/meeting/", "fr/events/meeting/"),
        ("meeting.fr.md", "fr/events/meeting/", "fr/events/meeting/"),
        ("meet.md", "events/meeting/", "fr/events/meeting/"),
        ("../members/ada-rossi.yml", "members/ada-rossi/", "fr/members/ada-rossi/"),
        ("../members/", "members/", "fr/members/"),
        ("../content/photos/a.webp", "photos/a.webp", "photos/a.webp"),
    ],
)
def test_a_link_leads_to_the_page_in_its_readers_language(
    links: Links, written: str, english: str, french: str
) -> None:
    for language, led in (("en", english), ("fr", french)):
        made = text.rendered(f"[x]({written})", links.leader("events", "../../", language))
        assert f'<a href="../../{led}"' in made


def test_nothing_leads_to_who_is_hidden(links: Links) -> None:
    made = text.rendered("[Cy](../members/cy-hidden.yml)", links.leader("events", "../../", "en"))
    assert "cy-hidden" not in made
    assert "Cy" in made


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
def test_where_a_link_leads(links: Links, folder: str, written: str, led: str) -> None:
    assert f'<a href="{led}"' in text.rendered(f"[x]({written})", links.leader(folder, "../../", "en"))


def test_pictures_of_the_hub_are_shown_and_others_are_not_loaded(links: Links) -> None:
    lead = links.leader("content/posts", "../../", "en")
    assert (
        text.rendered("![Lamp](/content/photos/lamp.webp)", lead)
        == '<p><img src="../../photos/lamp.webp" alt="Lamp"></p>\n'
    )
    shown = text.rendered("![Lamp](../photos/lamp.webp)", lead)
    assert shown == '<p><img src="../../photos/lamp.webp" alt="Lamp"></p>\n'
    for address in ("https://t.example/pixel.gif", "//t.example/pixel.gif", "data:image/gif;base64,R0lGOD"):
        assert text.rendered(f"![Lamp]({address})", lead) == '<p><img alt="Lamp"></p>\n'


def test_links_from_the_home_page_lead_somewhere(links: Links) -> None:
    assert '<a href="./"' in text.rendered("[home](index.md)", links.leader("content", "", "en"))
