"""What `folkmoot outbox` does: say where letters to people stand, and begin those that there is reason for."""

from collections.abc import Collection, Iterable, Iterator
from itertools import count, groupby

import duckdb

from folkmoot.derive.answering import LONGEST, in_words
from folkmoot.derive.arrivals import arrivals
from folkmoot.derive.outbox import outbox_of, still_to_propose
from folkmoot.derive.propose import proposed
from folkmoot.errors import WrongUse
from folkmoot.load.proposals import desk_query, proposal_kinds
from folkmoot.model.artifact import Artifact
from folkmoot.model.outbox import Arrival, Outbox, Outgoing
from folkmoot.model.proposal import Proposal
from folkmoot.publish import tree
from folkmoot.render.desk.letters import Letters
from folkmoot.render.desk.written import written
from folkmoot.render.reports.outgoing import outgoing
from folkmoot.render.reports.proposing import together
from folkmoot.steward.private_folder import Open, Outcome, Request, opening, private_folder

_MOST_OPEN = 3
"""So many letters of a kind that can wait lie ready at a time: more would never be sent."""

_URGENT = ("welcome", "terms")
"""What is about these cannot wait."""


def outbox(request: Request, about: Collection[str] = ()) -> Outcome:
    """Tells of the letters in the private folder of the request; with `about` those of these kinds that there is reason
    for are begun there first. A file that is there already is left as it is.

    Raises `WrongUse` where there is no hub, for a language that it does not have, and for a private folder that may be
    public or cannot be read.
    """
    folder = request.private
    if folder is None:
        raise WrongUse("letters lie in a private folder", "name it: --private ../our-desk")
    with opening(request) as found:
        if isinstance(found, Outcome):
            return found
        begun, untold = _begun(found, about) if about and not found.lost else ({}, [])
        new = {path: text for path, text in begun.items() if not (folder / path).exists()}
        tree.write_new(folder, [Artifact(path, text.encode()) for path, text in new.items()])
        kept, faults = private_folder(folder, found.written)
        came, uncounted = _came(found)
        files = written(found.canvas, Letters(found.canvas, outbox_of(found.hub, kept.outbox)).sheet(came))
        text = files["outbox.md"].decode()
        return Outcome(
            files,
            found.problems,
            text,
            faults,
            [*untold, *uncounted, *filter(None, [found.lost])],
            [str(folder / one) for one in new],
        )


def _came(found: Open) -> tuple[tuple[Arrival, ...], list[str]]:
    try:
        return arrivals(found.warehouse, desk_query("arrivals"), found.hub.withheld), []
    except duckdb.Error as reason:
        return (), [f"how newcomers came cannot be computed: {in_words(reason, LONGEST)}"]


def _begun(found: Open, about: Collection[str]) -> tuple[dict[str, str], list[str]]:
    """New letters by their paths, and in words what cannot be computed."""
    hub, canvas = found.hub, found.canvas
    box = outbox_of(hub, found.folder.outbox)
    proposals, untold = proposed(found.warehouse, [one for one in proposal_kinds() if one.name in about], hub.withheld)
    letters: dict[str, str] = {}
    for some in _chosen(box, still_to_propose(hub, box, proposals)):
        one = outgoing(canvas, some, hub.today)
        names = (f"outbox/{one.slug}{f'-{nth}' if nth > 1 else ''}.md" for nth in count(1))
        letters[next(name for name in names if name not in letters)] = one.text
    return letters, untold


def _chosen(box: Outbox, proposals: Iterable[Proposal]) -> Iterator[list[Proposal]]:
    """What letters are to be about: all that cannot wait, of all else so many that a few lie ready."""
    for kind, groups in groupby(together(proposals), key=lambda some: some[0].kind):
        some = [one for one in groups if one[0].people]
        room = _MOST_OPEN - _ready(box.open, kind)
        yield from some if kind in _URGENT else some[: max(0, room)]


def _ready(letters: Iterable[Outgoing], kind: str) -> int:
    return sum(one.about == kind for one in letters)
