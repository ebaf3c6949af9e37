"""What the search costs a visitor: bytes and time until the first result, by its own button and field."""

import gzip
import time
from typing import NamedTuple

from playwright.sync_api import Browser, Response

from quality.visits import Witness, context


class Searched(NamedTuple):
    """The cost of one search on a first visit. `faults` holds what went wrong, one line a finding."""

    weight: int
    """Bytes downloaded for the search alone, as `gzip -6` makes them; Pagefind's pieces are compressed already."""
    seconds: float
    """From pressing "/" until the first result stands there; typing takes no time."""
    faults: list[str]


def searched(running: Browser, address: str, words: str, screen: str) -> Searched:
    """One search from the home page by a visitor who was never here before, and knows the key for it."""
    with context(running, screen) as visitor:
        page = visitor.new_page()
        witness = Witness(page, address)
        page.goto(address, wait_until="networkidle")
        before = len(witness.answers)
        started = time.perf_counter()
        page.keyboard.press("/")
        page.keyboard.insert_text(words)
        page.locator(".fm-search__results a").first.wait_for()
        seconds = time.perf_counter() - started
        # What still comes after the first result is counted as well.
        page.wait_for_load_state("networkidle")
        weight = sum(_sent(answer) for answer in witness.answers[before:])
        return Searched(weight, round(seconds, 2), [*witness.policy, *witness.console, *witness.elsewhere])


def _sent(answer: Response) -> int:
    body = answer.body()
    return min(len(body), len(gzip.compress(body, 6)))
