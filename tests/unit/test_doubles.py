"""`folkmoot contributors --doubles`: what speaks for one person having several accounts, and what does not."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from folkmoot.cli import main
from folkmoot.collect.authors import hashed
from folkmoot.load.visits import CACHE
from support.hubs import COMMUNITY, found, minimal_hub, write
from support.repositories import Repository

SALT = "0" * 32
ADA = "name: Ada Rossi\njoined: 2024-02-29\ngithub: adarossi\n"
NOREPLY = "7+adarossi@users.noreply.github.com"


def hub(root: Path, **files: str) -> Path:
    told = {
        "content/community.yml": f"{COMMUNITY}sources: {{repositories: [lamp, org/kiln]}}\n",
        "members/ada-rossi.yml": ADA,
    }
    made = minimal_hub(root, **(told | files))
    write(made, "archive/identity-salt", f"{SALT}\n")
    return made


def signed(root: Path, *whos: str, folder: str = "lamp", mailmap: str = "") -> Repository:
    """A repository with a commit by each of these; what follows a line's end in a `who` is the commit's last line."""
    repository = Repository(root / folder)
    for who in whos:
        author, _, last = who.partition("\n")
        repository.commit(author, message=f"Change\n\n{last}", files={".mailmap": mailmap} if mailmap else {})
    return repository


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["contributors", "--doubles", "--hub", str(root), "--at", "2026-06-15", *words])


def proposals(root: Path) -> list[dict[str, Any]]:
    result = run(root, "--format", "json")
    assert result.exit_code == 0, result.output
    return list(json.loads(result.stdout)["proposals"])


def nobodys(root: Path) -> list[dict[str, Any]]:
    return list(json.loads(run(root, "--format", "json").stdout)["unclaimed"])


def lines(root: Path) -> list[tuple[str, list[str]]]:
    return [(one["file"], one["lines"]) for one in proposals(root)]


@pytest.mark.parametrize(
    ("whos", "reason"),
    [
        (["Ada Rossi <adarossi@example.org>"], "the name is the same, and an address begins with the login adarossi"),
        (
            [f"Ada Rossi <{NOREPLY}>\nCo-authored-by: ada rossi <rossi@example.org>", "Ada Rossi <rossi@example.org>"],
            "the name is the same, and both stand in one commit as its authors",
        ),
    ],
)
def test_a_members_line_is_proposed_with_what_speaks_for_it(tmp_path: Path, whos: list[str], reason: str) -> None:
    root = hub(tmp_path)
    signed(root, *whos)
    (one,) = proposals(root)
    email = "adarossi@example.org" if len(whos) == 1 else "rossi@example.org"
    assert (one["member"], one["file"]) == ("ada-rossi", "members/ada-rossi.yml")
    assert one["lines"] == [f"accounts: [{hashed(email, SALT)}]"]
    assert [(other["emails"], other["reasons"]) for other in one["others"]] == [([email], [reason])]


def test_what_is_proposed_is_taken_and_proposed_no_more(tmp_path: Path) -> None:
    root = hub(tmp_path, **{"members/ada-rossi.yml": f"{ADA}accounts: [github:99]\n"})
    signed(root, "Ada Rossi <adarossi@example.org>", "Ada Rossi <5+adarossi-work@users.noreply.github.com>")
    ((path, (line,)),) = lines(root)
    assert line == f"accounts: [github:99, {hashed('adarossi@example.org', SALT)}]"
    write(root, path, f"{ADA}{line}\n")
    assert found(root) == []
    assert lines(root) == []


def test_two_davids_are_two_people(tmp_path: Path) -> None:
    david = "name: David\njoined: 2024-02-29\ngithub: dave\n"
    root = hub(tmp_path, **{"members/david.yml": david})
    signed(
        root,
        "David <david@one.example>\nCo-authored-by: David <david@two.example>",
        "David <david@two.example>\nCo-authored-by: David <3+dave@users.noreply.github.com>",
        "David Smith <info@three.example>",
        "David Smith <info@four.example>",
        "David Smith <david@three.example>",
        "David Smith <smith@four.example>",
        "David Smith <david@five.example>",
    )
    assert lines(root) == []


def test_two_davids_with_more_than_a_name_in_common_are_proposed(tmp_path: Path) -> None:
    root = hub(tmp_path)
    signed(root, "David <dvd77@one.example>", "David <dvd77@two.example>", "David <dvd77@two.example>")
    (one,) = proposals(root)
    assert (one["file"], one["repository"]) == (".mailmap", "lamp")
    assert one["lines"] == ["David <dvd77@two.example> <dvd77@one.example>"]
    assert one["others"][0]["reasons"] == ["the name is the same, and both addresses begin with dvd77@"]


def test_a_line_for_mailmap_does_what_it_says(tmp_path: Path) -> None:
    root = hub(tmp_path)
    repository = signed(
        root, "Cy Oak <9+cyoak@users.noreply.github.com>", "Cy <cy.oak+git@gmail.com>", "C <cyoak@gmail.com>"
    )
    (one,) = proposals(root)
    assert one["others"][0]["reasons"] == ["both addresses lead to one mailbox, cyoak@gmail.com"]
    repository.commit(files={".mailmap": "\n".join(one["lines"])})
    assert lines(root) == []


def test_one_repositorys_mailmap_speaks_for_the_others(tmp_path: Path) -> None:
    root = hub(tmp_path)
    signed(root, "Cy <9+cyoak@users.noreply.github.com>", "C. O. <old@example.org>", mailmap=(
        "Cy <9+cyoak@users.noreply.github.com> <old@example.org>\n"
    ))  # fmt: skip
    signed(root, "Somebody <old@example.org>", folder=f"{CACHE}/git/org-kiln-git")
    (one,) = proposals(root)
    assert (one["repository"], one["lines"]) == (
        "org/kiln",
        ["Cy <9+cyoak@users.noreply.github.com> <old@example.org>"],
    )
    assert one["others"][0]["reasons"] == ["a .mailmap says that old@example.org is the same person's"]


def test_members_links_speak_for_accounts_and_addresses(tmp_path: Path) -> None:
    bo = "name: Bo Ek\njoined: 2024-02-29\nlinks:\n  - {label: Code, url: 'https://github.com/BoEk'}\n"
    cy = "name: Cy Oak\njoined: 2024-02-29\nlinks:\n  - {label: Me, url: 'https://www.oak.example/cy'}\n"
    root = hub(tmp_path, **{"members/bo-ek.yml": bo, "members/cy-oak.yml": cy})
    signed(root, "B <8+boek@users.noreply.github.com>", "Cy Oak <mail@oak.example>", "Di Oak <di@oak.example>")
    assert lines(root) == [
        ("members/bo-ek.yml", ["github: boek", "github_id: 8"]),
        ("members/cy-oak.yml", [f"accounts: [{hashed('mail@oak.example', SALT)}]"]),
    ]


def test_who_could_be_either_of_two_members_is_proposed_for_none(tmp_path: Path) -> None:
    root = hub(tmp_path)
    signed(root, "Ada Rossi <adarossi@one.example>")
    assert [one["member"] for one in proposals(root)] == ["ada-rossi"]
    links = "links:\n  - {label: Me, url: 'https://one.example'}\n"
    write(root, "members/ada-two.yml", f"name: Ada Rossi\njoined: 2025-01-01\n{links}")
    assert lines(root) == []


@pytest.mark.parametrize(
    "whos",
    [
        ["Quin Secret <5+qsecret@users.noreply.github.com>", "Quin Secret <qsecret@example.org>"],
        ["Somebody <qs77@example.org>", "Somebody <qs77@other.example>"],
        ["Quin Secret <q.q.s@one.example>", "QUIN  SECRET <q.q.s@two.example>"],
        ["Zed <z@z.example>\nCo-authored-by: Quin Secret <qsecret@example.org>", "Quin <qsecret+git@example.org>"],
    ],
)
def test_hidden_members_are_in_no_proposal_whoever_names_them(tmp_path: Path, whos: list[str]) -> None:
    secret = "name: Quin Secret\njoined: 2025-01-01\nvisibility: hidden\ngithub: qsecret\naccounts: [github:5]\n"
    told = f"{secret.rstrip()[:-1]}, {hashed('zq@example.org', SALT)}]\n"
    root = hub(tmp_path, **{"members/quin.yml": told})
    mailmap = (
        "Quin <5+qsecret@users.noreply.github.com> <qs77@example.org>\n"
        "Quin <zq@example.org> <qsecret+git@example.org>\n"
    )
    signed(root, *whos, mailmap=mailmap)
    signed(root, "Somebody <qs77@example.org>", folder=f"{CACHE}/git/org-kiln-git")
    result = run(root)
    assert "nothing speaks for anybody" in result.output.lower()
    assert "quin" not in result.output.lower()
    # Where no .mailmap and no name says that it is theirs, it is anybody's.
    known = "qs77@example.org" in str(whos)
    strangers = {"qs77@other.example" if known else "qs77@example.org", *(["z@z.example"] if "Zed" in whos[0] else [])}
    assert {one["email"] for one in nobodys(root)} == strangers


def test_what_github_said_of_an_address_is_known(tmp_path: Path) -> None:
    root = hub(tmp_path)
    signed(root, "Ada Rossi <adarossi@example.org>", "Di <di@example.org>", folder=f"{CACHE}/git/org-kiln-git")
    assert [one["member"] for one in proposals(root)] == ["ada-rossi"]
    said = {
        hashed("adarossi@example.org", SALT): [20600, 7, "adarossi"],
        hashed("di@example.org", SALT): [20600, 0, ""],
    }
    write(root, f"{CACHE}/accounts/org-kiln-git.json", json.dumps(said))
    assert proposals(root) == []


def test_programs_are_nobodys_double(tmp_path: Path) -> None:
    root = hub(tmp_path)
    signed(root, "Renovate[bot] <rnv77@one.example>", "Renovate[bot] <rnv77@two.example>")
    assert lines(root) == []


def test_what_is_not_at_hand_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    root = hub(tmp_path)
    signed(root, "Ada Rossi <adarossi@example.org>")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    result = run(root)
    assert "org/kiln: is not at hand; folkmoot collect brings it" in result.output
    assert "members/ada-rossi.yml, in place of any line accounts:\n    accounts: [hash:" in result.output
    assert "Ada Rossi <adarossi@example.org>: 1 commit in lamp" in result.output
    assert result.output.endswith("1 proposal, by 1 history. Nothing was changed: ask the people first.\n")
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_where_everybody_can_read_what_is_told_nothing_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    result = run(hub(tmp_path))
    assert result.exit_code == 2
    assert "run it on your own machine" in result.output


def test_without_a_salt_it_is_said_what_comes_first(tmp_path: Path) -> None:
    root = hub(tmp_path)
    (root / "archive/identity-salt").unlink()
    result = run(root)
    assert result.exit_code == 2
    assert "folkmoot collect" in result.output


def test_whose_commits_count_for_nobody_is_told_with_the_lines_that_change_it(tmp_path: Path) -> None:
    root = hub(tmp_path, **{"members/bo-ek.yml": "name: Bo Ek\njoined: 2024-02-29\ngithub: boek\ngithub_id: 8\n"})
    bo = "Bo Ek <hello@ek.example>"
    repository = signed(
        root, "Cy <cy@oak.example>", bo, bo, "Lamp Robot[bot] <robot@lamps.example>", f"Ada <{NOREPLY}>"
    )
    signed(root, bo, folder=f"{CACHE}/git/org-kiln-git")
    bos, _ = nobodys(root)
    assert (bos["commits"], bos["sources"]) == (3, ["lamp", "org/kiln"])
    output = run(root).output
    assert "- Bo Ek <hello@ek.example>: 3 commits in lamp, org/kiln\n" in output
    assert output.index("hello@ek.example") < output.index("cy@oak.example")
    assert "robot@" not in output
    assert NOREPLY not in output
    line = bos["mailmap"].replace("<an address of theirs that is known>", "<8+boek@users.noreply.github.com>")
    repository.commit("Ada <ada@example.org>", files={".mailmap": f"{line}\n"})
    assert [one["name"] for one in nobodys(root)] == ["Ada", "Cy"]
    assert [(one["member"], one["lines"]) for one in proposals(root)] == [
        ("bo-ek", [bos["accounts"].replace('"', "")])
    ], "the other repository has no such .mailmap"
    with (root / "members/bo-ek.yml").open("a") as file:
        file.write(f"{bos['accounts']}\n")
    assert found(root) == []
    assert proposals(root) == []
    assert [one["name"] for one in nobodys(root)] == ["Ada", "Cy"]


def test_of_very_many_the_first_are_told_and_how_many_more_there_are(tmp_path: Path) -> None:
    root = hub(tmp_path)
    helpers = "\n".join(f"Co-authored-by: P{number} <p{number}@example.org>" for number in range(22))
    signed(root, f"Zed <zed@example.org>\n{helpers}", "Zed <zed@example.org>")
    output = run(root).output
    assert output.count("accounts: ") == 20
    assert "and 3 more addresses, with 3 commits\n" in output
    assert "Zed <zed@example.org>: 2 commits" in output


def test_who_is_proposed_for_somebody_is_not_told_twice(tmp_path: Path) -> None:
    root = hub(tmp_path)
    signed(root, "Ada Rossi <adarossi@example.org>")
    assert (len(proposals(root)), nobodys(root)) == (1, [])
