"""An issue that a maintainer accepted becomes a pull request, follows what is edited, and is answered in words."""

from pathlib import Path
from typing import Any

import pytest
import requests

from folkmoot.contribute.proposing.opening import MARK
from support.github import branches
from support.github.rest_visits import Token
from support.github.server import GitHub
from support.proposals import body, hub_with_forms
from support.stage.events import dispatched, on_issue
from support.stage.hubs import HUB, commit, new_hub_at, sample_hub_at
from support.stage.running import Stage
from support.stage.told import Run

BO = {"name": "Bo Ek", "bio": "I mend *lamps*.", "consent-profile": True}
ALLOWED = {"settings": {"pages": True, "can_approve_pull_request_reviews": True}}
BRANCH = "proposal/issue-1"


@pytest.fixture
def stage(github: GitHub, tmp_path: Path) -> Stage:
    return Stage(tmp_path, github)


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """A hub's checkout with its forms, which issues are written with."""
    return hub_with_forms(tmp_path / "with-forms")


@pytest.fixture
def hub(stage: Stage, forms: Path, tmp_path: Path) -> GitHub:
    written = sorted((forms / ".github/ISSUE_TEMPLATE").glob("*.yml"))
    files = {path.relative_to(forms).as_posix(): path.read_text() for path in written}
    new_hub_at(stage.github, tmp_path, ("bo",), files, ALLOWED)
    return stage.github


def ask(github: GitHub, method: str, path: str, by: str, **sent: Any) -> Any:
    answer = requests.request(
        method,
        f"{github.base_url}/repos/{HUB}/{path}",
        json=sent,
        headers={"Authorization": f"token {github.gives(f'hands of {by}', Token(by))}"},
        timeout=10,
    )
    assert answer.ok, answer.text
    return answer.json()


def asked(github: GitHub, text: str, by: str = "bo", title: str = "[Add yourself] Bo") -> int:
    return int(ask(github, "POST", "issues", by, title=title, body=text)["number"])


def accepted(stage: Stage, number: int, action: str = "labeled", by: str = "zoe") -> Run:
    """What happens once the issue has the label, or is edited while it has it."""
    label = "accepted" if action in ("labeled", "unlabeled") else ""
    if action == "labeled":
        ask(stage.github, "PATCH", f"issues/{number}", "zoe", labels=["accepted"])
    if action == "unlabeled":
        ask(stage.github, "PATCH", f"issues/{number}", "zoe", labels=[])
    return stage.run("propose.yml", on_issue(stage.github, HUB, number, action, by, label))


def pulls(github: GitHub) -> list[dict[str, Any]]:
    return list(ask(github, "GET", "pulls?state=open", "zoe"))


def answers(github: GitHub, number: int) -> list[str]:
    return [one["body"] for one in ask(github, "GET", f"issues/{number}/comments", "zoe")]


def on_branch(github: GitHub, *words: str) -> str:
    bare = github.repository(HUB).git
    assert bare
    return branches.git(bare, *words)


def test_an_issue_becomes_a_pull_request_that_is_its_authors(stage: Stage, hub: GitHub, forms: Path) -> None:
    number = asked(hub, body(forms, "member", BO))
    assert stage.run("propose.yml", on_issue(hub, HUB, number, "opened", "bo")).jobs == []
    run = accepted(stage, number)
    assert run.failed == [], run
    (pull,) = pulls(hub)
    assert (pull["title"], pull["head"]["ref"]) == ("Add members/bo-ek.yml", BRANCH)
    assert pull["body"].startswith(f"Closes #{number}, ")
    assert "**This can go onto the site.**" in pull["body"]
    assert on_branch(hub, "log", "-1", "--format=%an <%ae>|%cn|%s", BRANCH) == (
        "bo <70+bo@users.noreply.github.com>|github-actions[bot]|Add members/bo-ek.yml, from #1"
    )
    assert on_branch(hub, "diff", "--name-status", f"main...{BRANCH}") == "A\tmembers/bo-ek.yml"
    assert "github: bo\ngithub_id: 70\n" in on_branch(hub, "show", f"{BRANCH}:members/bo-ek.yml") + "\n"
    assert answers(hub, number) == [f"{MARK}\nThis is proposed in #{pull['number']}. Thank you!\n"]


