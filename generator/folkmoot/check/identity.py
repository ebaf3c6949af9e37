"""Who the members are: somebody who vouches where that is asked for, consent to be shown, a name of their own."""

from collections.abc import Iterator

from folkmoot.check.references import named_records
from folkmoot.model.community import Community
from folkmoot.model.member import SHOWN_BY_CONSENT, Consent, Location, Member
from folkmoot.model.problem import Problem
from folkmoot.text import listed, slug_of

_UNSAID = (None, "", (), Location())
_MOST = 20
"""Of how many members it is told that something is not shown: in a large hub it may be so of thousands."""


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


def unshown_keys(community: Community) -> Iterator[Problem]:
    """What members wrote about themselves and did not agree to, unless they want no more than their name shown."""
    found = ((member, _unshown(member)) for member in community.members.values() if member.visibility == "public")
    unshown = [(member, keys) for member, keys in found if keys]
    for member, keys in unshown[:_MOST]:
        yield Problem(
            member.path,
            "consent-missing",
            f"{listed(keys)} {'is' if len(keys) == 1 else 'are'} written here, and not shown",
            f"{_consenting(member, keys)}; or remove {'it' if len(keys) == 1 else 'them'}",
            keys=(keys[0],),
            at_key=True,
            severity="warning",
        )
    if (more := len(unshown) - _MOST) > 0:
        yield Problem(
            "members",
            "consent-missing",
            f"{more:,} more {'member has' if more == 1 else 'members have'} written what is not shown",
            "mend the first ones first",
            severity="warning",
        )


def _unshown(member: Member) -> list[str]:
    return [
        key
        for scope, keys in SHOWN_BY_CONSENT.items()
        for key in keys
        if not member.allows(scope) and getattr(member, key) not in _UNSAID
    ]


def _consenting(member: Member, unshown: list[str]) -> str:
    """How a member agrees to what is not shown yet; a `consent` that is there stays."""
    missing = [scope for scope, keys in SHOWN_BY_CONSENT.items() if any(key in keys for key in unshown)]
    example = ", ".join(f"{scope}: 2026-03-14" for scope in missing)
    scopes = f"{' and '.join(missing)} and the day this member agrees"
    if member.consent == Consent():
        return f"add consent with {scopes}, such as consent: {{{example}}}"
    return f"below consent add {scopes}, such as {example}"


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


_EXAMPLES = frozenset(("your-name", "firstname-lastname", "example"))
"""What guides call a member's file: whoever copies it gives it a name of their own."""


def placeholders(community: Community) -> Iterator[Problem]:
    """Members' files that are still called as in the guide: the next newcomer's would be the same."""
    for member in community.members.values():
        if member.slug in _EXAMPLES:
            right = slug_of(member.name)
            yield Problem(
                member.path,
                "name-placeholder",
                f"the file is still called {member.slug}.yml, as in the guide",
                f"call it {right}.yml" if right and right not in _EXAMPLES else "call it by the member's name",
            )


def hidden_names(community: Community) -> Iterator[Problem]:
    """Events, projects, posts and teams that name a member who does not want to be on the site."""
    hidden = {slug for slug, member in community.members.items() if not member.is_shown}
    for record, keys, slug, family in named_records(community) if hidden else ():
        if family == "members" and slug in hidden and record.path != community.profile.path:
            yield Problem(
                record.path,
                "hidden-named",
                f"{slug} is hidden, so the site does not name them here",
                "remove the name, if it was written by mistake",
                keys=keys,
                value=slug,
                severity="warning",
            )
