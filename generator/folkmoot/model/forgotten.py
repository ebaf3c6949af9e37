"""People who asked to be forgotten: what of them is kept, so that nothing that is collected brings them back.

A file of `members/forgotten/` is about one person, and tells nobody who they are: `hashes` are those of their accounts,
of their name in the ways in which it is written, of the name of their file, and of where the archive had what is
theirs. Whoever guesses one of these can try it, since the salt stands beside them.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import Field

from folkmoot.model.account import HASHED
from folkmoot.model.base import Filed, matching
from folkmoot.model.spelt import JOINED, forms_in, forms_of
from folkmoot.model.turnover import account_token

FOLDER = "members/forgotten"
"""Where these files lie in a hub."""

_HINT = "leave the file as folkmoot forget wrote it"


class Forgotten(Filed):
    """One person who asked to be forgotten; written by `folkmoot forget`."""

    salt: Annotated[str, matching(r"[0-9a-f]{32}", _HINT)] = Field(description="What the hashes are made with.")
    hashes: tuple[Annotated[str, matching(HASHED.pattern, _HINT)], ...] = Field(
        min_length=1,
        description="Salted hashes of their accounts, their name, their file’s name and their folders of the archive.",
    )

    def is_about(self, mark: str) -> bool:
        """Whether a mark is one of this person's: an account as the archive names it, or what `marks_of` gives."""
        return account_token(mark, self.salt) in self.hashes


def marks_of(accounts: Iterable[str], names: Iterable[str], slugs: Iterable[str]) -> frozenset[str]:
    """What somebody is known by who is to be forgotten: accounts as the archive names them, names, and files."""
    told = {f"name:{form}" for name in names for form in forms_of(name)}
    return frozenset({*accounts, *told, *map(file_mark, slugs)})


def file_mark(slug: str) -> str:
    """The mark of a member's file by its name."""
    return f"file:{slug}"


def folder_mark(folder: str) -> str:
    """The mark of a folder of the archive in which nothing but theirs was collected, such as entries/their-feed."""
    return f"folder:{folder}"


def hashes_by_salt(
    forgotten: Iterable[Forgotten], gone: frozenset[str] = frozenset(), salt: str = ""
) -> Mapping[str, frozenset[str]]:
    """The hashes of all of these people by the salts they were made with, and those of the archive (`gone`)."""
    found = {salt: gone} if gone else {}
    for one in forgotten:
        found[one.salt] = found.get(one.salt, frozenset()).union(one.hashes)
    return found


class NamesForgotten:
    """Finds the names of people who asked to be forgotten, which nobody knows any more, as `NamesSought` finds others.

    What `others` are called, who are members today, is nobody's name who is forgotten.
    """

    def __init__(self, forgotten: Iterable[Forgotten], others: Iterable[str] = ()) -> None:
        self._hashes = hashes_by_salt(forgotten)
        self._others = {form for name in others for form in forms_of(name)}

    def may_be(self, _line: str) -> bool:
        """Whether it is worth while to look at a text closely: hashes tell nothing in advance."""
        return bool(self._hashes)

    def are_told(self, line: str) -> bool:
        """Whether one of the names is in a text that `spellings` gave, in full, or is all of it."""
        return any(map(self._is_one, forms_in(line)))

    def are_whole(self, line: str) -> bool:
        """Whether one of the names of several words is in such a text."""
        return any(self._is_one(form) for form in forms_in(line) if " " in form or len(form) >= JOINED)

    def _is_one(self, form: str) -> bool:
        if form in self._others:
            return False
        return any(account_token(f"name:{form}", salt) in hashes for salt, hashes in self._hashes.items())
