"""Whom nothing may name: hidden members, whoever was hidden when their file was removed, and who is forgotten."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from folkmoot.model.turnover import account_token


class Withheld(NamedTuple):
    """Hidden members by name and account, and those of whom only hashes are known: who left while they were hidden, and
    who asked to be forgotten.

    `names` are as the files have them, and `others` those of members who are not among them. `accounts` are
    `github:<id>`, `login:<login in lower case>` and `hash:<salted hash>` of an address. `gone` are hashes of accounts
    by the salt that they were made with. `claimed` are the accounts of members who are on the site: what somebody says
    of themselves today counts for more than what was before.
    """

    names: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    gone: Mapping[str, frozenset[str]] = MappingProxyType({})
    claimed: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()

    def holds(self, account: str) -> bool:
        """Whether an account, as the archive names it, is one of theirs."""
        return account in self.accounts or (
            account not in self.claimed
            and any(account_token(account, salt) in hashes for salt, hashes in self.gone.items())
        )

    def holds_login(self, login: str) -> bool:
        """Whether a login is one of theirs, in whatever capitals it is written."""
        return bool(login) and self.holds(f"login:{login.lower()}")

    def holds_number(self, number: int) -> bool:
        """Whether the number of an account is one of theirs; 0 is nobody's."""
        return bool(number) and self.holds(f"github:{number}")
