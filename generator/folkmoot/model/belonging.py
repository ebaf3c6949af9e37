"""To which sources belongs what the archive has of repositories, and what of it is there more than once.

A repository has been in other folders of the archive where its name was written otherwise, or where another one came
and went whose folder would be called alike.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from folkmoot.model.bookmark import LISTS
from folkmoot.model.community import Community
from folkmoot.model.harvest import Harvest, Source, SourceState
from folkmoot.model.repository import repository_of
from folkmoot.model.source import listed

Place = tuple[str, str, str]
"""The archive's folder of a kind, a source in it, and the id of one of its records."""


class Belonging(NamedTuple):
    """The source to which records belong that are at other `places`, and those that are `repeated` elsewhere."""

    homes: Mapping[Place, str] = {}
    repeated: frozenset[Place] = frozenset()


def belonging(community: Community, harvest: Harvest) -> Belonging:
    """Where each conversation, release and month of work belongs, each of them once.

    GitHub knows a conversation by its id, whatever its repository is called, and its address says whose it is. What the
    source itself has counts; else what was changed last. Work says nothing of the kind: of the folders of one
    repository, as what was told of their sources says, that of the source counts, else the one that goes on longest.
    """
    sources = listed(community)
    present = {one.slug for one in sources}
    homes: dict[Place, str] = {}
    repeated: set[Place] = set()
    for folder in LISTS:
        own = {
            path_at_github(repository_of(community, one)): one.slug
            for one in sources
            if one.kind == ("discussions" if folder == "discussions" else "issues")
        }
        by_id: defaultdict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
        for record in getattr(harvest, folder):
            home = own.get(path_at_github(record.url.partition("://")[2]), record.source)
            by_id[record.id, record.published].append((record.updated, record.source, home))
        for (key, _), found in by_id.items():
            if len(found) == 1 and found[0][1] == found[0][2]:
                continue
            _, source, home = max(found, key=lambda one: (one[1] in present, one[1] == one[2], one))
            repeated |= {(folder, other, key) for _, other, _ in found if other != source}
            if home != source:
                homes[folder, source, key] = home
    settled = _of_work(community, sources, harvest)
    for one in harvest.work:
        home = settled.get(one.source, one.source)
        if not home:
            repeated.add(("work", one.source, one.id))
        elif home != one.source:
            homes["work", one.source, one.id] = home
    return Belonging(homes, frozenset(repeated))


def _of_work(community: Community, sources: Iterable[Source], harvest: Harvest) -> dict[str, str]:
    """By folder of work the source that it belongs to, "" where it is another folder's over again."""
    latest: dict[str, str] = {}
    for one in harvest.work:
        latest[one.source] = max(latest.get(one.source, ""), one.last)
    own = {one.slug: one for one in sources if one.kind == "work"}
    if latest.keys() <= own.keys():
        return {}
    told: dict[str, SourceState] = {}
    for state in sorted(harvest.states, key=lambda one: (one.published, one.id)):
        if state.state != "moved":
            told[state.source] = state
    folders: defaultdict[str, list[str]] = defaultdict(list)
    for slug in latest:
        source = own.get(slug) or (Source("work", slug, told[slug].url) if slug in told else None)
        folders[repository_of(community, source) if source else slug].append(slug)
    homes = {repository_of(community, one): slug for slug, one in own.items()}
    found: dict[str, str] = {}
    for repository, slugs in folders.items():
        kept = max(slugs, key=lambda slug: (slug in own, latest[slug], slug))
        found |= dict.fromkeys(slugs, "") | {kept: homes.get(repository, kept)}
    return found


def path_at_github(address: str) -> str:
    """Owner and name of a repository at GitHub, in small letters, from an address without its scheme."""
    return "/".join(address.lower().split("/", 3)[1:3])
