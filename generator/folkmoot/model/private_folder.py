"""What those who look after a community keep in a private folder, beside the hub."""

from collections.abc import Iterable
from typing import NamedTuple

from folkmoot.model.base import Written
from folkmoot.model.incident import Incident
from folkmoot.model.judging import Judging
from folkmoot.model.outbox import Outgoing
from folkmoot.model.plan import Planned
from folkmoot.model.problem import Problem
from folkmoot.model.reply import Reply
from folkmoot.model.role import Role


class PrivateFamily(NamedTuple):
    """A kind of file in a private folder: `<folder>/<slug>.md`; `example` is such a slug, `title` what they are."""

    title: str
    folder: str
    record: type[Written]
    example: str


FAMILIES = (
    PrivateFamily("What is planned", "plan", Planned, "open-day"),
    PrivateFamily("Roles", "roles", Role, "moderator-bo-ek"),
    PrivateFamily("Incidents", "incidents", Incident, "2026-06-01-forum"),
    PrivateFamily("Judging", "judging", Judging, "lamp-contest"),
    PrivateFamily("Replies", "replies", Reply, "their-column"),
    PrivateFamily("Letters", "outbox", Outgoing, "welcome-bo-ek"),
)


class PrivateFolder(NamedTuple):
    """What a private folder holds, each in the order of the names of its files."""

    plan: tuple[Planned, ...] = ()
    outbox: tuple[Outgoing, ...] = ()
    roles: tuple[Role, ...] = ()
    incidents: tuple[Incident, ...] = ()
    judging: tuple[Judging, ...] = ()
    replies: tuple[Reply, ...] = ()


def unread_letter(problems: Iterable[Problem]) -> str:
    """Why nobody may be proposed to be written to, as a sentence: a letter cannot be read, and in it somebody may have
    asked to be left alone. "" where all can.
    """
    lost = next((one.path for one in problems if one.path.startswith("outbox/") and one.severity == "error"), "")
    return (
        f"whom to write to is not told until {lost} can be read: somebody may ask there to be left alone"
        if lost
        else ""
    )
