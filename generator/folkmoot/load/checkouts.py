"""Which repository a folder belongs to, told from the folders alone: git may be missing, or refuse to tell."""

from pathlib import Path


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
