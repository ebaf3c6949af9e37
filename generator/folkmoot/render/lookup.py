"""What belongs to whom, gathered in one pass: pages ask for it by slug instead of searching everything each time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from folkmoot.model.harvest import Entry, Work
from folkmoot.model.hub import Hub, Occurrence, Share
from folkmoot.model.member import Member
from folkmoot.model.post import Post
from folkmoot.model.project import Project
from folkmoot.model.team import Team, Term
from folkmoot.text import collated

_Thing = TypeVar("_Thing")


class Lookup:
    """A hub's records by the slug of what they belong to; what nobody asks for by a known slug is empty.

    Lists keep the order that the hub has: occurrences by date, entries and posts newest first.
    """

    def __init__(self, hub: Hub) -> None:
        community, owners = hub.community, {source.slug: source.owner for source in hub.sources if source.owner}
        posts = sorted(
            (post for post in community.posts.values() if post.date <= hub.today),
            key=lambda post: (post.date, post.slug),
            reverse=True,
        )
        terms = [(team, term) for team in community.teams.values() for term in team.members]
        self.posts: tuple[Post, ...] = tuple(posts)
        self.of_event: Mapping[str, list[Occurrence]] = _by(hub.occurrences, lambda one: [one.event.slug])
        self.at_place: Mapping[str, list[Occurrence]] = _by(hub.occurrences, lambda one: [one.event.place or ""])
        self.about_project: Mapping[str, list[Occurrence]] = _by(hub.occurrences, lambda one: [one.event.project or ""])
        self.hosted: Mapping[str, list[Occurrence]] = _by(hub.occurrences, lambda one: one.event.hosts)
        self.spoken: Mapping[str, list[Occurrence]] = _by(hub.occurrences, _speakers)
        self.attended: Mapping[str, list[Occurrence]] = _by(
            (one for one in hub.occurrences if one.last < hub.today), lambda one: one.gathering.attendees
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
        knowing = (one for one in community.members.values() if one.allows("profile"))
        self.knowing: Mapping[str, list[Member]] = _by(knowing, lambda one: {collated(skill) for skill in one.skills})
        self.work: Mapping[str, list[Work]] = _by(hub.harvest.work, lambda one: [one.source])


def _by(things: Iterable[_Thing], slugs_of: Callable[[_Thing], Iterable[str]]) -> Mapping[str, list[_Thing]]:
    found: dict[str, list[_Thing]] = defaultdict(list)
    for thing in things:
        for slug in slugs_of(thing):
            found[slug].append(thing)
    return found


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
