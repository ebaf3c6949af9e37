"""Who answers newcomers and whoever proposes something, as the hub names them."""

from typing import NamedTuple

from folkmoot.model.community import Welcome
from folkmoot.model.member import Member
from folkmoot.model.team import Team
from folkmoot.render.canvas import Canvas


class Answering(NamedTuple):
    """The hub's words about it, the team for newcomers, and the members who answer, the first to ask first."""

    welcome: Welcome
    team: Team | None
    answering: list[Member]


def who_answers(canvas: Canvas) -> Answering:
    """Who answers: the members whom the hub names, then those who serve in the team today."""
    welcome, today = canvas.community.profile.welcome, canvas.hub.today
    team = canvas.community.teams.get(welcome.team or "")
    serving = [term.member for term in (team.members if team else ()) if term.serves(today)]
    return Answering(welcome, team, list(canvas.shown(dict.fromkeys([*welcome.members, *serving]))))


def address_for_post(canvas: Canvas) -> str:
    """The e-mail address at which somebody answers: that of the team for newcomers, else the hub's; "" for none."""
    profile = canvas.community.profile
    team = canvas.community.teams.get(profile.welcome.team or "")
    ways = (team.contact if team else None, profile.contact)
    return next((way for way in ways if way and "@" in way and not way.startswith("http") and " " not in way), "")
