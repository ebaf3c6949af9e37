"""The private desk: a repository of its own, in which what is not public is computed every morning."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from folkmoot.cli import main
from support.github import branches
from support.github.server import GitHub
from support.hubs import write
from support.stage.events import scheduled
from support.stage.hubs import HUB, hub_at, hub_files
from support.stage.running import Stage

DESK = "officina/desk"
BO = "name: Bo Ek\njoined: 2026-05-28\ngithub: bo\n"
FIRST = {"title": "Add me", "by": "bo", "at": "2026-05-28", "merged": "2026-05-30T12:00:00Z"}


def begin(folder: Path, *words: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, ["init", str(folder), "--private-desk", *words])
    assert result.exit_code == code, result.output
    return result.output


@pytest.fixture
def stage(github: GitHub, tmp_path: Path) -> Stage:
    return Stage(tmp_path, github)


def desk_at(github: GitHub, folder: Path, letter: str = "", *, is_private: bool = True) -> None:
    """A hub with a newcomer, and the desk that `init` writes for it, with a letter, as repositories at GitHub."""
    tree = folder / "desk"
    begin(tree, "--github", HUB)
    if letter:
        write(tree, "outbox/letter.md", f"---\n{letter}\n---\n")
    bare = str(folder / "desk.git")
    begun = (["init", "--quiet", "--initial-branch=main"], ["add", "--all"], ["commit", "--quiet", "-m", "Begin"])
    for words in (*begun, ["clone", "--quiet", "--bare", ".", bare]):
        subprocess.run(["git", *words], cwd=tree, env=os.environ, check=True)
    told: dict[str, Any] = {"git": bare, "roles": {"zoe": "admin"}}
    if is_private:
        told |= {"private": True}
    hub_at(
        github, folder, hub_files(folder, {"members/bo-ek.yml": BO}), holding={"pulls": [FIRST]}, beside={DESK: told}
    )


def kept(github: GitHub) -> list[str]:
    bare = github.repository(DESK).git
    assert bare
    return branches.git(bare, "ls-tree", "-r", "--name-only", "main").splitlines()


def test_the_desk_reports_and_greets_in_private(stage: Stage, tmp_path: Path) -> None:
    github = stage.github
    desk_at(github, tmp_path)
    run = stage.run("desk.yml", scheduled(github, DESK, "17 6 * * 1"))
    assert run.failed == [], run
    assert {"report-private.md", "report-private.html", "report-private.json"} <= set(kept(github))
    bare = github.repository(DESK).git
    assert bare
    assert "Bo Ek" in branches.git(bare, "show", "main:report-private.md")
    (issue,) = github.repository(DESK).parts["issues"]
    assert issue.facts["title"] == "Welcome Bo Ek"
    assert github.repository(HUB).parts.get("issues", []) == []
    before = branches.sha(github.repository(DESK), "refs/heads/main")
    assert stage.run("desk.yml", scheduled(github, DESK, "17 6 * * 1")).failed == []
    assert branches.sha(github.repository(DESK), "refs/heads/main") == before, "nothing new makes no commit"
    assert len(github.repository(DESK).parts["issues"]) == 1
    daily = stage.run("desk.yml", scheduled(github, DESK, "47 7 * * 0,2-6"))
    assert (daily.step("Report").outcome, daily.step("Greet").outcome) == ("skipped", "success")


@pytest.mark.parametrize(
    "letter", ['to: ["login:Bo"]\nleave_alone: 2026-06-01', "to: [bo-ek]\nabout: welcome\nsent: 2026-05-31"]
)
def test_who_is_to_be_left_alone_or_was_written_to_is_not_greeted(stage: Stage, tmp_path: Path, letter: str) -> None:
    github = stage.github
    desk_at(github, tmp_path, letter)
    run = stage.run("desk.yml", scheduled(github, DESK, "17 6 * * 1"))
    assert run.failed == [], run
    assert "Nobody is new." in run.step("Greet").said
    assert github.repository(DESK).parts.get("issues", []) == []
    bare = github.repository(DESK).git
    assert bare
    assert "Say welcome to Bo Ek" not in branches.git(bare, "show", "main:report-private.md")
    assert {"outbox.md", "letters.csv", "desk.md"} <= set(kept(github))


def test_while_a_letter_cannot_be_read_nobody_is_greeted(stage: Stage, tmp_path: Path) -> None:
    desk_at(stage.github, tmp_path, "to: bo-ek\nleave_alone: 2026-06-01")
    run = stage.run("desk.yml", scheduled(stage.github, DESK, "17 6 * * 1"))
    assert run.step("Greet").outcome == "failure"
    assert "until outbox/letter.md can be read" in run.step("Greet").said
    assert stage.github.repository(DESK).parts.get("issues", []) == []


def test_in_a_public_repository_nothing_is_computed(stage: Stage, tmp_path: Path) -> None:
    github = stage.github
    desk_at(github, tmp_path, is_private=False)
    run = stage.run("desk.yml", scheduled(github, DESK, "17 6 * * 1"))
    assert run.conclusion == "failure"
    assert "officina/desk is public" in run.step("Report").said
    assert "Bo Ek" not in run.step("Report").said
    assert "report-private.md" not in kept(github)


@pytest.mark.parametrize(
    ("language", "title"), [("en", "The desk of"), ("fr-CA", "Le bureau de"), ("it", "La scrivania di")]
)
def test_its_words_are_in_the_hubs_language(tmp_path: Path, language: str, title: str) -> None:
    begin(tmp_path / "desk", "--github", HUB, "--language", language)
    assert f"# {title} {HUB}\n" in (tmp_path / "desk/README.md").read_text()
    written = [path for path in (tmp_path / "desk").rglob("*") if path.is_file()]
    assert not any("OWNER/HUB" in path.read_text() for path in written)


def test_what_cannot_be_is_told(tmp_path: Path) -> None:
    assert "name its repository" in begin(tmp_path / "desk", code=2)
    assert "asks for no names" in begin(tmp_path / "desk", "--github", HUB, "--name", "Moot", code=2)
    begin(tmp_path / "desk", "--github", HUB)
    assert "already holds" in begin(tmp_path / "desk", "--github", HUB, code=2)
    shutil.rmtree(tmp_path / "desk")
    assert "about the private report" in CliRunner().invoke(main, ["report", "--keep", "--hub", str(tmp_path)]).output
