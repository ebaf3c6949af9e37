"""What the metrics of answers are to give of a scope, worked out by their definitions alone."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from support.simulated.figures_of_people import FEWEST, Figure, share
from support.simulated.scopes import DAY, Frame, Scene
from support.simulated.truth import Thread, quantile

_SOON = 48
_FOR_AN_ANSWER = dt.timedelta(days=7)
_UNSEEN = 30 * DAY


def _opened(scene: Scene, frame: Frame) -> list[Thread]:
    return [
        one for day, one in scene.threads if frame.first <= day <= frame.last and one.thread.startswith("discussions/")
    ]


def _first_response(scene: Scene) -> Iterator[Figure]:
    for frame in scene.frames if scene.kind != "team" else ():
        waits = [one.hours for one in _opened(scene, frame) if one.hours is not None]
        for series, part in (("median", 0.5), ("90th percentile", 0.9)):
            yield frame.period, series, quantile(waits, part) if len(waits) >= FEWEST else None, len(waits)


def _within_48_hours(scene: Scene) -> Iterator[Figure]:
    for frame in scene.frames if scene.kind != "team" else ():
        until = scene.truth.now - dt.timedelta(hours=_SOON)
        old = [one for one in _opened(scene, frame) if one.opened <= until]
        soon = sum(one.hours is not None and one.hours <= _SOON for one in old)
        yield frame.period, "within 48 hours", share(soon, len(old)), len(old)


def _is_answerable(scene: Scene, one: Thread) -> bool:
    """Whether it is a discussion in the category that has accepted answers."""
    return one.thread.startswith("discussions/") and scene.truth.story.plan.categories[one.agenda] == "Help"


def _answer_rate(scene: Scene) -> Iterator[Figure]:
    for frame in scene.frames if scene.kind != "team" else ():
        until = scene.truth.now - _FOR_AN_ANSWER
        old = [one for one in _opened(scene, frame) if _is_answerable(scene, one) and one.opened <= until]
        yield frame.period, "answered", share(sum(one.answered is not None for one in old), len(old)), len(old)


def _first_opened(scene: Scene) -> list[tuple[dt.date, Thread]]:
    """What everybody opened on the first day on which they did anything; nobody saw the commits before a proposal."""
    firsts: dict[str, dt.date] = {}
    for done in scene.doings:
        day = done.day + _UNSEEN if done.row.kind == "committed" else done.day
        firsts[done.row.actor] = min(day, firsts.get(done.row.actor, day))
    found: dict[str, tuple[dt.date, Thread]] = {}
    for day, one in sorted(scene.threads, key=lambda told: (told[1].opened, told[1].thread)):
        if firsts.get(one.asker) == day:
            found.setdefault(one.asker, (day, one))
    return list(found.values())


def _time_to_welcome(scene: Scene) -> Iterator[Figure]:
    opened = _first_opened(scene)
    for frame in scene.frames if scene.kind != "team" else ():
        waits = [one.hours for day, one in opened if frame.first <= day <= frame.last and one.hours is not None]
        yield frame.period, "median", quantile(waits, 0.5) if len(waits) >= FEWEST else None, len(waits)


def _welcome_within_48_hours(scene: Scene) -> Iterator[Figure]:
    opened = _first_opened(scene)
    until = scene.truth.now - dt.timedelta(hours=_SOON)
    for frame in scene.frames if scene.kind != "team" else ():
        old = [one for day, one in opened if frame.first <= day <= frame.last and one.opened <= until]
        soon = sum(one.hours is not None and one.hours <= _SOON for one in old)
        yield frame.period, "within 48 hours", share(soon, len(old)), len(old)


def _waiting(scene: Scene) -> Iterator[Figure]:
    """Nothing that is simulated is ever closed."""
    talk = [one for _, one in scene.threads if one.thread.startswith("discussions/")]
    ends = {
        "unresponded": [(one.opened, [one.first, one.answered]) for one in talk],
        "unanswered": [(one.opened, [one.answered]) for one in talk if _is_answerable(scene, one)],
        "newcomers": [(one.opened, [one.first]) for _, one in _first_opened(scene)],
    }
    for frame in scene.frames if scene.kind != "team" else ():
        until = scene.truth.story.plan.midnight(frame.last + DAY)
        for series, told in ends.items():
            number = sum(opened < until and not any(end and end < until for end in settled) for opened, settled in told)
            yield frame.period, series, float(number), number


RESPONSES: Mapping[str, Callable[[Scene], Iterator[Figure]]] = {
    "answer_rate": _answer_rate,
    "response_within_48_hours": _within_48_hours,
    "time_to_first_response": _first_response,
    "time_to_welcome": _time_to_welcome,
    "waiting": _waiting,
    "welcome_within_48_hours": _welcome_within_48_hours,
}
