"""One file of a hub with what is wrong in it mended, as far as there is one right answer; nothing is written."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from pydantic import BaseModel

from folkmoot.check.meant import Names
from folkmoot.contribute.meanings import meant
from folkmoot.load.community import family_of
from folkmoot.load.documents import Unreadable
from folkmoot.load.mended import (
    Changed,
    document_read,
    end_of_keys,
    enlisted,
    indented,
    itemised,
    removed,
    renamed,
    rewritten,
    text_of,
)  # fmt: skip
from folkmoot.load.positions import Positions, value_at
from folkmoot.load.records import document_of, record_in, unreadable
from folkmoot.load.syntax import is_fence
from folkmoot.load.unbroken import CODES, unbroken
from folkmoot.model.base import Filed
from folkmoot.model.community import PROFILE_FILE, Profile, is_profile_file
from folkmoot.model.families import FAMILIES
from folkmoot.model.paths import name_and_language
from folkmoot.model.problem import KeyPath, Problem
from folkmoot.model.remedy import Enlist, Indent, Interpret, Itemise, Mended, Move, Remedy, Remove, Rename, Rewrite
from folkmoot.model.translation import TranslatedProfile
from folkmoot.text import excerpt, one_line

_MOST_PARTS = 1500
"""Files with more lines and items than anybody writes by hand are left to who made them: each mend reads all."""
_LONGEST = 80
_OF_EACH, _OF_ALL = 40_000, 1_000_000
"""So many lines and items are read again in all to mend a file, and a hub: some two seconds, and half a minute."""


BY_NAME: tuple[Remedy, ...] = (Interpret("country"), Interpret("language"))
"""What needs the names of all countries and languages, which take long to read."""


class Effort:
    """How much may still be read again, of each file and of all; what it is not enough for stays as it is.

    With `is_by_name` the names of countries and languages are looked up. `gone` are the files that need more of it.
    """

    def __init__(self, of_all: int = _OF_ALL, *, is_by_name: bool = True) -> None:
        self._is_by_name = is_by_name
        self._left = of_all
        self.gone = set[str]()
        self._left_of: dict[str, int] = {}

    def is_for(self, problem: Problem) -> bool:
        """Whether there may be a mend for a problem, and it is looked for."""
        if problem.remedy is None:
            return problem.code in CODES
        return self._is_by_name or problem.remedy not in BY_NAME

    def is_enough(self, path: str, content: bytes) -> bool:
        """Whether a file may be read once more, which counts."""
        parts = 1 + content.count(b"\n") + content.count(b",") + len(content) // 100
        self._left_of[path] = self._left_of.get(path, _OF_EACH) - parts
        self._left -= parts
        is_enough = self._left_of[path] >= 0 and self._left >= 0
        if not is_enough:
            self.gone.add(path)
        return is_enough


class Mending(NamedTuple):
    """A file as it was and as it would be, and the mends that lie between."""

    path: str
    before: bytes
    after: bytes
    mends: list[Mended]


class _Stepped(NamedTuple):
    """The file after one mend, and what is wrong with it then, before any rule is asked."""

    content: bytes
    mend: Mended
    faults: list[Problem]


def mended_file(
    path: str, content: bytes, told: Iterable[Problem], names: Names, languages: Collection[str], effort: Effort
) -> Mending:
    """The file with everything mended in it that can be; `told` are the problems that the hub's rules find in it.

    What keeps the file from being read comes first: only then the rules know what it says.
    """
    record = record_at_path(path, languages)
    now, mends = content, list[Mended]()
    if content.count(b"\n") + content.count(b",") > _MOST_PARTS:
        return Mending(path, content, content, mends)
    faults = _faults(content, path, record)
    count = -1
    while count < len(mends):  # what could not be mended may be when other things are
        count, tried = len(mends), set[_Fault]()
        while (fault := _next(faults, tried, effort)) and effort.is_enough(path, now):
            tried.add(_fault(fault))
            if found := _step(now, path, fault, faults, record, names):
                now, faults = found.content, found.faults
                mends.append(found.mend)
    if mends:
        return Mending(path, content, now, mends)
    # From the end to the start, so that what is still to be mended stays where it was found.
    for problem in sorted(told, key=lambda one: (one.line, one.column), reverse=True):
        if not problem.keys or not effort.is_for(problem) or not effort.is_enough(path, now):
            continue
        if found := _step(now, path, problem, faults, record, names):
            now, faults = found.content, found.faults
            mends.insert(0, found.mend)
    return Mending(path, content, now, mends)


_Fault = tuple[str, str, int, KeyPath]


def _fault(problem: Problem) -> _Fault:
    """What tells a fault of a file from the others in it."""
    return problem.code, problem.message, problem.line, problem.keys


def _next(faults: Iterable[Problem], tried: Collection[_Fault], effort: Effort) -> Problem | None:
    """The first of the faults that may be mended, and was not tried."""
    return next((one for one in faults if effort.is_for(one) and _fault(one) not in tried), None)


def record_at_path(path: str, languages: Collection[str]) -> type[Filed] | None:
    """What a file of the hub holds, by its name; None of a page."""
    if is_profile_file(path):
        return Profile if path == PROFILE_FILE else TranslatedProfile
    family = FAMILIES.get(family_of(path))
    if family is None:
        return None
    slug = path.rpartition("/")[2].removesuffix(family.ending)
    return family.translation if family.translation and name_and_language(slug, languages)[1] else family.record


def _faults(content: bytes, path: str, record: type[Filed] | None) -> list[Problem]:
    """What is wrong with the file as it is, before any rule is asked."""
    found: list[Problem] = []
    if record is not None:
        record_in(content, path, "", record, found)
    elif path.endswith((".md", ".yml")) and content.removeprefix(b"\xef\xbb\xbf").startswith(b"---"):
        try:
            document_of(path, content)
        except Unreadable as fault:
            found.append(unreadable(path, fault))
    return found


def _step(
    content: bytes, path: str, problem: Problem, faults: list[Problem], record: type[Filed] | None, names: Names
) -> _Stepped | None:
    """The file with one problem mended; None where that cannot be, or would bring another problem.

    `faults` is what is wrong with it, before any rule is asked. What stands below the keys is never another.
    """
    mend = _unbroken if problem.code in CODES and problem.line else _mended
    found = mend(content, path, problem, faults, record, names)
    if found is None:
        return None
    was, now = _below(path, content), _below(path, found.content)
    if was != now and found.mend.code == "yaml-syntax" and not found.mend.after:
        was = _without_last_fence(was)
    return found if was == now else None


def _below(path: str, content: bytes) -> str:
    """What stands below a file's keys."""
    text = text_of(content)
    return text.whole[end_of_keys(text, path) :]


