"""A hub's folders: which files are read, and what is said of those that are not."""

import builtins
import io
import os
from pathlib import Path
from typing import Any

import pytest

from folkmoot.check import problems_of
from folkmoot.errors import WrongUse
from folkmoot.load.community import content_files, load_community
from folkmoot.load.located import located
from folkmoot.load.names import better_name
from folkmoot.model.problem import Problem
from folkmoot.model.reserved import WINDOWS_NAMES
from support.hubs import ADA, MEETING, PICTURE, found, minimal_hub, told, write

MEMBER = "name: Bo Ek\njoined: 2024-01-31\n"
POST = "---\ntitle: Hello\ndate: 2025-01-31\nauthors: [ada-rossi]\n---\n\nText\n"
NAME = "the file's name becomes part of a web address: at most 60 small letters a-z, digits and hyphens"
NOT_READ = "this is no file of its own, and is not read"

# A file too many, where it is said to be, what is said, and what would be right.
MISNAMED = [
    ("members/Bo-Ek.yml", NAME, "call it bo-ek.yml"),
    ("members/bo ek.yml", NAME, "call it bo-ek.yml"),
    ("members/böæk.yml", NAME, "call it boaek.yml"),
    ("members/bo_ek.yml", NAME, "call it bo-ek.yml"),
    ("members/bo--ek.yml", NAME, "call it bo-ek.yml"),
    ("members/-bo.yml", NAME, "call it bo.yml"),
    ("members/🎉.yml", NAME, "use a-z, 0-9 and hyphens, such as ada-rossi.yml"),
    ("members/.yml", NAME, "use a-z, 0-9 and hyphens, such as ada-rossi.yml"),
    ("members/.bo.yml", NAME, "delete it if it is a copy that is left over; else call it bo.yml"),
    (f"members/{'a' * 61}.yml", NAME, f"call it {'a' * 60}.yml"),
    (f"members/{'a' * 250}.yml", NAME, f"call it {'a' * 60}.yml"),
    (
        "content/posts/hello.fr.md",
        "“fr” is no language of this hub, so this is no translation, and other names have no dot",
        "if it is a translation, add fr to languages in content/community.yml; if it stands by itself, call it hello",
    ),
    (
        "events/hello.pt-br.md",
        "“pt-BR” is no language of this hub, so this is no translation, and other names have no dot",
        "if it is a translation, add pt-BR to languages in content/community.yml",
    ),
    ("events/Open Day.EN.md", NAME, "call it open-day.en.md, as a translation is called"),
    ("members/bo.fr.yml", NAME, "call it bo-fr.yml"),
    ("content/posts/hello_fr.md", NAME, "call it hello-fr.md"),
    ("content/posts/v1.2.md", NAME, "call it v1-2.md"),
    ("members/con.yml", "computers with Windows cannot store a file named con", "call it con-1.yml"),
    ("content/posts/nul.md", "computers with Windows cannot store a file named nul", "call it nul-1.md"),
    ("members/LPT1.yml", "computers with Windows cannot store a file named LPT1", "call it LPT1-1.yml"),
    ("members/bo.yaml", "files in members/ end in .yml", "call it bo.yml"),
    ("members/bo.YML", "files in members/ end in .yml", "call it bo.yml"),
    ("members/bo.txt", "files in members/ end in .yml", "call it bo.yml"),
    ("members/Bo Ek", "files in members/ end in .yml", "call it bo-ek.yml"),
    ("members/bo.md", "files in members/ end in .yml", "call it bo.yml"),
    ("events/evening.yml", "files in events/ end in .md", "call it evening.md"),
    ("members/ada-rossi.yml~", "files in members/ end in .yml", "delete it if it is left over: ada-rossi.yml is there"),
    ("members/.ada-rossi.yml.swp", "files in members/ end in .yml", "delete it if it is left over: ada-rossi.yml is"),
    ("members/ada.JPG", "files in members/ end in .yml", "pictures go into content/photos/"),
    ("content/posts/a.webp", "files in content/posts/ end in .md", "pictures go into content/photos/"),
]


def the_one(root: Path) -> tuple[str, str, str]:
    problems = found(root)
    assert len(problems) == 1, [told(problem) for problem in problems]
    return told(problems[0])


