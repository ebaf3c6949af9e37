"""What happens at a time: `events/<slug>.md` holds one event or one series, with what came of it."""

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from folkmoot.model.advice import explain
from folkmoot.model.base import Addressed, Day, Language, Link, Record, Short, Slug, Text, Topic, Url, Zone
from folkmoot.model.contest import Contest
from folkmoot.model.credit import Credit
from folkmoot.model.image import Picture
from folkmoot.model.moment import Precision, When
from folkmoot.model.person import Person
from folkmoot.model.unpublished import Timed

EventKind = Literal["meeting", "barcamp", "conference", "workshop", "chat", "interview", "contest", "game"]
Agenda = Literal["applied", "external", "internal"]
"""What we make together, the topic in the world, ourselves."""
EventStatus = Literal["confirmed", "tentative", "cancelled"]

explain(
    EventKind,
    meeting="we come together",
    barcamp="who comes makes the programme",
    conference="talks that were chosen beforehand",
    workshop="we make or learn something",
    chat="we talk, usually online",
    interview="somebody is asked about their work",
    contest="the best work wins",
    game="we play",
)
explain(Agenda, applied="what we make together", external="the topic in the world", internal="ourselves")
explain(
    EventStatus,
    confirmed="it takes place",
    tentative="it is not settled",
    cancelled="it does not take place",
)


class CallForPapers(Record):
    """Where and until when talks can be proposed."""

    url: Url = Field(description="Where to propose a talk.")
    opens: Day | None = Field(None, description="The first day.")
    closes: Day | None = Field(None, description="The last day.")


class Result(Record):
    """Who won what in a contest or game."""

    award: Short = Field(description="For example First prize.")
    to: tuple[Person, ...] = Field(description="Members by slug, others by name.", min_length=1)
    work: Link | None = Field(None, description="What they entered.")


class Gathering(Record):
    """What came of an event, or of one occurrence of a series."""

    speakers: tuple[Person, ...] = Field((), description="Members by slug, others by name and link.")
    credits: tuple[Credit, ...] = Field(
        (), description="What else members gave to it: who filmed, interpreted, or drew the poster."
    )
    attendees: tuple[Slug, ...] = Field((), description="Members who came and agreed to be named.")
    attendance: int | None = Field(None, ge=0, description="How many people came.")
    recap: Text = Field("", description="What happened, in Markdown.")
    photos: tuple[Picture, ...] = Field((), description="Pictures with alternative text.")
    recordings: tuple[Link, ...] = Field((), description="Videos, audio and slides.")
    results: tuple[Result, ...] = Field((), description="Who won, in a contest or game.")


class RecurrenceException(Record):
    """A date on which the series does not take place as usual."""

    date: Day = Field(description="The day on which it would have been.")
    moved_to: When | None = Field(None, description="When it takes place instead; left out, it is dropped.")
    reason: Short | None = Field(None, description="Why, for those who come by.")


class Recurrence(Record):
    """How a series repeats, in the words of RFC 5545."""

    rule: str = Field(
        max_length=200,
        description="An RRULE without its name: FREQ=MONTHLY;BYDAY=2TU is the second Tuesday of each month.",
        examples=["FREQ=WEEKLY", "FREQ=MONTHLY;BYDAY=2TU"],
    )
    exceptions: tuple[RecurrenceException, ...] = Field((), description="Dates dropped or moved.")


class HeldOccurrence(Gathering):
    """One past or special occurrence of a series that has something of its own to tell."""

    date: Day = Field(description="The day of this occurrence.")
    title: Short | None = Field(None, description="What this one was about.")


class Event(Gathering, Addressed, Timed):
    """An event or a series."""

    title: Short = Field(description="What it is called.")
    kind: EventKind = Field(description="What sort of event it is.")
    start: When = Field(description="2026-05-14 19:00, or 2026-05-14, or only 2026-05; of a series, the first one.")
    end: When | None = Field(None, description="When it ends, written like start.")
    date_precision: Precision | None = Field(
        None, description="How much of the date is announced, where that is less than start says."
    )
    timezone: Zone | None = Field(
        None, description="The zone of start and end; the place's or the community's if left out."
    )
    place: Slug | None = Field(None, description="A file in content/places.")
    online: Url | None = Field(None, description="Where to take part online; with a place, the event is hybrid.")
    recurrence: Recurrence | None = Field(None, description="How it repeats.")
    occurrences: tuple[HeldOccurrence, ...] = Field((), description="Occurrences that have a story of their own.")
    status: EventStatus = Field("confirmed", description="Whether it takes place.")
    sequence: int = Field(
        0,
        ge=0,
        le=9999,
        description="How often its date or place changed after it was announced, so that calendars take the change; "
        "two more for a cancellation or exception that is taken back.",
    )
    hosts: tuple[Slug, ...] = Field((), description="The members who invite.")
    rsvp: Url | None = Field(None, description="Where to say that one comes.")
    call_for_papers: CallForPapers | None = Field(None, description="Where to propose a talk.")
    contest: Contest | None = Field(None, description="Who can enter what, and who judges it.")
    project: Slug | None = Field(None, description="The project it is about.")
    language: Language | None = Field(None, description="The language it is held in; the hub's main one if left out.")
    topics: tuple[Topic, ...] = Field((), description="What it is about.")
    agenda: tuple[Agenda, ...] = Field((), description="Which of our agendas it is on.")
    summary: Short | None = Field(None, description="One sentence for lists.")

    def held_in(self, languages: Sequence[str]) -> str:
        """The language it is held in; `languages` are the hub's, the main one first."""
        return self.language or languages[0]

    @property
    def precision(self) -> Precision:
        """How much of the date may be told."""
        return self.date_precision or self.start.precision

    @property
    def revision(self) -> int:
        """How often calendars were told another thing: `sequence`, each exception of a series, and a cancellation."""
        exceptions = len(self.recurrence.exceptions) if self.recurrence else 0
        return self.sequence + exceptions + (self.status == "cancelled")

    @property
    def has_date(self) -> bool:
        """Whether a calendar can show it: what is announced for a month has no day to stand on."""
        return "month" not in (self.start.precision, self.date_precision)

    @property
    def where(self) -> Literal["online", "hybrid", "on site", "open"]:
        """How one takes part."""
        if self.online:
            return "hybrid" if self.place else "online"
        return "on site" if self.place else "open"
