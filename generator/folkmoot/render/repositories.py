"""Repositories as pages and programs tell of them: what they are called, and where they are on the web."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from folkmoot.model.community import Community
from folkmoot.model.hub import Hub, Share
from folkmoot.model.repository import HUB, meant, same_repository
from folkmoot.model.source import source_slug
from folkmoot.render.forge import folder_address
from folkmoot.render.wording.tongue import N_

Say = Callable[[str], str]
"""Words in a language."""

OWN = N_("This site's own repository")


def repository_address(community: Community, name: str) -> str:
    """The web address of the repository that a file names so; "" where nobody knows one.

    A folder of the hub is in the hub's own repository, as far as that says where it is, and not at GitHub.
    """
    folder, address = meant(name, community.folders)
    if folder:
        is_there = folder == HUB or folder in community.folders
        return folder_address(community.profile, folder) if is_there else ""
    return address if address.startswith(("https://", "http://")) else ""


def repository_title(community: Community, name: str, say: Say = str) -> str:
    """What a repository is called: as the file names it, and the hub's own in words."""
    return say(OWN) if meant(name, community.folders).folder == HUB else name


def repository_name(community: Community, name: str) -> str:
    """What programs are told it is called: as the file names it, and the hub's own by its address or the hub's name."""
    own = meant(name, community.folders).folder == HUB
    return (community.profile.repository or community.profile.name) if own else name


class Total(NamedTuple):
    """What everybody together gave to the repository whose history is the source with this slug.

    `members` and `others` count people; `first` and `last` are days. `added` and `removed` are lines, None where the
    hub does not ask for them, or where they are not counted yet.
    """

    source: str
    commits: int
    added: int | None
    removed: int | None
    members: int
    others: int
    first: str
    last: str


def totals(hub: Hub) -> list[Total]:
    """What was given to each repository."""
    grouped: dict[str, list[Share]] = defaultdict(list)
    for share in hub.shares:
        grouped[share.source].append(share)
    asked = hub.community.profile.sources.lines
    return [_total(slug, found, asked=asked) for slug, found in sorted(grouped.items())]


def _total(slug: str, shares: Iterable[Share], *, asked: bool) -> Total:
    shares = list(shares)
    added, removed = sum(one.added for one in shares), sum(one.removed for one in shares)
    counted = asked and added + removed > 0
    return Total(
        source=slug,
        commits=sum(one.commits for one in shares),
        added=added if counted else None,
        removed=removed if counted else None,
        members=len({one.member for one in shares if one.member}),
        others=len({one.who for one in shares if not one.member}),
        first=min(one.first for one in shares),
        last=max(one.last for one in shares),
    )


def histories_of(hub: Hub, names: Iterable[str]) -> set[str]:
    """The slugs of the sources that are histories of these repositories, however their names are written."""
    names = set(names)
    own = {same_repository(hub.community, name) for name in names}
    sources = [one for one in hub.sources if one.kind == "work"] if own else []
    # What is no source any more may still be in the archive.
    former = {source_slug("work", name) for name in names}
    return former | {one.slug for one in sources if same_repository(hub.community, one.url) in own}
