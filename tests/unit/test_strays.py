"""A record's file at a place where nothing reads it is told, and moved; files of others are left alone."""

import datetime as dt
from pathlib import Path

import pytest

from folkmoot.contribute.mending import fix
from folkmoot.contribute.review import review
from folkmoot.load.stray_places import ALIKE, ENDINGS, may_be_stray
from folkmoot.model.families import FAMILIES
from support.hubs import ADA, minimal_hub, write

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
MEMBER = "name: Bo Ek\njoined: 2025-01-31\n"
MKDOCS = "site_name: Test Moot\ndocs_dir: content\ntheme: {name: material}\nplugins: [folkmoot]\n"


@pytest.mark.parametrize(
    ("path", "text", "right"),
    [
        ("bo-ek.yml", "name: Bo Ek\njoined: 2025-01-31\n", "members/bo-ek.yml"),
        ("member/bo-ek.yml", "name: Bo Ek\njoined: 2025-01-31\n", "members/bo-ek.yml"),
        ("Members/Bo Ek.yml", "name: Bo Ek\njoined: 2025-01-31\n", "members/bo-ek.yml"),
        ("content/members/bo-ek.yml", "name: Bo Ek\njoined: 2025-01-31\ngithub: bo\n", "members/bo-ek.yml"),
        ("content/events/chat.md", "---\ntitle: Chat\nkind: chat\nstart: 2026-05\n---\n\nText\n", "events/chat.md"),
        ("project/glue.md", "---\ntitle: Glue\nstatus: active\n---\n", "content/projects/glue.md"),
        ("content/team/hosts.md", "---\ntitle: Hosts\n---\n", "content/teams/hosts.md"),
    ],
)
def test_a_file_where_nobody_looks_is_told_and_moved(tmp_path: Path, path: str, text: str, right: str) -> None:
    hub = minimal_hub(tmp_path, **{path: text})
    for folder in ("events", "content/projects", "content/teams"):
        (hub / folder).mkdir(parents=True, exist_ok=True)
    (told,) = review(hub, NOW).problems
    assert (told.path, told.code, told.severity, told.hint) == (path, "file-place", "error", f"move it to {right}")
    fixed = fix(hub, NOW)
    assert [mend.after for mend in fixed.mended] == [right]
    assert (hub / right).read_text() == text
    assert not (hub / path).exists()


def test_a_file_of_a_record_is_not_moved_over_another_or_to_a_folder_that_is_not_there(tmp_path: Path) -> None:
    hub = minimal_hub(tmp_path, **{"ada-rossi.yml": ADA, "team/hosts.md": "---\ntitle: Hosts\n---\n"})
    told = {problem.path: problem.hint for problem in review(hub, NOW).problems}
    assert told == {
        "ada-rossi.yml": "delete it if it is left over: members/ada-rossi.yml is there already",
        "team/hosts.md": "move it to content/teams/hosts.md",
    }
    assert fix(hub, NOW).mended == []


def test_nobody_can_tell_which_of_two_files_with_one_name_is_meant(tmp_path: Path) -> None:
    theirs = {"bo-ek.yml": MEMBER, "Members/bo-ek.yml": MEMBER.replace("31", "30"), "member/dee (1).yml": MEMBER}
    hub = minimal_hub(tmp_path, **theirs)
    fixed = fix(hub, NOW)
    assert (fixed.mended, fixed.left.notes) == ([], [])
    assert sorted(problem.hint for problem in fixed.left.problems) == [
        "delete it if it is left over; else move it to members/dee-1.yml",
        "move it to members/bo-ek.yml",
        "move it to members/bo-ek.yml",
    ]


@pytest.mark.parametrize("family", FAMILIES)
def test_folders_called_nearly_as_a_family_s_are_known(family: str) -> None:
    name = FAMILIES[family].folder.rpartition("/")[2]
    assert {name, name.removesuffix("s")} <= ALIKE
    assert FAMILIES[family].ending in ENDINGS
    assert may_be_stray(f"{name.title()}/x{FAMILIES[family].ending}")
    assert not may_be_stray(f"{name}/deep/x.yml")


def test_files_of_others_are_none_of_our_business(tmp_path: Path) -> None:
    theirs = {
        "README.md": "# Hub\n", "mkdocs.yml": MKDOCS, "CITATION.yml": "name: Moot\nauthors: [x]\n",
        "notes.md": "---\ntitle: Notes\n---\n", "decision.md": "---\ntitle: Glue\nstatus: accepted\n---\n",
        "person.yml": f"{MEMBER}department: 5\n", ".github/bo-ek.yml": MEMBER, "templates/member.yml": MEMBER,
        "content/about.md": "---\ntitle: About\n---\n", "Events/plan.md": "# Plan\n", "Teams/x.yml": MEMBER,
        "broken.yml": "name: [\n", "list.yml": "- name\n", "member.txt": MEMBER,
    }  # fmt: skip
    hub = minimal_hub(tmp_path, **theirs)
    write(hub, "outside/bo-ek.yml", MEMBER)
    (hub / "bo-ek.yml").symlink_to(hub / "outside/bo-ek.yml")
    (hub / "Members").symlink_to(hub / "outside")
    assert review(hub, NOW).problems == []


def test_a_name_that_would_break_the_terminal_is_shown_without_what_breaks_it(tmp_path: Path) -> None:
    hub = minimal_hub(tmp_path, **{"member/bo\u202e\x1bek.yml": MEMBER})
    (told,) = review(hub, NOW).problems
    assert (told.path, told.hint) == ("member/boek.yml", "move it to members/boek.yml")
    assert fix(hub, NOW).mended == []


def test_of_a_folder_of_strays_some_are_told(tmp_path: Path) -> None:
    hub = minimal_hub(tmp_path, **{f"member/bo-{number}.yml": MEMBER for number in range(30)})
    assert len(review(hub, NOW).problems) == 20
