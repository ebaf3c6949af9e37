"""Commits as histories really hold them: odd encodings, merges, submodules, moved files, lines, and who helped."""

import datetime as dt
import os
import subprocess
import time
from collections import Counter
from pathlib import Path

import pytest
from pydantic import ValidationError

from folkmoot import git
from folkmoot.collect.authors import account_of, hashed
from folkmoot.collect.commits import co_authors, corrected
from folkmoot.collect.counting import NO_MEMORY, counted
from folkmoot.collect.history import History, read_history
from folkmoot.collect.kinds import kind_of_file
from folkmoot.collect.programs import Programs
from folkmoot.collect.tally import date_of, week_of
from folkmoot.model.community import Community, Profile, Sources
from folkmoot.model.harvest import Reading, Source, Work
from folkmoot.model.source import sources
from support.repositories import Repository

SALT = "pinch"
ADA = "Ada Rossi <ada@example.org>"
BO = "Bo Ek <123+BoEk@users.noreply.github.com>"
NOW = dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC)
LINES = Reading(lines=True)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "log")


def count(repository: Repository, reading: Reading = LINES) -> tuple[Work, ...]:
    source = Source("work", "log-git", "log", reading=reading)
    return counted(
        source,
        repository.path,
        SALT,
        NOW.toordinal() - dt.date(1970, 1, 1).toordinal(),
        NO_MEMORY,
        time.monotonic() + 600,
    )


def committed(repository: Repository, author: bytes, message: bytes, encoding: bytes = b"") -> None:
    """A commit whose bytes are these, as no git of today would write it."""
    tree = repository.git("rev-parse", "HEAD^{tree}").strip().encode()
    parent = repository.git("rev-parse", "HEAD").strip().encode()
    said = b"encoding %s\n" % encoding if encoding else b""
    whole = b"tree %s\nparent %s\nauthor %s\ncommitter x <x@x> 1778760000 +0000\n%s\n%s" % (
        *(tree, parent, author, said, message),
    )
    write = ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"]
    made = subprocess.run(write, cwd=repository.path, input=whole, capture_output=True, check=True).stdout
    repository.git("update-ref", "refs/heads/main", made.decode().strip())


def by_shortlog(repository: Repository) -> Counter[str]:
    found = Counter[str]()
    for line in repository.git("shortlog", "-sne", "--no-merges", "HEAD").splitlines():
        number, _, person = line.strip().partition("\t")
        email = person[person.rindex("<") + 1 : person.rindex(">")]
        account = account_of(email)
        found[account.who if account else hashed(email, SALT)] += int(number)
    return found


