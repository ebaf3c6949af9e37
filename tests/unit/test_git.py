"""Git as it is called: no questions, no hooks, no options smuggled in, and errors in words."""

import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from folkmoot import git
from folkmoot.cloning import fetch_history
from folkmoot.model.touched import Touched
from support.repositories import Repository


def test_where_a_working_tree_begins(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "hub")
    repository.commit(files={"members/ada.yml": "name: Ada"})
    assert git.toplevel(tmp_path / "hub/members") == tmp_path / "hub"
    assert git.toplevel(tmp_path) is None
    assert git.toplevel(tmp_path / "nowhere") is None


def test_what_is_a_repository_itself(tmp_path: Path) -> None:
    Repository(tmp_path / "hub").commit(files={"members/ada.yml": "name: Ada"})
    subprocess.run(["git", "init", "--quiet", "--bare", tmp_path / "bare.git"], check=True)
    assert git.is_repository(tmp_path / "hub")
    assert git.is_repository(tmp_path / "bare.git")
    assert not git.is_repository(tmp_path / "hub/members")
    assert not git.is_repository(tmp_path)
    assert not git.is_repository(tmp_path / "nowhere")


def test_a_surrounding_git_command_does_not_lead_astray(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Repository(tmp_path / "hub").commit()
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert git.toplevel(tmp_path / "hub") == tmp_path / "hub"


def test_history_is_fetched_bare_without_contents_and_then_only_what_is_new(tmp_path: Path) -> None:
    theirs = Repository(tmp_path / "theirs")
    theirs.git("config", "uploadpack.allowFilter", "true")
    theirs.commit(files={"a.txt": "first"})
    clone = tmp_path / "cache/theirs-git"
    fetch_history(theirs.path.as_uri(), clone)
    theirs.commit(files={"a.txt": "second"})
    fetch_history(theirs.path.as_uri(), clone)
    assert git.run("rev-list", "--count", "HEAD", at=clone).strip() == b"2"
    missing = git.run("rev-list", "--objects", "--missing=print", "HEAD", at=clone)
    assert sum(line.startswith(b"?") for line in missing.splitlines()) == 2
    assert git.run("rev-parse", "--is-bare-repository", at=clone).strip() == b"true"


def test_a_history_that_is_too_large_is_thrown_away_and_never_kept_in_part(tmp_path: Path) -> None:
    theirs = Repository(tmp_path / "theirs")
    theirs.commit()
    clone = tmp_path / "cache/theirs-git"
    fetch_history(theirs.path.as_uri(), clone)
    theirs.commit(message=random.Random(1).randbytes(3 << 19).hex())
    with pytest.raises(git.GitError, match="has a history of more than 1 MB, which is too large to read"):
        fetch_history(theirs.path.as_uri(), clone, largest=1 << 20)
    assert not clone.exists()
    fetch_history(theirs.path.as_uri(), clone)
    assert git.run("rev-list", "--count", "HEAD", at=clone).strip() == b"2"


def test_a_mailmap_that_is_too_large_is_thrown_away_with_the_history(tmp_path: Path) -> None:
    """It is the one file that git reads when it is asked for a history."""
    theirs, clone = Repository(tmp_path / "theirs"), tmp_path / "clone"
    theirs.git("config", "uploadpack.allowFilter", "true")
    theirs.commit(files={".mailmap": "Bo Ek <bo@new.example> <bo@old.example>\n", "README.md": "x"})
    fetch_history(theirs.path.as_uri(), clone, largest=1 << 20)
    assert git.run("rev-list", "--objects", "--missing=print", "HEAD", at=clone).count(b"\n?") == 1
    theirs.commit(files={".mailmap": random.Random(1).randbytes(3 << 19).hex()})
    with pytest.raises(git.GitError, match="has a history of more than 1 MB"):
        fetch_history(theirs.path.as_uri(), clone, largest=1 << 20)
    assert not clone.exists()


def test_what_breaks_off_leaves_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs, clone = Repository(tmp_path / "theirs"), tmp_path / "clone"
    theirs.commit()
    fetch_history(theirs.path.as_uri(), clone)
    run = git.run

    def broken(*arguments: str, **options: Any) -> bytes:
        if arguments[0] == "fetch":
            (clone / "objects/pack/tmp_pack_x").write_bytes(b"half")
            raise KeyboardInterrupt
        return run(*arguments, **options)

    monkeypatch.setattr(git, "run", broken)
    with pytest.raises(KeyboardInterrupt):
        fetch_history(theirs.path.as_uri(), clone)
    assert [*clone.glob("objects/pack/tmp_*")] == []
    assert git.is_repository(clone)


def test_git_is_looked_at_while_it_runs_and_ended_where_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git, "_LOOKS_EVERY", 0.05)
    looked = []

    def look() -> None:
        looked.append(True)
        if len(looked) == 3:
            raise git.GitError("grows")

    with pytest.raises(git.GitError, match="grows"):
        git.run("-c", "alias.hang=!sleep 60", "hang", look=look)
    with pytest.raises(git.GitError, match="could not be read within 0 seconds"):
        git.run("-c", "alias.hang=!sleep 60", "hang", look=lambda: None, seconds=0.2)
    assert git.run("version", look=look).startswith(b"git version")


