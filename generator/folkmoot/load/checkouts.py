"""Which repository a folder belongs to, told from the folders alone: git may be missing, or refuse to tell."""

from pathlib import Path

from folkmoot.errors import WrongUse


def repository_around(path: Path) -> Path | None:
    """The .git folder of the repository in whose working tree `path` lies or would lie; None outside of any.

    All working trees of a repository have the same. git would refuse to tell of what belongs to somebody else
    (https://git-scm.com/docs/gitrepository-layout).
    """
    for folder in (path, *path.parents):
        sign = folder / ".git"
        if sign.is_dir():
            return sign.resolve()
        if sign.is_file():
            home = folder / sign.read_text("utf-8", "replace").removeprefix("gitdir:").strip()
            common = home / "commondir"
            return (home / common.read_text("utf-8", "replace").strip() if common.is_file() else home).resolve()
    return None


def refuse_public(root: Path, folder: Path) -> None:
    """Raises `WrongUse` where a private folder lies in the hub or in a checkout of its repository, by links too."""
    place, hub = folder.resolve(), root.resolve()
    own = repository_around(hub)
    if place.is_relative_to(hub) or (own and repository_around(place) == own):
        raise WrongUse(
            f"{folder} lies in the hub's own folder, or in its repository ({own or hub}), which may be public",
            "name a folder outside, such as the clone of a private repository: --private ../our-notes",
        )
