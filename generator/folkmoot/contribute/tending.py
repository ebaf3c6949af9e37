"""What maintainers may do about the sources: how each fares, where its address stands, and what would help."""

import datetime as dt
import re
from pathlib import Path
from typing import NamedTuple

from folkmoot.derive.gathered import gathered
from folkmoot.derive.homes import rehomed
from folkmoot.derive.twins import once
from folkmoot.errors import WrongUse
from folkmoot.load.archive import load_archive
from folkmoot.load.hub import load_hub
from folkmoot.load.located import lines_of
from folkmoot.load.visits import load_visits
from folkmoot.model.belonging import belonging
from folkmoot.model.community import Community
from folkmoot.model.faring import Faring, faring
from folkmoot.model.problem import holds_error
from folkmoot.model.source import listed, named_in, quiet_slugs, sources
from folkmoot.text import schemeless

_PATIENCE = dt.timedelta(days=14)
"""What fails for less is most often back by itself."""

_THINGS = {
    "entries": "feed",
    "discussions": "repository with discussions",
    "issues": "repository with issues",
    "work": "repository",
    "events": "calendar",
    "mentions": "watched source",
}


_REPOSITORIES = {"discussions": "discussions", "issues": "issues", "work": "repositories"}
"""The keys below which a repository may stand: the same one below each of them."""


class Tended(NamedTuple):
    """A source, whose it is by name ("" for the community), the file and line of its address, and what to do."""

    faring: Faring
    owner: str
    path: str
    line: int
    todo: str

    @property
    def thing(self) -> str:
        """What sort of source it is, and whose: feed of Ada Rossi."""
        thing = _THINGS[self.faring.source.kind]
        return f"{thing} of {self.owner}" if self.owner else thing


class Tending(NamedTuple):
    """Every source, those in trouble first; with `is_partial` some files have errors, and what they name may lack."""

    sources: list[Tended]
    is_partial: bool


def tend(root: Path, now: dt.datetime, archive: Path | None = None) -> Tending:
    """How the sources of the hub in `root` fare at `now` (aware), by its archive and what is remembered of visits.

    Raises `WrongUse` where there is no hub, or where the `archive` that was named is not there.
    """
    if archive is not None and not archive.is_dir():
        raise WrongUse(f"{archive} is no folder", "name the folder of what was collected, or leave --archive out")
    hub = load_hub(root)
    community = hub.community
    harvest, _ = load_archive(archive or root / community.profile.archive_dir, root)
    quiet = quiet_slugs(community)
    harvest = gathered(harvest, belonging(community, harvest))
    harvest = once(rehomed(harvest, listed(community)).harvest, sources(community)).harvest
    found = faring(sources(community), harvest._replace(visits=load_visits(root)), now)
    shown = [one for one in found if one.source.slug not in quiet]
    places = _places(root, community, shown)
    named = {
        (one.source.kind, schemeless(one.source.url)): path
        for one, (path, _) in zip(shown, places, strict=True)
        if one.source.url
    }
    return Tending(
        [
            Tended(
                one,
                _owner(community, one),
                *place,
                _todo(community, one, place, now, named.get((one.source.kind, schemeless(_other(one))), "")),
            )
            for one, place in zip(shown, places, strict=True)
        ],
        holds_error(hub.problems),
    )


def _owner(community: Community, one: Faring) -> str:
    owner = community.members.get(one.source.owner)
    return owner.name if owner else ""


def _places(root: Path, community: Community, found: list[Faring]) -> list[tuple[str, int]]:
    """The file and line in which each source's address stands, ("", 0) where none names it."""
    named = [named_in(community, one.source) for one in found]
    return [(path, line) for (path, _), line in zip(named, lines_of(root, named), strict=True)]


