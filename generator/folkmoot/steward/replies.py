"""What `folkmoot replies` does: say what others wrote about the community, and what needs an answer."""

from folkmoot.derive.heard import heard
from folkmoot.render.desk.replies import Replies
from folkmoot.render.desk.sheet import Sheet
from folkmoot.steward.private_folder import Open, Outcome, Request, telling


def replies(request: Request) -> Outcome:
    """Tells of what others wrote. Raises `WrongUse` where there is no hub, for a language that it does not have, and
    for a private folder that may be public or cannot be read.
    """
    return telling(request, _sheet)


def _sheet(found: Open) -> tuple[Sheet, list[str]]:
    return Replies(found.canvas, heard(found.hub, found.folder.replies)).sheet(), []
