"""A hub in several languages: which pages there are, what leads where, and what is told where words are missing."""

import json
import re
from pathlib import Path

import pytest

from folkmoot.render.wording.phrases import Phrases
from folkmoot.render.wording.tongue import tongue
from support.building import built, files
from support.hubs import found, minimal_hub, told

HUB = {
    "content/community.yml": "name: Test Moot\nlanguages: [en, fr, it]\ntimezone: Europe/Rome\n"
    "contact: ciao@moot.example\npolicies: {netiquette: rules.md, terms: about.md}\n",
    "content/index.md": "# Test Moot\n\nWelcome. Read [about us](about.md).\n",
    "content/about.md": "# About us\n\nWe meet. Read [the rules](rules.md#first) or [home](index.md).\n",
    "content/about.fr.md": "# Qui nous sommes\n\nNous nous voyons. Lisez [les règles](rules.md),"
    " ![une lampe](lamp.svg).\n",
    "content/rules.md": "# Rules\n\nBe kind. Back to [about](about.md).\n",
    "content/lamp.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "events/fete.md": "---\ntitle: Fête\nkind: game\nstart: 2026-07-01 19:00\nlanguage: fr\n---\n\nUn jeu.\n",
    "events/soiree.md": "---\ntitle: Soirée\nkind: chat\nstart: 2026-07-02 19:00\nlanguage: fr\n---\n",
    "events/soiree.en.md": "---\ntitle: Evening\n---\n",
    "events/meeting.md": "---\ntitle: First meeting\nkind: meeting\nstart: 2026-05-14 19:00\nhosts: [ada-rossi]\n"
    "recap: Nine lamps.\n---\n\nBring a lamp.\n",
    "events/meeting.fr.md": "---\ntitle: Première rencontre\n---\n\nApportez une lampe.\n",
    "mkdocs.yml": "site_name: Test Moot\ndocs_dir: content\nsite_url: https://moot.example/hub/\n"
    "theme: {name: material}\nplugins: [folkmoot]\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root = minimal_hub(tmp_path_factory.mktemp("languages") / "hub", **HUB)
    built(root, root / "site")
    return {path: content.decode() for path, content in files(root / "site").items() if path.endswith(".html")}


def leads(html: str) -> dict[str, str]:
    """Where the language switch leads, by language."""
    items = re.findall(r'<li class="md-select__item"><a href="([^"]*)" hreflang="([^"]*)"', html)
    return {language: address for address, language in items}


def test_where_the_sites_words_are_english_languages_have_english_names(tmp_path: Path) -> None:
    profile = HUB["content/community.yml"].replace("[en, fr, it]", "[en, de, fr]")
    files_of_it = HUB | {"content/community.yml": profile, "content/index.de.md": "# Das Moot\n"}
    root = minimal_hub(tmp_path / "hub", **files_of_it)
    built(root, root / "site")
    assert "This text is not translated into German yet." in (root / "site/de/rules/index.html").read_text("utf-8")
    assert "Ce texte n’est pas encore traduit en français." in (root / "site/fr/rules/index.html").read_text("utf-8")
    german, french = Phrases(tongue("de")), Phrases(tongue("fr-CH"))
    assert [german.language(tag) for tag in ("de", "fr", "qq")] == ["German", "French", "qq"]
    assert [french.language(tag) for tag in ("de", "fr")] == ["allemand", "français"]


def test_lists_and_peoples_pages_are_there_in_every_language(site: dict[str, str]) -> None:
    for page in ("index.html", "members/index.html", "events/index.html", "about/index.html", "rules/index.html"):
        for prefix, language in (("", "en"), ("fr/", "fr"), ("it/", "it")):
            assert f'<html lang="{language}"' in site[prefix + page], prefix + page


def test_a_record_has_a_page_in_every_language_and_its_text_is_marked(site: dict[str, str]) -> None:
    for prefix, language in (("", "en"), ("fr/", "fr"), ("it/", "it")):
        for page in ("events/fete", "events/meeting", "members/ada-rossi"):
            assert f'<html lang="{language}"' in site[f"{prefix}{page}/index.html"], prefix + page
    assert "Première rencontre" in site["fr/events/meeting/index.html"]
    assert "Apportez une lampe" in site["fr/events/meeting/index.html"]
    assert '<h1 lang="fr">Fête</h1>' in site["events/fete/index.html"]
    assert re.search(
        r"This text is in French\.</p>\s*<div class=\"fm-prose\" lang=\"fr\">\s*<p>Un jeu",
        site["events/fete/index.html"],
    )
    assert re.search(r'<div class="fm-prose">\s*<p>Un jeu', site["fr/events/fete/index.html"])


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every file of a hub that leaves each record one page."""
    profile = HUB["content/community.yml"] + "pages_in_every_language: false\n"
    root = minimal_hub(tmp_path_factory.mktemp("narrow") / "hub", **HUB | {"content/community.yml": profile})
    built(root, root / "site")
    return {path: content.decode("utf-8", "replace") for path, content in files(root / "site").items()}


def test_where_a_hub_asks_for_it_a_record_has_one_page_and_one_for_every_translation(narrow: dict[str, str]) -> None:
    assert '<html lang="fr"' in narrow["events/fete/index.html"]
    assert '<html lang="en"' in narrow["events/meeting/index.html"]
    assert '<html lang="fr"' in narrow["fr/events/meeting/index.html"]
    assert not {"fr/events/fete/index.html", "it/events/meeting/index.html", "fr/members/ada-rossi/index.html"} & set(
        narrow
    )
    assert leads(narrow["events/meeting/index.html"]) == {
        "en": "../../events/meeting/", "fr": "../../fr/events/meeting/", "it": "../../it/events/",
    }  # fmt: skip
    assert 'href="../../events/fete/"' in narrow["fr/events/index.html"]
    assert "URL:https://moot.example/hub/events/fete/" in narrow["events/fete.ics"]
    assert 'href="https://moot.example/hub/events/fete/"' in narrow["feeds/events.atom"]
    assert json.loads(narrow["assets/folkmoot/directory.json"])["languages"] == []


def test_programs_are_led_to_the_page_in_the_originals_language(tmp_path: Path) -> None:
    root = minimal_hub(tmp_path / "hub", **HUB)
    built(root, root / "site")
    made = {path: content.decode("utf-8", "replace") for path, content in files(root / "site").items()}
    assert "URL:https://moot.example/hub/fr/events/fete/" in made["events/fete.ics"]
    assert 'href="https://moot.example/hub/fr/events/fete/"' in made["feeds/events.atom"]
    assert json.loads(made["assets/folkmoot/directory.json"])["languages"] == ["fr", "it"]


def test_lists_lead_to_the_translation(site: dict[str, str]) -> None:
    assert re.search(
        r'href="\.\./\.\./\.\./fr/events/meeting/"[^>]*>Première rencontre<', site["fr/events/past/index.html"]
    )
    assert re.search(r'href="\.\./\.\./events/meeting/"[^>]*>First meeting<', site["events/past/index.html"])


def test_the_switch_stays_on_the_page_where_it_can(site: dict[str, str]) -> None:
    assert leads(site["fr/about/index.html"]) == {
        "en": "../../about/", "fr": "../../fr/about/", "it": "../../it/about/",
    }  # fmt: skip
    assert leads(site["events/meeting/index.html"]) == {
        "en": "../../events/meeting/", "fr": "../../fr/events/meeting/", "it": "../../it/events/meeting/",
    }  # fmt: skip
    assert leads(site["index.html"]) == {"en": "./", "fr": "fr/", "it": "it/"}
    assert (
        '<a href="../../fr/events/meeting/" hreflang="fr" lang="fr" class="md-select__link">Français<'
        in (site["events/meeting/index.html"])
    )


def test_search_engines_are_told_of_translations_alone(site: dict[str, str]) -> None:
    def alternates(page: str) -> list[tuple[str, str]]:
        return re.findall(r'<link rel="alternate " hreflang="([^"]+)" href="([^"]+)"', site[page])

    base = "https://moot.example/hub/"
    about = [("en", f"{base}about/"), ("fr", f"{base}fr/about/"), ("x-default", f"{base}about/")]
    assert alternates("about/index.html") == alternates("fr/about/index.html") == about
    assert alternates("rules/index.html") == []
    assert alternates("events/fete/index.html") == alternates("fr/events/fete/index.html") == []
    meeting = [("en", f"{base}events/meeting/"), ("fr", f"{base}fr/events/meeting/")]
    assert alternates("it/events/meeting/index.html")[:2] == alternates("events/meeting/index.html")[:2] == meeting
    for prefix in ("", "fr/", "it/"):
        assert f'<link rel="canonical" href="{base}fr/events/fete/">' in site[f"{prefix}events/fete/index.html"]
    assert f'<link rel="canonical" href="{base}fr/events/meeting/">' in site["fr/events/meeting/index.html"]
    assert f'<link rel="canonical" href="{base}events/meeting/">' in site["it/events/meeting/index.html"]
    assert f'<link rel="canonical" href="{base}rules/">' in site["fr/rules/index.html"]
    assert f'<link rel="canonical" href="{base}fr/about/">' in site["fr/about/index.html"]


def test_what_is_not_translated_says_so_and_in_which_language_it_is(site: dict[str, str]) -> None:
    page = site["it/about/index.html"]
    assert re.search(r'<p class="fm-notice">[^<]*italiano[^<]*</p>\s*<div lang="en">\s*<h1', page)
    assert "fm-notice" not in site["fr/about/index.html"]
    assert "fm-notice" not in site["about/index.html"]


def test_programs_know_a_record_by_one_name_in_every_language(site: dict[str, str]) -> None:
    for record in ("events/fete", "events/meeting", "members/ada-rossi"):
        pages = [site[f"{prefix}{record}/index.html"] for prefix in ("", "fr/", "it/")]
        names = {
            json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', one)[0])["@id"]
            for one in pages
        }
        assert names == {f"https://moot.example/hub/{record}/"}
    told = re.findall(r'<meta property="og:url" content="([^"]*)"', site["events/fete/index.html"])
    assert told == ["https://moot.example/hub/fr/events/fete/"]


def test_the_original_comes_first_among_the_versions(site: dict[str, str]) -> None:
    alternates = re.findall(r'rel="alternate " hreflang="([^"]+)"', site["fr/events/soiree/index.html"])
    assert alternates == ["fr", "en", "x-default"]
    assert '"x-default" href="https://moot.example/hub/fr/events/soiree/"' in site["events/soiree/index.html"]


def test_links_and_pictures_of_a_translation_work(site: dict[str, str]) -> None:
    page = site["fr/about/index.html"]
    assert 'href="../../fr/rules/"' in page
    assert 'src="../../lamp.svg"' in page
    assert 'href="../../fr/about/"' in site["fr/rules/index.html"]
    assert 'href="../../it/rules/#first"' in site["it/about/index.html"]


def test_the_menu_is_in_the_language_of_the_page(site: dict[str, str]) -> None:
    tabs = re.search(r'<ul class="md-tabs__list">(.*?)</ul>', site["fr/about/index.html"], re.DOTALL)
    assert tabs
    assert 'href="../events/"' in tabs[1]
    assert 'href="../members/"' in tabs[1]
    assert "Qui nous sommes" in site["fr/rules/index.html"]


def test_what_a_translation_leaves_out_is_told_to_be_in_the_originals_language(site: dict[str, str]) -> None:
    page = site["fr/events/meeting/index.html"]
    assert re.search(r'<div class="fm-prose">\s*<p>Apportez une lampe', page)
    assert re.search(r'<div class="fm-prose" lang="en">\s*<p>Nine lamps', page)


def test_what_stands_around_a_page_is_in_its_language(site: dict[str, str]) -> None:
    page = site["fr/about/index.html"]
    assert "Cette page vient de <code>content/about.fr.md</code>." in page
    assert "This page comes from <code>content/about.md</code>." in site["about/index.html"]
    told = "Published elsewhere, and collected here. Where from is written in <code>content/community.yml</code>."
    assert all(told in site[f"{page}index.html"] for page in ("planet/", "planet/sources/", "discussions/answered/"))
    assert '<a href="../rules/">Rules</a>' in page
    assert '<a href="mailto:ciao@moot.example">Contact</a>' in page
    assert '<a href="mailto:ciao@moot.example">Contatti</a>' in site["it/about/index.html"]
    assert '<a href="./">Qui nous sommes</a>' in page


def test_the_anchors_of_headings_are_named_in_the_language_of_the_page(site: dict[str, str]) -> None:
    # A list, which the engine renders, and a record, whose frame it renders.
    for address in ("history", "events/meeting"):
        for prefix, language in (("", "en"), ("fr/", "fr"), ("it/", "it")):
            page = site[f"{prefix}{address}/index.html"]
            names = re.findall(r'<a class="headerlink" href="#[^"]*" title="([^"]*)">&para;</a>', page)
            assert set(names) == {tongue(language).words.gettext("Permanent link")}, (prefix, address)
    assert tongue("fr").words.gettext("Permanent link") == "Lien permanent"


def test_the_language_and_the_direction_of_a_page_are_its_own_whatever_the_theme_knows(tmp_path: Path) -> None:
    root = minimal_hub(
        tmp_path / "hub",
        **{
            "content/community.yml": "name: Test Moot\nlanguages: [pt-BR, ckb, ar]\ntimezone: Europe/Rome\n",
            "mkdocs.yml": HUB["mkdocs.yml"],
            "content/about.md": "# Sobre\n\nOi.\n",
            "content/about.ar.md": "# من نحن\n\nأهلا.\n",
            "content/about.ckb.md": "# دەربارە\n\nسڵاو.\n",
        },
    )
    built(root, root / "site")
    pages = {path: content.decode() for path, content in files(root / "site").items() if path.endswith(".html")}
    for prefix, language, direction in (("", "pt-BR", "ltr"), ("ar/", "ar", "rtl"), ("ckb/", "ckb", "rtl")):
        for page in (pages[f"{prefix}about/index.html"], pages[f"{prefix}events/past/index.html"]):
            assert f'<html lang="{language}"' in page
            assert f'<body dir="{direction}"' in page
    assert '<html lang="pt-BR"' in pages["404.html"]


def test_a_hub_of_one_language_has_no_switch(tmp_path: Path) -> None:
    root = minimal_hub(tmp_path / "hub", **{"mkdocs.yml": HUB["mkdocs.yml"]})
    built(root, root / "site")
    made = files(root / "site")
    assert not [path for path in made if path.startswith(("en/", "fr/"))]
    assert b"md-select" not in made["index.html"]


def test_a_language_that_is_not_the_hubs_is_no_translation(tmp_path: Path) -> None:
    problems = found(minimal_hub(tmp_path, **{"events/meeting.de.md": "---\ntitle: Treffen\n---\n"}))
    assert [told(problem)[0] for problem in problems] == ["events/meeting.de.md"]


@pytest.mark.parametrize("tag", ["oc", "oc-FR"])
def test_a_main_language_that_the_theme_does_not_know_has_the_themes_words_in_english(tmp_path: Path, tag: str) -> None:
    root = minimal_hub(tmp_path / "hub", **{
        "content/community.yml": f"name: Test Moot\nlanguages: [{tag}]\n", "mkdocs.yml": HUB["mkdocs.yml"],
    })  # fmt: skip
    built(root, root / "site")
    assert f'<html lang="{tag}"' in (root / "site/members/index.html").read_text("utf-8")
