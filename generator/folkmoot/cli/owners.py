"""`folkmoot owners`: whom GitHub asks to review what."""

from pathlib import Path

import click

from folkmoot.cli.options import AT, HUB, moment


@click.command()
@HUB
@AT
@click.option("--write", "is_written", is_flag=True, help="Write it to .github/CODEOWNERS. Default: only show it.")
def owners(root: Path, at: str, is_written: bool) -> None:
    """Say whom GitHub asks to review what: CODEOWNERS, from the teams and the members.

    Whoever maintains the hub is asked about everything, a team about what its file names below reviews, and members
    about their own file. Do it again when teams or members changed; folkmoot check says so. A file whose first line
    somebody deleted is theirs, and kept.
    """
    from folkmoot.contribute.owners import owners_of, write_owners

    made = owners_of(root, moment(at))
    if not is_written:
        click.echo(made.content.decode(), nl=False)
        return
    click.echo(f"{made.path} was written." if write_owners(root, made) else f"{made.path} was right already.")
