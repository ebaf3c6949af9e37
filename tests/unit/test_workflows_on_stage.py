"""The workflows of new hubs and of this repository run on the stage, from their YAML, before the tests' GitHub."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from support.github.branches import git
from support.github.server import GitHub
from support.stage.events import dispatched, proposed, pushed, scheduled
from support.stage.hubs import HUB, PLACED, commit, hub_at, hub_files, new_hub_at, proposal, sample_hub_at
from support.stage.running import Stage

BO = "name: Bo Ek\njoined: 2026-01-31\ngithub: bo\n"


@pytest.fixture
def stage(github: GitHub, tmp_path: Path) -> Stage:
    return Stage(tmp_path, github)


@pytest.mark.parametrize("hub", [new_hub_at, sample_hub_at])
def test_a_fork_adds_a_member_and_its_story_is_in_the_summary(
    stage: Stage, tmp_path: Path, hub: Callable[..., None]
) -> None:
    github = stage.github
    hub(github, tmp_path, ("bo",))
    commit(github, "bo/hub", "add-bo", "Add Bo", "bo", {"members/bo-ek.yml": BO.replace("2026-01-31", "soon")})
    number = proposal(github, "bo", "add-bo")
    first = stage.run("check.yml", proposed(github, HUB, number))
    assert first.conclusion == "failure"
    [error] = first.step("Review it").annotations
    assert (error.name, error.properties["file"]) == ("error", "members/bo-ek.yml")
    assert first.step("Build the site").outcome == "skipped"
    commit(github, "bo/hub", "add-bo", "Mend it", "bo", {"members/bo-ek.yml": BO})
    second = stage.run("check.yml", proposed(github, HUB, number, "synchronize"))
    assert second.failed == []
    assert "Bo Ek joins" in second.summary
    assert second.at_github
    assert [one.name for one in second.at_github.artifacts] == ["review", "preview.html", "site"]
    assert second.at_github.pulls == []


def test_a_push_publishes_and_the_archive_is_made_and_found_again(stage: Stage, tmp_path: Path) -> None:
    github = stage.github
    community = f"{PLACED}sources:\n  discussions: [{HUB}]\n"
    question = {"title": "Which lamp?", "by": "bo", "at": "2026-05-20"}
    new_hub_at(github, tmp_path, (), {"content/community.yml": community}, {"discussions": [question]})
    first = stage.run("publish.yml", pushed(github, HUB, "zoe"))
    assert first.failed == []
    assert [job.name for job in first.jobs] == ["plan", "collect", "keep", "build", "deploy"]
    assert (stage.published / "members/ada-rossi/index.html").is_file()
    of = github.repository(HUB)
    assert of.git
    assert "Which lamp?" in git(of.git, "grep", "lamp", "archive")
    [visits] = [key for key in stage.caches if key.startswith("visits-")]
    github.at = "2026-06-02"
    commit(github, HUB, "main", "Add Bo", "zoe", {"members/bo-ek.yml": BO})
    second = stage.run("publish.yml", scheduled(github, HUB))
    assert second.failed == []
    assert second.step("Restore what is remembered of the sources").outputs["cache-matched-key"] == visits
    assert (stage.published / "members/bo-ek/index.html").is_file()
    assert len(git(of.git, "log", "--format=%s", "archive").splitlines()) == 1


def test_two_machines_collect_their_parts_and_one_keeps_them(stage: Stage, tmp_path: Path) -> None:
    github = stage.github
    others = {
        f"officina/forum-{number}": {"discussions": [{"title": f"Lamp {number}", "by": "bo", "at": "2026-05-20"}]}
        for number in range(6)
    }
    names = ", ".join(others)
    community = f"{PLACED}sources:\n  shards: 2\n  discussions: [{names}]\n"
    hub_at(github, tmp_path, hub_files(tmp_path, {"content/community.yml": community}), beside=others)
    run = stage.run("publish.yml", scheduled(github, HUB))
    assert run.failed == [], run
    assert [job.name for job in run.jobs] == ["plan", "collect", "collect", "keep", "build", "deploy"]
    assert run.at_github
    assert {"part-1-of-2", "part-2-of-2"} <= {one.name for one in run.at_github.artifacts}, "each brought something"
    of = github.repository(HUB)
    assert of.git
    found = git(of.git, "grep", "-h", "-o", "Lamp [0-9]", "archive").splitlines()
    assert sorted(found) == [f"Lamp {number}" for number in range(6)]


def test_the_sample_hub_is_published_by_dispatch_alone(stage: Stage, tmp_path: Path) -> None:
    github = stage.github
    sample_hub_at(github, tmp_path)
    assert not stage.run("publish.yml", pushed(github, HUB, "zoe")).started
    run = stage.run("publish.yml", dispatched(github, HUB, "zoe"))
    assert run.failed == []
    assert (stage.published / "index.html").is_file()


def test_a_proposal_is_told_checked_and_blamed_for_what_it_brings_alone(stage: Stage, tmp_path: Path) -> None:
    github = stage.github
    old = "---\ntitle: Lamps\nkind: chat\nstart: 2026-05\nhosts: [zoe]\n---\n"
    new_hub_at(github, tmp_path, ("bo", "cleo"), {"events/lamps.md": old})
    commit(github, "bo/hub", "add-bo", "Add Bo", "bo", {"members/bo-ek.yml": BO})
    number = proposal(github, "bo", "add-bo")
    run = stage.run("check.yml", proposed(github, HUB, number))
    assert run.failed == []
    assert run.step("Review it").said == "All is well\n"
    assert "Bo Ek joins" in run.step("Review it").summary
    assert "events/lamps.md" in run.step("Review it").summary
    assert "had errors before" in run.step("Build the site").summary
    commit(github, "cleo/hub", "add-bo", "Add somebody else", "cleo", {"members/bo-ek.yml": BO})
    others = stage.run("check.yml", proposed(github, HUB, proposal(github, "cleo", "add-bo")))
    assert others.step("Review it").outcome == "failure"
    walk = "---\ntitle: Walk\nkind: chat\nstart: 2026-05\nhosts: [zoa]\n---\n"
    commit(github, "bo/hub", "add-bo", "Add a walk", "bo", {"events/walk.md": walk})
    worse = stage.run("check.yml", proposed(github, HUB, number, "synchronize")).step("Review it")
    assert [(one.properties["file"], one.properties["line"]) for one in worse.annotations] == [("events/walk.md", "5")]
    assert "lamps" not in worse.said


HOSTILE = "::set-output name=x::y\n::add-mask::Ada\n##[error]no $(touch gone) `touch gone` '; touch gone; '"


def test_what_strangers_write_never_commands_the_runner_nor_its_shell(stage: Stage, tmp_path: Path) -> None:
    github = stage.github
    new_hub_at(github, tmp_path, ("bo",))
    files = {"members/bo-ek.yml": f"name: {json.dumps(HOSTILE)}\njoined: soon\n{json.dumps(HOSTILE)}: x\n"}
    commit(github, "bo/hub", "$(touch${IFS}gone)", HOSTILE, "bo", dict(files))
    number = proposal(github, "bo", "$(touch${IFS}gone)", title=HOSTILE, body=HOSTILE)
    run = stage.run("check.yml", proposed(github, HUB, number))
    obeyed = {one.name for job in run.jobs for step in job.steps for one in step.commands}
    assert obeyed <= {"error", "warning", "notice", "stop-commands"}
    assert {one.properties["file"] for one in run.step("Review it").annotations} == {"members/bo-ek.yml"}
    assert not list(stage.folder.rglob("gone"))
