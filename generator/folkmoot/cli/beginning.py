"""What `init` asks, and what it says of the hub that it began."""

from pathlib import Path
from typing import Any

import click

from folkmoot.errors import WrongUse

_GUIDE = "https://github.com/folkmoot/folkmoot/blob/main/docs/maintainer.md"


def fit(_: click.Context, option: click.Parameter, answer: Any) -> Any:
    """What is given to an option of `init`; what cannot stand in a hub is refused before anything is asked."""
    from folkmoot.contribute.initiate import refuse_unfit
    from folkmoot.model.community import github_name

    if answer and option.name == "repository":
        answer = github_name(answer) or answer
    if answer and option.name:
        refuse_unfit(**{option.name: answer})
    return answer


def at_github(option: str, question: str) -> str:
    """What somebody types of GitHub for an option; what cannot stand in a hub is asked for again, nothing is ""."""

    def understood(written: str) -> str:
        try:
            return str(fit(click.get_current_context(), click.Option([f"--{option}"]), written.strip()))
        except WrongUse as refusal:
            raise click.UsageError(f"{refusal}: {refusal.hint}") from None

    return str(click.prompt(f"{question} Enter if none", default="", show_default=False, value_proc=understood))


def zone(written: str) -> str:
    """A time zone as it is typed; one that is not on the IANA list is asked for again."""
    from folkmoot.contribute.initiate import refuse_unknown_zone

    try:
        refuse_unknown_zone(written.strip())
    except WrongUse as refusal:
        raise click.UsageError(f"{refusal}: {refusal.hint}") from None
    return written.strip()


def tell_kept(kept: tuple[str, ...]) -> None:
    """Says which files were there before the hub, and what they need to say for it."""
    from folkmoot.contribute.initiate import left_to_git

    if kept:
        click.echo(f"{' and '.join(kept)} {'was' if len(kept) == 1 else 'were'} there, and kept without a change.")
    if ".gitignore" in kept:
        click.echo("Add these lines to .gitignore, if it lacks them, so that git leaves out what is made anew:")
        for line in left_to_git():
            click.echo(f"    {line}")


def tell_language(main: str) -> None:
    """Says which language a new hub's texts are in, and what is to be done where it is not its own."""
    from folkmoot.contribute.initiate import texts_in
    from folkmoot.render.wording.phrases import Phrases
    from folkmoot.render.wording.tongue import catalogued, tongue

    named = Phrases(tongue("en")).language
    if texts_in(main) == main.partition("-")[0]:
        click.echo(f"Its first texts are in {named(texts_in(main))}.")
        return
    click.echo(
        f"There are no first texts in {named(main)} ({main}) yet: they are in English, and say so by language: en."
    )
    click.echo("Write each in your own language, and delete that line.")
    if not catalogued(main):
        click.echo(f"Menus and buttons are English, too, until somebody translates them into {named(main)}.")


def tell_program(spec: str) -> None:
    """Says what the hub's requirements.txt installs, and where that would not do."""
    click.echo(f"Its requirements.txt installs {spec}.")
    if Path(spec).exists():
        click.echo("That is a folder of this machine: at GitHub it is not there. Name a commit before you push.")
    else:
        click.echo("See that it can be had there; before a release, name a commit in it.")


def tell_guide(kept: tuple[str, ...]) -> None:
    """Says where it is told what to do with a new hub: in its README, unless an older one was kept."""
    if "README.md" not in kept:
        click.echo("README.md there tells what to change first, and how to publish it.")
        return
    click.echo(f"Change content/community.yml first. How to publish it is told here: {_GUIDE}")
