"""`folkmoot doctor`: what the repository's settings at GitHub still need."""

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from folkmoot.cli.options import AT, GITHUB_API, HUB, moment
from folkmoot.cli.runner import is_runner, step_summary
from folkmoot.errors import WrongUse
from folkmoot.text import plural

if TYPE_CHECKING:
    from folkmoot.steward.doctoring import Finding

_MARKS = {
    "well": ("ok", "green"),
    "needed": ("needed", "red"),
    "advised": ("advised", "yellow"),
    "unseen": ("not seen", "cyan"),
}


@click.command()
@HUB
@AT
@click.option(
    "--github",
    "repository",
    default="",
    metavar="OWNER/NAME",
    help="The hub's repository. Default: repository in content/community.yml.",
)
@GITHUB_API
@click.option(
    "--offline",
    "is_offline",
    is_flag=True,
    help="Ask nobody: say only whether GitHub is about to stop the schedule. On a runner that is a notice of the run.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="json for programs.",
)
def doctor(root: Path, at: str, repository: str, github_api: str, is_offline: bool, form: str) -> None:
    """Say what the settings of the hub's repository at GitHub still need, why, and where to change it.

    Changes nothing. A token is taken from GITHUB_TOKEN; some settings are shown to administrators alone, and what could
    not be seen is said. With something needed the exit code is 1.
    """
    from folkmoot.steward.doctoring import examine
    from folkmoot.steward.idle import idle_note

    if is_offline:
        _note(idle_note(root, moment(at)))
        return
    if not github_api.startswith(("https://", "http://")):
        raise WrongUse(f"{github_api} is no address of GitHub", "write it as https://api.github.com")
    token = os.environ.get("GITHUB_TOKEN", "")
    found = examine(root, moment(at), token, github_api, repository)
    if form == "json":
        click.echo(json.dumps({"findings": [one._asdict() for one in found]}, ensure_ascii=False, indent=1))
    else:
        _tell(found)
        if not token and any(one.state == "unseen" for one in found):
            click.echo("No GITHUB_TOKEN is set: one with the permission Administration (read) sees the rest.")
    if any(one.state == "needed" for one in found):
        sys.exit(1)


def _note(said: str) -> None:
    """Nothing of it comes from the hub's files."""
    if not said:
        return
    if not is_runner():
        click.echo(said)
        return
    from folkmoot.publish.journal import add

    click.echo(f"::notice title=The schedule::{said}")
    if summary := step_summary():
        add(summary, f"## The schedule\n\n{said}\n")


def _tell(found: "list[Finding]") -> None:
    for one in found:
        mark, colour = _MARKS[one.state]
        click.echo(f"{click.style(mark, fg=colour)}: {click.style(one.setting, bold=True)}: {one.said}")
        if one.state != "well":
            for line in filter(None, (one.why, one.where)):
                click.echo(f"    {line}")
    needed = sum(one.state == "needed" for one in found)
    unseen = sum(one.state == "unseen" for one in found)
    rest = f"; {plural(unseen, 'setting')} could not be seen" if unseen else ""
    click.echo(f"{plural(needed, 'setting')} needed{rest}." if needed or unseen else "Nothing is needed.")
