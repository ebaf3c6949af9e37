"""Runs that write an archive and are disturbed, in processes of their own: killed, without room, without permission.

    PYTHONPATH=tests python -m support.disturbed_runs killed FOLDER

The outcomes lie in the folder; what went wrong is printed, a line of JSON for each run.
"""

import json
import os
import random
import resource
import shutil
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from folkmoot.errors import FolkmootError
from folkmoot.model.harvest import Entry, SourceState, Work
from folkmoot.publish import archive

_CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.chmod", "os.rmdir"}
_NOBODY = 65534


def records(day: int) -> list[archive.Record]:
    """What a run on this day of 2026 finds: entries that are new, edited or have other ids; work; a state."""
    seen = f"2026-03-{day:02}T06:00:00Z"
    found: list[archive.Record] = [
        Entry(
            source=f"feed-{feed}-example",
            id=f"{'moved' if feed == 1 and day > 1 else 'id'}-{feed}-{number}",
            url=f"https://feed-{feed}.example/{number}",
            title=f"Entry {number}" + (" again" if number == day else ""),
            excerpt="Some words of it. " * 30,
            author="Zoë",
            language="en",
            published=f"{2025 + number % 2}-01-{1 + number:02}T10:00:00Z",
            first_seen=seen,
        )
        for feed in range(2)
        for number in range(day * 3)
    ]
    for month in range(1, 4):
        year = 2025 if day == 1 or month > 1 else 2026
        found.append(Work("log-git", f"w{month}", "github:11", "ada", f"{year}-0{month}-01", "code", day, seen, seen))
    return [*found, SourceState("feed-0-example", f"s{day}", seen, "failing" if day % 2 else "recovered", "404", "")]


def written(folder: Path, day: int) -> None:
    """One run: all that it does to the archive."""
    archive.write(folder, records(day))
    archive.identity_salt(folder)


def killed(folder: Path) -> None:
    """Kills runs before their first change of the disk, before their second, and so on; then at odd moments."""
    base = folder / "base"
    written(base, 1)
    step = 0
    while True:
        place = shutil.copytree(base, folder / f"step-{step:03}")
        if _in_a_child(partial(_until, place, step)) == 0:
            break
        step += 1
    draws = random.Random(1)
    for number in range(15):
        place = shutil.copytree(base, folder / f"moment-{number:03}")
        child = _child(partial(written, place, 2))
        time.sleep(draws.random() / 50)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _until(folder: Path, step: int) -> None:
    left = step

    def counted(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if event in _CHANGES or writes:
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

    sys.addaudithook(counted)
    written(folder, 2)


def together(folder: Path) -> None:
    """Four runs at once that each write fifteen times."""

    def many(writer: int) -> None:
        for number in range(15):
            one = replace(_entry(), id=f"{writer}-{number}", url=f"https://a.example/{writer}/{number}", title="")
            archive.write(folder / "archive", [replace(one, excerpt=f"{writer} {number}", source=f"feed-{number % 2}")])

    children = [_child(partial(many, writer)) for writer in range(4)]
    for child in children:
        assert os.waitpid(child, 0)[1] == 0


def _entry() -> Entry:
    return next(one for one in records(1) if isinstance(one, Entry))


def full(folder: Path) -> None:
    """Runs on a disk that takes so many bytes a file and no more."""
    base = folder / "base"
    written(base, 1)
    for room in (0, 100, 700, 1_000):
        place = shutil.copytree(base, folder / f"room-{room}")

        def limited(place: Path = place, room: int = room) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
            written(place, 2)

        _in_a_child(limited)


def barred(folder: Path) -> None:
    """A run that may read the archive and not write it; the superuser may everything, so it is nobody then."""
    os.chdir(folder)
    written(Path("archive"), 1)
    for place in (Path("archive"), *Path("archive").rglob("*")):
        place.chmod(0o555 if place.is_dir() else 0o444)

    def nobody() -> None:
        if os.getuid() == 0:
            os.setuid(_NOBODY)
        written(Path("archive"), 2)

    _in_a_child(nobody)


def _in_a_child(run: Callable[[], None]) -> int:
    return os.waitpid(_child(run), 0)[1]


def _child(run: Callable[[], None]) -> int:
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        run()
        status = 0
    except FolkmootError as error:
        os.write(1, json.dumps([str(error), error.hint]).encode() + b"\n")
    finally:
        os._exit(status)


if __name__ == "__main__":
    {"killed": killed, "together": together, "full": full, "barred": barred}[sys.argv[1]](Path(sys.argv[2]))
