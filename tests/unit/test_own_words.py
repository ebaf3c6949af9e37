"""What the community says of itself, in each of its languages: at the foot, on top, at home, and to other programs."""

import re
from pathlib import Path

import pytest

from folkmoot.build import Mode, Request, build, draft
from folkmoot.text import plain
from support.building import SAMPLE_TIME, files
from support.hubs import found, minimal_hub, told

PROFILE = (
    "name: Test Moot\nlanguages: [en, fr, it]\ntimezone: Europe/Rome\nfounded: 2024-01-01\n"
    "tagline: Lamps & walks\nnotice: Closed in August\ndescription: We *mend* lamps.\n"
)
FRENCH = "tagline: Lampes & balades\nnotice: Fermé en août\ndescription: Nous *réparons* des lampes.\n"
HUB = {
    "content/community.yml": PROFILE,
    "content/community.fr.yml": FRENCH,
    "content/community.it.yml": "tagline: Lampade e passeggiate\n",
    "events/fete.md": "---\ntitle: Fête\nkind: game\nstart: 2026-07-01 19:00\nlanguage: fr\n---\n\nUn jeu.\n",
    "content/posts/wick.md": "---\ntitle: Mèche\ndate: 2026-05-01\nauthors: [ada-rossi]\nlanguage: fr\n---\n\nOui.\n",
    "mkdocs.yml": "site_name: Test Moot\ndocs_dir: content\nsite_url: https://moot.example/hub/\n"
    "theme: {name: material}\nplugins: [folkmoot]\n",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = minimal_hub(tmp_path_factory.mktemp("words") / "hub", **HUB)
    (root / "content/index.md").unlink(missing_ok=True)
    return root


@pytest.fixture(scope="module")
def site(root: Path) -> dict[str, str]:
    outcome = draft(root, SAMPLE_TIME)
    assert [(one.path, one.code) for one in outcome.problems] == [("content/community.it.yml", "translation-empty")]
    return _site(root)


def _site(root: Path, mode: Mode = "stamped") -> dict[str, str]:
    build(Request(root, root.parent / mode, SAMPLE_TIME, mode=mode))
    found = files(root.parent / mode)
    return {path: one.decode() for path, one in found.items() if path.endswith((".html", ".atom", ".xml", ".yml"))}


def on_top(page: str) -> str:
    return " ".join(page.partition('data-md-component="announce">')[2].partition("</aside>")[0].split())


def at_the_foot(page: str) -> str:
    return page.partition('class="md-grid md-typeset fm-foot"')[2].partition("</p>")[0].rpartition("<p>")[2]


@pytest.mark.parametrize("path", ["index.html", "events/index.html", "members/ada-rossi/index.html", "404.html"])
def test_the_main_language_says_the_original(site: dict[str, str], path: str) -> None:
    assert on_top(site[path]).endswith("Closed in August </div>")
    assert at_the_foot(site[path]) == "Test Moot, since 2024. Lamps &amp; walks"


@pytest.mark.parametrize("path", ["fr/index.html", "fr/events/index.html", "fr/events/fete/index.html"])
def test_every_page_in_a_language_says_it_in_that_language(site: dict[str, str], path: str) -> None:
    assert on_top(site[path]).endswith("Fermé en août </div>")
    assert at_the_foot(site[path]) == "Test Moot, depuis 2024. Lampes &amp; balades"
    assert "Closed in August" not in site[path]
    assert "Lamps" not in site[path]


def test_what_a_language_does_not_say_is_the_originals_and_marked_so(site: dict[str, str]) -> None:
    page = site["it/index.html"]
    assert on_top(page).endswith('<span lang="en">Closed in August</span> </div>')
    assert at_the_foot(page).endswith(". Lampade e passeggiate")
    assert '<div lang="en"><p>We <em>mend</em> lamps.</p>' in page


def test_the_home_page_says_what_the_community_is(site: dict[str, str]) -> None:
    assert "<div><p>Nous <em>réparons</em> des lampes.</p>" in site["fr/index.html"]
    assert "<div><p>We <em>mend</em> lamps.</p>" in site["index.html"]


def test_other_programs_are_told_it_in_the_pages_language(site: dict[str, str]) -> None:
    page = site["fr/index.html"]
    assert '<meta name="description" content="Lampes &amp; balades">' in page
    assert '<meta property="og:description" content="Lampes &amp; balades">' in page
    (organization,) = re.findall(r'"Organization"[^<]*?"description":"([^"]*)"', page)
    assert organization in ("Lampes & balades", "Lampes \\u0026 balades")


def test_feeds_in_a_language_say_it_in_that_language(site: dict[str, str]) -> None:
    feeds = {path: text for path, text in site.items() if re.search(r"feeds/posts[^/]*\.(atom|xml)$", path)}
    said = {path: re.findall(r"<subtitle[^>]*>([^<]*)", text) for path, text in feeds.items()}
    assert {path: words for path, words in said.items() if "posts-" not in path}
    assert [words for path, words in said.items() if "posts-fr" in path] == [["Lampes &amp; balades"]]
    assert all(
        words == ["Lamps &amp; walks"] for path, words in said.items() if "-fr" not in path and "-it" not in path
    )


def test_the_files_themselves_are_not_published(site: dict[str, str]) -> None:
    assert [path for path in site if path.endswith(".yml")] == []


def test_both_ways_of_building_agree(root: Path, site: dict[str, str]) -> None:
    assert _site(root, "staged") == site


def test_a_language_is_shown_once_the_community_says_something_in_it(tmp_path: Path) -> None:
    profile = "name: Test Moot\ntagline: Lamps\nlanguages: [en, nl, de]\n"
    made = draft(minimal_hub(tmp_path, **{"content/community.yml": profile}), SAMPLE_TIME)
    assert {page.language for page in made.pages} == {"en"}
    minimal_hub(tmp_path, **{"content/community.yml": profile, "content/community.nl.yml": "tagline: Lampen\n"})
    made = draft(tmp_path, SAMPLE_TIME)
    assert {page.language for page in made.pages} == {"en", "nl"}


def test_where_it_says_nothing_the_list_of_missing_translations_says_so(tmp_path: Path) -> None:
    profile = f"{PROFILE}repository: https://github.com/moot/hub\n"
    made = draft(
        minimal_hub(tmp_path, **{"content/community.yml": profile, "content/community.fr.yml": FRENCH}), SAMPLE_TIME
    )
    (page,) = [page for page in made.pages if page.address == "translations/"]
    listed = {one.anchor: one.html for one in page.sections}
    assert "Test Moot write content/community.it.yml" in plain(listed["l-it"])
    assert "filename=content%2Fcommunity.it.yml" in listed["l-it"]
    assert "community" not in listed["l-fr"] + listed["l-en"]


@pytest.mark.parametrize(
    ("text", "place", "words", "hint"),
    [
        ("", "content/community.fr.yml", "the file is empty", "tagline: … or description: … or notice: …"),
        ("name: Nous\n", "content/community.fr.yml:1:1", "name", "tagline"),
        ("tagline: [a]\n", "content/community.fr.yml:1:10", "", ""),
    ],
)
def test_what_cannot_be_read_is_told_and_the_original_stays(
    tmp_path: Path, text: str, place: str, words: str, hint: str
) -> None:
    files = {"content/community.yml": PROFILE, "content/community.fr.yml": text}
    (problem,) = found(minimal_hub(tmp_path, **files))
    assert told(problem)[0] == place
    assert words in told(problem)[1]
    assert hint in told(problem)[2]


def test_a_link_instead_of_a_file_is_told(tmp_path: Path) -> None:
    root = minimal_hub(tmp_path, **{"content/community.yml": PROFILE})
    (root / "content/community.fr.yml").symlink_to("community.yml")
    assert [problem.code for problem in found(root)] == ["not-a-file"]
