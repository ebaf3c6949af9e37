"""What `folkmoot prompts` does: say what could be asked next, and what became of what was asked."""

import duckdb

from folkmoot.derive.answering import LONGEST, in_words
from folkmoot.derive.prompting import Queries, prompting
from folkmoot.errors import FolkmootError
from folkmoot.load.proposals import desk_query, proposal_kinds
from folkmoot.render.desk.prompts import PromptsSheet
from folkmoot.render.desk.sheet import Sheet
from folkmoot.steward.private_folder import Open, Outcome, Request, telling


def prompts(request: Request) -> Outcome:
    """Tells of discussion starters. Raises `WrongUse` where there is no hub, for a language that it does not have, and
    for a private folder that may be public or cannot be read, and `FolkmootError` where counting takes too long.
    """
    return telling(request, _sheet)


def _sheet(found: Open) -> tuple[Sheet, list[str]]:
    again = next(one for one in proposal_kinds() if one.name == "relaunch")
    queries = Queries(desk_query("rising"), desk_query("became"), again)
    try:
        told, untold = prompting(found.hub, found.warehouse, found.folder.plan, queries)
    except duckdb.Error as reason:
        raise FolkmootError(f"what rises cannot be computed: {in_words(reason, LONGEST)}") from None
    return PromptsSheet(found.canvas, told).sheet(), untold
