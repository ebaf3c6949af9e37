"""Who was hidden when their file was removed is named by nothing afterwards either, and nothing but hashes is kept."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from folkmoot.collect.membership import Turns
from folkmoot.derive.doubles import doubles
from folkmoot.derive.identity import Account, actors, withheld_people
from folkmoot.derive.seen import seen
from folkmoot.load.archive import load_archive
from folkmoot.load.community import load_community
from folkmoot.model.harvest import SALT, WITHHELD, Entry, Harvest
from folkmoot.model.signature import Signature
from folkmoot.model.turnover import Turn, account_token, withheld_after
from folkmoot.turnover import refresh_turnover
from support.hubs import minimal_hub
from support.leaving import DAY, FILE, HIDDEN, KNOWN, NOW, QUIN, TODAY, Hub, discussion


def test_who_left_hidden_is_in_no_list_afterwards(tmp_path: Path) -> None:
    hub = Hub(tmp_path)
    before = hub.said()
    hub.change("2026-03-02")
    told = hub.said()
    assert "quin" in told  # nothing was collected since
    assert hub.held()
    told = hub.said()
    assert "stranger" in told
    assert not any(word in told for word in ("quin", "oakes"))
    assert told.replace("quin", "") == before.replace("quin", "")


def test_who_left_hidden_goes_from_a_list_of_contributors_and_comes_no_more(tmp_path: Path) -> None:
    hub = Hub(tmp_path)
    hub.change("2026-03-02")
    hub.held()
    picture = "https://avatars.githubusercontent.com/u/{}?v=4"
    entries = [
        {"login": "QOAKES", "contributions": ["code"]},
        {"login": "old-quin", "contributions": ["code"]},
        {"login": "new-name", "avatar_url": picture.format(9), "contributions": ["code"]},
        {"login": "zoe", "avatar_url": picture.format(91), "contributions": ["code"]},
    ]
    (hub.path / ".all-contributorsrc").write_text(json.dumps({"contributors": entries}))
    made = json.loads(hub.contributors("--format", "all-contributors"))
    assert [one["login"] for one in made["contributors"]] == ["zoe", "adarossi", "stranger"]


def test_nothing_but_hashes_of_the_accounts_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = Hub(tmp_path)
    assert hub.held() == frozenset()
    assert not (hub.path / "archive" / WITHHELD).exists()
    hub.change("2026-03-02")
    salt = "pinch"
    (hub.path / "archive" / SALT).write_text(salt)
    assert hub.held() == {account_token(one, salt) for one in KNOWN}
    written = (hub.path / "archive" / WITHHELD).read_text("ascii").splitlines()
    assert written == sorted(account_token(one, salt) for one in KNOWN)
    assert not (hub.path / "archive/departures").exists()
    # A second run begins where the first one ended, and one that has lost its cache changes nothing either.
    began: list[str] = []

    def reading(_root: Path, since: str, *_rest: object) -> Turns:
        began.append(since)
        return Turns()

    monkeypatch.setattr("folkmoot.turnover.read_turns", reading)
    assert refresh_turnover(hub.path, hub.path / "archive", NOW).files == ()
    monkeypatch.undo()
    assert began == [hub.git("rev-parse", "HEAD~1").strip()]
    (hub.path / ".folkmoot/cache/members.json").unlink()
    assert refresh_turnover(hub.path, hub.path / "archive", NOW).files == ()


def test_who_left_in_the_open_may_be_named_as_github_does(tmp_path: Path) -> None:
    hub = Hub(tmp_path, QUIN)
    hub.change("2026-03-02")
    assert hub.held() == frozenset()
    assert "renamed-quin" in hub.said()


def test_a_file_that_hides_an_account_for_a_moment_is_enough_after_somebody_left(tmp_path: Path) -> None:
    hub = Hub(tmp_path, QUIN)
    hub.change("2026-03-02")
    hub.change("2026-03-03", HIDDEN)
    hub.change("2026-03-03")
    assert len(hub.held()) == len(KNOWN)


def test_who_comes_back_is_named_again_and_stays_so(tmp_path: Path) -> None:
    hub = Hub(tmp_path)
    hub.change("2026-03-02")
    assert len(hub.held()) == len(KNOWN)
    hub.change("2026-04-02", QUIN)
    assert "quin oakes" in hub.said()  # before anything is collected, too
    assert hub.held() == frozenset()
    hub.change("2026-05-02")
    assert hub.held() == frozenset()
    assert not (hub.path / "archive" / WITHHELD).exists()


def test_who_comes_back_hidden_leaves_in_the_open_once_they_are_so() -> None:
    gone = Turn("hidden", "quin", "2026-03-02", accounts=("github:9",))
    back = Turn("hidden", "quin", "2026-03-04")
    left = Turn("left", "quin", "2026-03-05", accounts=("github:9",))
    held = withheld_after((), [gone, back], "s")
    assert held == {account_token("github:9", "s")}
    assert withheld_after(held, [left], "s") == frozenset()
    assert account_token("github:9", "s") != account_token("github:9", "t")


def test_a_line_that_is_no_hash_is_told(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    good = account_token("github:9", "s")
    (archive / SALT).write_text("s")
    (archive / WITHHELD).write_bytes(f"{good}\n\nquin\xff\n".encode("latin-1"))
    harvest, problems = load_archive(archive, tmp_path)
    assert harvest.withheld == {good}
    assert [(one.path, one.line, one.code, one.severity) for one in problems] == [
        (f"archive/{WITHHELD}", 3, "archive-line", "warning")
    ]
    (archive / WITHHELD).unlink()
    (archive / WITHHELD).mkdir()
    harvest, (problem,) = load_archive(archive, tmp_path)
    assert (harvest.withheld, "cannot be read" in problem.message) == (frozenset(), True)


def test_what_was_collected_names_nobody_who_left_hidden(tmp_path: Path) -> None:
    community = load_community(minimal_hub(tmp_path)).community
    gone = frozenset(account_token(one, "s") for one in ("github:9", "login:qoakes"))
    entry = Entry("f", "1", "https://bo.example/1", "One", "By @QOakes", "Bo", "en", DAY, DAY)
    told = (
        discussion("formerly-quin", 9),
        discussion("QOakes", 0),
        discussion("formerly-quin", 0),
        discussion("else", 8),
        discussion("else", 8, "Thanks, @qoakes"),
    )
    entries = (entry, replace(entry, id="2", excerpt="@else", url="https://github.com/QOakes/lamp"))
    harvest = Harvest(entries=entries, discussions=told, salt="s", withheld=gone)
    found = seen(community, harvest, TODAY)
    assert [one.author for one in found.discussions] == ["", "", "", "else"]
    assert found.entries == (replace(entry, excerpt=""),)
    assert found.withheld == gone


@pytest.mark.parametrize(
    ("login", "number", "actor"),
    [
        ("formerly-bo", 7, ""),
        ("formerly-bo", 0, ""),
        ("boek", 0, ""),
        ("shared", 7, ""),
        ("shared", 0, "login:shared"),
        ("shared", 6, "github:6"),
        ("zoe", 0, "zoe"),
        ("qoakes", 0, ""),
        ("formerly-quin", 0, ""),
        ("formerly-quin", 3, ""),
        ("back", 0, "kim"),
        ("back", 5, "kim"),
    ],
)
def test_logins_are_known_by_ids_and_ids_by_logins(tmp_path: Path, login: str, number: int, actor: str) -> None:
    """But not where somebody else has had the login, too, or where whoever left hidden is back in the open."""
    files = {
        "members/bo-ek.yml": "name: Bo Ek\njoined: 2025-01-01\naccounts: [boek]\nvisibility: hidden\n",
        "members/zoe.yml": "name: Zoe\njoined: 2025-01-01\ngithub: zoe\n",
        "members/kim.yml": "name: Kim\njoined: 2025-01-01\ngithub: back\ngithub_id: 5\n",
    }
    community = load_community(minimal_hub(tmp_path, **files)).community
    rows = [("boek", 7), ("formerly-bo", 7), ("shared", 7), ("shared", 6), ("zoe", 7)]
    rows += [("qoakes", 3), ("formerly-quin", 3), (login, number)]
    known = {Account(*row) for row in rows}
    gone = frozenset(account_token(one, "s") for one in ("login:qoakes", "login:back", "github:5"))
    out = withheld_people(community.members.values(), known, {"s": gone})
    assert actors(community, known, out)[Account(login, number)] == actor
    assert out.holds_login("Formerly-Bo")
    assert not out.holds_login("zoe")


def test_a_list_of_contributors_knows_hidden_members_by_logins_that_they_had(tmp_path: Path) -> None:
    """Also members who want to be no more than named: what they gave is nobody's to tell."""
    hub = Hub(tmp_path)
    hub.change("2026-03-02", f"{QUIN}visibility: name\n")
    for quin in (HIDDEN, f"{QUIN}visibility: name\n"):
        (hub.path / FILE).write_text(quin)
        entries = [{"login": login, "contributions": ["code"]} for login in ("Renamed-Quin", "qoakes", "zoe")]
        entries.append({"name": "quin oakes", "contributions": ["code"]})
        (hub.path / ".all-contributorsrc").write_text(json.dumps({"contributors": entries}))
        made = json.loads(hub.contributors("--format", "all-contributors"))
        assert [one["login"] for one in made["contributors"]] == ["zoe", "adarossi", "stranger"]


def test_nobody_who_left_hidden_is_proposed_as_somebodys_other_account(tmp_path: Path) -> None:
    community = load_community(minimal_hub(tmp_path)).community
    signatures = [
        Signature("a-git", f"quin.oakes@{host}.example", ("Quin Oakes",), f"login:{login}", login, 5)
        for login, host in (("qoakes", "a"), ("qoakes-2", "b"))
    ]
    told = doubles(community, signatures)
    gone = frozenset([account_token("login:qoakes", "s")])
    assert [len(one.others) for one in told] == [1]
    assert doubles(community, signatures, {"s": gone}) == ()


def test_accounts_are_read_from_files_that_say_them_oddly(tmp_path: Path) -> None:
    told = "github: [x]\naccounts: [[y], 'hash:0123456789abcdef', Bo]\nvisibility: hidden\n"
    hub = Hub(tmp_path, f"name: Q\n{told}")
    hub.change("2026-03-02")
    hub.held()
    salt = (hub.path / "archive" / SALT).read_text().strip()
    assert hub.held() == {account_token(one, salt) for one in ("hash:0123456789abcdef", "login:bo")}
