"""What `folkmoot forms` does: read what the hub says of itself, and write its issue forms, but over nobody's own."""

from pathlib import Path
from typing import NamedTuple

from folkmoot.errors import FolkmootError
from folkmoot.load.community import load_community
from folkmoot.model.artifact import Artifact
from folkmoot.model.community import PROFILE_FILE
from folkmoot.model.problem import Problem, in_order
from folkmoot.publish.tree import write
from folkmoot.render.configured import site_address
from folkmoot.render.issue_forms.documents import MARK, issue_forms


class Refreshed(NamedTuple):
    """The paths of the forms that were written, of those that were right, and of those that people made their own."""

    written: tuple[str, ...]
    right: tuple[str, ...]
    kept: tuple[str, ...]


def forms_of(root: Path) -> tuple[Artifact, ...]:
    """The forms of the hub in `root`; raises `FolkmootError` where what it says of itself cannot be read."""
    community, problems = load_community(root)
    if not community.profile.path:
        raise FolkmootError(_sentence(problems), "folkmoot check tells more")
    team = community.teams.get(community.profile.welcome.team or "")
    return issue_forms(community.profile, site_address(root), team.title if team else "")


def refresh_forms(root: Path) -> Refreshed:
    """Writes the forms of the hub in `root`. A file that lacks Folkmoot's mark in its first line stays as it is."""
    written, right, kept = [], [], []
    for form in forms_of(root):
        if not _is_ours(root, form.path):
            kept.append(form.path)
        elif write(root, form):
            written.append(form.path)
        else:
            right.append(form.path)
    return Refreshed(tuple(written), tuple(right), tuple(kept))


def _is_ours(root: Path, path: str) -> bool:
    """Whether nothing is there, or a file that Folkmoot wrote; what lies behind a link is somebody else's."""
    place = root / path
    if any(one.is_symlink() or one.is_file() for one in (root / above for above in Path(path).parents if above.parts)):
        return False
    if place.is_symlink() or (place.exists() and not place.is_file()):
        return False
    try:
        first = place.read_bytes().partition(b"\n")[0].strip() if place.exists() else MARK.encode()
    except OSError as error:
        raise FolkmootError(f"{place} cannot be read: {error.strerror}", "check its permissions") from None
    return first == MARK.encode()


def _sentence(problems: list[Problem]) -> str:
    found = next((one for one in in_order(problems) if one.path == PROFILE_FILE), None)
    return f"{found.place}: {found.sentence}" if found else f"{PROFILE_FILE} cannot be read"
