"""The one search: an index made by Pagefind, in small pieces that the browser loads as it needs them."""

import base64
import json
import subprocess
import threading
from collections.abc import Iterable, Mapping
from io import BufferedReader
from typing import IO, Any, NamedTuple, cast

from pagefind_bin import get_executable

from folkmoot.errors import EngineFailure
from folkmoot.model.artifact import Artifact
from folkmoot.render.search.elisions import apart
from folkmoot.render.search.filters import settled

FOLDER = "pagefind/"
_UNUSED = ("pagefind-ui", "pagefind-modular", "pagefind-component", "pagefind-highlight", "pagefind-worker")
"""Files that Pagefind brings for other ways to use it."""

_AGAIN = "build again; if it stays so, report it"


class Finding(NamedTuple):
    """Something to be found: where it is, its title, its words, and what it can be picked out by.

    `address` is relative to the site, or a whole address elsewhere. `kind` is an id such as "member" or "entry", never
    shown as it is. `languages` are those of its text, of a member those they speak; none where nobody knows.
    `topics` are words of the community's own. `told_in` are the languages whose readers are better served by another
    finding, which tells the same; `also` are the titles of those.
    """

    address: str
    title: str
    words: str
    kind: str
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    told_in: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


def index(findings: Iterable[Finding], language: str) -> list[Artifact]:
    """The files of a search index over everything given, the same bytes for the same findings.

    There is one index, in the hub's main language: in one a language, a page in another would find nothing.

    Speaks Pagefind's service protocol directly (base64 JSON between commas): its Python wrapper waits 0.1 s a reply.
    Raises `EngineFailure` where the indexer ends early or refuses something.
    """
    with _Service() as service:
        number = service.ask({"type": "NewIndex", "config": {"force_language": language}})["index_id"]
        for finding in findings:
            also = {"also": apart(" · ".join(finding.also))} if finding.also else {}
            service.tell(
                {
                    "type": "AddRecord",
                    "index_id": number,
                    "url": finding.address if "://" in finding.address else f"/{finding.address}",
                    # Titles are searched, and count for more, as `meta`; what says nothing is left out of an index.
                    "content": apart(finding.words or finding.title),
                    "language": language,
                    # Everything in `meta` is searched, and "it" is a word as well: the rest stands in filters alone.
                    "meta": {"title": apart(finding.title), **also},
                    "filters": {
                        "kind": [finding.kind],
                        "language": list(finding.languages),
                        "topic": list(finding.topics),
                        # Nobody chooses it: with it findings.js lists once what is told in several languages.
                        "told_in": list(finding.told_in),
                    },
                }
            )
        answered = service.ask({"type": "GetFiles", "index_id": number})["files"]
    files = {
        file["path"]: base64.b64decode(file["content"]) for file in answered if not file["path"].startswith(_UNUSED)
    }
    return [Artifact(f"{FOLDER}{path}", content) for path, content in sorted(settled(files).items())]


class _Service:
    """Pagefind as a subprocess; requests are written without waiting for their answers, a thread reads those."""

    def __init__(self) -> None:
        try:
            # Nothing but the wheel's own binary is run, and without a shell.
            self._process = subprocess.Popen(  # noqa: S603
                [str(get_executable()), "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise EngineFailure(f"the search indexer cannot be started: {error}", "install pagefind_bin anew") from None
        self._requests = cast("IO[bytes]", self._process.stdin)
        self._replies = cast("BufferedReader", self._process.stdout)
        self._answers: dict[int, dict[str, Any]] = {}
        self._arrived = threading.Condition()
        self._sent, self._ended = 0, False
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> "_Service":
        return self

    def __exit__(self, *_: object) -> None:
        self._requests.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()
        self._replies.close()

    def tell(self, payload: Mapping[str, Any]) -> int:
        self._sent += 1
        message = json.dumps({"message_id": self._sent, "payload": payload}).encode()
        try:
            self._requests.write(base64.b64encode(message) + b",")
        except BrokenPipeError:
            raise EngineFailure("the search indexer ended early", _AGAIN) from None
        return self._sent

    def ask(self, payload: Mapping[str, Any]) -> dict[str, Any]:
        number = self.tell(payload)
        self._requests.flush()
        with self._arrived:
            self._arrived.wait_for(lambda: number in self._answers or self._ended)
        refused = [answer for answer in self._answers.values() if answer.get("type") == "Error"]
        if refused or number not in self._answers:
            reason = refused[0].get("message", "it gave no reason") if refused else "it ended early"
            raise EngineFailure(f"the search index could not be made: {reason}", _AGAIN)
        return self._answers[number]

    def _read(self) -> None:
        waiting = b""
        while chunk := self._replies.read1(65536):
            *messages, waiting = (waiting + chunk).split(b",")
            with self._arrived:
                for message in messages:
                    answer = json.loads(base64.b64decode(message))
                    self._answers[answer.get("message_id") or 0] = answer["payload"]
                self._arrived.notify_all()
        with self._arrived:
            self._ended = True
            self._arrived.notify_all()
