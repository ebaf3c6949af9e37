"""How the machinery fares, in words: sources, archive, links and the published site."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from folkmoot.model.faring import Faring, Plight, last_asked
from folkmoot.model.health import Answered, Kept
from folkmoot.render.canvas import Canvas
from folkmoot.render.desk.links import Links
from folkmoot.render.desk.sheet import Column, Group, Section, Sheet, Table, filled
from folkmoot.render.pages.sources import GROUPS
from folkmoot.render.reports.telling import Item, Part
from folkmoot.render.wording.reasons import reason_in
from folkmoot.render.wording.tongue import N_
from folkmoot.text import schemeless

_SLOW = 1.0
"""Seconds after which a page is slow to whoever waits for it (RAIL: one second keeps the flow of thought)."""

_LARGE = 100_000
"""Bytes from which on a page is large: what its HTML is held to, as it travels uncompressed."""

_PLIGHTS: dict[Plight, str] = {
    "failing": N_("cannot be read"),
    "quarantined": N_("asked once a week"),
    "gone": N_("gone for good"),
    "moved": N_("moved"),
    "waiting": N_("busy"),
    "unread": N_("not read yet"),
    "well": N_("well"),
    "paused": N_("paused"),
    "former": N_("no longer collected"),
}


class Health(NamedTuple):
    """What the machinery is judged by; `pages` are those of the published site that were asked for, if it was."""

    sources: Sequence[Faring]
    kept: Sequence[Kept]
    pages: Sequence[Answered]
    links: Links


class Status:
    """Says how the machinery fares, on the hub's day."""

    def __init__(self, canvas: Canvas, health: Health) -> None:
        self._canvas, self._say, self._health = canvas, canvas.say, health

    def sheet(self) -> Sheet:
        """All of it."""
        say, health = self._say, self._health
        troubled = [self._source(one) for one in health.sources if one.is_troubled]
        missing = [self._page(one) for one in health.pages if not one.is_well]
        slow = [self._page(one) for one in health.pages if one.is_well and (one.seconds > _SLOW or one.bytes > _LARGE)]
        holes = list(self._holes())
        return Sheet(
            "status",
            say("%(whole)s: %(part)s", whole=self._canvas.site_name, part=say("How the machinery fares")),
            self._canvas.phrases.day(self._canvas.hub.today),
            filled(
                Section(
                    say("What is due"),
                    [
                        _part("missing", say("Pages of the site that do not answer"), missing),
                        _part("sources", say("Sources in trouble"), troubled),
                        health.links.dead(),
                    ],
                ),
                Section(
                    say("What waits"),
                    [
                        _part("slow", say("Slow or large pages"), slow),
                        _part("holes", say("Holes in the archive"), holes),
                    ],
                ),
                Section(say("When it was last done"), [_part("last", say("Last time"), list(self._last()))]),
            ),
            [self._archive(), self._sources(), self._pages()],
            [
                say("Sources: the archive’s changes of state, and what the last runs remember."),
                say("The archive: how many records there are of each kind, and months in between without any."),
                say("The site: its first page and its lists, asked for just now, one after the other."),
            ],
            is_private=False,
        )

    def _source(self, one: Faring) -> Item:
        reason, _ = reason_in(self._canvas.tongue, one.reason)
        more = (self._say(_PLIGHTS[one.plight]), self._day(one.since), reason)
        return Item(one.source.title or schemeless(one.source.url), one.source.url, ", ".join(filter(None, more)))

    def _page(self, one: Answered) -> Item:
        reason, _ = reason_in(self._canvas.tongue, one.reason)
        number = self._canvas.phrases.number
        told = self._say("%(seconds)s s, %(size)s kB", seconds=number(one.seconds), size=number(one.bytes / 1000))
        return Item(schemeless(one.url), one.url, reason or told)

    def _holes(self) -> Iterator[Item]:
        for one in self._health.kept:
            kind = self._say(GROUPS[one.kind])
            words = self._canvas.tongue.words
            if one.unread:
                told = words.ngettext("%(num)s source was never read", "%(num)s sources were never read", one.unread)
                yield Item(kind, "", told % {"num": one.unread})
            if one.gaps:
                told = words.ngettext("%(num)s month without any:", "%(num)s months without any:", len(one.gaps))
                yield Item(kind, "", f"{told % {'num': len(one.gaps)}} {', '.join(one.gaps)}")

    def _last(self) -> Iterator[Item]:
        say = self._say
        if published := max((one.modified for one in self._health.pages), default=""):
            yield Item(say("The site was published"), "", self._day(published))
        if asked := last_asked(self._health.sources):
            yield Item(say("Sources were asked"), "", self._day(asked))

    def _day(self, stamp: str) -> str:
        return self._canvas.phrases.day(self._canvas.hub.day_of(stamp)) if stamp else ""

    def _archive(self) -> Table:
        say = self._say
        columns = (
            Column("kind"),
            Column("title", say("The archive")),
            Column("url"),
            Column("sources", say("Sources")),
            Column("records", say("Records")),
            Column("first", say("First")),
            Column("last", say("Last")),
            Column("unread"),
            Column("empty"),
            Column("gaps"),
        )
        rows = [
            {
                **{name: str(value) for name, value in one._asdict().items()},
                "title": say(GROUPS[one.kind]),
                "url": "",
                "gaps": " ".join(one.gaps),
            }
            for one in self._health.kept
        ]
        return Table("kept", say("What the archive holds"), columns, [Group(say("By kind"), rows)] if rows else [])

    def _sources(self) -> Table:
        say = self._say
        columns = (
            Column("slug"),
            Column("title", say("Source")),
            Column("url"),
            Column("plight"),
            Column("fares", say("How it fares")),
            Column("succeeded", say("Last read")),
            Column("newest", say("Newest")),
            Column("records", say("Records")),
        )
        rows = [
            {
                "slug": one.source.slug,
                "title": one.source.title or schemeless(one.source.url) or one.source.slug,
                "url": one.source.url if one.source.url.startswith(("https://", "http://")) else "",
                "plight": one.plight,
                "fares": say(_PLIGHTS[one.plight]),
                "succeeded": one.succeeded[:10],
                "newest": one.newest[:10],
                "records": str(one.records),
            }
            for one in self._health.sources
        ]
        return Table("ages", say("How old what we have of each source is"), columns, _grouped(say("Sources"), rows))

    def _pages(self) -> Table:
        say = self._say
        columns = (
            Column("title", say("Page")),
            Column("url"),
            Column("status", say("Answer")),
            Column("seconds", say("Seconds")),
            Column("bytes", say("Bytes")),
            Column("modified", say("Published")),
            Column("reason"),
        )
        rows = [
            {
                "title": schemeless(one.url),
                "url": one.url,
                "status": str(one.status or ""),
                "seconds": f"{one.seconds:.2f}",
                "bytes": str(one.bytes),
                "modified": one.modified,
                "reason": one.reason,
            }
            for one in self._health.pages
        ]
        return Table("pages", say("How the site answers"), columns, _grouped(say("Pages"), rows))


def _part(kind: str, title: str, items: list[Item]) -> Part:
    return Part(kind, title, len(items), items, 0)


def _grouped(title: str, rows: Sequence[dict[str, str]]) -> list[Group]:
    return [Group(title, rows)] if rows else []
