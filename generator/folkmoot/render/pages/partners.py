"""The organisations that the community works with."""

from collections.abc import Iterator

from folkmoot.render.canvas import Canvas
from folkmoot.render.page import Page
from folkmoot.text import collated


def pages(canvas: Canvas) -> Iterator[Page]:
    """The partners, and those who were; no page where there never was one."""
    partners = sorted(canvas.community.profile.partners, key=lambda one: (collated(one.name), one.since))
    if not partners:
        return
    today = canvas.hub.today
    yield canvas.page(
        "partners.html",
        "partners/",
        canvas.say("Partners"),
        description=canvas.say("Whom %(community)s works with", community=canvas.site_name),
        hide=(),
        current=[one for one in partners if one.until is None or one.until >= today],
        former=[one for one in partners if one.until is not None and one.until < today],
    )
