"""Where a hub's repository is kept: asking git there, and commits to push to it."""

import base64
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from folkmoot import git
from folkmoot.errors import WrongUse

_PASSWORD = re.compile(r"(?<=://)[^/@]*@")
_BOT = ("github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com")


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


def origin_of(root: Path, environment: Mapping[str, str]) -> Origin:
    """Where the hub in `root` comes from: the repository that its archive and its proposals are branches of.

    A token in GITHUB_TOKEN is told to git's requests to GITHUB_SERVER_URL (by default github.com) and to nobody else,
    by the environment alone: it stands on no command line and in no file (git-config(1), GIT_CONFIG_COUNT). Raises
    `WrongUse` where the hub comes from nowhere.
    """
    try:
        address = git.run("remote", "get-url", "origin", at=root).decode().strip()
    except git.GitError:
        raise WrongUse(
            f"{root} has no remote called origin, where its archive would be kept",
            "git remote add origin ADDRESS says where",
        ) from None
    top = git.toplevel(root) or root
    if (top / address).exists():  # an address that is a path is one from there
        address = str((top / address).resolve())
    is_runner = environment.get("GITHUB_ACTIONS") == "true"
    return Origin(address, _secret(environment), _BOT if is_runner else ("", ""))


def _secret(environment: Mapping[str, str]) -> dict[str, str]:
    token = environment.get("GITHUB_TOKEN", "").strip()
    if not token:
        return {}
    server = environment.get("GITHUB_SERVER_URL") or "https://github.com"
    basic = base64.b64encode(f"x-access-token:{token}".encode()).decode()
    known = environment.get("GIT_CONFIG_COUNT", "")
    number = int(known) if known.isascii() and known.isdigit() else 0
    return {
        "GIT_CONFIG_COUNT": str(number + 1),
        f"GIT_CONFIG_KEY_{number}": f"http.{server.rstrip('/')}/.extraheader",
        f"GIT_CONFIG_VALUE_{number}": f"AUTHORIZATION: basic {basic}",
    }
