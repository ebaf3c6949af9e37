"""`folkmoot outbox`: letters to people, from their drafts to what became of them."""

from typing import TYPE_CHECKING

import click

from folkmoot.cli.guarded import Guarded
from folkmoot.cli.secluded import in_private

if TYPE_CHECKING:
    from folkmoot.steward.private_folder import Outcome, Request

_ABOUT = ("welcome", "write", "terms", "experts", "introductions", "lead")


@click.command(cls=Guarded)
@click.option(
    "--draft",
    "about",
    type=click.Choice(_ABOUT),
    multiple=True,
    help="Begin the letters of this kind that there is reason for, as files in outbox/; may be given several times.",
)
@in_private
def outbox(request: "Request", about: tuple[str, ...]) -> "Outcome":
    """Say which letters are to be sent, what became of those that were, and how newcomers came.

    Each letter is a file in outbox/ of the private folder. You send it yourself, and write down the day; then it is
    proposed by no report and no desk again. Who asks to be left alone is proposed to nobody any more. Of letters that
    can wait, three of a kind lie ready at most. On a runner of a public repository it is refused.
    """
    from folkmoot.steward.outbox import outbox as make

    return make(request, about)
