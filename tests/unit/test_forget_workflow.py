"""Somebody is forgotten from the list of workflows: by a pull request, and in the archive once it is merged."""

from pathlib import Path

import pytest

from folkmoot.model.forgotten import FOLDER
from support.github import branches
from support.github.server import GitHub
from support.stage.events import dispatched, pushed, scheduled
from support.stage.hubs import HUB, PLACED, commit, new_hub_at, sample_hub_at
from support.stage.running import Stage

ADA = "name: Ada Rossi\njoined: 2024-02-29\ngithub: adarossi\n"
QUIN = "name: Quin Oakes\njoined: 2024-03-01\ngithub: QOakes\n"
EVENT = (
    "---\ntitle: Lamps\nkind: chat\nstart: 2026-05-14T19:00\nhosts: [ada-rossi, quin-oakes]\n---\nWith Quin Oakes.\n"
)
ALLOWED = {"settings": {"pages": True, "can_approve_pull_request_reviews": True}}
TALK = {
    "title": "Which lamp?", "by": "ada", "at": "2026-05-01",
    "comments": [{"by": "QOakes", "at": "2026-05-02"}, {"by": "bo", "at": "2026-05-03"}],
}  # fmt: skip


@pytest.fixture
def stage(github: GitHub, tmp_path: Path) -> Stage:
    return Stage(tmp_path, github)


def held(github: GitHub, branch: str) -> dict[str, str]:
    """The files of a branch of the hub, as far as they are texts."""
    bare = github.repository(HUB).git
    assert bare
    names = branches.git(bare, "ls-tree", "-r", "--name-only", branch).splitlines()
    return {name: branches.git(bare, "show", f"{branch}:{name}") for name in names}


def hub_of_quin(github: GitHub, folder: Path) -> None:
    community = f"{PLACED}sources:\n  discussions: [{HUB}]\n"
    files = {"members/quin-oakes.yml": QUIN, "events/lamps.md": EVENT, "content/community.yml": community}
    new_hub_at(github, folder, (), files, {**ALLOWED, "discussions": [TALK]})


def test_a_pull_request_takes_them_out_and_its_merge_clears_the_archive(stage: Stage, tmp_path: Path) -> None:
    github = stage.github
    hub_of_quin(github, tmp_path)
    assert stage.run("publish.yml", scheduled(github, HUB)).failed == []
    assert "QOakes" in "".join(held(github, "archive").values())

    run = stage.run("forget.yml", dispatched(github, HUB, "zoe", who="quin-oakes"))
    assert run.failed == [], run
    assert [one.name for one in run.jobs if one.result == "success"] == ["propose"]
    (pull,) = github.repository(HUB).parts["pulls"]
    branch = str(pull.facts["headRefName"])
    assert pull.facts["title"] == "Forget somebody who asked for it"
    proposed = held(github, branch)
    (mark,) = [path for path in proposed if path.startswith(FOLDER)]
    assert "members/quin-oakes.yml" not in proposed
    assert "hosts: [ada-rossi]" in proposed["events/lamps.md"]
    assert "events/lamps.md:7" in run.step("Propose").said
    assert "quin-oakes" not in run.step("Propose").said.replace("::add-mask::quin-oakes", "")
    assert "With Quin" not in run.step("Propose").said, "others' words stand in no public log"
    assert "QOakes" in "".join(held(github, "archive").values()), "nothing is taken from the archive before"

    before = branches.sha(github.repository(HUB), "refs/heads/main")
    github.merges(HUB, int(pull.facts["number"]), "zoe")
    assert mark in held(github, "main")
    cleared = stage.run("forget.yml", pushed(github, HUB, "zoe", before=before))
    assert cleared.failed == [], cleared
    assert [one.name for one in cleared.jobs if one.result == "success"] == ["clear"]
    archive = held(github, "archive")
    assert "QOakes" not in "".join(archive.values())
    assert '"author":"bo"' in "".join(archive.values())
    bare = github.repository(HUB).git
    assert bare
    assert branches.git(bare, "rev-list", "--count", "archive") == "1"

    github.at = "2026-06-02T05:00:00Z"
    assert stage.run("publish.yml", scheduled(github, HUB)).failed == []
    assert "QOakes" not in "".join(held(github, "archive").values())


