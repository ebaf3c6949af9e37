"""`folkmoot forget`: take somebody who asked for it out of the hub's files and of what was collected."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from folkmoot.cli.guarded import Guarded
from folkmoot.cli.options import ARCHIVE, GITHUB_API, HUB, REPOSITORY, repository_of, token_for
from folkmoot.cli.runner import is_runner
from folkmoot.errors import WrongUse
from folkmoot.text import plural

if TYPE_CHECKING:
    from folkmoot.steward.forgetting import Forgetting, InArchive

_LIMITS = """
What no program can do for you:
  git's history still holds what the files said. Commit, then run "folkmoot archive keep --squash": it leaves one commit
  on the archive's branch. Whether the hub's own history is rewritten, you decide; more of this is told here:
  https://github.com/folkmoot/folkmoot/blob/main/docs/maintainer.md#somebody-wants-to-leave
  GitHub keeps what they wrote there: they can delete it, or their account.
  Whoever reads the file of hashes and guesses an account or a name can try it."""


@click.command(cls=Guarded, heading="Forgotten")
@click.argument("words", nargs=-1, metavar="WHO")
@HUB
@ARCHIVE
@click.option("--write", "is_written", is_flag=True, help="Do it. Without this, it is only said what would be done.")
@click.option(
    "--propose",
    "is_proposed",
    is_flag=True,
    help="Change nothing here, and open a pull request with the changes of the hub's files.",
)
@click.option(
    "--collected",
    "is_collected",
    is_flag=True,
    help="Instead of WHO: everybody whom members/forgotten knows, and the archive alone.",
)
@REPOSITORY
@GITHUB_API
def forget(
    words: tuple[str, ...],
    root: Path,
    archive: Path | None,
    is_written: bool,
    is_proposed: bool,
    is_collected: bool,
    repository: str,
    github_api: str,
) -> None:
    """Forget somebody who asked for it.

    WHO is the name of a member's file, such as ada-rossi, a GitHub login (@ada-rossi, if a file is called so, too), or
    an account's number, such as github:583231. Their file goes, and their picture, their feeds, what they said and did
    at GitHub, and every line of the hub's files that names them as host, speaker, author and the like. A file in
    members/forgotten keeps them out from now on: it holds hashes of their accounts and name. Where others wrote about
    them in their own words, the places are told, and nothing is changed.

    A token for --propose is taken from GITHUB_TOKEN.
    """
    from folkmoot.steward.forgetting import forget as do
    from folkmoot.steward.forgetting import forget_collected, plan, plan_by_hashes

    who = " ".join(words)
    if bool(who) == is_collected:
        raise WrongUse("nobody is named" if not who else "--collected is about everybody", "name one person, or nobody")
    if is_proposed and (is_written or is_collected):
        raise WrongUse("--propose changes nothing here", "leave out the other option")
    if is_collected:
        place, told = plan_by_hashes(root, archive)
        _tell_collected(told)
        _end(is_written, forget_collected(place, told) if is_written else {}, is_whole=True)
        return
    found = plan(root, who, archive)
    _tell(found, is_brief=is_runner())
    if is_proposed:
        _propose(root, found, repository, github_api)
        return
    _end(is_written, do(root, found) if is_written else {}, is_whole=not found.files.by_hand)


def _propose(root: Path, found: "Forgetting", repository: str, github_api: str) -> None:
    from folkmoot.load.profile import load_profile
    from folkmoot.publish.forge import Forge
    from folkmoot.publish.origin import origin_of
    from folkmoot.steward.forgetting import TITLE, offered

    repository = repository_of(root, repository)
    token = token_for(repository, "push a branch, and open pull requests")
    profile = load_profile(root)
    branch, _ = offered(root, origin_of(root, os.environ), found)
    text = "Merge this, and the archive is cleared, too. Before that, look at what the run of the workflow tells."
    with Forge(repository, token, github_api) as forge:
        made = forge.put_forward(branch, profile.branch if profile else "main", TITLE, text)
    click.echo(f"Proposed: {made.url}")


def _end(is_written: bool, unwritten: Mapping[str, str], *, is_whole: bool) -> None:
    for source, reason in sorted(unwritten.items()):
        click.echo(f"not done: archive, {source}: {reason}", err=True)
    if is_written:
        click.echo(
            "Done. Now run: folkmoot check" if is_whole and not unwritten else "Done, but for what is told above."
        )
        click.echo(_LIMITS)
    else:
        click.echo("Nothing was changed. To do it, add --write.")
    if unwritten or not is_whole:
        sys.exit(1)


def _tell(found: "Forgetting", *, is_brief: bool) -> None:
    """What is to be done; where everybody can read it (`is_brief`), neither others' words nor their name."""

    def place(path: str) -> str:
        return "/".join("…" if is_brief and found.who.is_named_in(part) else part for part in path.split("/"))

    if found.mark:
        click.echo(f"add     {found.mark.path}: hashes of what they are known by")
    for one in found.files.changes:
        click.echo(f"{'change' if one.after is not None else 'delete'}  {place(one.path)}: {one.said}")
    if found.archive.numbers or not (found.mark or found.files.changes):
        _tell_collected(found.archive)
    for words in found.files.unattended:
        click.echo(f"content/community.yml: {words}", err=True)
    for path in found.files.by_hand:
        shown = place(path)
        click.echo(f"change this yourself, it is written in a way that no program dares to: {shown}", err=True)
    if found.texts:
        click.echo(f"\n{plural(len(found.texts), 'place')} where others name them; look at each yourself:")
    for text in found.texts:
        click.echo(f"  {place(text.partition(': ')[0]) if is_brief else text}")


def _tell_collected(found: "InArchive") -> None:
    for kind, number in sorted(found.numbers.items()):
        click.echo(f"archive {kind}: {plural(number, 'record')} of theirs, or naming them")
    if not found.numbers:
        click.echo("Nothing here tells of them any more.")
