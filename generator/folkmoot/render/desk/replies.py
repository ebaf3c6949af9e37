"""What others said of the community, in words: what is new, what needs an answer, and what was answered."""

from collections.abc import Iterable

from folkmoot.model.harvest import Mention
from folkmoot.model.reply import Heard, Reply
from folkmoot.render.canvas import Canvas
from folkmoot.render.desk.sheet import Column, Group, Section, Sheet, Table, filled, named
from folkmoot.render.reports.telling import Item, Part
from folkmoot.render.wording.tongue import N_
from folkmoot.text import schemeless

NEEDS = {
    "thanks": N_("thanks"),
    "answer": N_("an answer"),
    "correction": N_("a correction"),
    "none": N_("nothing"),
}
_FIRST = 20
"""So many of what is new are named; programs get all of it."""


class Replies:
    """Says what needs an answer, on the hub's day."""

    def __init__(self, canvas: Canvas, found: Heard) -> None:
        self._canvas, self._say, self._found = canvas, canvas.say, found

    def unseen(self) -> Part:
        """What others said lately and nobody has looked at."""
        items = [self._mention(one) for one in self._found.unseen]
        title = self._say("What others said lately, and nobody has looked at")
        return Part("mentions", title, len(items), items[:_FIRST], max(0, len(items) - _FIRST))

    def due(self) -> Part:
        """What needs an answer."""
        return self._part("replies", self._say("What needs a reply"), self._found.due)

    def sheet(self) -> Sheet:
        """All that is known of what others said."""
        say = self._say
        return Sheet(
            "replies",
            say("%(whole)s: %(part)s", whole=self._canvas.site_name, part=say("What others say")),
            self._canvas.phrases.day(self._canvas.hub.today),
            filled(
                Section(say("What is due"), [self.due(), self.unseen()]),
                Section(say("What was answered"), [self._part("said", say("Replies"), self._found.said)]),
            ),
            [self._table()],
            [
                say("What others say: the sources below `watch` in the hub’s files, of the last 30 days."),
                say("Replies: `replies/` in the private folder."),
            ],
            is_private=True,
        )

    def _mention(self, one: Mention) -> Item:
        day = self._canvas.hub.day_of(one.published)
        source = self._canvas.sources.get(one.source)
        place = (source.title or schemeless(source.url)) if source else one.source
        return Item(one.title or one.url, one.url, ", ".join((self._canvas.phrases.day(day), place)), day)

    def _part(self, kind: str, title: str, pairs: Iterable[tuple[Reply, Mention | None]]) -> Part:
        items = [self._item(*pair) for pair in pairs]
        return Part(kind, title, len(items), items, 0)

    def _item(self, one: Reply, mention: Mention | None) -> Item:
        phrases = self._canvas.phrases
        by = named(self._canvas, one.by) if one.by else ""
        day = phrases.day(one.replied) if one.replied else ""
        more = (self._say(NEEDS[one.needs]), by, day, one.where or "", one.path)
        title = (mention.title if mention else "") or schemeless(str(one.url))
        return Item(title, str(one.url), ", ".join(filter(None, more)), one.replied)

    def _table(self) -> Table:
        names = ("url", "title", "published", "needs", "by", "replied", "where", "source")
        rows = [_row(one, mention) for one, mention in (*self._found.due, *self._found.said)]
        rows += [_row(None, one) for one in self._found.unseen]
        return Table("heard", "", tuple(map(Column, names)), [Group("", rows)] if rows else [])


def _row(one: Reply | None, mention: Mention | None) -> dict[str, str]:
    return {
        "url": str(one.url) if one else mention.url if mention else "",
        "title": mention.title if mention else "",
        "published": mention.published if mention else "",
        "needs": one.needs if one else "",
        "by": (one.by or "") if one else "",
        "replied": str(one.replied or "") if one else "",
        "where": (one.where or "") if one else "",
        "source": one.path if one else "",
    }
