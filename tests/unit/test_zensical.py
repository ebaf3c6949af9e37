"""Zensical as the engine: what it takes of an author's mkdocs.yml, what it leaves out, and what it says of that."""

import importlib.util
from pathlib import Path

import pytest

from folkmoot.errors import EngineFailure
from folkmoot.mkdocs_plugin.said import said
from support.building import built, folkmoot
from support.hubs import COMMUNITY, minimal_hub

CONFIGURED = """\
site_name: Moot
site_url: https://moot.example/hub/
theme:
  name: material
  custom_dir: overrides
  palette: {scheme: slate}
extra_css: [own.css]
markdown_extensions: [def_list]
plugins: [folkmoot, tags]
nav:
  - Start: index.md
  - Rules: rules.md
  - Elsewhere: https://elsewhere.example/
"""
RULES = "# Rules\n\nWord\n:   meaning\n\nSee [Ada](../members/ada-rossi.yml) and [home](index.md#welcome)."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("zensical")
    root = minimal_hub(
        folder / "hub",
        **{
            "mkdocs.yml": CONFIGURED,
            "content/rules.md": RULES,
            "content/index.md": "# Welcome\n",
            "content/own.css": "body{}",
            "overrides/partials/copyright.html": '<p class="ours">{{ _("Search") }} & more</p>',
            "content/community.yml": f"{COMMUNITY}languages: [en, fr]\n",
        },
    )
    done = folkmoot("build", "--at", "2026-06-15", "--site", str(folder / "site"), cwd=root, FOLKMOOT_ENGINE="zensical")
    assert done.returncode == 0, done.stderr
    return folder / "site", done.stderr


def test_the_authors_configuration_counts(made: tuple[Path, str]) -> None:
    page = (made[0] / "rules/index.html").read_text("utf-8")
    assert "<dt>Word</dt>" in page
    assert 'data-md-color-scheme="slate"' in page
    assert 'href="../own.css"' in page
    assert (made[0] / "own.css").read_text() == "body{}"
    assert 'href="https://elsewhere.example/"' in page
    assert '<link rel="canonical" href="https://moot.example/hub/rules/">' in page


def test_the_authors_own_templates_speak_the_pages_language(made: tuple[Path, str]) -> None:
    assert '<p class="ours">Search & more</p>' in (made[0] / "rules/index.html").read_text("utf-8")
    assert '<p class="ours">Rechercher & more</p>' in (made[0] / "fr/members/index.html").read_text("utf-8")


def test_links_between_files_lead(made: tuple[Path, str]) -> None:
    page = (made[0] / "rules/index.html").read_text("utf-8")
    assert '<a href="../members/ada-rossi/">Ada</a>' in page
    assert '<a href="../#welcome">home</a>' in page


def test_what_zensical_has_not_is_told(made: tuple[Path, str]) -> None:
    assert "WARNING -  Zensical leaves out the plugin material/tags of mkdocs.yml" in made[1]


def test_each_language_has_its_own_menu_and_the_missing_page_speaks_all(made: tuple[Path, str]) -> None:
    assert 'lang="fr"' in (made[0] / "fr/events/index.html").read_text("utf-8")
    missing = (made[0] / "404.html").read_text("utf-8")
    assert '<section id="fr" lang="fr" dir="ltr">' in missing
    assert 'href="/hub/"' in missing


def test_nothing_of_its_own_search_is_left(made: tuple[Path, str]) -> None:
    assert not (made[0] / "search.json").exists()
    assert (made[0] / "pagefind/pagefind.js").exists()


def test_a_hub_of_one_language_without_an_address_is_made_too(tmp_path: Path) -> None:
    root = minimal_hub(tmp_path / "hub", **{"mkdocs.yml": "site_name: Moot\ntheme: {name: material}\n"})
    done = folkmoot("build", "--at", "2026-06-15", "--engine", "zensical", cwd=root)
    assert done.returncode == 0, done.stderr
    assert "does not say where the site will be" in done.stderr
    assert 'rel="canonical"' not in (root / "site/index.html").read_text("utf-8")


def test_a_template_that_cannot_be_read_stops_the_build_in_words(tmp_path: Path) -> None:
    files = {
        "mkdocs.yml": "site_name: Moot\ntheme: {name: material, custom_dir: overrides}\n",
        "overrides/partials/copyright.html": "{% if %}",
    }
    with pytest.raises(EngineFailure, match="Zensical could not render the pages"):
        built(minimal_hub(tmp_path / "hub", **files), tmp_path / "site", engine="zensical")
    assert not (tmp_path / "site").exists()


def test_where_it_is_not_installed_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert importlib.util.find_spec("zensical")
    (tmp_path / "none").mkdir()
    (tmp_path / "none/sitecustomize.py").write_text(
        "import importlib.util as i\nfound = i.find_spec\n"
        "i.find_spec = lambda name, package=None: None if name == 'zensical' else found(name, package)\n"
    )
    root = minimal_hub(tmp_path / "hub", **{"mkdocs.yml": "site_name: Moot\ntheme: {name: material}\n"})
    done = folkmoot("build", "--engine", "zensical", cwd=root, PYTHONPATH=str(tmp_path / "none"))
    assert done.returncode == 2
    assert "Zensical is not installed" in done.stderr
    assert "pip install zensical" in done.stderr


WORDS = {
    '{{ _("Search") }}': '{{ "SEARCH" }}',
    "{{ lang.t('toc') }}": '{{ "theme toc" }}',
    '{{ _("%(who)s, %(when)s!", who=(a | e), when=f(b, ")")) }}': '{{ ("" ~ ((a | e)) ~ ", " ~ (f(b, ")")) ~ "!") }}',
    '{{ ngettext("%(num)s is", "%(num)s are", 2, num="{num}") }}': '{{ ("" ~ ("{num}") ~ " are") }}',
    "{{ x_(1) }} {{ my.lang.t(2) }}": "{{ x_(1) }} {{ my.lang.t(2) }}",
    "{{ lang.t(key) }}": "{{ lang.t(key) }}",
    r'{{ _("a \"b\"") }}': r'{{ "A \"B\"" }}',
}


def _counted(one: str, many: str, count: int) -> str:
    return one if count == 1 else many


@pytest.mark.parametrize("template", WORDS)
def test_words_are_put_into_templates(template: str) -> None:
    told = said(template, lambda one: one if "%" in one else one.upper(), _counted, lambda key: f"theme {key}")
    assert told == WORDS[template]


def test_a_template_that_never_ends_is_refused() -> None:
    with pytest.raises(EngineFailure, match="does not end"):
        said('{{ _("Search" }}', str, _counted, str)
