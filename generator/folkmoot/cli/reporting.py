"""How `folkmoot check` says what it found: to people, to GitHub, to programs."""

from pathlib import Path

import click

from folkmoot.cli.console import tell_problems
from folkmoot.contribute.review import Reviewed
from folkmoot.model.problem import counted, holds_error
from folkmoot.publish.journal import add
from folkmoot.render.problems.annotations import annotations
from folkmoot.render.problems.listing import listing
from folkmoot.render.problems.summary import summary
from folkmoot.text import plural


def report(found: Reviewed, form: str, journal: Path | None) -> None:
    """Prints what was found as `text`, for `github` or as `json`, and adds it all to the `journal`, if there is one."""
    if form == "json":
        click.echo(listing(found.problems, found.older, found.notes))
    elif form == "github":
        for line in annotations(found.problems):
            click.echo(line)
        click.echo(counted(found.problems) or "All is well")
    else:
        _tell(found)
    if journal:
        add(journal, summary(found.problems, found.older, found.notes))


def _tell(found: Reviewed) -> None:
    tell_problems(found.problems)
    if found.older:
        click.echo(f"\nBefore this change there {'was' if len(found.older) == 1 else 'were'} {counted(found.older)}:")
        tell_problems(found.older)
        click.echo()
    for note in found.notes:
        click.echo(note)
    if not holds_error(found.problems):
        community = found.community
        click.echo(
            f"{'No errors' if found.problems else 'All is well'}: "
            f"{plural(len(community.members), 'member')}, {plural(len(community.events), 'event')}, "
            f"{plural(len(community.projects), 'project')}, {plural(len(community.posts), 'post')}."
        )
