"""One person's way through a hub, from the first proposal to being forgotten, by its workflows alone.

docs/from-fork-to-forgotten.md tells the same in words.
"""

from pathlib import Path
from typing import Any

import pytest
import requests

from support.github import branches
from support.github.rest_visits import Token
from support.github.server import GitHub
from support.published import contents, holding
from support.stage.events import Event, dispatched, proposed, pushed, ran, scheduled
from support.stage.hubs import HUB, PLACED, commit, new_hub_at, proposal
from support.stage.running import Stage
from support.stage.told import Run

MARKS = (b"Bo Ek", b"bo-ek", b'github.com/bo"')
ALLOWED = {"settings": {"pages": True, "can_approve_pull_request_reviews": True}}
FILE = "members/bo-ek.yml"
RIGHT = "name: Bo Ek\njoined: 2026-05-28\ngithub: bo\nbio: I mend lamps.\nconsent: {profile: 2026-05-28}\n"
WRONG = RIGHT.replace("joined: 2026-05-28", "joined: soon").replace("bio:", "biography:")


@pytest.fixture
def stage(github: GitHub, tmp_path: Path) -> Stage:
    return Stage(tmp_path, github)


def well(run: Run) -> Run:
    assert run.failed == [], run
    return run


def at_hub(github: GitHub, path: str) -> Any:
    answer = requests.get(
        f"{github.base_url}/repos/{HUB}/{path}",
        headers={"Authorization": f"token {github.gives('eyes of zoe', Token('zoe'))}"},
        timeout=10,
    )
    assert answer.ok, answer.text
    return answer.json()


def merged(github: GitHub, number: int) -> Event:
    """A maintainer merges a proposal, which is a push."""
    before = branches.sha(github.repository(HUB), "refs/heads/main")
    github.merges(HUB, number, "zoe")
    return pushed(github, HUB, "zoe", before=before)


def archive(github: GitHub) -> bytes:
    bare = github.repository(HUB).git
    assert bare
    names = branches.git(bare, "ls-tree", "-r", "--name-only", "archive").splitlines()
    return "".join(branches.git(bare, "show", f"archive:{name}") for name in names).encode()


def test_from_a_fork_to_being_forgotten(stage: Stage, tmp_path: Path) -> None:
    github = stage.github
    github.at = "2026-05-27T10:00:00Z"
    talk = {"title": "Which lamp?", "by": "ada", "at": "2026-05-20", "comments": [{"by": "bo", "at": "2026-05-29"}]}
    community = f"{PLACED}sources:\n  discussions: [{HUB}]\n"
    new_hub_at(github, tmp_path, ("bo",), {"content/community.yml": community}, {**ALLOWED, "discussions": [talk]})

    # Bo proposes a file with two mistakes, and is told both.
    github.at = "2026-05-28T10:00:00Z"
    commit(github, "bo/hub", "add-bo", "Add me", "bo", {FILE: WRONG})
    number = proposal(github, "bo", "add-bo")
    first = stage.run("check.yml", proposed(github, HUB, number))
    assert first.conclusion == "failure"
    assert "2 errors" in first.summary
    assert first.at_github
    well(stage.run("comment.yml", ran(github, first.at_github)))
    (said,) = [one["body"] for one in at_hub(github, f"issues/{number}/comments")]
    assert f"{FILE}:2" in said
    assert f"{FILE}:4" in said

    # Bo mends them, and sees the page as it would be.
    commit(github, "bo/hub", "add-bo", "Mend it", "bo", {FILE: RIGHT})
    second = well(stage.run("check.yml", proposed(github, HUB, number, "synchronize")))
    assert second.at_github
    well(stage.run("comment.yml", ran(github, second.at_github)))
    (said,) = [one["body"] for one in at_hub(github, f"issues/{number}/comments")]
    assert "Bo Ek joins" in said
    assert "All is well" in said
    assert "[How the pages would look](" in said

    # A maintainer merges it, and the page is there.
    github.at = "2026-05-29T18:00:00Z"
    well(stage.run("publish.yml", merged(github, number)))
    assert b"I mend lamps." in contents(stage.published)["members/bo-ek/index.html"]
    assert any(name.startswith("pagefind/") for name in holding(stage.published, MARKS))
    assert b'"author":"bo"' in archive(github)

    # Nobody is greeted on the same day; two days later a draft waits for the maintainers, once.
    github.at = "2026-05-30T07:00:00Z"
    well(stage.run("greet.yml", scheduled(github, HUB, "17 7 * * *")))
    assert at_hub(github, "issues?labels=welcome&state=all") == []
    for github.at in ("2026-05-31T07:00:00Z", "2026-06-01T07:00:00Z"):
        well(stage.run("greet.yml", scheduled(github, HUB, "17 7 * * *")))
        (draft,) = at_hub(github, "issues?labels=welcome&state=all")
        assert draft["title"] == "Welcome Bo Ek"

    # The month is over, and its report names who joined.
    github.at = "2026-06-01T08:00:00Z"
    well(stage.run("report.yml", scheduled(github, HUB, "41 6 1 * *")))
    (report,) = at_hub(github, "issues?labels=report")
    assert "May 2026" in report["title"]
    assert "Bo Ek" in report["body"]

    # Bo asks to be forgotten: by a pull request, and in the archive and on the site once it is merged.
    github.at = "2026-06-10T10:00:00Z"
    well(stage.run("forget.yml", dispatched(github, HUB, "zoe", who="bo-ek")))
    (pull,) = [one for one in at_hub(github, "pulls?state=open") if one["head"]["ref"].startswith("forget/")]
    event = merged(github, pull["number"])
    well(stage.run("forget.yml", event))
    well(stage.run("publish.yml", event))
    assert holding(stage.published, MARKS) == []
    assert b'"bo"' not in archive(github)

    # Nothing that comes later brings Bo back.
    github.at = "2026-06-11T07:00:00Z"
    well(stage.run("publish.yml", scheduled(github, HUB)))
    well(stage.run("greet.yml", scheduled(github, HUB, "17 7 * * *")))
    github.at = "2026-07-01T08:00:00Z"
    later = well(stage.run("report.yml", scheduled(github, HUB, "41 6 1 * *")))
    assert holding(stage.published, MARKS) == []
    assert b'"bo"' not in archive(github)
    assert "Bo Ek" not in later.summary
    commit(github, "bo/hub", "again", "Add me again", "bo", {FILE: RIGHT})
    again = stage.run("check.yml", proposed(github, HUB, proposal(github, "bo", "again")))
    assert again.conclusion == "failure"
    assert "asked to be forgotten" in again.summary
