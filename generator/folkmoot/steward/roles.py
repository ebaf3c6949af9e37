"""What `folkmoot roles` does: say who does what for the community, what ends, and who does too much."""

from folkmoot.derive.roles import roles_of
from folkmoot.render.desk.roles import RolesSheet
from folkmoot.render.desk.sheet import Sheet
from folkmoot.steward.private_folder import Open, Outcome, Request, telling


def roles(request: Request) -> Outcome:
    """Tells of roles. Raises `WrongUse` where there is no hub, for a language that it does not have, and for a private
    folder that may be public or cannot be read.
    """
    return telling(request, _sheet)


def _sheet(found: Open) -> tuple[Sheet, list[str]]:
    return RolesSheet(found.canvas, roles_of(found.hub, found.folder.roles)).sheet(), []
