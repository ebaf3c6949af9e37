"""Whether addresses lead anywhere: each is asked for once, and nothing of what it answers is read."""

from collections.abc import Generator, Iterable

from folkmoot.collect.dealing import dealt, host_of
from folkmoot.collect.guard import FetchError, NeverAsked
from folkmoot.collect.http import Client
from folkmoot.collect.runtime import RunTime
from folkmoot.model.outward import LinkState, Looked

_GONE = (404, 410)
_FAULTS = range(500, 600)
_ANYTHING = "text/html,application/xhtml+xml,*/*;q=0.8"


def looked(urls: Iterable[str], client: Client, today: str, run: RunTime) -> Generator[Looked]:
    """What came of asking for each address, as it is known; nothing of those that nobody got to while the run lasted.

    `client` does not read what it is answered; `today` is the day as 2026-05-14.
    """

    def look(url: str) -> Looked:
        try:
            answer = client.get(url, _ANYTHING)
        except FetchError as error:
            state: LinkState = "untold" if isinstance(error, NeverAsked) else "failing"
            return Looked(url, state, today, today, str(error))
        state = _state(answer.status, moved=answer.moved and answer.url != url)
        reason = f"answers {answer.status}" if state not in ("well", "moved") else ""
        return Looked(url, state, today, today, reason, answer.url if state == "moved" else "")

    yield from dealt(urls, host_of, look, run)


def _state(status: int, *, moved: bool) -> LinkState:
    """By the status (RFC 9110, 15). What is refused to a program, people may see all the same."""
    if status in _GONE:
        return "gone"
    if status in _FAULTS:
        return "failing"
    if not 200 <= status < 300:
        return "untold"
    return "moved" if moved else "well"
