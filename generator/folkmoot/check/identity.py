"""Who and what a record is: one account a person, one address a file."""

import re
from collections import defaultdict
from collections.abc import Iterator

from folkmoot.model.base import Filed
from folkmoot.model.community import Community
from folkmoot.model.member import Member
from folkmoot.model.problem import Problem

RESERVED = {"members": {"index"}, "events": {"index", "past"}}
"""Slugs that the site needs for its own pages, by family; every family needs "index"."""

SHELLS = frozenset(("fmshell", "fmbare"))
"""Slugs that every family needs while the site is made."""

LISTS = frozenset(
    ("contributors", "discussions", "events", "events/past", "members", "places", "planet", "posts", "projects")
) | {"pulse", "teams"}
"""Addresses of the site's own lists. A page at `<address>/index.md` is its opening words; no other may be there."""

_A_YEAR = re.compile(r"events/past/\d{4}")

MADE = re.compile(
    r"404\.html|events\.ics|robots\.txt|sitemap[^/]*\.xml(?:\.gz)?|assets/hub\.css|(?:assets/folkmoot|pagefind)/.+"
)
"""Files that the site makes itself, beside an event's calendar at events/<slug>.ics."""

_MADE_PAGES = re.compile(r"404|(?:members|events|projects|posts|teams|places)/(?:fmshell|fmbare)")


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
            if record.slug in RESERVED.get(family, {"index"}) | SHELLS:
                yield Problem(
                    record.path,
                    "address-taken",
                    f"the address {family}/{record.slug}/ belongs to the site itself",
                    "give the file another name",
                )
    owners = {f"{family}/{record.slug}": record.path for family, records in families.items() for record in records}
    yield from _pages_in_the_way(community, owners)


def _pages_in_the_way(community: Community, owners: dict[str, str]) -> Iterator[Problem]:
    calendars = {f"events/{slug}.ics" for slug, event in community.events.items() if event.has_date}
    for name in (*(page.path for page in community.pages), *community.files):
        path, hint = f"content/{name}", "give the page another name"
        address = _address(name)
        if MADE.fullmatch(name.lower()) or name.lower() in calendars:
            yield Problem(path, "address-taken", f"the site makes its own {name}", "give the file another name")
        if address is None:
            continue
        if _MADE_PAGES.fullmatch(address):
            yield Problem(path, "address-taken", f"the address {address}/ belongs to the site itself", hint)
        if is_list(address) and name != f"{address}/index.md":
            hint = f"call it content/{address}/index.md: its text will stand above the list"
            yield Problem(path, "address-taken", f"the address {address}/ belongs to the site itself", hint)
        elif owners.setdefault(address, path) != path:
            yield Problem(path, "address-taken", f"the address {address}/ belongs to {owners[address]}", hint)


def is_list(address: str) -> bool:
    """Whether the site has a list of its own at the address."""
    return address in LISTS or bool(_A_YEAR.fullmatch(address))


def _address(name: str) -> str | None:
    """Where a file below content/ would be on the site, in lower case as some disks have it; None if it is no page."""
    page = (
        re.sub(r"(?:^|(?<=/))(?:index|readme)$", "", name.rpartition(".")[0], flags=re.IGNORECASE).rstrip("/").lower()
    )
    if name.endswith(".md"):
        return page
    return page if name.lower() == "index.html" or name.lower().endswith("/index.html") else None


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
