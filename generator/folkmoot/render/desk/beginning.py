"""The first six months in words: what a founder does this week, and what comes next."""

from folkmoot.model.beginning import Beginning, FirstStep, StepName
from folkmoot.render.canvas import Canvas
from folkmoot.render.reports.telling import Item, Part
from folkmoot.render.wording.tongue import N_

STEPS: dict[StepName, tuple[str, str]] = {
    "purpose": (
        N_("Say in a sentence what you are for"),
        N_("tagline or description in content/community.yml: what you make together, and for whom."),
    ),
    "welcome": (
        N_("Say who answers newcomers"),
        N_("welcome in content/community.yml: a name, and how soon."),
    ),
    "invite": (
        N_("Ask five people whom you know"),
        N_("One by one and in person, each for something that they can do: a call does not make a circle."),
    ),
    "post": (
        N_("Write the first post"),
        N_("Why you began, and what comes next, in content/posts/."),
    ),
    "question": (
        N_("Ask the first question"),
        N_("One that everybody can answer from their own life, and answer first yourself."),
    ),
    "rules": (
        N_("Say how you speak with each other"),
        N_("policies in content/community.yml; a first code of conduct and netiquette are there."),
    ),
    "date": (
        N_("Set a date for the first meeting"),
        N_("A file in events/, three weeks ahead: small, at a place where one can stay."),
    ),
    "project": (
        N_("Begin a first thing together"),
        N_("A file in content/projects/: done in a month, and by more than one."),
    ),
    "meeting": (
        N_("Hold the first meeting, and write what happened"),
        N_("recap in its file, three sentences and a picture: who was not there reads it."),
    ),
    "others": (
        N_("Have somebody else write"),
        N_("A post by somebody who did not found it: ask, help, and thank in public."),
    ),
    "letter": (
        N_("Send the first letter"),
        N_("folkmoot digest --write begins it."),
    ),
    "role": (
        N_("Give something out of your hands"),
        N_("A place in a team, or a role, for somebody who did not found it. Then step back there."),
    ),
    "agendas": (
        N_("Touch all three agendas"),
        N_("What you make, what happens in the world, and yourselves: agenda says which something is about."),
    ),
    "series": (
        N_("Make the meeting a series"),
        N_("recurrence in its file: the same day each month saves asking."),
    ),
    "quarter": (
        N_("Begin the joint project of the next quarter"),
        N_("quarter in its file: who leads it this time?"),
    ),
}
"""What there is to do, and how."""

_AHEAD = 3
"""So many of the steps to come are told."""


class FirstMonths:
    """Says where a young community stands; nothing where it is none."""

    def __init__(self, canvas: Canvas, found: Beginning | None) -> None:
        self._canvas, self._say, self._found = canvas, canvas.say, found

    def title(self) -> str:
        """What stands above it."""
        week = self._canvas.phrases.number(self._found.week) if self._found else ""
        return self._say("The first six months: week %(week)s", week=week)

    def parts(self) -> list[Part]:
        """What it is time for, and what comes next."""
        if self._found is None:
            return []
        coming = self._found.next
        return [
            self._part("begin", self._say("It is time for"), self._found.due, len(self._found.due)),
            self._part("begin-next", self._say("Then"), coming[:_AHEAD], len(coming)),
        ]

    def _part(self, kind: str, title: str, steps: tuple[FirstStep, ...], among: int) -> Part:
        return Part(kind, title, among, [self._item(one) for one in steps], among - len(steps))

    def _item(self, one: FirstStep) -> Item:
        what, how = STEPS[one.name]
        weeks = self._say("weeks %(first)s to %(last)s", first=str(one.first), last=str(one.last))
        return Item(self._say(what), "", f"{self._say(how)} ({weeks})")
