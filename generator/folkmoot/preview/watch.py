"""Noticing which of a hub's files changed: the system tells that something did, and looking at all of them what."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

FOLDERS = ("members", "events", "content", "metrics")
_SETTINGS = (".yml", ".yaml")
"""What files at the hub's top end in that the site is made from: mkdocs.yml, and what it inherits."""

_TOLD = [
    DirCreatedEvent, DirDeletedEvent, DirMovedEvent,
    FileClosedEvent, FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent,
]  # fmt: skip
"""Whatever changes a file; reading one, which happens all the time, is not told."""

_SETTLING = 0.03
"""Seconds in which an editor that writes a file in several steps is done with it."""

_ROUNDS = {True: 5.0, False: 0.5}
"""Seconds between two looks at all files: where the system tells of changes, and where it cannot."""

Signature = tuple[int, int, int]


class Watch:
    """Calls back with the paths of changed, new and removed files, relative to the hub, from a thread of its own."""

    def __init__(self, root: Path, archive: Path, changed: Callable[[set[str]], None]) -> None:
        self._root, self._changed = root, changed
        self._folders = {**{name: root / name for name in FOLDERS}, "archive": archive}
        self._known = self._seen()
        self._alarm, self._ended = threading.Event(), False
        self._observer, self._attended, self._is_told = Observer(), set[Path](), True
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        with suppress(OSError, RuntimeError):
            self._attend()
            self._observer.start()
        self._thread.start()

    def stop(self) -> None:
        self._ended = True
        self._alarm.set()
        self._thread.join()
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()

    def _run(self) -> None:
        while not self._ended:
            self._alarm.wait(_ROUNDS[self._observer.is_alive() and self._is_told])
            if self._alarm.is_set():
                self._alarm.clear()
                threading.Event().wait(_SETTLING)
            if not self._ended:
                self._attend()
                self._look()

    def _look(self) -> None:
        seen = self._seen()
        different = {path for path in seen.keys() | self._known.keys() if seen.get(path) != self._known.get(path)}
        self._known = seen
        if different:
            self._changed(different)

    def _attend(self) -> None:
        """Asks to be told of the folders that there are now; where the system refuses, looking has to do."""
        for folder in (self._root, *self._folders.values()):
            if folder in self._attended or not folder.is_dir():
                continue
            try:
                self._observer.schedule(
                    _Alarm(self._alarm), str(folder), recursive=folder != self._root, event_filter=_TOLD
                )
            except OSError:
                self._is_told = False
            self._attended.add(folder)

    def _seen(self) -> dict[str, Signature]:
        """Every file by its path, with what changes when it is written."""
        found: dict[str, Signature] = {}
        for name, folder in self._folders.items():
            for path, signature in _below(folder):
                found[f"{name}/{path}"] = signature
        return found | {name: signature for name, signature in _files(self._root) if name.endswith(_SETTINGS)}


class _Alarm(FileSystemEventHandler):
    def __init__(self, alarm: threading.Event) -> None:
        self._alarm = alarm

    def on_any_event(self, event: FileSystemEvent) -> None:  # noqa: ARG002 (what it is, looking tells)
        self._alarm.set()


def _below(folder: Path, prefix: str = "") -> Iterator[tuple[str, Signature]]:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _below(folder / entry.name, f"{prefix}{entry.name}/")
            elif not entry.name.startswith("."):
                yield f"{prefix}{entry.name}", _signature(entry)


def _files(folder: Path) -> Iterator[tuple[str, Signature]]:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file():
                yield entry.name, _signature(entry)


def _signature(entry: os.DirEntry[str]) -> Signature:
    try:
        found = entry.stat(follow_symlinks=False)
    except OSError:
        return (0, 0, 0)
    return (found.st_mtime_ns, found.st_size, found.st_ino)
