"""Whom nothing may name: hidden members, and whoever was hidden when their file was removed."""

from typing import NamedTuple

from folkmoot.model.turnover import account_token


class Withheld(NamedTuple):
    """Hidden members by name and account, and those who left while they were hidden, of whom only hashes are known.

    `names` are as the files have them, and `others` those of members who are not among them. `accounts` are
    `github:<id>`, `login:<login in lower case>` and `hash:<salted hash>` of an address. `gone` are hashes of accounts,
    made with `salt`. `claimed` are the accounts of members who are on the site: what somebody says of themselves today
    counts for more than what was before.
    """

    names: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    salt: str = ""
    claimed: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()

    def holds(self, account: str) -> bool:
        """Whether an account, as the archive names it, is one of theirs."""
        return account in self.accounts or (
            bool(self.gone) and account not in self.claimed and account_token(account, self.salt) in self.gone
        )

    def holds_login(self, login: str) -> bool:
        """Whether a login is one of theirs, in whatever capitals it is written."""
        return bool(login) and self.holds(f"login:{login.lower()}")

    def holds_number(self, number: int) -> bool:
        """Whether the number of an account is one of theirs; 0 is nobody's."""
        return bool(number) and self.holds(f"github:{number}")
