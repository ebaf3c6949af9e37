"""What `folkmoot check` does: read the hub's files, ask every rule, tell apart what a change brings, place it all."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from folkmoot import check, git
from folkmoot.check import Actor, Proposal
from folkmoot.check.ownership import is_members
from folkmoot.contribute.earlier import earlier, set_out
from folkmoot.load.hub import Written, load_hub
from folkmoot.load.located import located
from folkmoot.model.community import Community
from folkmoot.model.problem import Problem, holds_error, in_order
from folkmoot.model.zones import known_zone


class Reviewed(NamedTuple):
    """The community, and what is wrong: with its files, or with a change and, apart, what was wrong before it.

    `notes` are sentences about what was not looked at.
    """

    community: Community
    problems: list[Problem]
    older: list[Problem]
    notes: list[str]


def review(root: Path, now: dt.datetime) -> Reviewed:
    """Everything that is wrong with the files in `root` at `now` (aware); raises `WrongUse` where there is no hub."""
    hub = load_hub(root)
    return Reviewed(hub.community, _told(root, _findings(hub, now)), [], [])


def review_change(root: Path, now: dt.datetime, since: str, actor: Actor | None = None) -> Reviewed:
    """The same, told apart: what a change since the commit `since` brings, and what was wrong before.

    Who proposes it is the `actor`; without one nobody asks whose files they are. Raises `WrongUse` where there is no
    hub, no git repository, or no such commit.
    """
    hub = load_hub(root)
    commit = set_out(root, since)
    changes = git.changes(root, commit)
    found = _findings(hub, now)
    notes: list[str] = []
    touched = tuple((one.before, one.path) for one in changes if is_members(one.before) or is_members(one.path))
    if touched and actor is not None:
        # Rights are those of today: who branched off while they had more has no more for that.
        tip = git.commit_of(root, since)
        owners = earlier(root, hub, tip, git.changes(root, tip) if tip != commit else changes)
        proposal = Proposal(owners.community, hub.community, touched, actor, _today(hub.community, now))
        found += [problem for rule in check.CHANGE_RULES for problem in rule.find(proposal)]
    elif touched:
        notes.append("Nobody asked whether members' files are changed by their own: name the author with --actor.")
    # Of all else nothing has to be known as it was.
    compared = any(path.startswith("events/") for one in changes for path in one)
    if not found and not compared and not any(is_members(one.before) and one.path != one.before for one in changes):
        return Reviewed(hub.community, [], [], notes)
    before = earlier(root, hub, commit, changes)
    today = _today(hub.community, now)
    found += [fault for rule in check.COMPARED_RULES for fault in rule.find(before.community, hub.community, today)]
    brought, older = check.apart(found, _findings(before, now), changes, check.first_names(hub.community))
    return Reviewed(hub.community, _told(root, check.of_removed(brought, changes)), _told(root, older), notes)


def _findings(hub: Written, now: dt.datetime) -> list[Problem]:
    found = check.findings(hub.community, hub.problems, _today(hub.community, now))
    if holds_error(found) or not any(one.is_own for one in hub.metrics):
        return found
    # What computes takes longer to start than most checks take.
    from folkmoot.draft import uncomputable

    return [*found, *uncomputable(hub, now)]


def _today(community: Community, now: dt.datetime) -> dt.date:
    return now.astimezone(known_zone(community.profile.timezone) or ZoneInfo("UTC")).date()


def _told(root: Path, found: Iterable[Problem]) -> list[Problem]:
    return in_order(located(root, check.gathered(found)))
