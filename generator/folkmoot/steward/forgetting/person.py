"""Who is to be forgotten: a member, or an account that only the archive knows."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from folkmoot.derive.identity import Account, accounts_in, withheld_people
from folkmoot.errors import WrongUse
from folkmoot.model.account import is_login
from folkmoot.model.community import Community
from folkmoot.model.conversation import Discussion, Issue, PullRequest
from folkmoot.model.forgotten import marks_of
from folkmoot.model.harvest import Harvest
from folkmoot.model.member import Member
from folkmoot.model.withheld import Withheld
from folkmoot.text import closest, excerpt, one_line, slug_of

_NUMBER = re.compile(r"github:[1-9][0-9]{0,17}")
_SOMEBODY = "somebody-who-is-no-member"


class Person(NamedTuple):
    """Somebody to be forgotten; `member` is their file, None of whoever has none (any more).

    `withheld` tells them from everybody else in what was collected.
    """

    member: Member | None
    withheld: Withheld

    @property
    def slugs(self) -> tuple[str, ...]:
        """The names of their file, today's first."""
        return (self.member.slug, *self.member.formerly) if self.member else ()

    @property
    def marks(self) -> frozenset[str]:
        """What they are known by to whoever has only hashes."""
        return marks_of(self.withheld.accounts, self.withheld.names, self.slugs)

    def is_named_in(self, name: str) -> bool:
        """Whether the name of a file or folder may tell who they are: it has a part of their name, login or file."""
        told = (*self.slugs, *self.logins, *self.withheld.names)
        known = {part for word in told for part in slug_of(word).split("-")}
        return not known.isdisjoint(slug_of(name).split("-"))

    @property
    def logins(self) -> tuple[str, ...]:
        """Their logins at GitHub, in lower case and in order."""
        return tuple(sorted(one.removeprefix("login:") for one in self.withheld.accounts if one.startswith("login:")))


def person(community: Community, harvest: Harvest, said: str) -> Person:
    """Whom somebody means by the name of a member's file, a login (also with @), or `github:` and a number.

    Raises `WrongUse` where that is nobody here.
    """
    said = said.strip()
    login = said.removeprefix("@")
    account = said if _NUMBER.fullmatch(said) else f"login:{login.lower()}"
    members = community.members.values()
    member = community.members.get(said) or next(
        (one for one in members if account in (*one.main_accounts, *one.other_accounts)), None
    )
    known = set(accounts_in(harvest))
    if member is None:
        if not (_NUMBER.fullmatch(said) or is_login(login)):
            raise _nobody(community, said)
        if not _is_known(account, known, harvest) and not any(one.is_about(account) for one in community.forgotten):
            raise _nobody(community, said)
        found = _of_account(members, account, known)
        return Person(None, found)
    found = withheld_people(members, known, is_out=lambda one: one is member)
    shown = {one.name for one in members if one is not member}
    return Person(member, found._replace(names=found.names - shown))


def _of_account(members: Iterable[Member], account: str, known: set[Account]) -> Withheld:
    """Who has an account that is no member's."""
    kind, _, told = account.partition(":")
    own = {"github_id": int(told)} if kind == "github" else {"github": told}
    stranger = Member.model_validate({"name": _SOMEBODY, "joined": "2000-01-01", **own})
    found = withheld_people((*members, stranger), known, is_out=lambda one: one is stranger)
    return found._replace(names=frozenset())


def _is_known(account: str, known: Iterable[Account], harvest: Harvest) -> bool:
    """Whether the archive has anything of an account."""
    kind, _, told = account.partition(":")
    if any(told == (str(one.id) if kind == "github" else one.login) for one in known):
        return True
    talk: tuple[Discussion | Issue | PullRequest, ...] = (*harvest.discussions, *harvest.issues, *harvest.pulls)
    remarks = (remark for one in talk for remark in one.comments)
    if kind == "login" and any(one.author.lower() == told for one in (*talk, *remarks, *harvest.releases)):
        return True
    return any(account == one.who or (kind == "login" and told == one.login.lower()) for one in harvest.work)


def _nobody(community: Community, said: str) -> WrongUse:
    shown = [slug for slug, one in community.members.items() if one.is_shown]
    called = [slug for slug in shown if community.members[slug].name == said]
    near = called[0] if len(called) == 1 else closest(said, shown)
    return WrongUse(
        f"nobody here is called “{excerpt(one_line(said), 60)}”",
        f"did you mean {near}?"
        if near
        else "name a member's file, such as ada-rossi, a GitHub login, or github: and the account's number",
    )
