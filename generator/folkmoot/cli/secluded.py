"""What names people is for those alone who look after them: it is never made where everybody can read along."""

import os
from pathlib import Path

import click

from folkmoot.cli.options import token_for
from folkmoot.cli.runner import is_runner
from folkmoot.errors import WrongUse


def refuse_public_run(repository: str, github_api: str) -> None:
    """Raises `WrongUse` on a runner of a public repository: its logs are everybody's. GitHub is asked whether it is."""
    if not is_runner():
        return
    from folkmoot.publish.forge import Forge

    with Forge(repository, token_for(repository, "read the repository"), github_api) as forge:
        if not forge.is_private():
            raise WrongUse(
                f"{repository} is public, and so is what is computed here", "make the repository of the desk private"
            )


def keep_private(folder: Path, message: str) -> None:
    """Commits and pushes what is new in a folder that is a clone of a private repository, and says whether it was."""
    from folkmoot.publish.offering import keep
    from folkmoot.publish.origin import origin_of

    is_new = keep(folder, origin_of(folder, os.environ), message)
    click.echo("Kept." if is_new else "Nothing is new in it.", err=True)
