"""`folkmoot prompts`: what could be asked next, and what became of what was asked."""

from typing import TYPE_CHECKING

import click

from folkmoot.cli.guarded import Guarded
from folkmoot.cli.secluded import in_private

if TYPE_CHECKING:
    from folkmoot.steward.private_folder import Outcome, Request


@click.command(cls=Guarded)
@in_private
def prompts(request: "Request") -> "Outcome":
    """Say which questions could begin a discussion, and what became of those that did.

    The stock are the files in plan/ of the private folder that are a prompt; `done` and `url` say that one was asked,
    and where. Topics that rise on the planet say what to ask next, and lively discussions what to take up again. On a
    runner of a public repository it is refused.
    """
    from folkmoot.steward.prompts import prompts as make

    return make(request)
