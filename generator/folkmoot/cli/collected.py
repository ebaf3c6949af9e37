"""What a run of `folkmoot collect` shows while it goes on, and says when it is over."""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from folkmoot.model.harvest import Source
from folkmoot.text import excerpt, one_line, plural

if TYPE_CHECKING:
    from folkmoot.model.community import Community
    from folkmoot.refresh import Outcome

_NAMES, _LINES = 5, 12


@contextmanager
def progress(total: int) -> Iterator[Callable[[Source, str, Literal["read", "failed", "waiting"]], None] | None]:
    """On a terminal, a bar that counts the sources that are done, failing and waiting; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield None
        return
    # rich is only worth its import where somebody watches.
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    counted = TextColumn("[red]{task.fields[failed]} failing[/], [yellow]{task.fields[waiting]} waiting[/]")
    columns = (TextColumn("Collecting"), BarColumn(), MofNCompleteColumn(), counted)
    counts = {"read": 0, "failed": 0, "waiting": 0}
    with Progress(*columns, TextColumn("{task.fields[latest]}"), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total, latest="", failed=0, waiting=0)

        def step(source: Source, words: str, fared: Literal["read", "failed", "waiting"]) -> None:
            counts[fared] += 1
            latest = escape(excerpt(f"{_name(source)}: {one_line(words)}", 60))
            bar.update(task, advance=1, latest=latest, failed=counts["failed"], waiting=counts["waiting"])

        yield step


def said(outcome: "Outcome", community: "Community") -> Iterator[str]:
    """What the run came to, a line at a time: what could not be read and why, and what to change in which file.

    What is in quarantine, or waits, is a count alone.
    """
    yield from _failed(outcome)
    yield from _moved(outcome, community)
    if number := len(outcome.quarantined):
        are = "is" if number == 1 else "are"
        yield f"{plural(number, 'source')} {are} in quarantine, failing for 30 days and more, and asked once a week."
    if number := len(outcome.waiting):
        was, they = ("was", "it") if number == 1 else ("were", "they")
        yield (
            f"{plural(number, 'source')} {was} not asked again yet, since {they} failed; "
            "--only with its address asks one all the same."
        )
    if outcome.outage:
        yield (
            "So many sources failed at once that this machine's network is the likely cause: nothing was kept, and "
            "none was marked. The next run reads them again; what fails in three runs in a row is believed."
        )


def _failed(outcome: "Outcome") -> Iterator[str]:
    by_reason: defaultdict[str, list[Source]] = defaultdict(list)
    for source, reason, *_ in outcome.failures:
        if source.slug not in outcome.quarantined:
            by_reason[one_line(reason)].append(source)
    if by_reason:
        yield "Not read this time; what was collected before is kept:"
    groups = sorted(by_reason.items(), key=lambda one: (-len(one[1]), one[0]))
    for reason, found in groups[:_LINES]:
        names = [_name(source) for source in found]
        yield f"    {reason}: {_some(names)}"
    if rest := sum(len(found) for _, found in groups[_LINES:]):
        yield f"    for other reasons: {plural(rest, 'source')}"


def _moved(outcome: "Outcome", community: "Community") -> Iterator[str]:
    if not outcome.moved:
        return
    yield "Found at another address; write that one in the file that names the source:"
    lines = [
        f"    {_file(source, community)}: {one_line(source.url)} → {one_line(url)}"
        for source, url in outcome.moved.items()
    ]
    yield from sorted(lines)[:_LINES]
    if len(lines) > _LINES:
        yield f"    and {len(lines) - _LINES:,} more"


def _file(source: Source, community: "Community") -> str:
    return community.members[source.owner].path if source.owner in community.members else community.profile.path


def _name(source: Source) -> str:
    return one_line(source.title or source.url)


def _some(names: Iterable[str]) -> str:
    every = sorted(names)
    rest = len(every) - _NAMES
    return ", ".join(every) if rest < 2 else f"{', '.join(every[:_NAMES])} and {rest:,} more"
