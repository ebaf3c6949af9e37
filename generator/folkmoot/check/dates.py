"""Days, times and zones that can be."""

import datetime as dt
import functools
import re
import zoneinfo
from collections.abc import Iterator
from dataclasses import replace

from babel.core import get_global

from folkmoot.model.advice import ZONE_ADVICE
from folkmoot.model.base import Filed
from folkmoot.model.community import Community
from folkmoot.model.event import Event
from folkmoot.model.moment import Moment
from folkmoot.model.problem import KeyPath, Problem
from folkmoot.model.remedy import Interpret, Rewrite
from folkmoot.model.slot import aware
from folkmoot.model.zones import LIKELY_ZONES
from folkmoot.text import closest

_ABBREVIATION = re.compile(r"[A-Z]?(?:E|S|D|M|W)?[STME]T|GMT.*|HST")
"""Names on the IANA list that say how far clocks are from UTC, and not where."""

_OFFSET = re.compile(r"(?:UTC|GMT)?[+-]\d.*")


@functools.cache
def _zones() -> frozenset[str]:
    """The IANA names of the form Area/City, and UTC: the abbreviations among them hide daylight saving."""
    return frozenset(name for name in zoneinfo.available_timezones() if "/" in name) | {"UTC"}


def _meant(written: str) -> str:
    """The zone that is probably meant, or "": a distance from UTC does not tell in which country the clocks change."""
    if _OFFSET.fullmatch(written.upper()):
        return ""
    parts = [part.strip().upper() for part in re.split(r"[()]", written)]  # such as PT (Pacific Time)
    if likely := next((LIKELY_ZONES[part] for part in parts if part in LIKELY_ZONES), ""):
        return likely
    wanted = written.lower().replace(" ", "_")
    area, _, town = wanted.rpartition("/")
    # Of towns of one name that of the area counts, then the first.
    order = sorted(sorted(_zones(), reverse=True), key=lambda name: name.lower().startswith(f"{area}/"))
    towns = {name.rpartition("/")[2].lower(): name for name in order}
    spelt = {name.lower(): name for name in order}
    # Most towns are not on the list, and are near to one that is by chance alone: Turin to Zurich.
    return spelt.get(wanted) or towns.get(town) or towns.get(closest(town, towns, least=0.75), "")


def zone_named(written: str) -> str:
    """The zone that is surely meant: one in other capitals, or by another name that the IANA list has for it; or "".

    An abbreviation such as EST, and a town, are what somebody probably means, and no more.
    """
    wanted = re.sub(r"\s*/\s*", "/", written.strip()).replace(" ", "_").lower()
    if wanted.upper() in LIKELY_ZONES:
        return ""
    names = {name.lower(): name for name in sorted(_zones())}
    return names.get(wanted) or _aliases().get(wanted, "")


@functools.cache
def _aliases() -> dict[str, str]:
    """The zones by their older names that are no Area/City, such as Japan and Eire, in small letters."""
    found = {}
    for name, today in get_global("zone_aliases").items():
        if "/" not in name and not _ABBREVIATION.fullmatch(name):
            meant = "UTC" if today in ("Etc/UTC", "Etc/GMT") else today
            if meant in _zones():
                found[name.lower()] = meant
    return found


def with_zone(fault: Problem) -> Problem:
    """The fault, with the zone that is probably meant where a text can be no zone's name, such as PT (Pacific Time)."""
    meant = _meant(fault.value) if fault.remedy == Interpret("zone") else ""
    return replace(fault, hint=f"did you mean {meant}?") if meant else fault


def unknown_zones(community: Community) -> Iterator[Problem]:
    """Names that are not in the IANA database, with the one that is probably meant."""
    for record in community.records():
        zone = getattr(record, "timezone", None)
        if zone and zone not in _zones():
            meant = _meant(zone)
            yield Problem(
                record.path,
                "zone-unknown",
                f"“{zone}” is no time zone of the IANA list",
                f"did you mean {meant}?" if meant else ZONE_ADVICE,
                keys=("timezone",),
                value=zone,
                remedy=Rewrite(known) if (known := zone_named(zone)) else None,
            )


