"""What a field of the schema is, to the GitHub of the tests: a function of who asks, of what, and with what."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from support.github.paging import Info, connection
from support.github.world import View

WEB = "https://github.com"


@dataclass(frozen=True)
class Asking:
    """One request: what there is to see, for whom, and what it costs."""

    view: View
    token: str
    limits: dict[str, Any]


Field = Callable[[Asking, Any, Info, dict[str, Any]], Any]


def paged(things: Callable[[Asking, Any], Any]) -> Field:
    """A field that gives `things` out in pages, in the order in which they are."""
    return lambda asking, of, info, args: connection(info, things(asking, of), args)


def told(value: Callable[[Asking, Any], Any]) -> Field:
    """A field without arguments."""
    return lambda asking, of, _info, _args: value(asking, of)
