"""What names people is for those alone who look after them: it is never made where everybody can read along."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from folkmoot.cli.console import tell_problems
from folkmoot.cli.options import (
    ARCHIVE,
    AT,
    GITHUB_API,
    HUB,
    KEEP,
    LANGUAGE,
    REPOSITORY,
    moment,
    repository_of,
    token_for,
)
from folkmoot.cli.runner import is_runner
from folkmoot.errors import WrongUse
from folkmoot.model.artifact import Artifact
from folkmoot.model.problem import holds_error

if TYPE_CHECKING:
    from folkmoot.steward.private_folder import Outcome

_PRIVATE = click.option(
    "--private",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="DIR",
    help="The folder of those who look after the community; it has to lie outside the hub and its checkout.",
)
_TO = click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the files that are told into this folder below that of --private. Default: that folder itself.",
)
_OPTIONS = (HUB, AT, ARCHIVE, LANGUAGE, _PRIVATE, _TO, KEEP, REPOSITORY, GITHUB_API)


def in_private(make: "Callable[..., Outcome]") -> Callable[..., None]:
    """A command's function that tells what `make` makes of a request, and of the options that are its own.

    It asks for the private folder and writes there alone; on a runner of a public repository it is refused.
    """

    def carry_out(
        root: Path,
        at: str,
        archive: Path | None,
        language: str,
        private: Path,
        folder: Path | None,
        is_kept: bool,
        repository: str,
        github_api: str,
        **own: object,
    ) -> None:
        from folkmoot.steward.private_folder import Request

        refuse_public_run(repository_of(root, repository), github_api)
        refuse_elsewhere(private, folder)
        outcome = make(Request(root.absolute(), moment(at), archive, language, private), **own)
        tell(outcome, folder or private)
        if is_kept:
            keep_private(private, f"folkmoot {make.__name__}")

    carry_out.__name__, carry_out.__doc__ = make.__name__, make.__doc__
    for option in reversed(_OPTIONS):
        carry_out = option(carry_out)
    return carry_out


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


def refuse_elsewhere(private: Path, folder: Path | None) -> None:
    """Raises `WrongUse` where what names people would be written somewhere else."""
    if folder and not folder.resolve().is_relative_to(private.resolve()):
        raise WrongUse(f"{folder} lies outside of {private}", "what names people stays there: leave --to out")


def tell(outcome: "Outcome", place: Path | None) -> None:
    """Says what the desk has to say, and writes its files into `place`; ends the program where the hub has errors."""
    from folkmoot.publish import tree

    tell_problems(outcome.faults, err=True)
    if holds_error(outcome.problems):
        tell_problems(outcome.problems, err=True)
        click.echo("There is nothing to tell: mend these first.", err=True)
        sys.exit(1)
    click.echo(outcome.text, nl=False)
    for words in outcome.untold:
        click.echo(words, err=True)
    if place:
        for name, content in outcome.files.items():
            tree.write_private(place, Artifact(name, content))
            click.echo(click.format_filename(str(place / name)), err=True)
    for path in outcome.begun:
        click.echo(click.format_filename(path), err=True)
