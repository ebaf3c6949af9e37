"""`folkmoot propose`: an issue, or what somebody sent, as files of the hub."""

import sys
from pathlib import Path

import click

from folkmoot.cli.options import ACTOR, ACTOR_ID, AT, HUB, actor_given, moment

_FORMS = ("member", "event", "project", "feed")


@click.command()
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True, exists=True))
@HUB
@click.option("--form", "name", type=click.Choice(_FORMS), default=None, help="The form that it was written with.")
@ACTOR
@ACTOR_ID
@click.option(
    "--write", "is_written", is_flag=True, help="Write the files, if nothing is wrong. Default: only show them."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="text to read here, markdown for an answer in the issue, json for programs.",
)
@AT
def propose(
    source: Path, root: Path, name: str | None, actor: str | None, actor_id: int, is_written: bool, form: str, at: str
) -> None:
    """Turn what somebody sent into a file of the hub, and say what is wrong with it.

    FILE is an issue as GitHub tells it (JSON), the text of one, or a file's text below a line with its path, such as
    path: members/ada-rossi.yml; - reads it from the standard input. New files are made; a file that is there changes
    only if it is a member's own. With problems nothing is written, and the exit code is 1.
    """
    from folkmoot.contribute.proposing.recipe import carry_out
    from folkmoot.contribute.proposing.recipe import propose as judge
    from folkmoot.contribute.proposing.sent import MOST_BYTES, read_sent
    from folkmoot.errors import WrongUse
    from folkmoot.model.proposed import stops
    from folkmoot.render.proposals.telling import as_json, as_markdown, as_text

    now = moment(at)
    try:
        with click.open_file(str(source), "rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise WrongUse(
            f"{click.format_filename(source)} cannot be read: {error.strerror}", "check its permissions"
        ) from None
    sent = read_sent(content)
    named = actor_given(actor, actor_id)
    if named and sent.actor and (named.login.lower(), named.number) != (sent.actor.login.lower(), sent.actor.number):
        raise WrongUse(
            f"this comes from {sent.actor.login} ({sent.actor.number}), not from {named.login} ({named.number})",
            "leave out --actor where GitHub wrote the file; what somebody sent you is no JSON",
        )
    sent = sent._replace(actor=named or sent.actor)
    proposed = judge(root, sent, name or "", now)
    if is_written and not stops(proposed.remarks):
        carry_out(root, proposed)
    if form == "text":
        told = as_text(proposed, is_written=is_written)
    else:
        told = as_markdown(proposed) if form == "markdown" else as_json(proposed)
    click.echo(told, nl=False)
    if stops(proposed.remarks):
        sys.exit(1)
