"""`folkmoot greet` and `folkmoot remind`: what maintainers are told in time, in their queue at GitHub."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from folkmoot.cli.console import tell_problems
from folkmoot.cli.guarded import Guarded
from folkmoot.cli.options import ARCHIVE, AT, GITHUB_API, HUB, REPOSITORY, moment, repository_of, token_for
from folkmoot.cli.secluded import refuse_public_run
from folkmoot.model.problem import holds_error

if TYPE_CHECKING:
    from folkmoot.steward.greeting import Desk, Done

_QUEUE = click.option(
    "--queue",
    default="",
    envvar="FOLKMOOT_QUEUE",
    metavar="OWNER/NAME",
    help="The repository in which maintainers find it, such as a private one. Default: the hub’s.",
)
_PRIVATE = click.option(
    "--private",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The private folder: nobody is greeted whom a letter in its outbox/ welcomed, or who asked to be left alone.",
)
_WRITE = click.option("--write", is_flag=True, help="Write it at GitHub. Default: only show it.")


@click.command(cls=Guarded, heading="Newcomers")
@HUB
@AT
@ARCHIVE
@REPOSITORY
@_QUEUE
@_PRIVATE
@GITHUB_API
@_WRITE
def greet(
    root: Path,
    at: str,
    archive: Path | None,
    repository: str,
    queue: str,
    private: Path | None,
    github_api: str,
    write: bool,
) -> None:
    """See that somebody whose first pull request was merged is welcomed, one or two days later.

    Maintainers find an issue with a draft in their queue, in the newcomer's language. Where content/community.yml has a
    greeting below welcome, that is posted on the pull request instead. Nobody is greeted twice, nor later than two
    weeks; programs, founders, hidden people, and those who had something merged before are not. A token that may read
    pull requests, and write issues, is taken from GITHUB_TOKEN.
    """
    from folkmoot.steward.greeting import greet as carry_out

    if private:
        refuse_public_run(queue or repository_of(root, repository), github_api)
    desk = _desk(root, at, archive, repository, queue, github_api, write)
    _done(carry_out, desk._replace(private=private), "Nobody is new.")


@click.command(cls=Guarded, heading="Reminders")
@HUB
@AT
@ARCHIVE
@REPOSITORY
@_QUEUE
@GITHUB_API
@_WRITE
def remind(
    root: Path, at: str, archive: Path | None, repository: str, queue: str, github_api: str, write: bool
) -> None:
    """Keep one issue with what waits: questions nobody answered, events without a recap, terms that end.

    It is closed when nothing waits. A token that may write issues is taken from GITHUB_TOKEN.
    """
    from folkmoot.steward.reminding import remind as carry_out

    _done(carry_out, _desk(root, at, archive, repository, queue, github_api, write), "Nothing waits.")


def _desk(
    root: Path, at: str, archive: Path | None, repository: str, queue: str, github_api: str, write: bool
) -> "Desk":
    from folkmoot.steward.greeting import Desk

    right = "read pull requests, and write issues" if write else "read pull requests and issues"
    repository = repository_of(root, repository)
    token = token_for(repository, right)
    place = queue or repository
    token_for(place, right)
    return Desk(root.absolute(), moment(at), repository, place, token, github_api, archive, write)


def _done(carry_out: "Callable[[Desk], Done]", desk: "Desk", otherwise: str) -> None:
    done = carry_out(desk)
    if holds_error(done.problems):
        tell_problems(done.problems)
        click.echo("Nothing was written: mend these first.", err=True)
        sys.exit(1)
    for words in done.said or [otherwise]:
        click.echo(words)
    for words in done.failed:
        click.echo(words, err=True)
    if done.failed:
        sys.exit(1)
