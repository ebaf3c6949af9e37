"""What of the archive is about a person: their own feeds, and what they said and did anywhere."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from folkmoot.derive.struck import Struck
from folkmoot.derive.unnamed import Unnamed
from folkmoot.model.community import Community
from folkmoot.model.folders import FOLDERS
from folkmoot.model.harvest import Harvest
from folkmoot.model.image import is_address
from folkmoot.model.member import Member
from folkmoot.model.picture import AVATAR_OF_ID, AVATAR_OF_LOGIN, portrait_slug
from folkmoot.model.source import former_homes, listed
from folkmoot.model.turnover import token
from folkmoot.steward.forgetting.person import Person
from folkmoot.text import schemeless

_KEPT_AS = {"sources": "states"}
"""What a harvest calls the records of a folder, where that is not the folder's name."""


class InArchive(NamedTuple):
    """What is to go from the archive: whole `folders`, and by folder and source the ids of records of which nothing is
    left (`gone`), and what is left of others, by their ids (`changed`).

    `numbers` are those of all these records, by folder.
    """

    folders: tuple[str, ...]
    changed: Mapping[tuple[str, str], Mapping[str, Any]]
    gone: Mapping[tuple[str, str], Collection[str]]
    numbers: Mapping[str, int]


def in_archive(community: Community, harvest: Harvest, who: Person) -> InArchive:
    """What is to be done to what was collected so that nothing of it tells of somebody."""
    folders = {*_of_feeds(community, harvest, who.member), *_of_portraits(who, harvest)}
    struck, unnamed = Struck(who.withheld), Unnamed(who.withheld)
    slugs = {token(slug, harvest.salt) for slug in who.slugs}
    known = {source.slug for source in listed(community)}
    changed: defaultdict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
    gone: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    numbers = Counter[str]()
    for kind in FOLDERS:
        for one in getattr(harvest, _KEPT_AS.get(kind, kind)):
            if f"{kind}/{one.source}" in folders:
                numbers[kind] += 1
                continue
            left = struck.of_one(one)
            # A feed that nobody lists any more may have been theirs.
            is_own = kind == "entries" and one.source not in known and unnamed.are_named(one.author)
            if left is None or is_own or getattr(one, "who", "") in slugs:
                gone[kind, one.source].add(one.id)
            elif left != one:
                changed[kind, one.source][one.id] = left
            else:
                continue
            numbers[kind] += 1
    return InArchive(tuple(sorted(folders)), changed, gone, numbers)


def _of_feeds(community: Community, harvest: Harvest, member: Member | None) -> Iterable[str]:
    """The folders of feeds that nobody but this member lists, wherever these were before."""
    if member is None:
        return
    others = {slug: one for slug, one in community.members.items() if one is not member}
    still = {(one.kind, schemeless(one.url)) for one in listed(community._replace(members=others))}
    everything = listed(community)
    homes = former_homes(everything, harvest.states)
    for one in everything:
        if (one.kind, schemeless(one.url)) not in still:
            for slug in (one.slug, *homes.get(one.slug, ())):
                yield f"{one.kind}/{slug}"
                yield f"sources/{slug}"


def _of_portraits(who: Person, harvest: Harvest) -> Iterable[str]:
    """The folders of pictures of them, whether they come from their file or from their account."""
    urls = [AVATAR_OF_LOGIN.format(login) for login in who.logins]
    urls += [AVATAR_OF_ID.format(one[7:]) for one in who.withheld.accounts if one.startswith("github:")]
    if who.member and is_address(who.member.photo or ""):
        urls.append(str(who.member.photo))
    own = {portrait_slug(url) for url in urls}
    return {f"pictures/{one.source}" for one in harvest.pictures if one.source in own}
