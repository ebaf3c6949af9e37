"""A plan carried out: everything that anybody did, one act after the other. All that is written is made of these."""

import datetime as dt
import random
from collections.abc import Iterator
from typing import NamedTuple

from support.simulated.people import Person, everybody
from support.simulated.plan import Kind, Meetings, Plan, Rhythm

OPENED = {"asked": "discussions", "reported": "issues", "proposed": "pulls"}
"""What is opened by which kind of act, as the archive calls it."""

_ANSWERS = {"commented": ("discussions", "issues", "pulls"), "answered": ("discussions",), "reviewed": ("pulls",)}
_SECOND = dt.timedelta(seconds=1)


class Act(NamedTuple):
    """One thing that somebody did.

    `who` is the key of a person. `kind` is a word of the activity table, and so is `thread`: the discussion, event or
    post, "" where there is none. `to` is the key of whom they answer. `moment` is UTC; of days without a time it is
    their midnight where the community is.
    """

    moment: dt.datetime
    who: str
    kind: str
    thread: str = ""
    to: str = ""
    agenda: str = ""
    project: str = ""
    language: str = ""


class Occasion(NamedTuple):
    """An evening that took place: who was there, by their keys, those too who did not agree that this is told."""

    slug: str
    start: dt.datetime
    agenda: str
    hosts: tuple[str, ...]
    speakers: tuple[str, ...]
    came: tuple[str, ...]
    has_recap: bool


class Story(NamedTuple):
    """What became of a plan: its people by their keys, its evenings, and every act in the order of time."""

    plan: Plan
    people: dict[str, Person]
    occasions: tuple[Occasion, ...]
    acts: tuple[Act, ...]


def told(plan: Plan) -> Story:
    """Carries a plan out: the same each time, for the same plan."""
    people = {one.key: one for one in everybody(plan)}
    occasions = tuple(_occasions(plan, people))
    acts = [*_belonging(plan, people), *_gathered(plan, people, occasions), *_said(plan, people)]
    return Story(plan, people, occasions, tuple(sorted(act for act in acts if act.moment < plan.end)))


def _belonging(plan: Plan, people: dict[str, Person]) -> Iterator[Act]:
    for one in people.values():
        if not one.cohort.is_member:
            continue
        yield Act(plan.midnight(one.joined), one.key, "joined")
        for kind, month in (("left", one.cohort.leaves), ("returned", one.cohort.returns)):
            if month is not None:
                yield Act(plan.midnight(plan.day(month, 10)), one.key, kind)


def _there(plan: Plan, people: dict[str, Person], cohorts: tuple[str, ...], moment: dt.datetime) -> list[Person]:
    """Who of these cohorts does anything in the month of a moment."""
    month, day = plan.month_of(moment), moment.astimezone(plan.zone).date()
    return [
        one
        for one in people.values()
        if one.cohort.name in cohorts and one.joined < day and one.cohort.rhythm_in(month) is not None
    ]


def _occasions(plan: Plan, people: dict[str, Person]) -> Iterator[Occasion]:
    for meetings in plan.meetings:
        rng = random.Random(f"{plan.seed} {meetings.slug}")
        day = plan.day(meetings.since, 8)
        number = 0
        while day < plan.day(min(meetings.until, plan.months)):
            start = dt.datetime.combine(day, dt.time(19), plan.zone).astimezone(dt.UTC)
            if there := _there(plan, people, meetings.by, start):
                number += 1
                yield _occasion(meetings, day, start, number, there, rng)
            day += dt.timedelta(weeks=meetings.weeks)


def _occasion(
    meetings: Meetings, day: dt.date, start: dt.datetime, number: int, there: list[Person], rng: random.Random
) -> Occasion:
    came = [one.key for one in there if one.has_file]
    named = [one.key for one in there if one.has_file and not one.cohort.is_hidden]
    hosts = (named[number % len(named)],) if named else ()
    speakers = tuple(sorted(rng.sample(named, min(meetings.speakers, len(named)))))
    guests = tuple(sorted(rng.sample(came, min(meetings.come, len(came)))))
    has_recap = bool(meetings.recap) and number % meetings.recap == 0
    return Occasion(f"{meetings.slug}-{day}", start, meetings.agenda, hosts, speakers, guests, has_recap)


def _gathered(plan: Plan, people: dict[str, Person], occasions: tuple[Occasion, ...]) -> Iterator[Act]:
    for one in occasions:
        for kind, who in (("hosted", one.hosts), ("spoke", one.speakers), ("attended", one.came)):
            for key in who:
                language = people[key].languages[0]
                yield Act(one.start, key, kind, f"events/{one.slug}", "", one.agenda, "", language)


