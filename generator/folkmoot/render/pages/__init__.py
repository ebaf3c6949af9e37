"""Every page that is generated: what each shows, family by family."""

from folkmoot.model.hub import Hub
from folkmoot.render.canvas import Canvas
from folkmoot.render.page import Page
from folkmoot.render.pages import about, gatherings, home, people, projects, words


def pages_of(hub: Hub) -> tuple[Page, ...]:
    """The generated pages of a hub's site, in a fixed order."""
    canvas = Canvas(hub)
    return (
        home.page(canvas),
        *people.pages(canvas),
        *gatherings.pages(canvas),
        *projects.pages(canvas),
        *words.pages(canvas),
        *about.pages(canvas),
    )