def skipped_times(community: Community) -> Iterator[Problem]:
    """Local times that a change to summer time skips."""
    for event in community.events.values():
        place = community.places.get(event.place or "")
        name = event.timezone or (place.timezone if place else None) or community.profile.timezone
        if name not in _zones():
            continue
        zone = zoneinfo.ZoneInfo(name)
        for keys, moment in _moments(event):
            if moment is None or moment.time is None:
                continue
            shown = aware(moment.local, zone)
            if shown.replace(tzinfo=None) != moment.local:
                yield Problem(
                    event.path,
                    "time-skipped",
                    f"there is no {moment.time:%H:%M} on {moment.date} in {name}: the clocks go forward over it",
                    f"write {shown:%H:%M}, or another time",
                    keys=keys,
                    value=str(moment),
                )


def _moments(event: Event) -> Iterator[tuple[KeyPath, Moment | None]]:
    yield ("start",), event.start
    yield ("end",), event.end
    for index, exception in enumerate(event.recurrence.exceptions if event.recurrence else ()):
        yield ("recurrence", "exceptions", index, "moved_to"), exception.moved_to


def reversed_spans(community: Community) -> Iterator[Problem]:
    """Ends that come before their starts."""
    for record, keys, start, end in _spans(community):
        if end is not None and start is not None and str(end) < str(start):
            yield Problem(
                record.path,
                "end-before-start",
                f"it ends ({end}) before it starts ({start})",
                "exchange the two, or correct the year",
                keys=keys,
                value=str(end),
            )


_Point = dt.date | str | None
"""A day, or a moment as it is written where its text orders as time does."""


def _spans(community: Community) -> Iterator[tuple[Filed, KeyPath, _Point, _Point]]:
    for index, partner in enumerate(community.profile.partners):
        yield community.profile, ("partners", index, "until"), partner.since, partner.until
    for team in community.teams.values():
        for index, term in enumerate(team.members):
            yield team, ("members", index, "until"), term.since, term.until
    for event in community.events.values():
        if event.end is not None:
            # What is known of both is compared: an event of 14 May that ends in May is right.
            length = min(len(str(event.start)), len(str(event.end)))
            yield event, ("end",), str(event.start)[:length], str(event.end)[:length]
        if call := event.call_for_papers:
            yield event, ("call_for_papers", "closes"), call.opens, call.closes
        if contest := event.contest:
            yield event, ("contest", "closes"), contest.opens, contest.closes


def late_calls(community: Community) -> Iterator[Problem]:
    """Calls for papers that are open when the event has begun."""
    for event in community.events.values():
        call = event.call_for_papers
        if call and call.closes and event.has_date and not event.recurrence and call.closes > event.start.date:
            yield Problem(
                event.path,
                "call-late",
                f"talks can be proposed until {call.closes}, and the event begins on {event.start.date}",
                "correct one of the two days",
                keys=("call_for_papers", "closes"),
                value=str(call.closes),
                severity="warning",
            )


def late_appearances(community: Community) -> Iterator[Problem]:
    """Events that appear when they are over, and posts that are dated earlier than they appear."""
    for event in community.events.values():
        last = (event.end or event.start).date
        if event.publish and event.has_date and not event.recurrence and event.publish.date > last:
            yield _appears_late(event.path, event.publish, f"it is over by then: its last day is {last}")
    for post in community.posts.values():
        if post.publish and post.publish.date > post.date:
            yield _appears_late(post.path, post.publish, f"it is dated {post.date}: feeds would not show it as new")


def _appears_late(path: str, publish: Moment, why: str) -> Problem:
    return Problem(
        path,
        "published-late",
        f"it appears on {publish}, and {why}",
        "correct one of the two days",
        keys=("publish",),
        value=str(publish),
        severity="warning",
    )
