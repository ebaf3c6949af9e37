"""The command `import`: shows what an import comes to, and writes it if that is asked for."""

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from folkmoot.cli.options import ARCHIVE, AT, GITHUB_API, HUB, moment
from folkmoot.errors import WrongUse
from folkmoot.text import plural

if TYPE_CHECKING:
    from folkmoot.contribute.importing.recipe import Plan
    from folkmoot.contribute.importing.rows import Remark

_KINDS = ("all-contributors", "csv", "github", "ical", "json", "opml", "yaml2ics")
FAMILIES = ("events", "feeds", "members", "places", "posts", "projects")
EVENT_KINDS = ("meeting", "barcamp", "conference", "workshop", "chat", "interview", "contest", "game")
"""What the records know as well, which take longer to load than the program's help takes to be shown.

Teams are no rows of a table: they are told by the time of their members, which no row holds.
"""

_SHOWN_FILES = 12
_SHOWN_LINES = 6
_SHOWN_CREDIT = 41
"""The credit of twenty people; what people have to copy themselves is shown whole."""


@click.command("import")
@click.argument("words", nargs=-1, metavar="[KIND] SOURCE")
@HUB
@click.option("--write", is_flag=True, help="Write the new files, and credit. Without it all is only shown.")
@click.option(
    "--mapping",
    default="",
    metavar="FILE",
    help="Which column becomes which key: a file, or confs-tech, luma-guests, meetup-members. For csv and json.",
)
@click.option(
    "--family", type=click.Choice(FAMILIES), help="What the rows are, where that is not clear. For csv and json."
)
@click.option(
    "--event-kind",
    type=click.Choice(EVENT_KINDS),
    default="meeting",
    show_default=True,
    help="What sort of events a calendar holds. For ical and yaml2ics.",
)
@click.option(
    "--invitations",
    "letters",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write invitations, each with its whole link, to this new file, which must not lie in the hub.",
)
@click.option("--timezone", default="", metavar="ZONE", help="The zone of times whose zone nobody knows. For ical.")
@click.option(
    "--project",
    default="",
    metavar="SLUG",
    help="Which project's file gives people credit, where none has the list's repository. For all-contributors.",
)
@GITHUB_API
@AT
@ARCHIVE
def import_(
    words: tuple[str, ...],
    root: Path,
    write: bool,
    mapping: str,
    family: str | None,
    event_kind: str,
    letters: Path | None,
    timezone: str,
    project: str,
    github_api: str,
    at: str,
    archive: Path | None,
) -> None:
    """Bring what you have elsewhere into the hub's files: new ones, and all that is there stays.

    KIND is csv, json, ical, yaml2ics, opml, all-contributors or github; it can be left out where SOURCE, a file or a
    folder, tells it. For github, SOURCE is owner/name, and GITHUB_TOKEN must be set.

    Shows what would be written, and every row that would not, with the reason; --write does it.
    """
    from folkmoot.contribute.importing.recipe import carry_out, hand_over, plan
    from folkmoot.contribute.importing.sources import Request

    kind, source = _kind_and_source(words)
    request = Request(
        source,
        moment(at),
        kind,
        family or "",
        mapping,
        event_kind,
        timezone,
        os.environ.get("GITHUB_TOKEN", ""),
        github_api,
        project,
    )
    made = plan(root, request, archive)
    _tell(made)
    if letters and made.invitations:
        hand_over(root, made, letters)
        click.echo(f"{plural(len(made.invitations), 'invitation')} written to {letters}.")
    elif letters:
        click.echo(f"There is nobody to be invited, so {letters} was not written.")
    elif made.invitations and made.invitations[0].address:
        click.echo("The links are cut short here. To have them whole in a file, add --invitations FILE.")
    changed = [one.path for one in made.amended]
    if write and (made.files or changed):
        carry_out(root, made)
        if made.files:
            told = "Look at it" if len(made.files) == 1 else "Look at them"
            click.echo(f"{plural(len(made.files), 'file')} written. {told}, then ask: folkmoot check")
        for path in changed:
            click.echo(f"Credit added to {path}. Look at it, then ask: folkmoot check")
    elif write and not made.invitations:
        click.echo("No file was written, since there is none that is new.")
    elif made.files or changed:
        what = " and ".join(["these files"] * bool(made.files) + ["this credit"] * bool(changed))
        click.echo(f"Nothing was written. To write {what}, add --write.")
    if made.left:
        sys.exit(1)


