"""The HTTP client: it asks politely, gives up in time, and never reads more than it can hold."""

import datetime as dt
import threading
import time
from collections import defaultdict
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from folkmoot import __version__
from folkmoot.collect.guard import FetchError, GuardedAdapter, checked_host, cut_off_at

TOTAL_SECONDS = 20.0
REDIRECTS = 5
LARGEST = 10 * 1024 * 1024
AT_ONCE_A_HOST = 2

_REDIRECTING = {301, 302, 303, 307, 308}
_CONNECT_SECONDS = 10.0


class Validators(NamedTuple):
    """What a server gave to recognise a document by (RFC 9110, 8.8), or ""."""

    etag: str = ""
    last_modified: str = ""


class Answer(NamedTuple):
    """What a server answered at last: `url` is where redirects led, `headers` have lower-case names.

    `body` is inflated, and read for successes alone.
    """

    status: int
    url: str
    body: bytes
    headers: dict[str, str]

    @property
    def validators(self) -> Validators:
        return Validators(self.headers.get("etag", ""), self.headers.get("last-modified", ""))


class Client:
    """Fetches with at most two requests at once a host; safe to use from many threads.

    `about` is the page that tells a server's owner who asks. `allow` names as `host:port` the only addresses exempt
    from the guard. `seconds` limits one fetch with all its redirects.
    """

    def __init__(self, about: str, allow: frozenset[str] = frozenset(), seconds: float = TOTAL_SECONDS) -> None:
        self._allow = frozenset(one.lower() for one in allow)
        self._seconds = seconds
        self._turns: defaultdict[str, threading.Semaphore] = defaultdict(lambda: threading.Semaphore(AT_ONCE_A_HOST))
        self._turns_lock = threading.Lock()
        # Not through a session: it would keep cookies, obey proxies and .netrc, and read the body of a redirect whole.
        self._adapter = GuardedAdapter(self._allow, AT_ONCE_A_HOST)
        self._headers = {
            "User-Agent": f"Folkmoot/{__version__}" + (f" (+{about})" if about else ""),
            "Accept-Encoding": "gzip, deflate",
        }

    def get(self, url: str, accept: str, known: Validators | None = None) -> Answer:
        """The answer at `url` after at most five redirects; raises `FetchError`.

        `known` makes the request conditional: the answer is then 304 without a body where nothing changed. What a
        status means is the caller's to judge.
        """
        headers = {**self._headers, "Accept": accept}
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        if known and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        deadline = time.monotonic() + self._seconds
        here = url
        for _ in range(REDIRECTS + 1):
            answer = self._hop(here, headers, deadline)
            if answer.status not in _REDIRECTING or "location" not in answer.headers:
                return answer
            here = _joined(here, answer.headers["location"])
        raise FetchError(f"redirects more than {REDIRECTS} times")

    def _hop(self, url: str, headers: dict[str, str], deadline: float) -> Answer:
        host = checked_host(url, self._allow)
        with self._turns_lock:
            turn = self._turns[host]
        if not turn.acquire(timeout=max(0.0, deadline - time.monotonic())):
            raise self._too_slow()
        try:
            with cut_off_at(deadline) as was_cut:
                try:
                    return self._asked(url, headers, deadline)
                except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as error:
                    raise self._too_slow() if was_cut() else FetchError(in_words(error, url)) from error
        finally:
            turn.release()

    def _asked(self, url: str, headers: dict[str, str], deadline: float) -> Answer:
        left = deadline - time.monotonic()
        if left <= 0:
            raise self._too_slow()
        request = requests.Request("GET", url, headers=headers).prepare()
        limits = (min(_CONNECT_SECONDS, left), left)
        with self._adapter.send(request, stream=True, timeout=limits) as response:
            body = bytearray()
            if response.ok and response.status_code not in _REDIRECTING:
                for chunk in response.raw.stream(1 << 16, decode_content=True):
                    body += chunk
                    if len(body) > LARGEST:
                        raise FetchError(f"is larger than {LARGEST >> 20} MB")
        if time.monotonic() > deadline:  # a connection that was cut off looks like one that ended
            raise self._too_slow()
        lowered = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, url, bytes(body), lowered)

    def _too_slow(self) -> FetchError:
        return FetchError(f"did not answer completely within {self._seconds:g} seconds")


def retry_words(headers: dict[str, str], now: dt.datetime) -> str:
    """When a busy server wants to be asked again, in words, or "" where it does not say (RFC 9110, 10.2.3)."""
    said = headers.get("retry-after", "").strip()
    try:
        when = now + dt.timedelta(seconds=int(said)) if said.isdigit() else parsedate_to_datetime(said)
        return f", not before {when.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC"
    except (ValueError, OverflowError):
        return ""


def in_words(error: BaseException, url: str) -> str:
    """Why asking `url` failed, for people: exceptions that wrap one another say more than the outermost."""
    chain: list[BaseException] = []
    ahead: list[object] = [error]
    while ahead:
        one = ahead.pop()
        if isinstance(one, BaseException) and one not in chain:
            chain.append(one)
            ahead += [*one.args, getattr(one, "reason", None)]
    host = urlsplit(url).hostname
    for kind, words in _WORDS:
        if any(isinstance(one, kind) for one in chain):
            return words.format(host=host)
    return f"{host} could not be read ({type(error).__name__})"


def _joined(base: str, target: str) -> str:
    try:
        return urljoin(base, target)
    except ValueError:
        raise FetchError(f"redirects to {target[:200]!r}, which is no web address") from None


_WORDS: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str], ...] = (
    (requests.exceptions.InvalidURL, "is no valid web address"),
    ((urllib3.exceptions.SSLError, requests.exceptions.SSLError), "the certificate of {host} is not valid"),
    ((TimeoutError, urllib3.exceptions.TimeoutError), "{host} did not answer in time"),
    (ConnectionRefusedError, "{host} refuses connections"),
    (urllib3.exceptions.DecodeError, "the compressed answer is damaged"),
    ((urllib3.exceptions.ProtocolError, ConnectionError), "{host} broke off before the answer was complete"),
    (OSError, "{host} could not be reached"),
)
