"""A hub as its feeds tell it: in a language of the hub, or each text in the language that it was written in."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple

from folkmoot.model.base import Filed
from folkmoot.model.community import Community, Profile
from folkmoot.model.event import Event
from folkmoot.model.hub import Hub
from folkmoot.model.post import Post
from folkmoot.render.addresses import Addresses, key_of
from folkmoot.render.feeds.feed import Author, Base, Item, Words, shown
from folkmoot.render.links import Links
from folkmoot.render.wording.translated import translated
from folkmoot.text import Leader


class Telling(NamedTuple):
    """The hub with its words in `language`, and what stands around them; "" is every text as it was written.

    `home` is where the pages of the language begin: an absolute address that ends in a slash.
    """

    language: str
    hub: Hub
    base: Base
    words: Words
    addresses: Addresses
    links: Links
    home: str

    def lead(self, record: Filed) -> Leader:
        """What makes the links of a record's texts absolute, and leads them to the pages of the telling's language."""
        folder = record.path.rpartition("/")[0]
        return self.links.leader(folder, self.base.url, self.language or self.addresses.languages[0])

    @property
    def community(self) -> Community:
        """Everybody and everything, in the words of this telling."""
        return self.hub.community

    def page_of(self, record: Filed) -> str:
        """Where a record's page is: the one in the language of the telling, else that of the original."""
        versions = self.addresses.versions(record)
        return f"{self.base.url}{versions.get(self.language) or next(iter(versions.values()))}"

    def authors(self, slugs: Iterable[str]) -> tuple[Author, ...]:
        """The members behind these slugs who are on the site, with the addresses of their pages."""
        return tuple(Author(one.name, self.page_of(one)) for one in shown(self.community, slugs))

    def spoken(self, record: Event | Post) -> str:
        """The language that a record is told in: that of the telling where it is translated, else its own."""
        if self.language in self.community.translations.get(key_of(record), ()):
            return self.language
        return written_in(record, self.community.profile)


class Candidate(NamedTuple):
    """An item that is made once it is known to be among the newest of a feed.

    `languages` are the tags (BCP 47) of those that it can be read in, "" where nobody knows.
    """

    id: str
    updated: dt.datetime
    languages: tuple[str, ...]
    item: Callable[[Telling], Item]


def written_in(record: Event | Post, profile: Profile) -> str:
    """The language that a post is written in, or an event held; the hub's main one where it names none."""
    return record.held_in(profile.languages) if isinstance(record, Event) else record.language or profile.languages[0]


def telling(hub: Hub, base: Base, words: Words, language: str = "") -> Telling:
    """The hub told in one of its languages, or as it is written; `words` are of that language, or of the main one."""
    addresses = Addresses(hub.community)
    told = translated(hub, language) if language else hub
    home = f"{base.url}{addresses.prefix(language) if language else ''}"
    return Telling(language, told, base, words, addresses, Links(hub.community), home)
