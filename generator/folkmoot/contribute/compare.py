"""What `folkmoot diff` does: read what differs from a commit, as it was and as it is, and tell the changes."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from folkmoot import git
from folkmoot.contribute.earlier import set_out, written_out
from folkmoot.derive.changes import changes, in_order, named_in, portrayed_in
from folkmoot.errors import FolkmootError
from folkmoot.load.community import family_of, load_some, refuse_other_folders
from folkmoot.load.forgotten import load_forgotten
from folkmoot.load.names import shown
from folkmoot.model.change import Change, Named
from folkmoot.model.community import PROFILE_FILE, Community, is_profile_file
from folkmoot.model.families import FAMILIES
from folkmoot.model.forgotten import Forgotten, file_mark
from folkmoot.model.touched import Touched
from folkmoot.publish.tree import workshop


class Comparison(NamedTuple):
    """What differs between a commit and the files now, the most important first, and the hub's languages."""

    commit: str
    changes: tuple[Change, ...]
    languages: tuple[str, ...]


class _Side(NamedTuple):
    """What was read of the files that differ, as they were or as they are, and which of them could not be read."""

    community: Community
    faulty: frozenset[str]


def compare(root: Path, base: str) -> Comparison:
    """What the files in `root` change since the work in them set out from `base`, a commit or a branch.

    Only what differs is read, and what that names, so that it takes no longer in a large hub. Raises `WrongUse` where
    there is no hub or no repository, and where git does not know `base`.
    """
    refuse_other_folders(root)
    commit = set_out(root, base)
    try:
        touched = tuple(one for one in map(_of_the_community, git.changes(root, commit)) if one.path or one.before)
        wanted = dict.fromkeys([PROFILE_FILE, *(one.before for one in touched if _is_read(one.before))])
        then = git.contents_at(root, commit, wanted)
    except git.GitError as error:
        raise FolkmootError(f"{root} {error}", error.hint) from None
    with workshop() as folder:
        written_out(then, folder)
        before, after = _side(folder, (one.before for one in touched)), _side(root, (one.path for one in touched))
        faulty = {one for one in touched if one.before in before.faulty or one.path in after.faulty}
        fine = tuple(one for one in touched if one not in faulty)
        told = [*_untold(faulty, after.faulty, {*_hidden(before.community), *_hidden(after.community)})]
        if faulty:
            before, after = _side(folder, (one.before for one in fine)), _side(root, (one.path for one in fine))
    old, new = before.community, after.community
    if PROFILE_FILE in then and not old.profile.path:  # it could not be read, which is no reason to say it began now
        old = old._replace(profile=new.profile)
    new = new._replace(forgotten=load_forgotten(root, []))
    old = _without_names(old, new.forgotten)
    portrayed = {FAMILIES["members"].path(slug) for one in touched for path in one if (slug := portrayed_in(path))}
    named = load_some(root, _named(old, new) | portrayed).community
    told += changes(_beside(old, named), _beside(new, named), fine)
    return Comparison(commit, in_order(told), new.profile.languages)


def _without_names(old: Community, forgotten: Iterable[Forgotten]) -> Community:
    """The community as it was, in which whoever is forgotten now was hidden: nothing that is told names them again."""
    gone = [one for one in old.members.values() if any(each.is_about(file_mark(one.slug)) for each in forgotten)]
    hidden = {one.slug: one.model_copy(update={"visibility": "hidden"}) for one in gone}
    return old._replace(members={**old.members, **hidden})


def _of_the_community(change: Touched) -> Touched:
    """The change with "" for paths that are none of the community's, but the program's or anything else's."""
    return Touched(*(path if _is_told(path) else "" for path in change))


def _is_told(path: str) -> bool:
    if any(part.startswith(".") for part in path.split("/")):  # such as .gitkeep, which nobody reads
        return False
    own = path.startswith("metrics/") and path.endswith(".sql")
    return own or path == "mkdocs.yml" or path.partition("/")[0] in ("members", "events", "content")


def _is_read(path: str) -> bool:
    """Whether a file is a record or a page; others are told by their paths."""
    if "\\" in path:  # not every computer can store it, and the check says so
        return False
    return bool(family_of(path)) or is_profile_file(path) or (path.startswith("content/") and path.endswith(".md"))


def _side(root: Path, paths: Iterable[str]) -> _Side:
    wanted = [path for path in paths if path and _is_read(path)]
    community = load_some(root, wanted).community
    read = {record.path for record in community.records()} | {f"content/{page.path}" for page in community.pages}
    read |= {
        one.path for versions in (*community.translations.values(), community.profiles) for one in versions.values()
    }
    there = {path for path in wanted if (root / path).is_file() or (root / path).is_symlink()}
    return _Side(community, frozenset(there - read))


def _hidden(community: Community) -> Iterator[str]:
    return (one.path for one in community.members.values() if not one.is_shown)


def _untold(faulty: Iterable[Touched], now: frozenset[str], hidden: set[str]) -> Iterator[Change]:
    """What is said of files that cannot be read on one side; `hidden` are those of whom nothing may tell."""
    for one in faulty:
        if not hidden.isdisjoint(one):
            unnamed = Named("members", "", "")
            yield Change("unreadable" if one.path in now else "mended" if one.path else "left", unnamed, "")
            continue
        path = one.path or one.before
        subject = Named("files", shown(path), shown(path))
        yield Change("unreadable" if one.path in now else "mended" if one.path else "removed", subject, shown(path))


def _named(before: Community, after: Community) -> set[str]:
    """The files of the records that those which differ name, and of the originals of translations."""
    wanted: set[tuple[Any, ...]] = set()
    for side in (before, after):
        wanted |= {tuple(key.split("/", 1)) for key in side.translations}
        for record in side.records():
            wanted |= set(named_in(record))
    return {
        FAMILIES[family].path(slug)
        for family, slug in wanted
        if slug not in getattr(before, family) and slug not in getattr(after, family)
    }


def _beside(community: Community, named: Community) -> Community:
    """The community with records that are the same on both sides."""
    families: dict[str, Any] = {
        family: dict(sorted({**getattr(named, family), **getattr(community, family)}.items())) for family in FAMILIES
    }
    return community._replace(**families)