def _without_last_fence(body: str) -> str:
    """The text without its last line, where that marks the file as a piece of code on a page from which it came."""
    text = body.rstrip()
    last = re.split(r"[\r\n]", text)[-1]
    if is_fence(last):
        return text[: -len(last)] + re.sub(r"^[ \t]*(?:\r\n|\r|\n)?", "", body[len(text) :])
    return body


def _mended(
    content: bytes, path: str, problem: Problem, faults: list[Problem], record: type[Filed] | None, names: Names
) -> _Stepped | None:
    remedy = problem.remedy
    if remedy is None or isinstance(remedy, Move):
        return None
    try:
        found = value_at(document_read(path, content).values, problem.keys)
    except Unreadable:
        return None
    written = found if isinstance(found, str) else ""
    if isinstance(remedy, Interpret):
        understood = meant(remedy.meaning, written, problem.keys, names)
        if not understood or understood == written:
            return None
        remedy = Rewrite(understood)
    changed = _changed_by(content, path, problem.keys, remedy)
    if changed is None or changed.content == content:
        return None
    now = _faults(changed.content, path, record)
    if not _is_better(faults, now, problem, remedy):
        return None
    return _Stepped(changed.content, _told(path, changed.line, problem, remedy, written), now)


def _changed_by(content: bytes, path: str, keys: KeyPath, remedy: Remedy) -> Changed | None:
    match remedy:
        case Rewrite(value):
            return rewritten(content, path, keys, value)
        case Enlist(items):
            return enlisted(content, path, keys, items)
        case Itemise():
            return itemised(content, path, keys)
        case Rename(key):
            return renamed(content, path, keys, key)
        case Indent(under):
            return indented(content, path, keys, under)
        case Remove():
            return removed(content, path, keys)
    return None


