"""How the published site answers: whether its pages are there, how fast, how large, and since when."""

import time
from collections.abc import Iterable, Iterator
from datetime import UTC
from email.utils import parsedate_to_datetime

from folkmoot.collect.guard import FetchError
from folkmoot.collect.http import Client
from folkmoot.collect.runtime import Over
from folkmoot.model.health import Answered
from folkmoot.model.instant import written

_PAGE = "text/html"


def answered(urls: Iterable[str], client: Client) -> Iterator[Answered]:
    """How each address answered, one after the other, so that none waits for another; ends where the time is up."""
    for url in urls:
        began = time.monotonic()
        try:
            answer = client.get(url, _PAGE)
        except FetchError as error:
            yield Answered(url, reason=str(error))
        except Over:
            return
        else:
            seconds = time.monotonic() - began
            reason = "" if 200 <= answer.status < 300 else f"answers {answer.status}"
            modified = _moment(answer.headers.get("last-modified", ""))
            yield Answered(url, answer.status, seconds, len(answer.body), modified, reason)


def _moment(said: str) -> str:
    try:
        return written(parsedate_to_datetime(said).astimezone(UTC)) if said else ""
    except (ValueError, OverflowError):
        return ""
