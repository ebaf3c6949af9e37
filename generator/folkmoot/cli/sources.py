"""`folkmoot sources`: how what is collected fares, and what to do about it."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from folkmoot.cli.options import ARCHIVE, AT, HUB, moment
from folkmoot.text import one_line, plural

if TYPE_CHECKING:
    from folkmoot.contribute.tending import Tended

_WIDTH = 110
"""How many columns the table has where there is no terminal to fill."""


@click.command()
@HUB
@AT
@ARCHIVE
@click.option("--all", "is_all", is_flag=True, help="Show every source, not those in trouble alone.")
@click.option(
    "--parts",
    "is_parted",
    is_flag=True,
    help="Say only in which parts they are read, by shards in content/community.yml, as JSON for a workflow's matrix.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="json for programs.",
)
def sources(root: Path, at: str, archive: Path | None, is_all: bool, is_parted: bool, form: str) -> None:
    """Say how the sources fare that folkmoot collect reads, and what to do about those in trouble.

    Asks nobody: it tells what the archive and the cache know. When a source was last read stands in the cache alone.
    """
    if is_parted:
        click.echo(json.dumps(_parts(root)))
        return

    from folkmoot.contribute.tending import tend

    found = tend(root, moment(at), archive)
    shown = [one for one in found.sources if is_all or one.faring.is_troubled]
    others = len(found.sources) - len(shown)
    if form == "json":
        document = {"sources": [_as_json(one) for one in shown], "others": others}
        click.echo(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        if shown:
            _tell(shown)
        click.echo(_counted(len(found.sources), len(shown), others))
    if found.is_partial:
        click.echo("Some of the hub's files have errors: sources that they name may be missing here.", err=True)


def _parts(root: Path) -> list[dict[str, str]]:
    """Every part as `collect --shard` takes it, and with a name that files may have."""
    from folkmoot.load.profile import load_profile

    profile = load_profile(root)
    number = profile.sources.shards if profile else 1
    return [{"part": f"{one}/{number}", "name": f"{one}-of-{number}"} for one in range(1, number + 1)]


def _counted(total: int, shown: int, others: int) -> str:
    if not total:
        return "Nothing is collected: no file names a source."
    if not others:
        return f"{plural(total, 'source')}."
    if not shown:
        return f"None of {plural(total, 'source')} is in trouble. To see how each fares: folkmoot sources --all"
    return f"{shown:,} of {plural(total, 'source')} in trouble. To see the others, too: folkmoot sources --all"


def _tell(shown: list["Tended"]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    console = console if console.is_terminal else Console(width=_WIDTH)
    table = Table("Source", "How it fares", "What to do", box=None, padding=(0, 2, 1, 0), header_style="bold")
    for one in shown:
        source = one.faring.source
        title = source.title or source.url or source.slug
        named = Text(one_line(title), style="bold", overflow="fold")
        named.append(f"\n{one_line(one.thing)}", style="not bold")
        if source.url not in ("", title):
            named.append(f"\n{one_line(source.url)}", style="dim not bold")
        table.add_row(named, Text(_fares(one), overflow="fold"), Text(one_line(one.todo), overflow="fold"))
    console.print(table)


def _fares(one: "Tended") -> str:
    """How a source fares, in lines: the plight, the reason, when it was last read, what was collected."""
    told = one.faring
    began = f" since {told.since[:10]}" if told.since else ""
    lines = [f"{told.plight}{began}{': ' * bool(told.reason)}{one_line(told.reason)}"]
    if told.quarantined:
        lines.append(f"asked once a week since {told.quarantined[:10]}")
    if told.moved_to and told.applied:
        lines.append(f"leads to {one_line(told.moved_to)} since {told.moved[:10]}, read there from {told.applied} on")
    if told.twin:
        lines.append(f"the same as {one_line(told.twin.url)}: what both bring is shown once, there")
    if told.most_a_day:
        why = "gives every post a new address at every reading" if told.is_restless else "brings very many posts"
        lines.append(f"{why}; only {told.most_a_day} new ones a day are taken")
    if told.plight != "former":
        known = f"last read {told.succeeded.replace('T', ' ')[:16] or 'unknown'}"
        lines.append(known if told.was_read else "not read yet")
    lines.append(
        f"{told.records:,} collected, the newest of {told.newest[:10]}" if told.records else "nothing collected"
    )
    return "\n".join(lines)


def _as_json(one: "Tended") -> dict[str, object]:
    told = one.faring
    said: dict[str, object] = {
        "kind": told.source.kind,
        "slug": told.source.slug,
        "url": told.source.url,
        "title": told.source.title,
        "member": told.source.owner,
        "file": one.path,
        "line": one.line,
        "plight": told.plight,
        "since": told.since,
        "reason": told.reason,
        "moved_to": told.moved_to,
        "moved": told.moved,
        "applied": told.applied.isoformat() if told.applied else "",
        "same_as": told.twin.url if told.twin else "",
        "most_a_day": told.most_a_day,
        "quarantined": told.quarantined,
        "collected": told.records,
        "newest": told.newest,
        "asked": told.asked,
        "succeeded": told.succeeded,
        "not_before": told.not_before,
        "todo": one.todo,
    }
    return {key: value for key, value in said.items() if value not in ("", 0) or key == "collected"}
