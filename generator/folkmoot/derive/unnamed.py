"""Who is hidden is named by nothing that was collected: the one rule for entries, events and talk."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from folkmoot.model.conversation import Discussion, Issue, IssueComment, PullRequest, Release
from folkmoot.model.forgotten import NamesForgotten
from folkmoot.model.harvest import CalendarEvent, Entry, Mention
from folkmoot.model.spelt import NamesSought, spellings
from folkmoot.model.withheld import Withheld
from folkmoot.text import plain, schemeless

_HANDLE = re.compile(r"(?<![\w@.])@([a-z0-9]+(?:-[a-z0-9]+)*)(?!\.?[\w@])")
_REPEATED = 24
"""Texts up to this length, such as authors and tags, come again and again."""

_NOBODY = Withheld()

_TEXTS = ("author", "excerpt", "description", "location")
"""The plain texts of entries and events besides their titles."""

_Told = TypeVar("_Told", bound=Entry | CalendarEvent | Discussion | Issue | PullRequest | Release)


class Unnamed:
    """Leaves out of what was collected whatever names a hidden member.

    What does so in its title or address is left out whole, and so is what comes from their account at GitHub. Of all
    else the texts, tags, places and authors that do are left out, and the rest stays: a member's own work does not
    vanish because of half a sentence in it. Of mentions, which nobody in the community wrote, any text counts like the
    title. What is begun in the community's own repositories stays, without its author; what they said there under it
    is in no number of replies, and moves no day.
    """

    def __init__(self, withheld: Withheld, forgotten: NamesForgotten | None = None) -> None:
        """`withheld` are those whom nothing may name; of who is `forgotten` the names are looked for, instead."""
        self._withheld = withheld
        self._names = forgotten or NamesSought(withheld.names, withheld.others)
        self._known: dict[str, bool] = {}
        # Nearly all texts hold none of these, which is found out fast.
        logins = (name.removeprefix("login:") for name in withheld.accounts if name.startswith("login:"))
        self._signs = ("@",) if withheld.gone else tuple(sorted({f"@{login}" for login in logins}))

    def of(self, records: Iterable[_Told]) -> tuple[_Told, ...]:
        """The records without what names somebody hidden, and without those that do so as a whole."""
        records = tuple(records)
        if self._withheld == _NOBODY:
            return records
        return tuple(shown for one in records if (shown := self._shown(one)))

    def _shown(self, one: Any) -> Any:
        """The record without what names somebody hidden, None where it does so as a whole."""
        if self.are_named(one.title) or self._are_addressed(one.url):
            return None
        if isinstance(one, (Discussion, Issue, PullRequest)):
            return self._talked(one)
        if isinstance(one, Release):
            return replace(one, author="", author_id=0) if self._is_theirs(one) else one
        if self._withheld.holds_login(_account_in(one.url)):
            return None
        if isinstance(one, Mention) and any(map(self.are_named, (one.excerpt, *one.tags))):
            return None
        kept = {key: "" for key in _TEXTS if self.are_named(getattr(one, key, ""))}
        if _account_in(one.url) and self._withheld.holds_login(getattr(one, "author", "").strip()):
            kept["author"] = ""  # GitHub's own feeds call people so
        if isinstance(one, Entry) and self._are_in_html(one.content):
            kept["content"] = ""
        tags = tuple(tag for tag in one.tags if not self.are_named(tag))
        return one if not kept and tags == one.tags else replace(one, **kept, tags=tags)

    def _talked(self, one: Any) -> Any:
        """A conversation without their remarks and reviews, as of the last day on which others did anything."""
        said = {key: getattr(one, key) for key in ("comments", "reviews") if hasattr(one, key)}
        kept: dict[str, Any] = {
            key: tuple(remark for remark in remarks if not self._is_theirs(remark)) for key, remarks in said.items()
        }
        if self._is_theirs(one):
            kept |= {"author": "", "author_id": 0}
        elif kept == said:
            return one
        days = (one.published, one.closed, getattr(one, "answered", ""), getattr(one, "merged", ""))
        return replace(one, **kept, updated=max(*days, *(each.created for key in said for each in kept[key])))

    def _is_theirs(self, one: Discussion | Issue | PullRequest | Release | IssueComment) -> bool:
        return self._withheld.holds_number(one.author_id) or self._withheld.holds_login(one.author)

    def are_named(self, text: str) -> bool:
        """Whether a plain text names one of them: by name, as `NamesSought` says, or by @ and their login."""
        if len(text) > _REPEATED:
            return self._are_in_line(text)
        if (known := self._known.get(text)) is None:
            known = self._known[text] = self._are_in_line(text)
        return known

    def _are_in_line(self, text: str) -> bool:
        return any(self._names.are_told(line) or self._are_called(line) for line in spellings(text))

    def _are_called(self, line: str) -> bool:
        if not any(sign in line for sign in self._signs):
            return False
        return any(map(self._withheld.holds_login, _HANDLE.findall(line)))

    def _are_addressed(self, url: str) -> bool:
        """Whether an address leads to a page that is called by a name of several words; hosts are what people list."""
        try:
            return bool(url) and any(map(self._names.are_whole, spellings(unquote(" ".join(urlsplit(url)[2:])))))
        except ValueError:
            return False

    def _are_in_html(self, content: str) -> bool:
        """Whether a whole text names somebody, in its words or in what it says of its pictures."""
        spelt = spellings(content)
        if not any(self._names.may_be(line) or any(sign in line for sign in self._signs) for line in spelt):
            return False
        return self.are_named(plain(content)) or any(map(self._names.are_whole, spelt))


def _account_in(url: str) -> str:
    """The account at GitHub that an address is below of, in lower case, or ""."""
    host, _, path = schemeless(url).lower().partition("/")
    return path.partition("/")[0] if host == "github.com" else ""
