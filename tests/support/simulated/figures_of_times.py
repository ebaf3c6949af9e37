"""What the metrics of when and about what people talk are to give of a scope, worked out by their definitions alone."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping

from support.simulated.figures_of_people import FEWEST, Figure, share
from support.simulated.scopes import DAY, Done, Scene, within

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PARTS = ("night", "morning", "afternoon", "evening")
_WITHOUT_TIME = ("committed", "published")


def _shares(scene: Scene, series: tuple[str, ...], named: Callable[[dt.datetime], str]) -> Iterator[Figure]:
    """How much was done at which time, by what clocks show where the community is."""
    timed = [
        one for one in scene.doings if one.row.kind not in _WITHOUT_TIME and _local(scene, one).time() != dt.time()
    ]
    for frame in scene.frames:
        done = Counter(named(_local(scene, one)) for one in within(timed, frame.first, frame.last))
        for name in series:
            yield frame.period, name, share(done[name], done.total()), done.total()


def _local(scene: Scene, one: Done) -> dt.datetime:
    return one.row.moment.astimezone(scene.truth.story.plan.zone)


def _busy_days(scene: Scene) -> Iterator[Figure]:
    yield from _shares(scene, _DAYS, lambda moment: _DAYS[moment.weekday()])


def _busy_hours(scene: Scene) -> Iterator[Figure]:
    yield from _shares(scene, _PARTS, lambda moment: _PARTS[moment.hour // 6])


def _topics(scene: Scene) -> Iterator[Figure]:
    """Nothing has a topic but discussions, by their categories: so there are never more than twelve."""
    categories = scene.truth.story.plan.categories
    users: defaultdict[str, set[str]] = defaultdict(set)
    for thread in scene.truth.threads:
        if thread.thread.startswith("discussions/") and thread.asker:
            users[categories[thread.agenda].lower()].add(thread.asker)
    told = [
        (day, categories[one.agenda].lower()) for day, one in scene.threads if one.thread.startswith("discussions/")
    ]
    told = [(day, topic) for day, topic in told if len(users[topic]) > 1]
    for frame in scene.frames:
        if frame.period == "all":
            continue
        before = frame.first - (frame.last - frame.first + DAY)
        now = Counter(topic for day, topic in told if frame.first <= day <= frame.last)
        earlier = Counter(topic for day, topic in told if before <= day < frame.first)
        is_told = min(now.total(), earlier.total()) >= FEWEST
        for topic, number in now.items():
            change = 100 * (number / now.total() - earlier[topic] / earlier.total()) if is_told else None
            yield frame.period, topic, change, number


TIMES: Mapping[str, Callable[[Scene], Iterator[Figure]]] = {
    "busy_days": _busy_days,
    "busy_hours": _busy_hours,
    "topics": _topics,
}
