"""What `folkmoot contests` does: say where contests are, who has still to judge, and what the marks come to."""

from folkmoot.derive.contests import contests as contested
from folkmoot.render.desk.contests import Contests
from folkmoot.render.desk.sheet import Sheet
from folkmoot.steward.private_folder import Open, Outcome, Request, telling


def contests(request: Request) -> Outcome:
    """Tells of contests. Raises `WrongUse` where there is no hub, for a language that it does not have, and for a
    private folder that may be public or cannot be read.
    """
    return telling(request, _sheet)


def _sheet(found: Open) -> tuple[Sheet, list[str]]:
    return Contests(found.canvas, contested(found.written, found.folder.judging, found.hub.today)).sheet(), []
