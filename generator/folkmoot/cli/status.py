"""`folkmoot status`: how the sources, the archive, the links and the published site fare."""

from typing import TYPE_CHECKING

import click

from folkmoot.cli.guarded import Guarded
from folkmoot.cli.secluded import in_private

if TYPE_CHECKING:
    from folkmoot.steward.private_folder import Outcome, Request


@click.command(cls=Guarded)
@click.option("--offline", "is_offline", is_flag=True, help="Do not ask the published site.")
@click.option(
    "--allow-host", multiple=True, metavar="HOST:PORT", help="Ask this private address all the same. Repeatable."
)
@in_private
def status(request: "Request", is_offline: bool, allow_host: tuple[str, ...]) -> "Outcome":
    """Say how the machinery fares: sources in trouble and their age, holes in the archive, dead links, slow pages, and
    when the site was published.

    The published site is asked for its first page and its lists, and how long each takes. On a runner of a public
    repository it is refused.
    """
    from folkmoot.steward.status import status as make

    return make(request, is_offline=is_offline, allow=frozenset(allow_host))
