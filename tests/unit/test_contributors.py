"""`folkmoot contributors`: who is told to have given what, and the file `.all-contributorsrc` they are put into."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from folkmoot.cli import main
from folkmoot.render.all_contributors import new_document
from support.hubs import COMMUNITY, minimal_hub, write

REPOSITORY = "repository: https://github.com/moot/hub\n"
PEOPLE = {
    "content/community.yml": f"{COMMUNITY}{REPOSITORY}sources: {{repositories: [test/lamp]}}\n",
    "events/meeting.md": "",
    "members/ada-rossi.yml": (
        "name: Ada Rossi\njoined: 2024-02-29\ngithub: AdaRossi\ngithub_id: 7\n"
        "links: [{label: Me, url: 'https://ada.example'}]\nconsent: {photo: 2024-02-29}\n"
    ),
    "members/bo-ek.yml": "name: Bo Ek\njoined: 2024-03-01\ngithub: boek\n",
    "members/cy-oak.yml": "name: Cy Oak\njoined: 2024-03-01\naccounts: ['hash:00000000000000cc']\n",
    "members/fay.yml": "name: Fay Only\njoined: 2024-03-01\ngithub: fay\nvisibility: name\n",
    "members/quin.yml": (
        "name: Quin Secret\njoined: 2024-03-01\ngithub: qsecret\nvisibility: hidden\n"
        "accounts: [old-quin, 'hash:00000000000000ee']\n"
    ),
}


def work(who: str, login: str = "", kind: str = "code") -> dict[str, Any]:
    return {
        **{"source": "test-lamp-git", "id": f"{who}{kind}", "who": who, "login": login},
        **{"published": "2026-03-01T00:00:00Z", "kind": kind, "commits": 5},
        **{"first": "2026-03-02", "last": "2026-03-20"},
    }


WORK = (
    work("github:7", "AdaRossi"),
    work("login:adarossi", "AdaRossi", "docs"),
    work("login:boek", "boek", "translation"),
    work("hash:00000000000000cc"),
    work("github:40", "stranger"),
    work("hash:00000000000000dd"),
    work("login:fay", "fay"),
    work("login:qsecret", "qsecret"),
    work("login:old-quin", "old-quin"),
    work("hash:00000000000000ee"),
)


def hub(root: Path, *rows: dict[str, Any], **files: str) -> Path:
    lines = "".join(f"{json.dumps(row)}\n" for row in rows or WORK)
    return minimal_hub(root, **(PEOPLE | {"archive/work/test-lamp-git/2026.jsonl": lines} | files))


def run(root: Path, *words: str) -> Result:
    result = CliRunner().invoke(main, ["contributors", "--hub", str(root), "--at", "2026-06-15", *words])
    assert "Quin" not in result.output
    assert "qsecret" not in result.output
    return result


def file(root: Path, before: str = "") -> Any:
    """The file after one run, and after a second one, which changes nothing."""
    path = root / ".all-contributorsrc"
    if before:
        path.write_bytes(before.encode())
    assert run(root, "--format", "all-contributors", "--write").exit_code == 0
    once = path.read_bytes()
    assert "Nothing is new" in run(root, "--format", "all-contributors", "--write").output
    assert path.read_bytes() == once
    return json.loads(once)


def test_who_gave_what_is_told_by_name(tmp_path: Path) -> None:
    assert run(hub(tmp_path)).stdout.splitlines() == [
        "Ada Rossi (ada-rossi): code 5, doc 5",
        "Bo Ek (bo-ek): translation 5",
        "Cy Oak (cy-oak): code 5",
        "@stranger: code 5",
        "3 members and 1 account. 2 people are counted, and not named.",
    ]
    told = json.loads(run(tmp_path, "--format", "json").stdout)
    assert [(one["member"], one["login"], one["gave"]) for one in told["people"]][:2] == [
        ("ada-rossi", "AdaRossi", {"code": 5, "doc": 5}),
        ("bo-ek", "boek", {"translation": 5}),
    ]
    assert told["others"] == 2
    numbers = {one["login"]: one["number"] for one in told["people"]}
    assert (numbers["AdaRossi"], numbers["boek"], numbers["stranger"]) == (7, None, 40)


def test_a_new_file_is_made_of_public_members_and_logins(tmp_path: Path) -> None:
    shown = run(hub(tmp_path), "--format", "all-contributors")
    assert "1 member without a login at GitHub cannot be in this file." in shown.stderr
    assert not (tmp_path / ".all-contributorsrc").exists()
    made = file(tmp_path)
    assert json.loads(shown.stdout) == made
    assert (made["projectOwner"], made["projectName"]) == ("moot", "hub")
    assert made["contributors"] == [
        {
            "login": "AdaRossi",
            "name": "Ada Rossi",
            "avatar_url": "https://avatars.githubusercontent.com/u/7?s=160",
            "profile": "https://ada.example",
            "contributions": ["code", "doc"],
        },
        {
            "login": "boek",
            "name": "Bo Ek",
            "avatar_url": "https://github.com/identicons/boek.png",
            "profile": "https://github.com/boek",
            "contributions": ["translation"],
        },
        {
            "login": "stranger",
            "name": "stranger",
            "avatar_url": "https://github.com/identicons/stranger.png",
            "profile": "https://github.com/stranger",
            "contributions": ["code"],
        },
    ]


@pytest.mark.parametrize(
    ("repository", "expected"),
    [
        ("https://www.github.com/moot/hub.git", ("https://github.com", "moot", "hub", "github")),
        ("https://codeberg.org/moot/hub/", ("https://codeberg.org", "moot", "hub", "gitlab")),
        ("https://gitlab.example/a/b/hub", ("https://gitlab.example", "a/b", "hub", "gitlab")),
        ("", ("https://github.com", "", "", "github")),
    ],
)
def test_a_new_file_says_where_the_repository_is_and_not_that_it_is_at_github(
    repository: str, expected: tuple[str, ...]
) -> None:
    made = new_document(repository)
    assert tuple(made[key] for key in ("repoHost", "projectOwner", "projectName", "repoType")) == expected


THERE = """\
{
\t"badgeTemplate": "é",
\t"contributors": [
\t\t{"login": "zoe", "name": "Zoé", "contributions": ["ideas"], "extra": 1},
\t\t{"name": "Nobody's login", "contributions": ["talk"]},
\t\t{"login": "adarossi", "name": "A. R.", "profile": "https://x.example",
\t\t "contributions": [{"type": "doc", "url": "https://d.example"}, "mentoring"]}
\t],
\t"projectName": "lamp"
}"""


def test_what_is_in_the_file_stays_and_what_is_new_follows(tmp_path: Path) -> None:
    made = file(hub(tmp_path), THERE)
    assert list(made) == ["badgeTemplate", "contributors", "projectName"]
    zoe, nobody, ada, *new = made["contributors"]
    before = json.loads(THERE)["contributors"]
    assert [zoe, nobody] == before[:2]
    assert ada == before[2] | {"contributions": [*before[2]["contributions"], "code"]}
    assert [one["login"] for one in new] == ["boek", "stranger"]
    text = (tmp_path / ".all-contributorsrc").read_text("utf-8")
    assert text.startswith('{\n\t"badgeTemplate": "é"')
    assert not text.endswith("\n")


def test_a_member_whom_the_file_knows_by_another_login_is_added_no_more(tmp_path: Path) -> None:
    bo = "name: Bo Ek\njoined: 2026-01-01\ngithub: boek\naccounts: [Bo-Old]\n"
    told = {"contributors": [{"login": "bo-old", "contributions": ["translation"]}]}
    root = hub(tmp_path, work("login:boek", "boek", "translation"), **{"members/bo-ek.yml": bo})
    assert file(root, json.dumps(told)) == told


def test_entries_are_told_apart_by_the_accounts_of_members(tmp_path: Path) -> None:
    bo = "name: Bo Ek\njoined: 2026-01-01\ngithub: boek\ngithub_id: 9\naccounts: [bo-old]\n"
    cy = "name: Cy Oak\njoined: 2026-01-01\naccounts: [cy-old, 'hash:00000000000000cc']\n"
    bo_now, stranger = (f"https://avatars1.githubusercontent.com/u/{number}?v=4" for number in (9, 40))
    told = [
        {"login": "bo-older", "avatar_url": bo_now, "contributions": ["talk"]},
        {"login": "cy-old", "contributions": ["code"]},
        {
            "login": "was-stranger",
            "avatar_url": stranger,
            "contributions": ["code"],
        },
    ]
    root = hub(tmp_path, **{"members/bo-ek.yml": bo, "members/cy-oak.yml": cy})
    made = file(root, json.dumps({"contributors": told}))
    assert [one["login"] for one in made["contributors"]] == ["bo-older", "cy-old", "was-stranger", "AdaRossi"]
    assert made["contributors"][0] == told[0] | {"contributions": ["talk", "translation"]}
    told[1:] = [{"login": "Bo-Old", "contributions": ["translation"]}]
    path = write(root, ".all-contributorsrc", json.dumps({"contributors": told}))
    result = run(root, "--format", "all-contributors", "--write")
    assert "“@bo-older” and “@Bo-Old” are one person with 2 entries: make one of them." in result.stderr
    assert json.loads(path.read_text())["contributors"][:2] == told


def test_who_wants_to_be_left_out_goes_and_comes_no_more(tmp_path: Path) -> None:
    told = [{"login": "QSecret"}, {"login": "old-quin"}, {"login": "", "name": "quin secret"}, {"login": "zoe"}]
    made = file(hub(tmp_path), json.dumps({"contributors": told}))
    assert [one["login"] for one in made["contributors"]] == ["zoe", "AdaRossi", "boek", "stranger"]


def test_a_file_in_which_nothing_is_new_keeps_every_byte(tmp_path: Path) -> None:
    told = '{ "contributors":[{"login":"boek","contributions":[ "translation","code" ]}],\r\n"x":1.50 }  '
    root = hub(tmp_path, work("login:boek", "boek", "translation"))
    file(root, told)
    assert (root / ".all-contributorsrc").read_bytes() == told.encode()


def test_what_is_no_json_is_told_with_its_place(tmp_path: Path) -> None:
    write(hub(tmp_path), ".all-contributorsrc", b'{"contributors": [\n  {"login" "boek"}]}')
    assert "is no JSON at line 2, column 12" in run(tmp_path, "--format", "all-contributors").output


@pytest.mark.parametrize("bad", ["[]", '{"contributors": 7}', "[" * 100_000, "\xff", "7"])
def test_what_is_no_such_file_is_told_and_left(tmp_path: Path, bad: str) -> None:
    write(hub(tmp_path), ".all-contributorsrc", bad.encode("latin-1"))
    result = run(tmp_path, "--format", "all-contributors", "--write")
    assert result.exit_code == 2
    assert "is no .all-contributorsrc" in result.output
    assert (tmp_path / ".all-contributorsrc").read_bytes() == bad.encode("latin-1")


def test_odd_entries_stay_as_they_are(tmp_path: Path) -> None:
    odd = [None, 7, {"login": None, "contributions": None}, {"login": "boek", "contributions": "code"}, ["x"]]
    made = file(hub(tmp_path), json.dumps({"contributors": odd}))
    assert made["contributors"][:3] == odd[:3]
    assert made["contributors"][3] == {"login": "boek", "contributions": ["code", "translation"]}


def test_switches_that_would_do_nothing_are_refused(tmp_path: Path) -> None:
    hub(tmp_path)
    assert run(tmp_path, "--write").exit_code == 2
    assert run(tmp_path, "--doubles", "--format", "all-contributors").exit_code == 2


def test_with_errors_in_the_files_nobody_is_counted(tmp_path: Path) -> None:
    hub(tmp_path, **{"members/bo-ek.yml": "name: Bo Ek\n"})
    result = run(tmp_path)
    assert result.exit_code == 1
    assert "Nobody was counted" in result.output
