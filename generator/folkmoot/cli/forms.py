"""`folkmoot forms`: the issue forms of a hub at GitHub."""

from pathlib import Path

import click

from folkmoot.cli.options import HUB
from folkmoot.text import plural


@click.command()
@HUB
def forms(root: Path) -> None:
    """Write the forms with which people propose something at GitHub without git, into .github/ISSUE_TEMPLATE.

    Do it again after changing content/community.yml. A form whose first line somebody deleted is theirs, and kept.
    """
    from folkmoot.contribute.forms import refresh_forms

    done = refresh_forms(root)
    for path in done.written:
        click.echo(f"{path} was written.")
    for path in done.kept:
        click.echo(f"{path} is there, and not Folkmoot's: it was kept. Delete it to have it written.")
    if done.right:
        click.echo(f"{plural(len(done.right), 'file')} {'was' if len(done.right) == 1 else 'were'} right already.")
