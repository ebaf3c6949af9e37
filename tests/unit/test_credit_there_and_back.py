"""What goes out of a hub into a list of contributors comes back, and gives nobody anything that they did not give."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from folkmoot.cli import main
from folkmoot.model.turnover import account_token
from support.hubs import COMMUNITY, minimal_hub, write

LIST = ".all-contributorsrc"
LAMP = {"projectOwner": "Officina", "projectName": "lamp"}
AT = "2026-06-15"
ADA = {"login": "adarossi", "contributions": ["design", "mentoring"]}
BO = "name: Bo Ek\njoined: 2025-01-31\ngithub: bo-ek\n"
PROJECT = "---\ntitle: Lamp\nstatus: active\nrepositories: [officina/lamp]\n{}---\nText.\n"
HUB = "repository: https://github.com/officina/hub\narchive_dir: .archive\n"
HELD = "---\ntitle: Evening\nkind: meeting\nstart: 2026-03-02 19:00\nend: 2026-03-02 21:00\n{}---\nText.\n"
COMMITS = {
    **{"source": "officina-lamp-git", "id": "1", "who": "login:adarossi", "login": "AdaRossi", "kind": "code"},
    **{"published": "2026-03-01T00:00:00Z", "commits": 5, "first": "2026-03-02", "last": "2026-03-20"},
}


def busy_hub(tmp_path: Path, **files: str) -> Path:
    """Two projects, one of them the hub itself; Ada commits to the lamp, and holds an evening that is for neither."""
    return minimal_hub(
        tmp_path / "hub",
        **{
            "content/community.yml": f"{COMMUNITY}{HUB}sources: {{repositories: [officina/lamp]}}\n",
            "content/projects/lamp.md": PROJECT.format("credits:\n  - {member: bo-ek, gave: [design]}\n"),
            "content/projects/our-hub.md": (
                "---\ntitle: Our hub\nstatus: active\nrepositories: [.]\n"
                "credits:\n  - {member: bo-ek, gave: [mentoring]}\n---\nText.\n"
            ),
            "events/meeting.md": HELD.format("hosts: [ada-rossi]\n"),
            "members/bo-ek.yml": BO,
            ".archive/work/officina-lamp-git/2026.jsonl": json.dumps(COMMITS) + "\n",
        }
        | files,
    )


def imported(root: Path, *people: Any, more: tuple[str, ...] = (), **about: str) -> Result:
    """What the command says of a list of these people, which is that of the lamp where it does not say otherwise."""
    write(root.parent, LIST, json.dumps(LAMP | about | {"contributors": people}))
    result = CliRunner().invoke(main, ["import", str(root.parent / LIST), "--hub", str(root), "--at", AT, *more])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def gave(root: Path) -> Any:
    words = ["contributors", "--hub", str(root), "--format", "json", "--at", AT]
    people = json.loads(CliRunner().invoke(main, words).stdout)["people"]
    return {one["member"]: one["gave"] for one in people}


def round_trip(root: Path, *more: str, **about: str) -> tuple[dict[str, list[str]], str]:
    """What a list with these keys tells once the hub was put into it, and what importing that says."""
    file = root.parent / LIST
    write(root.parent, LIST, json.dumps(about | {"contributors": []}))
    at = ["--hub", str(root), "--at", AT]
    out = CliRunner().invoke(
        main, ["contributors", *at, "--format", "all-contributors", "--file", str(file), "--write"]
    )
    assert out.exit_code == 0
    told = {one["login"]: one["contributions"] for one in json.loads(file.read_text())["contributors"]}
    return told, CliRunner().invoke(main, ["import", str(file), *at, "--write", *more]).output


ALL = {"adarossi": ["code", "eventOrganizing"], "bo-ek": ["design", "mentoring"]}


@pytest.mark.parametrize(
    ("about", "more", "expected"),
    [
        (LAMP, (), {"adarossi": ["code"], "bo-ek": ["design"]}),
        (LAMP, ("--project", "our-hub"), {"adarossi": ["code"], "bo-ek": ["design"]}),
        ({"projectOwner": "officina", "projectName": "hub"}, (), ALL),
        ({"projectOwner": "officina", "projectName": "hub"}, ("--project", "lamp"), ALL),
        ({"projectOwner": "other", "projectName": "lamp"}, (), ALL),
        ({"projectOwner": "other", "projectName": "lamp"}, ("--project", "lamp"), ALL),
        ({}, ("--project", "lamp"), ALL),
        (LAMP | {"repoHost": "https://git.example"}, (), ALL),
        (LAMP | {"repoHost": "www.github.com"}, (), {"adarossi": ["code"], "bo-ek": ["design"]}),
    ],
)
def test_what_goes_into_a_list_and_comes_back_gives_nobody_anything_new(
    tmp_path: Path, about: dict[str, str], more: tuple[str, ...], expected: dict[str, list[str]]
) -> None:
    root = busy_hub(tmp_path)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    figures = gave(root)
    assert figures == {
        "ada-rossi": {"code": 5, "eventOrganizing": 1},
        "bo-ek": {"design": 1, "mentoring": 1},
    }
    told, said = round_trip(root, *more, **about)
    assert told == expected
    assert "No file was written, since there is none that is new." in said
    assert "credits:" not in said
    assert {path: path.read_bytes() for path in before} == before
    assert gave(root) == figures


def test_what_a_list_says_beside_what_the_hub_tells_of_others_is_told(tmp_path: Path) -> None:
    root = busy_hub(tmp_path)
    bo = {"login": "bo-ek", "contributions": ["mentoring", "video"]}
    lamp = imported(root, bo, more=("--write",)).output
    assert "gave: [mentoring, video]" in lamp
    assert gave(root)["bo-ek"] == {"design": 1, "mentoring": 2, "video": 1}
    bo["contributions"] = ["mentoring", "talk"]
    shown = imported(root, bo, more=("--project", "our-hub"), projectName="hub").output
    assert "gave: [talk]" in shown
    shown = imported(root, bo | {"contributions": ["video"]}, projectName="hub").output
    assert "bo-ek: gave video: the hub tells that already, and the list does not say what it was for" in shown


def test_nobody_gets_credit_while_it_is_not_known_what_the_hub_gives(tmp_path: Path) -> None:
    root = busy_hub(tmp_path, **{"members/bo-ek.yml": "name: Bo Ek\n"})
    shown = imported(root, ADA, more=("--write",)).output
    assert "nobody gets credit as long as files of the hub have errors" in shown
    assert "ada-rossi" not in (root / "content/projects/lamp.md").read_text()


def test_who_was_hidden_when_they_left_is_neither_invited_nor_named(tmp_path: Path) -> None:
    salt = "ab" * 32
    gone = "".join(f"{account_token(one, salt)}\n" for one in ("login:hugo-v", "github:104"))
    root = busy_hub(tmp_path, **{".archive/identity-salt": f"{salt}\n", ".archive/withheld-accounts": gone})
    portrait = "https://avatars.githubusercontent.com/u/104?v=4"
    hugo = [
        {"login": "Hugo-V", "name": "Hugo Verborgen", "contributions": ["code", "tea"]},
        {"login": "hugo-new", "name": "Hugo Verborgen", "avatar_url": portrait},
    ]
    zoe = {"login": "zoe", "name": "Zoe Lim"}
    letters = tmp_path / "letters.txt"
    result = imported(root, *hugo, zoe, more=("--invitations", str(letters)))
    assert "hugo" not in (result.output + letters.read_text()).lower()
    assert "Zoe Lim" in letters.read_text()
    assert result.output.count("wants to be named nowhere, and is not invited") == 1
    assert "0 in the hub already, 2 not taken" in result.output
    (root / ".archive/identity-salt").unlink()
    assert ".archive/identity-salt: the file cannot be read" in imported(root, zoe).output
    write(root, ".archive/identity-salt", f"{salt}\n")
    elsewhere = (root / ".archive").rename(tmp_path / "elsewhere")
    assert "Hugo" in imported(root, *hugo).output
    assert "hugo" not in imported(root, *hugo, more=("--archive", str(elsewhere))).output.lower()
