"""`folkmoot replies`: what others wrote about the community, and what needs an answer."""

from typing import TYPE_CHECKING

import click

from folkmoot.cli.guarded import Guarded
from folkmoot.cli.secluded import in_private

if TYPE_CHECKING:
    from folkmoot.steward.private_folder import Outcome, Request


@click.command(cls=Guarded)
@in_private
def replies(request: "Request") -> "Outcome":
    """Say what others wrote about the community lately, what needs a reply, and what was answered.

    Where others write is watched by `watch` below sources in content/community.yml. What you make of something is a
    file in replies/ of the private folder, with its address and what it needs. On a runner of a public repository it is
    refused.
    """
    from folkmoot.steward.replies import replies as make

    return make(request)
