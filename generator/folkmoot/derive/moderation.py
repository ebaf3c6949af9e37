"""Where incidents stand, what comes next by the ladder of escalation, and what may be told of all of them: numbers."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from folkmoot.model.incident import LADDER, Incident, Moderation, Repeated, Step, Yearly

_AT_ONCE = dt.timedelta(days=2)
"""After so long without a step somebody should look."""

_SOON = dt.timedelta(days=7)

_REMEMBERED = dt.timedelta(days=365)
"""So long an incident counts against somebody."""

_KEPT = dt.timedelta(days=730)
"""So long after its end nobody needs to know who it was: personal data is kept no longer than it serves."""


def moderation(incidents: Iterable[Incident], today: dt.date) -> Moderation:
    """Where the incidents stand on a day, the latest first."""
    found = sorted(incidents, key=lambda one: (one.heard, one.path), reverse=True)
    still = [one for one in found if one.closed is None]
    return Moderation(
        tuple(found),
        tuple(one for one in still if not one.steps and one.heard + _AT_ONCE <= today),
        tuple(still),
        tuple(one for one in found if _is_appealed(one)),
        tuple((one, day) for one in found for day in _pauses(one) if today <= day <= today + _SOON),
        tuple(_repeated(found, today)),
        tuple(one for one in found if one.closed and one.closed + _KEPT <= today and (one.about or one.text)),
        tuple(_years(found)),
    )


def _is_appealed(one: Incident) -> bool:
    """Whether they asked for another look, and nobody decided since."""
    said = [step.what for step in one.steps if step.what in ("appeal", "upheld", "reversed")]
    return bool(said) and said[-1] == "appeal"


def _is_nothing(one: Incident) -> bool:
    """Whether nothing is held against anybody: nothing had to be done, or what was done was taken back."""
    said = [step.what for step in one.steps if step.what in (*LADDER, "removal", "nothing", "reversed")]
    return bool(said) and said[-1] in ("nothing", "reversed")


def _pauses(one: Incident) -> Iterator[dt.date]:
    for step in one.steps:
        if step.what == "pause" and step.until and not _is_reversed(one, step):
            yield step.until


def _is_reversed(one: Incident, step: Step) -> bool:
    after = one.steps[one.steps.index(step) :]
    return any(later.what == "reversed" for later in after)


def _repeated(found: list[Incident], today: dt.date) -> Iterator[Repeated]:
    by: dict[str, list[Incident]] = defaultdict(list)
    for one in found:
        if one.heard <= today < one.heard + _REMEMBERED and not _is_nothing(one):
            for who in dict.fromkeys(one.about):
                by[who].append(one)
    for who, some in sorted(by.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        if len(some) > 1:
            taken = [
                LADDER.index(step.what)
                for one in some
                for step in one.steps
                if step.what in LADDER and not _is_reversed(one, step)
            ]
            highest = max(taken, default=-1)
            following = LADDER[highest + 1] if highest + 1 < len(LADDER) else ""
            yield Repeated(who, tuple(some), LADDER[highest] if taken else "", following)


def _years(found: list[Incident]) -> Iterator[Yearly]:
    """By the year in which moderators heard of it, and that of each step."""
    heard = Counter(one.heard.year for one in found)
    steps: dict[int, Counter[str]] = defaultdict(Counter)
    for one in found:
        for step in one.steps:
            steps[step.on.year][step.what] += 1
    for year in sorted({*heard, *steps}, reverse=True):
        yield Yearly(year, heard[year], dict(steps[year]))  # type: ignore[arg-type]
