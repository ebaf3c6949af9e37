"""Who is hidden is named by no text: not by the community's own, nor by others' once nobody knows their name."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from folkmoot.model.base import Filed, Record, Written
from folkmoot.model.community import Community
from folkmoot.model.member import Member
from folkmoot.model.problem import KeyPath, Problem
from folkmoot.model.spelt import NamesSought, spellings

_WORD = re.compile(r"\w(?:\S*\w)?")
_SPACE = re.compile(r"\s")
_WORDS = 6
"""A name of more words is told by its line alone."""


class _Text(NamedTuple):
    """A text of people's: the file it is in, and the way to it there; without a way it stands below the keys.

    A page's is all that the file holds (`is_whole`).
    """

    path: str
    keys: KeyPath
    words: str
    is_whole: bool = False


def names_in_texts(community: Community) -> Iterator[Problem]:
    """Lines that name a hidden member in full, with two words or more, by whatever spelling counts as the name.

    One word, and a first name's letter, may be others, and so may a name that somebody has who is shown.
    """
    hidden = [member for member in community.members.values() if not member.is_shown]
    names = [member.name for member in hidden if len(member.name.split()) > 1]
    if names:
        shown = {line for one in community.members.values() if one.is_shown for line in spellings(one.name)}
        names = [name for name in names if shown.isdisjoint(spellings(name))]
    if not names:
        return
    sought = NamesSought(names)
    own = {member.path.partition(".")[0] for member in hidden}
    for text in _texts(community):
        if text.path.partition(".")[0] not in own and _are_in(sought, text.words):
            yield from _told(sought, text)


def _are_in(sought: NamesSought, words: str) -> bool:
    return any(map(sought.are_whole, spellings(words)))


def _told(sought: NamesSought, text: _Text) -> Iterator[Problem]:
    lines = text.words.split("\n")
    for number, line in enumerate(lines, 1):
        before = lines[number - 2] if number > 1 else ""
        # A name may begin on one line and end on the next, which is the one that is told.
        if _are_in(sought, line) or (_are_in(sought, f"{before} {line}") and not _are_in(sought, before)):
            yield Problem(
                text.path,
                "hidden-told",
                "this names a member who is hidden, and it is shown as it is written",
                "write it without the name; it is left out by itself only where it was collected from elsewhere",
                line=number if text.is_whole else 0,
                keys=text.keys,
                value=_as_written(sought, line),
                within=0 if text.is_whole else number,
                severity="warning",
            )


def _as_written(sought: NamesSought, line: str) -> str:
    """The fewest words of a line that are the name, "" where they are on two lines."""
    words = list(_WORD.finditer(line))
    for size in range(1, _WORDS + 1):
        for first, last in zip(words, words[size - 1 :], strict=False):
            if _are_in(sought, told := line[first.start() : last.end()]):
                return told
    return ""


def _texts(community: Community) -> Iterator[_Text]:
    translations = (one for versions in community.translations.values() for one in versions.values())
    for record in (*community.records(), *translations, *community.profiles.values()):
        yield from _of_record(record)
    for page in community.pages:
        yield _Text(f"content/{page.path}", (), page.text, is_whole=True)


def _of_record(record: Filed) -> Iterator[_Text]:
    for keys, words in _within(record, ()):
        yield _Text(record.path, keys, words)
    if isinstance(record, Written):
        yield _Text(record.path, (), record.text)


def _within(value: object, keys: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Every text of several words: what has no space is an address, or the name of a file, and no text."""
    if isinstance(value, str):
        if _SPACE.search(value):
            yield keys, value
    elif isinstance(value, Record):
        yield from chain.from_iterable(
            _within(getattr(value, key), (*keys, key))
            for key in type(value).model_fields
            if key in value.model_fields_set
        )
    elif type(value) is tuple:
        yield from chain.from_iterable(_within(one, (*keys, index)) for index, one in enumerate(value))
    elif isinstance(value, Mapping):
        yield from chain.from_iterable(_within(one, (*keys, str(key))) for key, one in value.items())


def forgotten_names(before: Community, after: Community, _today: dt.date) -> Iterator[Problem]:
    """Files of hidden members that are gone: they alone say which name is left out of what others write.

    Whose file has another name is there still.
    """
    there = {slug for one in after.members.values() for slug in (*one.formerly, one.slug)}
    known = {mark for one in after.members.values() for mark in _marks(one)}
    for member in before.members.values():
        is_there = member.slug in there or f"members/{member.slug}" in after.unread
        if not member.is_shown and not is_there and known.isdisjoint(_marks(member)):
            yield Problem(
                member.path,
                "hidden-removed",
                "this was the file of a member who is hidden, and what others wrote of them by name is shown again",
                "keep the file for as long as nothing may name them: no name is kept anywhere else",
                severity="warning",
            )


def _marks(member: Member) -> Iterator[str]:
    """What tells that two files are about one person."""
    yield f"name:{member.name}"
    yield from member.main_accounts
