"""Where a young community stands in its first six months, told from its own files and from what was collected."""

import datetime as dt
from collections.abc import Iterator
from typing import get_args

import duckdb

from folkmoot.derive.answering import answered
from folkmoot.model.beginning import Beginning, FirstStep, StepName
from folkmoot.model.community import Community
from folkmoot.model.digest import LETTERS
from folkmoot.model.event import Agenda
from folkmoot.model.hub import Hub
from folkmoot.model.private_folder import PrivateFolder

_WEEKS = 26
"""So many weeks a founder is led through."""

_FIRST_PEOPLE = 6
"""With so many there is a circle: founders and five whom they asked in person."""

_WHEN: dict[StepName, tuple[int, int]] = {
    "purpose": (1, 2),
    "welcome": (1, 2),
    "invite": (1, 4),
    "post": (2, 4),
    "question": (2, 5),
    "rules": (3, 6),
    "date": (3, 6),
    "project": (4, 9),
    "meeting": (5, 10),
    "others": (7, 13),
    "letter": (8, 13),
    "role": (10, 17),
    "agendas": (12, 20),
    "series": (13, 20),
    "quarter": (14, 26),
}
"""The weeks in which each step is taken, in the order in which they are told."""


def beginning(
    hub: Hub, written: Community, folder: PrivateFolder, connection: duckdb.DuckDBPyConnection
) -> Beginning | None:
    """Where the community stands on the hub's day, None where it is older than half a year, or nobody knows.

    `written` is the community with what it does not publish yet, `folder` what is kept in private, and `connection` the
    warehouse with its tables filled.
    """
    profile = written.profile
    joined = [one.joined for one in written.members.values()]
    founded = profile.founded or min(joined, default=None)
    if founded is None or not founded <= hub.today < founded + dt.timedelta(weeks=_WEEKS):
        return None
    done = {*_done(hub, written, folder), *_made(hub, written, founded)}
    if _is_talking(connection):
        done.add("question")
    steps = (FirstStep(name, *weeks, done=name in done) for name, weeks in _WHEN.items())
    return Beginning((hub.today - founded).days // 7 + 1, tuple(steps))


def _is_talking(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether there is a discussion."""
    return bool(answered(connection, "SELECT 1 FROM threads WHERE kind = 'discussions' LIMIT 1")[1])


def _done(hub: Hub, written: Community, folder: PrivateFolder) -> Iterator[StepName]:
    profile, others = written.profile, set(written.members) - set(written.profile.founders)
    if profile.description.strip() or profile.tagline:
        yield "purpose"
    if profile.welcome.team or profile.welcome.members:
        yield "welcome"
    if profile.policies.code_of_conduct or profile.policies.netiquette:
        yield "rules"
    if len(written.members) >= _FIRST_PEOPLE:
        yield "invite"
    if hub.community.posts:
        yield "post"
    if any(one.kind == "prompt" and one.done for one in folder.plan):
        yield "question"
    if any(others.intersection(one.authors) for one in hub.community.posts.values()):
        yield "others"
    if any(page.path.startswith(f"{LETTERS}/") for page in written.pages):
        yield "letter"
    serving = {term.member for team in written.teams.values() for term in team.members}
    if others & (serving | {one.who for one in folder.roles}):
        yield "role"


def _made(hub: Hub, written: Community, founded: dt.date) -> Iterator[StepName]:
    """What of meetings, projects and agendas is done."""
    held = [one for one in hub.occurrences if one.date <= hub.today and one.takes_place]
    if hub.community.events:
        yield "date"
    if any(one.gathering.recap.strip() for one in held):
        yield "meeting"
    if any(one.recurrence for one in hub.community.events.values()):
        yield "series"
    if any(one.status != "idea" for one in written.projects.values()):
        yield "project"
    quarter = f"{hub.today.year}-Q{(hub.today.month + 2) // 3}"
    later = hub.today >= founded + dt.timedelta(weeks=13)
    if later and any(one.quarter == quarter for one in written.projects.values()):
        yield "quarter"
    told = {
        agenda
        for records in (written.posts, written.events, written.projects)
        for one in records.values()
        for agenda in one.agenda
    }
    if told >= set(get_args(Agenda)):
        yield "agendas"
