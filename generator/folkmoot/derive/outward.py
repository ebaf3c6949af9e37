"""Which addresses elsewhere the hub's own files name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from folkmoot.model.base import Filed, Record, Written
from folkmoot.model.community import Community
from folkmoot.model.member import Member
from folkmoot.model.outward import Outward
from folkmoot.text import links_of, may_link

_APART = frozenset(("feeds", "sources"))
"""The keys of what is collected: how these fare is told elsewhere."""


def outward(community: Community) -> list[Outward]:
    """The addresses in records, translations and pages, in alphabetical order; none of the site's own, none of people
    who are hidden.
    """
    files: dict[str, dict[str, None]] = defaultdict(dict)
    for path, address in _named(community):
        if (url := _whole(address)) and urlsplit(url).hostname != community.profile.domain:
            files[url][path] = None
    return [Outward(url, tuple(paths)) for url, paths in sorted(files.items())]


def _named(community: Community) -> Iterator[tuple[str, str]]:
    translations = (one for versions in community.translations.values() for one in versions.values())
    records: Iterable[Filed] = (*community.records(), *translations, *community.profiles.values())
    for record in records:
        if isinstance(record, Member) and not record.is_shown:
            continue
        for text in _texts(record):
            yield from ((record.path, address) for address in _within(text))
    for page in community.pages:
        yield from ((f"content/{page.path}", address) for address in _within(page.text))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Record):
        for key in type(value).model_fields:
            if key in value.model_fields_set and key not in _APART:
                yield from _texts(getattr(value, key))
        if isinstance(value, Written):
            yield value.text
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)


def _within(text: str) -> Iterator[str]:
    if text.startswith(("https://", "http://")) and not any(map(str.isspace, text)):
        yield text
    elif may_link(text):
        yield from (one.address for one in links_of(text))


def _whole(address: str) -> str:
    """A web address without the place within its page; "" for all others."""
    try:
        parts = urlsplit(address)
        return parts._replace(fragment="").geturl() if parts.scheme in ("https", "http") and parts.hostname else ""
    except ValueError:
        return ""
