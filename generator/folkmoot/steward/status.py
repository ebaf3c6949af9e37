"""What `folkmoot status` does: say how the machinery fares, from the sources to the published site."""

from folkmoot.collect.answering import answered
from folkmoot.collect.http import Client
from folkmoot.collect.runtime import RunTime
from folkmoot.derive.completeness import completeness
from folkmoot.derive.outward import outward
from folkmoot.model.faring import faring
from folkmoot.render.desk.links import Links
from folkmoot.render.desk.sheet import Sheet
from folkmoot.render.desk.status import Health, Status
from folkmoot.steward.private_folder import Open, Outcome, Request, telling

_PAGES = ("", "members/", "events/", "projects/", "posts/", "planet/", "discussions/", "history/", "pulse/")
"""The pages that are asked for: the first one, and the lists, which are the largest."""

_SECONDS = 120.0


def status(request: Request, *, is_offline: bool = False, allow: frozenset[str] = frozenset()) -> Outcome:
    """Tells how the sources, the archive, the links and the published site fare; the site is asked unless that
    `is_offline`. `allow` lifts the guard for addresses as `host:port`.

    Raises `WrongUse` where there is no hub, for a language that it does not have, and for a private folder that may be
    public or cannot be read.
    """

    def sheet(found: Open) -> tuple[Sheet, list[str]]:
        canvas, hub = found.canvas, found.hub
        untold, pages = [], []
        if not canvas.site_url:
            untold.append("nobody knows where the site is, so it was not asked: write site_url: in mkdocs.yml")
        elif not is_offline:
            client = Client(canvas.site_url, allow, run=RunTime(_SECONDS))
            pages = list(answered([f"{canvas.site_url}{page}" for page in _PAGES], client))
        health = Health(
            faring(hub.sources, hub.harvest, hub.now),
            completeness(hub),
            pages,
            Links(canvas, outward(found.written), found.looked),
        )
        return Status(canvas, health).sheet(), untold

    return telling(request, sheet, leaving_out=())