def test_it_follows_what_is_edited_and_says_nothing_twice(stage: Stage, hub: GitHub, forms: Path) -> None:
    number = asked(hub, body(forms, "member", BO))
    accepted(stage, number)
    again = accepted(stage, number)
    assert "is unchanged. The answer on #1 is unchanged." in again.step("Propose").said
    ask(hub, "PATCH", f"issues/{number}", "bo", body=body(forms, "member", {**BO, "bio": "I mend toasters."}))
    run = accepted(stage, number, "edited", "bo")
    assert run.failed == []
    assert "toasters" in on_branch(hub, "show", f"{BRANCH}:members/bo-ek.yml")
    assert on_branch(hub, "rev-list", "--count", f"main..{BRANCH}") == "1"
    assert len(pulls(hub)) == len(answers(hub, number)) == 1


def test_what_is_wrong_is_answered_and_goes_once_it_is_mended(stage: Stage, hub: GitHub, forms: Path) -> None:
    number = asked(hub, body(forms, "member", {**BO, "languages": "Klingonese"}))
    run = accepted(stage, number)
    assert run.conclusion == "failure"
    (said,) = answers(hub, number)
    assert "**1 thing stands in the way.**" in said
    assert "Klingonese" in said
    assert pulls(hub) == []
    ask(hub, "PATCH", f"issues/{number}", "bo", body=body(forms, "member", BO))
    assert accepted(stage, number, "edited", "bo").failed == []
    (said,) = answers(hub, number)
    assert "This is proposed in #" in said
    before = on_branch(hub, "rev-parse", BRANCH)
    ask(hub, "PATCH", f"issues/{number}", "bo", body=body(forms, "member", {**BO, "languages": "Klingonese"}))
    assert accepted(stage, number, "edited", "bo").conclusion == "failure"
    assert "stays as it was" in answers(hub, number)[0]
    assert on_branch(hub, "rev-parse", BRANCH) == before
    assert len(pulls(hub)) == 1


def test_what_a_person_pushed_to_its_branch_stays(stage: Stage, hub: GitHub, forms: Path) -> None:
    number = asked(hub, body(forms, "member", BO))
    accepted(stage, number)
    commit(hub, HUB, BRANCH, "Say it better", "zoe", {"members/bo-ek.yml": "name: Bo Ek\njoined: 2026-06-01\n"})
    theirs = on_branch(hub, "rev-parse", BRANCH)
    ask(hub, "PATCH", f"issues/{number}", "bo", body=body(forms, "member", {**BO, "bio": "I mend toasters."}))
    assert accepted(stage, number, "edited", "bo").conclusion == "failure"
    assert on_branch(hub, "rev-parse", BRANCH) == theirs
    assert "A person changed the branch" in answers(hub, number)[0]


def test_without_the_label_nothing_follows_and_that_is_said(stage: Stage, hub: GitHub, forms: Path) -> None:
    number = asked(hub, body(forms, "member", BO))
    accepted(stage, number)
    assert accepted(stage, number, "unlabeled").failed == []
    assert "no label accepted any more" in answers(hub, number)[0]
    before = on_branch(hub, "rev-parse", BRANCH)
    ask(hub, "PATCH", f"issues/{number}", "bo", body=body(forms, "member", {**BO, "bio": "I mend toasters."}))
    assert accepted(stage, number, "edited", "bo").jobs[0].result == "skipped"
    assert on_branch(hub, "rev-parse", BRANCH) == before
    assert len(pulls(hub)) == 1


def test_another_label_starts_nothing(stage: Stage, hub: GitHub, forms: Path) -> None:
    number = asked(hub, body(forms, "member", BO))
    ask(hub, "PATCH", f"issues/{number}", "zoe", labels=["accepted", "later"])
    assert stage.run("propose.yml", on_issue(hub, HUB, number, "labeled", "zoe", "later")).jobs[0].result == "skipped"


def test_an_issue_that_is_closed_is_left(stage: Stage, hub: GitHub, forms: Path) -> None:
    number = asked(hub, body(forms, "member", BO))
    ask(hub, "PATCH", f"issues/{number}", "zoe", labels=["accepted"], state="closed")
    run = accepted(stage, number, "edited", "bo")
    assert f"#{number} is closed: nothing is made of it." in run.step("Propose").said
    assert (pulls(hub), answers(hub, number)) == ([], [])


