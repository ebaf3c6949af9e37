"""Hubs at the tests' GitHub, with a bare repository behind each, and the people who fork, propose and push."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import requests

from support.bad_input import Linked
from support.github.branches import git
from support.github.rest_visits import Token
from support.github.server import GitHub
from support.hubs import COMMUNITY, minimal_hub, write

HUB = "officina/hub"
CHECKOUT = Path(__file__).resolve().parents[3]
NEW_HUB = CHECKOUT / "generator/folkmoot/contribute/hub"
"""What `folkmoot init` writes into a hub besides its words."""

NOTHING: Mapping[str, Any] = MappingProxyType({})
_CONFIGURATION = "site_name: Test Moot\ndocs_dir: content\ntheme: {name: material}\nplugins: [folkmoot]\n"
PLACED = f"{COMMUNITY}archive_dir: .folkmoot/archive\n"
"""The community as `folkmoot init` begins it: what is collected is on a branch of its own."""


def new_hub_at(
    github: GitHub,
    folder: Path,
    forks: Sequence[str] = (),
    files: Mapping[str, str] = NOTHING,
    holding: Mapping[str, Any] = NOTHING,
) -> None:
    """The minimal hub with the workflows of a new one, as `officina/hub`, and forks of it of those people.

    Pages is switched on; zoe maintains it. `files` come on top, as in `minimal_hub`; `holding` is what a scenario says
    of the hub besides, such as its discussions.
    """
    hub_at(github, folder, hub_files(folder, files), forks, holding)


def hub_files(folder: Path, files: Mapping[str, str] = NOTHING) -> Path:
    """The files of that hub, in a folder of their own."""
    tree = _tree(folder, {"content/community.yml": PLACED, **files}, NEW_HUB)
    write(tree, "requirements.txt", "folkmoot\n")
    return tree


def sample_hub_at(
    github: GitHub,
    folder: Path,
    forks: Sequence[str] = (),
    files: Mapping[str, str] = NOTHING,
    holding: Mapping[str, Any] = NOTHING,
) -> None:
    """The same with this repository's own workflows, and the Makefile that they call."""
    tree = _tree(folder, files, CHECKOUT)
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(CHECKOUT / name, tree)
    hub_at(github, folder, tree, forks, holding)


def _tree(folder: Path, files: Mapping[str, str], workflows: Path) -> Path:
    tree = minimal_hub(folder / "first", **{"mkdocs.yml": _CONFIGURATION, **files})
    shutil.copytree(workflows / ".github/workflows", tree / ".github/workflows", dirs_exist_ok=True)
    shutil.copy(workflows / ".gitignore", tree)
    return tree


def hub_at(
    github: GitHub,
    folder: Path,
    tree: Path,
    forks: Sequence[str] = (),
    holding: Mapping[str, Any] = NOTHING,
    beside: Mapping[str, Any] = NOTHING,
) -> None:
    """The files in `tree` as the first commit of `officina/hub`, and forks of it; `beside` are other repositories."""
    _git(tree, "init", "--quiet", "--initial-branch=main")
    _git(tree, "add", "--all")
    _git(tree, "commit", "--quiet", "--message", "Begin")
    _git(folder, "clone", "--quiet", "--bare", str(tree), "hub.git")
    known = {"git": str(folder / "hub.git"), "settings": {"pages": True}, "roles": {"zoe": "admin"}}
    told: dict[str, Any] = {HUB: {**known, **holding}, **beside}
    for owner in forks:
        _git(folder, "clone", "--quiet", "--bare", str(tree), f"{owner}.git")
        told[f"{owner}/hub"] = {"git": str(folder / f"{owner}.git"), "fork": True}
    accounts: dict[str, Any] = {"officina": {"kind": "Organization"}, "zoe": {"id": 3}}
    accounts |= {owner: {"id": 70 + place} for place, owner in enumerate(forks)}
    github.holds({"at": "2026-06-01T10:00:00Z", "accounts": accounts, "repositories": told})


def commit(
    github: GitHub, full_name: str, branch: str, message: str, by: str, files: Mapping[str, str | Linked | None]
) -> str:
    """Somebody commits files onto a branch, a new one from `main`; None removes a file. Returns the commit."""
    bare = github.repository(full_name).git
    assert bare
    place = bare.with_name(f"{bare.stem}-work")
    shutil.rmtree(place, ignore_errors=True)
    _git(bare.parent, "clone", "--quiet", str(bare), str(place))
    known = _git(place, "branch", "--remotes", "--list", f"origin/{branch}")
    _git(place, "checkout", "--quiet", "--detach", f"origin/{branch if known else 'main'}")
    for path, text in files.items():
        if text is None:
            (place / path).unlink()
        elif isinstance(text, Linked):
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(place / path, ignore_errors=True)
            (place / path).unlink(missing_ok=True)
            (place / path).symlink_to(text.to)
        else:
            write(place, path, text)
    # Also what a hub's own .gitignore names, which strangers need not heed.
    _git(place, "add", "--all", "--force")
    author = f"{by} <{by}@users.noreply.github.com>"
    _git(place, "commit", "--quiet", "--author", author, "--date", github.at, "--message", message)
    # Its whole name, since git gives no branch of its own a name like “--help”, but takes one.
    _git(place, "push", "--quiet", "origin", f"HEAD:refs/heads/{branch}")
    return git(bare, "rev-parse", f"refs/heads/{branch}")


def proposal(github: GitHub, by: str, branch: str, title: str = "Add me", body: str = "") -> int:
    """Somebody proposes a branch of their fork, on GitHub's pages; returns the number."""
    token = github.gives(f"token of {by}", Token(by))
    answer = requests.post(
        f"{github.base_url}/repos/{HUB}/pulls",
        json={"title": title, "body": body, "head": f"{by}:{branch}", "base": "main"},
        headers={"Authorization": f"token {token}"},
        timeout=10,
    )
    assert answer.status_code == 201, answer.text
    return int(answer.json()["number"])


def _git(folder: Path, *words: str) -> str:
    return subprocess.run(
        ["git", *words], cwd=folder, env=os.environ, capture_output=True, text=True, check=True
    ).stdout.strip()
