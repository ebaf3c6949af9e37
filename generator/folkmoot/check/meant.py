"""Whom and what somebody names who writes no file's name: a login, a name in full, or the name a file had before."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from folkmoot.model.base import Addressed
from folkmoot.model.community import Community
from folkmoot.model.families import FAMILIES
from folkmoot.model.member import Member
from folkmoot.model.problem import Problem
from folkmoot.model.remedy import Interpret
from folkmoot.text import sameness, slug_of

_FAMILY_OF_KEY = {"place": "places", "project": "projects", "team": "teams", "maintainers": "teams", "event": "events"}
"""The family of the record that a key names; every other key that names one names a member."""

_LOGIN = re.compile(r"(?:https?://)?(?:www\.)?github\.com/([\w-]+)/?", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:ya?ml|md|markdown)$", re.IGNORECASE)


def family_named(key: str) -> str:
    """The family of the records that a key of the formats names."""
    return _FAMILY_OF_KEY.get(key, "members")


_SHORTEST = 3
"""How many letters of a name tell that it may be meant."""
_GUESSES = 50
"""For how many texts that can be no file's name the record is looked for that is meant, which takes its time."""


class Names:
    """What the records of a community are called, by people and by their files."""

    def __init__(self, community: Community) -> None:
        self._community = community

    def meant(self, family: str, written: str) -> str:
        """The slug of the one record that is named so, "" where none is, or more than one may be.

        Who is hidden is not found: nothing tells who they are by a name that they do not want to be told.
        """
        bare = written.strip().removeprefix("@").strip()
        slug = _ENDING.sub("", bare.rpartition("/")[2]).lower()
        records = getattr(self._community, family)
        if found := _LOGIN.fullmatch(bare):
            named = self._named.get((family, f"@{found[1].lower()}"), set())
        elif slug in records or f"{family}/{slug}" in self._community.unread:
            return "" if getattr(records.get(slug), "visibility", "") == "hidden" else slug
        else:
            named = self._named.get((family, f"@{bare.lower()}"), set()) | self._named.get((family, slug), set())
            if not written.strip().startswith("@"):
                named = named | self._named.get((family, f" {sameness(bare)}"), set()) | self._slugs(family, bare)
        return next(iter(named)) if len(named) == 1 else ""

    def begun(self, family: str, written: str) -> str:
        """The slug of the one record whose name, or whose file's, begins so: what somebody probably means, no more."""
        wanted, slug = sameness(written.strip().removeprefix("@")), slug_of(written)
        if len(wanted) < _SHORTEST:
            return ""
        found = {one for one, called in self._called[family] if called.startswith(wanted)}
        found |= {one for one, _ in self._called[family] if slug and one.startswith(slug)}
        return next(iter(found)) if len(found) == 1 else ""

    def _slugs(self, family: str, words: str) -> set[str]:
        """The record whose file is called as these words would be."""
        slug = slug_of(words)
        record = getattr(self._community, family).get(slug)
        return set() if record is None or getattr(record, "visibility", "") == "hidden" else {slug}

    @cached_property
    def _called(self) -> dict[str, list[tuple[str, str]]]:
        """The slugs of every family, but for those of the hidden, with the names as `sameness` has them."""
        return {
            family: [
                (slug, sameness(str(getattr(record, "name", "") or getattr(record, "title", ""))))
                for slug, record in getattr(self._community, family).items()
                if getattr(record, "visibility", "") != "hidden"
            ]
            for family in FAMILIES
        }

    @cached_property
    def _named(self) -> dict[tuple[str, str], set[str]]:
        """The slugs by family and former name, by `@` and login, by a space and the name as `sameness` has it."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for family in FAMILIES:
            records: dict[str, Addressed] = getattr(self._community, family)
            for slug, record in records.items():
                if isinstance(record, Member) and record.visibility == "hidden":
                    continue
                for former in record.formerly:
                    found[family, former].add(slug)
                if isinstance(record, Member) and record.github:
                    found[family, f"@{record.github.lower()}"].add(slug)
                called = str(getattr(record, "name", "") or getattr(record, "title", ""))
                found[family, f" {sameness(called)}"].add(slug)
        return found


def with_names(faults: Iterable[Problem], community: Community) -> Iterator[Problem]:
    """The faults; where a text can be no file's name, with that of the one record that is called so: Ada, ada-rossi."""
    names, guesses = Names(community), _GUESSES
    for fault in faults:
        if fault.remedy != Interpret("record") or not guesses:
            yield fault
            continue
        guesses -= 1
        key = next((key for key in reversed(fault.keys) if isinstance(key, str)), "")
        family = family_named(key)
        slug = "" if names.meant(family, fault.value) else names.begun(family, fault.value)
        yield replace(fault, hint=f"did you mean {slug}?") if slug else fault


def file_called(written: str, there: Iterable[str]) -> str:
    """The one file that has this name in another folder, or in other capitals; "" where none or several have it."""
    name = written.rpartition("/")[2].lower()
    found = [file for file in there if file.rpartition("/")[2].lower() == name]
    return found[0] if len(found) == 1 else ""
