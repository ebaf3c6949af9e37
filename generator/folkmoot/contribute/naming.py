"""What new records' files are called: a name that is nobody's, was nobody's, and can be one everywhere."""

from pathlib import Path

from folkmoot.load.names import LONGEST_NAME, is_fit
from folkmoot.model.community import Community
from folkmoot.model.families import FAMILIES, Family
from folkmoot.model.reserved import is_reserved
from folkmoot.text import slug_of


class FreeNames:
    """Gives each new record of a hub a name of its own, and keeps it."""

    def __init__(self, community: Community, root: Path | None = None) -> None:
        """The names of `community` are taken, and those of the files that lie below `root`, whatever they hold."""
        self._taken = {name: _names(community, name) for name in FAMILIES}
        self._last: dict[tuple[str, str], int] = {}
        if root:
            for name, family in FAMILIES.items():
                self._taken[name] |= _on_disk(root / family.folder, family)

    def is_taken(self, family: str, slug: str) -> bool:
        """Whether the name is somebody's, or was."""
        return slug in self._taken[family]

    def take(self, family: str, wanted: str) -> str:
        """The name that comes nearest to what is wanted: with a number behind it from the second of its name on."""
        word = FAMILIES[family].word
        name = slug_of(wanted)[:LONGEST_NAME].rstrip("-") or word
        if is_reserved(family, f"{name}-2"):  # whatever number comes behind it
            name = f"{word}-{name}"
        free, number = name, self._last.get((family, name), 1)
        while self.is_taken(family, free) or not is_fit(free) or is_reserved(family, free):
            number += 1
            free = f"{name[: LONGEST_NAME - 1 - len(str(number))].rstrip('-')}-{number}"
        self._last[family, name] = number  # so that thousands of one name are not counted through again and again
        self._taken[family].add(free)
        return free


def _names(community: Community, family: str) -> set[str]:
    """The names of a family's records, those that they had before, and those of files that cannot be read."""
    records = getattr(community, family)
    unread = {key.rpartition("/")[2] for key in community.unread if key.startswith(f"{family}/")}
    return {*records, *(former for one in records.values() for former in one.formerly), *unread}


def _on_disk(folder: Path, family: Family) -> set[str]:
    return {path.name.removesuffix(family.ending).lower() for path in folder.iterdir()} if folder.is_dir() else set()
