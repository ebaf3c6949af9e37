"""Where a hub's repository is kept: asking git there, and commits to push to it."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from folkmoot import git

_PASSWORD = re.compile(r"(?<=://)[^/@]*@")


class Origin(NamedTuple):
    """Where a repository is kept, and what git has to know to go there, as its environment: nobody else reads that.

    `identity` are the name and the address that commits are signed with, "" for the user's own.
    """

    address: str
    secret: Mapping[str, str] = {}
    identity: tuple[str, str] = ("", "")


Author = tuple[str, str]
"""The name and the address of whoever wrote what is committed; ("", "") for whoever commits it."""


def go(origin: Origin, *words: str, at: Path | None = None) -> bytes:
    """What git says that goes to where the repository is; raises `GitError` with that address, without a password."""
    try:
        return git.run(*words, at=at, told=origin.secret)
    except git.GitError as error:
        raise git.GitError(f"{_PASSWORD.sub('', origin.address)} {error}", error.hint) from None


def tip_of(origin: Origin, ref: str) -> str:
    """The commit that a branch is at where it is kept, "" where there is no such branch; `ref` is its whole name."""
    said = go(origin, "ls-remote", "--", origin.address, ref)
    return said.partition(b"\t")[0].decode().strip()


def committed(at: Path, origin: Origin, tree: str, parent: str, message: str, author: Author = ("", "")) -> str:
    """A new commit of a tree in the repository `at`, on top of `parent` ("" for none); on no branch yet."""
    name, address = origin.identity
    roles = ("AUTHOR", "COMMITTER") if name else ()
    whose = {f"GIT_{role}_{key}": value for role in roles for key, value in (("NAME", name), ("EMAIL", address))}
    if author[0]:
        whose |= {"GIT_AUTHOR_NAME": author[0], "GIT_AUTHOR_EMAIL": author[1]}
    above = ("-p", parent) if parent else ()
    said = git.run("commit-tree", tree, *above, at=at, given=f"{message}\n".encode(), told=whose)
    return said.decode().strip()
