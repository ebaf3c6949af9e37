"""Who is to be named for what they gave outside of the site, too: public members, and logins that GitHub shows."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple, get_args

from folkmoot.derive.identity import accounts_in, withheld_people
from folkmoot.model.conversation import Discussion, Issue, PullRequest
from folkmoot.model.credit import Contribution
from folkmoot.model.hub import Hub
from folkmoot.model.member import Member
from folkmoot.model.spelt import NamesSought, spellings
from folkmoot.model.withheld import Withheld
from folkmoot.text import collated

_ORDER: tuple[str, ...] = get_args(Contribution)


class Credited(NamedTuple):
    """Somebody with what they gave, in the words of all-contributors: how often by kind, in the order of these words.

    `who` is a member's slug, else the account as the archive has it. `member` is a slug, "" for somebody who is none;
    of them no more is told than the `login`, which is "" for members whose file has none. `number` is that of the
    account, or 0. `page` is where they are on the web, "" if unknown, and `has_portrait` tells that they agreed to have
    their picture shown.
    """

    who: str
    name: str
    member: str
    login: str
    number: int
    page: str
    has_portrait: bool
    gave: dict[str, int]


class Everybody(NamedTuple):
    """Those who are named, members first, each by name; and how many gave something beside them."""

    named: tuple[Credited, ...]
    others: int


def everybody(hub: Hub, projects: Collection[str] = ()) -> Everybody:
    """Who gave what, in all, or to `projects` alone, by their slugs, where there are any.

    Who is hidden is nowhere, and members who want to be no more than named are counted.
    """
    gave: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in hub.given:
        if projects and one.project not in projects:
            continue
        gave[one.member or one.who][one.contribution] += one.number
    logins = _logins(hub)
    named: list[Credited] = []
    for who, counted in gave.items():
        kinds = {kind: counted[kind] for kind in _ORDER if counted[kind]}
        member = hub.community.members.get(who)
        if member and member.shows_work:
            named.append(_of_member(member, kinds))
        elif member is None and (login := logins.get(who, "")):
            number = int(who.removeprefix("github:")) if who.startswith("github:") else 0
            named.append(Credited(who, login, "", login, number, f"https://github.com/{login}", False, kinds))
    named.sort(key=lambda one: (not one.member, collated(one.name), one.member, one.number))
    return Everybody(tuple(named), len(gave) - len(named))


def _of_member(member: Member, gave: dict[str, int]) -> Credited:
    login = member.github or ""
    page = next((link.url for link in member.links), f"https://github.com/{login}" if login else "")
    return Credited(
        member.slug, member.name, member.slug, login, member.github_id or 0, page, member.allows("photo"), gave
    )


def _logins(hub: Hub) -> dict[str, str]:
    """The login of each account that the archive knows, as it was written last."""
    last: dict[str, tuple[str, str]] = {}
    for who, day, login in _seen(hub):
        if login:
            last[who] = max(last.get(who, ("", "")), (day, login))
    return {who: login for who, (_, login) in last.items()}


def _seen(hub: Hub) -> Iterator[tuple[str, str, str]]:
    """Every account, with a day and the login that it had then."""
    for work in hub.harvest.work:
        yield work.who, work.last, work.login or work.who.removeprefix("login:") * work.who.startswith("login:")
    talks: list[Discussion | Issue | PullRequest] = [*hub.harvest.discussions, *hub.harvest.issues, *hub.harvest.pulls]
    for talk in talks:
        yield _name(talk.author, talk.author_id), talk.published, talk.author
        for said in talk.comments:
            yield _name(said.author, said.author_id), said.created, said.author
    for pull in hub.harvest.pulls:
        for review in pull.reviews:
            yield _name(review.author, review.author_id), review.created, review.author
    for release in hub.harvest.releases:
        yield _name(release.author, release.author_id), release.published, release.author


def _name(login: str, number: int) -> str:
    return f"github:{number}" if number else f"login:{login.lower()}"


class LeftOut(NamedTuple):
    """Who stands in no list with what they gave: whom nothing names, and members who want to be no more than named."""

    parties: tuple[Withheld, ...]
    names: NamesSought
    told: frozenset[str]

    def holds(self, login: str, number: int, name: str) -> bool:
        """Whether one of them is meant by a login, by the number of an account, or by a name as they write it.

        By their name alone nobody is whose account is `told`, a member's who may be called as somebody else is.
        """
        accounts = any(one.holds_login(login) or one.holds_number(number) for one in self.parties)
        is_told = not self.told.isdisjoint((f"login:{login.lower()}", f"github:{number}"))
        return accounts or (not is_told and any(map(self.names.are_told, spellings(name))))


def left_out(hub: Hub) -> LeftOut:
    """Who is to be left out of lists that others wrote, too."""
    named = withheld_people(
        hub.community.members.values(), accounts_in(hub.harvest), is_out=lambda one: one.is_shown and not one.shows_work
    )
    parties = (hub.withheld, named)
    working = [one for one in hub.community.members.values() if one.shows_work]
    told = frozenset(account for one in working for account in (*one.main_accounts, *one.other_accounts))
    names = NamesSought((name for one in parties for name in one.names), (one.name for one in working))
    return LeftOut(parties, names, told)
