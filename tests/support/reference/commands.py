"""docs/reference/cli.md, from the commands themselves."""

from collections.abc import Mapping
from pathlib import Path

import click

from folkmoot.cli import main
from support.reference.markdown import fenced, joined, table

_OPENING = """\
# Commands

Whatever a command can do stands here; `folkmoot COMMAND --help` says the same in a terminal.

**Exit codes.** 0: all is well. 1: problems were found in the hub's files, or something failed on the way. 2: the
command was used in a way that cannot work, for example outside a hub.

**The moment.** Two builds of the same files at the same moment give the same bytes. The moment is `--at` where it
is given, else the environment's `SOURCE_DATE_EPOCH` (seconds since 1970), else now. A page never shows a finer time
than the community's day. `--at` takes a day, `2026-06-15`, or a time, `2026-06-15T09:00:00+02:00`; without a zone
it is UTC.

**The token.** `folkmoot collect` reads discussions, issues, pull requests and releases at GitHub with the token in the
environment's `GITHUB_TOKEN`; in GitHub Actions there is one. Without it they are not asked for, nor whose unknown
addresses are; that is no failure, and what was collected before stays. `folkmoot import github` needs it, too.
`folkmoot archive` goes to a private repository with it, and `folkmoot doctor` sees more settings."""

EXAMPLES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "accept": (("What would come of an issue:", "folkmoot accept 12 --github your-community/hub"),),
    "archive": (
        ("What was collected so far, from its branch:", "folkmoot archive restore"),
        ("What was collected since, onto its branch:", "folkmoot archive keep"),
        ("For a run on another machine, which keeps the parts of several:", "folkmoot archive keep --part part"),
    ),
    "export": (
        ("The tables and figures of the hub in the current folder:", "folkmoot export --to ../our-figures"),
        ("With the metrics in Spark's SQL:", "folkmoot export --to ../our-figures --spark"),
    ),
    "forget": (
        ("What forgetting somebody would change:", "folkmoot forget ada-example"),
        ("To do it:", "folkmoot forget ada-example --write"),
    ),
    "greet": (
        ("Who is new, and what could be written to them:", "folkmoot greet --github your-community/hub"),
        ("The same as issues in another repository:", "folkmoot greet --queue your-community/desk --write"),
    ),
    "remind": (("What waits, as it would stand in the issue:", "folkmoot remind --github your-community/hub"),),
    "build": (
        ("The site of the hub in the current folder, into `site/`:", "folkmoot build"),
        (
            "A look at how the site will be on another day, elsewhere:",
            "folkmoot build --at 2026-12-24 --site /tmp/look",
        ),
        ("For an address with a path, such as a preview:", "folkmoot build --site-url https://example.org/preview/"),
    ),
    "contributors": (
        ("Who gave what:", "folkmoot contributors"),
        (
            "The file that all-contributors reads, with whoever is missing in it:",
            "folkmoot contributors --format all-contributors --write",
        ),
        ("Which accounts and addresses probably belong together:", "folkmoot contributors --doubles"),
    ),
    "check": (
        ("A hub in another folder:", "folkmoot check --hub ../our-hub"),
        (
            "What a proposal brings, as GitHub shows it beside its lines; the clone needs its history:",
            "folkmoot check --changed-since origin/main --actor ada-example --format github",
        ),
        (
            "To have mended what has one right answer, in the files that you changed:",
            "folkmoot check --fix --changed-since origin/main",
        ),
    ),
    "collect": (
        ("Everything:", "folkmoot collect"),
        ("Only feeds, or one source by its folder's name in the archive:", "folkmoot collect --only entries"),
    ),
    "comment": (
        ("What the run with this number would tell on its pull request:", "folkmoot comment 9876543210"),
        ("Tell it there:", "folkmoot comment 9876543210 --write"),
    ),
    "diff": (
        ("What your work changes, before you propose it:", "folkmoot diff main"),
        ("For a comment at GitHub, in French:", "folkmoot diff origin/main --format markdown --language fr"),
    ),
    "doctor": (
        ("What the settings of the hub's repository still need:", "folkmoot doctor"),
        (
            "As JSON, of a repository that is not named in the files:",
            "folkmoot doctor --github lantern-club/hub --format json",
        ),
    ),
    "explore": (("What stands behind each figure, in a browser on this machine:", "folkmoot explore"),),
    "forms": (("The issue forms of the hub in the current folder, as they are to be:", "folkmoot forms"),),
    "import": (
        ("What a spreadsheet would bring, without writing anything:", "folkmoot import csv our-meetups.csv"),
        ("A calendar's events, written:", "folkmoot import ical calendar.ics --write"),
    ),
    "init": (
        (
            "The private repository of those who look after a hub:",
            "folkmoot init our-desk --private-desk --github lantern-club/hub",
        ),
        ("It asks for what it needs to know:", "folkmoot init our-hub"),
        (
            "In French and Italian, with first texts in French, for a club that meets in Lyon:",
            "folkmoot init our-hub --language fr --language it --timezone Europe/Paris",
        ),
        (
            "Or all at once:",
            'folkmoot init our-hub --name "Lantern Club" --founder "Ada Rossi" --language en --github lantern-club/hub',
        ),
    ),
    "outbox": (
        ("Where the letters of a private folder stand:", "folkmoot outbox --private ../our-desk"),
        ("To begin those to newcomers:", "folkmoot outbox --private ../our-desk --draft welcome"),
    ),
    "roles": (("Who does what, and what ends:", "folkmoot roles --private ../our-desk"),),
    "prompts": (("What could be asked next:", "folkmoot prompts --private ../our-desk"),),
    "incidents": (
        ("What waits for moderators:", "folkmoot incidents --private ../our-desk"),
        ("To tell everybody how many there were:", "folkmoot incidents --private ../our-desk --publish"),
    ),
    "status": (("How sources, archive, links and site fare:", "folkmoot status --private ../our-desk"),),
    "links": (("What leads nowhere any more:", "folkmoot links --private ../our-desk"),),
    "contests": (("Until when one can enter, and who has still to judge:", "folkmoot contests --private ../our-desk"),),
    "replies": (("What others said, and what needs an answer:", "folkmoot replies --private ../our-desk"),),
    "owners": (
        ("Whom GitHub would ask to review what:", "folkmoot owners"),
        ("To have it ask them, once that is committed:", "folkmoot owners --write"),
    ),
    "preview": (
        (
            "What the branch adds to the site, once it is built:",
            "folkmoot preview origin/main --site site --to preview.html",
        ),
    ),
    "propose": (
        ("What an issue would bring, as GitHub's workflow gives it:", "folkmoot propose event.json"),
        ("What somebody sent by e-mail, written into the hub:", "folkmoot propose sent.txt --write"),
    ),
    "digest": (
        ("The letter of the month that is over, as it would begin:", "folkmoot digest"),
        (
            "That of May in all languages, to be changed in `content/letters`:",
            "folkmoot digest --month 2026-05 --write",
        ),
        ("Mails of what became of it:", "folkmoot digest --month 2026-05 --to ../letters"),
    ),
    "desk": (
        ("What is due, what waits and what comes:", "folkmoot desk"),
        ("With what is planned in private, and with people:", "folkmoot desk --private ../our-desk"),
    ),
    "report": (
        ("How the last month went, as Markdown:", "folkmoot report"),
        (
            "The last week of one project, in French, as Markdown, as a page and as JSON:",
            "folkmoot report --period week --of project/repair-log --language fr --to reports/",
        ),
    ),
    "review": (
        ("What your work changes, and what is wrong with it:", "folkmoot review main"),
        (
            "For folkmoot comment, of somebody's proposal:",
            "folkmoot review origin/main --actor ada-rossi --to review",
        ),
    ),
    "serve": (("On another port:", "folkmoot serve --port 8123"),),
    "sources": (
        ("What is in trouble, and what to do about it:", "folkmoot sources"),
        ("Everything, for another program:", "folkmoot sources --all --format json"),
    ),
}
"""What people type, by command."""


