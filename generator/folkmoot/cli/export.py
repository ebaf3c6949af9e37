"""`folkmoot export`: the tables that metrics count on, for programs on more machines than one."""

import sys
from pathlib import Path

import click

from folkmoot.cli.console import tell_problems
from folkmoot.cli.options import ARCHIVE, AT, GITHUB_API, HUB, REPOSITORY, moment
from folkmoot.cli.secluded import refuse_public_run
from folkmoot.model.problem import holds_error
from folkmoot.text import plural


@click.command()
@HUB
@AT
@ARCHIVE
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="DIR",
    help="The folder to write into, outside the hub and its checkout; an earlier export there is replaced.",
)
@click.option(
    "--spark", "with_spark", is_flag=True, help="Write the metrics in Spark's SQL, too, and a program that counts them."
)
@REPOSITORY
@GITHUB_API
def export(
    root: Path, at: str, archive: Path | None, to: Path, with_spark: bool, repository: str, github_api: str
) -> None:
    """Write the tables that metrics count on, and every figure, as Parquet files.

    They are for those alone who look after the community: they say who did what, and when. Each table is a folder below
    tables/, divided by years where it knows days.
    """
    from folkmoot.export import Request
    from folkmoot.export import export as write

    refuse_public_run(repository, github_api)
    outcome = write(Request(root.absolute(), to, moment(at), archive, with_spark))
    tell_problems(outcome.problems)
    if holds_error(outcome.problems) and not outcome.tables:
        click.echo("Nothing was exported: mend these first.", err=True)
        sys.exit(1)
    for words in outcome.untold:
        click.echo(words, err=True)
    number = sum(outcome.tables.values())
    click.echo(
        f"{plural(len(outcome.tables), 'table')} with {plural(number, 'row')} in {click.format_filename(str(to))}."
    )
