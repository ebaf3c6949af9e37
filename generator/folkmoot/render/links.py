"""Where links in people's texts lead: written as paths between files, as in an editor, shown as addresses of pages."""

import re
from functools import cached_property
from urllib.parse import urljoin

from folkmoot.model.base import Addressed
from folkmoot.model.community import Community
from folkmoot.model.member import Member
from folkmoot.model.paths import hub_path, name_and_language, version_file
from folkmoot.render.addresses import Addresses
from folkmoot.text import Leader

_LIST = re.compile(r"(?:content/)?(members|events|projects|posts|teams|places)(?:/(?:index\.md)?)?")
_RECORD = re.compile(r"(?:content/)?((?:members|events|projects|posts|teams|places)/[^/]+)\.(?:md|yml)")
_PAGE = re.compile(r"content/(.+)\.md")
_NAMED = re.compile(r"[a-z0-9-]+\.(?:[a-zA-Z-]+\.)?(?:md|yml)")
_OPENING = re.compile(r"(?:^|/)(?:index|readme)$", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#|$")


def site_path(path: str) -> str:
    """The address, relative to the site's root, of what a file of the hub becomes: events/a.md is at events/a/."""
    if match := _LIST.fullmatch(path):
        return f"{match[1]}/"
    if match := _RECORD.fullmatch(path):
        return f"{match[1]}/"
    if match := _PAGE.fullmatch(path):
        folder = _OPENING.sub("", match[1])
        return f"{folder}/" if folder else ""
    return path.removeprefix("content/")


def led_to(community: Community) -> dict[str, dict[str, str]]:
    """Addresses, by language, of the records that people's own pages may link to, by the path of the record's file.

    The engine knows no records. Translations, and names that a file had before, lead there as well; nothing leads to
    hidden members. What is not published yet has no addresses.
    """
    named = {name for page in community.pages for name in _NAMED.findall(page.body)}
    addresses = Addresses(community)
    found: dict[str, dict[str, str]] = {path: {} for path in community.unpublished}
    for _, record in community.addressed():
        if isinstance(record, Member) and not record.is_shown:
            continue
        folder, _, name = record.path.rpartition("/")
        ending = name.rpartition(".")[2]
        names = [name, *(f"{slug}.{ending}" for slug in record.formerly)]
        found |= {f"{folder}/{one}": addresses.versions(record) for one in names if one in named}
        for language in addresses.told_in(record)[1:]:
            if (one := version_file(name, language)) in named:
                found[f"{folder}/{one}"] = {language: addresses.versions(record)[language]}
    return found


class Links:
    """Where the links of a community's texts lead, in each of its languages."""

    def __init__(self, community: Community) -> None:
        self._community = community
        self._addresses = Addresses(community)
        self._leaders: dict[tuple[str, str, str], Leader] = {}

    def address(self, path: str, language: str) -> str | None:
        """The address of what a file of the hub becomes, for readers of a language.

        None is that of a hidden member, and of what is not published yet. Of a file that nobody knows it is the one
        that it would have.
        """
        if path in self._community.unpublished:
            return None
        if match := _LIST.fullmatch(path):
            return f"{self._addresses.prefix(language)}{match[1]}/"
        if match := _RECORD.fullmatch(path):
            return self._record(match[1], language) if match[1] in self._known else site_path(path)
        if match := _PAGE.fullmatch(path):
            stem, own = name_and_language(match[1], self._addresses.languages)
            return f"{self._addresses.prefix(own or language)}{site_path(f'content/{stem}.md')}"
        return site_path(path)

    def leader(self, folder: str, root: str, language: str) -> Leader:
        """What rewrites the links of texts in a folder, for pages from which `root` leads to the site's root.

        Pictures from other hosts are not loaded (None): a visit is nobody else's business, and their alternative text
        stands. Where `root` is a whole address, as in a feed, so is every link. One and the same is given out for one
        folder, root and language: sanitisers are kept by it.
        """

        def led(attribute: str, value: str) -> str | None:
            if _ELSEWHERE.match(value):
                return None if attribute == "src" else value
            path = re.split("[?#]", value, maxsplit=1)[0]
            meant = hub_path(folder, path)
            if meant.startswith(".."):
                return value
            found = self.address(meant, language)
            return None if found is None else f"{root}{found}{value.removeprefix(path)}" or "./"

        def led_absolutely(attribute: str, value: str) -> str | None:
            found = led(attribute, value)
            try:
                return None if found is None else urljoin(root, found)
            except ValueError:  # half an IPv6 address
                return None

        return self._leaders.setdefault((folder, root, language), led_absolutely if "://" in root else led)

    def _record(self, key: str, language: str) -> str | None:
        record, own = self._known[key]
        if isinstance(record, Member) and not record.is_shown:
            return None
        versions = self._addresses.versions(record)
        return versions.get(own or language) or self._addresses.original(record)

    @cached_property
    def _known(self) -> dict[str, tuple[Addressed, str]]:
        """Every record under its names of today and before, and its translations with their language."""
        known: dict[str, tuple[Addressed, str]] = {}
        for family, record in self._community.addressed():
            known |= {f"{family}/{slug}": (record, "") for slug in (*record.formerly, record.slug)}
            for language in self._addresses.told_in(record)[1:]:
                known[f"{family}/{record.slug}.{language}"] = record, language
        return known
