"""Who is who: the archive's accounts, and the members they belong to. Nobody is ever told by a display name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from folkmoot.model.community import Community
from folkmoot.model.member import Member


class Account(NamedTuple):
    """An account at GitHub: `login` in lower case, "" for a deleted one; `id` is 0 where only the login is known."""

    login: str
    id: int


def people(community: Community) -> dict[str, str]:
    """From `github:<id>` and `login:<login in lower case>` to a member's slug, of public members alone.

    Nobody else's login is turned into a name. Where two files claim an account, the first in the order of slugs has it.
    """
    return _claimed(member for member in community.members.values() if member.visibility == "public")


def _claimed(members: Iterable[Member]) -> dict[str, str]:
    claimed: dict[str, str] = {}
    for member in members:
        if member.github_id:
            claimed.setdefault(f"github:{member.github_id}", member.slug)
        if member.github:
            claimed.setdefault(f"login:{member.github.lower()}", member.slug)
    return claimed


def actors(community: Community, accounts: Iterable[Account]) -> dict[Account, str]:
    """Whom each account belongs to: a member's slug, else `github:<id>`, else `login:<login>`.

    "" stands for hidden members and deleted accounts, whom nothing counts. An account known by its login alone is
    the one that the archive knows by that login and an id, if there is just one. An id that no member has never
    belongs to a member whose id is another, even where the login is theirs: logins can be taken over.
    """
    asked = set(accounts)
    everybody = _claimed(community.members.values())
    ids: dict[str, set[int]] = defaultdict(set)
    for account in asked:
        if account.id and account.login:
            ids[account.login].add(account.id)
    return {account: _actor(community.members, everybody, ids, account) for account in sorted(asked)}


def _actor(
    members: Mapping[str, Member], everybody: Mapping[str, str], ids: Mapping[str, set[int]], account: Account
) -> str:
    slug = everybody.get(f"github:{account.id}") if account.id else None
    if slug is None and (named := everybody.get(f"login:{account.login}")):
        slug = None if account.id and members[named].github_id else named
    if slug is not None:
        return slug if members[slug].is_shown else ""
    if account.id:
        return f"github:{account.id}"
    known = ids.get(account.login, set())
    if len(known) == 1:
        return _actor(members, everybody, {}, Account(account.login, next(iter(known))))
    return f"login:{account.login}" if account.login else ""
