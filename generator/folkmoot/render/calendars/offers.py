"""Which calendars a hub has: one of everything, one an event, and one for each thing that people subscribe to."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from babel import Locale
from babel.core import UnknownLocaleError

from folkmoot.model.event import Event, EventKind
from folkmoot.model.hub import Hub
from folkmoot.render.addresses import Addresses
from folkmoot.render.calendars.ical import calendar_file, call_of, entry_of
from folkmoot.render.calendars.remote import entries_elsewhere
from folkmoot.render.identity import uid_domain
from folkmoot.render.spoken import by_language
from folkmoot.render.wording.tongue import N_
from folkmoot.text import collated

Common = Literal["all", "online", "calls", "kind", "language", "place", "project"]
"""What the events of a calendar have in common."""

Say = Callable[[str], str]

KINDS: dict[EventKind, str] = {
    "meeting": N_("Meetings"),
    "barcamp": N_("Barcamps"),
    "conference": N_("Conferences"),
    "workshop": N_("Workshops"),
    "chat": N_("Chats"),
    "interview": N_("Interviews"),
    "contest": N_("Contests"),
    "game": N_("Games"),
}
"""What several events of a kind are called, in the order of lists."""


class Offer(NamedTuple):
    """A calendar to subscribe to, at `path` below the site's root.

    `title`, in the hub's main language, stands in a list of the hub's calendars; in the file, the community's name
    comes before it.
    """

    path: str
    title: str
    kind: Common


class _Planned(NamedTuple):
    """An offer, the address below the site's root of the page on which people read the same, and its events."""

    offer: Offer
    page: str
    events: list[Event]


def offers(hub: Hub, say: Say) -> tuple[Offer, ...]:
    """A hub's calendars beside those of single events: first everything, then the narrower ones that are not empty.

    The calendar of everything is there even where it is empty, since every page names it. None is of a host: what one
    person does, by day and place, is nothing that hosts agreed to have collected. `say` translates a word.
    """
    return tuple(one.offer for one in _planned(hub, say))


def calendars(hub: Hub, site_url: str, say: Say) -> Iterator[tuple[str, bytes]]:
    """Every calendar file as its path and content; `site_url` ends in a slash, or is "" where it is not known.

    An event is written once, and put into all the calendars that it belongs to; those of calendars elsewhere too, which
    have no file of their own.
    """

    def absolute(address: str) -> str:
        return f"{site_url}{address}" if site_url else ""

    community, original = hub.community, Addresses(hub.community).original
    domain = uid_domain(community.profile, site_url)
    dated = {event.slug: event for event in community.events.values() if event.has_date}
    pages = {slug: absolute(original(event)) for slug, event in dated.items()}
    entries = {slug: entry_of(hub, event, pages[slug], domain) for slug, event in dated.items()}
    entries |= entries_elsewhere(hub, domain)
    for offer, page, events in _planned(hub, say):
        if offer.kind == "calls":
            shown = [call for event in events if (call := call_of(hub, event, domain))]
        else:
            shown = [entries[event.slug] for event in events]
        name = community.profile.name
        if offer.kind != "all":
            name = say("%(whole)s: %(part)s") % {"whole": name, "part": offer.title}
        yield offer.path, calendar_file(shown, name, absolute(page), absolute(offer.path))
    for slug, event in dated.items():
        path = f"events/{slug}.ics"
        yield path, calendar_file([entries[slug]], event.title, pages[slug], absolute(path))


def _planned(hub: Hub, say: Say) -> Iterator[_Planned]:
    community = hub.community
    remote = {one.event.slug: one.event for one in hub.elsewhere}
    events = [*(event for event in community.events.values() if event.has_date), *remote.values()]
    yield _Planned(Offer("events.ics", say("All events"), "all"), "events/", events)
    for one in (
        *_by_way(hub, events, say),
        *_by_kind(events, say),
        *_by_language(hub, events),
        *_by_record(hub, events),
    ):
        if one.events:
            yield one


def _by_way(hub: Hub, events: list[Event], say: Say) -> Iterator[_Planned]:
    online = [event for event in events if event.online]
    yield _Planned(Offer("calendars/online.ics", say("Online"), "online"), "events/", online)
    # A call has a last day of its own: also where the event is announced for a month only.
    calls = [one for one in hub.community.events.values() if one.call_for_papers and one.call_for_papers.closes]
    yield _Planned(Offer("calendars/calls-for-papers.ics", say("Calls for papers"), "calls"), "events/", calls)


def _by_kind(events: list[Event], say: Say) -> Iterator[_Planned]:
    same = _grouped(events, lambda event: event.kind)
    for kind, title in KINDS.items():
        yield _Planned(Offer(f"calendars/kind-{kind}.ics", say(title), "kind"), "events/", same[kind])


def _by_language(hub: Hub, events: list[Event]) -> Iterator[_Planned]:
    for tag, same in by_language(hub.community, events).items():
        yield _Planned(Offer(f"calendars/language-{tag}.ics", _own_name(tag), "language"), "events/", same)


def _own_name(tag: str) -> str:
    """What a language calls itself, as a title: Français; the tag where Babel does not know it."""
    try:
        name = Locale.parse(tag, sep="-").get_display_name() or tag
    except (UnknownLocaleError, ValueError):
        return tag
    return name[0].upper() + name[1:]


def _by_record(hub: Hub, events: list[Event]) -> Iterator[_Planned]:
    """Places, then projects, each by name."""
    original = Addresses(hub.community).original
    there = _grouped(events, lambda event: event.place)
    for place in sorted(hub.community.places.values(), key=lambda one: (collated(one.name), one.slug)):
        offer = Offer(f"calendars/place-{place.slug}.ics", place.name, "place")
        yield _Planned(offer, original(place), there[place.slug])
    about = _grouped(events, lambda event: event.project)
    for project in sorted(hub.community.projects.values(), key=lambda one: (collated(one.title), one.slug)):
        offer = Offer(f"calendars/project-{project.slug}.ics", project.title, "project")
        yield _Planned(offer, original(project), about[project.slug])


def _grouped(events: list[Event], common: Callable[[Event], str | None]) -> defaultdict[str, list[Event]]:
    found: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        if key := common(event):
            found[key].append(event)
    return found
