"""The HTTP client: it asks politely, gives up in time, and never reads more than it can hold."""

import datetime as dt
import hashlib
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from folkmoot import __version__
from folkmoot.collect.guard import Cut, FetchError, GuardedAdapter, checked_host, cut_off_at
from folkmoot.collect.room import Room
from folkmoot.collect.runtime import Over, RunTime

TOTAL_SECONDS = 20.0
REDIRECTS = 5
LARGEST = 10 * 1024 * 1024
LARGE = 512 * 1024
"""Of answers that are larger than so many bytes a few are held at once."""

AT_ONCE_A_HOST = 2

_LARGE_AT_ONCE = 4
_PERMANENT = {301, 308}
_REDIRECTING = {*_PERMANENT, 302, 303, 307}
_TURN_SECONDS = 120.0
_LINGERS_SECONDS = 3.0
"""A server needs a while to notice that nobody reads on: until then it is still busy with the answer."""

LONGEST_WAIT = dt.timedelta(days=7)


class Validators(NamedTuple):
    """What a server gave to recognise a document by (RFC 9110, 8.8), or "".

    It gave them for the document at `address`, and is told them there alone; with "" wherever a request leads. `digest`
    is made from the document where its server gave nothing: then at least it need not be read a second time.
    """

    etag: str = ""
    last_modified: str = ""
    address: str = ""
    digest: str = ""

    def headers(self, url: str) -> dict[str, str]:
        """What makes a request to `url` conditional."""
        said = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in said.items() if value and self.address in ("", url)}


class Answer(NamedTuple):
    """What a server answered at last: `url` is where redirects led, `headers` have lower-case names.

    `body` is inflated, and read for successes alone. `moved` says that every redirect on the way was one for good:
    then `url` is the address to write instead.
    """

    status: int
    url: str
    body: bytes
    headers: dict[str, str]
    moved: bool = False

    @property
    def validators(self) -> Validators:
        said = (self.headers.get(name, "") for name in ("etag", "last-modified"))
        etag, last_modified = (one if one.isascii() and one.isprintable() and len(one) <= 500 else "" for one in said)
        return Validators(etag, last_modified, self.url) if etag or last_modified else Validators(digest=self.digest)

    @property
    def digest(self) -> str:
        """Digits that change with the document, its type and the address that its relative links start from."""
        made = hashlib.sha256(f"{self.url}\n{self.headers.get('content-type', '')}\n".encode("utf-8", "replace"))
        made.update(self.body)
        return made.hexdigest()[:20]