@pytest.mark.parametrize("folder", ["", "nowhere"])
def test_a_folder_that_is_no_hub_is_said_to_be_none(tmp_path: Path, folder: str) -> None:
    with pytest.raises(WrongUse) as raised:
        load_community(tmp_path / folder)
    assert str(raised.value) == f"{tmp_path / folder} is no hub: it has no content/community.yml"
    assert "folkmoot init" in raised.value.hint


def test_a_hub_is_read_whole(tmp_path: Path) -> None:
    minimal_hub(
        tmp_path,
        **{
            "content/posts/hello.md": POST,
            "content/places/hall.yml": "name: Hall\naddress: Main street 1\n",
            "content/teams/hosts.md": "---\ntitle: Hosts\n---\n",
            "content/projects/lamp.md": "---\ntitle: Lamp\nstatus: idea\n---\nA lamp.\n",
            "content/photos/ada.webp": PICTURE,
        },
    )
    community, problems = load_community(tmp_path)
    assert problems == []
    assert [record.path for record in community.records()] == [
        "content/community.yml", "members/ada-rossi.yml", "events/meeting.md", "content/projects/lamp.md",
        "content/posts/hello.md", "content/teams/hosts.md", "content/places/hall.yml",
    ]  # fmt: skip
    assert community.events["meeting"].text == "Bring a lamp."
    assert community.members["ada-rossi"].slug == "ada-rossi"
    assert [(page.path, page.title) for page in community.pages] == [("index.md", "Test Moot")]
    found = [(one.path, one.content) for one in content_files(tmp_path, community)]
    assert found == [("photos/ada.webp", PICTURE.encode())]
    assert community.unread == frozenset()


@pytest.mark.parametrize(("path", "message", "hint"), MISNAMED)
def test_a_misnamed_file_is_not_lost_but_told_with_a_better_name(
    tmp_path: Path, path: str, message: str, hint: str
) -> None:
    minimal_hub(tmp_path)
    write(tmp_path, path, POST if path.endswith(".md") else MEMBER)
    where, said, advice = the_one(tmp_path)
    assert (where, said) == (path, message)
    assert advice.startswith(hint)
    assert "language" in hint or "language" not in advice


@pytest.mark.parametrize(
    ("name", "shown"),
    [("a\nb.yml", "members/a b.yml"), ("a\u202eb.yml", "members/ab.yml"), (b"a\xffb.yml", "members/a?b.yml")],
)
def test_a_name_that_would_break_the_terminal_is_shown_without_what_breaks_it(
    tmp_path: Path, name: str | bytes, shown: str
) -> None:
    minimal_hub(tmp_path)
    (tmp_path / "members" / os.fsdecode(name)).write_text(MEMBER)
    where, said, _ = the_one(tmp_path)
    assert (where, said) == (shown, NAME)


@pytest.mark.parametrize("path", ["members/sub/bo.yml", "members/bo.yml/x", "content/posts/2025/hello.md"])
def test_a_folder_among_records_is_told(tmp_path: Path, path: str) -> None:
    minimal_hub(tmp_path)
    write(tmp_path, path, MEMBER)
    folder, above = path.rpartition("/")[0], path.split("/")[-3]
    assert the_one(tmp_path)[:2] == (folder, "this is a folder, and is not read")
    assert the_one(tmp_path)[2].startswith("move its files into ")
    assert above in the_one(tmp_path)[2]


def test_links_are_not_followed_and_not_lost(tmp_path: Path) -> None:
    hub = minimal_hub(tmp_path / "hub")
    secret = write(tmp_path, "secret.yml", "password: hunter2\n")
    folder = write(tmp_path, "outside/bo-ek.yml", MEMBER).parent
    (hub / "members/bo-ek.yml").symlink_to(secret)
    (hub / "members/broken.yml").symlink_to(tmp_path / "nowhere")
    (hub / "members/folder").symlink_to(folder)
    (hub / "content/about.md").symlink_to(secret)
    (hub / "content/photos").symlink_to(folder)
    (hub / "content/places").symlink_to(folder)
    problems = found(hub)
    assert {problem.path: problem.message for problem in problems} == {
        "content/about.md": "this is a link, and only files are read",
        "content/photos": "this is a link, and only files are read",
        "content/places": "content/places is no folder",
        "members/bo-ek.yml": NOT_READ,
        "members/broken.yml": NOT_READ,
        "members/folder": NOT_READ,
    }
    assert all(problem.hint for problem in problems)
    assert not any("hunter2" in str(problem) for problem in problems)


