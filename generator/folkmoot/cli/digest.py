"""`folkmoot digest`: the letter of a month or a year, begun by the program and made by people."""

import sys
from pathlib import Path

import click

from folkmoot.cli.console import tell_problems
from folkmoot.cli.guarded import Guarded
from folkmoot.cli.options import ARCHIVE, AT, HUB, moment
from folkmoot.errors import WrongUse
from folkmoot.model.artifact import Artifact
from folkmoot.model.base import parse_day
from folkmoot.model.digest import Span
from folkmoot.model.problem import holds_error
from folkmoot.text import excerpt, one_line


@click.command(cls=Guarded)
@HUB
@AT
@ARCHIVE
@click.option(
    "--month", "asked", default="", metavar="MONTH", help="Such as 2026-05. Default: the last one that is over."
)
@click.option(
    "--year", "year", default="", metavar="YEAR", help="The letter of a whole year, such as 2025, instead of a month's."
)
@click.option(
    "--write", "is_written", is_flag=True, help="Write the letters into content/letters. Default: only show them."
)
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Make mails of that letter as it stands in content/letters, in each language, and write them here.",
)
def digest(
    root: Path, at: str, archive: Path | None, asked: str, year: str, is_written: bool, folder: Path | None
) -> None:
    """Begin the letter of a month or a year, and make a mail of what you made of it.

    With --write there is a page for each of the hub's languages, as a draft: what took place, what was written, who
    joined, what comes. Change it; letters that are there already stay as they are. With --to each becomes a text, a
    page and a message (.eml) for the program that you send mails with. Without `draft: true` it is on the site, and
    in the history.
    """
    from folkmoot.publish import tree
    from folkmoot.steward.digest import Request, begin, mails

    if folder and folder.resolve().is_relative_to((root / "content").resolve()):
        raise WrongUse(
            f"{folder} lies in content, where everything is published, and a letter may be a draft",
            "name another folder, such as --to ../letters",
        )
    request = Request(root.absolute(), moment(at), _span(asked, year), archive)
    outcome = mails(request) if folder else begin(request, write=is_written)
    if holds_error(outcome.problems):
        tell_problems(outcome.problems)
        click.echo("There is no letter: mend these first.", err=True)
        sys.exit(1)
    for path in outcome.there:
        click.echo(f"{path} is there already, and stays as it is.", err=True)
    for path, text in outcome.letters.items():
        click.echo(path if is_written else text, nl=is_written)
    for name, content in outcome.mails.items():
        if folder:
            tree.write(folder, Artifact(name, content))
            click.echo(click.format_filename(str(folder / name)))


def _span(month: str, year: str) -> Span | None:
    """What is asked for, None where nothing is. Raises `WrongUse` for both, and for what is no month and no year."""
    if month and year:
        raise WrongUse("a letter is about a month or about a year", "leave --month or --year out")
    if not month and not year:
        return None
    try:
        return Span(parse_day(f"{year}-01-01" if year else f"{month}-01"), bool(year))
    except ValueError:
        name, asked, example = ("year", year, "2025") if year else ("month", month, "2026-05")
        raise WrongUse(f"--{name}: “{excerpt(one_line(asked), 40)}” is no {name}", f"write it as {example}") from None
