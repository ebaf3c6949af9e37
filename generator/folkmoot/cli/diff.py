"""`folkmoot diff`: what a change says, for those who read it before it is published."""

from pathlib import Path

import click

from folkmoot.cli.options import HUB
from folkmoot.errors import WrongUse


@click.command()
@click.argument("base")
@HUB
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="text to read here, markdown for a comment at GitHub, json for programs.",
)
@click.option(
    "--language",
    default="",
    metavar="TAG",
    help="The language of the sentences, such as fr. Default: the hub's main one, else English.",
)
def diff(base: str, root: Path, form: str, language: str) -> None:
    """Say what changed for the community since BASE, a branch or a commit such as origin/main.

    People first: what they agree to have shown, who joins, who leaves. Then events, projects and the rest. Texts are
    not repeated. What others did in BASE since the work set out from there is no part of it.
    """
    from folkmoot.contribute.compare import compare
    from folkmoot.render.changes.document import as_json
    from folkmoot.render.changes.markdown import as_markdown
    from folkmoot.render.changes.text import as_text
    from folkmoot.render.wording.tongue import SOURCE, catalogued, catalogues

    if language and not catalogued(language):
        raise WrongUse(f"there are no sentences in “{language}”", f"choose one of {', '.join(sorted(catalogues()))}")
    found = compare(root.absolute(), base)
    spoken = catalogued(language or found.languages[0]) or SOURCE
    click.echo({"text": as_text, "markdown": as_markdown, "json": as_json}[form](found.changes, spoken), nl=False)
