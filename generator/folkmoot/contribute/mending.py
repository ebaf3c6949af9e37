"""What `folkmoot check --fix` does: review, mend what has one right answer, write, and review again until that is all.

A mend stays only if its problem is gone and no other came: else the file is as it was, and the problem is told.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from folkmoot import check, git
from folkmoot.check import Actor
from folkmoot.check.meant import Names
from folkmoot.contribute.earlier import set_out
from folkmoot.contribute.mended_file import BY_NAME, Effort, Mending, mended_file
from folkmoot.contribute.review import Reviewed, review, review_change
from folkmoot.errors import FolkmootError
from folkmoot.load.community import family_of
from folkmoot.load.unbroken import CODES
from folkmoot.model.community import PROFILE_FILE, Community
from folkmoot.model.problem import KeyPath, Problem
from folkmoot.model.remedy import Mended, Move
from folkmoot.model.touched import Touched
from folkmoot.publish import amending

_REVIEWS = 12
"""So often the hub is asked what is wrong: files are moved, then read, then asked by rules, and some are put back."""
_COUNTED = 20_000
"""So many lines and items are read again to count what could be mended."""


class Fixed(NamedTuple):
    """What was mended, in the order of the files, and what is left."""

    mended: list[Mended]
    left: Reviewed


def fix(root: Path, now: dt.datetime, since: str = "", actor: Actor | None = None) -> Fixed:
    """Mends the files in `root`; with `since` those alone that a change since that commit touches.

    Raises `WrongUse` as `review` and `review_change` do. A file that cannot be written is noted.
    """
    asked = Asked(root, now, since, actor)
    found, done, notes, effort = asked.review(), list[Mended](), list[str](), Effort()
    refused: set[str] = set()
    reviews = _REVIEWS - 1
    while reviews > 0:
        steps = [step for step in _steps(root, found, _touched(root, since), effort) if step.path not in refused]
        if not steps:
            break
        waiting, kept = [steps], list[_Step]()
        while waiting and reviews > 0:
            some = waiting.pop(0)
            reviews -= 1
            tried = _tried(some, found, asked, notes)
            if tried.after is not None:
                found = tried.after
                kept += tried.taken
            elif tried.to_blame:
                waiting.insert(0, [step for step in tried.taken if step.path not in tried.to_blame])
            else:  # something came of them elsewhere, and one half of them may be without fault
                half = len(tried.taken) // 2
                waiting[:0] = [tried.taken[:half], tried.taken[half:]] if half else []
            waiting = [steps for steps in waiting if steps]
        refused |= {step.path for step in steps} - {step.path for step in kept}
        done += [mend for step in kept for mend in step.mends]
    notes += [f"{path} has more to mend than fits in one run: run it again" for path in sorted(effort.gone)]
    left = found._replace(notes=[*found.notes, *dict.fromkeys(notes)])
    return Fixed(sorted(done, key=lambda mend: (mend.path, mend.line)), left)


def mendable(root: Path, found: Reviewed, since: str = "") -> int:
    """How many of the problems `fix` may mend, as far as their files tell; nothing is written.

    Names of countries and languages are counted without looking whether there is one that is called so.
    """
    if not any(one.remedy is not None or one.code in CODES for one in _each(found.problems)):
        return 0
    touched = _touched(root, since)
    steps = _steps(root, found, touched, Effort(_COUNTED, is_by_name=False))
    mended = {(mend.path, mend.code, mend.keys) for step in steps for mend in step.mends}
    named = {_mark(one) for one in _each(found.problems) if one.remedy in BY_NAME and _is_in(one.path, touched)}
    return sum(any(_mark(one) in mended | named for one in _each([problem])) for problem in found.problems)


def _mark(problem: Problem) -> tuple[str, str, KeyPath]:
    """What tells a problem in its file; of one that keeps the file from being read there are no keys."""
    return problem.path, problem.code, () if isinstance(problem.remedy, Move) else problem.keys


class Asked(NamedTuple):
    """What somebody wants mended."""

    root: Path
    now: dt.datetime
    since: str = ""
    actor: Actor | None = None

    def review(self) -> Reviewed:
        """What is wrong with the files as they are."""
        if self.since:
            return review_change(self.root, self.now, self.since, self.actor)
        return review(self.root, self.now)


def _touched(root: Path, since: str) -> Collection[str] | None:
    """The files that may be mended, None for all."""
    if not since:
        return None
    return {one.path for one in git.changes(root, set_out(root, since)) if one.path}


def _is_in(path: str, only: Collection[str] | None) -> bool:
    return only is None or path in only


class _Step(NamedTuple):
    """What is done to one file: its content is another, or its name."""

    path: str
    mends: list[Mended]
    do: Callable[[], None]
    undo: Callable[[], None]
    path_then: str = ""


def _steps(root: Path, found: Reviewed, only: Collection[str] | None, effort: Effort) -> list[_Step]:
    """What can be mended in each file at first sight."""
    by_file: dict[str, list[Problem]] = {}
    for problem in _each(found.problems):
        if _is_in(problem.path, only):
            by_file.setdefault(problem.path, []).append(problem)
    names = Names(found.community)
    tried = (_step(root, path, problems, names, found.community, effort) for path, problems in sorted(by_file.items()))
    steps = [step for step in tried if step is not None]
    wanted = Counter(step.path_then for step in steps)
    # Of two files that would get the same name nobody can tell which one is meant.
    return [step for step in steps if not step.path_then or wanted[step.path_then] == 1]


def _each(problems: Iterable[Problem]) -> Iterator[Problem]:
    for problem in problems:
        yield problem
        yield from problem.also


def _step(
    root: Path, path: str, problems: list[Problem], names: Names, community: Community, effort: Effort
) -> _Step | None:
    if not amending.is_own(root, path):
        return None
    for problem in problems:
        if isinstance(problem.remedy, Move):
            return _moved(root, path, problem, problem.remedy)
    try:
        content = (root / path).read_bytes()
    except OSError:
        return None
    mending = mended_file(path, content, problems, names, community.profile.languages, effort)
    return _written(root, mending) if mending.mends else None


def _moved(root: Path, path: str, problem: Problem, remedy: Move) -> _Step:
    return _Step(
        path,
        [Mended(path, 0, "", path, remedy.path, problem.code)],
        lambda: amending.rename(root, path, remedy.path),
        lambda: amending.rename(root, remedy.path, path),
        remedy.path,
    )


def _written(root: Path, mending: Mending) -> _Step:
    path, before, after = mending.path, mending.before, mending.after
    return _Step(
        path,
        mending.mends,
        lambda: amending.amend(root, path, before, after),
        lambda: amending.amend(root, path, after, before),
    )


class _Tried(NamedTuple):
    """The steps that could be taken, and what was wrong then; where that is None, all is as it was before.

    `to_blame` are the files in which there was something that should not be.
    """

    taken: list[_Step]
    after: Reviewed | None
    to_blame: Collection[str]


def _tried(steps: list[_Step], before: Reviewed, asked: Asked, notes: list[str]) -> _Tried:
    """What comes of the steps; they are kept unless they brought a problem or left theirs."""
    taken: list[_Step] = []
    try:
        for step in steps:
            try:
                step.do()
            except FolkmootError as error:
                notes.append(str(error))
            else:
                taken.append(step)
        after = asked.review()
    except BaseException as error:
        for note in (stuck := _undone(taken)):
            error.add_note(note)
        if stuck and isinstance(error, FolkmootError):
            raise FolkmootError(f"{error}; {'; '.join(stuck)}") from error
        raise
    new, left = _brought(taken, before, after), _left(taken, before, after)
    if not new and not left:
        return _Tried(taken, after, ())
    notes += _undone(taken)
    there = {step.path_then or step.path: step.path for step in taken}
    return _Tried(taken, None, {there[path] for path in (*(one.path for one in new), *left) if path in there})


def _undone(steps: list[_Step]) -> list[str]:
    """Puts every file back as it was, and tells which could not be, and why."""
    stuck = []
    for step in reversed(steps):
        try:
            step.undo()
        except FolkmootError as error:
            stuck.append(f"{step.path_then or step.path} was mended and cannot be put back: {error}")
    return stuck


def _left(steps: list[_Step], before: Reviewed, after: Reviewed) -> set[str]:
    """The files that have a problem still that was mended; of those that could not be read `mended_file` has looked."""
    were, are = (Counter(one.path for one in _all(found)) for found in (before, after))
    counted = {step.path: len(step.mends) for step in steps if _was_read(before.community, step.path)}
    return {path for path, mends in counted.items() if are[path] > were[path] - mends} - _cut_short(before)


def _cut_short(found: Reviewed) -> set[str]:
    """The files that have so many problems of a sort that only the first are told."""
    return {one.path for one in _all(found) if one.code == "more-problems"}


def _all(found: Reviewed) -> Iterator[Problem]:
    return _each([*found.problems, *found.older])


def _brought(steps: list[_Step], before: Reviewed, after: Reviewed) -> list[Problem]:
    """The problems that are new.

    What could not be read may have had it before: of that, only an error at the very place that was mended is new. Of
    what is cut short more is told once the first are mended.
    """
    moved = [Touched(step.path_then, step.path) for step in steps if step.path_then]
    cut_short = _cut_short(before)
    more = {(one.path, one.code) for one in _all(before) if one.path in cut_short}
    called = check.first_names(after.community)
    named = [mend for step in steps for mend in step.mends if mend.code == "reference-missing"]
    called |= {mend.before: called.get(mend.after, mend.after) for mend in named}
    brought = check.apart(_all(after), _all(before), moved, called).brought
    new = [one for one in brought if (one.path, one.code) not in more]
    if all(_was_read(before.community, step.path) for step in steps):
        return [one for one in new if one.code != "more-problems"]
    places = [(mend.path, mend.keys) for step in steps for mend in step.mends if mend.keys]
    errors = [one for one in new if one.severity == "error"]
    return [one for one in errors if any(one.path == path and _is_within(one.keys, keys) for path, keys in places)]


def _is_within(keys: KeyPath, outer: KeyPath) -> bool:
    return keys[: len(outer)] == outer


def _was_read(community: Community, path: str) -> bool:
    """Whether the rules could see what the file says."""
    if path == PROFILE_FILE:
        return bool(community.profile.path)
    family = family_of(path)
    if not family:
        return any(f"content/{page.path}" == path for page in community.pages)
    records: Iterable[object] = (
        *getattr(community, family).values(),
        *(one for versions in community.translations.values() for one in versions.values()),
    )
    return any(getattr(record, "path", "") == path for record in records)
