"""Who and what a record is: one account a person, one address a file."""

from collections import defaultdict
from collections.abc import Iterator

from folkmoot.model.base import Filed
from folkmoot.model.community import Community
from folkmoot.model.member import Member
from folkmoot.model.problem import Problem

RESERVED = {"members": {"index"}, "events": {"index", "past"}}
"""Slugs that the site needs for its own pages, by family; every family needs "index"."""


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


def taken_addresses(community: Community) -> Iterator[Problem]:
    """Records and pages that would be written to the same address."""
    families: dict[str, list[Filed]] = {
        "members": [*community.members.values()],
        "events": [*community.events.values()],
        "projects": [*community.projects.values()],
        "posts": [*community.posts.values()],
        "teams": [*community.teams.values()],
        "places": [*community.places.values()],
    }
    for family, records in families.items():
        for record in records:
            if record.slug in RESERVED.get(family, {"index"}):
                yield Problem(
                    record.path,
                    "address-taken",
                    f"the address {family}/{record.slug}/ belongs to the site itself",
                    "give the file another name",
                )
    own = {f"{family}/{record.slug}": record for family, records in families.items() for record in records}
    for page in community.pages:
        address = page.path.removesuffix(".md").removesuffix("/index")
        if address in own:
            yield Problem(
                f"content/{page.path}",
                "address-taken",
                f"the address {address}/ belongs to {own[address].path}",
                "give the page another name",
            )


def no_members(community: Community) -> Iterator[Problem]:
    """A hub in which nobody is."""
    if not community.members:
        yield Problem(
            community.profile.path or "members",
            "members-none",
            "the hub has no members yet",
            "add the first one: members/ada-rossi.yml with the lines name: Ada Rossi and joined: 2026-01-31",
            severity="warning",
        )
