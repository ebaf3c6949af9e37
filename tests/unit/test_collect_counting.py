"""Counting on from what an earlier run counted: the same figures as if everything were read anew, and less to read."""

import datetime as dt
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from folkmoot.collect import changed, commits, counting
from folkmoot.collect.authors import hashed
from folkmoot.collect.counting import NO_MEMORY, Memory, counted
from folkmoot.model.harvest import AS_IT_IS, Reading, Source, Work
from support.repositories import Repository

SALT = "pinch"
ADA = "Ada Rossi <ada@example.org>"
BO = "Bo Ek <123+BoEk@users.noreply.github.com>"
LATE = time.monotonic() + 3600
TODAY = (dt.date(2026, 6, 15) - dt.date(1970, 1, 1)).days


class Remembering:
    """A memory in a dictionary, and which spans of commits were read, and which commits looked into."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.files: dict[str, bytes] = {}
        self.spans: list[str] = []
        self.looked_into: list[bytes] = []
        read, files = commits.read_commits, changed._files

        def spied(repository: Path, span: str, today: int, until: float, zone: dt.tzinfo) -> Iterator[object]:
            self.spans.append(span)
            return read(repository, span, today, until, zone)

        def looked(repository: Path, found: list[bytes], until: float) -> Iterator[object]:
            self.looked_into += found
            return files(repository, found, until)

        monkeypatch.setattr(counting, "read_commits", spied)
        monkeypatch.setattr(changed, "_files", looked)

    def count(
        self, repository: Repository, reading: Reading = AS_IT_IS, today: int = TODAY, salt: str = SALT
    ) -> tuple[Work, ...]:
        """What is counted with this memory, once it was seen that it is the same without any."""
        source = Source("work", "log-git", "log", reading=reading)
        self.spans.clear()
        self.looked_into.clear()
        memory = Memory(lambda name: self.files.get(name, b""), self.files.__setitem__)
        found = counted(source, repository.path, salt, today, memory, LATE)
        spans, looked_into = list(self.spans), list(self.looked_into)
        assert found == counted(source, repository.path, salt, today, NO_MEMORY, LATE)
        self.spans, self.looked_into = spans, looked_into
        return found


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "log")


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Remembering:
    return Remembering(monkeypatch)


def head(repository: Repository) -> str:
    return repository.git("rev-parse", "HEAD").strip()


def test_only_what_is_new_is_read(repository: Repository, memory: Remembering) -> None:
    repository.commit(BO, "2026-05-03", files={"docs/a.md": "1"})
    repository.commit(ADA, "2026-05-04", f"Solder\n\nCo-authored-by: {BO}", files={"a.py": "1"})
    memory.count(repository)
    first = head(repository)
    assert memory.spans == [first]
    repository.commit(BO, "2026-05-20", files={"docs/a.md": "2"})
    repository.commit(BO, "2026-06-01", f"x\n\nCo-authored-by: {ADA}", files={"de.po": "2"})
    docs = next(one for one in memory.count(repository) if one.kind == "docs")
    assert (docs.commits, docs.first, docs.last, docs.weeks) == (
        2,
        "2026-05-03",
        "2026-05-20",
        ("2026-W18", "2026-W21"),
    )
    assert memory.spans == [f"{first}..{head(repository)}"]
    assert len(memory.looked_into) == 2
    memory.count(repository)
    assert (memory.spans, memory.looked_into) == ([], [])


def test_a_rewritten_history_is_read_anew_but_no_commit_looked_into_twice(
    repository: Repository, memory: Remembering
) -> None:
    repository.commit(BO, files={"a.py": "1"})
    repository.commit(BO, files={"a.py": "2"})
    memory.count(repository)
    repository.git("reset", "--quiet", "--hard", "HEAD~1")
    repository.commit(ADA, files={"a.md": "2"})
    assert sorted(one.commits for one in memory.count(repository)) == [1, 1]
    assert memory.spans == [head(repository)]
    assert memory.looked_into == [head(repository).encode()]
    assert len(memory.files["log-git.commits"].splitlines()) == 3, (
        "what is no part of the history any more is forgotten"
    )


def test_what_says_how_to_count_makes_it_count_anew(repository: Repository, memory: Remembering) -> None:
    repository.commit("Bo <bo@old.example>", files={"a.py": "1\n"})
    repository.commit(ADA)
    robot = Reading(bots=("ada@*",))
    assert len(memory.count(repository)) == 2
    assert len(memory.count(repository, robot)) == 1
    assert sorted(one.added for one in memory.count(repository, Reading(lines=True))) == [0, 1]
    assert {one.who for one in memory.count(repository, salt="other")}.isdisjoint(
        one.who for one in memory.count(repository)
    )
    (repository.path / ".mailmap").write_text("Bo <bo@new.example> <bo@old.example>\n")
    assert hashed("bo@new.example", SALT) in {one.who for one in memory.count(repository)}
    repository.commit(ADA, "2026-05-15")
    assert hashed("bo@new.example", SALT) in {one.who for one in memory.count(repository)}
    assert ".." in memory.spans[0]


def test_a_bare_repository_has_the_mailmap_of_its_history(
    repository: Repository, memory: Remembering, tmp_path: Path
) -> None:
    repository.commit("Bo <bo@old.example>")
    bare = tmp_path / "bare"
    repository.git("clone", "--quiet", "--mirror", ".", str(bare))
    copy = Repository.__new__(Repository)
    copy.path = bare
    assert memory.count(copy)[0].who == hashed("bo@old.example", SALT)
    repository.commit("Bo <bo@old.example>", files={".mailmap": "<bo@new.example> <bo@old.example>\n"})
    copy.git("fetch", "--quiet")
    assert [(one.who, one.commits) for one in memory.count(copy)] == [(hashed("bo@new.example", SALT), 2)]


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b'{"way":1}',
        b"\xff\xfe",
        lambda told: told | {"head": "--all"},
        lambda told: told | {"head": "f" * 40},
        lambda told: told | {"head": 1},
        lambda told: told | {"day": TODAY + 1},
        lambda told: told | {"shares": [[*told["shares"][0][:3], "1", *told["shares"][0][4:]]]},
        lambda told: told | {"shares": [[1, *told["shares"][0][1:]]]},
        lambda told: told | {"shares": [["x"]]},
        lambda told: told | {"shares": None},
        lambda told: told | {"seen": [["x", "y", "z", "0"]]},
        lambda told: told | {"seen": [["x", "y", "z", None]]},
        lambda told: {key: value for key, value in told.items() if key != "seen"},
    ],
)
def test_a_damaged_memory_costs_time_alone(repository: Repository, memory: Remembering, damage: object) -> None:
    repository.commit(BO, files={"docs/a.md": "1"})
    memory.count(repository)
    told = json.loads(memory.files["log-git.json"])
    memory.files["log-git.json"] = json.dumps(damage(told)).encode() if callable(damage) else bytes(damage)  # type: ignore[call-overload]
    memory.count(repository)
    assert memory.spans == [head(repository)]
    assert not memory.looked_into


@pytest.mark.parametrize(
    "damage", [b"", b"\xff", b"other\n", b"{rules}\n{commit} cooking\n{commit} docs 1\n{commit} docs 1 x\n\xff docs\n"]
)
def test_commits_of_which_nothing_can_be_read_are_looked_into_again(
    repository: Repository, memory: Remembering, damage: bytes
) -> None:
    repository.commit(BO, files={"docs/a.md": "1"})
    memory.count(repository)
    whole = memory.files["log-git.commits"]
    memory.files = {
        "log-git.commits": damage.replace(b"{rules}", changed.form_of().encode()).replace(
            b"{commit}", head(repository).encode()
        )
    }
    memory.count(repository)
    assert memory.looked_into == [head(repository).encode()]
    assert memory.files["log-git.commits"] == whole


def test_no_address_and_no_name_is_remembered(repository: Repository, memory: Remembering) -> None:
    repository.commit(ADA, message=f"x\n\nCo-authored-by: {BO}\nCo-authored-by: Eve Low <eve@low.example>")
    repository.commit("Bo <bo@home.example>", files={".mailmap": f"Bo <bo@home.example> {BO}\n"})
    memory.count(repository)
    repository.commit("Cy <cy@home.example>", files={"secret-plan.md": "x"})
    memory.count(repository)
    kept = b"".join(memory.files.values()).lower()
    for word in (b"@", b"ada", b"rossi", b"eve", b"home.example", b"secret", b"cy@"):
        assert word not in kept.replace(b"github:123", b"").replace(b'"boek"', b"")


def test_who_is_behind_an_address_is_the_same_in_however_many_runs(repository: Repository, memory: Remembering) -> None:
    mailmap = (
        "Bo <bo@home.example> <bo-ek@users.noreply.github.com>\n"
        "Bo <bo@home.example> <123+old-bo@users.noreply.github.com>\n"
        "Bo <bo@home.example> <123+new-bo@users.noreply.github.com>\n"
    )
    repository.commit("Bo <bo@home.example>", "2026-05-01", files={".mailmap": mailmap})
    memory.count(repository)
    for day, login in enumerate(("bo-ek", "123+new-bo", "bo-ek", "123+old-bo"), start=2):
        repository.commit(f"Bo <{login}@users.noreply.github.com>", f"2026-05-0{6 - day}")
        (one,) = memory.count(repository)
        assert (one.who, one.login) == (("login:bo-ek", "bo-ek") if day == 2 else ("github:123", "new-bo"))


def test_a_clock_that_is_ahead_is_counted_on_each_days_own(repository: Repository, memory: Remembering) -> None:
    repository.commit(BO, "2026-06-10")
    memory.count(repository)
    first = head(repository)
    repository.commit(BO, "2026-06-20")
    assert memory.count(repository)[0].last == "2026-06-15"
    assert memory.count(repository, today=TODAY + 1)[0].last == "2026-06-16"
    assert memory.spans == [f"{first}..{head(repository)}"]
    assert memory.count(repository, today=TODAY + 9)[0].last == "2026-06-20"
    assert memory.count(repository, today=TODAY + 9)[0].last == "2026-06-20"
    assert memory.spans == []
    assert memory.count(repository, today=TODAY)[0].last == "2026-06-15"


def test_where_time_is_up_the_next_run_goes_on(
    repository: Repository, memory: Remembering, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        repository.commit(BO, files={"docs/a.md": str(number)})
    clock = iter((0.0, float("inf")))
    monkeypatch.setattr(changed, "AT_ONCE", 1)
    with monkeypatch.context() as slow:
        slow.setattr(changed, "monotonic", lambda: next(clock))
        with pytest.raises(changed.Unfinished, match="1 of 3 commits were looked at, and the next run goes on"):
            memory.count(repository)
    assert len(memory.looked_into) == 1
    assert memory.count(repository)[0].commits == 3
    assert len(memory.looked_into) == 2