@pytest.mark.parametrize(
    "who", ["nobody-here", "$(touch /tmp/folkmoot-was-here)", "--write", "x\n::set-output name=a::b"]
)
def test_who_is_nobody_is_told_so_and_commands_nothing(stage: Stage, tmp_path: Path, who: str) -> None:
    github = stage.github
    hub_of_quin(github, tmp_path)
    run = stage.run("forget.yml", dispatched(github, HUB, "zoe", who=who))
    assert run.conclusion == "failure"
    assert "nobody here is called" in run.step("Propose").said
    assert {one.name for one in run.step("Propose").commands} == {"add-mask", "stop-commands"}
    assert not Path("/tmp/folkmoot-was-here").exists()
    assert github.repository(HUB).parts.get("pulls", []) == []


def test_where_no_workflow_may_open_a_pull_request_it_is_told_how_to_allow_it(stage: Stage, tmp_path: Path) -> None:
    github = stage.github
    new_hub_at(github, tmp_path, (), {"members/quin-oakes.yml": QUIN})
    run = stage.run("forget.yml", dispatched(github, HUB, "zoe", who="quin-oakes"))
    assert run.conclusion == "failure"
    assert "Allow GitHub Actions to create and approve pull requests" in run.step("Propose").said


def test_the_sample_hub_forgets_by_dispatch_alone(stage: Stage, tmp_path: Path) -> None:
    github = stage.github
    sample_hub_at(github, tmp_path, (), {"members/quin-oakes.yml": QUIN}, ALLOWED)
    assert not stage.run("forget.yml", pushed(github, HUB, "zoe")).started
    assert stage.run("forget.yml", dispatched(github, HUB, "zoe", who="quin-oakes")).failed == []
    assert len(github.repository(HUB).parts["pulls"]) == 1


def test_other_pushes_clear_nothing(stage: Stage, tmp_path: Path) -> None:
    github = stage.github
    hub_of_quin(github, tmp_path)
    before = branches.sha(github.repository(HUB), "refs/heads/main")
    commit(github, HUB, "main", "Say more", "zoe", {"members/quin-oakes.yml": f"{QUIN}bio: Hello.\n"})
    assert not stage.run("forget.yml", pushed(github, HUB, "zoe", before=before)).started


def test_who_is_proposed_twice_has_one_pull_request(stage: Stage, tmp_path: Path) -> None:
    github = stage.github
    hub_of_quin(github, tmp_path)
    for who in ("quin-oakes", "@QOakes"):
        assert stage.run("forget.yml", dispatched(github, HUB, "zoe", who=who)).failed == []
    assert len(github.repository(HUB).parts["pulls"]) == 1


def test_no_path_in_the_log_tells_who_it_is(stage: Stage, tmp_path: Path) -> None:
    github = stage.github
    files = {"members/quin-oakes.yml": QUIN, "events/talk-of-quin.md": EVENT, "content/oakes/notes.txt": "x"}
    new_hub_at(github, tmp_path, (), files, ALLOWED)
    said = stage.run("forget.yml", dispatched(github, HUB, "zoe", who="@qoakes")).step("Propose").said
    assert "change  events/…: “hosts”: without them" in said
    assert "quin" not in said.lower()
    assert "oakes" not in said.lower().replace("::add-mask::@qoakes", "")


def test_what_was_collected_meanwhile_is_cleared_by_the_next_publishing(stage: Stage, tmp_path: Path) -> None:
    github = stage.github
    hub_of_quin(github, tmp_path)
    assert stage.run("publish.yml", scheduled(github, HUB)).failed == []
    assert stage.run("forget.yml", dispatched(github, HUB, "zoe", who="quin-oakes")).failed == []
    (pull,) = github.repository(HUB).parts["pulls"]
    github.merges(HUB, int(pull.facts["number"]), "zoe")
    github.at = "2026-06-02T05:00:00Z"
    assert stage.run("publish.yml", scheduled(github, HUB)).failed == []
    assert "QOakes" not in "".join(held(github, "archive").values())
