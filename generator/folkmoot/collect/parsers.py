"""Processes that read feeds and calendars, ended and replaced where a document makes one hang or eat all memory.

Two kinds: quick ones for what is well-formed, and forgiving ones for the rest, which take more memory and are started
where a document needs them. The quick ones read calendars, too.
"""

import json
import os
import threading
import time
from collections import Counter
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from folkmoot.collect.confined import Confined, line_of
from folkmoot.collect.dealing import LARGE, site_of
from folkmoot.collect.documents import Document, Item, NoFeed
from folkmoot.collect.runtime import Over, RunTime
from folkmoot.model.harvest import AS_IT_IS, Reading

SECONDS = 15.0

CALENDARS = "folkmoot.collect.calendar_document"
"""The module of ours that reads calendars in these processes."""

_QUICK, _FORGIVING, _MORE = 2, 1, 3
_IMPATIENT_AFTER = 2.0
"""Where none of those that run answers for so many seconds, one more is started: documents may hold them up."""

_LEAST_SECONDS = 2.0
_TAGS = Item._fields.index("tags")
_FRUGAL = {"MALLOC_MMAP_THRESHOLD_": f"{LARGE}", "MALLOC_TRIM_THRESHOLD_": f"{LARGE}"}
"""What makes glibc give memory back that a large document needed; other systems do not know these names."""


class Parsers:
    """Some quick readers and some forgiving ones, each started when it is needed; safe to use from many threads.

    A document has `seconds` to be read, each way; less, where others of its site took all of theirs. Readers are given
    no token and little memory. They end with the `run`.
    """

    def __init__(self, seconds: float = SECONDS, run: RunTime | None = None) -> None:
        self._seconds = seconds
        self._run = run or RunTime()
        self._quick = _Readers("forgiving=False", min(_QUICK, os.cpu_count() or 1), self._run)
        self._forgiving = _Readers("forgiving=True", _FORGIVING, self._run)
        self._hung: Counter[tuple[str, ...]] = Counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._quick.end()
        self._forgiving.end()

    def read(self, body: bytes, content_type: str, url: str, reading: Reading = AS_IT_IS) -> Document:
        """The feed in `body`; raises `NoFeed`, also for what cannot be read in time, and `Over` when the run is."""
        asked = {
            "size": len(body),
            "content_type": content_type,
            "url": url,
            "include": reading.include,
            "exclude": reading.exclude,
            "text": reading.text,
        }
        header = json.dumps(asked).encode() + b"\n"
        answer = self._answer(self._quick, header, body, url)
        if "unfit" in answer:
            answer = self._answer(self._forgiving, header, body, url)
        if "no_feed" in answer:
            raise NoFeed(answer["no_feed"])
        items = (Item(*item)._replace(tags=tuple(item[_TAGS])) for item in answer["items"])
        return Document(answer["language"], tuple(items))

    def answer(self, module: str, asked: Mapping[str, str], body: bytes) -> dict[str, Any]:
        """What the `answer` of one of our modules tells of a document; raises `NoFeed` as `read` does."""
        header = json.dumps({**asked, "reader": module, "size": len(body)}).encode() + b"\n"
        answer = self._answer(self._quick, header, body, asked.get("url", ""))
        if "no_feed" in answer or "unfit" in answer:
            raise NoFeed(answer.get("no_feed", "cannot be read"))
        return answer

    def _answer(self, readers: "_Readers", header: bytes, body: bytes, url: str) -> dict[str, Any]:
        site = site_of(url)
        seconds = self._seconds_of(site)
        line = readers.told(header, body, seconds)
        if line is None:
            self._hung[site] += 1
            raise NoFeed(f"takes more than {seconds:g} seconds or too much memory to read")
        return dict(json.loads(line))

    def _seconds_of(self, site: tuple[str, ...]) -> float:
        """How long a document may take: with many that hang a single site would hold up everybody else's."""
        hung = self._hung[site] if any(site) else 0
        return min(self._seconds, max(_LEAST_SECONDS, self._seconds * 0.5**hung))


class _Readers:
    """Processes of one kind: `usual` ones are started as they are needed, some more where all of them hang."""

    def __init__(self, how: str, usual: int, run: RunTime) -> None:
        self._how, self._usual, self._run = how, usual, run
        self._latest = 0.0
        self._idle: list[Confined] = []
        self._places = 0
        self._changed = threading.Condition()

    def told(self, header: bytes, body: bytes, seconds: float) -> bytes | None:
        """What one of them answers, None where it had to be ended; raises `Over` when the run is."""
        reader = self._taken()
        line = None
        try:
            with self._run.cutting(reader.kill):
                line = reader.told(header, body, line_of, seconds)
        finally:
            self._put_back(reader, is_well=line is not None)
        if line is None and self._run.is_over:
            raise Over
        return line

    def end(self) -> None:
        """Ends all that are idle; the others are ended by whom they read for."""
        for reader in self._idle:
            reader.end()
        self._idle.clear()

    def _taken(self) -> Confined:
        with self._run.cutting(self._wake), self._changed:
            while not self._has_room():
                self._changed.wait(_IMPATIENT_AFTER / 4)
            if self._run.is_over:
                raise Over
            self._latest = time.monotonic()
            if self._idle:
                return self._idle.pop()
            self._places += 1
        try:
            return Confined("folkmoot.collect.documents", self._how, _FRUGAL)
        except BaseException:
            self._leave()
            raise

    def _put_back(self, reader: Confined, *, is_well: bool) -> None:
        if not is_well:
            reader.end()
            self._leave()
            return
        with self._changed:
            self._latest = time.monotonic()
            self._idle.append(reader)
            self._changed.notify()

    def _leave(self) -> None:
        with self._changed:
            self._places -= 1
            self._changed.notify()

    def _has_room(self) -> bool:
        is_stuck = time.monotonic() - self._latest > _IMPATIENT_AFTER
        most = self._usual + _MORE * is_stuck
        return bool(self._idle) or self._places < most or self._run.is_over

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()
