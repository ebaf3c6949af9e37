"""Discussion starters in words: the stock by agenda, what rises, what became of others, and what to take up again."""

from collections.abc import Iterator
from typing import get_args

from folkmoot.model.event import Agenda
from folkmoot.model.plan import Planned
from folkmoot.model.prompting import Became, Prompting, Rising
from folkmoot.render.canvas import Canvas
from folkmoot.render.desk.sheet import Column, Group, Section, Sheet, Table, filled
from folkmoot.render.reports.proposing import said
from folkmoot.render.reports.telling import Item, Part


class PromptsSheet:
    """Says what could be asked, on the hub's day."""

    def __init__(self, canvas: Canvas, found: Prompting) -> None:
        self._canvas, self._say, self._found = canvas, canvas.say, found

    def sheet(self) -> Sheet:
        """All that is known of discussion starters."""
        say = self._say
        return Sheet(
            "prompts",
            say("%(whole)s: %(part)s", whole=self._canvas.site_name, part=say("Questions to begin with")),
            self._canvas.phrases.day(self._canvas.hub.today),
            filled(
                Section(say("What could be asked next"), [self._fresh(), self._stocked(), self._again()]),
                Section(say("What became of them"), [self._answered(), self._silent(), self._unknown()]),
            ),
            [self._stock(), self._used()],
            [
                say("Questions: what is a prompt in `plan/` of the private folder."),
                say("Answers: the discussions that their `url` leads to."),
                say("What rises: topics of the last four weeks beside those of the four weeks before."),
            ],
            is_private=True,
        )

    def _fresh(self) -> Part:
        items = [self._topic(one) for one in self._found.rising if not one.stocked]
        return Part("rising", self._say("Topics that rise, and nobody has a question about yet"), len(items), items, 0)

    def _topic(self, one: Rising) -> Item:
        words = self._canvas.tongue.words.ngettext(
            "%(num)s thing in four weeks, %(before)s before", "%(num)s things in four weeks, %(before)s before", one.now
        )
        phrases = self._canvas.phrases
        told = words % {"num": phrases.number(one.now), "before": phrases.number(one.before)}
        titles = [self._say("“%(title)s”", title=title) for title, _ in one.examples]
        url = next((url for _, url in one.examples if url), "")
        return Item(one.topic, url, ": ".join(filter(None, (told, phrases.listed(titles)))))

    def _stocked(self) -> Part:
        """The questions in stock that are about what rises now."""
        found = dict.fromkeys(prompt for one in self._found.rising for prompt in one.stocked)
        items = [Item(one.title, "", ", ".join(filter(None, (self._topics(one), one.path)))) for one in found]
        return Part("stocked", self._say("Questions about what rises now"), len(items), items, 0)

    def _again(self) -> Part:
        items = []
        for one in self._found.again:
            told = said(self._canvas, [one])
            items.append(Item(told.title, one.url, told.reason, one.since))
        among = self._found.again[0].among if items else 0
        return Part("again", self._say("What to take up again"), among, items, among - len(items))

    def _answered(self) -> Part:
        some = [one for one in self._found.became if one.responses]
        return self._came("answered", self._say("They were answered"), some)

    def _silent(self) -> Part:
        some = [one for one in self._found.became if one.responses == 0]
        return self._came("silent", self._say("Nobody said anything"), some)

    def _unknown(self) -> Part:
        some = [one for one in self._found.became if one.responses is None]
        return self._came("unknown", self._say("Nobody wrote down where they were asked, or it is not collected"), some)

    def _came(self, kind: str, title: str, some: list[Became]) -> Part:
        items = [Item(one.prompt.title, str(one.prompt.url or ""), self._more(one), one.prompt.done) for one in some]
        return Part(kind, title, len(items), items, 0)

    def _more(self, one: Became) -> str:
        phrases, words = self._canvas.phrases, self._canvas.tongue.words
        told = [phrases.day(one.prompt.done)] if one.prompt.done else []
        if one.responses:
            counted = words.ngettext("%(num)s answer", "%(num)s answers", one.responses)
            told.append(counted % {"num": phrases.number(one.responses)})
        if one.people:
            counted = words.ngettext("%(num)s person", "%(num)s people", one.people)
            told.append(counted % {"num": phrases.number(one.people)})
        return ", ".join([*told, one.prompt.path])

    def _topics(self, one: Planned) -> str:
        return self._canvas.phrases.listed([str(topic) for topic in one.topics])

    def _stock(self) -> Table:
        say = self._say
        columns = (
            Column("title", say("What")),
            Column("url"),
            Column("about", say("It is about")),
            Column("tongue", say("Language")),
            Column("when", say("When")),
            Column("day"),
            Column("agenda"),
            Column("topics"),
            Column("language"),
            Column("by"),
            Column("source"),
        )
        return Table("stock", say("The stock"), columns, list(self._groups()))

    def _groups(self) -> Iterator[Group]:
        """By agenda; what is on several stands below each of them."""
        for agenda in get_args(Agenda):
            if rows := [self._row(one) for one in self._found.stock if agenda in one.agenda]:
                yield Group(self._canvas.phrases.known(agenda), rows)
        if rows := [self._row(one) for one in self._found.stock if not one.agenda]:
            yield Group(self._say("On no agenda"), rows)

    def _row(self, one: Planned) -> dict[str, str]:
        phrases = self._canvas.phrases
        language = one.language or self._canvas.languages[0]
        return {
            "title": one.title,
            "url": "",
            "about": self._topics(one),
            "tongue": phrases.language(language),
            "when": phrases.day(one.date.date) if one.date else "",
            "day": str(one.date.date) if one.date else "",
            "agenda": "; ".join(one.agenda),
            "topics": "; ".join(map(str, one.topics)),
            "language": language,
            "by": "; ".join(one.by),
            "source": one.path,
        }

    def _used(self) -> Table:
        names = ("title", "url", "asked", "responses", "people", "latest", "agenda", "source")
        rows = [
            {
                "title": one.prompt.title,
                "url": str(one.prompt.url or ""),
                "asked": str(one.prompt.done or ""),
                "responses": "" if one.responses is None else str(one.responses),
                "people": "" if one.people is None else str(one.people),
                "latest": str(one.latest or ""),
                "agenda": "; ".join(one.prompt.agenda),
                "source": one.prompt.path,
            }
            for one in self._found.became
        ]
        return Table("used", "", tuple(map(Column, names)), [Group("", rows)] if rows else [])
