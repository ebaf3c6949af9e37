"""Collecting pictures: each is fetched through the guard and made small, or it fails in words."""

import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from folkmoot.collect.guard import FetchError
from folkmoot.collect.http import AT_ONCE_A_HOST, Answer, Client, Validators
from folkmoot.collect.resizing import NoPicture, Resized, Resizer
from folkmoot.model.harvest import Failure, Source
from folkmoot.model.picture import is_portrait

SECONDS = 300.0
"""How long a run may begin to ask for pictures: nobody's slow server holds up the rest of what is collected."""

_ACCEPT = "image/webp, image/png, image/jpeg, image/gif;q=0.9, image/avif;q=0.9"
_NOT_MODIFIED = 304
_WORDS = {
    401: "asks for a password",
    403: "refuses robots",
    404: "is not there",
    410: "is gone for good",
    429: "asks to come back later",
    503: "asks to come back later",
}


class Taken(NamedTuple):
    """A picture that was asked for. `picture` is None where the server says that it is still the same."""

    source: Source
    picture: Resized | None
    validators: Validators


def collect_pictures(
    sources: Sequence[Source],
    client: Client,
    resizer: Resizer,
    known: Mapping[str, Validators],
    seconds: float = SECONDS,
) -> Iterator[Taken | Failure]:
    """Fetches pictures, two at once whatever their hosts, and yields each in the order given.

    `known` holds by slug what servers gave last time; leave out those that the archive lacks. Those that nobody began
    to ask for within `seconds` are not among what is yielded.
    """
    until = time.monotonic() + seconds

    def taken(source: Source) -> Taken | Failure | None:
        if time.monotonic() > until:
            return None
        try:
            return _taken(source, client, resizer, known.get(source.slug))
        except (FetchError, NoPicture) as error:
            return Failure(source, str(error))

    # Most of them are at one host, GitHub's, which has two turns; and few of them are in memory at once.
    with ThreadPoolExecutor(AT_ONCE_A_HOST, thread_name_prefix="picture") as pool:
        yield from (found for found in pool.map(taken, sources) if found is not None)


def _taken(source: Source, client: Client, resizer: Resizer, known: Validators | None) -> Taken | Failure:
    answer = client.get(source.url, _ACCEPT, known)
    if answer.status == _NOT_MODIFIED:
        return Taken(source, None, known or Validators())
    if not 200 <= answer.status < 300:
        return Failure(source, _refusal(answer))
    return Taken(source, resizer.small(answer.body, is_portrait=is_portrait(source.slug)), answer.validators)


def _refusal(answer: Answer) -> str:
    status = answer.status
    fallback = "has an error of its own" if status >= 500 else "answers with a status that is no picture"
    return f"{_WORDS.get(status, fallback)} ({status})"