def page(_: Path) -> str:
    """The page."""
    return joined([_OPENING, fenced(_help(main).partition("\n\n")[0], "text"), *map(_section, sorted(main.commands))])


def _help(command: click.Command) -> str:
    name = "folkmoot" if command is main else f"folkmoot {command.name}"
    return command.get_usage(click.Context(command, info_name=name)) + "\n\n" + (command.help or "")


def _section(name: str) -> str:
    command = main.commands[name]
    usage, _, told = _help(command).partition("\n\n")
    parts = [f"## `folkmoot {name}`", _paragraphs(told), fenced(usage.removeprefix("Usage: "), "text")]
    arguments = [one for one in command.params if isinstance(one, click.Argument)]
    if arguments:
        parts.append("It takes " + ", ".join(f"`{(one.metavar or one.name or '').upper()}`" for one in arguments) + ".")
    options = [one for one in command.params if isinstance(one, click.Option)]
    parts.append(table(("option", "what it does"), [(_written(one), _told(one)) for one in options]))
    for words, line in EXAMPLES[name]:
        parts += [words, fenced(line, "console")]
    return joined(parts)


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _written(option: click.Option) -> str:
    kind = "" if option.is_flag else f" {_value(option)}"
    return ", ".join(f"`{name}{kind}`" for name in option.opts)


def _value(option: click.Option) -> str:
    if option.metavar:
        return option.metavar
    if isinstance(option.type, click.Choice):
        return "|".join(map(str, option.type.choices))
    if isinstance(option.type, click.Path):
        return "FOLDER"
    return "NUMBER" if isinstance(option.type, click.types.IntParamType) else "TEXT"


def _told(option: click.Option) -> str:
    said = option.help or ""
    if "efault" in said:
        return said
    if option.prompt:
        return f"{said} Left out, it is asked for."
    if isinstance(option.default, (str, int)) and option.default not in ("", False):
        return f"{said} Default: `{option.default}`."
    if isinstance(option.default, (list, tuple)) and option.default:
        return f"{said} Default: {', '.join(f'`{one}`' for one in option.default)}."
    return said
