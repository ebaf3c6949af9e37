"""Members' accounts: each belongs to one person, and is written as one that GitHub gives."""

import re
from collections import defaultdict
from collections.abc import Iterator

from folkmoot.model.community import Community
from folkmoot.model.member import Member
from folkmoot.model.problem import KeyPath, Problem

_TODAY = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
"""A login that can be had today; some old ones have hyphens in a row or at the end."""


def shared_accounts(community: Community) -> Iterator[Problem]:
    """Two members with one GitHub login or one account id; told of the one who came later."""
    for key in ("github", "github_id"):
        holders: dict[str, list[Member]] = defaultdict(list)
        for member in community.in_order_of_joining():
            if (account := getattr(member, key)) is not None:
                holders[str(account).lower()].append(member)
        for account, members in holders.items():
            first = members[0]
            # Who asks for an account must not learn who is hidden: a proposal is answered where everybody can read it.
            whose = f"{first.name} ({first.path})" if first.is_shown else "a member who is not named here"
            for member in members[1:]:
                yield Problem(
                    member.path,
                    "account-twice",
                    f"the GitHub account “{account}” already belongs to {whose}",
                    "if it is the same person, keep one file; else correct the account",
                    keys=(key,),
                    value=account,
                )
    yield from _claimed_twice(community)


def _claimed_twice(community: Community) -> Iterator[Problem]:
    """Other accounts of a member that are taken: by somebody's main one, or by the list of an earlier member."""
    holders = {name: one for one in community.in_order_of_joining() for name in one.main_accounts}
    for member in community.in_order_of_joining():
        own = set(member.main_accounts)
        for index, (written, name) in enumerate(zip(member.accounts, member.other_accounts, strict=True)):
            first = holders.setdefault(name, member)
            if first is not member:
                whose = f"{first.name} ({first.path})" if first.is_shown else "a member who is not named here"
                yield Problem(
                    member.path,
                    "account-twice",
                    f"the account “{written}” already belongs to {whose}",
                    "if it is the same person, keep one file; else remove it here",
                    keys=("accounts", index),
                    value=written,
                )
            elif name in own:
                yield Problem(
                    member.path,
                    "account-twice",
                    f"the account “{written}” stands in this file already",
                    "remove it here",
                    keys=("accounts", index),
                    value=written,
                    severity="warning",
                )
            own.add(name)


def unlikely_accounts(community: Community) -> Iterator[Problem]:
    """Logins that GitHub gives nobody today, and numbers that are read as logins: little is told as theirs, or nothing.

    A warning, since some old accounts are called so; whoever gives the number instead, or beside it, is not asked.
    """
    for member in community.members.values():
        if member.github and not member.github_id:
            if member.github.isdigit():
                hint = f"if it is the account's number, write github_id: {member.github}, and the login behind github:"
                yield _numbered(member, ("github",), member.github, hint)
            elif not _TODAY.fullmatch(member.github):
                hint = "correct it; if the account is really called so, add its number behind github_id:"
                yield _unlikely(member, ("github",), member.github, hint)
        for index, written in enumerate(member.accounts):
            if written.isdigit():
                hint = f"if it is the account's number, write github:{written}"
                yield _numbered(member, ("accounts", index), written, hint)
            elif ":" not in written and not _TODAY.fullmatch(written):
                hint = "correct it; if the account is really called so, write github: and its number"
                yield _unlikely(member, ("accounts", index), written, hint)


def _numbered(member: Member, keys: KeyPath, written: str, hint: str) -> Problem:
    said = f"“{written}” is read as a login, and logins are seldom digits alone"
    return Problem(member.path, "account-unlikely", said, hint, keys=keys, value=written, severity="warning")


def _unlikely(member: Member, keys: KeyPath, written: str, hint: str) -> Problem:
    said = f"“{written}” is no login that GitHub gives: hyphens stand one by one, between letters or digits"
    return Problem(member.path, "account-unlikely", said, hint, keys=keys, value=written, severity="warning")
