"""The `folkmoot` command.

Exit codes: 0 all is well, 1 problems were found, 2 the command was used in a way that cannot work, 130 somebody stopped
it. Heavy modules are imported inside the commands that need them, so that `--help` answers at once.
"""

import datetime as dt
import gc
import os
import signal
import sys
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import NoReturn

import click

import folkmoot
from folkmoot.cli.collected import progress, said
from folkmoot.cli.console import tell_error, tell_problems, waiting
from folkmoot.cli.guarded import Guarded, unobeyed
from folkmoot.cli.options import ARCHIVE, AT, GITHUB_API, HUB, actor_given, moment, shard
from folkmoot.cli.runner import is_runner, step_summary
from folkmoot.cli.stopping import ENDING, STOPPED, stoppable
from folkmoot.errors import FolkmootError, WrongUse
from folkmoot.model.problem import holds_error
from folkmoot.text import plural

_STOPPED = "Stopped: what was read before is kept, and the next run begins with what is missing."


class _Group(click.Group):
    """Turns what stops the program into a sentence and an exit code."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except FolkmootError as error:
            with unobeyed(sys.stderr) if is_runner() else nullcontext():
                code = tell_error(error)
            context.exit(code)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(folkmoot.__version__, prog_name="folkmoot")
def main() -> None:
    """Make a community's website from files in git.

    A hub is a folder with members, events and pages as small text files. Start with "folkmoot init FOLDER", look with
    "folkmoot serve", and ask "folkmoot check" whether everything is right.
    """


@main.command()
@HUB
@AT
@click.option(
    "--changed-since",
    "since",
    default="",
    metavar="REF",
    help="Blame the change since this commit or branch for what it brings alone; what was wrong before is told apart.",
)
@click.option("--actor", default=None, metavar="LOGIN", help="Who proposes the change, by their GitHub login.")
@click.option(
    "--actor-id", default=0, metavar="NUMBER", help="The number of their account, which no new login changes."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="github shows problems beside the lines of a pull request.",
)
@click.option(
    "--summary",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Add everything to this file, as Markdown. Default with --format github: $GITHUB_STEP_SUMMARY.",
)
@click.option(
    "--fix",
    "is_fixing",
    is_flag=True,
    help="Mend what has one right answer, in the files themselves; with --changed-since in those of the change alone.",
)
def check(
    root: Path, at: str, since: str, actor: str | None, actor_id: int, form: str, summary: Path | None, is_fixing: bool
) -> None:
    """Say what is wrong in the hub's files, and what would be right.

    Errors end it with exit code 1, warnings do not. With --changed-since only what the change brings counts.
    """
    from folkmoot.cli.reporting import report
    from folkmoot.contribute.answer import answer
    from folkmoot.render.configured import readable

    if (actor is not None or actor_id) and not since:
        raise WrongUse("--actor says who changes something", "say since when, too, such as --changed-since main")
    if summary is None and form == "github":
        summary = step_summary()
    # The process ends with the answer: what it holds is not looked through for what could be thrown away.
    gc.disable()
    found = answer(root, moment(at), since, actor_given(actor, actor_id), fix=is_fixing)
    report(found, form, summary)
    readable(root, plain=True)
    if holds_error(found.problems):
        sys.exit(1)


@main.command(cls=Guarded, heading="Built")
@HUB
@AT
@ARCHIVE
@click.option("--site", type=click.Path(path_type=Path), help="Where to write. Default: site/ in the hub's folder.")
@click.option("--site-url", default="", metavar="URL", help="Where the site will be. Default: site_url in mkdocs.yml.")
@click.option(
    "--mode",
    type=click.Choice(["stamped", "staged"]),
    default="stamped",
    help="staged lets MkDocs render every record: slower, the way out if a theme changes.",
)
@click.option(
    "--engine",
    type=click.Choice(["mkdocs", "zensical"]),
    default="mkdocs",
    show_default=True,
    envvar="FOLKMOOT_ENGINE",
    help="What renders the pages around the records; FOLKMOOT_ENGINE says it, too.",
)
def build(root: Path, at: str, archive: Path | None, site: Path | None, site_url: str, mode: str, engine: str) -> None:
    """Make the site from the hub's files and its archive, without touching the network."""
    from folkmoot.build import Request
    from folkmoot.build import build as make

    request = Request(
        root.absolute(),
        site or root / "site",
        moment(at),
        archive,
        "staged" if mode == "staged" else "stamped",
        site_url,
        "zensical" if engine == "zensical" else "mkdocs",
    )
    with waiting("Building the site"):
        outcome = make(request)
    tell_problems(outcome.problems)
    if holds_error(outcome.problems):
        click.echo("The site was not built.", err=True)
        sys.exit(1)
    if outcome.said:
        click.echo(outcome.said, err=True)
    click.echo(
        f"{plural(outcome.pages, 'page')} in {click.format_filename(str(request.site))}/, "
        f"{plural(outcome.written, 'file')} written."
    )
    if outcome.unpublished:
        click.echo(f"Not published yet: {plural(outcome.unpublished, 'file')} with draft or a later publish time.")