def _kind_and_source(words: tuple[str, ...]) -> tuple[str, str]:
    if len(words) == 1 and words[0] not in _KINDS:
        return "", words[0]
    if len(words) == 2 and words[0] in _KINDS:
        return words[0], words[1]
    if len(words) == 2:
        raise WrongUse(f"“{words[0]}” is no kind of source", f"there are {', '.join(_KINDS)}")
    raise WrongUse(
        "it is not said what to import", "write folkmoot import KIND SOURCE, such as: folkmoot import csv talks.csv"
    )


def _tell(made: "Plan") -> None:
    """What the plan comes to: how the source was understood, what would be new, what is not taken, and the count."""
    for line in made.said:
        click.echo(line)
    _tell_files(made)
    if made.feeds:
        click.echo(
            "\nAdd these lines to content/community.yml. If it has `sources:` already, do not write that word a second"
            " time: put the lines below it there, and those of `feeds:` below its own."
        )
        click.echo("".join(f"    {line}\n" for line in made.feeds.splitlines()), nl=False)
    _tell_credits(made)
    if made.invitations:
        click.echo("\nInvite these people; each link begins a file for them, which they finish and propose themselves:")
        for person in made.invitations:
            click.echo(f"- {person.name}: {_shortened(person.address) or person.path}")
        if not made.invitations[0].address:
            click.echo("There are no links, since content/community.yml names no repository.")
    _tell_remarks("In the hub already", made.there)
    _tell_remarks("To know", made.notes)
    _tell_remarks("Not taken", made.left)
    click.echo(
        f"\n{plural(made.rows, *made.called)}: {made.taken:,} taken,"
        f" {made.merged:,} of the same thing as another {made.called[0]},"
        f" {len(made.there):,} in the hub already, {made.refused:,} not taken. {plural(len(made.files), 'new file')}."
    )


def _tell_credits(made: "Plan") -> None:
    changed = {one.path for one in made.amended}
    for one in made.credits:
        if one.path in changed:
            click.echo(f"\n{click.style(one.path, bold=True)} gives credit with these lines, beside what is there:")
        elif one.path:
            click.echo(
                f"\nAdd these lines to {one.path} yourself, since nothing else of it may change, and that cannot be"
                " done here. If it has `credits:` already, put the lines below that word there:"
            )
        else:
            click.echo(
                f"\n{_no_project(one.repository)}. Say whose file gives credit with --project, such as"
                " --project lamp-book for content/projects/lamp-book.md, or add these lines by hand to that of the"
                " project, event or post that it was for:"
            )
        lines = one.lines.splitlines()
        shown = lines[:_SHOWN_CREDIT] if one.path in changed else lines
        click.echo("".join(f"    {line}\n" for line in shown), nl=False)
        if len(shown) < len(lines):
            click.echo(f"    … {plural(len(lines) - len(shown), 'more line')}")


def _no_project(repository: str) -> str:
    return f"No project has the repository {repository}" if repository else "The list names no repository at GitHub"


def _shortened(address: str) -> str:
    """An address without the file that it begins, which is the same but for the name."""
    return re.sub(r"&value=.*", "&value=…", address)


def _tell_files(made: "Plan") -> None:
    for file in made.files[:_SHOWN_FILES]:
        click.echo(f"\n{click.style(file.path, bold=True)}")
        lines = file.content.decode().splitlines()
        for line in lines[:_SHOWN_LINES]:
            click.echo(f"    {line}")
        if len(lines) > _SHOWN_LINES:
            click.echo(f"    … {plural(len(lines) - _SHOWN_LINES, 'more line')}")
    for file in made.files[_SHOWN_FILES:]:
        click.echo(file.path)


def _tell_remarks(title: str, remarks: Iterable["Remark"]) -> None:
    """The remarks, each with its place; what is said of many rows in the same words is said once, with their places."""
    by_reason: dict[str, list[Remark]] = {}
    for remark in remarks:
        by_reason.setdefault(remark.reason, []).append(remark)
    if by_reason:
        click.echo(f"\n{title}:")
    for reason, alike in by_reason.items():
        if len(alike) == 1:
            click.echo(f"  {alike[0].place}: {_named(alike[0])}{reason}")
        else:
            click.echo(f"  {reason}:")
            for remark in alike:
                click.echo(f"    {remark.place}{': ' * bool(remark.name)}{remark.name}")


def _named(remark: "Remark") -> str:
    return f"{remark.name}: " if remark.name else ""