def _todo(community: Community, one: Faring, place: tuple[str, int], now: dt.datetime, twin: str) -> str:
    """What would help; `twin` is the file that names the `_other` address of the source, "" where none does."""
    path, line = place
    where = f"line {line} of {path}" if line else path
    where += f" (below {key})" if (key := _REPOSITORIES.get(one.source.kind)) else ""
    keeper = _owner(community, one)
    ask = f"ask {keeper}" if keeper else "find out"
    thing = "blog" if one.source.kind == "entries" and keeper else _THINGS[one.source.kind]
    match one.plight:
        case "moved":
            is_elsewhere = twin and schemeless(one.moved_to) != schemeless(one.source.url)
            again = f"remove it at {where}: it leads to {one.moved_to}, which stands in {twin} already"
            return again if is_elsewhere else f"write {one.moved_to} in {where}"
        case "gone":
            return f"{ask} whether the {thing} has another address; else remove it at {where}: what was collected stays"
        case "quarantined":
            return _for_quarantined(one, ask, thing, where)
        case "waiting":
            return "nothing: it is asked again by itself"
        case "unread" if one.source.kind in ("discussions", "issues"):
            return "nothing, if GITHUB_TOKEN is set where folkmoot collect runs: the next run reads it"
        case "unread":
            return "nothing: the next folkmoot collect reads it"
        case "paused":
            return f"nothing; to have it read again, remove paused: true below {where}"
        case "failing":
            return _for_failing(one, ask, where, now)
        case "well":
            return _for_well(one, where, twin)
        case _:
            return "nothing"


def _other(one: Faring) -> str:
    """Another address at which the source is, too: where it leads, or that of a source that is the same."""
    return one.twin.url if one.twin and one.plight == "well" else one.moved_to


def _for_well(one: Faring, where: str, twin: str) -> str:
    if one.twin:
        return f"keep one of the two: remove it at {where}, or {one.twin.url} in {twin}"
    if one.most_a_day:
        return f"see whether there is a feed whose posts keep their addresses, or write paused: true below {where}"
    if not one.records and one.source.reading.include and one.source.kind != "mentions":
        return f"see whether include is too narrow, below {where}: nothing had one of its words so far"
    return "nothing"


def _for_quarantined(one: Faring, ask: str, thing: str, where: str) -> str:
    remedy = "" if one.moved_to else _remedy(one, ask, where)
    also = f"; it leads to {one.moved_to}" if one.moved_to else ""
    todo = remedy or f"{ask} whether the {thing} still exists{also}"
    return todo if "meanwhile" in todo else f"{todo}; meanwhile it is asked once a week by itself"


def _for_failing(one: Faring, ask: str, where: str, now: dt.datetime) -> str:
    if remedy := _remedy(one, ask, where):
        return remedy
    began = dt.datetime.fromisoformat(one.since)
    if now - began < _PATIENCE:
        return "nothing for now: it is asked again by itself"
    return f"{ask} whether it still exists; meanwhile it is asked again by itself"


def _remedy(one: Faring, ask: str, where: str) -> str:
    """What helps against the reason for which a source cannot be read, "" where nobody can tell."""
    for pattern, words in _REMEDIES:
        if re.search(pattern, one.reason):
            return words.format(ask=ask, where=where, to="to" if ask.startswith("ask") else "how to")
    return ""


_REMEDIES = (
    (r"refuses robots", "{ask} whether its host can let Folkmoot in, or it has another address; write that in {where}"),
    (r"asks for a password", "{ask} whether it can be read without a password; else remove it at {where}"),
    (r"is not there \(404\)", "{ask} where it is now, and write that in {where}"),
    (
        r"web page|no feed|no calendar|empty document|JSON",
        "{ask} what the address of the document itself is, and write that in {where}",
    ),
    (
        r"is larger than|takes more than",
        "{ask} whether there is a shorter one, with the newest entries alone, and write that in {where}",
    ),
    (
        r"the token may not read it",
        "correct it in {where}, or remove it; if it is private, set a GITHUB_TOKEN that may read it",
    ),
    (
        r"is no public address|no web address|only http|asks for port|user name or a password|does not exist",
        "it cannot be read at that address: correct it in {where}",
    ),
    (r"the certificate of", "{ask} {to} renew the certificate; meanwhile it is asked again by itself"),
    (r"GITHUB_TOKEN", "set GITHUB_TOKEN where folkmoot collect runs"),
    (r"shallow clone", "fetch the clone whole: git fetch --unshallow"),
    (
        r"is another repository now",
        "if it is yours, remove it at {where}, let a run pass, and name it again; else leave it out",
    ),
    (r"are switched off", "switch them on in the repository's settings, or remove it at {where}"),
)
"""By what a reason says, what helps; the first that fits counts."""
