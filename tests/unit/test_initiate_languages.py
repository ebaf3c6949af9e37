"""A new hub in every language of the interface: the same facts, in words as they are printed there."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from folkmoot.contribute.initiate import Answers, init, languages_of_texts, texts_in
from folkmoot.load.documents import read_front_matter
from folkmoot.render.wording.tongue import catalogues
from support.begun import ANSWERS, LANGUAGES, NOW, composed
from support.building import built, files
from support.hubs import found

TOLD = ("content/about.md", "content/index.md", "content/join.md", "events/first-meeting.md")


def test_there_are_texts_in_every_language_of_the_interface() -> None:
    assert languages_of_texts() == catalogues()


def test_a_variety_of_a_language_has_the_texts_of_the_language() -> None:
    assert [texts_in(tag) for tag in ("fr", "fr-CA", "it-CH", "en-GB", "de", "zh-Hant-TW")] == [
        *("fr", "fr", "it", "en"),
        *("en", "en"),
    ]


def _facts(text: str) -> Any:
    """What a file says to the program: its keys, without the words among them that are for people."""
    keys = yaml.load(text.split("---\n")[1] if text.startswith("---\n") else text, yaml.BaseLoader)
    words = {"title", "summary", "skills", "roles", "languages"}

    def without_words(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: "…" if key in words else without_words(one) for key, one in value.items()}
        return [without_words(one) for one in value] if isinstance(value, list) else value

    return without_words(keys)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answers", [ANSWERS, Answers(name="Plain")], ids=["all answers", "the name alone"])
def test_hubs_in_all_languages_say_the_same(language: str, answers: Answers) -> None:
    english, here = (composed(answers._replace(languages=(tag,))) for tag in ("en", language))
    keyed = [path for path in english if path.endswith(".yml") or path.startswith(("events/", "content/projects/"))]
    keyed = [path for path in keyed if not path.startswith(".github/ISSUE_TEMPLATE/")]  # words for people throughout
    assert {path: _facts(here[path]) for path in keyed} == {path: _facts(english[path]) for path in keyed}
    for path in english:
        if path.endswith(".md"):
            leads, links = (re.findall(r"\]\(([^)]+)\)", texts[path]) for texts in (english, here))
            assert sorted(links) == sorted(leads), path


@pytest.mark.parametrize("language", [tag for tag in LANGUAGES if tag != "en"])
def test_nothing_stays_english_in_a_hub_of_another_language(language: str) -> None:
    english, here = (composed(ANSWERS._replace(languages=(tag,))) for tag in ("en", language))
    read = [path for path in english if path.startswith(("content/", "events/", "members/", "README"))]
    assert read
    for path in read:
        # Lines of words: sentences, and the comments above keys. A setting is the same in every language.
        told = {line for line in english[path].splitlines() if re.fullmatch(r"(?:#|\W*[A-Z]).*[a-z] [a-z].*", line)}
        kept = {line for line in told & set(here[path].splitlines()) if "example.org" not in line}
        assert kept == set(), path
    assert "founder" not in here["members/zoe-angstrom.yml"]


_NO_PROSE = re.compile(
    r"`[^`]*`|https?:\S+|\]\([^)]*\)|^[ -]*[a-z_]+:|^    .*|<[^>]*>|\d\d:\d\d|^ *# +(?:- )?[a-z-]+:.*", re.MULTILINE
)


@pytest.mark.parametrize(
    "path", [path for path in composed(ANSWERS) if path.endswith((".md", ".yml")) and path[0] != "."]
)
def test_french_and_italian_are_spaced_and_quoted_as_they_are_printed(path: str) -> None:
    french, italian = (
        _NO_PROSE.sub("", composed(ANSWERS._replace(languages=(tag,), name="Test"))[path]) for tag in ("fr", "it")
    )
    assert re.findall(r".*[^\u202f][;!?].*", french) == []
    assert re.findall(r".*(?:[^\u00a0-]:(?!-)|«[^\u00a0]|[^\u00a0]»).*", french) == []
    assert "'" not in french + italian


@pytest.mark.parametrize("language", [*LANGUAGES, "de"])
def test_what_is_told_to_the_editor_is_not_on_the_page(language: str) -> None:
    texts = composed(ANSWERS._replace(languages=(language,)))
    for path in TOLD:
        text = texts[path]
        document = read_front_matter(text.encode()) if text.startswith("---") else None
        body = document.body if document else text
        assert "`" not in body, path
        assert "content/" not in body, path
    assert "status: confirmed" in texts["events/first-meeting.md"].split("---\n")[1]


def test_texts_in_another_language_than_the_hubs_say_so_on_their_pages(tmp_path: Path) -> None:
    init(tmp_path / "hub", ANSWERS._replace(languages=("de", "en"), repository=""), NOW)
    built(tmp_path / "hub", tmp_path / "hub/site")
    site = {path: one.decode() for path, one in files(tmp_path / "hub/site").items() if path.endswith("index.html")}
    for page in ("", "about/", "join/", "code-of-conduct/", "netiquette/", "terms/"):
        assert re.search(r'<html lang="de"', site[f"{page}index.html"])
        assert re.search(r'<p class="fm-notice">[^<]*</p>\s*<div lang="en">\s*<h1', site[f"{page}index.html"]), page
        assert '<div lang="' not in site[f"en/{page}index.html"], "in English it is at home"
    for page in ("events/first-meeting/", "projects/our-hub/"):
        assert re.search(r'<html lang="en"|class="fm-prose" lang="en"', site[f"{page}index.html"]), page
    assert "roles:" not in re.sub(r"#.*", "", (tmp_path / "hub/members/zoe-angstrom.yml").read_text("utf-8"))


def test_a_page_that_names_no_language_is_told(tmp_path: Path) -> None:
    init(tmp_path / "hub", ANSWERS, NOW)
    (tmp_path / "hub/content/about.md").write_text("---\nlanguage: english\n---\n# About us\n", "utf-8")
    (problem,) = found(tmp_path / "hub")
    assert (problem.place, problem.hint) == ("content/about.md:2:11", "write a language tag such as en, fr or pt-BR")
