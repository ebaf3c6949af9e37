"""Who the members are: one account a person, somebody who vouches where that is asked for."""

from collections import defaultdict
from collections.abc import Iterator

from folkmoot.model.community import Community
from folkmoot.model.member import Member
from folkmoot.model.problem import Problem


def shared_accounts(community: Community) -> Iterator[Problem]:
    """Two members with one GitHub login or one account id."""
    for key in ("github", "github_id"):
        holders: dict[str, list[Member]] = defaultdict(list)
        for member in community.members.values():
            if (account := getattr(member, key)) is not None:
                holders[str(account).lower()].append(member)
        for account, members in holders.items():
            for member in members[1:]:
                yield Problem(
                    member.path,
                    "account-twice",
                    f"the GitHub account “{account}” already belongs to {members[0].name} ({members[0].path})",
                    "if it is the same person, keep one file; else correct the account",
                    keys=(key,),
                    value=account,
                )


def missing_vouchers(community: Community) -> Iterator[Problem]:
    """Members whom nobody brought, in a community in which newcomers need somebody who vouches for them."""
    if community.profile.policies.membership != "vouched":
        return
    for member in community.members.values():
        if member.invited_by in (None, member.slug) and member.slug not in community.profile.founders:
            yield Problem(
                member.path,
                "voucher-missing",
                "nobody vouches for this member, and the community asks for it",
                "ask a member who knows them, and write their file's name: invited_by: ada-rossi",
                keys=("invited_by",) if member.invited_by else (),
            )


def no_members(community: Community) -> Iterator[Problem]:
    """A hub in which nobody is."""
    if not community.members and not any(record.startswith("members/") for record in community.unread):
        yield Problem(
            community.profile.path or "members",
            "members-none",
            "the hub has no members yet",
            "add the first one: members/ada-rossi.yml with the lines name: Ada Rossi and joined: 2026-01-31",
            severity="warning",
        )
