"""What is meant by the name of a git repository: a folder of the hub, owner/name at GitHub, or an address."""

import posixpath
import re
from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from folkmoot.model.community import Community, Profile
from folkmoot.model.harvest import Source
from folkmoot.model.project import Project
from folkmoot.text import schemeless

HUB = "."
"""The folder that is the hub itself."""

_AT_GITHUB = re.compile(r"[A-Za-z0-9-]+/(?!\.{1,2}$)[A-Za-z0-9._-]+")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://.*|[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:.*")
_LOGGED_IN = re.compile(r"^(?:ssh://)?[A-Za-z0-9._-]+@([^/:]+)[:/]")


class Meant(NamedTuple):
    """Where a repository is: in a `folder` of the hub, by its path from there, or at the `address` that git asks.

    The other one is "".
    """

    folder: str
    address: str


def meant(name: str, folders: Container[str]) -> Meant:
    """What a repository's name means, where these `folders` are in the hub, by their paths.

    A folder that is there is meant by its path, also where that looks like owner/name: whoever means the one at GitHub
    writes its address. What looks like owner/name, and is no folder, is at GitHub.
    """
    path = path_in_hub(name)
    if path and (path in folders or not _AT_GITHUB.fullmatch(name)):
        return Meant(path, "")
    return Meant("", f"https://github.com/{name}" if path else name)


def path_in_hub(name: str) -> str:
    """The path that a repository's name would be, from the hub's folder on; "" for an address, and for none."""
    return "" if not name or _ADDRESS.fullmatch(name) else posixpath.normpath(name.replace("\\", "/"))


def same_repository(community: Community, name: str) -> str:
    """What the names of one repository share: host and path, or a path in the hub. No other repository shares it.

    The hub itself is the same as the repository that it says it is in.
    """
    folder, address = meant(name, community.folders)
    if folder == HUB and community.profile.repository:
        address = community.profile.repository
    elif folder:
        return f"./{folder}"
    return schemeless(_LOGGED_IN.sub(r"\1/", address.strip())).lower().removesuffix(".git")


def repository_of(community: Community, source: Source) -> str:
    """What `same_repository` gives for a source's repository; "" for sources that read none."""
    if source.kind in ("discussions", "issues"):  # they are at GitHub, whatever folders the hub has
        return same_repository(community, meant(source.url, ()).address)
    return same_repository(community, source.url) if source.kind == "work" else ""


def projects_with(community: Community, name: str) -> tuple[Project, ...]:
    """The projects that have this repository among theirs, in the order of their slugs; none where `name` is ""."""
    wanted = same_repository(community, name) if name else ""
    return tuple(
        project
        for project in community.projects.values()
        if wanted and wanted in (same_repository(community, one) for one in project.repositories)
    )


def projects_listed(community: Community, name: str) -> tuple[Project, ...]:
    """The projects that a list of contributors kept in this repository tells of: none where it tells of the whole hub.

    It does so in the hub's own repository, also where that is a project's, and in one that no project has.
    """
    own = community.profile.repository
    if own and name and same_repository(community, name) == same_repository(community, own):
        return ()
    return projects_with(community, name)


def repositories_named(profile: Profile, projects: Iterable[Project]) -> Iterator[str]:
    """The names of repositories in the community's own file, and in those of its projects."""
    yield from profile.sources.repositories
    for project in projects:
        yield from project.repositories
