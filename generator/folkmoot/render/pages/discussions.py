"""The discussions at GitHub: what is asked, what was answered, what is talked about."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from folkmoot.model.conversation import Discussion
from folkmoot.render.canvas import Canvas
from folkmoot.render.page import Page
from folkmoot.render.pages.paging import sheets, slugs_of
from folkmoot.text import collated

_LATEST = 15
_FAMILY = "discussions"


class Category(NamedTuple):
    """What the discussions of a category say together. `agenda` is the hub's word for it, or ""."""

    name: str
    slug: str
    agenda: str
    total: int
    open: int
    last: str


def pages(canvas: Canvas) -> Iterator[Page]:
    """What is asked, what was answered and all else, each discussion once; all of the questions, and every category."""
    discussions = canvas.hub.harvest.discussions
    age = max((one.updated for one in discussions), default="")
    waiting = open_questions(discussions)
    answered = sorted((one for one in discussions if one.answered), key=lambda one: one.answered, reverse=True)
    categories = _categories(canvas, discussions)
    yield canvas.page(
        "discussions.html",
        "discussions/",
        canvas.say("Discussions"),
        collected=True,
        description=canvas.say("What is talked about at %(community)s", community=canvas.site_name),
        age=age,
        total=len(discussions),
        unanswered=waiting[:_LATEST],
        unanswered_count=len(waiting),
        answered=answered[:_LATEST],
        answered_count=len(answered),
        others=[one for one in discussions if not one.answered and not _is_open(one)][:_LATEST],
        categories=[category for category, _ in categories],
    )
    for address, title, found in (
        ("discussions/unanswered/", canvas.say("Open questions"), waiting),
        ("discussions/answered/", canvas.say("Answered questions"), answered),
    ):
        told = canvas.say("%(community)s: %(what)s", what=title, community=canvas.site_name)
        yield from sheets(
            canvas,
            "discussion_list.html",
            address,
            title,
            found,
            family=_FAMILY,
            collected=True,
            description=told,
            age=age,
            category=None,
        )
    for category, found in categories:
        yield from sheets(
            canvas,
            "discussion_list.html",
            f"discussions/category/{category.slug}/",
            canvas.say("Discussions: %(category)s", category=category.name),
            found,
            family=_FAMILY,
            collected=True,
            description=canvas.say(
                "What %(community)s talks about: %(category)s", community=canvas.site_name, category=category.name
            ),
            age=age,
            category=category,
        )


def open_questions(discussions: Iterable[Discussion]) -> list[Discussion]:
    """Questions without an accepted answer, latest first."""
    return [one for one in discussions if _is_open(one)]


def _is_open(one: Discussion) -> bool:
    return one.answerable and not one.answered and not one.closed


def _categories(canvas: Canvas, discussions: Iterable[Discussion]) -> list[tuple[Category, list[Discussion]]]:
    grouped: dict[str, list[Discussion]] = defaultdict(list)
    for one in discussions:
        grouped[one.category].append(one)
    agendas = canvas.community.profile.agendas
    slugs = slugs_of(grouped)
    return [
        (
            Category(
                name=name or canvas.say("without a category"),
                slug=slugs[name],
                agenda=agendas.get(name, ""),
                total=len(found),
                open=len(open_questions(found)),
                last=found[0].published,
            ),
            found,
        )
        for name, found in sorted(grouped.items(), key=lambda item: (collated(item[0]), item[0]))
    ]
