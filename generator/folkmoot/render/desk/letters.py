"""The outbox in words: letters to be sent and what became of them, who is left alone, and how newcomers came."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from folkmoot.model.outbox import Arrival, Outbox, Outgoing
from folkmoot.render.canvas import Canvas
from folkmoot.render.desk.sheet import ABOUT, Column, Group, Section, Sheet, Table, filled, named
from folkmoot.render.reports.telling import Item, Part

_LATELY = dt.timedelta(days=90)
"""Of answers so long ago is told; programs get all of them."""

_FIRST = 10
"""So many of what brought newcomers are named."""

_LETTERS = (
    "source", "to", "about", "subject", "language", "by", "since", "drafted", "sent", "where", "answered", "declined",
    "leave_alone",
)  # fmt: skip
_ARRIVALS = ("member", "joined", "invited_by", "began", "url", "around")


class Letters:
    """Says where the letters of an outbox stand, on the hub's day."""

    def __init__(self, canvas: Canvas, outbox: Outbox) -> None:
        self._canvas, self._say, self._outbox, self._today = canvas, canvas.say, outbox, canvas.hub.today

    def to_send(self) -> Part:
        """Those that are written."""
        return self._part("to-send", self._say("Letters to be sent"), self._outbox.open)

    def late(self) -> Part:
        """Those that nobody answered for two weeks."""
        return self._part("late", self._say("Letters that nobody has answered for two weeks"), self._outbox.late)

    def sheet(self, arrivals: Iterable[Arrival]) -> Sheet:
        """All that is known of the letters, and of the people who came in the last twelve months."""
        say, box, came = self._say, self._outbox, list(arrivals)
        waiting = [one for one in box.unanswered if one not in box.late]
        sections = filled(
            Section(say("What is due"), [self.to_send(), self.late()]),
            Section(
                say("What became of the letters"),
                [
                    self._part("sent", say("Sent, and not answered yet"), waiting),
                    self._part("answered", say("Answered"), self._latest(box.answered)),
                    self._part("declined", say("They said no"), self._latest(box.declined)),
                    self._alone(),
                ],
            ),
            Section(say("How newcomers came"), [self._inviting(came), self._beginning(came), self._around(came)]),
        )
        return Sheet(
            "outbox",
            say("%(whole)s: %(part)s", whole=self._canvas.site_name, part=say("Letters")),
            self._canvas.phrases.day(self._today),
            sections,
            [self._letters(), self._arrivals(came)],
            [
                say("Letters: `outbox/` in the private folder."),
                say("Newcomers: members who joined in the last twelve months, and what they did here first."),
                say("What took place or appeared before somebody came need not be why they did."),
            ],
            is_private=True,
        )

    def _latest(self, letters: Iterable[Outgoing]) -> list[Outgoing]:
        found = [(one.declined or one.answered or dt.date.min, one) for one in letters]
        lately = [pair for pair in found if pair[0] + _LATELY >= self._today]
        return [one for _, one in sorted(lately, key=lambda pair: (pair[0], pair[1].path), reverse=True)]

    def _part(self, kind: str, title: str, letters: Iterable[Outgoing]) -> Part:
        items = [self._item(one) for one in letters]
        return Part(kind, title, len(items), items, 0)

    def _item(self, one: Outgoing) -> Item:
        day = one.declined or one.answered or one.sent or one.drafted
        words = (self._say(ABOUT[one.about]), self._canvas.phrases.day(day) if day else "", one.path)
        people = self._canvas.phrases.listed([named(self._canvas, whom) for whom in one.to])
        title = f"{people}: {one.subject}" if one.subject else people
        return Item(title, "", ", ".join(filter(None, words)), day)

    def _alone(self) -> Part:
        items = [Item(named(self._canvas, one), "", "") for one in sorted(self._outbox.alone)]
        return Part("alone", self._say("Asked to be left alone"), len(items), items, 0)

    def _inviting(self, came: list[Arrival]) -> Part:
        by: dict[str, list[str]] = defaultdict(list)
        for one in came:
            by[one.invited_by].append(named(self._canvas, one.slug))
        by.pop("", None)
        items = [
            Item(named(self._canvas, slug), "", self._canvas.phrases.listed(names))
            for slug, names in sorted(by.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        ]
        return Part("invited", self._say("Who brought whom"), len(items), items, 0)

    def _beginning(self, came: list[Arrival]) -> Part:
        by: dict[tuple[str, str], list[str]] = defaultdict(list)
        for one in came:
            if one.began:
                by[one.began, one.url].append(named(self._canvas, one.slug))
        return self._counted("began", self._say("Where they began"), by)

    def _around(self, came: list[Arrival]) -> Part:
        by: dict[tuple[str, str], list[str]] = defaultdict(list)
        for one in came:
            for title in one.around:
                by[title, ""].append(named(self._canvas, one.slug))
        return self._counted("around", self._say("What they came after, by two weeks at most"), by)

    def _counted(self, kind: str, title: str, by: Mapping[tuple[str, str], list[str]]) -> Part:
        ordered = sorted(by.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        items = [Item(words, url, self._canvas.phrases.listed(names)) for (words, url), names in ordered[:_FIRST]]
        return Part(kind, title, len(ordered), items, len(ordered) - len(items))

    def _letters(self) -> Table:
        rows = [
            {name: _cell(getattr(one, name, None)) for name in _LETTERS} | {"source": one.path}
            for one in self._outbox.letters
        ]
        return Table("letters", "", tuple(map(Column, _LETTERS)), [Group("", rows)] if rows else [])

    def _arrivals(self, came: list[Arrival]) -> Table:
        rows = [
            {
                "member": one.slug,
                "joined": str(one.joined),
                "invited_by": one.invited_by,
                "began": one.began,
                "url": one.url,
                "around": "; ".join(one.around),
            }
            for one in came
        ]
        return Table("arrivals", "", tuple(map(Column, _ARRIVALS)), [Group("", rows)] if rows else [])


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)
