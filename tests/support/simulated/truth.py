"""What is true of a story, told a second time in plain Python from its acts alone: nothing here is the program's.

Whoever is nowhere (bots, hidden members) is left out from the start, and so is what nobody can know: whoever came to an
evening and did not agree that it is told, and on which days of a month somebody committed but for the last one.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, cycle
from typing import NamedTuple

from support.simulated.acts import OPENED, Act, Story
from support.simulated.people import Person

ACTIVE, GONE = dt.timedelta(days=90), dt.timedelta(days=365)
BELONGING = ("joined", "left", "returned")
TALK = ("asked", "commented", "answered", "reported", "proposed", "reviewed")
PARTS = {
    "events": ("hosted", "spoke"),
    "writing": ("published", "wrote"),
    "commits": ("committed", "released"),
    "discussions": TALK,
}


class Row(NamedTuple):
    """What a row of the activity table is to say. `to` is an actor; whoever left no file is `gone:<key>` in joining."""

    moment: dt.datetime
    actor: str
    kind: str
    thread: str
    to: str
    agenda: str
    weight: int
    project: str = ""
    language: str = ""


class Thread(NamedTuple):
    """A discussion, issue or pull request; `first` is the first word of another human, None while it waits."""

    thread: str
    asker: str
    agenda: str
    opened: dt.datetime
    first: dt.datetime | None
    responses: int
    answered: dt.datetime | None

    @property
    def hours(self) -> float | None:
        """How long it waited for the first response."""
        return (self.first - self.opened).total_seconds() / 3600 if self.first else None


class Truth:
    """What is true of a story at its end. All spans have their beginning in them, and not their end."""

    def __init__(self, story: Story) -> None:
        self.story, self.now = story, story.plan.end
        self.rows = tuple(sorted(_rows(story)))
        self.threads = tuple(_threads(story))
        self.contributions = tuple(row for row in self.rows if row.kind not in (*BELONGING, "attended"))
        self.doings = tuple(row for row in self.rows if row.kind not in BELONGING)

    def month(self, number: int) -> tuple[dt.datetime, dt.datetime]:
        """When a month of the plan begins and ends."""
        plan = self.story.plan
        return plan.midnight(plan.day(number)), plan.midnight(plan.day(number + 1))

    def local_day(self, moment: dt.datetime) -> dt.date:
        """The community's day of a moment."""
        return moment.astimezone(self.story.plan.zone).date()

    @property
    def members(self) -> dict[str, Person]:
        """The members that the hub shows at the end, by their keys."""
        return {one.key: one for one in self.story.people.values() if one.has_file and one.is_told}

    def of(self, kind: str, since: dt.datetime, until: dt.datetime) -> list[str]:
        """Who did something of a kind, once for each time: who joined, left, returned, hosted."""
        return [row.actor for row in self.rows if row.kind == kind and since <= row.moment < until]

    def contributors(self, since: dt.datetime, until: dt.datetime) -> set[str]:
        """Who contributed."""
        return {row.actor for row in self.contributions if since <= row.moment < until}

    def firsts(self) -> dict[str, dt.datetime]:
        """When everybody contributed for the first time."""
        found: dict[str, dt.datetime] = {}
        for row in self.contributions:
            found.setdefault(row.actor, row.moment)
        return found

    def lasts(self) -> dict[str, dt.datetime]:
        """When everybody did anything for the last time, coming to an evening included."""
        return {row.actor: row.moment for row in self.doings}

    def states(self) -> dict[str, str]:
        """Of each member who joined more than 90 days ago and is no former one: active, quiet, gone, never active."""
        lasts, found = self.lasts(), {}
        for key, one in self.members.items():
            joined = self.story.plan.midnight(one.joined)
            if joined >= self.now - ACTIVE or _is_former(one, self.story.plan.months):
                continue
            last = lasts.get(key)
            if last is None:
                found[key] = "never active"
            elif last >= self.now - ACTIVE:
                found[key] = "active"
            else:
                found[key] = "gone" if last < self.now - GONE else "quiet"
        return found

    def items(self, since: dt.datetime, until: dt.datetime) -> dict[str, str]:
        """The agenda of every event, post, discussion or project in which something happened, if it has one."""
        return {
            row.thread: row.agenda for row in self.rows if row.thread and row.agenda and since <= row.moment < until
        }

    def agenda_shares(self, since: dt.datetime, until: dt.datetime) -> dict[str, float]:
        """The share of each agenda in these items; none where there are none."""
        items = Counter(self.items(since, until).values())
        return {agenda: number / items.total() for agenda, number in sorted(items.items())}

    def founders_share(self, since: dt.datetime, until: dt.datetime, kinds: Iterable[str] = ()) -> float | None:
        """Which share of the contributions, of these kinds if there are any, was the founders'; None of nothing."""
        wanted = tuple(kinds)
        founders = {one.actor for one in self.story.people.values() if one.is_founder}
        total = own = 0
        for row in self.contributions:
            if since <= row.moment < until and (not wanted or row.kind in wanted):
                total += row.weight
                own += row.weight * (row.actor in founders)
        return own / total if total else None

    def absence_factor(self, since: dt.datetime, until: dt.datetime, kinds: Iterable[str] = ()) -> int | None:
        """How few people made half of the contributions, of these kinds if there are any."""
        wanted = tuple(kinds)
        made: Counter[str] = Counter()
        for row in self.contributions:
            if since <= row.moment < until and (not wanted or row.kind in wanted):
                made[row.actor] += row.weight
        running = 0
        for place, (_, number) in enumerate(made.most_common(), start=1):
            running += number
            if running * 2 >= made.total():
                return place
        return None

    def days(self) -> dict[str, list[dt.date]]:
        """The days on which everybody contributed, in order."""
        found: defaultdict[str, set[dt.date]] = defaultdict(set)
        for row in self.contributions:
            found[row.actor].add(self.local_day(row.moment))
        return {actor: sorted(days) for actor, days in found.items()}

    def at_events(self) -> dict[str, set[str]]:
        """Who is known to have been at each evening, in whatever part."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for row in self.rows:
            if row.thread.startswith("events/"):
                found[row.thread].add(row.actor)
        return dict(found)

    def together(self, since: dt.datetime, until: dt.datetime) -> dict[frozenset[str], set[str]]:
        """Every two people who did something in the same thread within the span, with these threads."""
        there: defaultdict[str, set[str]] = defaultdict(set)
        for row in self.doings:
            if row.thread and since <= row.moment < until:
                there[row.thread].add(row.actor)
        found: defaultdict[frozenset[str], set[str]] = defaultdict(set)
        for thread, people in there.items():
            for pair in combinations(sorted(people), 2):
                found[frozenset(pair)].add(thread)
        return dict(found)

    def answering(self, since: dt.datetime, until: dt.datetime) -> Counter[tuple[str, str]]:
        """How often one answered another, as who and whom."""
        return Counter((row.actor, row.to) for row in self.rows if row.to and since <= row.moment < until)


def quantile(numbers: Iterable[float], share: float) -> float | None:
    """The number below which a share of them lies, in proportion between two; None of none."""
    ordered = sorted(numbers)
    if not ordered:
        return None
    place = share * (len(ordered) - 1)
    low = ordered[int(place)]
    high = ordered[min(int(place) + 1, len(ordered) - 1)]
    return low + (high - low) * (place - int(place))


def _is_former(one: Person, months: int) -> bool:
    return one.cohort.leaves is not None and one.cohort.leaves < months and one.cohort.returns is None


def _rows(story: Story) -> Iterator[Row]:
    plan, people = story.plan, story.people
    held = {
        f"events/{one.slug}": language for one, language in zip(story.occasions, cycle(plan.languages), strict=False)
    }
    commits: defaultdict[tuple[str, str, str], list[Act]] = defaultdict(list)
    for act in story.acts:
        one = people[act.who]
        if not one.is_told:
            continue
        if act.kind in BELONGING:
            # Of those without a file the history of the files knows, which names nobody.
            yield Row(act.moment, one.key if one.has_file else f"gone:{one.key}", act.kind, "", "", "", 1)
        elif act.kind == "committed":
            commits[act.who, act.project, f"{act.moment.astimezone(plan.zone):%Y-%m}"].append(act)
        elif act.kind != "attended" or one.cohort.agrees:
            to = people[act.to].actor if act.to else ""
            language = _language(story, act, held)
            yield Row(act.moment, one.actor, act.kind, act.thread, to, act.agenda, 1, act.project, language)
    for (who, _, _), made in commits.items():
        last = max(made)
        day = plan.midnight(last.moment.astimezone(plan.zone).date())
        one = people[who]
        yield Row(day, one.actor, "committed", last.thread, "", last.agenda, len(made), last.project, one.speaks)


def _language(story: Story, act: Act, held: Mapping[str, str]) -> str:
    """What an evening is held in; what a post says, or the hub's first one; what a feed says; else the person's."""
    if act.kind == "published":
        return story.plan.languages[0]
    return act.language if act.kind == "wrote" else held.get(act.thread, story.people[act.who].speaks)


def _threads(story: Story) -> Iterator[Thread]:
    under: defaultdict[str, list[Act]] = defaultdict(list)
    for act in story.acts:
        if act.thread.startswith(tuple(OPENED.values())):
            under[act.thread].append(act)
    for thread, (opening, *remarks) in sorted(under.items()):
        if story.people[opening.who].cohort.is_bot:
            continue
        others = [act for act in remarks if act.who != opening.who and story.people[act.who].is_told]
        answers = [act.moment for act in remarks if act.kind == "answered"]
        yield Thread(
            thread,
            story.people[opening.who].actor,
            opening.agenda,
            opening.moment,
            others[0].moment if others else None,
            len(others),
            answers[0] if answers else None,
        )
