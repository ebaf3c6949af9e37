"""The directory and the profiles."""

import datetime as dt
from collections.abc import Iterable, Iterator

from folkmoot.model.hub import Occurrence
from folkmoot.model.member import Member
from folkmoot.render.canvas import Canvas
from folkmoot.render.page import Page
from folkmoot.text import collated

_LATEST = 8
"""How many of a person's entries and occurrences a profile shows."""


def pages(canvas: Canvas) -> Iterator[Page]:
    """The directory, and a profile for every member who is on the site."""
    visible = canvas.visible
    yield canvas.page(
        "members.html",
        "members/",
        "Members",
        description=f"The people of {canvas.community.profile.name}",
        source="members/",
        current=[member for member in visible if member.status != "alumni"],
        former=[member for member in visible if member.status == "alumni"],
        hidden_count=len(canvas.community.members) - len(visible),
    )
    for member in visible:
        yield _profile(canvas, member)


def newest(canvas: Canvas) -> list[Member]:
    """Who joined within the community's window for newcomers, latest first."""
    days = canvas.community.profile.thresholds.newcomer_days
    since = canvas.hub.today - dt.timedelta(days=days)
    found = [one for one in canvas.visible if since <= one.joined <= canvas.hub.today and one.visibility == "public"]
    return sorted(found, key=lambda member: (member.joined, member.slug), reverse=True)


def _profile(canvas: Canvas, member: Member) -> Page:
    found, slug = canvas.lookup, member.slug
    city = member.location.city if member.location and member.allows("profile") else None
    return canvas.record_page(
        "member.html",
        member,
        member.name,
        description=f"{member.name}, {city}" if city else f"{member.name} at {canvas.community.profile.name}",
        member=member,
        inviter=next(iter(canvas.shown([member.invited_by or ""])), None),
        terms=found.terms[slug],
        projects=found.projects[slug],
        hosted=_nearest(canvas, found.hosted[slug]),
        spoke=_nearest(canvas, found.spoken[slug]),
        attended=_nearest(canvas, (one for one in found.attended[slug] if slug not in one.event.hosts))
        if member.allows("attendance")
        else [],
        met=_met(canvas, member),
        posts=found.posts_by[slug],
        entries=found.entries[slug][:_LATEST],
        shares=found.shares[slug],
    )


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
