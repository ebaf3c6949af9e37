"""`folkmoot accept`: an issue that a maintainer accepted, as a pull request."""

import os
import sys
from pathlib import Path

import click

from folkmoot.cli.guarded import Guarded
from folkmoot.cli.options import AT, GITHUB_API, HUB, REPOSITORY, moment, repository_of, token_for


@click.command(cls=Guarded, heading="Proposed")
@click.argument("number", type=click.IntRange(min=1))
@HUB
@AT
@REPOSITORY
@GITHUB_API
@click.option("--write", "is_written", is_flag=True, help="Do it at GitHub. Default: only show what it would be.")
def accept(number: int, root: Path, at: str, repository: str, github_api: str, is_written: bool) -> None:
    """Turn an issue that was written with one of the hub's forms, and accepted, into a pull request.

    NUMBER is the issue's; it is accepted where it has the label "accepted". What it says is checked first: where
    something is wrong, that is answered on the issue, in one comment that is kept up to date, and the exit code is 1.
    When the issue is edited, run this again, and the pull request follows, unless a person pushed to its branch. A
    token that may push, open pull requests and write issues is taken from GITHUB_TOKEN.
    """
    from folkmoot.contribute.proposing.opening import Desk
    from folkmoot.contribute.proposing.opening import accept as carry_out
    from folkmoot.publish.origin import origin_of

    repository = repository_of(root, repository)
    token = token_for(repository, "push branches, open pull requests and write issues")
    desk = Desk(root.absolute(), origin_of(root, os.environ), repository, token, github_api, moment(at), is_written)
    found = carry_out(desk, number)
    click.echo(found.said)
    if found.answer and not is_written:
        click.echo(f"\n{found.answer}")
    if not found.is_fine:
        sys.exit(1)
