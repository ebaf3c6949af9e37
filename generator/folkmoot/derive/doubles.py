"""Which accounts and addresses probably belong together, and what speaks for it. Nothing is ever merged by this.

A name that two of them share is no evidence: two Davids would become one. What counts is something that only one
person is likely to have: a mailbox, a .mailmap's word, a login that is also the beginning of an address.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urlsplit

from folkmoot.derive.identity import Account, actors, withheld_people
from folkmoot.model.account import HASH
from folkmoot.model.community import Community
from folkmoot.model.member import Member
from folkmoot.model.signature import Double, Other, Signature
from folkmoot.text import collated, one_line

_WORDS = re.compile(r"\w+")
_GMAIL = ("gmail.com", "googlemail.com")
_NOREPLY = "@users.noreply.github.com"
_ANYBODYS = frozenset(
    "admin code contact dev developer email git github gitlab hello hi home info mail me noreply no-reply root self"
    " spam support test user web webmaster work".split()
)
"""What stands before the @ of many people's addresses."""

_SHORTEST = 3
"""Letters of the beginning of an address that are likely one person's own."""


class Party(NamedTuple):
    """Somebody as far as it is known: a member, an account, or the hash of an address."""

    who: str
    member: Member | None
    names: frozenset[str]
    logins: frozenset[str]
    emails: frozenset[str]
    written: frozenset[str]
    beside: frozenset[str]
    signatures: tuple[Signature, ...]

    @property
    def commits(self) -> int:
        return sum(one.commits for one in self.signatures)


def doubles(
    community: Community, signatures: Iterable[Signature], gone: Mapping[str, frozenset[str]] = MappingProxyType({})
) -> tuple[Double, ...]:
    """People who probably have several accounts or addresses, members first, by name.

    Whoever could be one of several members is nobody's double, and hidden members, as well as whoever has their name,
    are in none. Nor are those whose accounts' hashes are `gone`, by the salts they were made with.
    """
    parties = parties_of(community, signatures, gone)
    evidence: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for one, other in _candidates(parties):
        if (one.member is None or other.member is None) and (reasons := tuple(_reasons(one, other))):
            evidence[one.who][other.who] = evidence[other.who][one.who] = reasons
    by_name = {party.who: party for party in parties}
    told: list[Double] = []
    for group in _groups(by_name, evidence):
        strangers = [one for one in group if one.member is None]
        members = [one for one in group if one.member is not None]
        if len(members) == 1 and (member := members[0].member):
            told.append(_of_member(member, strangers, evidence))
        elif not members:
            told += _of_strangers(strangers, evidence)
    return tuple(sorted(told, key=lambda one: (not one.member, collated(one.person), one.path, one.source)))


def parties_of(
    community: Community, signatures: Iterable[Signature], gone: Mapping[str, frozenset[str]]
) -> list[Party]:
    """Everybody who can be told of, by who they are: members, accounts, and the hashes of addresses.

    Hidden members, as well as whoever has their name, and those whose accounts' hashes are `gone` are left out.
    """
    signatures = tuple(signatures)
    accounts = {one: _account(one) for one in signatures}
    out = withheld_people(community.members.values(), accounts.values(), gone)
    owners = actors(community, accounts.values(), out)
    withheld = set(map(_folded, out.names))
    hidden = {
        email
        for one in signatures
        if not owners[accounts[one]] or not withheld.isdisjoint(map(_folded, one.names))
        for email in (one.email, *one.corrected)
    }
    found: defaultdict[str, list[Signature]] = defaultdict(list)
    for one in signatures:
        if hidden.isdisjoint((one.email, *one.corrected)):
            found[owners[accounts[one]]].append(one)
    for slug, member in community.members.items():
        if member.is_shown:
            found.setdefault(slug, [])
    return [_party(who, community.members.get(who), tuple(told)) for who, told in sorted(found.items())]


def _account(one: Signature) -> Account:
    if one.account.startswith("github:"):
        return Account(one.login.lower(), int(one.account.removeprefix("github:")))
    return Account(one.account.removeprefix("login:"), 0)


