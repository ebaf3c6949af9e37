"""What the metrics of content, agendas and founders are to give of a scope, worked out by their definitions alone."""

import datetime as dt
import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from support.simulated.figures_of_people import Figure, counts, share
from support.simulated.scopes import ACTIVE, DAY, Done, Scene, a_year_up_to, terms, within
from support.simulated.truth import PARTS

AGENDAS = ("applied", "external", "internal")
_FEWEST_ITEMS = 10
_OPENED = ("asked", "reported", "proposed")
_REMARKS = ("commented", "answered", "reviewed")
_FOUNDERS_PARTS = {
    "posts": ("published", "wrote", *_OPENED),
    "comments": _REMARKS,
    "events": ("hosted", "spoke"),
    "commits": ("committed", "released"),
}


def _content(scene: Scene) -> Iterator[Figure]:
    for frame in scene.frames:
        done = [one.row.kind for one in within(scene.contributions, frame.first, frame.last)]
        comments = sum(kind in _REMARKS for kind in done)
        original = sum(kind in ("published", "wrote", *_OPENED) for kind in done)
        yield from counts(frame.period, {"original": original, "comments": comments}, ("original", "comments"))


def _items(done: Iterable[Done]) -> Counter[str]:
    """How many items of each agenda something happened in; nothing in a simulated community has two agendas."""
    return Counter({one.row.thread: one.row.agenda for one in done if one.row.thread and one.row.agenda}.values())


def _agenda_balance(scene: Scene) -> Iterator[Figure]:
    for frame in scene.frames:
        items = _items(within(scene.doings, frame.first, frame.last))
        for agenda in AGENDAS:
            yield frame.period, agenda, share(items[agenda], items.total(), _FEWEST_ITEMS), items.total()


def _agenda_evenness(scene: Scene) -> Iterator[Figure]:
    for frame in scene.frames:
        items = _items(within(scene.doings, frame.first, frame.last))
        n = items.total()
        even = sum(number / n * math.log(n / number, 3) for number in items.values() if number)
        yield frame.period, "evenness", even if n >= _FEWEST_ITEMS else None, n


def _agenda_missing(scene: Scene) -> Iterator[Figure]:
    told = [one for one in scene.doings if one.row.thread and one.row.agenda]
    days = {agenda: [one.day for one in told if one.row.agenda == agenda] for agenda in AGENDAS}
    for frame in scene.frames:
        since = frame.last - ACTIVE * DAY
        n = _items(within(scene.doings, since, frame.last)).total()
        for agenda in AGENDAS:
            earlier = days[agenda][: bisect_right(days[agenda], frame.last)]
            last = earlier[-1] if earlier else told[0].day if told else frame.last
            silent = 0 if earlier and last >= since else (frame.last - last).days
            yield frame.period, agenda, float(silent) if n >= _FEWEST_ITEMS else None, n


def first_answers(scene: Scene) -> list[Done]:
    """The first answers to what was opened here."""
    waiting = {one.thread: one for _, one in scene.threads}
    found: dict[str, Done] = {}
    for row in scene.truth.rows:
        thread = waiting.get(row.thread)
        if thread and row.kind in _REMARKS and row.moment == thread.first and row.actor != thread.asker:
            found.setdefault(row.thread, Done(scene.truth.local_day(row.moment), row))
    return sorted(found.values())


def _founder_share(scene: Scene) -> Iterator[Figure]:
    answers = first_answers(scene)
    for frame in scene.frames:
        done = within(scene.contributions, frame.first, frame.last)
        parts = {name: [one for one in done if one.row.kind in kinds] for name, kinds in _FOUNDERS_PARTS.items()}
        for series, counted in {
            **parts,
            "everything": done,
            "answers": within(answers, frame.first, frame.last),
        }.items():
            n = sum(one.row.weight for one in counted)
            own = sum(one.row.weight for one in counted if one.row.actor in scene.founders)
            yield frame.period, series, share(own, n), n


def _others_take_over(scene: Scene) -> Iterator[Figure]:
    """Projects have a founder among their leads, and do not say when they began."""
    plan = scene.truth.story.plan
    hosts: dict[str, list[Done]] = {}
    for one in scene.doings:
        if one.row.kind == "hosted":
            hosts.setdefault(one.row.thread, []).append(one)
    taken = {
        "events": [(held[0].day, any(one.row.actor in scene.founders for one in held)) for held in hosts.values()],
        "projects": [(dt.date.min, True) for _ in plan.projects if _describes_projects(scene)],
        "discussions": [
            (one.day, one.row.actor in scene.founders) for one in scene.contributions if one.row.kind == "asked"
        ],
        "teams": [
            (first, actor in scene.founders)
            for team in plan.teams
            if scene.kind == "hub" or scene.scope == f"team/{team.slug}"
            for actor, times in terms(scene.truth, team).items()
            for first, _ in times
        ],
    }
    for frame in scene.frames:
        for series, told in taken.items():
            here = [by_founder for day, by_founder in told if frame.first <= day <= frame.last]
            yield frame.period, series, share(here.count(False), len(here)), len(here)


def _describes_projects(scene: Scene) -> bool:
    return scene.kind == "hub" or scene.scope == f"language/{scene.truth.story.plan.languages[0]}"


def _absence_factor(scene: Scene) -> Iterator[Figure]:
    for frame in scene.frames:
        done = within(scene.contributions, a_year_up_to(frame.last), frame.last)
        for series, kinds in {"everything": (), **PARTS}.items():
            made: Counter[str] = Counter()
            for one in done:
                if not kinds or one.row.kind in kinds:
                    made[one.row.actor] += one.row.weight
            yield frame.period, series, _fewest_for_half(made), len(made)


def _fewest_for_half(made: Counter[str]) -> float | None:
    running = 0
    for place, (_, number) in enumerate(made.most_common(), start=1):
        running += number
        if running * 2 >= made.total():
            return float(place)
    return None


def _rising(scene: Scene) -> Iterator[Figure]:
    days = scene.days_of(scene.contributions)
    for frame in scene.frames:
        since = frame.last - ACTIVE * DAY
        lately = {actor: sum(since <= day <= frame.last for day in found) for actor, found in days.items()}
        lately = {actor: number for actor, number in lately.items() if number}
        counted = sorted(lately.values())
        most = max(5, counted[max(0, math.ceil(len(counted) * 4 / 5) - 1)] if counted else 0)
        number = 0
        for actor, found in days.items():
            if lately.get(actor, 0) >= most and actor not in scene.founders:
                year = max(found[0], since - 365 * DAY)
                earlier = sum(year <= day < since for day in found)
                number += found[0] >= since or lately[actor] >= 3 * earlier * ACTIVE / (since - year).days
        yield from counts(frame.period, {"people": number}, ("people",))


MAKING: Mapping[str, Callable[[Scene], Iterator[Figure]]] = {
    "agenda_balance": _agenda_balance,
    "agenda_evenness": _agenda_evenness,
    "agenda_missing": _agenda_missing,
    "content": _content,
    "contributor_absence_factor": _absence_factor,
    "founder_share": _founder_share,
    "others_take_over": _others_take_over,
    "rising": _rising,
}
