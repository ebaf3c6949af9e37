"""The files of proposals, each a query below a comment that says what it proposes; hubs cannot add their own."""

from importlib.resources import files
from typing import Literal

from folkmoot.load.metric_headers import kind_of
from folkmoot.model.proposal import ProposalKind

_ORDER = ("welcome", "write", "missing", "experts", "terms", "introductions", "relaunch", "lead")
"""What cannot wait comes first: people before things, and what helps one before what helps all."""


def proposal_kinds() -> list[ProposalKind]:
    """Every kind, in the order in which somebody should see to them; raises `ValueError` where a header is wrong."""
    folder = files("folkmoot") / "derive" / "proposals"
    return [kind_of(name, (folder / f"{name}.sql").read_text("utf-8")) for name in _ORDER]


def desk_query(name: Literal["arrivals", "rising", "became"]) -> str:
    """A query for the desk, over the same tables; its comment says what it tells."""
    return (files("folkmoot") / "derive" / f"{name}.sql").read_text("utf-8")
