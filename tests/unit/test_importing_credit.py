"""Credit from somebody else's list of contributors is written beside what is there, and changes nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from folkmoot.cli import main
from folkmoot.contribute.importing.lengthened import lengthened
from folkmoot.load.records import document_of
from support.hubs import found, minimal_hub, write

PROJECT = """\
---
title: Lamp   # our first
status: active
repositories: ['https://github.com/Officina/Lamp.git']
{}---

Text.
---
credits: here they are words.
"""
BO = "name: Bo Ek\njoined: 2025-01-31\ngithub: bo-ek\naccounts: [bo-before, 'github:77']\n"
LIST = ".all-contributorsrc"


def imported(tmp_path: Path, *people: Any, keys: str = "", more: tuple[str, ...] = (), **about: Any) -> Result:
    """What the command says of a list of these people, in a hub whose project has these `keys`."""
    told = {"projectOwner": "officina", "projectName": "lamp", "contributors": list(people)} | about
    root = tmp_path / "hub"
    if not root.exists():
        minimal_hub(root, **{"content/projects/lamp.md": PROJECT.format(keys), "members/bo-ek.yml": BO})
    write(tmp_path, LIST, json.dumps(told))
    words = ["import", str(tmp_path / LIST), "--hub", str(root), "--at", "2026-06-15", *more]
    result = CliRunner().invoke(main, words)
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def project(tmp_path: Path) -> str:
    return (tmp_path / "hub/content/projects/lamp.md").read_bytes().decode()


ADA = {"login": "adarossi", "contributions": ["design", "mentoring"]}


def test_credit_is_shown_first_and_written_when_asked(tmp_path: Path) -> None:
    shown = imported(tmp_path, ADA).output
    assert "content/projects/lamp.md gives credit with these lines, beside what is there:" in shown
    assert "    credits:\n      - member: ada-rossi\n        gave: [design, mentoring]\n" in shown
    assert "Nothing was written. To write this credit, add --write." in shown
    assert project(tmp_path) == PROJECT.format("")
    told = imported(tmp_path, ADA, more=("--write",)).output
    assert "Credit added to content/projects/lamp.md. Look at it, then ask: folkmoot check" in told
    lines = "credits:\n  - member: ada-rossi\n    gave: [design, mentoring]\n"
    assert project(tmp_path) == PROJECT.format(lines)
    assert found(tmp_path / "hub") == []
    again = imported(tmp_path, ADA, more=("--write",)).output
    assert "No file was written, since there is none that is new." in again
    assert project(tmp_path) == PROJECT.format(lines)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (  # who has credit gets more of it in the same place; comments stay
            "credits:  # thank you\n- member: bo-ek # a\n  gave:\n  - video # the film\n\n# below\nsummary: x\n",
            (
                "credits:  # thank you\n- member: bo-ek # a\n  gave:\n  - video # the film\n  - talk\n"
                "- member: ada-rossi\n  gave: [design, mentoring]\n\n# below\nsummary: x\n"
            ),
        ),
        (
            "credits:\n    -   gave: [video, doc,] # x\n        member: bo-ek\n",
            (
                "credits:\n    -   gave: [video, doc, talk,] # x\n        member: bo-ek\n"
                "    - member: ada-rossi\n      gave: [design, mentoring]\n"
            ),
        ),
        (
            "credits: [{member: bo-ek, gave: [video]}] # x\n",
            "credits: [{member: bo-ek, gave: [video, talk]}, {member: ada-rossi, gave: [design, mentoring]}] # x\n",
        ),
        (
            "credits: [ ]\nsummary: |\n  x\n\n",
            (
                "credits: [{member: ada-rossi, gave: [design, mentoring]}, {member: bo-ek, gave: [talk, video]} ]\n"
                "summary: |\n  x\n\n"
            ),
        ),
        (
            "credits: # nobody yet\nsummary: x\n",
            (
                "credits: # nobody yet\n  - member: ada-rossi\n    gave: [design, mentoring]\n"
                "  - member: bo-ek\n    gave: [talk, video]\nsummary: x\n"
            ),
        ),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_what_is_in_the_file_stays(tmp_path: Path, before: str, after: str, line_end: str) -> None:
    hub = minimal_hub(tmp_path / "hub", **{"members/bo-ek.yml": BO})
    write(hub, "content/projects/lamp.md", PROJECT.format(before).replace("\n", line_end))
    bo = {"login": "BO-BEFORE", "contributions": ["talk", "video"]}
    assert imported(tmp_path, ADA, bo, more=("--write",)).exit_code == 0
    assert project(tmp_path) == PROJECT.format(after).replace("\n", line_end)


def test_a_list_that_stands_for_another_is_for_its_author_to_lengthen(tmp_path: Path) -> None:
    keys = "topics: &said [a]\nhelp_wanted: []\ncredits:\n  - {member: ada-rossi, gave: [design]}\n"
    content = PROJECT.format(keys).encode()
    assert lengthened(content, "content/projects/lamp.md", ("title",), ["x"]) is None
    assert lengthened(content, "content/projects/lamp.md", ("credits", 0, "member"), ["x"]) is None
    assert lengthened(b"---\n{title: x}\n---\n", "content/projects/x.md", ("credits",), ["x"]) is None


def test_keys_without_a_line_end_get_one() -> None:
    after = lengthened(b"\xef\xbb\xbfname: x", "members/x.yml", ("roles",), ["host"])
    assert after == b"\xef\xbb\xbfname: x\nroles: [host]\n"
    assert document_of("members/x.yml", after).values == {"name": "x", "roles": ["host"]}


def test_a_file_that_may_not_be_changed_is_told(tmp_path: Path) -> None:
    imported(tmp_path, ADA)
    file = tmp_path / "hub/content/projects/lamp.md"
    file.chmod(0o444)
    result = imported(tmp_path, ADA, more=("--write",))
    assert "content/projects/lamp.md is read-only" in result.output
    assert result.exit_code != 0


def test_where_something_else_would_change_the_lines_are_for_whoever_wrote_the_file(tmp_path: Path) -> None:
    shown = imported(tmp_path, ADA, keys="credits: ~\n", more=("--write",)).output
    assert "Add these lines to content/projects/lamp.md yourself" in shown
    assert "        gave: [design, mentoring]\n" in shown
    assert "No file was written" in shown
    assert project(tmp_path) == PROJECT.format("credits: ~\n")


def test_the_project_may_be_named_where_none_has_the_repository(tmp_path: Path) -> None:
    shown = imported(tmp_path, ADA, more=("--write",), projectName="other").output
    assert "No project has the repository officina/other. Say whose file gives credit with --project" in shown
    assert project(tmp_path) == PROJECT.format("")
    wrong = imported(tmp_path, ADA, more=("--project", "lampe"), projectName="other")
    assert "there is no project “lampe”" in wrong.output
    assert "did you mean lamp?" in wrong.output
    assert "The list names no repository at GitHub" in imported(tmp_path, ADA, projectName=None).output
    imported(tmp_path, ADA, more=("--write", "--project", "lamp"), projectName="other")
    assert "member: ada-rossi" in project(tmp_path)
    write(tmp_path, "x.csv", "name\nAda\n")
    words = ["import", str(tmp_path / "x.csv"), "--hub", str(tmp_path / "hub"), "--project", "lamp"]
    assert "leave out --project" in CliRunner().invoke(main, words).output


def test_much_credit_is_shown_in_part_and_written_whole(tmp_path: Path) -> None:
    hub = minimal_hub(tmp_path / "hub", **{"content/projects/lamp.md": PROJECT.format("")})
    for number in range(30):
        write(hub, f"members/m{number}.yml", f"name: M {number}\njoined: 2025-01-01\ngithub: m{number}\n")
    crowd = [{"login": f"m{number}", "contributions": ["code"]} for number in range(30)]
    shown = imported(tmp_path, *crowd, more=("--write",)).output
    assert (shown.count("- member: m"), "    … 20 more lines\n" in shown) == (20, True)
    assert project(tmp_path).count("- member: m") == 30


def test_who_has_another_login_by_now_is_known_by_the_number_in_the_picture(tmp_path: Path) -> None:
    portrait = "https://avatars3.githubusercontent.com/u/77?v=4"
    bo = {"login": "bo-renamed", "avatar_url": portrait, "contributions": ["talk"]}
    result = imported(tmp_path, bo, more=("--write",)).output
    assert "member: bo-ek\n    gave: [talk]" in project(tmp_path)
    assert "is a member already: members/bo-ek.yml" in result


@pytest.mark.parametrize("about", [{"repoType": "gitlab"}, {"repoHost": "https://git.lamp.example/x"}])
def test_logins_of_another_forge_are_nobodys_at_github(tmp_path: Path, about: dict[str, str]) -> None:
    result = imported(tmp_path, ADA | {"name": "A. Rossi"}, more=("--write", "--project", "lamp"), **about)
    assert "and are not taken for logins at GitHub" in result.output
    assert "gave design, mentoring: without a login nobody knows who it is" in result.output
    assert project(tmp_path) == PROJECT.format("")


STRANGE: list[Any] = [
    {"login": 5, "contributions": 7},
    {"login": ["a"], "contributions": {"code": True}},
    {"login": "adarossi", "contributions": [["code"], [None], {"type": ["talk", {}]}, {"type": None}]},
    {"login": {"x": 1}, "name": {"y": []}, "contributions": [True, 1.5, "x" * 5000]},
    [[]],
    None,
    {"login": "adarossi", "contributions": "\x1b[31m, \u202e"},
]


def test_wrong_types_are_told(tmp_path: Path) -> None:
    result = imported(tmp_path, *STRANGE, more=("--write",))
    assert "7 people: " in result.output
    assert "“7” is no kind of contribution that is known" in result.output
    assert "\x1b" not in result.output
    assert found(tmp_path / "hub") == []


NO_LIST = "is no .all-contributorsrc: it has no list of contributors"


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ("", "is no JSON at line 1, column 1"),
        ("{", "is no JSON at line 1, column 2"),
        ('{"contributors": [\n  {"login": "x"},\n]}', "is no JSON at line "),
        ("[]", NO_LIST),
        ("5", NO_LIST),
        ('{"contributors": {}}', NO_LIST),
        ('{"contributors": "x"}', NO_LIST),
        ("[" * 100_000, "holds lists in lists in lists that no person writes"),
    ],
)
def test_what_is_no_list_is_told_in_a_sentence(tmp_path: Path, bad: str, told: str) -> None:
    hub = minimal_hub(tmp_path / "hub")
    write(tmp_path, LIST, bad)
    result = CliRunner().invoke(main, ["import", str(tmp_path / LIST), "--hub", str(hub), "--write"])
    assert result.exit_code == 2
    assert f"{LIST} {told}" in result.output


def exported(root: Path) -> dict[str, list[str]]:
    result = CliRunner().invoke(main, ["contributors", "--hub", str(root), "--format", "all-contributors"])
    return {one["login"]: one["contributions"] for one in json.loads(result.stdout)["contributors"]}


def test_what_was_exported_comes_back_with_the_same_people_and_kinds(tmp_path: Path) -> None:
    thanks = (
        "credits:\n  - {member: bo-ek, gave: [video, mentoring]}\n  - {member: ada-rossi, gave: [talk, a11y]}\n"
        "  - {member: qu-in, gave: [talk]}\n"
    )
    files = {
        "members/bo-ek.yml": BO,
        "members/qu-in.yml": "name: Qu In\njoined: 2025-01-31\ngithub: quin\nvisibility: hidden\n",
        "events/meeting.md": "",
        "content/projects/lamp.md": PROJECT.format(thanks),
    }
    one = minimal_hub(tmp_path / "one", **files)
    other = minimal_hub(tmp_path / "other", **(files | {"content/projects/lamp.md": PROJECT.format("")}))
    assert exported(one) == {"adarossi": ["a11y", "talk"], "bo-ek": ["mentoring", "video"]}
    assert exported(other) == {}
    list_ = ["contributors", "--hub", str(one), "--format", "all-contributors", "--file", str(tmp_path / LIST)]
    assert CliRunner().invoke(main, [*list_, "--write"]).exit_code == 0
    words = ["import", str(tmp_path / LIST), "--hub", str(other), "--project", "lamp", "--write"]
    assert CliRunner().invoke(main, words).exit_code == 0
    assert exported(other) == exported(one)
    assert "qu-in" not in (other / "content/projects/lamp.md").read_text()
