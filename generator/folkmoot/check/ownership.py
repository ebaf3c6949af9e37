"""A member's file is changed by its own member, or by a maintainer."""

import datetime as dt
import unicodedata
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
        return self.is_called(member)

    def is_called(self, member: Member) -> bool:
        """Whether the account has the login of this member, whatever its number."""
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


def is_members(path: str) -> bool:
    """Whether a file lies in the folder of members on any disk: many take `Members` for the same folder."""
    return _folded(path).startswith("members/")


def strangers_files(proposal: Proposal) -> Iterator[Problem]:
    """Files of members that somebody else wants to change, who is no maintainer.

    Who owns what, and who maintains the hub, is read from before the change: no change can give itself the right, and a
    file that could not be read is nobody's. Nor can a change give a file to another account.
    """
    if _maintains(proposal):
        return
    actor = proposal.actor
    owners = {_folded(member.path): member for member in proposal.before.members.values()}
    results = {member.path: member for member in proposal.after.members.values()}
    for was, after in proposal.files:
        before = was if is_members(was) else ""  # a file that comes from elsewhere is a new one here
        owner, result = owners.get(_folded(before)), results.get(after)
        there = owners.get(_folded(after))
        if before and owner is None:
            yield _nobodys(before, after, actor)
        elif (owner and not actor.is_member(owner)) or (there and not actor.is_member(there)):
            yield _strange(before, after, owner if owner and not actor.is_member(owner) else there, actor)
        elif result is None:
            if is_members(after) and not after.startswith("members/"):
                yield _misplaced(after, actor)
        elif not (result.github or result.github_id):
            yield _unnamed(after, actor)
        elif not actor.is_member(result):
            yield _misnumbered(after, actor) if actor.is_called(result) else _strange(before, after, result, actor)
        elif _takes_login(owner, result, actor):
            yield _of_account(after, result, actor)


def claimed_accounts(proposal: Proposal) -> Iterator[Problem]:
    """Other accounts that are new in a member's file: nothing proves them but the word of who proposes it.

    The account from which the change comes proves itself, and maintainers answer for what they write.
    """
    if _maintains(proposal):
        return
    actor = proposal.actor
    owners = {member.path: member for member in proposal.before.members.values()}
    results = {member.path: member for member in proposal.after.members.values()}
    for before, after in proposal.files:
        result = results.get(after)
        known = {f"login:{actor.login.lower()}", f"github:{actor.number}"}
        if owner := owners.get(before):
            known |= {*owner.main_accounts, *owner.other_accounts}
        for index, written in enumerate(result.accounts if result else ()):
            if result and result.other_accounts[index] not in known:
                yield Problem(
                    result.path,
                    "account-unproven",
                    f"nothing proves that “{written}” is this member’s account",
                    "merge it if you know that it is theirs: what it did will be shown as their own work",
                    keys=("accounts", index),
                    value=written,
                    severity="warning",
                )


def _maintains(proposal: Proposal) -> bool:
    """Whether the actor maintains the hub today, as it was before the change."""
    return any(map(proposal.actor.is_member, proposal.before.maintainers(proposal.today)))


def _takes_login(owner: Member | None, result: Member, actor: Actor) -> bool:
    """Whether a member names a login that is new, and not the one that the change comes from.

    The number alone is no proof: beside it, work of others would be shown as the member's own.
    """
    now, was = (str(one.github or "").lower() if one else "" for one in (result, owner))
    return now not in ("", was, actor.login.lower())


def _folded(path: str) -> str:
    """A path as those disks compare it that tell apart the fewest names: letters, their marks, and what is not seen."""
    parts: list[str] = []
    for part in path.replace("\\", "/").split("/"):
        letters = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", part).casefold())
        name = "".join(letter for letter in letters if unicodedata.category(letter) != "Cf").rstrip(". ")
        if part == "..":
            del parts[-1:]
        elif name:
            parts.append(name)
    return "/".join(parts)


def _strange(before: str, after: str, owner: Member | None, actor: Actor) -> Problem:
    whose = f"{owner.name}’s" if owner else "somebody’s"
    verb = "delete" if not after else "change" if before else "add"
    login = "if it is you, write the login you have now as github:"
    if before:
        login = "if it is you, a maintainer can write the login you have now as github:"
    return Problem(
        one_line(after or before),
        "member-of-another",
        f"this is {whose} own file, and {actor.login} wants to {verb} it",
        f"ask them to propose it themselves, or a maintainer; {login}",
        value=actor.login,
    )


def _nobodys(before: str, after: str, actor: Actor) -> Problem:
    return Problem(
        one_line(after or before),
        "member-of-another",
        "before this change nobody could read whose file this is, so only a maintainer can change it",
        "ask a maintainer to mend it as it was; then it is its member’s again",
        value=actor.login,
    )


def _misplaced(path: str, actor: Actor) -> Problem:
    return Problem(
        one_line(path),
        "member-of-another",
        "many computers take this for a file in members/, and nobody can tell whose it would be there",
        "write it into the folder members, in small letters, or call the folder by another word",
        value=actor.login,
    )


def _of_account(path: str, result: Member, actor: Actor) -> Problem:
    return Problem(
        one_line(path),
        "member-of-another",
        f"this says that {result.github} is {result.name}’s account, and it comes from {actor.login}",
        f"write the login that you have now, github: {actor.login}, or ask a maintainer",
        value=actor.login,
    )


def _misnumbered(path: str, actor: Actor) -> Problem:
    return Problem(
        one_line(path),
        "member-of-another",
        f"the number at github_id is not that of the account {actor.login}, from which this comes",
        f"write github_id: {actor.number}, or leave the line out",
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
