"""`folkmoot roles`: who does what for the community, for how long still, and who does too much of it."""

from typing import TYPE_CHECKING

import click

from folkmoot.cli.guarded import Guarded
from folkmoot.cli.secluded import in_private

if TYPE_CHECKING:
    from folkmoot.steward.private_folder import Outcome, Request


@click.command(cls=Guarded)
@in_private
def roles(request: "Request") -> "Outcome":
    """Say who does what for the community: what ends, who does much, and who goes along with whom.

    Each role is a file in roles/ of the private folder: relays, ambassadors, moderators, mentors, hosts and volunteers,
    with notes for whoever follows. The terms of the hub's teams count with them. On a runner of a public repository it
    is refused.
    """
    from folkmoot.steward.roles import roles as make

    return make(request)
