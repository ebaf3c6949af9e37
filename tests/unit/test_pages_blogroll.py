"""The page that tells who writes where, read from its HTML."""

from pathlib import Path

from folkmoot.build import draft
from folkmoot.render.site_settings import settings
from support.collected import ADA, NOW, html, pages
from support.hubs import COMMUNITY, minimal_hub

BO = "name: Bo Ek\njoined: 2025-01-31\nfeeds: [{url: 'https://bo.example/feed', title: Voltage, language: fr}]\n"
RADIO = "sources: {feeds: [{url: 'https://r.example/pod', title: <Radio>, site: 'https://r.example/'}]}\n"


def rows(page: str) -> list[str]:
    return [row for table in page.split("<tbody>")[1:] for row in table.split("</tbody>")[0].split("<tr>")[1:]]


def test_who_writes_stands_there_with_site_and_feed(tmp_path: Path) -> None:
    ada = f"{ADA}links: [{{label: Home, url: 'https://ada.example/'}}]\n"
    files = {"members/ada-rossi.yml": ada, "members/bo-ek.yml": BO, "content/community.yml": COMMUNITY + RADIO}
    found = pages(tmp_path, **files)
    first, second, third = rows(html(found["planet/blogroll/"]))
    assert 'href="../../members/ada-rossi/"' in first
    assert '<a href="https://ada.example/" rel="noopener">ada.example</a>' in first
    assert '<a href="https://ada.example/feed.xml" rel="noopener">ada.example/feed.xml</a>' in first
    assert '<span lang="fr">Voltage</span>' in second
    assert '<a href="https://r.example/" rel="noopener">&lt;Radio&gt;</a>' in third
    # Whose the community's own are is said once, above them.
    assert ">Of the whole community<" in html(found["planet/blogroll/"])
    assert "Test Moot" not in f"{first}{second}{third}"
    assert 'href="../planet/blogroll/"' in html(found["planet/"])


def test_a_part_with_nothing_in_it_is_not_there(tmp_path: Path) -> None:
    theirs = html(pages(tmp_path / "a", **{"members/bo-ek.yml": BO})["planet/blogroll/"])
    assert "Of the whole community" not in theirs
    ours = html(pages(tmp_path / "b", **{"content/community.yml": COMMUNITY + RADIO})["planet/blogroll/"])
    assert ours.count("<table") == 1
    assert ">Who<" not in ours


def test_who_is_not_on_the_site_is_not_there_either(tmp_path: Path) -> None:
    for keys in ("visibility: hidden\n", "visibility: name\n"):
        found = pages(tmp_path / keys[-7:-1], **{"members/ada-rossi.yml": ADA + keys, "members/bo-ek.yml": BO})
        assert len(rows(html(found["planet/blogroll/"]))) == 1
        assert "ada" not in html(found["planet/blogroll/"]).lower()


def test_every_page_names_the_list_as_the_blogroll_for_programs(tmp_path: Path) -> None:
    def blogroll(name: str, **files: str) -> str:
        made = draft(minimal_hub(tmp_path / name, **files), NOW)
        assert made.hub
        return str(settings(made.hub, made.pages).extra["blogroll"])

    assert blogroll("with", **{"members/bo-ek.yml": BO}) == "feeds/planet.opml"
    assert blogroll("without", **{"members/bo-ek.yml": f"{BO}visibility: hidden\n"}) == ""


def test_where_nothing_is_collected_there_is_no_such_page(tmp_path: Path) -> None:
    found = pages(tmp_path)
    assert "planet/blogroll/" not in found
    assert "blogroll" not in html(found["planet/"])
