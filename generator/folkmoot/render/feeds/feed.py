"""What a feed holds, whatever format it is written in: so Atom and JSON Feed say the same."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple
from urllib.parse import quote

from folkmoot import text
from folkmoot.model.community import Community, Profile
from folkmoot.model.hub import Occurrence
from folkmoot.model.member import Member
from folkmoot.render.identity import host_of, identity_of

_MINTED = "2026"
_NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAG = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z0-9]{1,8})*")


class Words(NamedTuple):
    """A language of the hub: `say` translates a word, `when` and `language` put dates and languages in words."""

    say: Callable[[str], str]
    when: Callable[[Occurrence], str]
    language: Callable[[str], str]


class Author(NamedTuple):
    """Who wrote something; `url` is "" where they have no page."""

    name: str
    url: str = ""


class Upstream(NamedTuple):
    """The feed that an item was taken from."""

    title: str
    url: str


class Item(NamedTuple):
    """An entry of a feed. `title` and `summary` are plain text, `html` is sanitised and its links are absolute.

    `updated` and `published` are aware; `published` is None where nobody knows. `language` is a tag (BCP 47) or "".
    """

    id: str
    url: str
    title: str
    updated: dt.datetime
    published: dt.datetime | None
    authors: tuple[Author, ...]
    html: str = ""
    summary: str = ""
    categories: tuple[str, ...] = ()
    language: str = ""
    upstream: Upstream | None = None


class Feed(NamedTuple):
    """A feed with its items, newest first. `path` has no ending, `home` is the page that shows the same."""

    id: str
    url: str
    path: str
    home: str
    title: str
    subtitle: str
    language: str
    publisher: Author
    founded: dt.datetime | None
    items: tuple[Item, ...]

    @property
    def updated(self) -> dt.datetime:
        """When its newest item was; of an empty feed the community's first day, or the beginning of 1970."""
        return max((item.updated for item in self.items), default=self.founded or _NEVER)

    def address(self, ending: str) -> str:
        """Where the feed itself is, in the format with this ending."""
        return f"{self.url}{self.path}.{ending}"


class Base(NamedTuple):
    """Where a hub is on the web. `url` ends in a slash; `authority` and `within` are what its ids begin with."""

    url: str
    authority: str
    within: str

    def id_of(self, path: str) -> str:
        """The tag URI (RFC 4151) of what has this path: it stays as long as the domain and the file's name.

        The year in it is fixed: that of a founding or of an event would change with a correction in a file, and all
        readers would see old items as new.
        """
        return f"tag:{self.authority},{_MINTED}:{quote(self.within + path, safe='/:@!$&()*+,;=~')}"


def base_of(profile: Profile, site_url: str) -> Base | None:
    """Where the hub is: at `site_url` (it ends in a slash, or is ""), else at its domain; None where neither is known.

    Its ids begin with what `identity_of` tells.
    """
    url = site_url or (f"https://{profile.domain}/" if profile.domain else "")
    identity = identity_of(profile, url)
    return Base(url, *identity) if identity and host_of(url) else None


def shown(community: Community, slugs: Iterable[str]) -> list[Member]:
    """The members behind these slugs who are on the site, in the order given."""
    found = (community.members.get(slug) for slug in slugs)
    return [member for member in found if member is not None and member.is_shown]


@cache
def tag_of(language: str) -> str:
    """A language's tag as it may stand in a feed, "" where what was given is none."""
    written = language.strip().replace("_", "-")
    return written if _TAG.fullmatch(written) else ""


@cache
def main_language(language: str) -> str:
    """A language without its script and region, in small letters: `en` for en-GB; "" where it is not known."""
    found = _TAG.fullmatch(tag_of(language))
    return found[1].lower() if found else ""


def legal(said: str) -> str:
    """The text without the characters that XML 1.0 has no place for (section 2.2): control characters, surrogates."""
    return _ILLEGAL.sub("", said)


def line(said: str) -> str:
    """A text from anywhere on one line, as all formats can hold it."""
    return text.one_line(legal(said))


def stamp(moment: dt.datetime) -> str:
    """A moment as RFC 3339 wants it, in UTC: offsets of old zones have seconds, which it does not allow."""
    return moment.astimezone(dt.UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
