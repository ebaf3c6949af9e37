"""Processes that read feed documents, ended and replaced where a document makes one hang or eat all memory."""

import json
import os
import queue
import subprocess
import sys
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

from folkmoot.collect.documents import Document, Item, NoFeed

SECONDS = 15.0

_MEMORY = 1536 * 1024 * 1024
_HANDED_ON = ("PATH", "PYTHONPATH", "PYTHONHOME", "SYSTEMROOT", "LANG", "LC_ALL")
_START = """
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
except (ImportError, ValueError, OSError):
    pass
from folkmoot.collect.documents import main
main()
"""


class Parsers:
    """As many readers as the machine has processors, at most four; safe to use from many threads.

    A document has `seconds` to be read. Readers are given no token and little memory.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._idle: queue.LifoQueue[subprocess.Popen[bytes] | None] = queue.LifoQueue()
        for _ in range(min(4, os.cpu_count() or 1)):
            self._idle.put(None)
        self._running: set[subprocess.Popen[bytes]] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for reader in [*self._running]:
            self._end(reader)

    def read(self, body: bytes, content_type: str, url: str) -> Document:
        """The feed in `body`; raises `NoFeed`, also for what cannot be read in time."""
        reader = self._idle.get()
        try:
            if reader is None:
                reader = self._started()
            line = self._asked(reader, body, content_type, url)
            if not line:
                self._end(reader)
                reader = None
                raise NoFeed(f"takes more than {self._seconds:g} seconds or too much memory to read")
        finally:
            self._idle.put(reader)
        answer = json.loads(line)
        if "no_feed" in answer:
            raise NoFeed(answer["no_feed"])
        items = (Item(*item)._replace(tags=tuple(item[-1])) for item in answer["items"])
        return Document(answer["language"], tuple(items))

    def _asked(self, reader: subprocess.Popen[bytes], body: bytes, content_type: str, url: str) -> bytes:
        header = json.dumps({"size": len(body), "content_type": content_type, "url": url}).encode() + b"\n"
        if reader.stdin is None or reader.stdout is None:
            return b""
        timer = threading.Timer(self._seconds, reader.kill)
        timer.daemon = True
        timer.start()
        try:
            reader.stdin.write(header + body)
            reader.stdin.flush()
            line = reader.stdout.readline()
        except OSError:
            return b""
        finally:
            timer.cancel()
        return line if line.endswith(b"\n") else b""

    def _started(self) -> subprocess.Popen[bytes]:
        reader = subprocess.Popen(  # noqa: S603 our own program
            [sys.executable, "-P", "-c", _START.format(memory=_MEMORY)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _HANDED_ON if name in os.environ},
        )
        self._running.add(reader)
        return reader

    def _end(self, reader: subprocess.Popen[bytes]) -> None:
        reader.kill()
        reader.wait()
        for pipe in (reader.stdin, reader.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        self._running.discard(reader)
