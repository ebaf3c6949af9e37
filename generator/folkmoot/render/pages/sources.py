"""How the sources fare: what is read of each, and what stands in the way, for whoever comes by."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from folkmoot.model.community import PROFILE_FILE
from folkmoot.model.faring import PLIGHTS, Faring, faring, last_asked
from folkmoot.model.harvest import Source, SourceKind
from folkmoot.model.member import Member
from folkmoot.render.canvas import Canvas
from folkmoot.render.page import Page
from folkmoot.render.pages.paging import sheets
from folkmoot.render.pages.subscribing import source_list
from folkmoot.render.repositories import repository_address
from folkmoot.render.wording.reasons import reason_in
from folkmoot.render.wording.tongue import N_
from folkmoot.text import collated, schemeless

ADDRESS = "planet/sources/"

GROUPS = {
    "trouble": N_("In trouble"),
    "entries": N_("Feeds"),
    "discussions": N_("Discussions"),
    "issues": N_("Issues and pull requests"),
    "work": N_("Repositories"),
    "events": N_("Calendars"),
    "mentions": N_("Watched"),
    "former": N_("No longer collected"),
}
"""The parts of the page, in their order: what is in trouble, what is not by its kind, and what was."""

KINDS = {
    "entries": N_("feed"),
    "discussions": N_("discussions"),
    "issues": N_("issues"),
    "work": N_("repository"),
    "events": N_("calendar"),
    "mentions": N_("watched"),
}
"""What a source of each kind is called in a line about it."""


class Told(NamedTuple):
    """A source as the page tells of it. `url` is where readers find it, "" where nobody knows.

    `owner` is the member whose it is, and who is on the site; `voice` is where its entries stand on the planet, "" for
    other kinds. `reason` is why it is in trouble, in the language `reason_in`; `file` is where its address stands.
    """

    faring: Faring
    title: str
    url: str
    owner: Member | None
    voice: str
    reason: str
    reason_in: str
    file: str

    @property
    def group(self) -> str:
        """The part of the page that it stands in."""
        if self.faring.plight == "former":
            return "former"
        return "trouble" if self.faring.is_troubled else self.faring.source.kind

    @property
    def kind(self) -> SourceKind:
        """What sort of source it is."""
        return self.faring.source.kind


def fared(canvas: Canvas) -> list[Told]:
    """Every source but those that are watched, in the order of the page."""
    return [one for one in _told(canvas) if one.kind != "mentions"]


def watched(canvas: Canvas) -> list[Told]:
    """The sources that are watched, in the same order."""
    return [one for one in _told(canvas) if one.kind == "mentions"]


def _told(canvas: Canvas) -> list[Told]:
    hub = canvas.hub
    found = [_of(canvas, one) for one in faring(hub.sources, hub.harvest, hub.now)]
    order = list(GROUPS)

    def rank(one: Told) -> tuple[int, int, str, str]:
        plight = PLIGHTS.index(one.faring.plight) if one.faring.is_troubled else 0
        return order.index(one.group), plight, collated(one.title), one.url

    return sorted(found, key=rank)


def _of(canvas: Canvas, one: Faring) -> Told:
    source = one.source
    owner = next(iter(canvas.shown([source.owner])), None)
    voice = canvas.lookup.voice_of.get(source.slug, "") if source.kind == "entries" else ""
    author = next((entry.author for entry in canvas.lookup.by_voice.get(voice, ())), "")
    reason, language = reason_in(canvas.tongue, one.reason)
    return Told(
        faring=one,
        title=_title(canvas, source) or (author if one.plight == "former" else schemeless(source.url)) or source.slug,
        url=_address(canvas, source.kind, source.url),
        owner=owner,
        voice=voice,
        reason=reason,
        reason_in=language,
        file=owner.path if owner else PROFILE_FILE,
    )


def _title(canvas: Canvas, source: Source) -> str:
    return canvas.repository_title(source.url) if source.kind == "work" and source.title else source.title


def _address(canvas: Canvas, kind: SourceKind, url: str) -> str:
    """Where readers find a source: repositories and what is said in them are named by owner and name, or by a path."""
    if kind in ("discussions", "issues"):
        return f"https://github.com/{url}/{kind}" if url and not url.startswith("http") else url
    return repository_address(canvas.community, url) if kind == "work" else url


def pages(canvas: Canvas, told: list[Told]) -> Iterator[Page]:
    """The pages that tell how each source fares."""
    say = canvas.say
    asked = last_asked(one.faring for one in told)
    yield from sheets(
        canvas,
        "planet_sources.html",
        ADDRESS,
        say("How the sources fare"),
        told,
        family="planet",
        collected=True,
        description=say("What %(community)s reads elsewhere, and how each source fares", community=canvas.site_name),
        groups=[(group, say(words)) for group, words in GROUPS.items()],
        counts=Counter(one.group for one in told),
        kinds={kind: say(words) for kind, words in KINDS.items()},
        asked=asked,
        troubled=sum(one.faring.is_troubled for one in told),
        read=sum(one.group != "former" for one in told),
        source_list=source_list(canvas),
    )
