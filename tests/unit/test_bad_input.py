"""Each row of a growing list of bad input is refused with its place, or shown harmlessly."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from folkmoot.build import Request, build
from support.bad_input import REFUSED, WARNED, Files, Linked, Refused, Warned
from support.building import SAMPLE_TIME, files
from support.hubs import minimal_hub, told, write
from support.odd_input import SHOWN, Shown

MKDOCS = "site_name: Test Moot\nsite_url: https://moot.example/\ndocs_dir: content\ntheme: {name: material}\n"


class Page(HTMLParser):
    """What a browser makes of a page: its scripts, its attributes, and the words that a reader sees."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[tuple[dict[str, str], str]] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.words = ""
        self._inside = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag if tag in ("script", "style") else ""
        if tag == "script":
            self.scripts.append(({name: value or "" for name, value in attrs}, ""))
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, _tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            attributes, text = self.scripts[-1]
            self.scripts[-1] = (attributes, text + data)
        elif not self._inside:
            self.words += data

    @property
    def running(self) -> set[str]:
        """What its scripts are: their text, or the name of their file; data for scripts is read, and not run."""
        found = set()
        for attributes, text in self.scripts:
            if attributes.get("type", "").endswith("json"):
                json.loads(text)
            else:
                found.add(attributes.get("src", "").rpartition("/")[2] or text)
        return found


def hub(folder: Path, more: Files) -> Path:
    root = minimal_hub(folder, **{"mkdocs.yml": MKDOCS})
    for path, content in more.items():
        if isinstance(content, Linked):
            (root / path).symlink_to(content.to)
        else:
            write(root, path, content)
    return root


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site of a hub in which everything is that can be shown."""
    root = hub(tmp_path_factory.mktemp("shown"), {path: text for one in SHOWN for path, text in one.files.items()})
    outcome = build(Request(root, root / "site", SAMPLE_TIME))
    assert [told(problem) for problem in outcome.problems] == []
    return files(root / "site")


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The scripts that every site has."""
    root = hub(tmp_path_factory.mktemp("usual"), {})
    build(Request(root, root / "site", SAMPLE_TIME))
    pages = [text.decode() for path, text in files(root / "site").items() if path.endswith(".html")]
    return set().union(*(Page(html).running for html in pages))


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row.why)
def test_what_cannot_be_shown_is_refused_at_its_place(tmp_path: Path, row: Refused) -> None:
    root = hub(tmp_path, row.files)
    outcome = build(Request(root, root / "site", SAMPLE_TIME))
    problems = [told(problem) for problem in outcome.problems]
    assert [place for place, _, _ in problems] == [row.place], problems
    assert row.said in problems[0][1]
    assert problems[0][2], "it says what would be right"
    assert not (root / "site").exists()


@pytest.mark.parametrize("row", WARNED, ids=lambda row: row.why)
def test_what_somebody_should_look_at_is_told_at_its_place_and_shown(tmp_path: Path, row: Warned) -> None:
    root = hub(tmp_path, row.files)
    (problem,) = build(Request(root, root / "site", SAMPLE_TIME)).problems
    place, said, hint = told(problem)
    assert (place, problem.severity) == (row.place, "warning")
    assert row.said in said
    assert "before you merge" in hint
    assert (root / "site" / "about/index.html").is_file()


@pytest.mark.parametrize("row", SHOWN, ids=lambda row: row.why)
def test_what_can_be_shown_is_shown_as_it_was_written(site: dict[str, bytes], row: Shown) -> None:
    words = " ".join(Page(site[f"{row.page}index.html"].decode()).words.split())
    for seen in row.seen:
        assert " ".join(seen.split()) in words


def test_no_page_runs_what_its_authors_wrote(site: dict[str, bytes], usual: set[str]) -> None:
    assert usual
    for path, content in site.items():
        if not path.endswith(".html"):
            continue
        page = Page(content.decode())
        assert page.running <= usual, path
        for tag, name, value in page.attributes:
            assert not name.startswith("on"), (path, tag, name)
            assert not re.match(r"(?:java|vb)script:|data:text", re.sub(r"[\x00-\x20]", "", value).lower()), (
                path,
                value,
            )
            assert (tag, name) not in {("iframe", "src"), ("object", "data"), ("embed", "src"), ("base", "href")}, path


def test_a_direction_that_is_turned_ends_with_its_words_and_reaches_no_title(site: dict[str, bytes]) -> None:
    html = site["members/turned/index.html"].decode()
    assert re.findall("<p>abc \u2067[^<]*\u2069</p>", html)
    assert html.count("\u2067") == html.count("\u2069") == 1
    holding = [path for path, text in site.items() if "\u2067".encode() in text and not path.endswith(".json")]
    assert holding == ["members/turned/index.html"]


def test_files_outside_the_hub_stay_there(site: dict[str, bytes]) -> None:
    assert [path for path, content in site.items() if b"root:x:" in content] == []
