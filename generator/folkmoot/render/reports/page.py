"""A report as one HTML file that needs nothing beside it: it can be sent, kept, and read without a network."""

from folkmoot.model import colour
from folkmoot.render.canvas import Canvas
from folkmoot.render.reports.telling import Told


def as_page(canvas: Canvas, told: Told) -> str:
    """The report with bars for what changed month by month, and with what each metric counts."""
    return canvas.standalone("report.html", told=told, **framed(canvas))


def framed(canvas: Canvas) -> dict[str, str]:
    """What every document needs that is shown without the site's theme: its language, and links that can be read."""
    accent = canvas.community.profile.colours.accent
    return {
        "language": canvas.language,
        "direction": canvas.tongue.direction,
        "light": colour.readable(accent, colour.LIGHT),
        "dark": colour.readable(accent, colour.DARK),
    }
