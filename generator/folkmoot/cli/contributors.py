"""`folkmoot contributors`: who contributed, and whose accounts probably belong together."""

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from folkmoot.cli.console import tell_problems
from folkmoot.cli.options import ARCHIVE, AT, HUB, moment
from folkmoot.errors import WrongUse
from folkmoot.text import listed as in_quotes
from folkmoot.text import one_line, plural

if TYPE_CHECKING:
    from folkmoot.contribute.contributors import Doubles, Exported
    from folkmoot.derive.credited import Credited, Everybody
    from folkmoot.model.signature import Double, Other, Unclaimed
    from folkmoot.render.all_contributors import Merged

_NOBODYS = 20
"""So many of those who belong to nobody are told one by one."""


@click.command()
@HUB
@AT
@ARCHIVE
@click.option(
    "--doubles",
    "is_doubles",
    is_flag=True,
    help="Say whose accounts and addresses probably belong together, or to nobody.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "all-contributors"]),
    default="text",
    show_default=True,
    help="json for programs; all-contributors for the file .all-contributorsrc.",
)
@click.option(
    "--file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The .all-contributorsrc that is added to. Default: the one in the hub's folder.",
)
@click.option("--write", is_flag=True, help="Write that file. Without it the file is only shown.")
def contributors(
    root: Path, at: str, archive: Path | None, is_doubles: bool, form: str, file: Path | None, write: bool
) -> None:
    """Say who contributed, and what, in the words of all-contributors.

    --format all-contributors adds them to a .all-contributorsrc: public members, and logins that GitHub shows anyway.
    What is in it stays. The list of a project's repository, by what the file says, is told what was given to that
    project; any other is told of the whole hub.

    --doubles proposes lines for members' files and .mailmap where accounts and addresses probably belong together, by
    the repositories that are at hand, and lists the addresses whose commits count for nobody that the hub knows. It
    names addresses, so it is for your own terminal, and nothing is changed.
    """
    if (file or write) and form != "all-contributors":
        raise WrongUse("--file and --write are for .all-contributorsrc", "add --format all-contributors")
    if is_doubles:
        _doubles(root, at, archive, form)
        return
    from folkmoot.contribute.contributors import all_contributors, list_contributors, write_contributors

    listed = list_contributors(root.absolute(), moment(at), archive)
    if listed.everybody is None or listed.hub is None:
        tell_problems(listed.problems)
        click.echo("Nobody was counted: mend these first.", err=True)
        sys.exit(1)
    for one in listed.problems:
        click.echo(f"{one.place}: warning: {one.sentence}\n    {one.hint}", err=True)
    if form == "text":
        _tell_everybody(listed.everybody)
    elif form == "json":
        people = [_row(one) for one in listed.everybody.named]
        document = {"people": people, "others": listed.everybody.others}
        click.echo(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        target = file or root / ".all-contributorsrc"
        made = all_contributors(listed.hub, target)
        if write:
            write_contributors(target, made.merged.content)
            click.echo(_written(made.merged, click.format_filename(target)))
        else:
            click.echo(made.merged.content, nl=False)
        _tell_exported(made)


def _row(one: "Credited") -> dict[str, object]:
    told = one._asdict() | {"number": one.number or None}
    del told["who"]
    return told


def _tell_exported(made: "Exported") -> None:
    if made.projects:
        of = in_quotes([one_line(one) for one in made.projects])
        click.echo(f"This is the list of a project's repository: what was given to {of} is told, no more.", err=True)
    for logins in made.merged.several:
        told = in_quotes([f"@{one_line(login)}" for login in logins])
        click.echo(f"{told} are one person with {plural(len(logins), 'entry', 'entries')}: make one of them.", err=True)
    if made.without:
        click.echo(f"{plural(made.without, 'member')} without a login at GitHub cannot be in this file.", err=True)


def _written(made: "Merged", file: str) -> str:
    if not (made.added or made.widened or made.removed):
        return f"Nothing is new: {file} stays as it is."
    told = [f"{plural(made.added, 'person', 'people')} added", f"{made.widened:,} with more"]
    told += [f"{made.removed:,} taken out, who want to be left out"] if made.removed else []
    return f"{file}: {', '.join(told)}."


def _tell_everybody(found: "Everybody") -> None:
    for one in found.named:
        gave = ", ".join(f"{kind} {number:,}" for kind, number in one.gave.items())
        who = f"{one_line(one.name)} ({one.member})" if one.member else f"@{one_line(one.login)}"
        click.echo(f"{click.style(who, bold=bool(one.member))}: {gave}")
    members = sum(1 for one in found.named if one.member)
    others = f" {plural(found.others, 'person is', 'people are')} counted, and not named." if found.others else ""
    click.echo(f"{plural(members, 'member')} and {plural(len(found.named) - members, 'account')}.{others}")


def _doubles(root: Path, at: str, archive: Path | None, form: str) -> None:
    from folkmoot.contribute.contributors import find_doubles

    if form == "all-contributors":
        raise WrongUse("--doubles is told as text or json", "leave out --format all-contributors")
    if os.environ.get("GITHUB_ACTIONS"):
        told = "--doubles names people's addresses, and whoever can read a repository can read its workflows' logs"
        raise WrongUse(told, "run it on your own machine")
    found = find_doubles(root.absolute(), moment(at), archive)
    if form == "json":
        click.echo(json.dumps(_document(found), ensure_ascii=False, indent=1))
    else:
        _tell(found)
    if found.is_partial:
        click.echo("Some of the hub's files have errors: members that they tell of may be missing here.", err=True)


def _tell(found: "Doubles") -> None:
    titles = {source.slug: source.title for source in found.read}
    for one in found.found:
        click.echo(click.style(_place(one, titles), bold=True))
        for line in one.lines:
            click.echo(f"    {line}")
        click.echo(f"  if {one_line(one.person)} is also")
        for other in one.others:
            click.echo(f"  - {_described(other, titles)}")
            for reason in other.reasons:
                click.echo(f"    {one_line(reason)}")
        click.echo()
    _tell_nobodys(found.unclaimed, titles)
    for source, reason in found.unread:
        click.echo(f"{one_line(source.title)}: {one_line(reason)}")
    looked = plural(len(found.read), "history", "histories")
    if found.found:
        click.echo(f"{plural(len(found.found), 'proposal')}, by {looked}. Nothing was changed: ask the people first.")
    else:
        click.echo(f"Nothing speaks for anybody having several accounts, by {looked}.")


def _tell_nobodys(nobodys: "tuple[Unclaimed, ...]", titles: dict[str, str]) -> None:
    if not nobodys:
        return
    click.echo(
        "These belong to nobody that the hub knows. If you know whose one is, write one of its two lines: the first"
    )
    click.echo("into that member's file, or the second into the repository's .mailmap.")
    for one in nobodys[:_NOBODYS]:
        where = ", ".join(one_line(titles.get(source, source)) for source in one.sources)
        who = click.style(f"{one.name} <{one_line(one.email)}>".lstrip(), bold=True)
        click.echo(f"- {who}: {plural(one.commits, 'commit')} in {where}")
        click.echo(f"    {one.line_of_member}")
        click.echo(f"    {one_line(one.line_of_mailmap)}")
    if rest := nobodys[_NOBODYS:]:
        commits = plural(sum(one.commits for one in rest), "commit")
        click.echo(f"and {plural(len(rest), 'more address', 'more addresses')}, with {commits}")
    click.echo()


def _place(one: "Double", titles: dict[str, str]) -> str:
    if not one.source:
        is_list = one.lines[0].startswith("accounts:")
        return f"{one.path}{', in place of any line accounts:' * is_list}"
    return f"{one.path} of {one_line(titles.get(one.source, one.source))}"


def _described(other: "Other", titles: dict[str, str]) -> str:
    names = f"{one_line(other.name)} <{one_line(', '.join(other.emails))}>"
    login = f", @{other.login}" if other.login else ""
    where = ", ".join(one_line(titles.get(source, source)) for source in other.sources)
    return f"{names}{login}: {plural(other.commits, 'commit')} in {where}"


def _document(found: "Doubles") -> dict[str, object]:
    titles = {source.slug: source.url for source in found.read}
    return {
        "proposals": [
            {
                "person": one.person,
                "member": one.member,
                "file": one.path,
                "repository": titles.get(one.source, ""),
                "lines": list(one.lines),
                "others": [
                    {
                        **other._asdict(),
                        "emails": list(other.emails),
                        "sources": [titles.get(source, source) for source in other.sources],
                        "reasons": list(other.reasons),
                    }
                    for other in one.others
                ],
            }
            for one in found.found
        ],
        "unclaimed": [
            {
                "name": one.name,
                "email": one.email,
                "commits": one.commits,
                "sources": [titles.get(source, source) for source in one.sources],
                "accounts": one.line_of_member,
                "mailmap": one.line_of_mailmap,
            }
            for one in found.unclaimed
        ],
        "read": [source.url for source in found.read],
        "unread": [{"repository": source.url, "reason": reason} for source, reason in found.unread],
    }
