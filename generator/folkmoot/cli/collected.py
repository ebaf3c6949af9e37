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

_NEW = {
    "entries": ("new entry", "new entries"),
    "events": ("new event", "new events"),
    "discussions": ("new discussion", "new discussions"),
    "issues": ("new issue", "new issues"),
    "pulls": ("new pull request", "new pull requests"),
    "releases": ("new release", "new releases"),
    "work": ("new month of work", "new months of work"),
    "pictures": ("new picture", "new pictures"),
    "mentions": ("new mention", "new mentions"),
    "departures": ("new departure", "new departures"),
}
"""What a run of `collect` calls the records of each kind; work is counted per person, repository, month and kind."""

_REPOSITORIES = {"discussions": "discussions", "issues": "issues", "work": "repositories"}
"""The keys in the community's file below which a repository may stand: the same one below each of them."""

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
    """What the run came to, a line at a time: what could not be read and why, what to change in which file, and how
    much is new.

    What is in quarantine, or waits, is a count alone.
    """
    yield from _failed(outcome)
    yield from _moved(outcome, community)
    yield from _untouched(outcome)
    yield from _unfinished(outcome)
    if number := len(outcome.quarantined):
        are = "is" if number == 1 else "are"
        yield f"{plural(number, 'source')} {are} in quarantine, failing for 30 days and more, and asked once a week."
    if number := len(outcome.waiting):
        was, they = ("was", "it") if number == 1 else ("were", "they")
        yield (
            f"{plural(number, 'source')} {was} not asked again yet, since {they} failed; "
            "--only with its address asks one all the same."
        )
    if outcome.unreached and not outcome.was_stopped:
        one = len(outcome.unreached) == 1
        yield (
            f"{plural(len(outcome.unreached), 'source')} {'was' if one else 'were'} not asked: the run's time was up. "
            f"The next run begins with {'it' if one else 'them'}; --within gives more time."
        )
    if outcome.outage:
        yield (
            "So many sources failed at once that this machine's network is the likely cause: nothing was kept, and "
            "none was marked. The next run reads them again; what fails in three runs in a row is believed."
        )
    if number := outcome.unclaimed:
        belong = "belongs" if number == 1 else "belong"
        yield (
            f"{plural(number, 'commit')} {belong} to nobody that the hub knows; folkmoot contributors --doubles tells"
            " more."
        )
    found = ", ".join(plural(number, *_NEW[kind]) for kind, number in outcome.new.items() if number)
    failed = sum(failure.source not in outcome.unasked for failure in outcome.failures)
    counts = [f"{plural(outcome.sources, 'source')} read", f"{failed:,} failed"]
    counts += [f"{len(outcome.waiting):,} waiting"] if outcome.waiting else []
    not_asked = len(outcome.unreached) + len(outcome.failures) - failed
    counts += [f"{not_asked:,} not asked"] if not_asked else []
    yield f"{', '.join(counts)}; {'nothing kept' if outcome.outage else found or 'nothing new'}."


def _failed(outcome: "Outcome") -> Iterator[str]:
    wanted = (one for one in outcome.failures if one.source.slug not in outcome.quarantined)
    told = [(one.source, one.reason) for one in wanted]
    yield from _by_reason("Not read this time; what was collected before is kept:", told)


def _untouched(outcome: "Outcome") -> Iterator[str]:
    told = [(source, reason) for source, reasons in outcome.untouched.items() for reason in reasons]
    yield from _by_reason("Read but for this, of which the archive keeps what it has:", told)


def _by_reason(heading: str, told: Iterable[tuple[Source, str]]) -> Iterator[str]:
    by_reason: defaultdict[str, list[Source]] = defaultdict(list)
    for source, reason in told:
        by_reason[one_line(reason)].append(source)
    if by_reason:
        yield heading
    groups = sorted(by_reason.items(), key=lambda one: (-len(one[1]), one[0]))
    for reason, found in groups[:_LINES]:
        names = [_named(source) for source in found]
        yield f"    {reason}: {_some(names)}"
    if rest := sum(len(found) for _, found in groups[_LINES:]):
        yield f"    for other reasons: {plural(rest, 'source')}"


def _unfinished(outcome: "Outcome") -> Iterator[str]:
    """What the next run goes on with, and what GitHub was asked."""
    if outcome.unfinished:
        yield f"Not read to the end yet, the next run goes on: {_some(map(_name, outcome.unfinished))}"
    points, questions, left, limit, until = outcome.cost
    if questions:
        asked = f"{plural(questions, 'question')} to GitHub, {plural(points, 'point')}"
        rest = f"; {left:,} of {limit:,} are left until {until[11:16]} UTC" if limit else ""
        yield f"{asked}{rest}."


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


def _named(source: Source) -> str:
    """What a source is called; of a repository with the key in the community's file."""
    key = _REPOSITORIES.get(source.kind)
    return f"{_name(source)} (below {key})" if key else _name(source)


def _some(names: Iterable[str]) -> str:
    every = sorted(names)
    rest = len(every) - _NAMES
    return ", ".join(every) if rest < 2 else f"{', '.join(every[:_NAMES])} and {rest:,} more"
