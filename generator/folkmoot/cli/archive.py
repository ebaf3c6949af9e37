"""`folkmoot archive`: the archive's own branch, fetched and pushed."""

import os
from pathlib import Path
from typing import Literal

import click

from folkmoot.cli.guarded import Guarded
from folkmoot.cli.options import ARCHIVE, HUB
from folkmoot.errors import WrongUse


@click.command(cls=Guarded)
@click.argument("what", type=click.Choice(["restore", "keep"]))
@click.argument("parts", metavar="[PART]...", type=click.Path(path_type=Path, exists=True, file_okay=False), nargs=-1)
@HUB
@ARCHIVE
@click.option(
    "--part",
    type=click.Path(path_type=Path, file_okay=False),
    help="With keep: put what changed into this folder, as PART for a run on another machine, and push nothing.",
)
@click.option(
    "--squash", "is_squashed", is_flag=True, help="With keep: leave one commit on the branch, without its history."
)
def archive(
    what: Literal["restore", "keep"],
    parts: tuple[Path, ...],
    root: Path,
    archive: Path | None,
    part: Path | None,
    is_squashed: bool,
) -> None:
    """Bring the archive from its branch, or keep there what was collected.

    The branch is called archive, in the repository that the hub comes from (origin). restore fetches it into the
    archive's folder, or begins an empty one where there is none yet. keep commits and pushes what is new, on top of
    what others pushed meanwhile; where nothing changed, it does nothing. Each PART is a folder that keep --part filled
    on another machine, or holds several of them. A GitHub token is taken from GITHUB_TOKEN.
    """
    from folkmoot.publish import branch
    from folkmoot.publish.origin import origin_of
    from folkmoot.steward.archiving import folder, keep, put_aside

    if what == "restore" and (parts or part or is_squashed):
        raise WrongUse("restore takes no parts, and squashes nothing", "write folkmoot archive restore alone")
    if part and (parts or is_squashed):
        raise WrongUse("--part pushes nothing", "leave out --squash and other parts; give them to the run that pushes")
    place, where = folder(root, archive), origin_of(root, os.environ)
    shown = click.format_filename(str(place))
    if what == "restore":
        was_there = branch.restore(place, where)
        click.echo(f"The archive is in {shown}." if was_there else f"There is no archive yet; {shown} begins one.")
        return
    kept = put_aside(root, place, where, part) if part else keep(root, place, where, parts, is_squashed=is_squashed)
    click.echo(f"Kept: {kept}." if kept else "Nothing new was collected.")