def test_a_linked_community_file_is_not_read(tmp_path: Path) -> None:
    hub = minimal_hub(tmp_path / "hub", **{"content/community.yml": ""})
    (hub / "content/community.yml").symlink_to(write(tmp_path, "secret.yml", "password: hunter2\n"))
    assert the_one(hub)[:2] == ("content/community.yml", "this is a link, and only files are read")


def test_a_pipe_among_the_files_does_not_stop_the_program(tmp_path: Path) -> None:
    minimal_hub(tmp_path)
    os.mkfifo(tmp_path / "members/bo-ek.yml")
    os.mkfifo(tmp_path / "content/about.md")
    assert [problem.code for problem in found(tmp_path)] == ["not-a-file", "not-a-file"]


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    minimal_hub(tmp_path, **{"members/ada-rossi.yml": "", "events/meeting.md": ""})
    write(tmp_path, "members", "x")
    where, said, hint = told(found(tmp_path)[-1])
    assert (where, said, hint) == ("members", "members is no folder", "make it a folder that holds .yml files")


def test_files_that_cannot_be_opened_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    minimal_hub(tmp_path, **{"content/about.md": "# About\n"})
    closed = {tmp_path / "members/ada-rossi.yml", tmp_path / "content/about.md"}
    opened = io.open

    def refused(path: str | Path, *how: Any, **more: Any) -> Any:
        if Path(path) in closed:
            raise PermissionError(13, "Permission denied")
        return opened(path, *how, **more)

    monkeypatch.setattr(io, "open", refused)  # as paths open their files
    monkeypatch.setattr(builtins, "open", refused)
    said = ("the file cannot be read: Permission denied", "check its permissions")
    assert [told(problem) for problem in found(tmp_path)] == [
        ("content/about.md", *said), ("members/ada-rossi.yml", *said),
    ]  # fmt: skip


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    minimal_hub(tmp_path)
    listed = os.scandir

    def refused(path: Path) -> object:
        if Path(path).name == "events":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", refused)
    assert told(found(tmp_path)[0]) == ("events", "the file cannot be read: Permission denied", "check its permissions")


@pytest.mark.parametrize("path", ["members/bo-ek.yml", "content/teams/hosts.md"])
@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff"])
def test_an_empty_file_says_what_it_needs(tmp_path: Path, path: str, text: str) -> None:
    minimal_hub(tmp_path)
    write(tmp_path, path, text)
    needed = "name: … and joined: …" if path.startswith("members") else "title: …"
    assert the_one(tmp_path) == (path, "the file is empty", f"write at least {needed} into it, or delete it")


@pytest.mark.parametrize("broken", ["name: [\n", "joined: 2024-01-31\n", "", "\0", "name: A: B\n"])
def test_a_broken_file_is_a_problem_once_and_not_wherever_it_is_named(tmp_path: Path, broken: str) -> None:
    minimal_hub(tmp_path, **{"content/posts/hello.md": POST})
    write(tmp_path, "members/ada-rossi.yml", broken)
    assert [problem.path for problem in found(tmp_path)] == ["members/ada-rossi.yml"]
    assert load_community(tmp_path).community.unread == {"members/ada-rossi"}


def test_a_misnamed_file_is_a_problem_once_and_not_wherever_it_is_named(tmp_path: Path) -> None:
    minimal_hub(tmp_path, **{"members/ada-rossi.yml": "", "members/Ada Rossi.yml": ADA})
    assert [problem.path for problem in found(tmp_path)] == ["members/Ada Rossi.yml"]


def test_a_broken_community_file_does_not_hide_what_else_is_wrong(tmp_path: Path) -> None:
    minimal_hub(tmp_path, **{"content/community.yml": "name: [\n", "members/bo-ek.yml": "name: Bo\n"})
    assert [problem.path for problem in found(tmp_path)] == ["content/community.yml", "members/bo-ek.yml"]


