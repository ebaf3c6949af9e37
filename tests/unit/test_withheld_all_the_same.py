"""Whoever was hidden stays out though files are lost, given to somebody else, or name them in another way."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from folkmoot.cli import main
from folkmoot.derive.identity import Account, withheld_people
from folkmoot.derive.unnamed import Unnamed
from folkmoot.load.archive import load_archive
from folkmoot.load.community import load_community
from folkmoot.model.harvest import SALT, WITHHELD, Entry
from folkmoot.model.withheld import Withheld
from folkmoot.render.all_contributors import Person, document_of, merged
from support.hubs import minimal_hub
from support.leaving import DAY, FILE, HIDDEN, KNOWN, QUIN, Hub


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe"])
def test_without_the_salt_it_is_told_that_the_hashes_say_nothing(tmp_path: Path, content: bytes | None) -> None:
    hub = Hub(tmp_path)
    hub.change("2026-03-02")
    hub.held()
    salt = hub.path / "archive" / SALT
    salt.unlink()
    if content is not None:
        salt.write_bytes(content)
    _, problems = load_archive(hub.path / "archive", hub.path)
    assert [(one.path, one.message) for one in problems] == [
        (f"archive/{SALT}", "the file cannot be read, and the hashes of accounts say nothing without it")
    ]
    # A list that is made now is told to name those who left hidden.
    for form in ("text", "json", "all-contributors"):
        made = CliRunner().invoke(main, ["contributors", "--hub", str(hub.path), "--format", form])
        assert (made.exit_code, f"archive/{SALT}: warning: " in made.stderr) == (0, True)


@pytest.mark.parametrize("lost", [SALT, WITHHELD])
def test_hashes_that_are_lost_or_of_another_salt_are_made_again_from_the_whole_history(
    tmp_path: Path, lost: str
) -> None:
    hub = Hub(tmp_path)
    hub.change("2026-03-02")
    hub.commit(day="2026-05-01", files={"README": "1"})
    hub.held()
    (hub.path / "archive" / lost).unlink()
    assert hub.held()
    assert "quin" not in hub.said()


def test_accounts_are_read_as_members_files_are(tmp_path: Path) -> None:
    hub = Hub(tmp_path, 'name: Quin Oakes\njoined: 2024-03-01\ngithub: " QOakes "\naccounts: [" renamed-quin "]\n')
    hub.change("2026-03-02", (hub.path / FILE).read_text() + "visibility: hidden\n")
    assert "quin" not in hub.said()
    hub.change("2026-03-03")
    hub.held()
    told = hub.said()
    assert not any(word in told for word in ("quin", "oakes"))


@pytest.mark.parametrize(
    "entry",
    [
        {"login": " @QOakes "},
        {"login": "https://github.com/qoakes"},
        {"name": "Q", "profile": "https://github.com/QOakes/"},
        {"login": "left", "avatar_url": "https://github.com/qoakes.png?size=160"},
        {"login": "left", "avatar_url": "https://github.com/identicons/qoakes.png"},
        {"login": "left", "avatar_url": "HTTPS://Avatars.githubusercontent.com/u/9"},
        *({"login": "left", "name": name} for name in ("Oakes, Quin", " Quin  OAKES ", "Q. Oakes", "Quin Оаkes")),
    ],
)
def test_a_list_of_contributors_leaves_out_hidden_members_by_whatever_tells_who_they_are(
    tmp_path: Path, entry: dict[str, str]
) -> None:
    hub = Hub(tmp_path)
    (hub.path / ".all-contributorsrc").write_text(json.dumps({"contributors": [{"login": "zoe"}, entry]}))
    made = json.loads(hub.contributors("--format", "all-contributors"))
    assert [one["login"] for one in made["contributors"]] == ["zoe", "adarossi", "stranger"]


def test_a_list_of_contributors_keeps_a_member_who_is_called_like_a_hidden_one(tmp_path: Path) -> None:
    hub = Hub(tmp_path)
    (hub.path / "members/quin-b.yml").write_text("name: Quin Oakes\njoined: 2024-03-01\ngithub: Other\n")
    written = json.dumps({"contributors": [{"login": "other", "name": "Quin Oakes", "contributions": ["talk"]}]})
    (hub.path / ".all-contributorsrc").write_text(written)
    made = json.loads(hub.contributors("--format", "all-contributors"))
    assert made["contributors"][0] == {"login": "other", "name": "Quin Oakes", "contributions": ["talk"]}


def test_whose_file_becomes_somebody_elses_is_named_no_more_either(tmp_path: Path) -> None:
    hub = Hub(tmp_path)
    hub.change("2026-03-02", "name: Zora Else\njoined: 2026-03-02\ngithub: zora\n")
    assert len(hub.held()) == len(KNOWN)
    assert not any(word in hub.said() for word in ("renamed-quin", "oakes"))
    # Somebody who comes back by another account, or under another name, is the same person.
    for number, text in enumerate((QUIN.replace("Quin Oakes", "Q. O."), "name: Quin Oakes\njoined: 2024-03-01\n")):
        other = Hub(tmp_path / str(number))
        other.change("2026-03-02", text)
        assert other.held() == frozenset()


def test_a_login_beside_a_number_is_not_of_whoever_has_it_now(tmp_path: Path) -> None:
    quin = load_community(minimal_hub(tmp_path, **{FILE: HIDDEN})).community.members["quin"]
    twin = quin.model_copy(update={"visibility": "public"})
    known = [Account("qoakes", 9), Account("qoakes", 12)]
    out = withheld_people([quin], known)
    assert (out.holds_number(9), out.holds_number(12)) == (True, False)
    # What a hidden member and another one both name is the hidden one's.
    assert withheld_people([quin, twin], known).holds_number(9)
    without = quin.model_copy(update={"github_id": None})
    assert withheld_people([without], known).holds_number(12)


def test_an_author_in_a_feed_of_github_is_a_login() -> None:
    entry = Entry("s", "1", "https://github.com/zoe/x/releases/1", "T", "", " QOakes ", "en", DAY, DAY)
    unnamed = Unnamed(Withheld(accounts=frozenset(["login:qoakes"])))
    elsewhere = replace(entry, url="https://zoe.example/1")
    assert [one.author for one in unnamed.of([entry, elsewhere])] == ["", " QOakes "]


def test_two_of_whom_a_list_tells_as_one_give_both() -> None:
    people = [
        Person("ada", "ada", "Ada", 0, "", has_portrait=False, gave=("code",)),
        Person("bo-ek", "bo", "Bo", 0, "", has_portrait=False, gave=("doc",)),
    ]
    found = merged(document_of(b'{"contributors": [{"login": "ada"}]}', {}), people, ["bo-ek"], lambda *_: False)
    assert json.loads(found.content)["contributors"] == [{"login": "ada", "contributions": ["code", "doc"]}]
