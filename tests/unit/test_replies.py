"""`folkmoot replies`: what others wrote about the community, and what needs an answer."""

from pathlib import Path

import pytest

from support.building import folkmoot
from support.collected import archived, entry
from support.hubs import minimal_hub, write
from support.private_folder import AT, lines, rows, told

WATCHED = "https://paper.example/feed.xml"
SLUG = "paper-example-feed-xml"


def mention(number: int, day: str, **more: str) -> dict[str, object]:
    return entry(number, day, SLUG, **more)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    found = [
        mention(1, "2026-06-10", title="On |us|"),
        mention(2, "2026-06-12", title="Again"),
        mention(3, "2026-06-13", title="About Hid Secret"),
        mention(4, "2026-05-16", title="Just"),
        mention(5, "2026-05-15", title="Too old"),
    ]
    root = minimal_hub(tmp_path / "hub", **archived("mentions", found))
    write(root, "members/hid.yml", "name: Hid Secret\njoined: 2024-01-01\nvisibility: hidden\n")
    watch = f"sources: {{watch: [{{url: {WATCHED}, title: The paper, keywords: [us]}}]}}\n"
    write(root, "content/community.yml", f"name: Test Moot\n{watch}")
    return root


@pytest.fixture
def private(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    return tmp_path / "notes"


def reply(private: Path, slug: str, **keys: str) -> None:
    write(private, f"replies/{slug}.md", "\n".join(["---", *(f"{key}: {keys[key]}" for key in keys), "---", ""]))


UNSEEN = "What others said lately, and nobody has looked at"


@pytest.mark.parametrize("command", ["replies", "desk"])
def test_what_is_new_and_what_needs_a_reply_is_told(root: Path, private: Path, command: str) -> None:
    reply(private, "a", url="http://www.ada.example/1/#comments", needs="thanks", by="ada-rossi")
    reply(private, "b", url="https://elsewhere.example/x", needs="correction")
    reply(private, "c", url="https://elsewhere.example/y", needs="none")
    reply(private, "d", url="https://elsewhere.example/z", needs="answer", replied="2026-06-14", where="their forum")
    text = told(command, root, private)
    assert lines(text, UNSEEN) == [
        "- [Again](https://ada.example/2) – 12 June 2026, The paper",
        "- [Just](https://ada.example/4) – 16 May 2026, The paper",
    ]
    assert lines(text, "What needs a reply") == [
        "- [`On |us|`](http://www.ada.example/1/#comments) – thanks, Ada Rossi, replies/a.md",
        "- [`elsewhere.example/x`](https://elsewhere.example/x) – a correction, replies/b.md",
    ]
    assert "Secret" not in text
    if command == "replies":
        (answered,) = lines(text, "Replies")
        assert answered.endswith("(https://elsewhere.example/z) – an answer, 14 June 2026, their forum, replies/d.md")


def test_all_of_it_is_a_table(root: Path, private: Path) -> None:
    reply(private, "a", url="https://ada.example/1", needs="thanks", where="'=1+1'")
    told("replies", root, private)
    table = rows(private / "heard.csv")
    assert [(one["title"], one["needs"], one["where"], one["source"]) for one in table] == [
        ("On |us|", "thanks", "'=1+1", "replies/a.md"), ("Again", "", "", ""), ("Just", "", "", ""),
    ]  # fmt: skip


def test_without_a_private_folder_the_desk_tells_none_of_it(root: Path) -> None:
    assert UNSEEN not in folkmoot("desk", *AT, cwd=root).stdout


def test_what_it_needs_has_to_be_known(root: Path, private: Path) -> None:
    reply(private, "a", url="https://ada.example/1", needs="a fight", by="ada-rosi")
    reply(private, "b", url="https://ada.example/2", needs="none", by="ada-rosi")
    said = folkmoot("replies", *AT, "--private", str(private), cwd=root)
    assert said.returncode == 0
    assert "replies/a.md:3:8" in said.stderr
    assert "did you mean ada-rossi?" in said.stderr
