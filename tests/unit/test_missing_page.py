"""The one page for addresses where nothing is: in all languages, and told of where it cannot find its style."""

import re
from pathlib import Path

import pytest

from folkmoot.build import Request, build
from folkmoot.render.wording.tongue import tongue
from support.building import SAMPLE_TIME
from support.hubs import minimal_hub, write

BASE = "site_name: Test Moot\ndocs_dir: content\ntheme: {name: material}\nplugins: [folkmoot]\n"
COMMUNITY = "name: Test Moot\nlanguages: [en, fr, it]\ntimezone: Europe/Rome\n"


def made(tmp_path: Path, mkdocs: str, community: str = COMMUNITY) -> tuple[str, str]:
    """The page, and what the build says."""
    root = minimal_hub(tmp_path / "hub", **{"mkdocs.yml": mkdocs, "content/community.yml": community})
    outcome = build(Request(root, root / "site", SAMPLE_TIME))
    return (root / "site/404.html").read_text("utf-8"), outcome.said


def test_it_speaks_every_language_of_the_hub(tmp_path: Path) -> None:
    page, _ = made(tmp_path, BASE + "site_url: https://moot.example/hub/\n")
    parts = dict(re.findall(r'<section id="(\w+)" lang="\1" dir="ltr">(.*?)</section>', page, re.DOTALL))
    assert list(parts) == ["en", "fr", "it"]
    assert "<h1>This page is not here</h1>" in parts["en"]
    assert "<h2>Cette page n’est pas ici</h2>" in parts["fr"]
    assert "<h2>Questa pagina non è qui</h2>" in parts["it"]
    for tag, prefix in (("en", ""), ("fr", "fr/"), ("it", "it/")):
        links = re.findall(r'href="(/[^"]*)"', parts[tag])
        assert links[:3] == [f"/hub/{prefix}", f"/hub/{prefix}?q=", f"/hub/{prefix}events/"]
    assert '<a href="/hub/fr/?q=">Rechercher</a>' in parts["fr"]
    assert '<a href="#fr" lang="fr">Français</a>' in parts["en"]
    assert '<html lang="en"' in page
    assert "About this site" in page  # what stands around is in the main language again


def test_a_hub_of_one_language_says_it_once(tmp_path: Path) -> None:
    page, _ = made(tmp_path, BASE + "site_url: https://moot.example/\n", COMMUNITY.replace("[en, fr, it]", "[it]"))
    assert page.count("Questa pagina non è qui</h") == 1
    assert 'href="#' not in page.partition("<article")[2].partition("</article>")[0]


def test_it_has_a_menu_for_small_screens_and_nothing_beside_the_text(tmp_path: Path) -> None:
    page, _ = made(tmp_path, BASE)
    assert 'data-md-type="navigation" hidden>' in page
    assert 'data-md-type="toc"' not in page
    menu = page.partition("md-nav--primary")[2].partition("<article")[0]
    assert 'href="/events/"' in menu


@pytest.mark.parametrize(
    ("repository", "example"),
    [
        ("", "https://example.org/hub/"),
        ("repository: https://github.com/Lantern-Club/hub\n", "https://lantern-club.github.io/hub/"),
        ("repository: https://github.com/Lantern-Club/lantern-club.github.io\n", "https://lantern-club.github.io/"),
    ],
)
def test_a_build_that_does_not_know_the_sites_address_says_so(tmp_path: Path, repository: str, example: str) -> None:
    page, said = made(tmp_path, BASE, COMMUNITY + repository)
    assert 'href="/assets/folkmoot/folkmoot.css"' in page
    assert "404.html" in said
    assert said.endswith(f"site_url: {example}")


def test_a_build_that_knows_the_address_says_nothing(tmp_path: Path) -> None:
    page, said = made(tmp_path, BASE + "site_url: https://moot.example/hub/\n")
    assert 'href="/hub/assets/folkmoot/folkmoot.css"' in page
    assert said == ""


def test_what_stands_around_every_page_is_in_its_language(tmp_path: Path) -> None:
    own = BASE.replace(
        "{name: material}",
        "{name: material, palette: [{scheme: slate, toggle: {icon: material/brightness-4, name: Mine}}]}",
    )
    made(tmp_path, BASE)
    site = tmp_path / "hub/site"
    toggles = {tag: _toggles(site / tag / "index.html") for tag in ("", "fr", "it")}
    assert "Switch to dark mode" in toggles[""]
    assert "Passer au mode sombre" in toggles["fr"]
    assert "Passa alla modalità scura" in toggles["it"]
    assert {len(names) for names in toggles.values()} == {3}
    theme = (
        '<a href="https://squidfunk.github.io/mkdocs-material/" target="_blank" rel="noopener">Material for MkDocs</a>'
    )
    for tag in ("en", "fr", "it"):
        page = (site / tag.replace("en", "") / "index.html").read_text("utf-8")
        assert tongue(tag).words.gettext("Made with %(name)s") % {"name": theme} in page
    write(tmp_path, "hub/mkdocs.yml", own)
    build(Request(tmp_path / "hub", site, SAMPLE_TIME))
    assert _toggles(site / "fr/index.html") == {"Mine"}


def _toggles(file: Path) -> set[str]:
    return set(re.findall(r'<label class="md-header__button md-icon" title="([^"]*)"', file.read_text("utf-8")))