def test_what_systems_leave_in_folders_is_passed_over(tmp_path: Path) -> None:
    minimal_hub(tmp_path)
    for name in (".gitkeep", ".DS_Store", "README.md", "Thumbs.db"):
        write(tmp_path, f"members/{name}", "x")
    for name in (".obsidian/workspace.md", ".obsidian/a/b.md", ".hidden", "a/.b/c/d.md"):
        write(tmp_path, f"content/{name}", "x")
    community, problems = load_community(tmp_path)
    assert problems == []
    assert [page.path for page in community.pages] == ["index.md"]
    assert community.files == ()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("aux.md", "computers with Windows cannot store a file named aux.md"),
        ("photos/Con.webp", "computers with Windows cannot store a file named Con.webp"),
        ("photos/a.", "computers with Windows cannot store a file named a."),
        ("what?.md", "the name holds a character that not every computer can store"),
        ("photos/a:b.webp", "the name holds a character that not every computer can store"),
        ("photos/a\u202eb.webp", "the name holds a character that not every computer can store"),
    ],
)
def test_pages_and_pictures_have_names_that_every_computer_can_store(tmp_path: Path, name: str, message: str) -> None:
    minimal_hub(tmp_path)
    write(tmp_path, f"content/{name}", "x")
    where, said, hint = the_one(tmp_path)
    assert where == f"content/{name}".replace("\u202e", "")
    assert said == message
    assert hint


def test_pages_and_pictures_may_have_capitals_spaces_and_accents(tmp_path: Path) -> None:
    minimal_hub(tmp_path, **{"content/About Us.md": "![](<photos/Zoë 1.webp>)", "content/photos/Zoë 1.webp": PICTURE})
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: Über  uns\n---\n# Other\n", "Über uns"),
        ("---\ntitle: [a]\n---\n# Other\n", "Other"),
        ("\ufeff---\r\ntitle: About\r\n---\r\n", "About"),
        ("# Who we are\n", "Who we are"),
        ("no heading\n", "About us"),
        (f"# {'a' * 300}\n", f"{'a' * 199}…"),
        (f"---\ntitle: {'a' * 300}\n---\n", f"{'a' * 199}…"),
    ],
)
def test_a_page_has_the_title_that_its_author_gave_it(tmp_path: Path, text: str, title: str) -> None:
    minimal_hub(tmp_path, **{"content/about-us.md": text})
    community, problems = load_community(tmp_path)
    assert problems == []
    assert {page.path: page.title for page in community.pages}["about-us.md"] == title


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("---\na: b: c\n---\n", ":2:5", "a colon and a space stand in the middle of a text"),
        ("---\n- a\n---\n", ":2:1", "the file does not consist of keys and values"),
        ("---\nhello\n", ":1:1", "the keys at the top have no end"),
        ("# a\0b\n", ":1:4", "an invisible character (U+0000) stands here"),
        ("x" * 1_000_001, "", "the file has 1,000,001 bytes"),
    ],
)
def test_a_page_that_cannot_be_read_is_told(tmp_path: Path, text: str, place: str, message: str) -> None:
    minimal_hub(tmp_path, **{"content/about.md": text})
    where, said, hint = the_one(tmp_path)
    assert where == f"content/about.md{place}"
    assert message in said
    assert hint


def test_a_text_that_nobody_would_read_is_refused(tmp_path: Path) -> None:
    minimal_hub(tmp_path, **{"content/posts/hello.md": POST + "la " * 40_000})
    where, said, hint = the_one(tmp_path)
    assert (where, said) == ("content/posts/hello.md", "the text below the keys has 120,005 characters")
    assert "at most 100,000 characters fit" in hint


def test_places_are_found_for_values_and_not_for_files_as_a_whole(tmp_path: Path) -> None:
    minimal_hub(tmp_path, **{"events/meeting.md": MEETING.replace("ada-rossi", "zoe")})
    problems = problems_of(load_community(tmp_path).community)
    assert [problem.line for problem in problems] == [0]
    assert [problem.place for problem in located(tmp_path, problems)] == ["events/meeting.md:5:9"]
    kept = [
        Problem("events/meeting.md", "x", "of the file as a whole"),
        Problem("events/meeting.md", "x", "has its line", line=3, keys=("title",)),
        Problem("events/nowhere.md", "x", "not there", keys=("title",)),
    ]
    assert located(tmp_path, kept) == kept


def test_the_better_name_keeps_what_can_be_kept() -> None:
    assert better_name("Zoë Núñez.yml") == "zoe-nunez"
    assert better_name("C++ & C#.md") == "c-plus-plus-c-sharp"
    assert better_name(".md") == ""
    assert {"con", "prn", "aux", "nul", "com1", "lpt9"} <= WINDOWS_NAMES
