"""How to join: what happens next, and who answers."""

import datetime as dt
from typing import NamedTuple

from folkmoot.model.hub import Occurrence
from folkmoot.model.own_page import Page as Written
from folkmoot.render.canvas import Canvas
from folkmoot.render.links import site_path
from folkmoot.render.page import Page
from folkmoot.render.pages.event_lists import next_of_each
from folkmoot.render.pages.helping import tasks
from folkmoot.render.pages.welcoming import who_answers

_BESIDE = "join.md"
"""What people may write for this page, beside join/index.md."""

_SOON = 3
_WANTED = 6


class Agreement(NamedTuple):
    """A page of what members expect of each other: its title, where it is, and the language that both are in."""

    title: str
    address: str
    language: str


def page(canvas: Canvas) -> Page:
    """What a newcomer needs to know; below what people wrote about it in content/join.md no more than the links."""
    profile = canvas.community.profile
    beside = canvas.words_at(_BESIDE)
    opening = beside or canvas.words_at("join/index.md")
    made = canvas.page(
        "join.html",
        "join/",
        opening.title if opening else canvas.say("Join us"),
        description=canvas.say("How to join %(community)s, and who answers", community=canvas.site_name),
        hide=(),
        authored=opening is not None,
        **who_answers(canvas)._asdict(),
        meetings=_meetings(canvas),
        agreements=[
            _agreement(canvas, path, page)
            for path in (profile.policies.code_of_conduct, profile.policies.netiquette, profile.policies.terms)
            if path and (page := canvas.words_at(path))
        ],
        wanted=(wanted := tasks(canvas))[:_WANTED],
        waiting=len(wanted),
        channels=[(one, canvas.shown(one.by)) for one in profile.channels],
    )
    return made._replace(opening=_BESIDE) if beside else made


def _agreement(canvas: Canvas, path: str, page: Written) -> Agreement:
    return Agreement(page.title, site_path(f"content/{path}"), page.language or canvas.languages[0])


def _meetings(canvas: Canvas) -> list[Occurrence]:
    """The next dates of the event for newcomers, where the hub has one; else of whatever is on soon."""
    ahead = [one for one in canvas.hub.own_upcoming if one.takes_place]
    meant = [one for one in ahead if one.event.slug == canvas.community.profile.welcome.event]
    return next_of_each(meant or ahead, dt.timedelta(days=31) if meant else dt.timedelta(0))[:_SOON]
