"""Links that leave the hub, in words: what leads nowhere, and where to correct it."""

from collections.abc import Iterable, Mapping, Sequence

from folkmoot.model.outward import LINKS, Looked, Outward
from folkmoot.render.canvas import Canvas
from folkmoot.render.desk.sheet import Column, Group, Section, Sheet, Table, filled
from folkmoot.render.reports.telling import Item, Part
from folkmoot.render.wording.reasons import reason_in
from folkmoot.text import schemeless

_FILES = 3
"""So many files that name an address are told; programs get all."""


class Links:
    """Says what came of asking for the addresses that the hub's files name."""

    def __init__(self, canvas: Canvas, named: Sequence[Outward], known: Mapping[str, Looked]) -> None:
        self._canvas, self._say, self._named, self._known = canvas, canvas.say, named, known

    def dead(self) -> Part:
        """What leads nowhere, and has for longer than a day."""
        return self._part("dead", self._say("Dead links"), (one for one in self._told() if one.is_dead))

    def sheet(self) -> Sheet:
        """All that is known of links."""
        say, told = self._say, list(self._told())
        fresh = [one for one in told if one.state in ("gone", "failing") and not one.is_dead]
        moved = [one for one in told if one.state == "moved"]
        refused = [one for one in told if one.state == "untold"]
        return Sheet(
            "links",
            say("%(whole)s: %(part)s", whole=self._canvas.site_name, part=say("Links")),
            self._canvas.phrases.day(self._canvas.hub.today),
            filled(
                Section(say("What is due"), [self.dead()]),
                Section(
                    say("What waits"),
                    [
                        self._part("fresh", say("Lead nowhere today: ask again tomorrow"), fresh),
                        self._part("moved", say("Have another address for good"), moved),
                        self._part("untold", say("Refuse programs: only people can tell"), refused),
                    ],
                ),
            ),
            [self._table()],
            [
                say("Links: addresses in the hub’s files, without those of sources, which have a page of their own."),
                say("What came of asking before: `links-asked.csv` in the private folder."),
            ],
            is_private=True,
        )

    def _told(self) -> Iterable[Looked]:
        return (self._known[one.url] for one in self._named if one.url in self._known)

    def _part(self, kind: str, title: str, found: Iterable[Looked]) -> Part:
        items = [self._item(one) for one in found]
        return Part(kind, title, len(items), items, 0)

    def _item(self, one: Looked) -> Item:
        files = next(named.files for named in self._named if named.url == one.url)
        more = f"+{len(files) - _FILES}" if len(files) > _FILES else ""
        moved = self._say("now %(address)s", address=schemeless(one.moved_to)) if one.moved_to else ""
        reason, _ = reason_in(self._canvas.tongue, one.reason)
        return Item(schemeless(one.url), one.url, ", ".join(filter(None, (reason, moved, *files[:_FILES], more))))

    def _table(self) -> Table:
        names = ("url", "state", "since", "asked", "reason", "moved_to", "files")
        rows = [self._row(one, self._known.get(one.url)) for one in self._named]
        name = LINKS.removesuffix(".csv")
        return Table(name, "", tuple(map(Column, names)), [Group("", rows)] if rows else [])

    def _row(self, named: Outward, one: Looked | None) -> dict[str, str]:
        told = one._asdict() if one else dict.fromkeys(Looked._fields, "")
        return {**told, "url": named.url, "files": " ".join(named.files)}
