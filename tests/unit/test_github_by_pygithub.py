"""PyGithub, which Folkmoot writes to GitHub with, writes to that of the tests as it is."""

from pathlib import Path

import pytest
from github import Auth, Github, GithubException
from github.Repository import Repository

from support.github.rest_visits import Token
from support.github.server import GitHub
from support.stage.hubs import HUB, commit, new_hub_at, proposal

MAY = {"contents": "write", "issues": "write", "pull-requests": "write", "actions": "read"}


@pytest.fixture
def held(github: GitHub, tmp_path: Path) -> GitHub:
    """A hub with an issue and a proposal from a fork."""
    new_hub_at(github, tmp_path, ("bo",), holding={"issues": [{"title": "Me", "by": "bo", "labels": ["member"]}]})
    commit(github, "bo/hub", "add-bo", "Add Bo", "bo", {"members/bo-ek.yml": "name: Bo Ek\n"})
    assert proposal(github, "bo", "add-bo") == 2
    return github


def hub_of(held: GitHub, **permissions: str) -> Repository:
    """The hub as a workflow's token sees it."""
    held.gives("job", Token(permissions=permissions, repository=HUB))
    token = Auth.Token("job")
    asked = Github(auth=token, base_url=held.base_url, retry=None, seconds_between_requests=0, seconds_between_writes=0)
    return asked.get_repo(HUB)


def test_an_issue_is_written_labelled_said_something_of_and_closed(held: GitHub) -> None:
    hub = hub_of(held, **MAY)
    issue = hub.create_issue("June", body="One", labels=["report"])
    issue.edit(title="June 2026", body="Two")
    issue.create_comment("x").edit("y")
    issue.create_comment("gone").delete()
    issue.add_to_labels("a", "b")
    issue.remove_from_labels("a")
    told = hub.get_issue(issue.number)
    assert (told.title, told.body, told.user.login) == ("June 2026", "Two", "github-actions[bot]")
    assert [one.body for one in told.get_comments()] == ["y"]
    assert [one.name for one in told.labels] == ["report", "b"]
    told.set_labels("report")
    told.edit(state="closed", state_reason="completed")
    [closed] = hub.get_issues(state="closed", labels=["report"])
    assert (closed.number, closed.state_reason) == (issue.number, "completed")
    assert [one.number for one in hub.get_issues(state="open", labels=["member"])] == [1]


def test_labels_are_made_once(held: GitHub) -> None:
    hub = hub_of(held, **MAY)
    hub.create_label("new", "00ff00", "News")
    assert (hub.get_label("new").color, [one.name for one in hub.get_labels()]) == ("00ff00", ["member", "new"])
    with pytest.raises(GithubException, match="already_exists"):
        hub.create_label("new", "00ff00")


def test_a_proposal_is_found_changed_said_something_of_and_merged(held: GitHub) -> None:
    hub = hub_of(held, **MAY)
    [pull] = hub.get_pulls(state="open", head="bo:add-bo", base="main")
    pull.edit(title="Add Bo Ek")
    pull.create_issue_comment("Welcome")
    assert [one.body for one in hub.get_issue(2).get_comments()] == ["Welcome"]
    assert hub.get_issue(2).pull_request is not None
    assert [one.number for one in hub.get_commit(pull.head.sha).get_pulls()] == [2]
    merge = held.merges(HUB, 2, "zoe")
    merged = hub.get_pull(2)
    assert (merged.title, merged.merged, merged.merged_by.login) == ("Add Bo Ek", True, "zoe")
    assert [one.number for one in hub.get_commit(merge).get_pulls()] == [2]


def test_a_branch_is_proposed_where_the_settings_let_workflows(held: GitHub) -> None:
    hub = hub_of(held, **MAY)
    commit(held, HUB, "events/walk", "A walk", "zoe", {"events/walk.md": "---\ntitle: Walk\n---\n"})
    with pytest.raises(GithubException, match="not permitted to create"):
        hub.create_pull("main", "events/walk", title="A walk", body="")
    held.repository(HUB).settings["can_approve_pull_request_reviews"] = True
    pull = hub.create_pull("main", "events/walk", title="A walk", body="From an issue", draft=True)
    assert (pull.draft, pull.head.ref, pull.mergeable) == (True, "events/walk", True)
    pull.add_to_labels("event")
    pull.edit(state="closed")
    assert [one.name for one in hub.get_pull(pull.number).labels] == ["event"]
    assert hub.get_branch("events/walk").protected is False


def test_what_the_token_may_not_is_refused_in_githubs_words(held: GitHub) -> None:
    hub = hub_of(held, contents="read")
    with pytest.raises(GithubException, match="Resource not accessible by integration"):
        hub.create_issue("x")
    assert hub.get_collaborator_permission("zoe") == "admin"
    assert [one.status for one in held.journal][-1] == 403
