"""CODEOWNERS from the teams and the members: whom GitHub asks, and that nobody's own file is written over."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from folkmoot.cli import main
from folkmoot.render.owners import MARK, PATH
from support.hubs import COMMUNITY, minimal_hub, write

FILES = {
    "mkdocs.yml": "site_name: Test Moot\ndocs_dir: content\ntheme: {name: material}\nplugins: [folkmoot]\n",
    "content/community.yml": f"{COMMUNITY}founders: [ada-rossi]\npolicies: {{maintainers: desk}}\n",
    "content/teams/desk.md": "---\ntitle: Desk\nmembers:\n"
    "  - {member: bo-ek, since: 2025-01-01}\n  - {member: zoe, since: 2024-01-01, until: 2026-06-14}\n---\n",
    "content/teams/hosts.md": "---\ntitle: Hosts\nreviews: [events, content/places]\nmembers:\n"
    "  - {member: ada-rossi, since: 2025-01-01}\n  - {member: quiet, since: 2025-01-01}\n---\n",
    "content/teams/empty.md": "---\ntitle: Empty\nreviews: [content/posts]\n---\n",
    "members/bo-ek.yml": "name: Bo Ek\njoined: 2025-01-01\ngithub: bo-example\n",
    "members/quiet.yml": "name: Quiet\njoined: 2025-01-01\ngithub: quiet-example\nvisibility: hidden\n",
    "members/zoe.yml": "name: Zoe\njoined: 2024-01-01\ngithub: zoe-example\n",
    "members/nobody.yml": "name: Nobody\njoined: 2024-01-01\n",
}


def run(hub: Path, command: str, *words: str, at: str = "2026-06-15") -> Result:
    return CliRunner().invoke(main, [command, "--hub", str(hub), "--at", at, *words])


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    return minimal_hub(tmp_path / "hub", **FILES)


def test_teams_are_asked_about_what_they_review_and_members_about_their_own_file(hub: Path) -> None:
    assert run(hub, "owners").output.splitlines() == [
        MARK,
        "* @bo-example",
        "/events @adarossi @bo-example",
        "/content/places @adarossi @bo-example",
        "/content/teams/desk.md @bo-example",
        "/content/teams/hosts.md @adarossi @bo-example",
        "/members/ada-rossi.yml @adarossi @bo-example",
        "/members/bo-ek.yml @bo-example",
        "/members/zoe.yml @zoe-example @bo-example",
    ]


def test_who_serves_is_told_of_the_day_and_founders_maintain_a_hub_without_a_team_for_it(hub: Path) -> None:
    assert "* @bo-example @zoe-example" in run(hub, "owners", at="2026-06-14").output.splitlines()
    write(hub, "content/community.yml", f"{COMMUNITY}founders: [ada-rossi]\n")
    assert "* @adarossi" in run(hub, "owners").output.splitlines()


def test_what_is_written_is_told_to_be_stale_by_the_check_alone_that_is_nobodys_proposal(hub: Path) -> None:
    assert "CODEOWNERS" not in run(hub, "check").output
    assert run(hub, "owners", "--write").output == f"{PATH} was written.\n"
    assert run(hub, "owners", "--write").output == f"{PATH} was right already.\n"
    assert PATH not in run(hub, "check").output
    write(hub, "members/new.yml", "name: New\njoined: 2026-01-01\ngithub: new-example\n")
    result = run(hub, "check")
    assert (result.exit_code, f"{PATH} fits the teams and members no more" in result.output) == (0, True)


def test_a_file_that_people_made_theirs_is_kept(hub: Path) -> None:
    write(hub, PATH, "* @somebody\n")
    result = run(hub, "owners", "--write")
    assert (result.exit_code, "delete it to have it written" in result.output) == (2, True)
    assert (hub / PATH).read_text() == "* @somebody\n"
    assert PATH not in run(hub, "check").output


def test_a_link_is_not_written_through(hub: Path, tmp_path: Path) -> None:
    (hub / ".github").mkdir()
    (hub / PATH).symlink_to(write(tmp_path, "elsewhere", f"{MARK}\n"))
    assert run(hub, "owners", "--write").exit_code == 2
    assert (tmp_path / "elsewhere").read_text() == f"{MARK}\n"


@pytest.mark.parametrize("path", ["a b", "*", "#x", "a/../\\n@x", "!x", "/events", "a//b"])
def test_paths_that_mean_something_else_there_are_refused(hub: Path, path: str) -> None:
    write(hub, "content/teams/hosts.md", f'---\ntitle: Hosts\nreviews: ["{path}"]\n---\n')
    assert "such as content/projects" in run(hub, "check").output
    assert run(hub, "owners").exit_code == 1


def test_a_hub_in_which_nobody_has_an_account_is_told_so(tmp_path: Path) -> None:
    hub = minimal_hub(tmp_path, **{"members/ada-rossi.yml": "name: Ada Rossi\njoined: 2024-02-29\n"})
    assert run(hub, "owners").exit_code == 2
