"""What `folkmoot check` answers: from what was remembered, or from the files, mended first where that is asked for."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from folkmoot.contribute.remembered import Found, Memory, is_large
from folkmoot.model.problem import Problem
from folkmoot.model.remedy import Mended

if TYPE_CHECKING:
    from folkmoot.check import Actor


class Answer(NamedTuple):
    """What is wrong, and apart what was wrong before a change; notes on what was not looked at.

    `held` says how much the hub holds. `mended` is what was mended, None where nobody asked for it, and `mendable` how
    many of the problems could be.
    """

    problems: list[Problem]
    held: str
    older: list[Problem] = []  # noqa: RUF012 nobody adds to it
    notes: list[str] = []  # noqa: RUF012
    mended: list[Mended] | None = None
    mendable: int = 0


def answer(root: Path, now: dt.datetime, since: str = "", actor: "Actor | None" = None, *, fix: bool = False) -> Answer:
    """What is wrong with the hub in `root` at `now` (aware), or with its change since a commit by an actor.

    With `fix` what has one right answer is mended first. Raises `WrongUse` where there is no hub, and with `since`
    where there is no git repository, or no such commit.
    """
    memory = Memory(root) if not since and not fix and is_large(root) else None
    if memory and (found := memory.found(now)):
        return Answer(found.problems, found.held, mendable=found.mendable)
    # What was remembered is told without any of these, which take longer to start than it takes to tell.
    from folkmoot.contribute import mending, owners, review
    from folkmoot.model.zones import known_zone

    mended = None
    if fix:
        mended, reviewed = mending.fix(root, now, since, actor)
    elif since:
        reviewed = review.review_change(root, now, since, actor)
    else:
        reviewed = review.review(root, now)
    community, problems, notes = reviewed.community, reviewed.problems, reviewed.notes
    if not since:  # whoever proposes a change has no part in what maintainers make of all
        notes = [*notes, *owners.stale_owners(root, community, now)]
    mendable = 0 if fix else mending.mendable(root, reviewed, since)
    if memory and community.profile.path and not notes:
        zone = community.profile.timezone
        memory.keep(Found(problems, community.held, mendable), now, zone if known_zone(zone) else "UTC")
    return Answer(problems, community.held, reviewed.older, notes, mended, mendable)
