"""The files of proposals, each a query below a comment that says what it proposes; hubs cannot add their own."""

from importlib.resources import files

from folkmoot.load.metric_headers import kind_of
from folkmoot.model.proposal import ProposalKind

_ORDER = ("welcome", "write", "missing", "experts", "terms", "introductions", "relaunch", "lead")
"""What cannot wait comes first: people before things, and what helps one before what helps all."""


def proposal_kinds() -> list[ProposalKind]:
    """Every kind, in the order in which somebody should see to them; raises `ValueError` where a header is wrong."""
    folder = files("folkmoot") / "derive" / "proposals"
    return [kind_of(name, (folder / f"{name}.sql").read_text("utf-8")) for name in _ORDER]


def arrivals_query() -> str:
    """The query that tells how newcomers came; its comment says what its columns are."""
    return (files("folkmoot") / "derive" / "arrivals.sql").read_text("utf-8")
