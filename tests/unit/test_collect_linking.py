"""Whom GitHub knows behind unknown addresses: asked for cheaply, remembered, and never against a member's own word."""

import datetime as dt
import json
import shutil
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from folkmoot import git
from folkmoot.asking import Request, histories
from folkmoot.collect import history, linking
from folkmoot.collect.authors import hashed
from folkmoot.collect.counting import NO_MEMORY, Memory, counted
from folkmoot.collect.github.session import Session
from folkmoot.collect.linking import Linking, linked
from folkmoot.collect.patience import Trip
from folkmoot.collect.runtime import RunTime
from folkmoot.collect.standing import Standing
from folkmoot.model.base import Origin
from folkmoot.model.community import Community, Profile
from folkmoot.model.harvest import Source, Visit, Work
from folkmoot.model.member import Member
from folkmoot.publish import archive
from folkmoot.publish.archive import identity_salt
from support.github.faults import rate_limited
from support.github.schema import missing_schema
from support.github.server import GitHub
from support.repositories import Repository

pytestmark = pytest.mark.skipif(bool(missing_schema()), reason=missing_schema())

SALT = "5a17"
TODAY = 20_600
SOURCE = Source("work", "org-lamp-git", "org/lamp", "org/lamp")
ADA, BO, CY = "ada@home.example", "bo@home.example", "cy@home.example"
HELPED = f"Mend it\n\nCo-authored-by: Bo <{BO}>\nCo-authored-by: Cy <{CY}>"


class Memo(dict[str, bytes]):
    """What a run remembers."""

    @property
    def memory(self) -> Memory:
        return Memory(lambda name: self.get(name, b""), self.__setitem__)


@pytest.fixture
def lamp(tmp_path: Path) -> Repository:
    """Ada wrote with her unknown address and with the one that GitHub gave her; Bo and Cy helped once."""
    made = Repository(tmp_path / "lamp")
    made.commit(f"Ada <{ADA}>", "2026-03-02", HELPED)
    made.commit("Ada <7+ada@users.noreply.github.com>", "2026-03-09", files={"a.md": "x"})
    made.commit(f"Ada <{ADA.title()}>", "2026-03-16", files={"b.md": "x"})
    return made


def commits_of(repository: Repository) -> list[dict[str, Any]]:
    """The scenario of the same commits."""
    told = repository.git("log", "--format=%H%x00%ae%x00%B%x01").split("\x01")
    rows = [one.strip().split("\0") for one in told if one.strip()]
    return [{"oid": commit, "by": "ada", "email": email, "message": message} for commit, email, message in rows[::-1]]


def holding(github: GitHub, repository: Repository) -> None:
    github.holds(
        {
            "accounts": {
                "ada": {"id": 7, "emails": [ADA, ADA.title()]},
                "bo": {"id": 8, "emails": [BO]},
                "bot": {"id": 9, "kind": "Bot", "emails": [CY]},
            },
            "repositories": {"org/lamp": {"commits": commits_of(repository)}},
        }
    )


def run(github: GitHub | None, repository: Repository, memory: Memory = NO_MEMORY, **told: Any) -> tuple[Work, ...]:
    work = asked(github, repository, memory, **told)
    assert work is not None
    return work


def asked(
    github: GitHub | None,
    repository: Repository,
    memory: Memory = NO_MEMORY,
    claimed: frozenset[str] = frozenset(),
    today: int = TODAY,
    source: Source = SOURCE,
    known: Mapping[tuple[str, str], int] = {},
) -> tuple[Work, ...] | None:
    until = time.monotonic() + 60
    work = counted(source, repository.path, SALT, today, NO_MEMORY, until)
    about = Linking(source, repository.path, SALT, claimed, today, until, known)
    if github is None:
        return linked(work, about, memory, None)
    with Session("token", github.base_url, wait=lambda _: None) as session:
        return linked(work, about, memory, session)


def told(work: tuple[Work, ...]) -> set[tuple[str, str, str, int]]:
    return {(one.who, one.login, one.kind, one.commits) for one in work}