def _party(who: str, member: Member | None, told: tuple[Signature, ...]) -> Party:
    names = {_folded(name) for one in told for name in one.names} | ({_folded(member.name)} if member else set())
    known = (*member.main_accounts, *member.other_accounts) if member else ()
    logins = {one.login.lower() for one in told} | {one[6:] for one in known if one.startswith("login:")}
    return Party(
        who,
        member,
        frozenset(names - {""}),
        frozenset(logins - {""}),
        frozenset(one.email for one in told),
        frozenset(email for one in told for email in one.corrected),
        frozenset(email for one in told for email in one.beside),
        told,
    )


def _candidates(parties: Iterable[Party]) -> Iterator[tuple[Party, Party]]:
    """Pairs that have more in common than a name: in large histories many are called alike."""
    alike: defaultdict[tuple[str, str], dict[str, Party]] = defaultdict(dict)
    for one in parties:
        for sign in _signs(one):
            alike[sign][one.who] = one
    seen: set[tuple[str, str]] = set()
    for _, some in sorted(alike.items()):
        for one, other in combinations(some.values(), 2):
            if (pair := (one.who, other.who)) not in seen:
                seen.add(pair)
                yield one, other


def _signs(one: Party) -> Iterator[tuple[str, str]]:
    """What two must have in common before anything speaks for them."""
    yield from (("", sign) for sign in {*one.written, *one.emails, *map(_mailbox, one.emails)})
    yield from (("@", login) for login in one.logins | _linked_logins(one))
    hosts = {email.partition("@")[2] for email in one.emails} | _linked_hosts(one)
    for name in one.names:
        near = one.emails | one.beside if " " in name else ()
        yield from ((name, sign) for sign in {*one.logins, *_beginnings(one), *hosts, *near})


def _reasons(one: Party, other: Party) -> Iterator[str]:
    """What speaks for two being one person; nothing where it is their name alone."""
    if mapped := (one.emails & other.written) | (other.emails & one.written):
        yield f"a .mailmap says that {min(mapped)} is the same person's"
    if boxes := set(map(_mailbox, one.emails)) & set(map(_mailbox, other.emails)):
        yield f"both addresses lead to one mailbox, {min(boxes)}"
    for this, that in ((one, other), (other, one)):
        if logins := _linked_logins(this) & that.logins:
            yield f"the member's links lead to the account {min(logins)}"
    if names := one.names & other.names:
        yield from _reasons_of_namesakes(one, other, names)


def _reasons_of_namesakes(one: Party, other: Party, names: Iterable[str]) -> Iterator[str]:
    same = "the name is the same, and"
    for this, that in ((one, other), (other, one)):
        if logins := {login for login in this.logins & _beginnings(that) if _tells(login, names)}:
            yield f"{same} an address begins with the login {min(logins)}"
        if hosts := _linked_hosts(this) & {email.partition("@")[2] for email in that.emails}:
            yield f"{same} the member's links lead to {min(hosts)}, where an address is"
    if alike := {begin for begin in _beginnings(one) & _beginnings(other) if _tells(begin, names)}:
        yield f"{same} both addresses begin with {min(alike)}@"
    # Two people of the same full name who write a commit together are rarer than one who uses two addresses.
    if (one.emails & other.beside or other.emails & one.beside) and any(" " in name for name in names):
        yield f"{same} both stand in one commit as its authors"


def _beginnings(one: Party) -> set[str]:
    """What stands before the @ of somebody's addresses, but for those that GitHub gives."""
    found = {email.partition("@")[0].partition("+")[0] for email in one.emails if not email.endswith(_NOREPLY)}
    return {begin for begin in found if len(begin) >= _SHORTEST and begin not in _ANYBODYS}


def _tells(word: str, names: Iterable[str]) -> bool:
    """Whether a login or the beginning of an address tells more than one word of the name: david@ is any David's."""
    letters = "".join(_WORDS.findall(collated(word)))
    return len(word) >= _SHORTEST and all(letters not in name.split() for name in names)


