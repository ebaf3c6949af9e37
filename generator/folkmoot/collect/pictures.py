"""Collecting pictures: each is fetched through the guard and made small, or it fails in words."""

import datetime as dt
from collections.abc import Generator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from folkmoot.collect.dealing import host_of
from folkmoot.collect.guard import FetchError
from folkmoot.collect.http import AT_ONCE_A_HOST, Client, Validators
from folkmoot.collect.resizing import NoPicture, Resized, Resizer
from folkmoot.collect.runtime import Over, RunTime
from folkmoot.collect.visiting import refused
from folkmoot.model.harvest import Failure, Source
from folkmoot.model.picture import is_portrait

SECONDS = 300.0
"""How long a run may begin to ask for pictures: nobody's slow server holds up the rest of what is collected."""

_ACCEPT = "image/webp, image/png, image/jpeg, image/gif;q=0.9, image/avif;q=0.9"
_NOT_MODIFIED = 304


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
    now: dt.datetime,
    seconds: float = SECONDS,
    run: RunTime | None = None,
) -> Generator[Taken | Failure, None, None]:
    """Fetches pictures, two at once whatever their hosts, and yields each in the order given; `now` is aware.

    `known` holds by slug what servers gave last time; leave out those that the archive lacks. Those that nobody began
    to ask for within `seconds`, or before the `run` is over, or whose host asked meanwhile to come back later, are not
    among what is yielded.
    """
    run = run or RunTime()
    asking = run.part(1, seconds)
    busy: set[str] = set()

    def taken(source: Source) -> Taken | Failure | None:
        host = host_of(source.url)
        if asking.is_over or host in busy:
            return None
        try:
            found = _taken(source, client, resizer, known.get(source.slug), now)
        except Over:
            return None
        except (FetchError, NoPicture) as error:
            return Failure(source, str(error))
        if isinstance(found, Failure) and found.not_before:
            busy.add(host)
        return found

    # Most of them are at one host, GitHub's, which has two turns; and few of them are in memory at once.
    with ThreadPoolExecutor(AT_ONCE_A_HOST, thread_name_prefix="picture") as pool:
        try:
            yield from (found for found in pool.map(taken, sources) if found is not None)
        except BaseException:
            run.end()
            raise


def _taken(
    source: Source, client: Client, resizer: Resizer, known: Validators | None, now: dt.datetime
) -> Taken | Failure:
    answer = client.get(source.url, _ACCEPT, known)
    if answer.status == _NOT_MODIFIED:
        return Taken(source, None, known or Validators())
    if failure := refused(source, answer, now, "picture"):
        return failure
    return Taken(source, resizer.small(answer.body, is_portrait=is_portrait(source.slug)), answer.validators)
