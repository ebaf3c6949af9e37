"""Where contests are, and what the jury's marks come to."""

import datetime as dt
from collections.abc import Iterable, Iterator
from statistics import fmean

from folkmoot.model.community import Community
from folkmoot.model.contest import Contest, ContestEntry
from folkmoot.model.event import Event
from folkmoot.model.judging import Contested, ContestState, Judging, Mark, Standing
from folkmoot.model.problem import KeyPath, Problem
from folkmoot.text import closest


def contests(community: Community, judging: Iterable[Judging], today: dt.date) -> tuple[Contested, ...]:
    """The contests of the community's events on a day, the latest event first.

    An entry's place is given by the mean of its marks: of the last one of each judge, without those who stand aside.
    """
    marks = {one.slug: one.marks for one in judging}
    events = sorted(community.events.values(), key=lambda one: (str(one.start), one.slug), reverse=True)
    told = ((one, one.contest) for one in events if one.contest and not one.taken_down)
    return tuple(
        Contested(one, contest, _state(one, contest, today), tuple(_standings(contest, marks.get(one.slug, ()))))
        for one, contest in told
    )


def _state(event: Event, contest: Contest, today: dt.date) -> ContestState:
    if event.results or any(one.results for one in event.occurrences):
        return "decided"
    if event.status == "cancelled":
        return "cancelled"
    if contest.opens and today < contest.opens:
        return "ahead"
    # Without a last day one can enter until it takes place; of what is only announced for a month, all of it.
    last = contest.closes or (event.start.date if event.has_date else None)
    return "open" if last is None or today <= last else "judged"


def _standings(contest: Contest, marks: Iterable[Mark]) -> Iterator[Standing]:
    given = {(one.judge, one.entry): one.mark for one in marks}
    jury = [one.called for one in contest.jury]
    found = []
    for entry in contest.entries:
        aside = {one.judge for one in contest.aside(entry)}
        judges = [one for one in jury if one not in aside]
        told = {one: given[one, entry.title] for one in judges if (one, entry.title) in given}
        missing = tuple(one for one in judges if one not in told)
        found.append(Standing(entry, 0, fmean(told.values()) if told else None, tuple(told), missing))
    # What nobody marked has no place, and stands behind all that has one.
    found.sort(key=lambda one: -1.0 if one.mean is None else one.mean, reverse=True)
    means = [one.mean for one in found]
    yield from (one._replace(rank=means.index(one.mean) + 1 if one.mean is not None else 0) for one in found)


def unusable_marks(judging: Iterable[Judging], community: Community) -> Iterator[Problem]:
    """Marks that count for nothing, and files that are about no contest."""
    for one in judging:
        event = community.events.get(one.slug)
        if event is None or event.contest is None:
            yield _no_contest(one, community)
            continue
        entries = {entry.title: entry for entry in event.contest.entries}
        jury = [judge.called for judge in event.contest.jury]
        given: set[tuple[str, str]] = set()
        for number, mark in enumerate(one.marks):
            where: KeyPath = ("marks", number)
            if mark.judge not in jury:
                yield _unknown(one.path, (*where, "judge"), mark.judge, "is not in the jury", jury)
            elif mark.entry not in entries:
                yield _unknown(one.path, (*where, "entry"), mark.entry, "was not entered", list(entries))
            elif _stands_aside(event.contest, entries[mark.entry], mark.judge):
                yield Problem(
                    one.path, "judge-astray", f"{mark.judge} does not judge “{mark.entry}”: this mark does not count",
                    "remove it, or the conflict in the event’s file", keys=where, value=mark.judge, severity="warning",
                )  # fmt: skip
            elif (mark.judge, mark.entry) in given:
                yield Problem(
                    one.path, "judge-astray", f"{mark.judge} marked “{mark.entry}” before: only this last mark counts",
                    "remove the one that is not meant", keys=where, value=mark.judge, severity="warning",
                )  # fmt: skip
            given.add((mark.judge, mark.entry))


def _stands_aside(contest: Contest, entry: ContestEntry, judge: str) -> bool:
    return any(one.judge == judge for one in contest.aside(entry))


def _no_contest(one: Judging, community: Community) -> Problem:
    known = [event.slug for event in community.events.values() if event.contest]
    meant = closest(one.slug, known)
    hint = f"call it judging/{meant}.md" if meant else "name it like the file of an event that has “contest”"
    return Problem(one.path, "reference-missing", "no contest is called this", hint, severity="warning")


def _unknown(path: str, keys: KeyPath, value: str, what: str, known: list[str]) -> Problem:
    meant = closest(value, known)
    hint = f"did you mean “{meant}”?" if meant else "write it as it stands in the event’s file"
    return Problem(path, "reference-missing", f"“{value}” {what}", hint, keys=keys, value=value, severity="warning")
