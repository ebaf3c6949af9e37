"""The home page: what is on, who is new, what is written, what is asked, what waits for hands."""

import datetime as dt
from collections.abc import Sequence

from folkmoot.model.hub import Occurrence
from folkmoot.render.canvas import Canvas
from folkmoot.render.framing.frame import SITE
from folkmoot.render.head import Card
from folkmoot.render.linked_data import organization_data
from folkmoot.render.page import Page
from folkmoot.render.pages.discussions import open_questions
from folkmoot.render.pages.event_lists import next_of_each
from folkmoot.render.pages.helping import tasks
from folkmoot.render.pages.people import newest
from folkmoot.render.pages.planet import river

_SOON = 5


def page(canvas: Canvas) -> Page:
    """The home page: below what content/index.md says, the latest of everything."""
    hub, profile = canvas.hub, canvas.community.profile
    authored = any(page.path == "index.md" for page in canvas.community.pages)
    recent = (hub.now.astimezone(dt.UTC) - dt.timedelta(days=30)).isoformat()
    return canvas.page(
        "home.html",
        "",
        profile.name,
        description=profile.tagline or profile.name,
        card=Card(data=organization_data(hub, SITE)),
        authored=authored,
        upcoming_count=sum(one.takes_place for one in hub.upcoming),
        active_projects=[one for one in canvas.community.projects.values() if one.status == "active"],
        recent_entries=sum(entry.published >= recent for entry in hub.harvest.entries),
        soon=_soon(next_of_each(hub.upcoming)),
        newcomers=newest(canvas)[:6],
        newcomer_days=profile.thresholds.newcomer_days,
        posts=canvas.lookup.posts[:3],
        entries=river(canvas, 5, 2),
        questions=open_questions(hub.harvest.discussions)[:4],
        age=max((one.updated for one in hub.harvest.discussions), default=""),
        wanted=tasks(canvas)[:6],
        partners=[one for one in profile.partners if one.until is None or one.until >= hub.today],
    )


def _soon(ahead: Sequence[Occurrence]) -> list[Occurrence]:
    """The next that take place, and at most as many that were called off until then, which their rows say.

    What was called off takes nobody's place, and nobody stands before a closed door.
    """
    on = [one for one in ahead if one.takes_place][:_SOON]
    last = on[-1].date if len(on) == _SOON else dt.date.max
    off = [one for one in ahead if not one.takes_place and one.date <= last][:_SOON]
    return sorted([*on, *off], key=lambda one: (one.date, one.event.slug))
