"""Collecting feeds: every source becomes its entries, or a failure in words."""

import datetime as dt
import hashlib
import queue
import threading
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple
from urllib.parse import urlsplit

from folkmoot.collect.documents import Document, Item, NoFeed
from folkmoot.collect.guard import FetchError
from folkmoot.collect.http import AT_ONCE_A_HOST, Answer, Client, Validators, retry_words
from folkmoot.collect.parsers import Parsers
from folkmoot.model.harvest import Entry, Failure, Source
from folkmoot.text import schemeless

_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
)
_AT_ONCE = 16
_NOT_MODIFIED = 304


class Fetched(NamedTuple):
    """A feed that was read. `entries` is None where the server says that nothing changed since the last time."""

    source: Source
    entries: tuple[Entry, ...] | None


def collect_feeds(
    sources: Iterable[Source],
    client: Client,
    parsers: Parsers,
    validators: MutableMapping[str, Validators],
    now: dt.datetime,
) -> Iterator[Fetched | Failure]:
    """Fetches and reads the feeds, many at once, and yields each as it is done; `now` is aware.

    `validators` holds by address what servers gave last time, and is updated; leave out what the archive lacks, or
    an unchanged feed stays unread. Each host is asked by two workers, so that a large one delays nobody else's.
    """
    by_host: defaultdict[str, deque[Source]] = defaultdict(deque)
    for source in sources:
        by_host[host_of(source.url)].append(source)
    done: queue.SimpleQueue[Fetched | Failure | BaseException] = queue.SimpleQueue()
    stopped = threading.Event()

    def work_through(waiting: deque[Source]) -> None:
        while not stopped.is_set():
            try:
                source = waiting.popleft()
            except IndexError:
                return
            try:
                done.put(_collected(source, client, parsers, validators, now))
            except BaseException as error:  # noqa: BLE001 handed to the thread that waits, which raises it
                done.put(error)

    left = sum(map(len, by_host.values()))
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="feed") as pool:
        try:
            for waiting in sorted(by_host.values(), key=len, reverse=True):
                for _ in range(min(AT_ONCE_A_HOST, len(waiting))):
                    pool.submit(work_through, waiting)
            for _ in range(left):
                result = done.get()
                if isinstance(result, BaseException):
                    raise result
                yield result
        finally:
            stopped.set()


def host_of(url: str) -> str:
    """The host that an address asks, or "" where it is none: the client will say so."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _collected(
    source: Source,
    client: Client,
    parsers: Parsers,
    validators: MutableMapping[str, Validators],
    now: dt.datetime,
) -> Fetched | Failure:
    try:
        answer = client.get(source.url, _ACCEPT, validators.get(source.url))
        if answer.status == _NOT_MODIFIED:
            return Fetched(source, None)
        validators.pop(source.url, None)
        if failure := _refused(source, answer, now):
            return failure
        document = parsers.read(answer.body, answer.headers.get("content-type", ""), answer.url)
    except (FetchError, NoFeed) as error:
        return Failure(source, str(error))
    validators[source.url] = answer.validators
    return Fetched(source, entries_of(source, document, now))


def _refused(source: Source, answer: Answer, now: dt.datetime) -> Failure | None:
    status = answer.status
    if 200 <= status < 300:
        return None
    if status == 410:
        return Failure(source, "is gone for good (410)", "gone")
    if status in (429, 503):
        return Failure(source, f"asks to come back later ({status}){retry_words(answer.headers, now)}")
    words = {401: "asks for a password", 403: "refuses robots", 404: "is not there", 451: "is barred for legal reasons"}
    fallback = "has an error of its own" if status >= 500 else "answers with a status that is no feed"
    return Failure(source, f"{words.get(status, fallback)} ({status})")


def entries_of(source: Source, document: Document, now: dt.datetime) -> tuple[Entry, ...]:
    """The document's items as the archive's entries, each once.

    Undated entries, and those dated ahead of `now`, are published now, when they are first seen.
    """
    shared = _shared_guids(document.items)
    seen_now = f"{now.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
    found: dict[str, Entry] = {}
    for item in document.items:
        entry_id = _identity(source, item, shared)
        entry = Entry(
            source=source.slug,
            id=entry_id,
            url=item.url,
            title=item.title,
            excerpt=item.excerpt,
            author=item.author,
            language=source.language or document.language,
            published=min(item.published or seen_now, seen_now),
            first_seen=seen_now,
            tags=item.tags,
        )
        found.setdefault(entry_id, entry)
    return tuple(found.values())


def _shared_guids(items: tuple[Item, ...]) -> set[str]:
    """Ids that a careless feed gives to several entries, so that they tell none of them from another."""
    pairs = {(schemeless(item.guid), schemeless(item.url)) for item in items if item.guid}
    return {guid for guid, links in Counter(guid for guid, _ in pairs).items() if links > 1}


def _identity(source: Source, item: Item, shared: set[str]) -> str:
    guid = schemeless(item.guid)
    told = (guid if guid not in shared else "") or schemeless(item.url) or f"{item.title}\n{item.excerpt}"
    return hashlib.sha256(f"{source.slug}\n{told}".encode("utf-8", "surrogatepass")).hexdigest()[:20]
