"""`folkmoot report`: how a week, a month or a quarter went, for those who look after the community."""

import sys
from pathlib import Path
from typing import Literal

import click

from folkmoot.cli.console import tell_problems
from folkmoot.cli.guarded import Guarded
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
from folkmoot.cli.runner import step_summary
from folkmoot.cli.secluded import keep_private, refuse_public_run
from folkmoot.errors import WrongUse
from folkmoot.model.problem import holds_error


@click.command(cls=Guarded)
@HUB
@AT
@ARCHIVE
@click.option(
    "--period",
    "kind",
    type=click.Choice(["week", "month", "quarter"]),
    default="month",
    show_default=True,
    help="The last one that is over, beside the one before it.",
)
@click.option(
    "--of",
    "scope",
    default="",
    metavar="SCOPE",
    help="One project, team or language alone, such as project/repair-log. Default: the whole hub.",
)
@LANGUAGE
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write report.md, report.html and report.json into this folder. Default: only the Markdown, here.",
)
@click.option(
    "--private",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write a second report, which names people, into this folder; it has to lie outside the hub and its checkout.",
)
@click.option(
    "--summary",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Add the Markdown to this file, too. Default in GitHub Actions: $GITHUB_STEP_SUMMARY.",
)
@KEEP
@click.option("--issue", "is_told", is_flag=True, help="Keep an issue with it in the hub's repository, too.")
@REPOSITORY
@GITHUB_API
def report(
    root: Path,
    at: str,
    archive: Path | None,
    kind: Literal["week", "month", "quarter"],
    scope: str,
    language: str,
    folder: Path | None,
    private: Path | None,
    summary: Path | None,
    is_kept: bool,
    is_told: bool,
    repository: str,
    github_api: str,
) -> None:
    """Say how the community fared: what changed, what happened, what needs a hand, and what nobody knows.

    All of it may be public: it tells no more than the site does. With --private there is a second report, for those
    alone who look after the community: how it goes, whom to welcome, to write to, to ask, and drafts of letters.

    With --issue there is one open issue for each kind of period, which tells the latest report whole; once somebody
    closed it, the next report begins another. A token that may write issues is taken from GITHUB_TOKEN.
    """
    from folkmoot.publish.journal import add
    from folkmoot.report import Request, written
    from folkmoot.report import report as make

    _refuse(private, repository, github_api, is_kept=is_kept)
    repository = repository_of(root, repository)
    token = token_for(repository, "write issues") if is_told else ""
    outcome = make(Request(root.absolute(), moment(at), kind, archive, scope, language, private))
    if holds_error(outcome.problems):
        tell_problems(outcome.problems)
        click.echo("There is no report: mend these first.", err=True)
        sys.exit(1)
    if folder:
        for path in written(folder, outcome.files):
            click.echo(click.format_filename(str(path)))
    else:
        click.echo(outcome.files["report.md"], nl=False)
    if private:
        for path in written(private, outcome.private):
            click.echo(click.format_filename(str(path)), err=not folder)
        for words in outcome.untold:
            click.echo(words, err=True)
        if is_kept:
            keep_private(private, outcome.title)
    if summary := summary or step_summary():
        add(summary, outcome.files["report.md"])
    if is_told:
        from folkmoot.publish.forge import Forge

        mark = f"<!-- folkmoot: report {kind} {scope}".rstrip() + " -->"
        with Forge(repository, token, github_api) as forge:
            number, said = forge.keep_issue(mark, "report", outcome.title, outcome.parts)
        click.echo(f"The issue #{number} is {said}.", err=True)


def _refuse(private: Path | None, repository: str, github_api: str, *, is_kept: bool) -> None:
    if private:
        refuse_public_run(repository, github_api)
    elif is_kept:
        raise WrongUse("--keep is about the private report", "name its folder: --private ../our-desk")
