"""The bare git repository behind a repository of the tests' GitHub: what its branches hold, and merging into them."""

import os
import subprocess
import zlib
from pathlib import Path

from support.github.world import Repository, Thing

_SIGNED = {
    **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "GitHub"),
    **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "noreply@github.com"),
}


def git(folder: Path, *words: str, at: str = "") -> str:
    """What git says; CalledProcessError where it refuses. What it commits is dated `at`."""
    dates = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), at) if at else {}
    environment = {**os.environ, **_SIGNED, **dates}
    return subprocess.run(
        ["git", *words], cwd=folder, env=environment, capture_output=True, text=True, check=True
    ).stdout.strip()


def sha(of: Repository, ref: str) -> str:
    """The commit that a branch, or any name of one, stands at; "" where there is none, or no git behind it."""
    if of.git is None:
        return ""
    try:
        return git(of.git, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    except subprocess.CalledProcessError:
        return ""


def home(pull: Thing) -> Repository | None:
    """The repository that a pull request comes from; None where it is not in the world."""
    name = str(pull.facts.get("headRepository", pull.repository.full_name))
    siblings = [pull.repository, *pull.facts.get("forks", ())]
    return next((one for one in siblings if one.full_name.lower() == name.lower()), None)


def head(pull: Thing) -> str:
    """The commit that is proposed: where its branch stands while it is open, and what it was afterwards."""
    source = home(pull)
    known = pull.facts.get("headOid") or (source and sha(source, f"refs/heads/{pull.facts.get('headRefName')}"))
    return str(known or f"{zlib.crc32(pull.id.encode()):08x}" * 5)


def base(pull: Thing) -> str:
    """The commit that it is proposed to."""
    known = pull.facts.get("baseOid") or sha(pull.repository, f"refs/heads/{pull.facts.get('baseRefName', 'main')}")
    return str(known or f"{zlib.crc32(pull.repository.id.encode()):08x}" * 5)


def brought(pull: Thing) -> None:
    """Writes `refs/pull/N/head` and `refs/pull/N/merge`, as GitHub does; the latter is absent where both conflict."""
    of, source = pull.repository, home(pull)
    assert of.git is not None, "a repository without a git behind it cannot be checked out"
    assert source is not None, "the repository that a pull request comes from is not told of"
    name = f"refs/pull/{pull.facts['number']}"
    git(of.git, "fetch", "--quiet", str(source.git), f"+refs/heads/{pull.facts['headRefName']}:{name}/head")
    git(of.git, "update-ref", "-d", f"{name}/merge")
    try:
        merge = _merged(of.git, base(pull), head(pull), f"Merge {head(pull)} into {base(pull)}", pull.at)
    except subprocess.CalledProcessError:
        return
    git(of.git, "update-ref", f"{name}/merge", merge)


def merge(pull: Thing, by: str, at: str) -> str:
    """Merges a pull request into its base, by a commit with two parents, and returns it.

    CalledProcessError where both conflict.
    """
    of = pull.repository
    brought(pull)
    assert of.git
    pull.facts |= {"headOid": head(pull), "baseOid": base(pull)}
    said = f"Merge pull request #{pull.facts['number']} from {by}/{pull.facts['headRefName']}"
    made = _merged(of.git, base(pull), head(pull), said, at)
    git(of.git, "update-ref", f"refs/heads/{pull.facts.get('baseRefName', 'main')}", made)
    pull.facts["mergeOid"] = made
    return made


def _merged(folder: Path, ours: str, theirs: str, message: str, at: str) -> str:
    tree = git(folder, "merge-tree", "--write-tree", ours, theirs)
    return git(folder, "commit-tree", tree, "-p", ours, "-p", theirs, "-m", message, at=at)


def between(of: Repository, older: str, newer: str) -> list[str]:
    """The commits that `newer` has and `older` has not."""
    assert of.git
    return git(of.git, "rev-list", f"{older}..{newer}").split()
