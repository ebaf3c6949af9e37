"""What people gave, as pages tell it: who may be named stands by name, all others are counted. Never by number."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from folkmoot.model.community import Community
from folkmoot.model.credit import TOLD_ANYWAY, Contribution, Credit
from folkmoot.model.event import Event, Gathering
from folkmoot.model.hub import Contributor, Given, Hub, Occurrence, has_begun
from folkmoot.model.member import Member
from folkmoot.model.project import Project
from folkmoot.text import collated

Called = Callable[[Contribution], str]
"""What a kind of contribution is called in a language."""


class Gift(NamedTuple):
    """What one person gave, of one kind: how often, from the month `since` to that of `latest`, and to what.

    A day is None where nobody wrote down when it was. `number` is 0 where it was never counted, only said.
    """

    contribution: Contribution
    number: int
    since: dt.date | None
    latest: dt.date | None
    projects: tuple[Project, ...]


class People(NamedTuple):
    """Members who can be named, by name, and how many others there are."""

    members: tuple[Member, ...]
    others: int

    @property
    def number(self) -> int:
        """How many people they are in all."""
        return len(self.members) + self.others


class Thanked(NamedTuple):
    """A member who gets credit by hand, and what for; `gave` is empty of whoever wants to be named and no more."""

    member: Member
    gave: tuple[Contribution, ...]


def people_in(community: Community, found: Iterable[Given | Contributor]) -> People:
    """The people behind these, each once. Who wants no more than a name shown is one of the others."""
    members: dict[str, Member] = {}
    others: set[str] = set()
    for one in found:
        member = community.members.get(one.member)
        if member and member.shows_work:
            members[member.slug] = member
        elif (member and member.is_shown) or not one.member:
            others.add(one.who)
    by_name = sorted(members.values(), key=lambda one: (collated(one.name), one.slug))
    return People(tuple(by_name), len(others))


def gifts(community: Community, found: Iterable[Given], called: Called = str) -> list[Gift]:
    """What one person gave, by what its kinds are `called`."""
    return [gift(community, kind, given) for kind, given in _by_kind(found, called)]


def gift(community: Community, contribution: Contribution, found: Iterable[Given]) -> Gift:
    """What one person gave of one kind, to one project or to several."""
    found = list(found)
    projects = [community.projects[one.project] for one in found if one.project in community.projects]
    return Gift(
        contribution,
        sum(one.number for one in found if one.since),
        min((one.since for one in found if one.since), default=None),
        max((one.latest for one in found if one.latest), default=None),
        tuple(sorted(projects, key=lambda one: (collated(one.title), one.slug))),
    )


def givers(community: Community, found: Iterable[Given], called: Called = str) -> list[tuple[Contribution, People]]:
    """Who gave what, by what the kinds are `called`."""
    people = ((kind, people_in(community, given)) for kind, given in _by_kind(found, called))
    return [(kind, who) for kind, who in people if who.number]


def thanked(
    community: Community,
    credited: Iterable[Credit],
    *,
    hosts: Iterable[str | None] = (),
    speakers: Iterable[str | None] = (),
    authors: Iterable[str | None] = (),
) -> tuple[Thanked, ...]:
    """Whom a file gives credit by hand, each once and in its order, of those who are on the site.

    `hosts`, `speakers` and `authors` stand under headings of their own beside it: for what these tell nobody is thanked
    a second time, and who wants to be named and no more is named there alone.
    """
    headed = {"hosts": frozenset(hosts), "speakers": frozenset(speakers), "authors": frozenset(authors)}
    found: dict[str, list[Contribution]] = defaultdict(list)
    for credit in credited:
        found[credit.member] += credit.gave
    told: list[Thanked] = []
    for slug, gave in found.items():
        member = community.members.get(slug)
        if member and member.shows_work:
            kinds = [one for one in gave if one not in TOLD_ANYWAY or slug not in headed[TOLD_ANYWAY[one]]]
            told += [Thanked(member, tuple(dict.fromkeys(kinds)))] if kinds else []
        elif member and member.is_shown and not any(slug in people for people in headed.values()):
            told.append(Thanked(member, ()))
    return tuple(told)


def thanked_for(hub: Hub, event: Event, dates: Iterable[Occurrence]) -> tuple[Thanked, ...]:
    """Whom an event gives credit, beside its hosts and its speakers; of a series all `dates` are given.

    For what was called off, or is still to come, nobody has given anything yet.
    """
    return _thanked(hub, event, event) if has_begun(event, dates, hub.now, hub.today) else ()


def thanked_on(hub: Hub, date: Occurrence) -> tuple[Thanked, ...]:
    """The same of one date of a series."""
    return _thanked(hub, date.gathering, date.event) if date.was_held(hub.now, hub.today) else ()


def _thanked(hub: Hub, gathering: Gathering, event: Event) -> tuple[Thanked, ...]:
    speakers = (one.member for one in gathering.speakers)
    return thanked(hub.community, gathering.credits, hosts=event.hosts, speakers=speakers)


def _by_kind(found: Iterable[Given], called: Called) -> list[tuple[Contribution, list[Given]]]:
    kinds: dict[Contribution, list[Given]] = defaultdict(list)
    for one in found:
        kinds[one.contribution].append(one)
    return sorted(kinds.items(), key=lambda one: (collated(called(one[0])), one[0]))
