"""`folkmoot preview`: what a proposal adds to the site or changes there, on one page."""

from pathlib import Path

import click

from folkmoot.cli.guarded import Guarded
from folkmoot.cli.options import HUB
from folkmoot.text import plural


@click.command(cls=Guarded)
@click.argument("base")
@HUB
@click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("site"),
    show_default=True,
    help="The folder that folkmoot build made of the hub.",
)
@click.option(
    "--to",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("preview.html"),
    show_default=True,
    help="The file to write.",
)
def preview(base: str, root: Path, site: Path, file: Path) -> None:
    """Put the pages of the site that changed since BASE onto one page, which needs nothing beside it.

    BASE is a branch or a commit such as origin/main. The page begins with what changes in words. Styles and pictures
    are in it, nothing in it runs, and nothing is loaded: it can be sent, and opened without a network.
    """
    from folkmoot.contribute.previewing import preview_page

    number = preview_page(root.absolute(), site, base, file)
    click.echo(f"{click.format_filename(file)} shows {plural(number, 'page')}.")
