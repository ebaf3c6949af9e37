"""`folkmoot outbox`: letters to people, from their drafts to what became of them."""

from pathlib import Path

import click

from folkmoot.cli.guarded import Guarded
from folkmoot.cli.options import ARCHIVE, AT, GITHUB_API, HUB, KEEP, LANGUAGE, REPOSITORY, moment, repository_of
from folkmoot.cli.secluded import PRIVATE, TO, keep_private, refuse_elsewhere, refuse_public_run, tell

_ABOUT = ("welcome", "write", "terms", "experts", "introductions", "lead")


@click.command(cls=Guarded)
@HUB
@AT
@ARCHIVE
@LANGUAGE
@PRIVATE
@TO
@click.option(
    "--draft",
    "about",
    type=click.Choice(_ABOUT),
    multiple=True,
    help="Begin the letters of this kind that there is reason for, as files in outbox/; may be given several times.",
)
@KEEP
@REPOSITORY
@GITHUB_API
def outbox(
    root: Path,
    at: str,
    archive: Path | None,
    language: str,
    private: Path,
    folder: Path | None,
    about: tuple[str, ...],
    is_kept: bool,
    repository: str,
    github_api: str,
) -> None:
    """Say which letters are to be sent, what became of those that were, and how newcomers came.

    Each letter is a file in outbox/ of the private folder. You send it yourself, and write down the day; then it is
    proposed by no report and no desk again. Who asks to be left alone is proposed to nobody any more. Of letters that
    can wait, three of a kind lie ready at most. On a runner of a public repository it is refused.
    """
    from folkmoot.steward.outbox import outbox as make
    from folkmoot.steward.private_folder import Request

    refuse_public_run(repository_of(root, repository), github_api)
    refuse_elsewhere(private, folder)
    begun = make(Request(root.absolute(), moment(at), archive, language), private, about)
    tell(begun.outcome, folder or private)
    for path in begun.letters:
        click.echo(click.format_filename(str(private / path)), err=True)
    if is_kept:
        keep_private(private, "Letters")
