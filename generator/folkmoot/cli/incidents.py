"""`folkmoot incidents`: what moderators have to see to, and how often somebody had to step in."""

from typing import TYPE_CHECKING

import click

from folkmoot.cli.guarded import Guarded
from folkmoot.cli.secluded import in_private

if TYPE_CHECKING:
    from folkmoot.steward.private_folder import Outcome, Request


@click.command(cls=Guarded)
@click.option(
    "--publish",
    is_flag=True,
    help="Write how many there were onto content/moderation.md of the hub, in each of its languages: numbers alone, and"
    " none below three.",
)
@in_private
def incidents(request: "Request", publish: bool) -> "Outcome":
    """Say which incidents wait for somebody, what comes next by the steps of escalation, and how many there were.

    Each incident is a file in incidents/ of the private folder, with what was done about it. Nobody is told of them but
    those who may read that folder. On a runner of a public repository it is refused.
    """
    from folkmoot.steward.incidents import incidents as make

    return make(request, publish=publish)
