"""`folkmoot review` and `folkmoot comment`: what is to be said of a proposal, by two runs with different rights."""

import sys
from pathlib import Path

import click

from folkmoot.cli.guarded import Guarded
from folkmoot.cli.options import ACTOR, ACTOR_ID, AT, GITHUB_API, HUB, REPOSITORY, actor_given, moment, token_for
from folkmoot.cli.reporting import report
from folkmoot.cli.runner import is_runner, step_summary
from folkmoot.model.problem import holds_error


@click.command()
@click.argument("base")
@HUB
@AT
@ACTOR
@ACTOR_ID
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write review.json into this folder, for folkmoot comment.",
)
def review(base: str, root: Path, at: str, actor: str | None, actor_id: int, folder: Path | None) -> None:
    """Say what a proposal changes since BASE, and what is wrong with it.

    BASE is a branch or a commit such as origin/main. On a runner of GitHub Actions the problems are shown beside the
    lines that they are in, and all of it is in the step's summary. With errors the exit code is 1.
    """
    from folkmoot.contribute import handing_on
    from folkmoot.publish.journal import add

    found = handing_on.review(root.absolute(), moment(at), base, actor_given(actor, actor_id))
    if folder:
        handing_on.hand_on(folder, found.reviewed)
    journal = step_summary()
    if is_runner():
        if journal:
            add(journal, f"## What this changes\n\n{found.changes}\n")
        report(found.found, "github", journal)
    else:
        click.echo(found.changes)
        report(found.found, "text", journal)
    if holds_error(found.found.problems):
        sys.exit(1)


@click.command(cls=Guarded, heading="Comment")
@click.argument("run", type=click.IntRange(min=1), metavar="RUN")
@REPOSITORY
@GITHUB_API
@click.option("--write", is_flag=True, help="Write the comment. Default: only show it.")
def comment(run: int, repository: str, github_api: str, write: bool) -> None:
    """Tell on a pull request what folkmoot review found in RUN, the number of a workflow's run.

    There is one comment, which changes as the proposal does. Which pull request it is, GitHub says; of what the run
    handed over nothing is believed, and nothing in it can call anybody or lead elsewhere. A token that may write
    comments is taken from GITHUB_TOKEN.
    """
    from folkmoot.steward.commenting import comment_on

    token = token_for(repository, "write comments")
    done = comment_on(repository, run, token, github_api, write=write)
    if done.text:
        click.echo(done.text)
    click.echo(done.said)
