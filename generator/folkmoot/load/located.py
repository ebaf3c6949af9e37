"""Where in its file each problem is: the line as it stands there, and what of it is meant."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from folkmoot.load.documents import Unreadable, decoded
from folkmoot.load.positions import Positions
from folkmoot.load.records import document_of
from folkmoot.model.problem import KeyPath, Problem

_BLOCK = re.compile(r"[|>][-+0-9]*\s*")
"""What a text in YAML begins with that stands on lines of its own below."""

_LONGEST_LINE = 300
"""Lines with more characters are not quoted: nobody reads them, and what is wrong there is told anyway."""


def located(root: Path, problems: list[Problem]) -> list[Problem]:
    """The problems of the hub in `root` with their places; of a file as a whole, they stay without."""
    files: dict[str, _File] = {}

    def placed(problem: Problem) -> Problem:
        found = _placed(problem, files.setdefault(problem.path, _File(root / problem.path)))
        return replace(found, also=tuple(map(placed, problem.also))) if problem.also else found

    return [placed(problem) for problem in problems]


def lines_of(root: Path, places: Iterable[tuple[str, KeyPath]]) -> list[int]:
    """The line of each value, by its file below `root` and its keys there; 0 where no such file can be read."""
    files: dict[str, _File] = {}

    def line_of(path: str, keys: KeyPath) -> int:
        positions = files.setdefault(path, _File(root / path)).positions
        return positions.of(keys).line if positions and keys else 0

    return [line_of(*place) for place in places]


class _File:
    """A file that is read when the first place in it is asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def positions(self) -> Positions | None:
        try:
            return Positions(document_of(self._path.name, self._content))
        except Unreadable:
            return None

    def line(self, number: int) -> str:
        """A line, counted from 1, as a terminal can show it; "" where there is none."""
        try:
            lines = decoded(self._content).split("\n")
        except Unreadable:
            return ""
        found = lines[number - 1] if number <= len(lines) else ""
        return "".join("\ufffd" if _unseen(letter) else letter for letter in found) * (len(found) <= _LONGEST_LINE)

    @cached_property
    def below(self) -> int:
        """The number of lines above the text that stands below the keys."""
        try:
            keys = document_of(self._path.name, self._content)
        except Unreadable:
            return 0
        above = keys.first_line + keys.yaml_text.count("\n") + 1
        lines = decoded(self._content).split("\n")
        return next((number for number in range(above, len(lines)) if lines[number]), above)

    @cached_property
    def _content(self) -> bytes:
        try:
            return self._path.read_bytes()
        except OSError:
            return b""


def _unseen(letter: str) -> bool:
    """Whether a letter is none, but turns or hides what stands beside it."""
    return letter != "\t" and unicodedata.category(letter) in ("Cc", "Cf")


def _placed(problem: Problem, file: _File) -> Problem:
    if problem.within and not problem.line:
        problem = _placed_within(problem, file)
    if not problem.line and problem.keys and file.positions:
        spot = file.positions.of(problem.keys, of_key=problem.at_key)
        # What is missing is nowhere: the line above it is right.
        quoted = file.line(spot.line) if spot.width else ""
        return replace(problem, line=spot.line, column=spot.column, width=spot.width, written=quoted)
    return replace(problem, written=file.line(problem.line)) if problem.column else problem


def _placed_within(problem: Problem, file: _File) -> Problem:
    """The problem with the line of a text that is meant; of a value in quotes or on one line, the value is."""
    above = file.below
    if problem.keys:
        if file.positions is None:
            return problem
        spot = file.positions.of(problem.keys)
        above = spot.line if spot.width and _BLOCK.fullmatch(file.line(spot.line)[spot.column - 1 :]) else -1
    line = above + problem.within
    column = file.line(line).find(problem.value) + 1 if above >= 0 else 0
    if problem.keys and not column:
        return problem
    column = problem.column if file.line(line).startswith(problem.value, problem.column - 1) else column
    return replace(problem, line=line, column=column or problem.column, width=len(problem.value) if column else 0)
