"""Who stands behind an address in a git history: an account at GitHub, a program, or somebody unnamed.

People are never matched by the name they display: two Davids would become one.
"""

import hashlib
import re
from typing import NamedTuple

from folkmoot.model.account import HASH

# https://docs.github.com/account-and-profile/reference/email-addresses-reference#your-noreply-email-address
_NOREPLY = re.compile(r"(?:(\d+)\+)?([A-Za-z0-9][A-Za-z0-9_-]*(?:\[bot\])?)@users\.noreply\.github\.com", re.IGNORECASE)
_PROGRAMS = {
    *("action@github.com", "actions@github.com", "github-actions@github.com", "noreply@github.com"),
    *("support@dependabot.com", "bot@renovateapp.com", "greenkeeper@greenkeeper.io", "snyk-bot@snyk.io"),
    *("noreply@weblate.org", "hosted@weblate.org", "bot@all-contributors.org", "noreply@anthropic.com"),
}


class Account(NamedTuple):
    """A person as the archive names them (`github:<id>`, `login:<login>`), with the login as written."""

    who: str
    login: str


def account_of(email: str) -> Account | None:
    """The GitHub account that an address of GitHub's own gives away, or None for any other address."""
    match = _NOREPLY.fullmatch(email)
    if match is None:
        return None
    number, login = match.groups()
    return Account(f"github:{number}" if number else f"login:{login.lower()}", login)


def is_bot(name: str, email: str) -> bool:
    """Whether a program wrote it: its name or login ends in [bot], or its address is known to be a program's."""
    account = account_of(email)
    says_so = (name.strip(), account.login if account else "")
    return any(one.lower().endswith("[bot]") for one in says_so) or email.lower() in _PROGRAMS


def hashed(email: str, salt: str) -> str:
    """`hash:` and 16 digits that stand for an address in this archive alone: SHA-256 of the salt and the address."""
    return f"{HASH}{hashlib.sha256(f'{salt}{email.lower()}'.encode()).hexdigest()[:16]}"
