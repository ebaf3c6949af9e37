"""`folkmoot prompts`: what could be asked next, and what became of what was asked."""

from pathlib import Path

import pytest

from support.collected import ADA, archived, discussion, entry
from support.hubs import minimal_hub, write
from support.private_folder import lines, rows, told

FORUM = "https://github.com/moot/forum/discussions"
BO_FEED = "https://bo.example/feed.xml"
BO = f"name: Bo Ek\njoined: 2024-02-29\ngithub: bo\nfeeds: [{{url: {BO_FEED}}}]\n"
HIDDEN = "name: Hid Secret\njoined: 2024-02-29\ngithub: hid\nvisibility: hidden\n"
COMMENT = {
    "author": "bo",
    "author_id": 0,
    "bot": False,
    "created": "2026-06-02T10:00:00Z",
    "answer": False,
    "reply_to": "",
}


def tagged(number: int, day: str, source: str, *tags: str, title: str = "") -> dict[str, object]:
    return entry(number, day, source) | {"tags": list(tags), "title": title or f"T{number}"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    entries = [
        tagged(1, "2026-06-10", "ada-example-feed-xml", "Solar", title="A |panel|"),
        tagged(2, "2026-06-08", "bo-example-feed-xml", "solar"),
        tagged(10, "2026-06-09", "bo-example-feed-xml", "solar", title="By Hid Secret"),
        tagged(3, "2026-06-08", "bo-example-feed-xml", "Looms"),
        tagged(4, "2026-06-09", "ada-example-feed-xml", "looms"),
        tagged(5, "2026-05-10", "ada-example-feed-xml", "looms"),
        tagged(6, "2026-05-09", "bo-example-feed-xml", "looms"),
        tagged(7, "2026-06-09", "ada-example-feed-xml", "Benches"),
        tagged(8, "2026-06-08", "bo-example-feed-xml", "Benches"),
        tagged(9, "2026-05-10", "bo-example-feed-xml", "Benches"),
    ]
    talk = [
        discussion(1, "2026-06-01", author="ada", comments=[{"id": "C1"} | COMMENT]),
        discussion(2, "2026-06-01", author="ada", comments=[]),
    ]
    files = {"members/ada-rossi.yml": ADA + "github: ada\n", "members/bo-ek.yml": BO, "members/hid.yml": HIDDEN}
    root = minimal_hub(tmp_path / "hub", **files, **archived("entries", entries), **archived("discussions", talk))
    profile = "name: Test Moot\nsources: {discussions: [moot/forum]}\n"
    write(root, "content/community.yml", profile)
    return root


@pytest.fixture
def private(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    return tmp_path / "notes"


def prompt(private: Path, slug: str, **keys: str) -> None:
    head = {"title": slug, "kind": "prompt"} | keys
    write(private, f"plan/{slug}.md", "\n".join(["---", *(f"{key}: {head[key]}" for key in head), "---", ""]))


def test_what_rises_is_proposed_unless_there_is_a_question_about_it(root: Path, private: Path) -> None:
    text = told("prompts", root, private)
    assert lines(text, "Topics that rise, and nobody has a question about yet") == [
        "- [solar](https://ada.example/1) – 2 things in four weeks, 0 before: “A \\|panel\\|” and “T2”",
        "- [benches](https://ada.example/7) – 2 things in four weeks, 1 before: “T7” and “T8”",
    ]
    assert "Secret" not in text
    prompt(private, "sun", topics="[Solar]")
    text = told("prompts", root, private)
    assert lines(text, "Questions about what rises now") == ["- sun – Solar, plan/sun.md"]
    assert "[solar]" not in text


def test_what_became_of_a_question_is_told(root: Path, private: Path) -> None:
    prompt(private, "heard", done="2026-06-01", url=f"{FORUM}/1/#discussioncomment-4")
    prompt(private, "unheard", done="2026-06-02", url=f"{FORUM}/2")
    prompt(private, "elsewhere", done="2026-06-03", url="https://chat.example/4")
    prompt(private, "forgotten", done="2026-06-04")
    prompt(private, "coming")
    write(private, "plan/post.md", "---\ntitle: A post\nkind: post\ndone: 2026-06-01\n---\n")
    text = told("prompts", root, private)
    heard = f"- [heard]({FORUM}/1/#discussioncomment-4) – 1 June 2026, 1 answer, 2 people, plan/heard.md"
    assert lines(text, "They were answered") == [heard]
    assert lines(text, "Nobody said anything") == [f"- [unheard]({FORUM}/2) – 2 June 2026, 1 person, plan/unheard.md"]
    unknown = lines(text, "Nobody wrote down where they were asked, or it is not collected")
    assert [one.partition(" –")[0] for one in unknown] == ["- forgotten", "- [elsewhere](https://chat.example/4)"]
    found = {one["title"]: (one["responses"], one["people"], one["latest"]) for one in rows(private / "used.csv")}
    assert found == {
        "heard": ("1", "2", "2026-06-02"),
        "unheard": ("0", "1", "2026-06-01"),
        "elsewhere": ("", "", ""),
        "forgotten": ("", "", ""),
    }
    assert "A post" not in text


def test_the_stock_stands_by_agenda(root: Path, private: Path) -> None:
    prompt(private, "both", agenda="[applied, internal]", language="en", date="2026-07-01", topics="[lamps]")
    prompt(private, "none", title="'=1|2'")
    stock = told("prompts", root, private).partition("## The stock\n\n")[2].partition("\n## ")[0]
    assert stock.count("| both | lamps | English | 1 July 2026 |") == 2
    assert stock.index("### our projects") < stock.index("### our community") < stock.index("### On no agenda")
    assert [(one["title"], one["agenda"]) for one in rows(private / "stock.csv")] == [
        ("both", "applied; internal"), ("both", "applied; internal"), ("'=1|2", ""),
    ]  # fmt: skip


def test_without_any_there_is_nothing_to_tell(tmp_path: Path, private: Path) -> None:
    text = told("prompts", minimal_hub(tmp_path / "hub"), private)
    assert "Nothing just now." in text
    assert "## The stock" not in text
