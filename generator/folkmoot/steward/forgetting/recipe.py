"""What `folkmoot forget` does, and what it would do: first the mark, so that nothing comes back; their file last."""

import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from folkmoot.errors import FolkmootError, WrongUse
from folkmoot.load.archive import load_archive
from folkmoot.load.archive_files import links_told
from folkmoot.load.community import load_community
from folkmoot.load.records import record_in
from folkmoot.model.artifact import Artifact
from folkmoot.model.community import Community
from folkmoot.model.forgotten import FOLDER, Forgotten, folder_mark
from folkmoot.model.image import is_address
from folkmoot.model.problem import Problem
from folkmoot.model.turnover import account_token, token
from folkmoot.publish import tree
from folkmoot.publish.amending import amend, remove
from folkmoot.publish.offering import Offered, offer, offered_before
from folkmoot.publish.origin import Origin
from folkmoot.publish.striking import strike
from folkmoot.steward.forgetting.collected import InArchive, folders_of, in_archive, in_archive_by_hashes
from folkmoot.steward.forgetting.files import InFiles, in_files
from folkmoot.steward.forgetting.person import Person, person
from folkmoot.steward.forgetting.texts import places_named
from folkmoot.text import listed

_WORDS = """\
# Somebody asked to be forgotten. With these hashes nothing that is collected brings them back. They name nobody, but
# whoever guesses an account or a name can try it. If that person comes back and wants it so, delete this file.
"""


TITLE = "Forget somebody who asked for it"
_BRANCHES = "forget/"


class Forgetting(NamedTuple):
    """Everything that forgetting somebody means; `mark` is the file that keeps them out, None where one does already.

    `folder` is the archive's, of which `archive` tells what is to be done there. `texts` are the places where others'
    words name them.
    """

    who: Person
    mark: Artifact | None
    files: InFiles
    archive: InArchive
    folder: Path
    texts: tuple[str, ...]


def plan(root: Path, said: str, archive: Path | None = None) -> Forgetting:
    """What forgetting the person means whom `said` names; nothing is changed.

    Raises `WrongUse` where there is no hub, or nobody of that name, and `FolkmootError` where files of the hub cannot
    be read: nobody knows what they tell.
    """
    community, problems = load_community(root)
    _refuse_unread(problems)
    folder = archive or root / community.profile.archive_dir
    harvest, _ = load_archive(folder, root)
    who = person(community, harvest, said)
    files = in_files(root, community, who.member) if who.member else InFiles((), ())
    after = {one.path: one.after for one in files.changes}
    photo = who.member.photo if who.member and not is_address(who.member.photo or "") else None
    texts = places_named(root, who, after, photo or "")
    marks = {*who.marks, *map(folder_mark, folders_of(community, harvest, who))}
    marks |= {token(slug, harvest.salt) for slug in who.slugs}
    return Forgetting(who, _mark(community, marks), files, in_archive(community, harvest, who), folder, texts)


def plan_by_hashes(root: Path, archive: Path | None = None) -> tuple[Path, InArchive]:
    """The archive's folder, and what is to be done there so that it has nothing of whoever is forgotten already.

    Raises `WrongUse` where there is no hub, and `FolkmootError` where it cannot be read who that is.
    """
    community, problems = load_community(root)
    _refuse_unread(one for one in problems if one.path.startswith(FOLDER))
    folder = archive or root / community.profile.archive_dir
    return folder, in_archive_by_hashes(community, load_archive(folder, root)[0])


def offered(root: Path, origin: Origin, found: Forgetting) -> tuple[str, Offered]:
    """Pushes a branch with what is planned for the hub's files, named after nobody; says its name and what came of it.

    Raises `WrongUse` where nothing is to be changed in them, and `FolkmootError` where the branch cannot be pushed.
    """
    if not (found.mark or found.files.changes):
        raise WrongUse("the hub’s files tell nothing of them", "there is nothing to propose")
    files = {one.path: one.after for one in found.files.changes}
    branch = f"{_BRANCHES}again"
    if found.mark:
        branch, mark = _offered_before(root, origin, found) or (f"{_BRANCHES}{Path(found.mark.path).stem}", found.mark)
        files[mark.path] = mark.content
    return branch, offer(root, origin, branch, files, TITLE)


def _offered_before(root: Path, origin: Origin, found: Forgetting) -> tuple[str, Artifact] | None:
    """The branch that was pushed for them already, with the file on it that stands for them: nobody needs two."""
    for branch, held in offered_before(root, origin, _BRANCHES, FOLDER).items():
        for path, content in held.items():
            one = record_in(content, path, Path(path).stem, Forgotten, [])
            if one and all(one.is_about(mark) for mark in found.who.marks):
                return branch, Artifact(path, content)
    return None


def _refuse_unread(problems: Iterable[Problem]) -> None:
    if unread := sorted({one.path for one in problems if one.severity == "error"}):
        raise FolkmootError(
            f"{listed(unread)} cannot be read, and may tell of somebody", "mend that first: folkmoot check says how"
        )


def _mark(community: Community, all_of_them: Iterable[str]) -> Artifact | None:
    """The file that stands for them, made with the salt of the others, so that each word is hashed once."""
    marks = sorted(one for one in all_of_them if not any(each.is_about(one) for each in community.forgotten))
    if not marks:
        return None
    salt = community.forgotten[0].salt if community.forgotten else secrets.token_hex(16)
    hashes = sorted(account_token(one, salt) for one in marks)
    one = Forgotten(salt=salt, hashes=tuple(hashes))
    lines = (f"- {each}\n" for each in one.hashes)
    return Artifact(f"{FOLDER}/{secrets.token_hex(8)}.yml", f"{_WORDS}salt: {salt}\nhashes:\n{''.join(lines)}".encode())


def forget(root: Path, found: Forgetting) -> Mapping[str, str]:
    """Does what is planned, and gives, by source, what of the archive could not be changed, and why.

    What was killed halfway is completed by doing it again; while something of the archive is left, their own file
    stays, which says who they are. Raises `FolkmootError` where a file was changed by somebody else meanwhile, or
    cannot be written.
    """
    if found.mark:
        tree.write(root, found.mark, durable=True)
    unwritten = forget_collected(found.folder, found.archive)
    for change in found.files.changes:
        if unwritten and found.who.member and change.path == found.who.member.path:
            continue
        if change.after is None:
            remove(root, change.path, change.before)
        else:
            amend(root, change.path, change.before, change.after)
    return unwritten


def forget_collected(archive: Path, found: InArchive) -> Mapping[str, str]:
    """Does what is planned for the archive, and gives, by source, what of it could not be changed, and why."""
    linked = {one.path: one.message for one in links_told(archive, archive)}
    return {**linked, **strike(archive, found.folders, found.gone, found.changed)}
