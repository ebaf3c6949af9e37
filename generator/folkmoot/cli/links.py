"""`folkmoot links`: whether the hub's links to elsewhere still lead anywhere."""

from typing import TYPE_CHECKING

import click

from folkmoot.cli.guarded import Guarded
from folkmoot.cli.secluded import in_private

if TYPE_CHECKING:
    from folkmoot.steward.private_folder import Outcome, Request

_MINUTE = 60.0


@click.command(cls=Guarded)
@click.option(
    "--minutes",
    type=click.FloatRange(min=0),
    default=10.0,
    show_default=True,
    help="Ask for so long at most; what nobody got to stays as it was told before. With 0 nothing is asked.",
)
@click.option(
    "--allow-host", multiple=True, metavar="HOST:PORT", help="Ask this private address all the same. Repeatable."
)
@in_private
def links(request: "Request", minutes: float, allow_host: tuple[str, ...]) -> "Outcome":
    """Ask whether what the hub's files link to is still there: places on the web, partners, and links in texts.

    Each address is asked for once, politely. What leads nowhere is told once that has been so for more than a day, here
    and on the desk. On a runner of a public repository it is refused.
    """
    from folkmoot.steward.links import links as make

    return make(request, minutes * _MINUTE, frozenset(allow_host))
