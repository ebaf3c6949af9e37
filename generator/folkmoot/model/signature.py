"""Under which names and addresses people stand in git histories. It is told to whoever runs the program, never kept."""

from typing import NamedTuple


class Signature(NamedTuple):
    """An address in the history of one repository, as its .mailmap corrects it, in lower case.

    `names` are those it is used with, the most frequent first. `account` is who it is to the archive: `github:<id>`,
    `login:<login>` or `hash:<salted hash>`; `login` is "" where nothing tells it. `corrected` are addresses that the
    .mailmap says are this one's, `beside` those that stand in the same commit as author or co-author.
    """

    source: str
    email: str
    names: tuple[str, ...]
    account: str
    login: str
    commits: int
    corrected: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()


class Other(NamedTuple):
    """One more account or address of somebody, and what speaks for its being theirs, in words."""

    account: str
    login: str
    name: str
    emails: tuple[str, ...]
    commits: int
    sources: tuple[str, ...]
    reasons: tuple[str, ...]


class Double(NamedTuple):
    """Somebody who probably has several accounts or addresses, and the lines that would say so.

    `member` is a slug, or "" for somebody who is none; `person` is what they are called. The lines belong into `path`:
    a member's file, or the .mailmap of the repository that `source` names.
    """

    member: str
    person: str
    path: str
    source: str
    lines: tuple[str, ...]
    others: tuple[Other, ...]


class Unclaimed(NamedTuple):
    """Somebody whose commits, in the repositories `sources`, count for nobody: no member's file has the address.

    `account` is the salted hash that stands for the `email`; the `name` is as a .mailmap can have it.
    """

    account: str
    name: str
    email: str
    commits: int
    sources: tuple[str, ...]

    @property
    def line_of_member(self) -> str:
        """The line that makes it a member's, in their file, where it has no line `accounts` yet."""
        return f'accounts: ["{self.account}"]'

    @property
    def line_of_mailmap(self) -> str:
        """The line for the .mailmap of the repositories, to be filled with an address of theirs that is known."""
        return f"{self.name} <an address of theirs that is known> <{self.email}>".lstrip()