def _told(path: str, line: int, problem: Problem, remedy: Remedy, written: str) -> Mended:
    key = ".".join(str(one + 1) if isinstance(one, int) else one for one in problem.keys)
    after = ""
    match remedy:
        case Rewrite(value):
            after = value
        case Enlist(items):
            after = f"[{', '.join(items)}]"
        case Itemise():
            after = re.sub(r"(^|\s)-(?=\S)", r"\1- ", written)
        case Rename(name):
            return Mended(path, line, "", _short(str(problem.keys[-1])), name, problem.code, problem.keys)
        case Indent(under):
            last = str(problem.keys[-1])
            return Mended(path, line, "", _short(last), _short(f"{under}.{last}"), problem.code, problem.keys)
    return Mended(path, line, _short(key), _short(written), _short(after), problem.code, problem.keys)


def _short(text: str) -> str:
    return excerpt(one_line(text), _LONGEST)


def _unbroken(
    content: bytes, path: str, problem: Problem, _: list[Problem], record: type[Filed] | None, names: Names
) -> _Stepped | None:
    """The file with one line mended that kept it from being read; None where it then says what cannot be."""
    after = unbroken(content, path, problem, frozenset(_all_keys(record)) if record else frozenset())
    if after is None or after == content:
        return None
    old, new = content.decode("utf-8-sig").splitlines(), after.decode("utf-8-sig").splitlines()
    faults = _faults(after, path, record)
    if len(new) < len(old):  # what is no part of the file went out
        gone = Mended(path, problem.line, "", _visible(old[problem.line - 1]), "", problem.code)
        return _Stepped(after, gone, faults)
    pairs = enumerate(zip(old, new, strict=False), 1)
    line, was, now = next((number, was, now) for number, (was, now) in pairs if was != now)
    mend = Mended(path, line, "", _visible(was), _visible(now), problem.code)
    if any(_step(after, path, fault, faults, record, names) is None for fault in _on_line(after, path, faults, line)):
        return None
    return _Stepped(after, mend, faults)


def _on_line(content: bytes, path: str, faults: list[Problem], line: int) -> list[Problem]:
    """Those of the faults of a file's keys and values that are on a line."""
    keyed = [fault for fault in faults if fault.keys]
    if not keyed:
        return []
    positions = Positions(document_of(path, content))
    return [fault for fault in keyed if positions.of(fault.keys, of_key=fault.at_key).line == line]


def _visible(line: str) -> str:
    """A line on which a tab, or another sign that nobody sees, can be told from a space."""
    return _short("".join(_SEEN.get(sign, sign) for sign in line))


_SEEN = {"\t": "⇥", **{chr(sign): f"<U+{sign:04X}>" for sign in (0xA0, 0x200B, 0x202F, 0x2060, 0xFEFF)}}


def _all_keys(record: type[BaseModel]) -> Iterator[str]:
    """The keys of a record, and of the records within it."""
    for name, field in record.model_fields.items():
        yield name
        for inner in _records_in(field.annotation):
            yield from _all_keys(inner)


def _records_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _records_in(part)


def _is_better(old: list[Problem], new: list[Problem], problem: Problem, remedy: Remedy) -> bool:
    """Whether nothing new is wrong; what a key or a list holds may be, as long as it can be mended in its turn."""
    keys = problem.keys
    match remedy:
        case Rename(key):
            keys = (*keys[:-1], key)
        case Indent(under):
            keys = (*keys[:-1], under, keys[-1])
    at_place = [fault for fault in new if fault.keys[: len(keys)] == keys]
    if isinstance(remedy, Remove):
        return len(new) <= len(old)
    if any(fault.code == "more-problems" for fault in old):
        return not at_place
    known = {(fault.keys, fault.code) for fault in old}
    if any((fault.keys, fault.code) not in known for fault in new if fault not in at_place):
        return False
    match remedy:
        case Indent():
            return True
        case Rename(_, is_same):
            return is_same or all(fault.remedy is not None for fault in at_place)
        case Enlist(items) if len(items) > 1 and any(fault.remedy == Interpret("record") for fault in at_place):
            return False  # the comma may stand between somebody's name and first name
        case Enlist() | Itemise():
            return all(fault.remedy is not None for fault in at_place)
    return not at_place
