"""Who leaves and comes back: from what the history of members' files tells to the days that the archive keeps.

Nobody is named by what is kept: a person is the salted hash of the name of their file. Whoever has the archive and
guesses a name can tell whether it is among them. Of those who were hidden when their file was removed no day is kept,
but the salted hashes of their accounts, so that nothing names them again.
"""

import functools
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal, NamedTuple

from folkmoot.model.account import HASH
from folkmoot.model.harvest import Departure, Source

MEMBERS = Source("departures", "members", "", "Joining and leaving")
"""The hub's own history, as a source: it is read wherever the hub is a git repository."""


class Turn(NamedTuple):
    """Something that the history tells of one member on a `day` (2026-05-14).

    `slug` is the name of their file, `formerly` the names that it had before, as far as that is told then. Whoever
    `left` had `joined` on a day that their file told, or "". From whoever is `hidden` on nothing is told of before.
    `accounts` are those that the file named, as the archive writes them: of somebody hidden only where it was removed.
    """

    what: Literal["left", "back", "renamed", "hidden"]
    slug: str
    day: str
    joined: str = ""
    formerly: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()


def token(slug: str, salt: str) -> str:
    """`hash:` and 16 digits that stand for a member in this archive alone: SHA-256 of salt and file name."""
    return f"{HASH}{_digest(salt, 'members', slug)[:16]}"


@functools.lru_cache(maxsize=65_536)
def account_token(account: str, salt: str) -> str:
    """`hash:` and 16 digits that stand for an account in this archive alone, which it names `github:…` or `login:…`."""
    return f"{HASH}{_digest(salt, 'accounts', account)[:16]}"


def withheld_after(before: Iterable[str], turns: Iterable[Turn], salt: str) -> frozenset[str]:
    """The hashes of accounts that are withheld once these turns came: those of people who were hidden to the last.

    Whoever came back, or left when they were not hidden any more, is no longer among them.
    """
    held = set(before)
    for turn in turns:
        told = {account_token(account, salt) for account in turn.accounts}
        held = held | told if turn.what == "hidden" else held - told
    return frozenset(held)


def departures_after(before: Iterable[Departure], turns: Iterable[Turn], salt: str) -> tuple[Departure, ...]:
    """The departures once these turns came, the oldest first, beside those that were kept `before`.

    The same turns may come again, and others may be missing since history was rewritten: what was kept stays as it was,
    and a departure during one that is known is that one. Who came back on the day they left never went.
    """
    before = tuple(before)
    known: defaultdict[str, list[Departure]] = defaultdict(list)
    for one in before:
        known[one.who].append(one)
    for turn in turns:
        who = token(turn.slug, salt)
        names = [who, *(token(slug, salt) for slug in turn.formerly)]
        if turn.what == "renamed":
            known[who] = [replace(one, who=who) for name in dict.fromkeys(names) for one in known.pop(name, ())]
        elif turn.what == "back":
            for name in names:
                known[name] = [
                    _ended(one, turn.day) for one in known[name] if one.returned or one.published != turn.day
                ]
        elif turn.what == "hidden":
            known.pop(who, None)
        else:
            identity = _digest(salt, "departures", who, turn.day)[:20]
            known[who].append(Departure(MEMBERS.slug, identity, who, turn.day, turn.joined))
    kept = {one.id for one in before}
    told = (one for own in known.values() for one in _each_once(own, kept))
    return tuple(sorted(told, key=lambda one: (one.published, one.id)))


def _lasts(one: Departure, day: str) -> bool:
    """Whether somebody was gone on a day."""
    return one.published <= day and (not one.returned or day < one.returned)


def _ended(one: Departure, day: str) -> Departure:
    return replace(one, returned=day) if not one.returned and one.published < day else one


def _each_once(own: list[Departure], kept: set[str]) -> list[Departure]:
    """A person's departures without those that lie within another one; what is kept already goes first."""
    found: list[Departure] = []
    for one in sorted(own, key=lambda one: (one.id not in kept, one.published, one.id)):
        if not any(_lasts(other, one.published) or _lasts(one, other.published) for other in found):
            found.append(one)
    return found


def _digest(*said: str) -> str:
    return hashlib.sha256("\n".join(said).encode()).hexdigest()
