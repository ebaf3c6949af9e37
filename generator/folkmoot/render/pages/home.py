"""The home page: what is on, who is new, what is written, what is asked, what waits for hands."""

import datetime as dt

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
        source="content/index.md" if authored else "",
        card=Card(data=organization_data(hub, SITE)),
        authored=authored,
        upcoming_count=len(hub.upcoming),
        active_projects=[one for one in canvas.community.projects.values() if one.status == "active"],
        recent_entries=sum(entry.published >= recent for entry in hub.harvest.entries),
        soon=next_of_each(hub.upcoming)[:5],
        newcomers=newest(canvas)[:6],
        newcomer_days=profile.thresholds.newcomer_days,
        posts=canvas.lookup.posts[:3],
        entries=river(canvas, 5, 2),
        questions=open_questions(hub.harvest.discussions)[:4],
        age=max((one.updated for one in hub.harvest.discussions), default=""),
        wanted=tasks(canvas)[:6],
        partners=[one for one in profile.partners if one.until is None or one.until >= hub.today],
    )
