"""Who does what for the community, for how long still, and who does too much of it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator

from folkmoot.model.hub import Hub
from folkmoot.model.role import Duty, Load, Role, Roles

_SOON = dt.timedelta(days=60)
"""So long before its end somebody should know who follows."""

_FORGOTTEN = dt.timedelta(days=180)
"""So long after its end nobody would pass a role on any more."""

_MANY = 3
"""Whoever sees to so many things does much."""

_HOURS = 16
"""Whoever gives so many hours a month does much: about an evening a week."""


def roles_of(hub: Hub, written: Iterable[Role]) -> Roles:
    """Who does what on the hub's day, by the private folder's roles and by the terms of the hub's teams."""
    today = hub.today
    duties = sorted([*_private(written), *_terms(hub)], key=lambda one: (one.kind, one.of, one.since, one.who))
    serving = tuple(one for one in duties if one.since <= today and (one.until is None or today <= one.until))
    ending = sorted((one for one in duties if _ends(one, duties, today)), key=lambda one: (one.until, one.source))
    return Roles(
        serving,
        tuple(ending),
        tuple(one for one in ending if not one.notes),
        tuple(_heavy(serving)),
        tuple(_without_mentor(hub, serving)),
    )


def _without_mentor(hub: Hub, serving: tuple[Duty, ...]) -> Iterator[str]:
    """Newcomers whom nobody goes along with, the first to come first; nobody where there are no mentors."""
    if not any(one.kind == "mentor" for one in serving):
        return
    mentored = {slug for one in serving for slug in one.mentees}
    profile = hub.community.profile
    newest = hub.today - dt.timedelta(days=profile.thresholds.newcomer_days)
    for slug, one in sorted(hub.community.members.items(), key=lambda pair: (pair[1].joined, pair[0])):
        is_new = newest <= one.joined <= hub.today and one.status == "active" and one.is_shown
        if is_new and slug not in mentored and slug not in profile.founders:
            yield slug


def _private(written: Iterable[Role]) -> Iterator[Duty]:
    for one in written:
        yield Duty(
            one.who, one.kind, one.of or "", one.since, one.until, one.hours, one.mentees, one.next,
            bool(one.text.strip()), one.path,
        )  # fmt: skip


def _terms(hub: Hub) -> Iterator[Duty]:
    members = hub.community.members
    for team in hub.community.teams.values():
        for term in team.members:
            if term.member in members and members[term.member].is_shown:
                yield Duty(
                    term.member, "team", team.title, term.since, term.until, None, (), (), notes=True, source=team.path
                )  # fmt: skip


def _ends(one: Duty, duties: Iterable[Duty], today: dt.date) -> bool:
    """Whether it ends soon or ended, and nobody is known who goes on: the same person, or somebody else there."""
    if one.until is None or one.since > today or not today - _FORGOTTEN <= one.until <= today + _SOON or one.next:
        return False
    until = one.until
    return not any(
        other is not one
        and (other.kind, other.of) == (one.kind, one.of)
        and other.since <= until + dt.timedelta(days=31)
        and (other.until is None or other.until > until)
        for other in duties
    )


def _heavy(serving: Iterable[Duty]) -> Iterator[Load]:
    by: dict[str, list[Duty]] = defaultdict(list)
    for one in serving:
        by[one.who].append(one)
    loads = [Load(who, tuple(some), sum(one.hours or 0 for one in some)) for who, some in by.items()]
    for load in sorted(loads, key=lambda load: (-load.hours, -len(load.duties), load.who)):
        if len(load.duties) >= _MANY or load.hours >= _HOURS:
            yield load
