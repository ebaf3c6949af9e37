"""Processes that read feeds and calendars, ended and replaced where a document makes one hang or eat all memory.

Two kinds: quick ones for what is well-formed, and a forgiving one for the rest, which takes more memory and is started
where a document needs it. The quick ones read calendars, too.
"""

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from folkmoot.collect.dealing import LARGE
from folkmoot.collect.documents import Document, Item, NoFeed
from folkmoot.model.harvest import AS_IT_IS, Reading

SECONDS = 15.0

CALENDARS = "folkmoot.collect.calendar_document"
"""The module of ours that reads calendars in these processes."""

_MOST_QUICK = 2
_MEMORY = 768 * 1024 * 1024
_TAGS = Item._fields.index("tags")
_HANDED_ON = ("PATH", "PYTHONPATH", "PYTHONHOME", "SYSTEMROOT", "LANG", "LC_ALL")
_FRUGAL = {"MALLOC_MMAP_THRESHOLD_": f"{LARGE}", "MALLOC_TRIM_THRESHOLD_": f"{LARGE}"}
"""What makes glibc give memory back that a large document needed; other systems do not know these names."""

_START = """
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
except (ImportError, ValueError, OSError):
    pass
from folkmoot.collect.documents import main
main(forgiving={forgiving})
"""


_Pool = queue.LifoQueue[subprocess.Popen[bytes] | None]


class Parsers:
    """One or two quick readers and a forgiving one, each started when it is needed; safe to use from many threads.

    A document has `seconds` to be read, each way. Readers are given no token and little memory.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._quick: _Pool = queue.LifoQueue()
        for _ in range(min(_MOST_QUICK, os.cpu_count() or 1)):
            self._quick.put(None)
        self._forgiving: _Pool = queue.LifoQueue()
        self._forgiving.put(None)
        self._running: set[subprocess.Popen[bytes]] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for reader in [*self._running]:
            self._end(reader)

    def read(self, body: bytes, content_type: str, url: str, reading: Reading = AS_IT_IS) -> Document:
        """The feed in `body`; raises `NoFeed`, also for what cannot be read in time."""
        asked = {
            "size": len(body),
            "content_type": content_type,
            "url": url,
            "include": reading.include,
            "exclude": reading.exclude,
            "text": reading.text,
        }
        header = json.dumps(asked).encode() + b"\n"
        answer = self._answer(self._quick, header, body)
        if "unfit" in answer:
            answer = self._answer(self._forgiving, header, body)
        if "no_feed" in answer:
            raise NoFeed(answer["no_feed"])
        items = (Item(*item)._replace(tags=tuple(item[_TAGS])) for item in answer["items"])
        return Document(answer["language"], tuple(items))

    def answer(self, module: str, asked: Mapping[str, str], body: bytes) -> dict[str, Any]:
        """What the `answer` of one of our modules tells of a document; raises `NoFeed` as `read` does."""
        header = json.dumps({**asked, "reader": module, "size": len(body)}).encode() + b"\n"
        answer = self._answer(self._quick, header, body)
        if "no_feed" in answer or "unfit" in answer:
            raise NoFeed(answer.get("no_feed", "cannot be read"))
        return answer

    def _answer(self, pool: _Pool, header: bytes, body: bytes) -> dict[str, Any]:
        reader = pool.get()
        try:
            if reader is None:
                reader = self._started(forgiving=pool is self._forgiving)
            line = self._asked(reader, header, body)
            if not line:
                self._end(reader)
                reader = None
                raise NoFeed(f"takes more than {self._seconds:g} seconds or too much memory to read")
        finally:
            pool.put(reader)
        return dict(json.loads(line))

    def _asked(self, reader: subprocess.Popen[bytes], header: bytes, body: bytes) -> bytes:
        if reader.stdin is None or reader.stdout is None:
            return b""
        timer = threading.Timer(self._seconds, reader.kill)
        timer.daemon = True
        timer.start()
        try:
            # One after the other: put together they would take their room a second time.
            reader.stdin.write(header)
            reader.stdin.write(body)
            reader.stdin.flush()
            line = reader.stdout.readline()
        except OSError:
            return b""
        finally:
            timer.cancel()
        return line if line.endswith(b"\n") else b""

    def _started(self, *, forgiving: bool) -> subprocess.Popen[bytes]:
        reader = subprocess.Popen(  # noqa: S603 our own program
            [sys.executable, "-P", "-c", _START.format(memory=_MEMORY, forgiving=forgiving)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**_FRUGAL, **{name: os.environ[name] for name in _HANDED_ON if name in os.environ}},
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