def test_everybody_has_as_many_commits_as_shortlog_says(repository: Repository) -> None:
    mailmap = (
        "# a comment\n"
        "Bo Ek <bo@home.example>\n"
        "Bo Ek <bo@home.example> <BO@old.example>\n"
        "Bo Ek <bo@home.example> root <root@localhost>\n"
        "<ada@home.example> <ada@example.org>\n"
    )
    people = ("Bo <bo@old.example>", "root <root@localhost>", "Cy <root@localhost>", ADA, "bo ek <bo@home.example>")
    repository.commit(ADA, files={".mailmap": mailmap})
    for number, who in enumerate((*people, *people[2:], ADA)):
        repository.commit(who, files={"a.txt": str(number)})
    repository.git("switch", "--quiet", "--create", "side", "HEAD~2")
    repository.commit("Dee <dee@example.org>", files={"b.txt": "1"})
    repository.git("switch", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-ff", "--message", "Merge", "side")
    ours = Counter[str]()
    for one in count(repository):
        ours[one.who] += one.commits
    assert ours == by_shortlog(repository)
    assert len(ours) == 4
    assert ours[hashed("bo@home.example", SALT)] == 4


def test_whose_machine_it_is_does_not_count(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own.mailmap"
    own.write_text("<other@example.org> <ada@example.org>\n<other@example.org> <eve@example.org>\n")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "2")
    for number, (key, value) in enumerate({"mailmap.file": str(own), "diff.renames": "false"}.items()):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", key)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)
    repository.commit(ADA, message="x\n\nCo-authored-by: Eve <eve@example.org>")
    assert {one.who for one in count(repository)} == {hashed(f"{who}@example.org", SALT) for who in ("ada", "eve")}


def test_an_octopus_merge_counts_for_nobody(repository: Repository) -> None:
    repository.commit(ADA)
    for arm in "abc":
        repository.git("switch", "--quiet", "--create", arm, "main")
        repository.commit(BO, files={f"{arm}.md": "1\n"})
    repository.git("switch", "--quiet", "main")
    repository.git("merge", "--quiet", "--message", "Octopus", "a", "b", "c")
    assert len(repository.git("rev-list", "--parents", "--max-count=1", "HEAD").split()) == 4
    assert sorted((one.commits, one.kind, one.added) for one in count(repository)) == [(1, "code", 0), (3, "docs", 3)]


def test_a_submodule_is_not_gone_into_and_has_no_lines(repository: Repository, tmp_path: Path) -> None:
    other = Repository(tmp_path / "other")
    other.commit(files={"a.md": "1\n"})
    (repository.path / "docs").mkdir()
    link = f"160000,{other.git('rev-parse', 'HEAD').strip()},docs"
    repository.git("update-index", "--add", "--cacheinfo", link)
    repository.commit(BO, files={".gitmodules": f'[submodule "docs"]\npath = docs\nurl = {other.path.as_uri()}\n'})
    assert "docs" in repository.git("ls-tree", "--name-only", "HEAD").split()
    (one,) = count(repository)
    assert (one.kind, one.commits, one.added, one.removed) == ("code", 1, 3, 0)


def test_lines_are_counted_where_asked_for(repository: Repository) -> None:
    text = "".join(f"line {number}\n" for number in range(20))
    repository.commit(BO, "2026-05-01", files={"a.md": text, "b.md": "one\ntwo", "logo.svg": "<svg/>\n"})
    repository.git("mv", "a.md", "manual.md")
    repository.commit(BO, "2026-05-02", f"Move\n\nCo-authored-by: {ADA}", files={"b.md": "one\nthree\nfour\n"})
    (repository.path / "x.bin").write_bytes(b"\0\n" * 9)
    (repository.path / "picture.PNG").write_text("no picture\n")
    repository.commit(BO, "2026-05-03")
    found = {(one.who[:6], one.kind): (one.commits, one.added, one.removed) for one in count(repository)}
    assert found == {
        ("github", "docs"): (2, 25, 1),
        ("hash:" + hashed("ada@example.org", SALT)[5], "docs"): (1, 2, 1),
        ("github", "code"): (1, 0, 0),
    }
    assert {(one.added, one.removed) for one in count(repository, Reading())} == {(0, 0)}


def test_contents_for_lines_are_fetched_at_once(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.git("config", "uploadpack.allowFilter", "true")
    repository.git("config", "uploadpack.allowAnySHA1InWant", "true")
    for number in range(3):
        repository.commit(BO, files={"a.md": f"{number}\n", f"{number}.png": "large", "docs/b.md": "x\n" * number})
    asked: list[str] = []
    run = git.run

    def spied(*arguments: str, **more: object) -> bytes:
        asked.extend({"fetch", "diff-tree"}.intersection(arguments))
        return run(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(git, "run", spied)
    source = Source("work", "log-git", repository.path.as_uri(), reading=LINES)
    found = read_history(source, tmp_path, tmp_path / "cache", SALT, NOW)
    assert isinstance(found, History)
    assert [(one.added, one.removed) for one in found.work] == [(5, 2)]
    assert asked == ["fetch", "fetch"], "the history, and the contents"
    listed = git.run("rev-list", "--objects", "--missing=print", "HEAD", at=tmp_path / "cache/log-git")
    assert sum(line.startswith(b"?") for line in listed.splitlines()) == 1, "pictures have no lines"


@pytest.mark.parametrize(
    ("author", "encoding"),
    [
        ("Zoë <zoe@example.org> 1778760000 +0000".encode("latin-1"), b"latin1"),
        ("Zoë <zoe@example.org> 1778760000 +0000".encode("latin-1"), b""),
        ("Zoë <zoe@example.org> 1778760000 +0000".encode(), b"no-such-encoding"),
        (b"Zo+AAo-e <zoe@example.org> 1778760000 +0000", b"UTF-7"),
        (b"Zoe <zoe@example.org> 99999999999999999999 +0000", b""),
        (b"Zoe <zoe@example.org> -5 +0000", b""),
        (b"Zoe <zoe@example.org> x", b""),
        (b"Zoe <zoe@example.org>", b""),
        (b" <zoe@example.org> 1778760000 +9999", b""),
    ],
)
def test_commits_that_are_written_oddly_count(repository: Repository, author: bytes, encoding: bytes) -> None:
    repository.commit(BO, "2026-05-01")
    committed(repository, author, b"x\xff\n\nCo-authored-by: Bo\xe9 <123+BoEk@users.noreply.github.com>\n", encoding)
    repository.commit(BO, "2026-05-30")
    assert {one.who: (one.commits, one.last) for one in count(repository)} == {
        "github:123": (3, "2026-05-30"),
        hashed("zoe@example.org", SALT): (1, "2026-05-14"),
    }


@pytest.mark.parametrize(
    "author", [b"", b"Zoe", b"Zoe <zoe@example.org", b"<>", b"A\xe2\x80\xa8B <zoe@example.org> 1 +0"]
)
def test_commits_without_a_proper_author_stop_nothing(repository: Repository, author: bytes) -> None:
    repository.commit(BO, "2026-05-01")
    committed(repository, author, b"x\n\nCo-authored-by: U\xe2\x80\xa8V <eve@example.org>\n")
    repository.commit(BO, "2026-05-30", files={".mailmap": "<eve@home.example> <eve@example.org>\n"})
    found = {one.who: one.commits for one in count(repository)}
    assert found["github:123"] == 2
    assert found[hashed("eve@home.example", SALT)] == 1


def test_a_name_may_hold_what_unicode_takes_for_the_end_of_a_line(repository: Repository) -> None:
    people = {("U\u2028V", "eve@example.org"), ("W\x85X", "w@example.org")}
    found = corrected(repository.path, time.monotonic() + 600, people)
    assert {(one.name, one.email) for one in found.values()} == people


@pytest.mark.parametrize(
    ("message", "people"),
    [
        ("x\n\nCo-authored-by: Ada <a@b>\nCO-AUTHORED-BY:Bo<B@C>", (("Ada", "a@b"), ("Bo", "B@C"))),
        ("Co-authored-by: Ada <a@b>\nCo-authored-by: Ada R <A@B>", (("Ada R", "A@B"),)),
        ("  Co-Authored-By:   <a@b>  ", (("", "a@b"),)),
        ("co-authored-by: Ada\n<a@b>\nnot co-authored-by: Bo <b@c>\nCo-authored-by: Cy < >", ()),
        ("Co-authored-by: Ada <a@b> (she/her)", (("Ada", "a@b"),)),
        ("Co-authored-by:" + " " * 50_000 + "\n" + " " * 50_000 + "Co-authored-by: \t" + " \t" * 50_000, ()),
    ],
)
def test_whom_a_message_calls_a_co_author(message: str, people: tuple[tuple[str, str], ...]) -> None:
    assert co_authors(message.encode()) == people


@pytest.mark.parametrize(
    ("pattern", "name", "email", "is_program"),
    [
        ("*-robot", "lamp-robot", "x@y.example", True),
        ("*-robot", "lamp-robots", "x@y.example", False),
        ("BUILD@y.example", "Build", "build@Y.example", True),
        ("build", "Build", "x@y.example", True),
        ("build", "Builder", "x@y.example", False),
        ("*@bots.example", "Ada", "ada@bots.example", True),
        ("lampbot", "Lamp", "7+LampBot@users.noreply.github.com", True),
        ("a*b*c", "a-b-b-c", "x@y.example", True),
        ("a*b*c", "a-c-b", "x@y.example", False),
        ("a*ab", "ab", "x@y.example", False),
        ("[x]", "[x]", "x@y.example", True),
        ("[x]", "x", "x@y.example", False),
        ("*x", "", "", False),
        ("*a" * 90 + "!", "a" * 100_000, "x@y.example", False),
    ],
)
def test_programs_that_a_hub_names(pattern: str, name: str, email: str, is_program: bool) -> None:
    assert Programs([pattern]).has(name, email) is is_program
    assert not Programs().has(name, email)
    assert Programs([pattern]).has("anything[bot]", "x@y.example")


def test_nobody_counts_whom_the_hub_calls_a_program(repository: Repository) -> None:
    repository.commit("Lamp Robot <robot@lamps.example>", message=f"x\n\nCo-authored-by: {BO}")
    repository.commit(BO, message="x\n\nCo-authored-by: Lamp Robot <robot@lamps.example>")
    assert len(count(repository)) == 2
    assert [(one.who, one.commits) for one in count(repository, Reading(bots=("*robot@lamps.example",)))] == [
        ("github:123", 2)
    ]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (b"events/2026-05-repair.md", "events"),
        (b"content/events/open-day.yml", "events"),
        (b"_data/meetups/2026/may.json", "events"),
        (b"calendar/hub.ICS", "events"),
        (b"src/events/loop.py", "code"),
        (b"events/loop.py", "code"),
        (b"src/events/README.md", "docs"),
        (b"docs/events/click.md", "docs"),
        (b"events/fr.po", "translation"),
        (b"events/poster.svg", "design"),
        (b"events/a\nb.md", "events"),
    ],
)
def test_what_belongs_to_events(path: bytes, kind: str) -> None:
    assert kind_of_file(path) == kind


@pytest.mark.parametrize("day", ["1970-01-01", "2020-12-31", "2021-01-01", "2021-01-03", "2021-01-04", "2026-05-14"])
def test_weeks_are_those_of_iso_8601(day: str) -> None:
    told = dt.date.fromisoformat(day)
    number = (told - dt.date(1970, 1, 1)).days
    assert date_of(number) == day
    assert week_of((number + 3) // 7) == f"{told.isocalendar().year}-W{told.isocalendar().week:02}"


def test_a_week_that_two_months_share_is_in_both(repository: Repository) -> None:
    for day in ("2026-04-29", "2026-04-30", "2026-05-01", "2026-05-04"):
        repository.commit(BO, day)
    assert [one.weeks for one in count(repository)] == [("2026-W18",), ("2026-W18", "2026-W19")]


def test_git_is_given_room_where_the_system_has_it(repository: Repository) -> None:
    repository.commit(BO, message="y")
    committed(repository, b"x <x@x> 1 +0000", b"x" * 300_000)
    lines = list(git.stream("log", "--format=%B", "HEAD", at=repository.path, end=b"\n"))
    assert sum(map(len, lines)) == 300_001
    given = b"".join(b"%d\n" % number for number in range(100_000))
    echoed = git.stream(
        "-c", f"alias.echo=!{'cat' if os.name != 'nt' else 'more'}", "echo", at=repository.path, end=b"\n", given=given
    )
    assert sum(1 for line in echoed if line) == 100_000


@pytest.mark.parametrize("pattern", ["*", " ** ", "", "two\nlines", 7, ["a"]])
def test_a_hub_cannot_leave_everybody_out(pattern: object) -> None:
    with pytest.raises(ValidationError):
        Sources.model_validate({"bots": [pattern]})
    assert Sources.model_validate({"bots": ["*-robot"]}).bots == ("*-robot",)


def test_what_a_hub_says_of_counting_is_said_of_each_repository() -> None:
    told = {"repositories": ["octo/lamps", "log"], "lines": True, "bots": ["*-robot"]}
    profile = Profile.model_validate({"name": "Test Moot", "sources": told})
    found = sources(Community(profile, {}, {}, {}, {}, {}, {}, (), ()))
    assert [one.reading for one in found] == [Reading(lines=True, bots=("*-robot",))] * 2
