"""What `folkmoot check --fix` does: review, mend what has one right answer, write, and review again until that is all.

A mend stays only if its problem is gone and no other came: else the file is as it was, and the problem is told.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from folkmoot import git
from folkmoot.check import Actor
from folkmoot.check.meant import Names
from folkmoot.contribute.earlier import set_out
from folkmoot.contribute.mended_file import Mending, mended_file
from folkmoot.contribute.review import Reviewed, review, review_change
from folkmoot.errors import FolkmootError
from folkmoot.load.community import family_of
from folkmoot.load.unbroken import CODES
from folkmoot.model.community import PROFILE_FILE, Community
from folkmoot.model.problem import KeyPath, Problem
from folkmoot.model.remedy import Mended, Move
from folkmoot.publish import amending

_ROUNDS = 12
"""A file is moved, then read, then its rules are asked; nothing that people write needs more."""
_AT_A_TIME, _TOLD = 60, 25
"""So many mends of a file are made in one round, and so many are looked for where they are only counted."""
_ALONE = 40
"""So many files are mended one by one, when all at once brought something new."""


class Fixed(NamedTuple):
    """What was mended, in the order of the files, and what is left."""

    mended: list[Mended]
    left: Reviewed


def fix(root: Path, now: dt.datetime, since: str = "", actor: Actor | None = None) -> Fixed:
    """Mends the files in `root`; with `since` those alone that a change since that commit touches.

    Raises `WrongUse` as `review` and `review_change` do. A file that cannot be written is noted.
    """
    asked = Asked(root, now, since, actor)
    found, done, refused, notes = asked.review(), list[Mended](), set[str](), list[str]()
    for _ in range(_ROUNDS):
        steps = [step for step in _steps(root, found, _touched(root, since)) if step.path not in refused]
        if not steps:
            break
        after = _taken(steps, found, asked, notes)
        kept = steps
        if after is None:
            # Something came of it that was not there: each file is mended by itself, and what brings it stays as it is.
            kept = []
            for step in steps:
                is_tried = len(steps) > 1 and len(refused) < _ALONE
                after = _taken([step], found, asked, notes) if is_tried else None
                if after is None:
                    refused.add(step.path)
                else:
                    kept.append(step)
                    found = after
        else:
            found = after
        done += [mend for step in kept for mend in step.mends]
    left = found._replace(notes=[*found.notes, *dict.fromkeys(notes)])
    return Fixed(sorted(done, key=lambda mend: (mend.path, mend.line)), left)


def mendable(root: Path, found: Reviewed, since: str = "") -> int:
    """How many of the problems `fix` would mend, as far as their files tell; nothing is written."""
    if not any(one.remedy is not None or one.code in CODES for one in _each(found.problems)):
        return 0
    mended = {
        (mend.path, mend.code, mend.keys)
        for step in _steps(root, found, _touched(root, since), _TOLD)
        for mend in step.mends
    }
    return sum(any(_mark(one) in mended for one in _each([problem])) for problem in found.problems)


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


class _Step(NamedTuple):
    """What is done to one file: its content is another, or its name."""

    path: str
    mends: list[Mended]
    do: Callable[[], None]
    undo: Callable[[], None]
    path_then: str = ""


def _steps(root: Path, found: Reviewed, only: Collection[str] | None, most: int = _AT_A_TIME) -> list[_Step]:
    """What can be mended in each file at first sight; so many things at most."""
    by_file: dict[str, list[Problem]] = {}
    for problem in _each(found.problems):
        if only is None or problem.path in only:
            by_file.setdefault(problem.path, []).append(problem)
    names = Names(found.community)
    steps = (_step(root, path, problems, names, found.community, most) for path, problems in sorted(by_file.items()))
    return [step for step in steps if step is not None]


def _each(problems: Iterable[Problem]) -> Iterator[Problem]:
    for problem in problems:
        yield problem
        yield from problem.also


def _step(
    root: Path, path: str, problems: list[Problem], names: Names, community: Community, most: int
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
    mending = mended_file(path, content, problems, names, community.profile.languages, most)
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


def _taken(steps: list[_Step], before: Reviewed, asked: Asked, notes: list[str]) -> Reviewed | None:
    """What is wrong when the steps are taken; None where they brought a problem or left theirs: all is as it was."""
    taken: list[_Step] = []
    try:
        for step in steps:
            try:
                step.do()
            except FolkmootError as error:
                notes.append(str(error))
                _undo(taken)
                return None
            taken.append(step)
        after = asked.review()
    except BaseException:
        _undo(taken)
        raise
    if _brought(steps, before, after) or _left(steps, before, after):
        _undo(taken)
        return None
    return after


def _undo(steps: list[_Step]) -> None:
    for step in reversed(steps):
        step.undo()


def _left(steps: list[_Step], before: Reviewed, after: Reviewed) -> bool:
    """Whether a problem is still there that was mended; of files that could not be read, `mended_file` has looked."""
    were, are = (list(_each([*found.problems, *found.older])) for found in (before, after))
    counted = {step.path: len(step.mends) for step in steps if _was_read(before.community, step.path)}
    for path, mends in counted.items():
        here = [one for one in were if one.path == path]
        now = sum(one.path == path for one in are)
        if now > len(here) - mends and not any(map(_is_another_count, here)):
            return True
    return False


def _brought(steps: list[_Step], before: Reviewed, after: Reviewed) -> bool:
    """Whether a problem is new.

    What could not be read may have had it before: of that, only an error at the very place that was mended is new.
    """
    path_now = {step.path: step.path_then for step in steps if step.path_then}
    known = Counter(_what(one, path_now) for one in _each([*before.problems, *before.older]))
    new = [one for one in _each([*after.problems, *after.older]) if not _is_known(_what(one, {}), known)]
    unread = {step.path_then or step.path for step in steps if not _was_read(before.community, step.path)}
    places = {(mend.path, mend.keys) for step in steps for mend in step.mends if mend.keys}
    at_place = (one.severity == "error" and (one.path, one.keys) in places for one in new)
    return any(at_place) if unread else any(not _is_another_count(one) for one in new)


def _is_known(what: tuple[str, ...], known: "Counter[tuple[str, ...]]") -> bool:
    known[what] -= 1
    return known[what] >= 0


def _is_another_count(problem: Problem) -> bool:
    return problem.code == "more-problems"


def _what(problem: Problem, path_now: dict[str, str]) -> tuple[str, ...]:
    return path_now.get(problem.path, problem.path), problem.code, problem.message, problem.value


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