def test_an_issue_without_a_form_is_answered(stage: Stage, hub: GitHub) -> None:
    number = asked(hub, "Please make me a member, I am Bo.")
    assert accepted(stage, number).conclusion == "failure"
    assert "nobody can tell which of the hub’s forms" in answers(hub, number)[0].replace("`", "")
    assert pulls(hub) == []


def test_nobody_changes_somebody_elses_file(stage: Stage, hub: GitHub, forms: Path) -> None:
    number = asked(hub, body(forms, "member", {**BO, "name": "Ada Rossi"}))
    accepted(stage, number)
    changed = on_branch(hub, "for-each-ref", "--format=%(refname)", "refs/heads/proposal")
    if changed:  # a namesake of hers gets a file of their own
        assert "members/ada-rossi.yml" not in on_branch(hub, "diff", "--name-only", f"main...{BRANCH}").split()
    whole = asked(hub, "path: members/ada-rossi.yml\n\nname: Ada Rossi\njoined: 2024-02-29\nbio: Mine.\n", "bo")
    assert accepted(stage, whole).conclusion == "failure"
    assert "proposal/issue-2" not in on_branch(hub, "for-each-ref", "--format=%(refname)", "refs/heads/proposal")


HOSTILE = (
    "$(touch /tmp/folkmoot-accepted) `id` \"'; exit 1 #",
    "-->\n::set-output name=number::7\n::add-mask::e",
    "@zoe @officina/all #1 [mend](https://evil.example) ![x](https://evil.example/x.png) <img src=x>",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_in_an_issue_commands_calls_or_leads_anywhere(
    stage: Stage, hub: GitHub, forms: Path, words: str
) -> None:
    number = asked(hub, body(forms, "member", {**BO, "name": words, "bio": words, "links": words}), title=words)
    run = accepted(stage, number)
    assert {one.name for one in run.step("Propose").commands} <= {"stop-commands"}
    assert not Path("/tmp/folkmoot-accepted").exists()
    said = "\n".join([*answers(hub, number), *(f"{one['title']}\n{one['body']}" for one in pulls(hub))])
    outside = "".join(said.split("`")[::2])  # what stands in code calls nobody
    for live in ("@zoe", "@officina", "](https://evil", "<img"):
        assert live not in outside


@pytest.mark.parametrize(
    "path",
    ["../../.github/workflows/x.yml", ".github/workflows/x.yml", "/etc/passwd", "members/../mkdocs.yml", ".git/config"],
)
def test_a_path_in_an_issue_leads_nowhere(stage: Stage, hub: GitHub, path: str) -> None:
    number = asked(hub, f"path: {path}\n\non: push\nname: x\njoined: 2026-01-01\n")
    assert accepted(stage, number).conclusion == "failure"
    assert pulls(hub) == []
    assert on_branch(hub, "for-each-ref", "--format=%(refname)", "refs/heads/proposal") == ""


def test_an_issue_of_ten_megabytes_is_answered_in_words(stage: Stage, hub: GitHub, forms: Path) -> None:
    """GitHub takes 65,536 characters, which a program that reads them need not believe."""
    number = asked(hub, body(forms, "member", BO))
    long = body(forms, "member", {**BO, "bio": "lamp " * 2_000_000})
    hub.repository(HUB).parts["issues"][0].facts["body"] = long
    assert accepted(stage, number).conclusion == "failure"
    (said,) = answers(hub, number)
    assert len(said) < 65_000


def test_the_sample_hub_proposes_by_dispatch_alone(stage: Stage, forms: Path, tmp_path: Path) -> None:
    github = stage.github
    written = sorted((forms / ".github/ISSUE_TEMPLATE").glob("*.yml"))
    files = {path.relative_to(forms).as_posix(): path.read_text() for path in written}
    sample_hub_at(github, tmp_path, ("bo",), files, ALLOWED)
    number = asked(github, body(forms, "member", BO))
    assert accepted(stage, number).jobs == []
    assert stage.run("propose.yml", dispatched(github, HUB, "zoe", number=str(number))).failed == []
    assert len(pulls(github)) == 1
