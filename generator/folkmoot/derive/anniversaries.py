"""What comes round again in the next weeks: the day on which the community, a project or somebody began."""

import datetime as dt
from collections.abc import Iterator

from folkmoot.model.anniversary import Anniversary, AnniversaryKind
from folkmoot.model.hub import Hub

_AHEAD = dt.timedelta(days=30)


def anniversaries(hub: Hub, *, people: bool) -> tuple[Anniversary, ...]:
    """What comes round from the hub's day on, the soonest first; with `people` also members who are shown."""
    community = hub.community
    found = [*_of(hub, "community", community.profile.name, community.profile.founded)]
    for project in community.projects.values():
        if project.status != "abandoned":
            found += _of(hub, "project", project.title, project.started)
    for member in community.members.values() if people else ():
        if member.visibility == "public" and member.status == "active":
            found += _of(hub, "member", member.name, member.joined)
    return tuple(sorted(found, key=lambda one: (one.day, -one.years, one.kind, one.name)))


def _of(hub: Hub, kind: AnniversaryKind, name: str, began: dt.date | None) -> Iterator[Anniversary]:
    if began is None:
        return
    for year in (hub.today.year, hub.today.year + 1):
        day = _on(began, year)
        if year > began.year and hub.today <= day <= hub.today + _AHEAD:
            yield Anniversary(kind, name, day, year - began.year)


def _on(began: dt.date, year: int) -> dt.date:
    """The same day of a year; 29 February comes round on the 28th where there is none."""
    try:
        return began.replace(year=year)
    except ValueError:
        return began.replace(year=year, day=28)
