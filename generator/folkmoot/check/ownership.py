"""A member's file is changed by its own member, or by a maintainer."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from folkmoot.model.community import Community
from folkmoot.model.member import Member
from folkmoot.model.problem import Problem
from folkmoot.text import one_line


class Actor(NamedTuple):
    """Who proposes a change: the GitHub login, and the number of the account where it is known, else 0."""

    login: str
    number: int = 0

    def is_member(self, member: Member) -> bool:
        """Whether the account is this member's; by its number where both are known, since logins change hands."""
        if self.number and member.github_id:
            return self.number == member.github_id
        return bool(member.github) and self.login.lower() == str(member.github).lower()


class Proposal(NamedTuple):
    """A change that somebody proposes: the community before and after, and the files of members that it touches.

    `files` are their paths before and after, "" where there is none. `today` is the community's day.
    """

    before: Community
    after: Community
    files: tuple[tuple[str, str], ...]
    actor: Actor
    today: dt.date


def strangers_files(proposal: Proposal) -> Iterator[Problem]:
    """Files of members that somebody else wants to change, who is no maintainer.

    Who owns what, and who maintains the hub, is read from before the change: no change can give itself the right. Nor
    can it give a file to another account.
    """
    if _maintains(proposal):
        return
    owners = {member.path: member for member in proposal.before.members.values()}
    results = {member.path: member for member in proposal.after.members.values()}
    for before, after in proposal.files:
        owner, result = owners.get(before), results.get(after)
        if before and not (owner and proposal.actor.is_member(owner)):
            yield _strange(before, after, owner, proposal.actor)
        elif result and not (result.github or result.github_id):
            yield _unnamed(after, proposal.actor)
        elif result and not proposal.actor.is_member(result):
            yield _strange(before, after, result, proposal.actor)


def _maintains(proposal: Proposal) -> bool:
    """Whether the actor serves today in the team of maintainers, or is a founder where the hub names no team."""
    before = proposal.before
    team = before.teams.get(before.profile.policies.maintainers or "")
    serving = [term.member for term in (team.members if team else ()) if term.serves(proposal.today)]
    slugs = serving if before.profile.policies.maintainers else before.profile.founders
    return any(proposal.actor.is_member(before.members[slug]) for slug in slugs if slug in before.members)


def _strange(before: str, after: str, owner: Member | None, actor: Actor) -> Problem:
    whose = f"{owner.name}’s" if owner else "somebody’s"
    verb = "delete" if not after else "change" if before else "add"
    return Problem(
        one_line(after or before),
        "member-of-another",
        f"this is {whose} own file, and {actor.login} wants to {verb} it",
        "ask them to propose it themselves, or a maintainer; if it is you, write the login you have now as github:",
        value=actor.login,
    )


def _unnamed(path: str, actor: Actor) -> Problem:
    return Problem(
        one_line(path),
        "member-unowned",
        "nothing says whose file this is: only maintainers can change it later",
        f"if it is your own, add github: {actor.login}",
        severity="warning",
    )