@main.command(cls=Guarded, heading="Collected")
@HUB
@AT
@ARCHIVE
@click.option(
    "--only",
    multiple=True,
    metavar="WHAT",
    help="An address or title; pictures, members; or a key below sources, such as feeds or repositories. Repeatable.",
)
@click.option(
    "--shard",
    "part",
    default="",
    metavar="I/N",
    help="Read the I-th of N parts of the sources, such as 2/4, into an archive that joins the others by copying.",
)
@GITHUB_API
@click.option(
    "--allow-host", multiple=True, metavar="HOST:PORT", help="Read this private address all the same. Repeatable."
)
@click.option(
    "--within",
    type=click.FloatRange(0, 24 * 60, min_open=True),
    default=30,
    show_default=True,
    metavar="MINUTES",
    help="How long it may take. Whom it did not get to it asks first the next time.",
)
def collect(
    root: Path,
    at: str,
    archive: Path | None,
    only: tuple[str, ...],
    part: str,
    github_api: str,
    allow_host: tuple[str, ...],
    within: float,
) -> None:
    """Read feeds, calendars, discussions, issues, histories, pictures and what is watched, and keep what is new.

    What cannot be read keeps what it had and is reported; that is no reason to stop, so the exit code stays 0. Where
    more than 30 % of the feeds fail at once that were well before, nothing is kept, and the exit code is 1.
    Ctrl+C ends it soon: what was read before is kept, and the exit code is 130. A GitHub token is taken from
    GITHUB_TOKEN.
    """
    from folkmoot.collect.runtime import RunTime
    from folkmoot.contribute.review import review
    from folkmoot.derive.unpublished import as_published
    from folkmoot.refresh import Request, refresh, slugs_named, wanted_sources
    from folkmoot.turnover import has_history

    run = RunTime(within * 60)
    with stoppable(run.stop, _STOPPED):
        try:
            with run.waiting():
                community, problems, _, _ = review(root, moment(at))
                share, chosen = shard(part), slugs_named(community, only)
        except KeyboardInterrupt:
            click.echo("Stopped: nothing was collected.", err=True)
            sys.exit(STOPPED)
        if holds_error(problems):
            tell_problems(problems)
            click.echo("Nothing was collected: mend these first.", err=True)
            sys.exit(1)
        with progress(len(wanted_sources(community, chosen, share, has_history=has_history(root)))) as step:
            outcome = refresh(
                Request(
                    root=root.absolute(),
                    community=as_published(community, moment(at)),
                    archive=(archive or root / community.profile.archive_dir).absolute(),
                    now=moment(at).astimezone(dt.UTC),
                    token=os.environ.get("GITHUB_TOKEN", ""),
                    base_url=github_api,
                    allow=frozenset(allow_host),
                    only=chosen,
                    progress=step,
                    shard=share,
                    run=run,
                )
            )
    for line in said(outcome, community):
        click.echo(line)
    if outcome.was_stopped:
        click.echo(_STOPPED, err=True)
        sys.exit(STOPPED)
    if outcome.outage:
        sys.exit(1)


@main.command()
@HUB
@AT
@ARCHIVE
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to listen on.")
@click.option("--drafts", is_flag=True, help="Show what is not published yet, too: drafts, and what appears later.")
def serve(root: Path, at: str, archive: Path | None, host: str, port: int, drafts: bool) -> None:
    """Show the site in a browser, and show it again whenever a file changes."""
    from folkmoot.preview import Preview, Request
    from folkmoot.publish.tree import workshop

    # What ends a program by its id ends it as Ctrl+C does: its temporary folder goes with it.
    for number in ENDING:
        signal.signal(number, _end_once)
    # Without --at the day follows the clock, past midnight, too.
    request = Request(root.absolute(), host, port, lambda: moment(at), archive, drafts)
    with workshop() as folder, suppress(KeyboardInterrupt):
        if not Preview(request, folder, tell_problems, click.echo).run():
            sys.exit(1)


def _end_once(*_: object) -> NoReturn:
    """Ends what runs; who presses Ctrl+C again, while it is cleared away, does not stop that."""
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt
