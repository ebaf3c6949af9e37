"""How to join: what happens next, and who answers."""

import datetime as dt

from folkmoot.model.hub import Occurrence
from folkmoot.model.member import Member
from folkmoot.model.team import Team
from folkmoot.render.canvas import Canvas
from folkmoot.render.forge import new_file_address
from folkmoot.render.links import site_path
from folkmoot.render.page import Page
from folkmoot.render.pages.event_lists import next_of_each
from folkmoot.render.pages.helping import tasks

_BESIDE = "join.md"
"""What people may write for this page, beside join/index.md."""

_NEW_MEMBER = "members/your-name.yml"
_SOON = 3
_WANTED = 6


def page(canvas: Canvas) -> Page:
    """What a newcomer needs to know, below what people wrote about it in content/join.md."""
    profile = canvas.community.profile
    written = {page.path: page for page in canvas.community.pages}
    opening = written.get(_BESIDE) or written.get("join/index.md")
    team = canvas.community.teams.get(profile.welcome.team or "")
    made = canvas.page(
        "join.html",
        "join/",
        opening.title if opening else canvas.say("Join us"),
        description=canvas.say("How to join %(community)s, and who answers", community=canvas.site_name),
        source=f"content/{opening.path}" if opening else "",
        hide=(),
        authored=opening is not None,
        welcome=profile.welcome,
        team=team,
        answering=_answering(canvas, team),
        meetings=_meetings(canvas),
        rules=[
            (written[path].title, site_path(f"content/{path}"))
            for path in (profile.policies.code_of_conduct, profile.policies.netiquette, profile.policies.terms)
            if path in written
        ],
        propose=new_file_address(profile, _NEW_MEMBER, f"name: \njoined: {canvas.hub.today}\n"),
        wanted=tasks(canvas)[:_WANTED],
    )
    return made._replace(opening=_BESIDE) if _BESIDE in written else made


def _answering(canvas: Canvas, team: Team | None) -> list[Member]:
    """The members who answer newcomers: those that the hub names, then those who serve in the team today."""
    today = canvas.hub.today
    serving = [
        term.member
        for term in (team.members if team else ())
        if term.since <= today and (term.until is None or term.until >= today)
    ]
    return list(canvas.shown(dict.fromkeys([*canvas.community.profile.welcome.members, *serving])))


def _meetings(canvas: Canvas) -> list[Occurrence]:
    """The next dates of the event for newcomers, where the hub has one; else of whatever is on soon."""
    ahead = [one for one in canvas.hub.upcoming if one.status != "cancelled"]
    meant = [one for one in ahead if one.event.slug == canvas.community.profile.welcome.event]
    return next_of_each(meant or ahead, dt.timedelta(days=31) if meant else dt.timedelta(0))[:_SOON]
