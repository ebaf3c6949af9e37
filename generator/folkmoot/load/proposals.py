"""The files of proposals, each a query below a comment that says what it proposes; hubs cannot add their own."""

from importlib.resources import files

from folkmoot.load.metric_headers import kind_of
from folkmoot.model.proposal import ProposalKind


def proposal_kinds() -> list[ProposalKind]:
    """Every kind of proposals, by name. Raises `ValueError` where a header is wrong."""
    found = (files("folkmoot") / "derive" / "proposals").iterdir()
    named = sorted((entry.name.removesuffix(".sql"), entry) for entry in found if entry.name.endswith(".sql"))
    return [kind_of(name, entry.read_text("utf-8")) for name, entry in named]
