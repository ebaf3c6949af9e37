"""Which authors are programs: those that everybody knows, and those that a hub names."""

from collections.abc import Iterable
from functools import lru_cache

from folkmoot.collect.authors import account_of, is_bot
from folkmoot.model.programs import named_by


class Programs:
    """The authors that count for nobody. `patterns` are addresses, logins or names, `*` for whatever stands there.

    Capitals do not count.
    """

    def __init__(self, patterns: Iterable[str] = ()) -> None:
        self._own = named_by(patterns)

    def has(self, name: str, email: str) -> bool:
        """Whether somebody who is called so, and has this address, is a program."""
        return is_bot(name, email) or any(map(self._own, (name, email, _login(email))))


@lru_cache(maxsize=1 << 10)
def _login(email: str) -> str:
    account = account_of(email)
    return account.login if account else ""
