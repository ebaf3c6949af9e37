"""Who does what in words: what ends, who does much, who goes along with whom, and everything as a table."""

from collections.abc import Iterable

from folkmoot.model.role import Duty, Load, Roles
from folkmoot.render.canvas import Canvas
from folkmoot.render.desk.sheet import Column, Group, Section, Sheet, Table, filled, named
from folkmoot.render.reports.telling import Item, Part
from folkmoot.render.wording.tongue import N_

KINDS = {
    "relay": N_("relay"),
    "ambassador": N_("ambassador"),
    "moderator": N_("moderator"),
    "mentor": N_("mentor"),
    "host": N_("host"),
    "volunteer": N_("volunteer"),
    "team": N_("team"),
}


class RolesSheet:
    """Says who does what, on the hub's day."""

    def __init__(self, canvas: Canvas, roles: Roles) -> None:
        self._canvas, self._say, self._roles = canvas, canvas.say, roles

    def ending(self) -> Part:
        """What ends, and nobody is known who goes on; the terms of teams are proposals of their own."""
        ending = [one for one in self._roles.ending if one.kind != "team"]
        return self._part("roles-end", self._say("Roles that end, and nobody follows yet"), ending)

    def sheet(self) -> Sheet:
        """All that is known of roles."""
        say, roles = self._say, self._roles
        sections = filled(
            Section(
                say("What is due"),
                [
                    self._part("ending", say("Roles that end, and nobody follows yet"), roles.ending),
                    self._part("unnoted", say("Without a word for whoever follows"), roles.unnoted),
                ],
            ),
            Section(say("People"), [self._heavy(), self._mentoring(), self._alone()]),
        )
        return Sheet(
            "roles",
            say("%(whole)s: %(part)s", whole=self._canvas.site_name, part=say("Roles")),
            self._canvas.phrases.day(self._canvas.hub.today),
            sections,
            [self._table()],
            [say("Roles: `roles/` in the private folder, and the terms of the hub’s teams.")],
            is_private=True,
        )

    def _called(self, one: Duty) -> str:
        kind = self._say(KINDS[one.kind])
        return f"{kind}: {one.of}" if one.of else kind

    def _part(self, kind: str, title: str, duties: Iterable[Duty]) -> Part:
        items = [
            Item(f"{named(self._canvas, one.who)}, {self._called(one)}", "", self._more(one), one.until)
            for one in duties
        ]
        return Part(kind, title, len(items), items, 0)

    def _more(self, one: Duty) -> str:
        until = self._say("until %(day)s", day=self._canvas.phrases.day(one.until)) if one.until else ""
        return ", ".join(filter(None, (until, one.source)))

    def _heavy(self) -> Part:
        items = [
            Item(named(self._canvas, one.who), "", ", ".join(filter(None, (self._hours(one), self._listed(one)))))
            for one in self._roles.heavy
        ]
        return Part("load", self._say("Who does much"), len(items), items, 0)

    def _listed(self, load: Load) -> str:
        return self._canvas.phrases.listed([self._called(one) for one in load.duties])

    def _hours(self, load: Load) -> str:
        if not load.hours:
            return ""
        words = self._canvas.tongue.words.ngettext("%(num)s hour a month", "%(num)s hours a month", load.hours)
        return words % {"num": self._canvas.phrases.number(load.hours)}

    def _mentoring(self) -> Part:
        items = [
            Item(
                named(self._canvas, one.who),
                "",
                self._canvas.phrases.listed([named(self._canvas, slug) for slug in one.mentees]),
            )
            for one in self._roles.serving
            if one.mentees
        ]
        return Part("mentors", self._say("Who goes along with whom"), len(items), items, 0)

    def _alone(self) -> Part:
        members = self._canvas.original.members
        items = [
            Item(members[slug].name, "", self._canvas.phrases.day(members[slug].joined), members[slug].joined)
            for slug in self._roles.alone
        ]
        return Part("without-mentor", self._say("New, and without a mentor"), len(items), items, 0)

    def _table(self) -> Table:
        say, phrases = self._say, self._canvas.phrases
        columns = (
            Column("title", say("Who")),
            Column("url"),
            Column("role", say("Role")),
            Column("of", say("It is about")),
            Column("from", say("Since")),
            Column("to", say("Until")),
            Column("load", say("Hours a month")),
            Column("follows", say("Who follows")),
            Column("who"),
            Column("kind"),
            Column("since"),
            Column("until"),
            Column("mentees"),
            Column("source"),
        )
        rows = [
            {
                "title": named(self._canvas, one.who),
                "url": "",
                "role": say(KINDS[one.kind]),
                "of": one.of,
                "from": phrases.day(one.since),
                "to": phrases.day(one.until) if one.until else "",
                "load": phrases.number(one.hours) if one.hours is not None else "",
                "follows": phrases.listed([named(self._canvas, slug) for slug in one.next]),
                "who": one.who,
                "kind": one.kind,
                "since": str(one.since),
                "until": str(one.until or ""),
                "mentees": "; ".join(one.mentees),
                "source": one.source,
            }
            for one in self._roles.serving
        ]
        return Table("duties", say("Who does what"), columns, [Group(say("Today"), rows)] if rows else [])
