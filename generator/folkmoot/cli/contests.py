"""`folkmoot contests`: where contests are, who has still to judge, and what the jury's marks come to."""

from typing import TYPE_CHECKING

import click

from folkmoot.cli.guarded import Guarded
from folkmoot.cli.secluded import in_private

if TYPE_CHECKING:
    from folkmoot.steward.private_folder import Outcome, Request


@click.command(cls=Guarded)
@in_private
def contests(request: "Request") -> "Outcome":
    """Say until when one can enter a contest, who has still to judge what, and where the entries stand.

    A contest is an event with “contest” in its file: its jury, what was entered, and which judge stands aside for what.
    The jury's marks stand in judging/ of the private folder, in a file named like the event's. On a runner of a public
    repository it is refused.
    """
    from folkmoot.steward.contests import contests as make

    return make(request)
