"""The home page: what is on, who is new, what is written, what is asked, what waits for hands."""

import datetime as dt

from folkmoot.render.canvas import Canvas
from folkmoot.render.page import Page
from folkmoot.render.pages.gatherings import next_of_each
from folkmoot.render.pages.people import newest
from folkmoot.render.pages.projects import help_wanted
from folkmoot.render.pages.words import open_questions


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
        hide=("navigation", "toc"),
        authored=authored,
        upcoming_count=len(hub.upcoming),
        active_projects=[one for one in canvas.community.projects.values() if one.status == "active"],
        recent_entries=sum(entry.published >= recent for entry in hub.harvest.entries),
        soon=next_of_each(hub.upcoming)[:5],
        newcomers=newest(canvas)[:6],
        newcomer_days=profile.thresholds.newcomer_days,
        entries=hub.harvest.entries[:5],
        questions=open_questions(hub.harvest.discussions)[:4],
        wanted=help_wanted(canvas)[:6],
        partners=[one for one in profile.partners if one.until is None or one.until >= hub.today],
    )