@pytest.mark.skipif(sys.platform != "linux", reason="there is no such limit")
def test_git_and_what_it_starts_take_no_more_memory_than_they_may() -> None:
    said = git.run("-c", "alias.limit=!bash -c 'ulimit -v'", "limit", memory=1 << 30)
    assert said.strip() == b"%d" % (1 << 20)


def test_a_change_that_is_too_large_to_hold_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git, "_LARGEST_PIECE", 1 << 20)
    theirs = Repository(tmp_path / "theirs")
    theirs.commit(message="x" * (3 << 20))
    with pytest.raises(git.GitError, match="holds a change of more than 1 MB, which is too large to read"):
        list(git.stream("log", "--format=%B%x00", at=theirs.path, end=b"\0"))


def test_a_rewritten_history_is_followed(tmp_path: Path) -> None:
    theirs = Repository(tmp_path / "theirs")
    theirs.commit(message="wrong")
    fetch_history(theirs.path.as_uri(), tmp_path / "clone")
    theirs.git("commit", "--quiet", "--amend", "--allow-empty", "--message", "right")
    fetch_history(theirs.path.as_uri(), tmp_path / "clone")
    assert git.run("log", "--format=%s", "HEAD", at=tmp_path / "clone") == b"right\n"


def test_a_fetch_that_was_broken_off_is_taken_up_again(tmp_path: Path) -> None:
    Repository(tmp_path / "theirs").commit()
    (tmp_path / "clone").mkdir()
    fetch_history((tmp_path / "theirs").as_uri(), tmp_path / "clone")
    assert git.run("rev-list", "--count", "HEAD", at=tmp_path / "clone").strip() == b"1"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("file:///nowhere/at/all", "does not exist"),
        ("--upload-pack=touch pwned", "blocked|does not exist"),
        ("ext::sh -c touch% pwned", "an address of a kind that is not read"),
    ],
)
def test_addresses_that_lead_nowhere_do_nothing(
    tmp_path: Path, address: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(git.GitError, match=words):
        fetch_history(address, tmp_path / "clone")
    assert not list(tmp_path.rglob("pwned"))


def test_hooks_do_not_run(tmp_path: Path) -> None:
    Repository(tmp_path / "theirs").commit()
    clone = tmp_path / "clone"
    fetch_history((tmp_path / "theirs").as_uri(), clone)
    hook = clone / "hooks/reference-transaction"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch '{tmp_path}/pwned'\n", encoding="utf-8")
    hook.chmod(0o755)
    git.run("update-ref", "refs/heads/other", "HEAD", at=clone)
    assert not (tmp_path / "pwned").exists()


def test_nothing_is_asked_at_the_terminal() -> None:
    told = git.run("var", "GIT_EDITOR").decode()
    assert told
    seen = git.run("-c", "alias.tell=!env", "tell").decode()
    assert "GIT_TERMINAL_PROMPT=0\n" in seen
    assert "BatchMode=yes" in seen


def test_a_git_that_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(git.GitError, match="git is not installed"):
        git.run("version")
    with pytest.raises(git.GitError, match="git is not installed"):
        list(git.stream("version", at=tmp_path, end=b"\n"))


def test_a_git_that_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    late = tmp_path / "late"
    slow = ("-c", f"alias.slow=!sleep 1; touch '{late}'", "slow")
    with pytest.raises(git.GitError, match="could not be read within"):
        git.run(*slow, seconds=0.1)
    with pytest.raises(git.GitError, match="could not be read within"):
        list(git.stream(*slow, at=tmp_path, end=b"\n", seconds=0.1))
    assert not late.exists(), "what ran on was waited for"


def test_a_stream_can_be_left_early(tmp_path: Path) -> None:
    endless = git.stream("-c", "alias.endless=!exec yes", "endless", at=tmp_path, end=b"\n")
    assert next(endless) == b"y"
    endless.close()


def test_a_stream_ends_in_an_error_where_git_does(tmp_path: Path) -> None:
    Repository(tmp_path / "empty")
    with pytest.raises(git.GitError, match="has no commits yet"):
        list(git.stream("log", "HEAD", "--", at=tmp_path / "empty", end=b"\n"))


def test_what_git_says_that_nobody_foresaw_is_quoted() -> None:
    said = git.in_words(b"warning: x\nfatal: the moon is full" + os.linesep.encode())
    assert said == "could not be read: git says 'the moon is full'"
    assert git.in_words(b"") == "could not be read: git says 'no reason given'"


def test_what_a_change_changes(tmp_path: Path) -> None:
    hub = Repository(tmp_path / "repository")
    kept = {"hub/members/ada.yml": "name: Ada\nbio: A long enough text to be known again.\n", "hub/members/bo.yml": "a"}
    hub.commit(files=kept | {"hub/events/meet up.md": "b", "elsewhere.txt": "c", "hub/.gitignore": "site/\n"})
    folder = hub.path / "hub"
    start = git.fork_point(folder, "main")
    hub.git("switch", "--quiet", "--create", "mine")
    hub.git("mv", "hub/members/ada.yml", "hub/members/ada-rossi.yml")
    hub.commit(files={"elsewhere.txt": "d"})
    (folder / "members/bo.yml").unlink()
    (folder / "events/meet up.md").write_text("other")
    (folder / "events/new.md").write_text("new")
    (folder / "site").mkdir()
    (folder / "site/index.html").write_text("made")
    assert set(git.changes(folder, start)) == {
        Touched("members/ada-rossi.yml", "members/ada.yml"),
        Touched("", "members/bo.yml"),
        Touched("events/meet up.md", "events/meet up.md"),
        Touched("events/new.md", ""),
    }


def test_a_change_starts_where_it_left_and_not_where_others_went_on(tmp_path: Path) -> None:
    hub = Repository(tmp_path / "r")
    hub.commit(message="common")
    common = hub.git("rev-parse", "HEAD").strip()
    hub.git("switch", "--quiet", "--create", "mine")
    hub.commit(message="mine")
    hub.git("switch", "--quiet", "main")
    hub.commit(message="theirs")
    hub.git("switch", "--quiet", "mine")
    assert git.fork_point(hub.path, "main") == common
    for wrong in ("nowhere", "--upload-pack=x", ""):
        with pytest.raises(git.GitError):
            git.fork_point(hub.path, wrong)


def test_files_are_read_as_a_commit_has_them(tmp_path: Path) -> None:
    hub = Repository(tmp_path / "r")
    (hub.path / "hub").mkdir()
    (hub.path / "hub/link.yml").symlink_to("a b.yml")
    hub.commit(
        files={"hub/a b.yml": "one\ntwo", "hub/x/é.yml": "", "other.txt": "o", ".gitattributes": "* export-ignore"}
    )
    (hub.path / "hub/a b.yml").write_text("changed since")
    assert git.files_at(hub.path / "hub", "HEAD") == ["a b.yml", "x/é.yml"]
    wanted = ["a b.yml", "not there", "x/é.yml", "x blob 3", "x", "two\nlines", "a b.yml"]
    assert git.contents_at(hub.path / "hub", "HEAD", wanted) == {"a b.yml": b"one\ntwo", "x/é.yml": b""}
    assert git.contents_at(hub.path / "hub", "HEAD", []) == {}


def test_a_file_that_was_moved_without_gits_knowledge_is_the_same_file(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "hub")
    repository.commit(files={"members/ada.yml": "name: Ada\n", "members/bo.yml": "name: Bo\n", "a/empty": ""})
    (repository.path / "members/ada.yml").rename(repository.path / "members/ada-rossi.yml")
    (repository.path / "members/bo.yml").unlink()
    (repository.path / "a/empty").rename(repository.path / "a/other")
    (repository.path / "members/cy.yml").write_text("name: Cy\n")
    assert set(git.changes(repository.path, "HEAD")) == {
        Touched("members/ada-rossi.yml", "members/ada.yml"),
        Touched("", "members/bo.yml"),
        Touched("members/cy.yml", ""),
        Touched("", "a/empty"),
        Touched("a/other", ""),
    }
