"""`folkmoot desk`: what is due today, what waits and what is missing, for those who look after the community."""

from pathlib import Path

import click

from folkmoot.cli.guarded import Guarded
from folkmoot.cli.options import ARCHIVE, AT, GITHUB_API, HUB, KEEP, LANGUAGE, REPOSITORY, moment, repository_of
from folkmoot.cli.secluded import keep_private, refuse_elsewhere, refuse_public_run, tell
from folkmoot.errors import WrongUse


@click.command(cls=Guarded)
@HUB
@AT
@ARCHIVE
@LANGUAGE
@click.option(
    "--private",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Take what is planned from this folder, name people, and write everything there; it has to lie outside the hub"
    " and its checkout.",
)
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write desk.md, desk.html, desk.csv, calendar.csv and calendar.ics into this folder. Default: that of"
    " --private, else only the Markdown, here.",
)
@KEEP
@REPOSITORY
@GITHUB_API
def desk(
    root: Path,
    at: str,
    archive: Path | None,
    language: str,
    private: Path | None,
    folder: Path | None,
    is_kept: bool,
    repository: str,
    github_api: str,
) -> None:
    """Say what is due today, what waits, what is missing, and what comes in the next weeks.

    What is planned stands in the private folder, a file each in plan/: posts, questions to begin with, announcements,
    newsletters, events and contests. With what waits in the hub to be published, and its events, they are the editorial
    calendar, with its gaps and clashes. It tells what is not on the site yet: on a runner of a public repository it is
    refused.
    """
    from folkmoot.load.checkouts import refuse_public
    from folkmoot.steward.desk import desk as make
    from folkmoot.steward.private_folder import Request

    # It tells what is not published yet, and the logs of a public repository are everybody's.
    refuse_public_run(repository_of(root, repository), github_api)
    if private:
        refuse_elsewhere(private, folder)
    elif folder:
        refuse_public(root, folder)
    if is_kept and not private:
        raise WrongUse("--keep is about the private folder", "name it: --private ../our-desk")
    tell(make(Request(root.absolute(), moment(at), archive, language, private)), folder or private)
    if private and is_kept:
        keep_private(private, "The desk")
