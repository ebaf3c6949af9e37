"""What a community asks everybody: the post says where to answer, then what came of it, and the desk what is owed."""

import json
from pathlib import Path

import pytest

from support.building import built
from support.hubs import minimal_hub, write
from support.private_folder import lines, told

FORM = "form: https://form.example/a"
OUTCOME = "outcome: [{said: It <drips>, did: We mended it}]"


def post(keys: str, more: str = "") -> str:
    return f"---\ntitle: The tap\ndate: 2026-05-01\nauthors: [ada-rossi]\n{more}feedback: {{{keys}}}\n---\nHow?\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    config = "site_name: Moot\ndocs_dir: content\ntheme: {name: material}\nplugins: [folkmoot]\n"
    return minimal_hub(tmp_path / "hub", **{"mkdocs.yml": config})


@pytest.mark.parametrize(
    ("keys", "shown", "listed"),
    [
        (f"{FORM}, closes: 2026-06-15", "until 15 June 2026", "answer until 15 June 2026"),
        (FORM, "https://form.example/a", "one can answer"),
        (f"{FORM}, closes: 2026-06-14, answers: 1", "1 person answered.", "no longer open"),
        (f"{FORM}, closes: 2026-06-30, {OUTCOME}", "It &lt;drips&gt;", "what you said, and what we did"),
        ("answers: 7", "What comes of it will stand here.", "no longer open"),
    ],
)
def test_the_post_says_what_it_asks_and_what_came_of_it(
    root: Path, tmp_path: Path, keys: str, shown: str, listed: str
) -> None:
    write(root, "content/posts/tap.md", post(keys))
    built(root, tmp_path / "site")
    page = (tmp_path / "site/posts/tap/index.html").read_text("utf-8")
    assert shown in page
    assert ("form.example" in page) == (listed in ("answer until 15 June 2026", "one can answer"))
    assert listed in (tmp_path / "site/posts/index.html").read_text("utf-8")
    said = json.loads((tmp_path / "site/api/v1/posts/tap.json").read_text("utf-8"))["feedback"]
    assert said.get("outcome", []) == ([{"said": "It <drips>", "did": "We mended it"}] if OUTCOME in keys else [])


def test_what_waits_for_answers_is_listed_first(root: Path, tmp_path: Path) -> None:
    write(root, "content/posts/tap.md", post(FORM))
    later = post("answers: 3").replace("The tap", "The lamp").replace("2026-05-01", "2026-06-01")
    write(root, "content/posts/lamp.md", later)
    built(root, tmp_path / "site")
    page = (tmp_path / "site/posts/index.html").read_text("utf-8")
    asked = page[page.index('id="asked"') : page.index('id="y-2026"')]
    assert asked.index("The tap") < asked.index("The lamp")


def test_a_hub_that_asks_nothing_has_no_such_list(root: Path, tmp_path: Path) -> None:
    write(root, "content/posts/tap.md", "---\ntitle: A\ndate: 2026-05-01\nauthors: [ada-rossi]\n---\n")
    built(root, tmp_path / "site")
    assert 'id="asked"' not in (tmp_path / "site/posts/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("keys", "owed"),
    [
        (f"{FORM}, closes: 2026-06-01", ["- The tap – closed on 1 June 2026"]),
        (f"{FORM}, closes: 2026-06-02", []),
        (f"{FORM}, closes: 2026-06-01, {OUTCOME}", []),
        (FORM, []),
    ],
)
def test_the_desk_says_what_is_owed(root: Path, tmp_path: Path, keys: str, owed: list[str]) -> None:
    (tmp_path / "notes").mkdir()
    write(root, "content/posts/tap.md", post(keys))
    text = told("desk", root, tmp_path / "notes")
    found = lines(text, "Questions to everybody, and nobody has said what came of them")
    assert [one.replace("`", "") for one in found] == owed
