"""A history counted: who gave how much in which month and kind of work, and who is behind the addresses.

A tally holds no address and no name: people are accounts, or the salted hashes of their addresses.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from folkmoot.collect.authors import Account, account_of, hashed
from folkmoot.collect.changed import Change
from folkmoot.collect.commits import Commit, Person, co_authors
from folkmoot.collect.kinds import KINDS
from folkmoot.collect.programs import Programs

_Key = tuple[str, str, str]
_Corrected = Callable[[set[tuple[str, str]]], dict[tuple[str, str], Person]]


class Share:
    """What one person gave in one month and kind: `first` and `last` count days since 1970, `weeks` those of ISO 8601.

    Lines are -1 where nobody asked for them.
    """

    __slots__ = ("added", "commits", "first", "last", "removed", "weeks")

    def __init__(self, first: int, last: int) -> None:
        self.commits, self.first, self.last = 0, first, last
        self.weeks: set[int] = set()
        self.added = self.removed = -1

    def add(self, day: int, commits: int, change: Change) -> None:
        """Some commits of one day that are alike."""
        self.commits += commits
        if day < self.first:
            self.first = day
        elif day > self.last:
            self.last = day
        self.weeks.add((day + 3) // 7)
        if change.added >= 0:
            self.added = max(self.added, 0) + change.added * commits
            self.removed = max(self.removed, 0) + change.removed * commits

    def join(self, other: "Share") -> None:
        """All that another share holds."""
        self.commits += other.commits
        self.first, self.last = min(self.first, other.first), max(self.last, other.last)
        self.weeks |= other.weeks
        if other.added >= 0:
            self.added, self.removed = max(self.added, 0) + other.added, max(self.removed, 0) + other.removed


class _Known(NamedTuple):
    """Who somebody is in a tally, and the accounts that their addresses give away."""

    who: str
    accounts: tuple[Account, ...]


class Tally:
    """Counts commits, in whatever order and in however many parts they come: the sum is the same.

    `is_settled` tells that no clock was ahead: else what is counted today is not what will be counted tomorrow.
    """

    def __init__(self, salt: str, programs: Programs) -> None:
        self._salt, self._programs = salt, programs
        self._shares: dict[_Key, Share] = {}
        self._seen: dict[tuple[str, Account], int] = {}
        """The last day on which somebody was seen with an account."""
        self.is_settled = True

    def count(self, commits: Iterable[Commit], change_of: Callable[[bytes], Change], corrected: _Corrected) -> None:
        """Adds all these commits; `corrected` gives co-authors as the .mailmap has them.

        Whoever helped has a share as large as the author's, lines included. Nobody counts twice for one commit.
        """
        # What is alike is counted first, by a dictionary alone: histories are long, and their authors few.
        written: defaultdict[tuple[Person, int, Change], int] = defaultdict(int)
        helped: Counter[tuple[tuple[str, str], Person, int, Change]] = Counter()
        for identity, author, day, message, is_ahead in commits:
            change = change_of(identity)
            written[author, day, change] += 1
            if b"uthored-" in message or b"UTHORED-" in message:
                for person in co_authors(message):
                    helped[person, author, day, change] += 1
            if is_ahead:
                self.is_settled = False
        authors = {author: self._known(author, author.name) for author in {author for author, *_ in written}}
        for (author, day, change), number in written.items():
            if known := authors[author]:
                self._add(known, day, number, change)
        right = corrected({person for person, *_ in helped})
        helpers = {person: self._known(right[person], person[0]) for person in right}
        for (person, author, day, change), number in helped.items():
            known, helper = authors[author], helpers[person]
            if helper and (known is None or helper.who != known.who):
                self._add(helper, day, number, change)

    def rows(self) -> Iterator[tuple[_Key, str, Share]]:
        """Everybody's shares by month, account or hash, and kind, with the login, "" where it is not known."""
        owners, logins = self._owners()
        joined: dict[_Key, Share] = {}
        for (who, month, kind), share in self._shares.items():
            key = month, owners.get(who, who), kind
            if other := joined.get(key):
                both = Share(other.first, other.last)
                both.join(other)
                both.join(share)
                joined[key] = both
            else:
                joined[key] = share
        for key, share in sorted(joined.items()):
            yield key, logins.get(key[1], ""), share

    def _owners(self) -> tuple[dict[str, str], dict[str, str]]:
        """The account behind each name that an address gave away, and the login by which each account went last.

        Of several, one with a number counts, since logins change hands, and then the one seen last.
        """
        best: dict[str, tuple[bool, int, str]] = {}
        logins: dict[str, tuple[int, str]] = {}
        for (who, account), day in self._seen.items():
            if not who.startswith("github:"):
                said = account.who.startswith("github:"), day, account.who
                best[who] = max(said, best.get(who, said))
            logins[account.who] = max((day, account.login), logins.get(account.who, (0, "")))
        return {who: told for who, (_, _, told) in best.items()}, {who: told for who, (_, told) in logins.items()}

    def _known(self, person: Person, other_name: str) -> _Known | None:
        """Who it is; None for a program, whichever of the names and addresses says so."""
        if self._programs.has(person.name, person.email) or self._programs.has(other_name, person.written):
            return None
        account = account_of(person.email)
        accounts = {one for one in (account, account_of(person.written)) if one}
        return _Known(account.who if account else hashed(person.email, self._salt), tuple(sorted(accounts)))

    def _add(self, known: _Known, day: int, commits: int, change: Change) -> None:
        key = known.who, _month(day), change.kind
        share = self._shares.get(key)
        if share is None:
            share = self._shares[key] = Share(day, day)
        share.add(day, commits, change)
        for account in known.accounts:
            seen = known.who, account
            if day > self._seen.get(seen, 0):
                self._seen[seen] = day

    def written(self) -> dict[str, Any]:
        """All that was counted, to be remembered as JSON."""
        return {
            "shares": [
                [*key, one.commits, one.first, one.last, one.added, one.removed, sorted(one.weeks)]
                for key, one in self._shares.items()
            ],
            "seen": [[who, *account, day] for (who, account), day in self._seen.items()],
        }

    def remember(self, told: Mapping[str, Any]) -> None:
        """Takes up what `written` gave; raises `ValueError`, `KeyError` or `TypeError` where that is damaged."""
        shares: dict[_Key, Share] = {}
        for who, month, kind, commits, first, last, added, removed, weeks in told["shares"]:
            _check(who, month, kind)
            share = shares[who, month, kind] = Share(first, last)
            share.commits, share.added, share.removed, share.weeks = commits, added, removed, set(weeks)
            if not all(type(one) is int for one in (commits, first, last, added, removed, *weeks)):
                raise ValueError("no number")
            if commits < 1 or not 0 <= first <= last or kind not in KINDS or month != _month(first):
                raise ValueError("no share")
        seen: dict[tuple[str, Account], int] = {}
        for who, account, login, day in told["seen"]:
            _check(who, account, login)
            if type(day) is not int:
                raise ValueError("no day")
            seen[who, Account(account, login)] = day
        self._shares, self._seen = shares, seen


@lru_cache(maxsize=1 << 15)
def date_of(day: int) -> str:
    """A day since 1970 as 2026-05-14."""
    return (dt.date(1970, 1, 1) + dt.timedelta(days=day)).isoformat()


@lru_cache(maxsize=1 << 12)
def week_of(week: int) -> str:
    """A week, counted from the one that 1970 began in, as ISO 8601 writes it: 2026-W20."""
    year, number, _ = (dt.date(1969, 12, 29) + dt.timedelta(weeks=week)).isocalendar()
    return f"{year:04}-W{number:02}"


@lru_cache(maxsize=1 << 15)
def _month(day: int) -> str:
    return date_of(day)[:7]


def _check(*texts: Any) -> None:
    if not all(type(text) is str for text in texts):
        raise ValueError("no text")
