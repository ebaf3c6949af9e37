"""Whoever asked to be forgotten stays out of the archive: the one rule for what is collected and what is there."""

from collections.abc import Iterable
from typing import Any, Self, TypeVar

from folkmoot.derive.unnamed import Unnamed
from folkmoot.model.community import Community
from folkmoot.model.conversation import Discussion, Issue, PullRequest, Release
from folkmoot.model.forgotten import NamesForgotten, hashes_by_salt
from folkmoot.model.harvest import CalendarEvent, Departure, Entry, KeptPicture, SourceState, Work
from folkmoot.model.withheld import Withheld

_Told = Entry | CalendarEvent | Discussion | Issue | PullRequest | Release
_Record = TypeVar("_Record", bound=_Told | Work | SourceState | Departure | KeptPicture)


class Struck:
    """Leaves out of records whatever is about people who are forgotten: theirs whole, and their names in others'.

    It goes by the same rule as what the site shows of hidden people, `Unnamed`; work under an account of theirs goes.
    """

    def __init__(self, withheld: Withheld, names: NamesForgotten | None = None) -> None:
        self._withheld = withheld
        self._unnamed = Unnamed(withheld, names)

    @classmethod
    def by(cls, community: Community) -> Self:
        """For whoever the community has forgotten. An account, or a name, that a member has today is that member's."""
        members = community.members.values()
        claimed = frozenset(account for one in members for account in (*one.main_accounts, *one.other_accounts))
        withheld = Withheld(gone=hashes_by_salt(community.forgotten), claimed=claimed)
        return cls(withheld, NamesForgotten(community.forgotten, (one.name for one in members)))

    def of(self, records: Iterable[_Record]) -> list[_Record]:
        """What is left of the records, in their order."""
        records = list(records)
        if self._withheld == Withheld():
            return records
        return [left for one in records if (left := self.of_one(one))]

    def of_one(self, one: _Record) -> _Record | None:
        """What is left of a record, None where nothing is."""
        if isinstance(one, Work):
            is_theirs = self._withheld.holds(one.who) or self._withheld.holds_login(one.login)
            return None if is_theirs else one
        if isinstance(one, SourceState | Departure | KeptPicture):
            return one
        left: tuple[Any, ...] = self._unnamed.of((one,))
        return left[0] if left else None


NOBODY = Struck(Withheld())
"""Where nobody asked to be forgotten."""