class _Wish(NamedTuple):
    """That somebody does something at a moment; what it belongs to is found once all is in the order of time."""

    moment: dt.datetime
    who: str
    kind: Kind
    agenda: str


def _wishes(plan: Plan, one: Person) -> Iterator[_Wish]:
    rng = random.Random(f"{plan.seed} {one.key}")
    moment, done = plan.midnight(one.joined) + dt.timedelta(hours=8), 0
    while moment < plan.end:
        rhythm = one.cohort.rhythm_in(plan.month_of(moment))
        if rhythm is None:
            moment += dt.timedelta(days=1)
            continue
        moment += _SECOND * int(86_400 * rhythm.days * rng.uniform(1 - rhythm.varies, 1 + rhythm.varies))
        if moment >= plan.end or (rhythm.most and done >= rhythm.most):
            return
        # Who is quiet by then keeps quiet, and who acts in another way by then begins with that.
        if one.cohort.rhythm_in(plan.month_of(moment)) is rhythm:
            done += 1
            yield _Wish(moment, one.key, *_chosen(rhythm, rng))


def _chosen(rhythm: Rhythm, rng: random.Random) -> tuple[Kind, str]:
    return rng.choice(rhythm.kinds), rng.choice(rhythm.agendas)


def _said(plan: Plan, people: dict[str, Person]) -> Iterator[Act]:
    """All that is not about joining and events. Somebody who would comment where nothing was said yet asks."""
    rng = random.Random(f"{plan.seed} answers")
    wishes = sorted(wish for one in people.values() for wish in _wishes(plan, one))
    opened: list[Act] = []
    bots = tuple(one.key for one in people.values() if one.cohort.is_bot)
    for wish in wishes:
        act = _act(plan, people, wish, opened, rng)
        yield act
        if act.kind in OPENED:
            opened.append(act)
            yield from _bots(act, bots)
            if act.who not in bots and (answer := _answer(plan, people, act, rng)):
                yield answer


def _act(plan: Plan, people: dict[str, Person], wish: _Wish, opened: list[Act], rng: random.Random) -> Act:
    one, kind = people[wish.who], str(wish.kind)
    language = one.languages[0]
    if kind in _ANSWERS:
        near = [talk for talk in opened[-30:] if talk.who != wish.who and talk.thread.startswith(_ANSWERS[wish.kind])]
        if near:
            talk = rng.choice(near)
            return Act(wish.moment, wish.who, kind, talk.thread, talk.who, talk.agenda, talk.project, language)
        kind = "asked"
    if kind == "asked":
        thread = f"discussions/{plan.name}-forum/d{len(opened) + 1}"
        return Act(wish.moment, wish.who, kind, thread, "", wish.agenda, "", language)
    if kind == "published":
        day = plan.midnight(wish.moment.astimezone(plan.zone).date())
        thread = f"posts/{wish.who}-{wish.moment:%Y%m%d%H%M%S}"
        return Act(day, wish.who, kind, thread, "", wish.agenda, "", language)
    if kind == "wrote":
        return Act(wish.moment, wish.who, kind, "", "", "", "", language)
    project = rng.choice([one for one in plan.projects if one.has_repository])
    thread = f"projects/{project.slug}" if kind == "committed" else ""
    if kind in OPENED:
        thread = f"{OPENED[kind]}/{plan.name}-{project.slug}-issues/{kind[0]}{len(opened) + 1}"
    return Act(wish.moment, wish.who, kind, thread, "", project.agenda, project.slug, language)


def _bots(talk: Act, bots: tuple[str, ...]) -> Iterator[Act]:
    """Programs are there at once."""
    for place, bot in enumerate(bots, start=1):
        if bot != talk.who:
            yield talk._replace(moment=talk.moment + _SECOND * place, who=bot, kind="commented", to=talk.who)


def _answer(plan: Plan, people: dict[str, Person], talk: Act, rng: random.Random) -> Act | None:
    answering = plan.answering
    hours = answering.hours * rng.uniform(0.5, 1.5)
    wanted, accepted = rng.random() >= answering.unanswered, rng.random() < answering.accepted
    moment = talk.moment + _SECOND * int(3600 * hours)
    there = [one for one in _there(plan, people, answering.by, moment) if one.key != talk.who]
    if not wanted or not there:
        return None
    one = rng.choice(there)
    chosen = accepted and talk.kind == "asked" and talk.agenda == "applied"
    kind = "answered" if chosen else "commented"
    return talk._replace(moment=moment, who=one.key, kind=kind, to=talk.who, language=one.languages[0])