def _mailbox(email: str) -> str:
    """An address without what its owner may add to it: ada+git@ is ada@, and at Gmail dots do not count."""
    begin, _, host = email.partition("@")
    if email.endswith(_NOREPLY):
        return email
    begin = begin.partition("+")[0] or begin
    return f"{begin.replace('.', '')}@gmail.com" if host in _GMAIL else f"{begin}@{host}"


def _linked_hosts(one: Party) -> set[str]:
    """The hosts of a member's own pages."""
    links = [link.url for link in one.member.links] if one.member else []
    hosts = {urlsplit(link).netloc.lower().removeprefix("www.") for link in links}
    return {host for host in hosts if host and host not in (*_GMAIL, "github.com")}


def _linked_logins(one: Party) -> set[str]:
    links = [urlsplit(link.url) for link in one.member.links] if one.member else []
    paths = [link.path.strip("/").lower() for link in links if link.netloc.lower() in ("github.com", "www.github.com")]
    return {path for path in paths if path and "/" not in path}


def _folded(name: str) -> str:
    return " ".join(_WORDS.findall(collated(one_line(name))))


def _groups(parties: Mapping[str, Party], evidence: Mapping[str, Mapping[str, object]]) -> Iterator[list[Party]]:
    """Those who are bound by evidence, directly or by others; what only goes by a member is not bound to others."""
    seen: set[str] = set()
    for who in sorted(evidence):
        if who in seen or parties[who].member:
            continue
        found, rest = {who}, [who]
        while rest:
            for near in evidence[rest.pop()]:
                if near not in found:
                    found.add(near)
                    if parties[near].member is None:
                        rest.append(near)
        seen |= {one for one in found if parties[one].member is None}
        yield [parties[one] for one in sorted(found)]


def _of_member(member: Member, others: list[Party], evidence: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Double:
    """The line that adds these to a member's file, where it replaces a line of `accounts` that is there."""
    names = {one.who: _written(one) for one in others}
    accounts = [*member.accounts, *(name for name in names.values() if name)]
    lines = [f"accounts: [{', '.join(accounts)}]"]
    if not member.main_accounts and len(others) == 1 and not others[0].who.startswith(HASH):
        login, number = _login(others[0]), others[0].who.removeprefix("github:")
        if login:
            lines = [f"github: {login}", *([f"github_id: {number}"] if number.isdigit() else [])]
    told = tuple(_other(one, evidence) for one in others)
    return Double(member.slug, member.name, member.path, "", tuple(lines), told)


def _of_strangers(parties: list[Party], evidence: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Iterator[Double]:
    """The lines of .mailmap that lead the others to the one with an account, or with most commits, by repository."""
    first = min(parties, key=lambda one: (one.who.startswith(HASH), -one.commits, one.who))
    kept = min(first.signatures, key=lambda one: (not one.email.endswith(_NOREPLY), -one.commits, one.email))
    lines: defaultdict[str, dict[str, None]] = defaultdict(dict)
    others: defaultdict[str, list[Party]] = defaultdict(list)
    for one in parties:
        for signature in one.signatures if one is not first else ():
            name = re.sub(r"[<>#]", "", one_line(kept.names[0])).strip()
            lines[signature.source][f"{name} <{kept.email}> <{signature.email}>".lstrip()] = None
            if one not in others[signature.source]:
                others[signature.source].append(one)
    for source, said in sorted(lines.items()):
        told = tuple(_other(one, evidence) for one in others[source])
        yield Double("", kept.names[0] or kept.email, ".mailmap", source, tuple(said), told)


def _written(one: Party) -> str:
    """An account as `accounts` in a member's file names it."""
    return one.who.removeprefix("login:")


def _login(one: Party) -> str:
    return next((signature.login for signature in one.signatures if signature.login), "")


def _other(one: Party, evidence: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Other:
    reasons = dict.fromkeys(reason for near in sorted(evidence[one.who]) for reason in evidence[one.who][near])
    return Other(
        one.who,
        _login(one),
        next((name for signature in one.signatures for name in signature.names if name), ""),
        tuple(sorted(one.emails)),
        one.commits,
        tuple(sorted({signature.source for signature in one.signatures})),
        tuple(reasons),
    )