class _Turns:
    """Who asks a host: so many at once, the others wait for their turn."""

    def __init__(self) -> None:
        self._free = AT_ONCE_A_HOST
        self._changed = threading.Condition()

    def taken(self, run: RunTime) -> bool:
        """Takes a turn as soon as there is one; not when that takes too long, or the run is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._free > 0 or run.is_over, run.longest(_TURN_SECONDS))
            if self._free <= 0 or run.is_over:
                return False
            self._free -= 1
        return True

    def give_back(self) -> None:
        with self._changed:
            self._free += 1
            self._changed.notify()

    def wake(self) -> None:
        """Lets all who wait look whether they still want to."""
        with self._changed:
            self._changed.notify_all()


class _CutOff(FetchError):
    """We ended the connection amid an answer."""


class Client:
    """Fetches with at most two requests at once a host; safe to use from many threads.

    `about` is the page that tells a server's owner who asks. `allow` names as `host:port` the only addresses exempt
    from the guard. `seconds` limits one fetch with all its redirects. When the `run` is over, nothing is asked any
    more, and what is being asked is cut off. One that does not `reads` leaves what it is answered unread.
    """

    def __init__(
        self,
        about: str,
        allow: frozenset[str] = frozenset(),
        seconds: float = TOTAL_SECONDS,
        run: RunTime | None = None,
        *,
        reads: bool = True,
    ) -> None:
        self._reads = reads
        self._allow = frozenset(one.lower() for one in allow)
        self._seconds = seconds
        self._run = run or RunTime()
        self._room = Room(_LARGE_AT_ONCE, self._run)
        self._turns: defaultdict[str, _Turns] = defaultdict(_Turns)
        self._turns_lock = threading.Lock()
        # Not through a session: it would keep cookies, obey proxies and .netrc, and read the body of a redirect whole.
        self._adapter = GuardedAdapter(self._allow, AT_ONCE_A_HOST)
        self._headers = {
            "User-Agent": f"Folkmoot/{__version__}" + (f" (+{about})" if about else ""),
            "Accept-Encoding": "gzip, deflate",
        }

    def answering(self) -> AbstractContextManager[None]:
        """A block at whose end a thread is done with all that it was answered: of large answers few are held at once.

        Outside of such blocks nobody waits for others, and nobody knows how many there are.
        """
        return self._room.held()

    def get(self, url: str, accept: str, known: Validators | None = None) -> Answer:
        """The answer at `url` after at most five redirects; raises `FetchError`, and `Over` where the run ends before.

        `known` makes the request conditional: the answer is then 304 without a body where nothing changed. What a
        status means is the caller's to judge.
        """
        self._room.leave()
        try:
            return self._at_last(url, accept, known)
        except FetchError as error:
            if not self._run.is_over:
                raise
            raise Over from error  # what was cut off looks like a fault of the server's

    def _at_last(self, url: str, accept: str, known: Validators | None) -> Answer:
        deadline = time.monotonic() + self._seconds
        here, kinds = url, set[int]()
        for _ in range(REDIRECTS + 1):
            headers = {**self._headers, "Accept": accept, **(known.headers(here) if known else {})}
            host = checked_host(here, self._allow).rpartition(":")[0]
            with self._turn_at(host) as waited:
                deadline += waited
                answer = self._hop(here, headers, deadline)
            if answer.status not in _REDIRECTING or "location" not in answer.headers:
                return answer._replace(moved=bool(kinds) and kinds <= _PERMANENT)
            kinds.add(answer.status)
            here = _joined(here, answer.headers["location"])
        raise FetchError(f"redirects more than {REDIRECTS} times")

    @contextmanager
    def _turn_at(self, host: str) -> Iterator[float]:
        """One of the two turns that a host has, whatever its port; yields the seconds that passed until it was free.

        They are no fault of who is asked next, and do not count against it.
        """
        with self._turns_lock:
            turn = self._turns[host]
        began = time.monotonic()
        with self._run.cutting(turn.wake):
            has_turn = turn.taken(self._run)
        if not has_turn:
            raise FetchError(f"could not be asked: too many other addresses lead to {host}, which is slow")
        lingers = 0.0
        try:
            yield time.monotonic() - began
        except _CutOff:
            lingers = _LINGERS_SECONDS
            raise
        finally:
            freed = threading.Timer(lingers, turn.give_back)
            freed.daemon = True
            freed.start() if lingers else turn.give_back()

    def _hop(self, url: str, headers: dict[str, str], deadline: float) -> Answer:
        """The answer to one request; one that breaks off is made a second time, as with connections kept too long."""
        for is_last in (False, True):
            with cut_off_at(deadline) as cut, self._run.cutting(cut.off):
                try:
                    return self._asked(url, headers, deadline, cut)
                except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as error:
                    if cut.was():
                        raise self._too_slow() from error
                    if is_last or not _broke_off(error):
                        raise FetchError(in_words(error, url)) from error
                    deadline = cut.deadline
        raise AssertionError

    def _asked(self, url: str, headers: dict[str, str], deadline: float, cut: Cut) -> Answer:
        left = deadline - time.monotonic()
        if left <= 0:
            raise self._too_slow()
        request = requests.Request("GET", url, headers=headers).prepare()
        with self._adapter.send(request, stream=True, timeout=left) as response:
            body = bytearray()
            if self._reads and response.ok and response.status_code not in _REDIRECTING:
                for chunk in response.raw.stream(1 << 16, decode_content=True):
                    body += chunk
                    if len(body) > LARGEST:
                        raise _CutOff(f"is larger than {LARGEST >> 20} MB")
                    if len(body) > LARGE and not self._room.is_entered:
                        with cut.resting():
                            self._room.enter()
        if cut.was():  # then it looks like one that ended
            raise self._too_slow()
        lowered = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, url, bytes(body), lowered)

    def _too_slow(self) -> FetchError:
        return _CutOff(f"did not answer completely within {self._seconds:g} seconds")


def retry_after(headers: dict[str, str], now: dt.datetime) -> dt.datetime | None:
    """When a busy server wants to be asked again, a week ahead at most, or None where it does not say.

    It says so in seconds, or as a date (RFC 9110, 10.2.3).
    """
    said = headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return now + min(dt.timedelta(seconds=min(int(said[:10]), 10**9)), LONGEST_WAIT)
    try:
        when = parsedate_to_datetime(said)
        return min(when.replace(tzinfo=when.tzinfo or dt.UTC), now + LONGEST_WAIT)
    except (ValueError, OverflowError):
        return None


def in_words(error: BaseException, url: str) -> str:
    """Why asking `url` failed, for people."""
    host = urlsplit(url).hostname
    for kind, words in _WORDS:
        if any(isinstance(one, kind) for one in _chain(error)):
            return words.format(host=host)
    return f"{host} could not be read ({type(error).__name__})"


def _chain(error: BaseException) -> list[BaseException]:
    """An exception and those it wraps, which say more than the outermost."""
    chain: list[BaseException] = []
    ahead: list[object] = [error]
    while ahead:
        one = ahead.pop()
        if isinstance(one, BaseException) and one not in chain:
            chain.append(one)
            ahead += [*one.args, getattr(one, "reason", None)]
    return chain


def _broke_off(error: BaseException) -> bool:
    """Whether there was a connection, which ended before the answer did, and not because it was slow."""
    chain = _chain(error)
    return any(isinstance(one, _BREAKING) for one in chain) and not any(isinstance(one, TimeoutError) for one in chain)


def _joined(base: str, target: str) -> str:
    with suppress(UnicodeError):  # headers are read as Latin-1, and servers write UTF-8 into them
        target = target.encode("latin-1").decode()
    try:
        return urljoin(base, target)
    except ValueError:
        raise FetchError(f"redirects to {target[:200]!r}, which is no web address") from None


_BREAKING = (ConnectionResetError, ConnectionAbortedError, BrokenPipeError, HTTPException)
"""What a connection ends with; http.client's exceptions tell answers that end too early, too."""

_WORDS: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str], ...] = (
    (requests.exceptions.InvalidURL, "is no valid web address"),
    ((urllib3.exceptions.SSLError, requests.exceptions.SSLError), "the certificate of {host} is not valid"),
    ((TimeoutError, urllib3.exceptions.TimeoutError), "{host} did not answer in time"),
    (ConnectionRefusedError, "{host} refuses connections"),
    (urllib3.exceptions.DecodeError, "the compressed answer is damaged"),
    ((urllib3.exceptions.ProtocolError, ConnectionError), "{host} broke off before the answer was complete"),
    (OSError, "{host} could not be reached"),
)
