"""Who shares what: the members by skill, interest, language, place, what they are available for, and team."""

import datetime as dt
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from folkmoot import text
from folkmoot.model.community import Community
from folkmoot.model.member import Member
from folkmoot.render.atlas.gazetteer import Town, towns
from folkmoot.render.framing.frame import BARE, SHELL
from folkmoot.render.pages.paging import slugs_of

Kind = Literal["skill", "interest", "language", "place", "available-for", "team"]
KINDS: tuple[Kind, ...] = ("skill", "interest", "language", "place", "available-for", "team")
"""The kinds of facets, as they stand in addresses: members/skill/."""

_TAKEN = re.compile(rf"\d+|(?:{SHELL}|{BARE})(?:-.*)?")
"""What stands below a list already: its further pages, and those that frames are taken from."""


class Facet(NamedTuple):
    """What some members share.

    `word` is how most of them write it; a language's tag; a team's slug; of a country its two letters. Of a town
    `country` says in which it is, "" where nobody does, and `town` where that is, if it is known.
    """

    kind: Kind
    slug: str
    word: str
    members: tuple[Member, ...]
    is_town: bool = False
    country: str = ""
    town: Town | None = None

    @property
    def address(self) -> str:
        """Where its page is, relative to the site's root in a language."""
        return f"members/{self.kind}/{self.slug}/"


class Facets:
    """All facets of a community's members: of those who are still with it, and agreed to have their profile shown."""

    def __init__(self, community: Community, today: dt.date) -> None:
        shown = [one for one in community.members.values() if one.allows("profile") and one.status != "alumni"]
        shown.sort(key=lambda one: (text.collated(one.name), one.slug))
        self._towns = towns(frozenset(filter(None, map(_town_of, shown))))
        self._teams: Mapping[str, set[str]] = _serving(community, today)
        self._by_key: dict[tuple[Kind, str], Facet] = {}
        self.by_kind: dict[Kind, list[Facet]] = {kind: self._gathered(kind, shown) for kind in KINDS}
        self.of_member: dict[str, list[Facet]] = defaultdict(list)
        for facets in self.by_kind.values():
            for facet in facets:
                for member in facet.members:
                    self.of_member[member.slug].append(facet)

    def of(self, kind: Kind, word: str) -> Facet | None:
        """The facet that a word belongs to, however it is written."""
        return self._by_key.get((kind, text.sameness(word)))

    def country(self, code: str) -> Facet | None:
        """Who lives in a country."""
        return self._by_key.get(("place", code.lower()))

    def town(self, member: Member) -> Facet | None:
        """Who lives in a member's town."""
        where = member.location
        return self._by_key.get(("place", self._town_key(where.country, where.city))) if where and where.city else None

    def _gathered(self, kind: Kind, shown: list[Member]) -> list[Facet]:
        """The facets of one kind, the most used first."""
        people: dict[str, list[Member]] = defaultdict(list)
        spellings: dict[str, Counter[str]] = defaultdict(Counter)
        for member in shown:
            for key, word in dict(self._keyed(kind, member)).items():
                people[key].append(member)
                spellings[key][word] += 1
        slugs = slugs_of(people)
        for key, members in people.items():
            word = min(spellings[key].items(), key=lambda item: (-item[1], item[0]))[0]
            slug = slugs[key]
            if _TAKEN.fullmatch(slug):
                slug = f"{slug}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"
            facet = Facet(kind, slug, word, tuple(members), *(self._place(members[0], key) if kind == "place" else ()))
            self._by_key[kind, key] = facet
        found = [self._by_key[kind, key] for key in people]
        return sorted(found, key=lambda one: (-len(one.members), text.collated(one.word), one.slug))

    def _keyed(self, kind: Kind, member: Member) -> Iterator[tuple[str, str]]:
        """What a member has of a kind: under which key, and how they write it."""
        if kind == "place":
            where = member.location
            if where and where.country:
                yield where.country.lower(), where.country
            if where and where.city:
                yield self._town_key(where.country, where.city), where.city
            return
        words = {
            "skill": member.skills,
            "interest": member.interests,
            "language": member.languages,
            "available-for": member.available_for,
            "team": sorted(self._teams.get(member.slug, ())),
        }[kind]
        yield from ((text.sameness(word), word) for word in words)

    def _town_key(self, country: str | None, city: str) -> str:
        """One key for a town, whatever its name in the member's language; the sign keeps it apart from a country."""
        known = self._towns.get((country or "", city))
        return f"{(country or '').lower()} {text.sameness(known.name if known else city)}~".lstrip()

    def _place(self, member: Member, key: str) -> tuple[bool, str, Town | None]:
        where = _town_of(member)
        if not key.endswith("~"):
            return False, "", None
        country = (member.location.country if member.location else None) or ""
        return True, country, self._towns.get(where) if where else None


def _town_of(member: Member) -> tuple[str, str] | None:
    where = member.location
    return (where.country, where.city) if where and where.city and where.country else None


def _serving(community: Community, today: dt.date) -> Mapping[str, set[str]]:
    """The teams in which each member is today."""
    found: dict[str, set[str]] = defaultdict(set)
    for team in community.teams.values():
        for term in team.members:
            if term.serves(today):
                found[term.member].add(team.slug)
    return found
