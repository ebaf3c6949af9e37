"""Bringing the history of a repository from elsewhere, of which nobody knows how large it is, or how it is packed."""

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from folkmoot import git

LARGEST = 500 << 20
"""How many bytes a history may take, without the contents of its files."""

_MEMORY = 3 << 29
"""What of addresses a fetch may take: it unpacks what strangers packed."""


def fetch_history(
    address: str, into: Path, found_at: str = "", seconds: float = git.READ_SECONDS, largest: int = LARGEST
) -> None:
    """Brings the history of the default branch at `address` into the bare repository `into`, without file contents.

    The first time it makes `into`; later only what is new travels. `found_at` says where the host of a web address is,
    as `host:port:address,address`: git asks nobody else. What takes more than `largest` bytes is thrown away, also
    while it still travels. Raises `GitError`.
    """

    def look() -> None:
        if _size(into) > largest:
            raise git.GitError(f"has a history of more than {largest >> 20} MB, which is too large to read")

    if not git.is_repository(into):
        into.mkdir(parents=True, exist_ok=True)
        git.run("init", "--bare", "--quiet", "--initial-branch=default", at=into)
    git.run("config", "remote.origin.url", address, at=into)
    # Kept with the address, since git fetches a file that it lacks (.mailmap) by itself later.
    git.run("config", "http.curloptResolve", found_at, at=into)
    options = ("--quiet", "--filter=blob:none", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules")
    wanted = (*options, "--", "origin", "+HEAD:refs/heads/default")
    try:
        git.run("fetch", *wanted, at=into, seconds=seconds, look=look, memory=_MEMORY)
        # Else git would fetch it when it is asked for the history, however large it is.
        with suppress(git.GitError):
            git.run("cat-file", "-s", "HEAD:.mailmap", at=into, seconds=seconds, look=look, memory=_MEMORY)
        look()
    except BaseException:
        is_too_large = _size(into) > largest
        for left in [into] if is_too_large else into.glob("objects/pack/tmp_*"):
            shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)
        raise


def fetch_contents(
    clone: Path, contents: Iterable[bytes], seconds: float = git.READ_SECONDS, largest: int = LARGEST
) -> None:
    """Brings these contents of files, by their ids in hexadecimal digits, into a clone without any, all at once.

    Git by itself would ask for those of one commit after the other. With its contents the clone may take `largest`
    bytes. Raises `GitError`.
    """

    def look() -> None:
        if _size(clone) > largest:
            raise git.GitError(f"takes more than {largest >> 20} MB with what its files held; lines: false needs less")

    options = ("--quiet", "--filter=blob:none", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules")
    asked = ("-c", "fetch.negotiationAlgorithm=noop", "fetch", *options, "--stdin", "--", "origin")
    if given := b"".join(one + b"\n" for one in sorted(contents)):
        try:
            git.run(*asked, at=clone, given=given, seconds=seconds, look=look, memory=_MEMORY)
        finally:
            for left in clone.glob("objects/pack/tmp_*"):
                shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)


def _size(folder: Path) -> int:
    """The bytes of all files in a folder; those that go meanwhile are none."""
    size = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                size += os.stat(os.path.join(place, name)).st_size  # noqa: PTH116, PTH118 twice a second
    return size
