"""Asking a source over the web: where it is now, and only for what changed; it becomes records, or a failure."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

from folkmoot.collect.dealing import dealt, host_of
from folkmoot.collect.discovery import feed_of
from folkmoot.collect.documents import NoFeed, web_address
from folkmoot.collect.guard import FetchError
from folkmoot.collect.http import Answer, Client, Validators, retry_after
from folkmoot.collect.patience import Trip
from folkmoot.collect.runtime import RunTime
from folkmoot.collect.standing import Elsewhere
from folkmoot.model.harvest import Failure, Source, SourceKind
from folkmoot.model.instant import written
from folkmoot.text import plural

_T_co = TypeVar("_T_co", covariant=True)

_NOT_MODIFIED = 304
_BUSY = (429, 503)
_REFUSED = {
    401: "asks for a password",
    403: "refuses robots",
    404: "is not there",
    407: "asks for a password",
    451: "is barred for legal reasons",
}


def _counted(_source: Source, records: tuple[object, ...]) -> str:
    return plural(len(records), "entry", "entries")


class Reader(NamedTuple, Generic[_T_co]):
    """How a kind of source is read.

    `accept` names its media types, `named_as` those under which a web page names such a document. `read` makes records
    of an answer; it runs in many threads at once, and raises `NoFeed` for what is none. `words` tells people of them.
    """

    accept: str
    named_as: frozenset[str]
    read: Callable[[Source, Answer], tuple[_T_co, ...]]
    words: Callable[[Source, tuple[object, ...]], str] = _counted


class Fetched(NamedTuple, Generic[_T_co]):
    """A source that was read. `records` is None where its server says that nothing changed since the last time.

    `elsewhere` is where it was read in place of its own address for good, `found` the feed its web page names.
    """

    source: Source
    records: tuple[_T_co, ...] | None
    validators: Validators | None = None
    elsewhere: Elsewhere | None = None
    found: str = ""


def visited(
    trips: Iterable[Trip],
    client: Client,
    readers: Mapping[SourceKind, Reader[_T_co]],
    now: dt.datetime,
    run: RunTime | None = None,
) -> Iterator[Fetched[_T_co] | Failure]:
    """Asks the sources, many at once, and yields each as it is done, until the `run` is over; `now` is aware.

    Those begin that earlier runs had no time for.

    Leave the validators out of a trip to a source of which the archive has nothing, or what is unchanged stays unread.
    """

    def visit(trip: Trip) -> Fetched[_T_co] | Failure:
        with client.answering():
            return _visited(trip, client, readers[trip.source.kind], now)

    return dealt(trips, lambda trip: host_of(trip.addresses(now)[0]), visit, run, lambda trip: trip.visit.passed_over)


def _visited(trip: Trip, client: Client, reader: Reader[_T_co], now: dt.datetime) -> Fetched[_T_co] | Failure:
    """Asks where the source is now, and where that fails at its own address: it may be back there, or moved on."""
    first, *others = trip.addresses(now)
    result = _asked(trip, first, client, reader, now)
    for address in others:
        if isinstance(result, Failure) and not result.not_before:
            again = _asked(trip, address, client, reader, now)
            result = result if isinstance(again, Failure) else again
    return result


def _asked(
    trip: Trip, address: str, client: Client, reader: Reader[_T_co], now: dt.datetime
) -> Fetched[_T_co] | Failure:
    source = trip.source
    found = address if address == trip.visit.found else ""
    try:
        known = trip.validators
        answer = client.get(address, reader.accept, known)
        if failure := refused(source, answer, now):
            return failure
        records: tuple[_T_co, ...] | None
        try:
            records = None if _is_known(answer, known) else reader.read(source, answer)
        except NoFeed:
            found = feed_of(answer.body, answer.url, reader.named_as)
            if not found or found == answer.url:
                raise
            answer = client.get(found, reader.accept)
            if failure := refused(source, answer, now):
                return failure._replace(reason=f"is a web page, and the feed that it names, {found}, {failure.reason}")
            records = reader.read(source, answer)
    except (FetchError, NoFeed) as error:
        words = f"is a web page, and the feed that it names, {found}, " if found and found != address else ""
        return Failure(source, f"{words}{error}")
    validators = None if answer.status == _NOT_MODIFIED else answer.validators
    return Fetched(source, records, validators, _elsewhere(source, answer, address, found), found)


def _is_known(answer: Answer, known: Validators) -> bool:
    """Whether the document is the one that was read the last time, as its server says, or as it is the same."""
    if answer.status == _NOT_MODIFIED:
        return any((known.etag, known.last_modified))
    return known.digest != "" and known.digest == answer.digest


def _elsewhere(source: Source, answer: Answer, asked: str, found: str) -> Elsewhere | None:
    """Where the source was read for good, where that is not its own address."""
    here = web_address(answer.url, answer.url) if answer.moved else found or asked
    if not here or here == source.url:
        return None
    return Elsewhere(here, "is a web page, which names its feed" if found else "redirects for good")


def refused(source: Source, answer: Answer, now: dt.datetime, sought: str = "feed") -> Failure | None:
    """Why an answer brings nothing, in words, or None for one that does; `sought` is what was asked for."""
    status = answer.status
    if 200 <= status < 300 or status == _NOT_MODIFIED:
        return None
    if status == 410:
        return Failure(source, "is gone for good (410)", "gone")
    when = retry_after(answer.headers, now)
    not_before = written(when) if when and when > now else ""
    if status in _BUSY:
        until = f", not before {when.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC" if when and when > now else ""
        return Failure(source, f"asks to come back later ({status}){until}", not_before=not_before)
    fallback = "has an error of its own" if status >= 500 else f"answers with a status that is no {sought}"
    return Failure(source, f"{_REFUSED.get(status, fallback)} ({status})", not_before=not_before)
