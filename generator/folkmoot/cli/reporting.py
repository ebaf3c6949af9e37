"""How `folkmoot check` says what it found: to people, to GitHub, to programs."""

from pathlib import Path

import click

from folkmoot.cli.console import tell_problems
from folkmoot.contribute.answer import Answer
from folkmoot.model.problem import counted, holds_error
from folkmoot.model.remedy import Mended
from folkmoot.publish.journal import add
from folkmoot.render.problems.annotations import annotations
from folkmoot.render.problems.listing import listing
from folkmoot.render.problems.summary import summary
from folkmoot.text import plural


def report(found: Answer, form: str, journal: Path | None) -> None:
    """Prints what was found as `text`, for `github` or as `json`, and adds it all to the `journal`, if there is one.

    What was mended comes first, where that was asked for.
    """
    if form == "json":
        click.echo(listing(found.problems, found.older, found.notes, found.mended))
    elif form == "github":
        for line in annotations(found.problems):
            click.echo(line)
        _tell_mended(found.mended or [])
        click.echo(counted(found.problems) or "All is well")
    else:
        if found.mended is not None:
            _tell_mended(found.mended)
            click.echo(f"{plural(len(found.mended), 'thing')} mended." if found.mended else "Nothing was mended.")
        _tell(found)
    if journal:
        add(journal, summary(found.problems, found.older, found.notes))


def _tell_mended(mended: list[Mended]) -> None:
    for one in mended:
        place, arrow, right = one.told.rpartition(" → ")
        click.echo(f"{place}{arrow}{click.style(right, fg='green')}")


def _tell(found: Answer) -> None:
    tell_problems(found.problems)
    if found.mendable:
        click.echo(f"{found.mendable:,} of these may be mended with --fix")
    if found.older:
        click.echo(f"\nBefore this change there {'was' if len(found.older) == 1 else 'were'} {counted(found.older)}:")
        tell_problems(found.older)
        click.echo()
    for note in found.notes:
        click.echo(note)
    if not holds_error(found.problems):
        click.echo(f"{'No errors' if found.problems else 'All is well'}: {found.held}.")
