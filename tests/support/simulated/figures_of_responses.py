"""What the metrics of answers are to give of a scope, worked out by their definitions alone."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from support.simulated.figures_of_people import FEWEST, Figure, share
from support.simulated.scopes import Frame, Scene
from support.simulated.truth import Thread, quantile

_SOON = 48


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


RESPONSES: Mapping[str, Callable[[Scene], Iterator[Figure]]] = {
    "response_within_48_hours": _within_48_hours,
    "time_to_first_response": _first_response,
}