def test_unknown_addresses_get_the_accounts_that_github_knows(github: GitHub, lamp: Repository) -> None:
    holding(github, lamp)
    memo = Memo()
    work = run(github, lamp, memo.memory)
    assert told(work) == {
        ("github:7", "ada", "code", 1),
        ("github:7", "ada", "docs", 2),
        ("github:8", "bo", "code", 1),
        (hashed(CY, SALT), "", "code", 1),
    }
    docs = next(one for one in work if one.kind == "docs")
    assert (docs.first, docs.last, docs.weeks) == ("2026-03-09", "2026-03-16", ("2026-W11", "2026-W12"))
    assert github.accounting.points == 1
    kept = b"".join(memo.values())
    assert not any(word in kept for word in (b"@", b"home", b"Ada", b"Bo"))
    assert run(github, lamp, memo.memory) == run(None, lamp, memo.memory) == work
    assert github.accounting.points == 1


def test_the_lines_are_those_of_a_history_in_which_nobody_was_unknown(github: GitHub, lamp: Repository) -> None:
    holding(github, lamp)
    found = run(github, lamp)
    names = {ADA: "7+ada", ADA.title(): "7+ada", BO: "8+bo"}
    mailmap = "".join(f"X <{new}@users.noreply.github.com> <{old}>\n" for old, new in names.items())
    (lamp.path / ".mailmap").write_text(mailmap)
    plain = counted(SOURCE, lamp.path, SALT, TODAY, NO_MEMORY, time.monotonic() + 60)
    assert found == plain


def test_whom_github_does_not_know_is_asked_for_again_after_months(github: GitHub, lamp: Repository) -> None:
    holding(github, lamp)
    memo = Memo()
    run(github, lamp, memo.memory)
    run(github, lamp, memo.memory, today=TODAY + 89)
    assert github.accounting.points == 1
    run(github, lamp, memo.memory, today=TODAY + 90)
    assert github.accounting.points == 2


def test_what_a_member_says_of_an_address_counts_more(github: GitHub, lamp: Repository) -> None:
    holding(github, lamp)
    memo = Memo()
    work = run(github, lamp, memo.memory, claimed=frozenset({hashed(ADA, SALT), hashed(CY, SALT)}))
    assert {one.who for one in work} == {"github:7", "github:8", hashed(ADA, SALT), hashed(CY, SALT)}
    assert list(json.loads(memo["org-lamp-git.json"])) == [hashed(BO, SALT)]


def test_a_mailmap_says_which_address_it_is_about_and_github_knows_the_written_one(
    github: GitHub, lamp: Repository
) -> None:
    (lamp.path / ".mailmap").write_text(f"Ada <new@home.example> <{ADA}>\nBo <new-bo@home.example> <{BO}>\n")
    holding(github, lamp)
    assert {("github:7", "ada", "docs", 2), ("github:8", "bo", "code", 1)} <= told(run(github, lamp))


@pytest.mark.parametrize("source", ["https://git.example/lamp.git", "lamp"])
def test_elsewhere_than_at_github_nobody_is_asked(github: GitHub, lamp: Repository, source: str) -> None:
    holding(github, lamp)
    run(github, lamp, source=replace(SOURCE, url=source))
    assert github.accounting.points == 0


def test_where_github_does_not_answer_people_stay_unknown_and_are_asked_for_later(
    github: GitHub, lamp: Repository
) -> None:
    holding(github, lamp)
    github.faults.append(rate_limited())
    memo = Memo()
    assert hashed(ADA, SALT) in {one.who for one in run(github, lamp, memo.memory)}
    assert memo == {}


def test_what_the_archive_knew_is_not_unlearned_where_the_cache_is_lost(github: GitHub, lamp: Repository) -> None:
    holding(github, lamp)
    work = run(github, lamp)
    known = {("github:7", "2026-03"): 3}  # one of them by the address that tells the account
    github.faults.append(rate_limited())
    assert asked(github, lamp, known=known) is None
    github.budget.refill()
    assert asked(None, lamp, known=known) is None
    github.budget.spend(905)
    assert asked(github, lamp, known=known) == work  # nobody can tell before the first question that little is left
    memo = Memo()
    github.budget.refill()
    assert asked(github, lamp, memo.memory, known=known) == work
    assert asked(None, lamp, memo.memory, known=known) == work


def test_what_a_history_says_by_itself_needs_nobodys_word(lamp: Repository) -> None:
    """Nor do those whom nobody ever knew, and what is counted elsewhere than at GitHub."""
    known = dict.fromkeys([("github:7", "2026-03"), ("login:zoe", "2026-03"), (hashed(CY, SALT), "2026-02")], 1)
    work = run(None, lamp)
    assert run(None, lamp, known=known) == work
    away = replace(SOURCE, url="https://git.example/lamp.git")
    assert run(None, lamp, known={("github:8", "2026-03"): 1}, source=away) == work


