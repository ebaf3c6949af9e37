"""What of the archive is about a person: their own feeds, and what they said and did anywhere."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple

from folkmoot.derive.struck import Struck
from folkmoot.derive.unnamed import Unnamed
from folkmoot.model.community import Community
from folkmoot.model.folders import FOLDERS
from folkmoot.model.forgotten import folder_mark
from folkmoot.model.harvest import Departure, Entry, Harvest
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


def folders_of(community: Community, harvest: Harvest, who: Person) -> frozenset[str]:
    """The folders of the archive that hold nothing but what is theirs: their own feeds, and pictures of them."""
    return frozenset((*_of_feeds(community, harvest, who.member), *_of_portraits(who, harvest)))


def in_archive(community: Community, harvest: Harvest, who: Person) -> InArchive:
    """What is to be done to what was collected so that nothing of it tells of somebody."""
    struck, unnamed = Struck(who.withheld), Unnamed(who.withheld)
    departed = {token(slug, harvest.salt) for slug in who.slugs}
    known = {source.slug for source in listed(community)}

    def left(one: Any) -> Any:
        # A feed that nobody lists any more may have been theirs.
        is_own = type(one) is Entry and one.source not in known and unnamed.are_named(one.author)
        return None if is_own or (type(one) is Departure and one.who in departed) else struck.of_one(one)

    return _sifted(harvest, folders_of(community, harvest, who), left)


def in_archive_by_hashes(community: Community, harvest: Harvest) -> InArchive:
    """The same for whoever is forgotten already, and known by hashes alone."""
    known = {source.slug for source in listed(community)}
    places = {(kind, one.source) for kind in FOLDERS for one in _records(harvest, kind) if one.source not in known}
    folders = {f"{kind}/{slug}" for kind, slug in places}
    theirs = {place for place in folders if any(one.is_about(folder_mark(place)) for one in community.forgotten)}
    struck = Struck.by(community)

    def left(one: Any) -> Any:
        if type(one) is Departure and any(each.is_about(one.who) for each in community.forgotten):
            return None
        return struck.of_one(one)

    return _sifted(harvest, theirs, left)


def _sifted(harvest: Harvest, folders: Collection[str], left: Callable[[Any], Any]) -> InArchive:
    """What is to be done where nothing stays of the `folders`, and of every other record what is `left` of it."""
    changed: defaultdict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
    gone: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    numbers = Counter[str]()
    for kind in FOLDERS:
        for one in _records(harvest, kind):
            if f"{kind}/{one.source}" not in folders:
                after = left(one)
                if after == one:
                    continue
                if after is None:
                    gone[kind, one.source].add(one.id)
                else:
                    changed[kind, one.source][one.id] = after
            numbers[kind] += 1
    return InArchive(tuple(sorted(folders)), changed, gone, numbers)


def _records(harvest: Harvest, kind: str) -> tuple[Any, ...]:
    found: tuple[Any, ...] = getattr(harvest, _KEPT_AS.get(kind, kind))
    return found


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
