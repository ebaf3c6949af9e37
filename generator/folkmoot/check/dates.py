"""Days, times and zones that can be."""

import datetime as dt
import functools
import zoneinfo
from collections.abc import Iterator

from folkmoot.model.base import Filed
from folkmoot.model.community import Community
from folkmoot.model.problem import KeyPath, Problem
from folkmoot.model.recurrence import rule_problem
from folkmoot.text import closest

_LIKELY = {
    "EST": "America/New_York", "EDT": "America/New_York", "CST": "America/Chicago", "CDT": "America/Chicago",
    "MST": "America/Denver", "MDT": "America/Denver", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles",
    "PT": "America/Los_Angeles", "ET": "America/New_York", "CET": "Europe/Paris", "CEST": "Europe/Paris",
    "BST": "Europe/London", "IST": "Asia/Kolkata", "JST": "Asia/Tokyo", "AEST": "Australia/Sydney",
}  # fmt: skip
"""What people who write an abbreviation probably mean; some, such as CST and IST, stand for several zones."""


@functools.cache
def _zones() -> frozenset[str]:
    """The IANA names of the form Area/City, and UTC: the abbreviations among them hide daylight saving."""
    return frozenset(name for name in zoneinfo.available_timezones() if "/" in name) | {"UTC"}


def unknown_zones(community: Community) -> Iterator[Problem]:
    """Names that are not in the IANA database, with the one that is probably meant."""
    for record in community.records():
        zone = getattr(record, "timezone", None)
        if zone and zone not in _zones():
            meant = _LIKELY.get(zone.upper()) or closest(zone, _zones())
            yield Problem(
                record.path,
                "zone-unknown",
                f"“{zone}” is no time zone of the IANA list",
                f"did you mean {meant}?" if meant else "write it as in the IANA list, such as Europe/Rome",
                keys=("timezone",),
                value=zone,
            )


def skipped_times(community: Community) -> Iterator[Problem]:
    """Local times that a change to summer time skips."""
    for event in community.events.values():
        place = community.places.get(event.place or "")
        name = event.timezone or (place.timezone if place else None) or community.profile.timezone
        if name not in _zones():
            continue
        zone = zoneinfo.ZoneInfo(name)
        for key in ("start", "end"):
            moment = getattr(event, key)
            if moment is None or moment.time is None:
                continue
            aware = moment.local.replace(tzinfo=zone)
            shown = aware.astimezone(dt.UTC).astimezone(zone)
            if shown.replace(tzinfo=None) != moment.local:
                yield Problem(
                    event.path,
                    "time-skipped",
                    f"there is no {moment.time:%H:%M} on {moment.date} in {name}: the clocks go forward over it",
                    f"write {shown:%H:%M}, or another time",
                    keys=(key,),
                    value=str(moment),
                )


def reversed_spans(community: Community) -> Iterator[Problem]:
    """Ends that come before their starts."""
    for record, keys, start, end in _spans(community):
        if end is not None and start is not None and end < start:
            yield Problem(
                record.path,
                "end-before-start",
                f"it ends on {_shown(end)}, before it starts on {_shown(start)}",
                "exchange the two, or correct the year",
                keys=keys,
                value=_shown(end),
            )


_Point = dt.date | dt.datetime | None


def _spans(community: Community) -> Iterator[tuple[Filed, KeyPath, _Point, _Point]]:
    for index, partner in enumerate(community.profile.partners):
        yield community.profile, ("partners", index, "until"), partner.since, partner.until
    for team in community.teams.values():
        for index, term in enumerate(team.members):
            yield team, ("members", index, "until"), term.since, term.until
    for event in community.events.values():
        if event.end is not None:
            timed = event.start.time is not None and event.end.time is not None
            yield (event, ("end",), event.start.local, event.end.local) if timed else (
                event, ("end",), event.start.date, event.end.date,
            )  # fmt: skip
        if call := event.call_for_papers:
            yield event, ("call_for_papers", "closes"), call.opens, call.closes


def _shown(point: dt.date | dt.datetime) -> str:
    return f"{point:%Y-%m-%d %H:%M}" if isinstance(point, dt.datetime) else point.isoformat()


def unusable_rules(community: Community) -> Iterator[Problem]:
    """Recurrence rules that are no RRULE, or repeat more often than daily."""
    for event in community.events.values():
        if event.recurrence and (reason := rule_problem(event.recurrence.rule)):
            yield Problem(
                event.path,
                "rule-unusable",
                reason,
                "write an RRULE such as FREQ=MONTHLY;BYDAY=2TU (the second Tuesday of each month)",
                keys=("recurrence", "rule"),
                value=event.recurrence.rule,
            )
