"""Who is who: the archive's accounts, and the members they belong to. Nobody is ever told by a display name."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from folkmoot.model.account import HASH
from folkmoot.model.community import Community
from folkmoot.model.conversation import Discussion, Issue, PullRequest
from folkmoot.model.forgotten import hashes_by_salt
from folkmoot.model.harvest import Harvest
from folkmoot.model.member import Member
from folkmoot.model.withheld import Withheld


class Account(NamedTuple):
    """An account at GitHub: `login` in lower case, "" for a deleted one; `id` is 0 where only the login is known.

    The address of somebody who could not be named stands for an account, too: `login` is its `hash:<salted hash>`.
    """

    login: str
    id: int


def people(community: Community) -> dict[str, str]:
    """From `github:<id>`, `login:<login in lower case>` and `hash:<salted hash>` to a member's slug, of public members
    alone.

    Nobody else's login is turned into a name. Where two files claim an account, the first in the order of slugs has it:
    but nobody can claim as another account of theirs what is a member's own.
    """
    members = community.members
    return {name: slug for name, slug in _claimed(members.values()).items() if members[slug].visibility == "public"}


def _claimed(members: Iterable[Member]) -> dict[str, str]:
    members = tuple(members)
    claimed: dict[str, str] = {}
    for member in members:
        for name in member.main_accounts:
            claimed.setdefault(name, member.slug)
    for member in members:
        for name in member.other_accounts:
            claimed.setdefault(name, member.slug)
    return claimed


def actors(community: Community, accounts: Iterable[Account], withheld: Withheld | None = None) -> dict[Account, str]:
    """Whom each account belongs to: a member's slug, else `github:<id>`, `login:<login>` or `hash:<salted hash>`.

    "" stands for deleted accounts and for those of people who are `withheld`, whom nothing counts: without it hidden
    members alone. An account known by its login alone is the one that the archive knows by that login and an id, if
    there is just one. An id that no member has never belongs to a member whose id is another, even where the login is
    theirs: logins can be taken over.
    """
    asked = set(accounts)
    out = withheld_people(community.members.values(), asked) if withheld is None else withheld
    everybody = _claimed(community.members.values())
    ids: dict[str, set[int]] = defaultdict(set)
    for account in asked:
        if account.id and account.login:
            ids[account.login].add(account.id)
    return {
        account: "" if out.holds(_name(account)) else _actor(community.members, everybody, ids, account)
        for account in sorted(asked)
    }


def withheld_in(community: Community, harvest: Harvest) -> Withheld:
    """Whom nothing of the archive may name: hidden members, and whoever was hidden when their file was removed."""
    return withheld_people(community.members.values(), accounts_in(harvest), gone_in(community, harvest))


def gone_in(community: Community, harvest: Harvest) -> Mapping[str, frozenset[str]]:
    """The hashes of those whom nothing may name and no file tells of, by the salts they were made with."""
    return hashes_by_salt(community.forgotten, harvest.withheld, harvest.salt)


def withheld_people(
    members: Iterable[Member],
    accounts: Iterable[Account],
    gone: Mapping[str, frozenset[str]] = MappingProxyType({}),
    *,
    is_out: Callable[[Member], bool] = lambda one: not one.is_shown,
) -> Withheld:
    """Those of the members who are out, the hidden ones, and those whose accounts' hashes are `gone`, by salt.

    Theirs are the accounts that their files name, the ids that the archive knows by their logins, and the logins that
    it knows by their ids: so they are nobody under a login that they had before either. An id that is another
    member's own is not theirs, nor is a login that the archive knows by others' ids, too. Who left is known by login
    and id alike, since nobody can tell any more which of the two they had given up.
    """
    members = tuple(members)
    out = [one for one in members if is_out(one)]
    told = {name for one in out for name in (*one.main_accounts, *one.other_accounts)}
    if not (out or gone):
        return Withheld()
    others = [one for one in members if not is_out(one)]
    owned = {name for one in others for name in one.main_accounts}
    claimed = frozenset(owned.union(*(one.other_accounts for one in others)))
    found = Withheld(frozenset(one.name for one in out), frozenset(told), gone, claimed)
    found = found._replace(others=frozenset(one.name for one in others))
    # A login beside a number is theirs as long as no other number has it.
    fixed = {f"login:{one.github.lower()}" for one in out if one.github and one.github_id}
    known: dict[str, set[int]] = defaultdict(set)
    for account in set(accounts):
        if account.id:
            known[f"login:{account.login}" if account.login else ""].add(account.id)
    numbers = {
        f"github:{number}"
        for login, ids in known.items()
        for number in ids
        if found.holds(f"github:{number}") or (login not in fixed and found.holds(login))
    }
    numbers -= owned - told
    logins = {login for login, ids in known.items() if login and numbers.issuperset(f"github:{one}" for one in ids)}
    return found._replace(accounts=frozenset(told | numbers | (logins - owned)))


def accounts_in(harvest: Harvest) -> Iterator[Account]:
    """The accounts that the archive knows with an id, some of them many times."""
    talk: tuple[Discussion | Issue | PullRequest, ...] = (*harvest.discussions, *harvest.issues, *harvest.pulls)
    remarks = (remark for one in talk for remark in one.comments)
    reviews = (review for one in harvest.pulls for review in one.reviews)
    for one in chain(talk, remarks, reviews, harvest.releases):
        yield Account(one.author.lower(), one.author_id)
    for work in harvest.work:
        kind, _, number = work.who.partition(":")
        if kind == "github" and number.isdecimal():
            yield Account(work.login.lower(), int(number))


def _name(account: Account) -> str:
    """The account as the archive names it, by its id where that is known."""
    if account.login.startswith(HASH):
        return account.login
    return f"github:{account.id}" if account.id else f"login:{account.login}"


def _actor(
    members: Mapping[str, Member], everybody: Mapping[str, str], ids: Mapping[str, set[int]], account: Account
) -> str:
    if account.login.startswith(HASH):
        slug = everybody.get(account.login)
        return account.login if slug is None else slug if members[slug].is_shown else ""
    slug = everybody.get(f"github:{account.id}") if account.id else None
    if slug is None and (named := everybody.get(f"login:{account.login}")):
        slug = None if account.id and members[named].is_numbered(account.login) else named
    if slug is not None:
        return slug if members[slug].is_shown else ""
    if account.id:
        return f"github:{account.id}"
    known = ids.get(account.login, set())
    if len(known) == 1:
        return _actor(members, everybody, {}, Account(account.login, next(iter(known))))
    return f"login:{account.login}" if account.login else ""