def test_who_is_gone_for_another_reason_holds_nothing_up_once_github_was_asked(
    github: GitHub, lamp: Repository
) -> None:
    holding(github, lamp)
    assert run(github, lamp, known={("github:99", "2026-03"): 1}) == run(github, lamp)


def test_what_is_lost_is_asked_for_at_once(github: GitHub, lamp: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    holding(github, lamp)
    work = run(github, lamp)
    monkeypatch.setattr(linking, "_MOST", 1)
    assert run(github, lamp, known={("github:8", "2026-03"): 1}) == work


@pytest.mark.parametrize(
    "kept",
    [b"{", b"[]", b'{"hash:00": [1, 2, "x"]}', b'{"a": 1}', "[" * 100_000,
     f'{{"{hashed(ADA, SALT)}": [1, 7, "<b>"]}}', f'{{"{hashed(ADA, SALT)}": ["1", 7, "ada"]}}',
     f'{{"{hashed(ADA, SALT)}": [1, -7, "ada"]}}'],
)  # fmt: skip
def test_what_is_damaged_of_what_was_remembered_is_forgotten(lamp: Repository, kept: str | bytes) -> None:
    memo = Memo({"org-lamp-git.json": kept.encode() if isinstance(kept, str) else kept})
    assert hashed(ADA, SALT) in {one.who for one in run(None, lamp, memo.memory)}


def test_collecting_asks_and_hides_whom_a_hidden_member_says_they_are(
    github: GitHub, lamp: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    holding(github, lamp)
    root = tmp_path / "hub"

    def fetched(_address: str, into: Path, *_: object) -> None:
        git.run("clone", "--bare", "--quiet", str(lamp.path), str(into), at=tmp_path)

    monkeypatch.setattr(history, "fetch_history", fetched)
    monkeypatch.setattr(history, "_guarded", lambda *_: "")
    root.mkdir()
    salt = identity_salt(root / "archive")
    told = {"name": "Bo", "joined": "2024-01-01", "visibility": "hidden", "accounts": [hashed(BO, salt)]}
    member = Member.model_validate(told).placed(Origin("members/bo.yml", "bo"))
    profile = Profile.model_validate({"name": "Test", "sources": {"repositories": ["org/lamp"]}})
    community = Community(profile, {"bo": member}, {}, {}, {}, {}, {}, (), ())
    now = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    request = Request(root, community, root / "archive", now, "token", github.base_url)
    trip = Trip(SOURCE, Standing(), Visit())
    with Session("token", github.base_url) as session:
        (found,) = histories(request, [trip], RunTime(), session)
    assert {one.who for one in found.records if isinstance(one, Work)} == {  # Cy is unknown, and Bo as Bo said
        "github:7",
        hashed(CY, salt),
        hashed(BO, salt),
    }
    assert session.cost.points == 1
    cache = root / ".folkmoot/cache"
    files = [*(cache / "histories").iterdir(), *(cache / "accounts").iterdir()]
    assert [path.name for path in files].count("org-lamp-git.json") == 2
    assert not any(b"@" in path.read_bytes() for path in files)
    archive.write(root / "archive", found.records)
    without = request._replace(token="")
    for name in ("git", "histories"):
        shutil.rmtree(cache / name)
    with Session("", github.base_url) as session:
        (again,) = histories(without, [trip], RunTime(), session)
        assert (again.records, again.failure) == (found.records, None)
        shutil.rmtree(cache)
        (lost,) = histories(without, [trip], RunTime(), session)
    assert (lost.records, lost.is_told) == ((), False)
    assert lost.failure
    assert lost.failure.reason.startswith("waits until GitHub tells again")
    assert lost.failure.reason.endswith("stays; no GITHUB_TOKEN is set")


def test_only_so_many_are_asked_for_at_once(github: GitHub, lamp: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    holding(github, lamp)
    monkeypatch.setattr(linking, "_MOST", 1)
    memo = Memo()
    known = []
    for _ in range(3):
        run(github, lamp, memo.memory)
        known.append(len(json.loads(memo["org-lamp-git.json"])))
    assert known == [1, 2, 3]
