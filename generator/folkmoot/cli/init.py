"""`folkmoot init`: a new hub, or the private desk beside one."""

import os
import shlex
from pathlib import Path

import click

from folkmoot.cli.beginning import at_github, fit, tell_guide, tell_kept, tell_language, tell_program, zone
from folkmoot.cli.machine import machine_zone, program_name
from folkmoot.cli.options import AT, moment
from folkmoot.errors import WrongUse
from folkmoot.text import plural


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", default=None, help="The community's name. Default: it is asked for.")
@click.option("--founder", default=None, help="The first member: you. Default: your name is asked for.")
@click.option("--login", default="", metavar="LOGIN", callback=fit, help="Your account at GitHub.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    default=["en"],
    metavar="TAG",
    callback=fit,
    help="A language it speaks, such as en, fr or pt-BR, the main one first. Repeatable.",
)
@click.option(
    "--timezone",
    default="",
    metavar="ZONE",
    callback=fit,
    help="Where it meets, such as Europe/Rome. Default: this machine's zone, or UTC.",
)
@click.option(
    "--github",
    "repository",
    default="",
    metavar="OWNER/NAME",
    callback=fit,
    help="The repository the hub will live in at GitHub.",
)
@click.option("--from", "spec", default="", metavar="SPEC", help="What pip installs. Default: this version.")
@click.option(
    "--private-desk",
    "is_desk",
    is_flag=True,
    help="Instead of a hub, begin the private repository of those who look after one, which --github names.",
)
@AT
def init(
    folder: Path,
    name: str | None,
    founder: str | None,
    login: str,
    languages: tuple[str, ...],
    timezone: str,
    repository: str,
    spec: str,
    is_desk: bool,
    at: str,
) -> None:
    """Begin a new hub in FOLDER: its data folders, mkdocs.yml and workflows. Nothing that is there is touched.

    A README.md and a .gitignore that are there are kept, so that it may be the folder of a new repository at GitHub.

    Its first texts are in the main language, if that is English, French or Italian; else in English, and say so.
    """
    if is_desk:
        _begin_desk(folder, repository, languages[0], given=name is not None or founder is not None)
        return
    from folkmoot.contribute.initiate import PROGRAM, Answers, refuse_a_hub, refuse_placeholder
    from folkmoot.contribute.initiate import init as begin

    refuse_a_hub(folder)
    refuse_placeholder(spec)

    here = machine_zone(os.environ)
    asked = name is None or founder is None
    name = click.prompt("What is the community called?") if name is None else name
    founder = click.prompt("What is your own name?") if founder is None else founder
    login = at_github("login", "What is your account at GitHub?") if asked and not login else login
    if asked and not repository:
        repository = at_github("repository", "The hub's repository there, as owner/name?")
    if asked and not timezone:
        timezone = click.prompt("In which time zone does it meet?", default=here or "UTC", value_proc=zone)
    answers = Answers(name, languages, repository, founder, login, spec or PROGRAM, timezone or here or "UTC")
    begun = begin(folder, answers, moment(at))
    where = shlex.quote(click.format_filename(folder))
    click.echo(f"{plural(len(begun.written), 'file')} in {click.format_filename(folder)}/.")
    tell_kept(begun.kept)
    tell_language(languages[0])
    found = "" if timezone else ", as on this machine" if here else ", since this machine names none"
    click.echo(f"The time zone is {answers.timezone}{found}; content/community.yml says so, and can say another.")
    click.echo("What comes next:")
    program = program_name()
    click.echo(f"    cd {where}")
    click.echo(f"    {program} check    says whether the files are right")
    click.echo(f"    {program} serve    shows the site while you edit")
    tell_program(answers.spec)
    tell_guide(begun.kept)


def _begin_desk(folder: Path, repository: str, language: str, *, given: bool) -> None:
    from folkmoot.contribute.desk import begin_desk

    if given:
        raise WrongUse("--private-desk asks for no names", "say the hub's repository alone: --github OWNER/NAME")
    files = begin_desk(folder, repository, language)
    click.echo(f"{plural(len(files), 'file')} in {click.format_filename(folder)}/.")
    click.echo("What comes next: commit them to a new repository at GitHub that is private. Its README says the rest.")
