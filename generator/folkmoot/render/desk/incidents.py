"""Incidents in words: for moderators what waits and what comes next, for everybody how many there were."""

from collections.abc import Iterable, Mapping

from folkmoot.model.incident import Incident, Moderation, Repeated, StepKind, Yearly
from folkmoot.render.canvas import Canvas
from folkmoot.render.desk.sheet import Column, Group, Section, Sheet, Table, filled, named
from folkmoot.render.reports.telling import Item, Part
from folkmoot.render.wording.tongue import N_

KINDS = {
    "tone": N_("tone"),
    "spam": N_("spam"),
    "off-topic": N_("in the wrong place"),
    "harassment": N_("harassment"),
    "privacy": N_("somebody’s private life"),
    "safety": N_("safety"),
    "other": N_("something else"),
}
STEPS: Mapping[StepKind, str] = {
    "talk": N_("a word in private"),
    "warning": N_("a warning in writing"),
    "removal": N_("something taken down"),
    "pause": N_("a pause"),
    "exclusion": N_("an exclusion"),
    "nothing": N_("nothing to do"),
    "appeal": N_("another look asked for"),
    "upheld": N_("looked at again, it stands"),
    "reversed": N_("looked at again, taken back"),
}
_PUBLIC: tuple[StepKind, ...] = ("talk", "warning", "removal", "pause", "exclusion", "appeal", "reversed")
"""The steps that everybody is told the number of."""

_FEW = 3
"""Fewer than so many are not told exactly: in a small community a number can be a person."""


class Incidents:
    """Says where incidents stand, on the hub's day."""

    def __init__(self, canvas: Canvas, found: Moderation) -> None:
        self._canvas, self._say, self._found = canvas, canvas.say, found

    def waiting(self) -> Part:
        """What nobody did anything about, without a word of what it was: for the desk, which more people read."""
        items = [Item(one.path, "", self._canvas.phrases.day(one.heard), one.heard) for one in self._found.unseen]
        return Part("incidents", self._say("Incidents that nobody has looked at"), len(items), items, 0)

    def sheet(self) -> Sheet:
        """All that is known of incidents."""
        say, found = self._say, self._found
        ending = [self._item(one, say("until %(day)s", day=self._canvas.phrases.day(day))) for one, day in found.ending]
        return Sheet(
            "incidents",
            say("%(whole)s: %(part)s", whole=self._canvas.site_name, part=say("Incidents")),
            self._canvas.phrases.day(self._canvas.hub.today),
            filled(
                Section(
                    say("What is due"),
                    [
                        self._part("unseen", say("Incidents that nobody has looked at"), found.unseen),
                        self._part("appeals", say("Another look is asked for"), found.appeals),
                        Part("pauses", say("Pauses that end within a week"), len(ending), ending, 0),
                    ],
                ),
                Section(
                    say("What waits"),
                    [self._part("open", say("Open incidents"), found.open), self._again()],
                ),
                Section(
                    say("What can go"),
                    [
                        self._part(
                            "old",
                            say(
                                "Closed for two years: take out the names and the words; the rest stays for the numbers"
                            ),
                            found.old,
                        )
                    ],
                ),
            ),
            [self._counts(), self._log()],
            [say("Incidents: `incidents/` in the private folder.")],
            is_private=True,
        )

    def _part(self, kind: str, title: str, incidents: Iterable[Incident]) -> Part:
        items = [self._item(one, "") for one in incidents]
        return Part(kind, title, len(items), items, 0)

    def _item(self, one: Incident, more: str) -> Item:
        phrases = self._canvas.phrases
        last = self._say(STEPS[one.steps[-1].what]) if one.steps else ""
        told = (phrases.day(one.heard), one.where or "", self._people(one), last, more, one.path)
        return Item(self._say(KINDS[one.what]), "", ", ".join(filter(None, told)), one.heard)

    def _people(self, one: Incident) -> str:
        return self._canvas.phrases.listed([named(self._canvas, who) for who in one.about])

    def _again(self) -> Part:
        items = [Item(named(self._canvas, one.who), "", self._ladder(one)) for one in self._found.repeated]
        return Part("again", self._say("More than once within a year, and what comes next"), len(items), items, 0)

    def _ladder(self, one: Repeated) -> str:
        counted = self._canvas.tongue.words.ngettext("%(num)s incident", "%(num)s incidents", len(one.incidents))
        told = [counted % {"num": self._canvas.phrases.number(len(one.incidents))}]
        if one.last:
            told.append(self._say("so far: %(step)s", step=self._say(STEPS[one.last])))
        if one.next:
            told.append(self._say("next: %(step)s", step=self._say(STEPS[one.next])))
        return ", ".join(told)

    def _log(self) -> Table:
        names = ("on", "heard", "what", "where", "about", "steps", "closed", "source")
        rows = [
            {
                "on": str(one.on),
                "heard": str(one.heard),
                "what": one.what,
                "where": one.where or "",
                "about": "; ".join(one.about),
                "steps": "; ".join(f"{step.on} {step.what}" for step in one.steps),
                "closed": str(one.closed or ""),
                "source": one.path,
            }
            for one in self._found.incidents
        ]
        return Table("log", "", tuple(map(Column, names)), [Group("", rows)] if rows else [])

    def _counts(self) -> Table:
        say = self._say
        columns = (
            Column("title", say("Year")),
            Column("url"),
            Column("incidents", say("Heard of")),
            *(Column(step, say(STEPS[step])) for step in _PUBLIC),
        )
        rows = [
            {"title": str(one.year), "url": "", "incidents": str(one.incidents)}
            | {step: str(one.steps.get(step, 0)) for step in _PUBLIC}
            for one in self._found.years
        ]
        groups = [Group(say("By year"), rows)] if rows else []
        return Table("years", say("How often"), columns, groups)

    def public(self) -> str:
        """What everybody may know, in Markdown: how often, by year, without small numbers."""
        say = self._say
        heads = [say("Year"), say("Heard of"), *(say(STEPS[step]) for step in _PUBLIC)]
        lines = [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
        lines += [f"| {one.year} | {' | '.join(self._numbers(one))} |" for one in self._found.years]
        day = self._canvas.phrases.day(self._canvas.hub.today)
        told = "\n".join(lines) if self._found.years else say("So far we heard of nothing.")
        dated, caution = say("As of %(day)s.", day=day), say("Numbers below three are not told exactly.")
        return f"{told}\n\n{dated} {caution}"

    def _numbers(self, one: Yearly) -> Iterable[str]:
        for number in (one.incidents, *(one.steps.get(step, 0) for step in _PUBLIC)):
            yield self._say("1 or 2") if 0 < number < _FEW else self._canvas.phrases.number(number)


def page(canvas: Canvas, counted: str) -> str:
    """A page below content/ that holds what is counted, for people to write around."""
    say = canvas.say
    words = say("We look after how we speak with each other. This is how often somebody had to step in.")
    title = say("Moderation")
    return f"# {title}\n\n{words}\n\n{between(counted)}\n"


BEGIN, END = "<!-- folkmoot: moderation -->", "<!-- /folkmoot -->"
"""What stands around the numbers on a page: what is between them is written anew."""


def between(counted: str) -> str:
    """The numbers with what stands around them."""
    return f"{BEGIN}\n\n{counted}\n\n{END}"


def renewed(text: str, counted: str) -> str | None:
    """A page with the numbers written anew, None where it does not say where they stand."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    return f"{before}{between(counted)}{after}" if begin and end else None
