"""What a check found is told on the proposal by a second run, which takes what it is handed for a stranger's word."""

import json
import re
from pathlib import Path

import pytest
import requests

from folkmoot.errors import FolkmootError
from folkmoot.load.reviews import load_review
from folkmoot.steward.commenting import MARK
from support.github.rest_visits import Token
from support.github.runs import WorkflowRun, zipped
from support.github.server import GitHub
from support.stage.events import proposed, ran
from support.stage.hubs import HUB, commit, new_hub_at, proposal
from support.stage.running import Stage
from support.stage.told import Run, Step

BO = "name: Bo Ek\njoined: 2026-01-31\ngithub: bo\n"


@pytest.fixture
def stage(github: GitHub, tmp_path: Path) -> Stage:
    return Stage(tmp_path, github)


def comments(github: GitHub, number: int) -> list[str]:
    """What stands below a proposal."""
    of = github.repository(HUB)
    pull = next(one for one in of.parts["pulls"] if one.facts["number"] == number)
    return [str(github.view.fact(one, "body")) for one in github.view.parts(pull, "comments")]


def begun(stage: Stage, number: int) -> WorkflowRun:
    """A run of the check that kept nothing yet; no step of it ran."""
    event = proposed(stage.github, HUB, number)
    return stage.begun("Check", ".github/workflows/check.yml", event)


def says(github: GitHub, number: int, by: str, text: str) -> None:
    """Somebody comments on a proposal."""
    answer = requests.post(
        f"{github.base_url}/repos/{HUB}/issues/{number}/comments",
        json={"body": text},
        headers={"Authorization": f"token {github.gives(f'words of {by}', Token(by))}"},
        timeout=10,
    )
    assert answer.status_code == 201, answer.text


def checked(stage: Stage, number: int, action: str = "opened") -> Run:
    return stage.run("check.yml", proposed(stage.github, HUB, number, action))


def told(stage: Stage, run: Run) -> Step:
    assert run.at_github
    return stage.run("comment.yml", ran(stage.github, run.at_github)).step("Comment")


def test_one_comment_follows_the_proposal(stage: Stage, tmp_path: Path) -> None:
    github = stage.github
    new_hub_at(github, tmp_path, ("bo",))
    commit(github, "bo/hub", "add-bo", "Add Bo", "bo", {"members/bo-ek.yml": BO.replace("2026-01-31", "soon @zoe")})
    number = proposal(github, "bo", "add-bo")
    first = checked(stage, number)
    assert first.conclusion == "failure"
    assert told(stage, first).outcome == "success"
    (said,) = comments(github, number)
    assert said.startswith(f"{MARK}\n### What this changes")
    assert "members/bo-ek.yml:2" in said
    assert "soon @zoe" not in said
    assert first.at_github
    assert f"/actions/runs/{first.at_github.number})" in said
    assert "How the pages would look" not in said, "with errors there is no site"
    again = told(stage, first)
    assert "unchanged" in again.said
    commit(github, "bo/hub", "add-bo", "Mend it", "bo", {"members/bo-ek.yml": BO})
    assert "has moved on" in told(stage, first).said
    second = checked(stage, number, "synchronize")
    assert second.failed == []
    told(stage, second)
    (said,) = comments(github, number)
    assert "Bo Ek joins" in said
    assert second.at_github
    (page,) = [one for one in second.at_github.artifacts if one.name == "preview.html"]
    place = f"https://github.com/{HUB}/actions/runs/{second.at_github.number}/artifacts/{page.number}"
    assert f"[How the pages would look]({place})" in said
    assert b"Bo Ek" in page.content
    assert "All is well" in said


REVIEW = {"version": 1, "language": "en", "changes": [], "problems": []}
HOSTILE = (
    "@zoe [mend](https://evil.example) #1 --> ![x](https://evil.example/x) <b>x</b>\n::set-output name=x::y\n# Big"
)


def test_nothing_that_a_proposal_hands_over_calls_anybody_or_leads_elsewhere(stage: Stage, tmp_path: Path) -> None:
    github = stage.github
    new_hub_at(github, tmp_path, ("bo",))
    commit(github, "bo/hub", "add-bo", "Add Bo", "bo", {"members/bo-ek.yml": BO})
    number = proposal(github, "bo", "add-bo")
    run = checked(stage, number)
    assert run.at_github
    problem = {"path": HOSTILE, "severity": "error", "code": "x", "message": HOSTILE, "hint": HOSTILE, "value": HOSTILE}
    changes = [{"group": "people", "sentence": HOSTILE}]
    run.at_github.artifacts.clear()
    run.at_github.keeps(
        "review", zipped({"review.json": json.dumps({**REVIEW, "changes": changes, "problems": [problem]})})
    )
    step = told(stage, run)
    assert {one.name for one in step.commands} <= {"stop-commands"}
    (said,) = comments(github, number)
    for live in ("@zoe", "[mend](", "![x](", "<b>", "#1 ", "\n# Big", "\n::"):
        assert live not in re.sub("`[^`]*`", "", said)
    assert re.sub("`[^`]*`", "", said).count("-->") == 1


@pytest.mark.parametrize(
    ("content", "size", "words"),
    [
        (b"no zip", None, "no archive that holds review.json"),
        (zipped({"../review.json": "{}"}), None, "no archive that holds review.json"),
        (zipped({"review.json": b"0" * (5 << 20)}), None, "more than 4,194,304 bytes"),
        (b"x" * 10, 9 << 20, "has 9,437,184 bytes, which is too much"),
        (b"x" * (9 << 20), 10, "larger than GitHub says"),
        (zipped({"review.json": json.dumps({**REVIEW, "number": 7})}), None, "is no review: number"),
        (zipped({"review.json": "[]"}), None, "is no review: the whole"),
    ],
)
def test_what_is_no_review_is_told_and_nothing_is_written(
    stage: Stage, tmp_path: Path, content: bytes, size: int | None, words: str
) -> None:
    github = stage.github
    new_hub_at(github, tmp_path, ("bo",))
    commit(github, "bo/hub", "add-bo", "Add Bo", "bo", {"members/bo-ek.yml": BO})
    number = proposal(github, "bo", "add-bo")
    run = begun(stage, number)
    run.keeps("review", content, size)
    step = stage.run("comment.yml", ran(github, run)).step("Comment")
    assert step.outcome == "failure"
    assert words in step.said
    assert comments(github, number) == []


def test_whoever_begins_a_comment_with_our_mark_keeps_it(stage: Stage, tmp_path: Path) -> None:
    github = stage.github
    new_hub_at(github, tmp_path, ("bo",))
    commit(github, "bo/hub", "add-bo", "Add Bo", "bo", {"members/bo-ek.yml": BO})
    number = proposal(github, "bo", "add-bo")
    says(github, number, "bo", f"{MARK}\nmine")
    run = begun(stage, number)
    run.keeps("review", zipped({"review.json": json.dumps(REVIEW)}))
    assert stage.run("comment.yml", ran(github, run)).failed == []
    mine, ours = comments(github, number)
    assert mine == f"{MARK}\nmine"
    assert "All is well" in ours


def test_a_review_tells_no_more_than_it_may(tmp_path: Path) -> None:
    with pytest.raises(FolkmootError, match="is no review: changes"):
        load_review(json.dumps({**REVIEW, "changes": [{"group": "people", "sentence": "x"}] * 501}).encode())
    with pytest.raises(FolkmootError, match="is no review: language"):
        load_review(json.dumps({**REVIEW, "language": "../en"}).encode())
