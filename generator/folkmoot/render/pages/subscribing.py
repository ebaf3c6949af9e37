"""The feeds of a list, for links to them from its page."""

from folkmoot.render.canvas import Canvas
from folkmoot.render.feeds.feed import Words
from folkmoot.render.feeds.opml import followed
from folkmoot.render.feeds.syndication import FOLDER, SOURCE_LIST, offered

_NAMES = {"application/atom+xml": "Atom", "application/feed+json": "JSON Feed"}


def feeds(canvas: Canvas, kind: str, language: str = "") -> list[tuple[str, str]]:
    """The names of the formats and the paths below the site's root; nothing where no feeds are certain to be made."""
    words = Words(canvas.tongue.words.gettext, canvas.phrases.when, canvas.phrases.language)
    whole = f"{FOLDER}/{kind}-{language}." if language else f"{FOLDER}/{kind}."
    return [
        (_NAMES.get(feed.media_type, feed.media_type), feed.path)
        for feed in offered(canvas.hub, canvas.site_url, words)
        if feed.path.startswith(whole)
    ]


def source_list(canvas: Canvas) -> str:
    """Where the list of the planet's sources for feed readers lies, below the site's root; "" where there is none."""
    return SOURCE_LIST if any(followed(canvas.hub)) else ""
