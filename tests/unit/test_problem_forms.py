"""Problems as GitHub and other programs take them."""

import json
import typing
from pathlib import Path

from click.testing import CliRunner, Result

from folkmoot.cli import main
from folkmoot.model.problem import Problem, Severity
from folkmoot.render.problems.annotations import annotations
from folkmoot.render.problems.listing import listing
from folkmoot.render.problems.summary import summary
from support.hubs import minimal_hub, write

MKDOCS = "site_name: Test Moot\ndocs_dir: content\ntheme:\n  name: material\nplugins: [folkmoot]\n"
PLACED = Problem(
    "members/bo.yml",
    "day",
    "“joined” is no day",
    "write a day",
    2,
    9,
    ("joined",),
    "2025-02-30",
    written="joined: 2025-02-30",
    width=10,
)
WARNING = Problem("events", "x", "warned", severity="warning")


def test_an_annotation_stands_at_the_line_and_says_what_would_be_right() -> None:
    assert list(annotations([WARNING, PLACED])) == [
        "::error file=members/bo.yml,line=2,col=9,endColumn=19,title=day::“joined” is no day: 2025-02-30%0Awrite a day",
        "::warning file=events,title=x::warned",
    ]


def test_nothing_in_a_file_gives_the_runner_a_command() -> None:
    hostile = Problem("members/a,b:c.yml", "x", "said\n::set-output name=x::y\r\n100%", value="::error::")
    (line,) = annotations([hostile])
    assert line == ("::error file=members/a%2Cb%3Ac.yml,title=x::said%0A::set-output name=x::y%0D%0A100%25: ::error::")


def test_no_more_is_annotated_than_github_shows_and_errors_come_first() -> None:
    many = [
        Problem(f"{number}", "x", "y", severity=severity)
        for number in range(30)
        for severity in typing.get_args(Severity)
    ]
    said = list(annotations(many))
    assert [line.split(" ")[0] for line in said] == ["::error"] * 10 + ["::warning"] * 10


def test_the_summary_tells_everything_and_what_was_wrong_before_apart() -> None:
    told = summary([PLACED, WARNING], [WARNING], ["Nobody asked."])
    assert told.startswith("## 1 error and 1 warning\n\n❌ `members/bo.yml:2:9` “joined” is no day")
    assert "```text\njoined: 2025-02-30\n        ^^^^^^^^^^\n```" in told
    assert "<details><summary>1 warning from before this change</summary>" in told
    assert told.endswith("</details>\n\nNobody asked.\n")
    assert summary([]) == "## All is well\n"


def test_nothing_in_a_file_becomes_a_link_a_picture_or_a_mention() -> None:
    hostile = Problem(
        "a`b", "x", "@ada #3 [x](y) <img src=z> https://evil.example **b**", "```", 1, 1, written="````\n@ada", width=1
    )
    told = summary([hostile], notes=["@bo *says*"])
    assert told.endswith("\n\n@\u200bbo \\*says\\*\n")
    assert "❌ ``a`b:1:1`` @" in told
    assert "@\u200bada \\#\u200b3 \\[x\\](y) \\<img src=z\\> https:\u200b//evil.example \\*\\*b\\*\\*" in told
    assert "`````text\n````\n@ada\n^\n`````" in told


def test_a_summary_longer_than_github_takes_is_cut_between_two_problems() -> None:
    many = [Problem(f"{number}", "x", "y" * 1000) for number in range(2000)]
    told = summary(many)
    assert len(told.encode()) < 1 << 20
    assert told.rstrip().rpartition("\n")[2].startswith("… and 1,1")


def test_the_listing_holds_every_problem_with_its_places() -> None:
    found = json.loads(listing([PLACED], [Problem("a", "x", "m", also=(PLACED,))], ["note"]))
    assert found == {
        "version": 1,
        "problems": [
            {
                "path": "members/bo.yml",
                "line": 2,
                "column": 9,
                "end_column": 19,
                "severity": "error",
                "code": "day",
                "message": "“joined” is no day",
                "value": "2025-02-30",
                "hint": "write a day",
                "keys": ["joined"],
            }
        ],
        "older": [
            {
                "path": "a",
                "severity": "error",
                "code": "x",
                "message": "m",
                "also": [{"path": "members/bo.yml", "line": 2, "column": 9}],
            }
        ],
        "notes": ["note"],
    }


def check(hub: Path, *more: object, **environment: str) -> Result:
    words = ["check", "--hub", str(hub), "--at", "2026-06-15", *map(str, more)]
    return CliRunner().invoke(main, words, env={"GITHUB_STEP_SUMMARY": "", **environment})


def test_the_command_says_it_in_the_form_that_is_asked_for(tmp_path: Path) -> None:
    hub = minimal_hub(tmp_path / "hub", **{"mkdocs.yml": MKDOCS})
    assert check(hub, "--format", "github").output == "All is well\n"
    write(hub, "members/bo.yml", "name: Bo\njoined: 2025-02-30\n")
    journal = tmp_path / "summary.md"
    journal.write_text("Before.\n")
    found = check(hub, "--format", "github", GITHUB_STEP_SUMMARY=str(journal))
    assert (found.exit_code, found.output.count("::error ")) == (1, 1)
    assert found.output.endswith("\n1 error\n")
    assert journal.read_text("utf-8").startswith("Before.\n## 1 error\n")
    found = check(hub, "--format", "json", "--summary", tmp_path / "own.md")
    assert (found.exit_code, len(json.loads(found.output)["problems"])) == (1, 1)
    assert (tmp_path / "own.md").read_text("utf-8").startswith("## 1 error")
    found = check(hub, "--summary", tmp_path / "nowhere" / "x.md")
    assert (found.exit_code, "cannot be written" in found.output) == (2, True)


def test_who_changes_something_is_nothing_without_a_change(tmp_path: Path) -> None:
    found = check(minimal_hub(tmp_path), "--actor", "ada")
    assert (found.exit_code, "--changed-since main" in found.output) == (2, True)
