"""Contests say who judges what without contradicting themselves."""

from collections.abc import Iterator

from folkmoot.model.community import Community
from folkmoot.model.problem import Problem
from folkmoot.text import closest, listed


def repeated_entries(community: Community) -> Iterator[Problem]:
    """Entries of one contest that are called the same: nobody could tell whose the jury's marks are."""
    for event in community.events.values():
        seen: set[str] = set()
        for number, entry in enumerate(event.contest.entries if event.contest else ()):
            if entry.title in seen:
                yield Problem(
                    event.path,
                    "entry-twice",
                    f"two entries are called “{entry.title}”, and marks could be of either",
                    "call one of them otherwise, for example with the name of whoever entered it",
                    keys=("contest", "entries", number, "title"),
                    value=entry.title,
                )
            seen.add(entry.title)


def unknown_judges(community: Community) -> Iterator[Problem]:
    """Judges who stand aside for an entry, and are not in the jury."""
    for event in community.events.values():
        jury = [one.called for one in event.contest.jury] if event.contest else []
        for number, entry in enumerate(event.contest.entries if event.contest else ()):
            for index, conflict in enumerate(entry.conflicts):
                if conflict.judge in jury:
                    continue
                meant = closest(conflict.judge, jury)
                write = f"write one of {listed(jury)}" if jury else "name the jury above the entries"
                yield Problem(
                    event.path,
                    "judge-astray",
                    f"“{conflict.judge}” is not in the jury",
                    f"did you mean “{meant}”?" if meant else write,
                    keys=("contest", "entries", number, "conflicts", index),
                    value=conflict.judge,
                )
