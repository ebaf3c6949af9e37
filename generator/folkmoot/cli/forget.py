"""`folkmoot forget`: take somebody who asked for it out of the hub's files and of what was collected."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from folkmoot.cli.guarded import Guarded
from folkmoot.cli.options import ARCHIVE, HUB
from folkmoot.cli.runner import is_runner
from folkmoot.text import plural

if TYPE_CHECKING:
    from folkmoot.steward.forgetting import Forgetting

_LIMITS = """
What no program can do for you:
  git's history still holds what the files said. Commit, then run "folkmoot archive keep --squash": it leaves one commit
  on the archive's branch. Whether the hub's own history is rewritten, you decide; docs/maintainer.md says how.
  GitHub keeps what they wrote there: they can delete it, or their account.
  Whoever reads the file of hashes and guesses an account or a name can try it."""


@click.command(cls=Guarded, heading="Forgotten")
@click.argument("who")
@HUB
@ARCHIVE
@click.option("--write", "is_written", is_flag=True, help="Do it. Without this, it is only said what would be done.")
def forget(who: str, root: Path, archive: Path | None, is_written: bool) -> None:
    """Forget somebody who asked for it.

    WHO is the name of a member's file, such as ada-rossi, a GitHub login (@ada-rossi, if a file is called so, too), or
    an account's number, such as github:583231. Their file goes, and their picture, their feeds, what they said and did
    at GitHub, and every line of the hub's files that names them as host, speaker, author and the like. A file in
    members/forgotten keeps them out from now on: it holds hashes of their accounts and name. Where others wrote about
    them in their own words, the places are told, and nothing is changed.
    """
    from folkmoot.steward.forgetting import forget as do
    from folkmoot.steward.forgetting import plan

    found = plan(root, who, archive)
    _tell(found, is_brief=is_runner())
    unwritten = do(root, found) if is_written else {}
    for source, reason in sorted(unwritten.items()):
        click.echo(f"not done: archive, {source}: {reason}", err=True)
    is_whole = not unwritten and not found.files.by_hand
    if is_written:
        click.echo("Done. Now run: folkmoot check" if is_whole else "Done, but for what is told above.")
        click.echo(_LIMITS)
    else:
        click.echo("Nothing was changed. To do it, add --write.")
    if not is_whole:
        sys.exit(1)


def _tell(found: "Forgetting", *, is_brief: bool) -> None:
    """What is to be done; where everybody can read what is printed, nobody's words are repeated (`is_brief`)."""
    if found.mark:
        click.echo(f"add     {found.mark.path}: hashes of what they are known by")
    for one in found.files.changes:
        click.echo(f"{'change' if one.after else 'delete'}  {one.path}: {one.said}")
    for kind, number in sorted(found.archive.numbers.items()):
        click.echo(f"archive {kind}: {plural(number, 'record')} of theirs, or naming them")
    if not (found.mark or found.files.changes or found.archive.numbers):
        click.echo("Nothing here tells of them any more.")
    for place in found.files.by_hand:
        click.echo(f"change this yourself, it is written in a way that no program dares to: {place}", err=True)
    if found.texts:
        click.echo(f"\n{plural(len(found.texts), 'place')} where others name them; look at each yourself:")
    for place in found.texts:
        click.echo(f"  {': '.join(place.split(': ')[:1]) if is_brief else place}")
