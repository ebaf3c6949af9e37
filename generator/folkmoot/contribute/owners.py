"""What `folkmoot owners` does: say whom GitHub asks to review what, and write it down, but over nobody's own file."""

import datetime as dt
from pathlib import Path

from folkmoot.errors import FolkmootError, WrongUse
from folkmoot.load.community import load_community
from folkmoot.model.artifact import Artifact
from folkmoot.model.community import Community
from folkmoot.model.moment import day_of
from folkmoot.model.problem import holds_error
from folkmoot.model.zones import known_zone
from folkmoot.publish.tree import write
from folkmoot.render.owners import MARK, PATH, owners


def owners_of(root: Path, now: dt.datetime) -> Artifact:
    """The file of the hub in `root` at `now` (aware). Raises `FolkmootError` where its files have errors."""
    community, problems = load_community(root)
    if holds_error(problems):
        raise FolkmootError("the hub's files have errors", "folkmoot check tells which; mend them first")
    if not (found := _made(community, now)):
        raise WrongUse("nobody who could be asked has an account", "name yours in your file: github: your-login")
    return found


def write_owners(root: Path, made: Artifact) -> bool:
    """Writes the file; returns whether it was another one. Raises `WrongUse` where people made theirs."""
    if not _is_ours(root, must_be_there=False):
        raise WrongUse(f"{PATH} is there, and not Folkmoot's", "delete it to have it written")
    return write(root, made)


def stale_owners(root: Path, community: Community, now: dt.datetime) -> list[str]:
    """A sentence where the file is Folkmoot's, and another one by now."""
    if not _is_ours(root, must_be_there=True) or not (made := _made(community, now)):
        return []
    is_right = (root / PATH).read_bytes() == made.content
    return [] if is_right else [f"{PATH} fits the teams and members no more: folkmoot owners --write makes it anew."]


def _made(community: Community, now: dt.datetime) -> Artifact | None:
    zone = community.profile.timezone
    return owners(community, day_of(now, zone if known_zone(zone) else "UTC").date())


def _is_ours(root: Path, *, must_be_there: bool) -> bool:
    place = root / PATH
    if place.is_symlink() or place.parent.is_symlink():
        return False
    try:
        return place.read_bytes().partition(b"\n")[0].strip() == MARK.encode()
    except FileNotFoundError:
        return not must_be_there
    except OSError:
        return False
