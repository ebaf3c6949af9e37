"""Repositories whose history is counted, and of which GitHub is asked: each once, and by an address of its own."""

import re
from collections.abc import Iterator

from folkmoot.model.community import Community, github_name
from folkmoot.model.problem import KeyPath, Problem
from folkmoot.model.remedy import Rewrite
from folkmoot.model.repository import HUB, meant, path_in_hub, same_repository

_KEYS = ("discussions", "issues", "repositories")
_PAGE = re.compile(
    r"(?P<whole>https?://(?:www\.)?(?:github\.com|gitlab\.com|codeberg\.org)/[^/\s]+/[^/\s]+?)(?:\.git)?/(?:-/)?"
    r"(?:actions|blob|commits?|discussions|issues|merge_requests|projects|pulls?|releases|src|tags|tree|wiki)\b\S*"
)
"""A page about a repository at one of the hosts that many use, and the repository's own address in it."""

_LIKE_GITHUB = re.compile(
    r"@\S+|(?:www\.)?github\.com/\S+|[^/.\s][^/\s]*/[^/\s]+/(?:issues|discussions|pulls|releases)/?"
)
"""What git would take for a folder, and nobody means as one."""


def repeated_repositories(community: Community) -> Iterator[Problem]:
    """Repositories that stand twice in one list, also in other capitals or by another address."""
    for key in _KEYS:
        known: set[str] = set()
        for index, written in enumerate(getattr(community.profile.sources, key)):
            name = _repository(community, key, written)
            if name in known:
                yield Problem(
                    community.profile.path,
                    "repository-twice",
                    "this repository is in the list already",
                    "keep one of the two",
                    keys=("sources", key, index),
                    value=written,
                    severity="warning",
                )
            known.add(name)


def repository_pages(community: Community) -> Iterator[Problem]:
    """Pages about a repository in place of the repository, and names with an ending that GitHub gives none."""
    wanted = community.profile.sources
    named = [(key, index, one) for key in _KEYS for index, one in enumerate(getattr(wanted, key))]
    for key, index, written in named:
        is_folder = path_in_hub(written) in community.folders
        right = written.removesuffix(".git") if key != "repositories" else written if is_folder else _meant(written)
        if right != written:
            yield Problem(
                community.profile.path,
                "repository-page",
                "this is not the address of the repository itself",
                f"write {right}",
                keys=("sources", key, index),
                value=written,
                remedy=Rewrite(right),
            )


def missing_folders(community: Community) -> Iterator[Problem]:
    """Repositories that can only be folders of the hub, and are none; and such as are to be counted without a history.

    The hub's own history is where the hub was brought from, which need not be here.
    """
    for index, written in enumerate(community.profile.sources.repositories):
        folder = meant(written, community.folders).folder
        if not folder or _meant(written) != written:
            continue
        if folder not in community.folders:
            yield _missing(community.profile.path, ("sources", "repositories", index), written)
        elif folder not in community.histories and folder != HUB:
            yield Problem(
                community.profile.path,
                "repository-missing",
                "this folder is no git repository of its own, so nothing in it is counted",
                "write owner/name, an address, or the folder of a repository; the hub’s own is written as a point: .",
                keys=("sources", "repositories", index),
                value=written,
                severity="warning",
            )
    for project in community.projects.values():
        for index, written in enumerate(project.repositories):
            folder = meant(written, community.folders).folder
            if folder and folder not in community.folders:
                yield _missing(project.path, ("repositories", index), written)


def _missing(path: str, keys: KeyPath, written: str) -> Problem:
    return Problem(
        path,
        "repository-missing",
        "the hub has no such folder, so nobody is led there",
        "write owner/name for a repository at GitHub, an address such as https://…, or the path of a folder here",
        keys=keys,
        value=written,
        severity="warning",
    )


def _repository(community: Community, key: str, written: str) -> str:
    """What the names of one repository share; folders of the hub are in the list of histories alone."""
    name = github_name(written)
    is_folder = key == "repositories" and path_in_hub(written) in community.folders
    return f"github.com/{name}".lower() if name and not is_folder else same_repository(community, written)


def _meant(written: str) -> str:
    if found := _PAGE.fullmatch(written):
        return found["whole"]
    return github_name(written) or written if _LIKE_GITHUB.fullmatch(written) else written
