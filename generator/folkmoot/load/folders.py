"""The folders of the hub that its files name as repositories."""

import os
from pathlib import Path

from folkmoot.model.community import Community
from folkmoot.model.repository import path_in_hub, repositories_named


def with_folders(root: Path, community: Community) -> Community:
    """The community with the folders that names of repositories in its files mean, and which of them have a history.

    Git itself is not asked: that is for whoever collects.
    """
    named = set(map(path_in_hub, repositories_named(community.profile, community.projects.values())))
    # Path.is_dir raises for what is too long to be a path.
    found = frozenset(path for path in named if path and os.path.isdir(root / path))  # noqa: PTH112
    return community._replace(folders=found, histories=frozenset(path for path in found if _has_history(root / path)))


def _has_history(folder: Path) -> bool:
    """Whether a folder looks like the top of a git repository's files, or like a bare repository."""
    return os.path.exists(folder / ".git") or all(os.path.exists(folder / name) for name in ("HEAD", "objects"))  # noqa: PTH110
