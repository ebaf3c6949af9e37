"""One address a file: present names, former ones, and those that the site needs for pages of its own."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from folkmoot.model.base import Addressed
from folkmoot.model.community import PROFILE_FILE, Community
from folkmoot.model.problem import KeyPath, Problem
from folkmoot.model.remedy import Remove
from folkmoot.model.reserved import RESERVED, SHELLS, is_reserved

LISTS = frozenset(
    "contributors discussions events events/calendar events/past history join members members/map partners places"
    " planet posts projects projects/help-wanted propose propose/event propose/feed propose/member propose/project"
    " pulse teams translations".split()
)
"""Addresses of the site's own lists. A page at `<address>/index.md` is its opening words; no other may be there."""

_BESIDE = frozenset(("join",))
"""Of these `<address>.md` is the opening words, too."""

FOLDERS = frozenset(("api", "badges", "calendars", "embed", "feeds", "pagefind", "schemas"))
"""Folders of the site in which everything is its own. In assets/ people's files may lie beside the site's."""

MADE = re.compile(
    rf"404\.html|events\.ics|robots\.txt|sitemap[^/]*\.xml(?:\.gz)?|assets/hub\.css|assets/folkmoot/.+"
    rf"|(?:{'|'.join(sorted(FOLDERS))})/.+"
)
"""Files that the site makes itself, beside an event's calendar at events/<slug>.ics."""

_A_YEAR = re.compile(r"events/past/\d{4}")
_MADE_PAGES = re.compile(
    rf"404|(?:{'|'.join(sorted(FOLDERS))})(?:/.*)?"
    rf"|(?:history|{'|'.join(RESERVED)})(?:/.*)?/(?:{'|'.join(sorted(SHELLS))})(?:-[^/]*)?"
    r"|(?:contributors|discussions|planet|pulse/mentions)/.+|pulse/mentions|history/\d{4}|posts/(?:language|topic|year)(?:/.*)?"
    r"|events/(?:past/\d{4}/.+|calendar/.+|(?:kind|language|place)(?:/.*)?)"
    r"|members/(?:\d+|(?:alumni|available-for|interest|language|place|skill|team)(?:/.*)?)"
)
_OWN = "the address {}/ belongs to the site itself"
_ANOTHER = "give the file another name"


def is_list(address: str) -> bool:
    """Whether the site has a list of its own at the address, which is that in the hub's main language."""
    return address in LISTS or bool(_A_YEAR.fullmatch(address))


def is_made(address: str) -> bool:
    """Whether the site has a page of its own at the address on which there is no room for people's words."""
    return bool(_MADE_PAGES.fullmatch(address))


def taken_languages(community: Community) -> Iterator[Problem]:
    """Languages that are named twice; none is named like a folder of the site's own, such as api/."""
    known: dict[str, str] = {}
    for index, tag in enumerate(community.profile.languages):
        told: KeyPath = ("languages", index)
        if tag.lower() in known:
            message, hint = "the hub has this language already", "name each language once, the main one first"
            remedy = Remove() if known[tag.lower()] == tag else None
            yield Problem(PROFILE_FILE, "language-taken", message, hint, keys=told, value=tag, remedy=remedy)
        known.setdefault(tag.lower(), tag)


def taken_addresses(community: Community) -> Iterator[Problem]:
    """Records and pages that would be written to the same address."""
    for family, record in community.addressed():
        if is_reserved(family, record.slug):
            yield Problem(record.path, "address-taken", _OWN.format(f"{family}/{record.slug}"), _ANOTHER)
    owners = {f"{family}/{record.slug}": record.path for family, record in community.addressed()}
    calendars = {
        f"events/{slug}.ics"
        for event in community.events.values()
        if event.has_date
        for slug in (event.slug, *event.formerly)
    }
    for name in community.files:
        if MADE.fullmatch(name.lower()) or name.lower() in calendars:
            yield Problem(f"content/{name}", "address-taken", f"the site makes its own {name}", _ANOTHER)
        elif (address := _address_of_file(name)) is not None:
            yield from _in_the_way(community, name, address, owners)
        elif (first := owners.setdefault(_plain(name), f"content/{name}")) != f"content/{name}":
            message = f"many computers cannot tell it from {first}: they differ in capitals or accents' codes alone"
            yield Problem(f"content/{name}", "address-taken", message, _ANOTHER)
    for page in community.pages:
        yield from _in_the_way(community, page.path, _address(page.original or page.path), owners, page.language)


