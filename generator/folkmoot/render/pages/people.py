"""The profiles, and all else in the folder of the members."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from folkmoot.model.hub import Occurrence
from folkmoot.model.member import Member
from folkmoot.render.canvas import Canvas
from folkmoot.render.framing.frame import SITE
from folkmoot.render.giving import gifts
from folkmoot.render.head import Card
from folkmoot.render.linked_data import person_data
from folkmoot.render.page import Page
from folkmoot.render.pages import directory, facet_lists, worldmap
from folkmoot.render.pages.facets import Facet, Facets
from folkmoot.render.pages.helping import Task, where_to_help
from folkmoot.text import collated

_LATEST = 8
"""How many of a person's entries and occurrences a profile shows."""


def pages(canvas: Canvas) -> Iterator[Page]:
    """The directory, the facets, the map, and a profile for every member who is on the site."""
    found = Facets(canvas.original, canvas.hub.today)
    yield from directory.pages(canvas, found)
    yield from facet_lists.pages(canvas, found)
    yield from worldmap.pages(canvas, found)
    yield from map(profiles(canvas, found), canvas.at_home(canvas.visible))


def profiles(canvas: Canvas, found: Facets) -> Callable[[Member], Page]:
    """What makes the page of one member."""
    return lambda member: _profile(canvas, member, _linked(found, member), where_to_help(canvas, member))


def newest(canvas: Canvas) -> list[Member]:
    """Who joined within the community's window for newcomers, latest first."""
    days = canvas.community.profile.thresholds.newcomer_days
    since = canvas.hub.today - dt.timedelta(days=days)
    found = [one for one in canvas.visible if since <= one.joined <= canvas.hub.today and one.visibility == "public"]
    return sorted(found, key=lambda member: (member.joined, member.slug), reverse=True)


def _profile(canvas: Canvas, member: Member, linked: dict[str, dict[str, str]], where: list[Task]) -> Page:
    """What they agreed to; of whoever wants to be named and no more, the name, and the badge that says it."""
    if member.visibility != "public":
        card = Card(kind="profile", data=person_data(canvas.hub, SITE, member))
        about = f"{member.name}, {canvas.site_name}"
        return canvas.record_page("named.html", member, member.name, description=about, card=card, member=member)
    found, slug = canvas.lookup, member.slug
    city = member.location.city if member.location and member.allows("profile") else None
    picture = member.photo if member.photo and member.allows("photo") else ""
    led = [one for one in found.projects[slug] if slug in one.leads]
    return canvas.record_page(
        "member.html",
        member,
        member.name,
        description=f"{member.name}, {city}" if city else f"{member.name}, {canvas.site_name}",
        card=Card(
            kind="profile",
            picture=picture,
            alt=member.name if picture else "",
            data=person_data(canvas.hub, SITE, member),
        ),
        member=member,
        left=canvas.hub.left_on(member),
        linked=linked,
        inviter=next(iter(canvas.shown([member.invited_by or ""])), None),
        terms=found.terms[slug],
        led=led,
        contributed=[one for one in found.projects[slug] if slug not in one.leads],
        tasks=where,
        hosted=_nearest(canvas, found.hosted[slug]),
        spoke=_nearest(canvas, found.spoken[slug]),
        won=found.won[slug][::-1],
        attended=_nearest(canvas, (one for one in found.attended[slug] if slug not in one.event.hosts))
        if member.allows("attendance")
        else [],
        met=_met(canvas, member),
        posts=found.posts_by[slug],
        entries=found.entries[slug][:_LATEST],
        entry_count=len(found.entries[slug]),
        shares=found.shares[slug],
        worked_on={one.source: canvas.repository_of(one.source) for one in found.shares[slug]},
        gifts=gifts(canvas.community, found.given[slug], canvas.phrases.contribution),
    )


def _linked(found: Facets, member: Member) -> dict[str, dict[str, str]]:
    """Where the words of a profile lead, by kind: to the others who have them too. Only facets they are in count."""
    own = {facet.address for facet in found.of_member.get(member.slug, ())}

    def leading(facets: Iterable[tuple[str, Facet | None]]) -> dict[str, str]:
        return {word: facet.address for word, facet in facets if facet and facet.address in own}

    where = member.location
    return {
        "skill": leading((word, found.of("skill", word)) for word in member.skills),
        "interest": leading((word, found.of("interest", word)) for word in member.interests),
        "available-for": leading((word, found.of("available-for", word)) for word in member.available_for),
        "language": leading((word, found.of("language", word)) for word in member.languages),
        "country": leading([(where.country, found.country(where.country))] if where and where.country else []),
        "town": leading([(where.city, found.town(member))] if where and where.city else []),
    }


def _met(canvas: Canvas, member: Member) -> list[Member]:
    """Whom they took part in something with, by name, where both agreed that their attendance and ties are shown."""
    if not (member.allows("ties") and member.allows("attendance")):
        return []
    slugs = {slug for one in canvas.lookup.attended[member.slug] for slug in one.gathering.attendees} - {member.slug}
    met = (one for one in canvas.shown(slugs) if one.allows("ties") and one.allows("attendance"))
    return sorted(met, key=lambda one: (collated(one.name), one.slug))


def _nearest(canvas: Canvas, found: Iterable[Occurrence]) -> list[Occurrence]:
    """Of each event the next date, else the last one: what is ahead comes first, soonest first, then the past."""
    today = canvas.hub.today
    nearest: dict[str, Occurrence] = {}
    for one in sorted(found, key=lambda one: one.date):
        known = nearest.get(one.event.slug)
        if known is None or known.last < today:
            nearest[one.event.slug] = one
    dated = sorted(nearest.values(), key=lambda one: (one.date, one.event.slug))
    past = [one for one in dated if one.last < today]
    return [*(one for one in dated if one.last >= today), *reversed(past)][:_LATEST]
