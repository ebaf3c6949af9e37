"""The directory: all members by name, former ones on pages of their own."""

from collections.abc import Iterator, Sequence

from folkmoot.model.member import Member
from folkmoot.render.canvas import Canvas
from folkmoot.render.page import Page
from folkmoot.render.pages import worldmap
from folkmoot.render.pages.facet_lists import overview
from folkmoot.render.pages.facets import Facets
from folkmoot.render.pages.paging import MOST, sheets
from folkmoot.render.pages.refining import choices
from folkmoot.text import collated

_FAMILY = "directory"

_MANY = 40
"""From so many members on there are letters to jump to."""


def pages(canvas: Canvas, found: Facets) -> Iterator[Page]:
    """The directory, and the alumni."""
    current = [member for member in canvas.visible if member.status != "alumni"]
    former = [member for member in canvas.visible if member.status == "alumni"]
    count = max(1, -(-len(current) // MOST))
    letters = _letters(current) if len(current) >= _MANY else []
    firsts = {current[index].slug: letter for letter, index in letters}
    for sheet in range(1, count + 1):
        # The first sheet takes what people wrote for it, and is in the menu; so the engine makes it.
        yield canvas.page(
            "members.html",
            f"members/{sheet}/" if sheet > 1 else "members/",
            canvas.say("Members, page %(number)s", number=sheet) if sheet > 1 else canvas.say("Members"),
            family=_FAMILY if sheet > 1 else "",
            description=canvas.say("The people of %(community)s", community=canvas.site_name),
            source="members/",
            items=current[(sheet - 1) * MOST : sheet * MOST],
            total=len(current),
            former_count=len(former),
            letters=[(letter, index // MOST + 1) for letter, index in letters],
            firsts=firsts,
            kinds=overview(canvas, found),
            has_map=worldmap.is_there(canvas, found),
            lists=choices(canvas, found),
            list_address="members/",
            sheet=sheet,
            sheets=count,
        )
    if former:
        yield from sheets(
            canvas,
            "alumni.html",
            "members/alumni/",
            canvas.say("Alumni"),
            former,
            family=_FAMILY,
            description=canvas.say("Who was a member of %(community)s", community=canvas.site_name),
            source="members/",
            left_on=canvas.hub.left_on,
        )


def _letters(members: Sequence[Member]) -> list[tuple[str, int]]:
    """The letters that names begin with, and whose turn it is first; # stands for all before A, … for all after Z."""
    found: dict[str, int] = {}
    for index, member in enumerate(members):
        first = collated(member.name)[:1]
        letter = "#" if first < "a" else "…" if first > "z" else first.upper()
        found.setdefault(letter, index)
    return list(found.items())
