"""The community's vital signs, each with what it counts, and what it does not, in the page's language."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup, escape

from folkmoot.model.activity import Measured
from folkmoot.render.canvas import Canvas
from folkmoot.render.page import Page
from folkmoot.render.pages.mentions import has_mentions

_CITED = re.compile(r"(?P<words>.*?)[\s,;:]*(?P<url>https?://[^\s<>\"]*[^\s<>\".,;:!?)])(?P<rest>.*)")


class Vital(NamedTuple):
    """A metric's figures, and its words as the page says them.

    `spoken` is the lang attribute of a hub's own words on a page in another language, `cited` that of the source.
    """

    measured: Measured
    title: str
    definition: str
    unit: str
    caveat: str
    source: Markup
    series: Mapping[str, str]
    spoken: Markup
    cited: Markup

    def name_of(self, series: str) -> str:
        """What a series is called; where there is but one without a name, it is the metric's unit."""
        return self.series.get(series, series) or self.unit


def pulse_page(canvas: Canvas) -> Page:
    """The figures of every metric."""
    return canvas.page(
        "pulse.html",
        "pulse/",
        canvas.say("Pulse"),
        hide=(),
        description=canvas.say("How the community is doing, in figures"),
        has_mentions=has_mentions(canvas),
        vitals=[vital(canvas, one) for one in canvas.hub.measured],
    )


def vital(canvas: Canvas, one: Measured) -> Vital:
    """A metric's figures with its words in the page's language."""
    metric = one.metric

    def say(words: str) -> str:
        # A hub's own words are in no catalogue, except by chance; and gettext answers to nothing with its header.
        return words if metric.is_own or not words else canvas.tongue.words.gettext(words)

    spoken = canvas.marked(canvas.languages[0] if metric.is_own else canvas.language)
    return Vital(
        measured=one,
        title=say(metric.title),
        definition=say(metric.definition),
        unit=say(metric.unit),
        caveat=say(metric.caveat),
        source=linked(metric.source if metric.is_cited else say(metric.source)),
        series={name: say(words) for name, words in metric.series.items()},
        spoken=spoken,
        cited=canvas.marked("en") if metric.is_cited and not metric.is_own else spoken,
    )


def linked(source: str) -> Markup:
    """A source as it is cited, its address made a link behind the words before it."""
    if not (found := _CITED.fullmatch(source)):
        return escape(source)
    link = Markup('<a href="{}" rel="noopener">{}</a>').format(found["url"], found["words"] or found["url"])
    return link + found["rest"]
