"""What of the hub's own files tells of a person: the file about them, their picture, and lines in others' files."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from folkmoot.check.references import named_records
from folkmoot.load.mended import cut
from folkmoot.load.records import document_of, record_in
from folkmoot.model.base import Filed
from folkmoot.model.community import Community, Profile
from folkmoot.model.families import FAMILY_OF
from folkmoot.model.image import is_address
from folkmoot.model.member import Member
from folkmoot.model.post import Post
from folkmoot.model.problem import KeyPath, Problem
from folkmoot.render.owners import MARK, PATH
from folkmoot.steward.forgetting.texts import files_with
from folkmoot.text import listed


class Change(NamedTuple):
    """A file as it is and as it will be, None where it goes, and what is said of it in words."""

    path: str
    before: bytes
    after: bytes | None
    said: str


class InFiles(NamedTuple):
    """What changes in the hub's files, the person's own file last, and what nobody but a person can change.

    `unattended` says what nobody does for the hub any more once they are gone.
    """

    changes: tuple[Change, ...]
    by_hand: tuple[str, ...]
    unattended: tuple[str, ...] = ()


def in_files(root: Path, community: Community, member: Member) -> InFiles:
    """What is to be done to the hub's files so that none tells of a member."""
    slugs = (member.slug, *member.formerly)
    named: defaultdict[str, list[tuple[Filed, KeyPath]]] = defaultdict(list)
    for record, keys, slug, family in named_records(community):
        if family == "members" and slug in slugs and record is not member:
            named[record.path].append((record, keys))
    changes, by_hand = list[Change](), list[str]()
    for path, places in sorted(named.items()):
        change, left = _without(root, path, places, slugs)
        if change:
            changes.append(change)
            if change.after is None:
                changes += _translations(root, community, places[0][0])
        by_hand += left
    changes += _portrait(root, community, member)
    changes += _reviews(root, member)
    own = (root / member.path).read_bytes()
    changes.append(Change(member.path, own, None, "the file about them"))
    return InFiles(tuple(changes), tuple(by_hand), tuple(_unattended(community.profile, slugs)))


def _unattended(profile: Profile, slugs: Collection[str]) -> Iterator[str]:
    """What they alone did; who maintains or welcomes in a team's name is told by the team."""
    if profile.founders and not profile.policies.maintainers and not {*profile.founders} - {*slugs}:
        yield "they are the only one who maintains the hub: name somebody else below founders"
    welcome = profile.welcome
    if welcome.members and not welcome.team and not {*welcome.members} - {*slugs}:
        yield "they are the only one who welcomes newcomers: name somebody else below welcome"


def _reviews(root: Path, member: Member) -> Iterator[Change]:
    """What the file changes that `folkmoot owners` made: GitHub asks them for no review any more."""
    place = root / PATH
    if not place.is_file() or place.is_symlink() or place.parent.is_symlink():
        return
    before = place.read_bytes()
    mark, *lines = before.decode(errors="replace").splitlines()
    account = f"@{member.github}".lower()
    kept = [mark]
    for pattern, *asked in filter(None, (line.split() for line in lines)):
        left = [one for one in asked if one.lower() != account]
        if pattern != f"/{member.path}" and (left or not asked):
            kept.append(" ".join((pattern, *left)))
    after = "".join(f"{line}\n" for line in kept).encode()
    if mark == MARK and after != before:
        yield Change(PATH, before, after, "nobody asks them for a review")


def _without(
    root: Path, path: str, places: list[tuple[Filed, KeyPath]], slugs: Collection[str]
) -> tuple[Change | None, list[str]]:
    """The change of one file, and where it cannot be changed by a program."""
    before = content = (root / path).read_bytes()
    done, left = list[str](), list[str]()
    for record, keys in reversed(places):  # so that what is still to be cut stays where it was found
        after = _cut(content, record, keys, slugs)
        if after is None:
            left.append(f"{path}: {_shown(keys)}")
        elif after:
            content = after
            done.append(str(keys[0]))
        else:
            return Change(path, before, None, "nobody else wrote it"), []
    said = f"{listed(sorted(set(done)))}: without them" if done else ""
    return (Change(path, before, content, said) if done else None), left


def _cut(content: bytes, record: Filed, keys: KeyPath, slugs: Collection[str]) -> bytes | None:
    """The file without a reference, and without what is nothing without it: the rest of an item, an emptied list.

    b"" is no file at all. None where the way it is written keeps it from being cut alone.
    """
    values = document_of(record.path, content).values
    if len(keys) > 1 and isinstance(keys[-1], str) and isinstance(keys[-2], int):
        keys = keys[:-1]  # whoever is named by a key of an item is what the item is about
    while keys:
        if len(keys) > 1 and len(_at(values, keys[:-1])) == 1:
            keys = keys[:-1]
            continue
        found = cut(content, record.path, keys)
        if found is None:
            return None
        faults: list[Problem] = []
        record_in(found.content, record.path, record.slug, type(record), faults)
        if not faults:
            return found.content
        keys = keys[:-1]
    return b"" if type(record) is Post and not _is_work_of_others(record, slugs) else None


def _is_work_of_others(post: Post, slugs: Collection[str]) -> bool:
    """Whether a post that these names alone are the authors of says that others gave something to it, too."""
    return any(one.member not in slugs for one in post.credits)


def _at(values: Any, keys: KeyPath) -> Any:
    for key in keys:
        values = values[key]
    return values


def _translations(root: Path, community: Community, record: Filed) -> Iterator[Change]:
    family = FAMILY_OF[type(record)]
    for one in community.translations.get(f"{family}/{record.slug}", {}).values():
        yield Change(one.path, (root / one.path).read_bytes(), None, "a translation of it")


def _portrait(root: Path, community: Community, member: Member) -> Iterator[Change]:
    """Their picture below content/, unless any other file names it: it may be the community's logo."""
    if not member.photo or is_address(member.photo):
        return
    path = root / "content" / member.photo
    own = {member.path, *(one.path for one in community.translations.get(f"members/{member.slug}", {}).values())}
    if own.issuperset(files_with(root, path.name)) and path.is_file() and not path.is_symlink():
        yield Change(f"content/{member.photo}", path.read_bytes(), None, "their picture")


def _shown(keys: KeyPath) -> str:
    return ".".join(str(key + 1) if isinstance(key, int) else key for key in keys)