def _in_the_way(
    community: Community, name: str, address: str, owners: dict[str, str], language: str = ""
) -> Iterator[Problem]:
    path, hint = f"content/{name}", "give the page another name"
    ending = f".{language}.md" if language else ".md"
    whole = f"{language.lower()}/{address}" if language else address
    if is_made(address):
        yield Problem(path, "address-taken", _OWN.format(address), hint)
    elif tag := _language_folder(community, address):
        inner = re.sub(r"\.(?:md|html)$", "", name)[len(tag) + 1 :] or "index"
        hint = f"call it content/{inner}.{tag}.md: a page in another language stands beside the original"
        yield Problem(path, "address-taken", _OWN.format(address), hint)
    elif is_list(address) and name not in (f"{address}/index{ending}", *_beside(address, ending)):
        hint = f"call it content/{address}/index{ending}: its text will stand above the list"
        yield Problem(path, "address-taken", _OWN.format(address), hint)
    elif owners.setdefault(whole, path) != path:
        yield Problem(path, "address-taken", f"the address {whole}/ belongs to {owners[whole]}", hint)


def _beside(address: str, ending: str) -> list[str]:
    return [f"{address}{ending}"] if address in _BESIDE else []


def _language_folder(community: Community, address: str) -> str:
    """The language whose pages the site puts where the address is, "" for none."""
    first = address.partition("/")[0]
    return next((tag for tag in community.profile.languages if tag.lower() == first), "")


def _address(path: str) -> str:
    """Where a page below content/ is on the site, as every disk has it."""
    return re.sub(r"(?:^|(?<=/))(?:index|readme)$", "", _plain(path).removesuffix(".md")).rstrip("/")


def _plain(path: str) -> str:
    """A path in lower case and composed letters (NFC): some disks know no others."""
    return unicodedata.normalize("NFC", path).lower()


def _address_of_file(name: str) -> str | None:
    """Where a file below content/ stands for a page: content/lamp/index.html is at lamp/."""
    return (
        name.lower().removesuffix("index.html").rstrip("/") if re.search(r"(?:^|/)index\.html$", name.lower()) else None
    )


class _Former(NamedTuple):
    """A name that a file had before: where it is written, the address it had, and the one that it has now."""

    path: str
    keys: KeyPath
    value: str
    old: str
    new: str


def taken_former_names(community: Community) -> Iterator[Problem]:
    """Former names that are somebody's name today, were another file's too, or are the site's own."""
    former = list(_former_names(community))
    if not former:
        return
    owners = {f"{family}/{record.slug}": record.path for family, record in community.addressed()}
    for name in community.files:
        address = _address_of_file(name)
        owners[_plain(name) if address is None else address] = f"content/{name}"
    owners |= {_whole(page.path, page.language): f"content/{page.path}" for page in community.pages}
    # A file's own name is said by the file.
    said = {(record.path, record.slug) for _, record in community.addressed()}
    said |= {(f"content/{page.path}", page.path) for page in community.pages}
    for one in former:
        keys, value, gone = one.keys, one.value, "remove it from formerly"
        is_said = (one.path, value) in said
        said.add((one.path, value))
        if one.old == one.new:
            message, hint = "the file has this name, or this address, today", gone
        elif one.old in owners:
            message = f"the address {one.old}/ belongs to {owners[one.old]}"
            hint = f"an address leads to one page: {gone}, or give the other file another name"
        elif _own(community, one.old):
            message, hint = _OWN.format(one.old), gone
        else:
            owners[one.old] = one.path
            continue
        remedy = Remove() if is_said else None
        yield Problem(one.path, "former-name-taken", message, hint, keys=keys, value=value, remedy=remedy)


def _former_names(community: Community) -> Iterator[_Former]:
    for family, record in community.addressed():
        for index, slug in enumerate(record.formerly):
            yield _Former(record.path, ("formerly", index), slug, f"{family}/{slug}", f"{family}/{record.slug}")
    for page in community.pages:
        for index, path in enumerate(page.formerly):
            old = _whole(path, page.language)
            yield _Former(f"content/{page.path}", ("formerly", index), path, old, _whole(page.path, page.language))


def _whole(path: str, language: str) -> str:
    """The address that a page has, or had: about.fr.md is at fr/about/."""
    if not language or not path.endswith(f".{language}.md"):
        return _address(path)
    return f"{language.lower()}/{_address(path.removesuffix(f'.{language}.md'))}".rstrip("/")


def _own(community: Community, address: str) -> bool:
    """Whether the site has something of its own at the address."""
    family, _, slug = address.partition("/")
    tag = _language_folder(community, address)
    inner = address[len(tag) + 1 :] if tag else address
    return (
        not inner
        or is_list(inner)
        or bool(_MADE_PAGES.fullmatch(inner))
        or (family in RESERVED and is_reserved(family, slug))
    )


def present_names(community: Community) -> dict[str, Addressed]:
    """The records by the names that they had before, with their folder: members/ada is now Ada Rossi's record."""
    return {f"{family}/{slug}": record for family, record in community.addressed() for slug in record.formerly}
