"""What the program says: problems with their places, and on a terminal that something is under way."""

import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from folkmoot.errors import FolkmootError, WrongUse
from folkmoot.model.problem import Problem, counted


def tell_error(error: FolkmootError) -> int:
    """What stopped the program, on standard error, as a sentence and its hint; returns the exit code for it."""
    click.echo(f"{click.style('error', fg='red')}: {error}", err=True)
    if error.hint:
        click.echo(f"    {error.hint}", err=True)
    return 2 if isinstance(error, WrongUse) else 1


def tell_problems(problems: Sequence[Problem], *, err: bool = False) -> None:
    """Every problem with the line it is in, and how many there are on the last line.

    It is told on standard output, or with `err` beside it.
    """
    for problem in problems:
        mark = click.style("error", fg="red") if problem.severity == "error" else click.style("warning", fg="yellow")
        click.echo(f"{click.style(problem.place, bold=True)}: {mark}: {problem.sentence} [{problem.code}]", err=err)
        for line in _quoted(problem):
            click.echo(line, err=err)
        for words in filter(None, (problem.hint, problem.elsewhere)):
            click.echo(f"    {words}", err=err)
    if problems:
        click.echo(counted(problems), err=err)


def _quoted(problem: Problem) -> Iterator[str]:
    """The line that a problem is in, and below it what of it is meant; nothing where that is not known."""
    if not problem.written.strip() or not problem.column:
        return
    number = f"{problem.line:>6}"
    before, meant = problem.written[: problem.column - 1], problem.written[problem.column - 1 :][: problem.width or 1]
    # As wide as what stands above: a tab is one, and most letters of Chinese, Japanese and Korean are two wide.
    indent = "".join("\t" if letter == "\t" else " " * _width(letter) for letter in before)
    yield f"{click.style(f'{number} |', dim=True)} {problem.written}"
    below = "^" * (sum(map(_width, meant)) or 1)
    yield f"{click.style(' ' * len(number) + ' |', dim=True)} {indent}{click.style(below, bold=True)}"


def _width(letter: str) -> int:
    """How many columns of a terminal a letter takes (Unicode Standard Annex 11)."""
    return 0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1


@contextmanager
def waiting(doing: str) -> Iterator[None]:
    """Shows that something is under way, on a terminal alone."""
    if not sys.stderr.isatty():
        yield
        return
    # No thread turns a wheel meanwhile: beside threads no second process is started.
    click.echo(f"{doing} …", err=True, nl=False)
    try:
        yield
    finally:
        click.echo("\r\x1b[2K", err=True, nl=False)
