"""What belongs to whom, gathered in one pass: pages ask for it by slug instead of searching everything each time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from folkmoot.model.community import Community
from folkmoot.model.event import Event, Result
from folkmoot.model.harvest import Entry
from folkmoot.model.hub import Given, Hub, Occurrence, Share
from folkmoot.model.member import Member
from folkmoot.model.post import Post
from folkmoot.model.project import HelpWanted, Project
from folkmoot.model.team import Team, Term
from folkmoot.text import collated, sameness

_Thing = TypeVar("_Thing")

ALIVE = ("active", "idea")
"""Where a project stands that still takes helpers."""


class Lookup:
    """A hub's records by the slug of what they belong to; what nobody asks for by a known slug is empty.

    Lists keep the order that the hub has: occurrences by date, entries and posts newest first.
    """

    def __init__(self, hub: Hub) -> None:
        community, owners = hub.community, {source.slug: source.owner for source in hub.sources if source.owner}
        posts = sorted(community.posts.values(), key=lambda post: (post.date, post.slug), reverse=True)
        terms = [(team, term) for team in community.teams.values() for term in team.members]
        self.posts: tuple[Post, ...] = tuple(posts)
        self.of_event: Mapping[str, list[Occurrence]] = _by(hub.occurrences, lambda one: [one.event.slug])
        self.at_place: Mapping[str, list[Occurrence]] = _by(hub.occurrences, lambda one: [one.event.place or ""])
        self.all_at_place: Mapping[str, list[Occurrence]] = _by(hub.everything, lambda one: [one.event.place or ""])
        """Those of calendars elsewhere with them."""
        self.events: tuple[Event, ...] = (*community.events.values(), *_events(hub.elsewhere))
        """The community's events, and behind them those of calendars elsewhere."""
        self.about_project: Mapping[str, list[Occurrence]] = _by(hub.occurrences, lambda one: [one.event.project or ""])
        self.hosted: Mapping[str, list[Occurrence]] = _by(hub.occurrences, lambda one: one.event.hosts)
        self.spoken: Mapping[str, list[Occurrence]] = _by(hub.occurrences, _speakers)
        self.won: Mapping[str, list[tuple[Occurrence, Result]]] = _by(
            ((one, result) for one in hub.occurrences for result in one.gathering.results),
            lambda one: dict.fromkeys(who.member for who in one[1].to if who.member),
        )
        self.attended: Mapping[str, list[Occurrence]] = _by(
            (one for one in hub.occurrences if one.last < hub.today and one.takes_place),
            lambda one: one.gathering.attendees,
        )
        self.projects: Mapping[str, list[Project]] = _by(
            community.projects.values(), lambda one: dict.fromkeys([*one.leads, *one.contributors])
        )
        self.posts_by: Mapping[str, list[Post]] = _by(posts, lambda one: one.authors)
        self.terms: Mapping[str, list[tuple[Team, Term]]] = _by(terms, lambda one: [one[1].member])
        self.entries: Mapping[str, list[Entry]] = _by(hub.harvest.entries, lambda one: [owners.get(one.source, "")])
        self.voice_of: Mapping[str, str] = _voices(hub, owners)
        self.by_voice: Mapping[str, list[Entry]] = _by(hub.harvest.entries, lambda one: [self.voice_of[one.source]])
        self.shares: Mapping[str, list[Share]] = _by(hub.shares, lambda one: [one.member])
        self.given: Mapping[str, list[Given]] = _by(hub.given, lambda one: [one.member])
        self.given_to: Mapping[str, list[Given]] = _by(hub.given, lambda one: [one.project])
        self.helpers: tuple[Member, ...] = tuple(_helpers(community))
        self.helper_numbers: Mapping[str, int] = {one.slug: number for number, one in enumerate(self.helpers)}
        self.knowing: Mapping[str, list[int]] = _numbered(self.helpers, lambda one: one.skills)
        """The numbers of those helpers who have a skill, by its `sameness`, ascending."""
        self.waiting: tuple[tuple[Project, HelpWanted], ...] = tuple(_waiting(community))
        self.waiting_of: Mapping[str, list[int]] = _by(
            range(len(self.waiting)), lambda number: [self.waiting[number][0].slug]
        )
        self.wanting: Mapping[str, list[int]] = _numbered(self.waiting, lambda one: one[1].skills)
        """The numbers of what waits for somebody with a skill, by its `sameness`, ascending."""


def _by(things: Iterable[_Thing], slugs_of: Callable[[_Thing], Iterable[str]]) -> Mapping[str, list[_Thing]]:
    found: dict[str, list[_Thing]] = defaultdict(list)
    for thing in things:
        for slug in slugs_of(thing):
            found[slug].append(thing)
    return found


def _numbered(things: Iterable[_Thing], words_of: Callable[[_Thing], Iterable[str]]) -> Mapping[str, list[int]]:
    """The numbers of the things that have a word, however it is written."""
    things = list(things)
    words = [{sameness(word) for word in words_of(thing)} for thing in things]
    return _by(range(len(things)), lambda number: words[number])


def _helpers(community: Community) -> list[Member]:
    """Who can be asked for help, by name: members who are around, on the site, and agreed to have their skills told."""
    found = (one for one in community.members.values() if one.status == "active" and one.allows("profile"))
    return sorted(found, key=lambda one: (collated(one.name), one.slug))


def _waiting(community: Community) -> Iterable[tuple[Project, HelpWanted]]:
    """What waits for hands in projects that are alive: one of each project first, then the others."""
    alive = [one for one in community.projects.values() if one.status in ALIVE]
    longest = max((len(one.help_wanted) for one in alive), default=0)
    for turn in range(longest):
        yield from ((one, one.help_wanted[turn]) for one in alive if turn < len(one.help_wanted))


def _events(occurrences: Iterable[Occurrence]) -> Iterable[Event]:
    """The events of the occurrences, those of a series once."""
    return {one.event.slug: one.event for one in occurrences}.values()


def _voices(hub: Hub, owners: Mapping[str, str]) -> Mapping[str, str]:
    """Who speaks in each source of entries, as a slug: the member whose own it is, else the source itself."""
    taken = set(hub.community.members)
    voices: dict[str, str] = {}
    for source in sorted({entry.source for entry in hub.harvest.entries}):
        voice = owners.get(source, source)
        while source not in owners and voice in taken:
            voice += "-feed"
        taken.add(voice)
        voices[source] = voice
    return voices


def _speakers(one: Occurrence) -> Iterable[str]:
    return dict.fromkeys(person.member for person in one.gathering.speakers if person.member)
