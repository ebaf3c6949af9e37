"""Keeping pictures in the archive: of each address the one that was fetched last, with a line that tells about it.

A folder `pictures/<source>/` holds the picture and the line. Unlike all else in the archive a picture goes when nobody
wants it any more: who takes their consent back takes back the picture.
"""

import json
from collections.abc import Iterator, Set
from dataclasses import asdict
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from folkmoot.errors import FolkmootError
from folkmoot.model.artifact import Artifact
from folkmoot.model.harvest import KeptPicture
from folkmoot.publish import tree
from folkmoot.publish.lines import locked

FOLDER = "pictures"

_LINE = TypeAdapter(KeptPicture)


def held(archive: Path) -> dict[str, str]:
    """The id of the picture that the archive has of each source; one that is damaged is not there."""
    found = (_newest(folder) for folder in _folders(archive))
    return {one.source: one.id for one in found if one}


def put(archive: Path, picture: KeptPicture, content: bytes) -> tuple[str, ...]:
    """Puts a picture in the place of the one that its source had; returns the archive's files that changed.

    The picture is there before the line that tells of it, and the old one until then.
    """
    files = (Artifact(picture.file, content), _told(picture))
    with locked(archive):
        written = [file.path for file in files if tree.write(archive, file, durable=True)]
        return tuple(written + _without_others(archive, archive / FOLDER / picture.source, picture))


def keep_only(archive: Path, wanted: Set[str]) -> tuple[str, ...]:
    """Removes the pictures of all other sources, and what a run left that was killed; returns the files that changed.

    Of several that a source has, since archives were put together, the newest stays.
    """
    if not (archive / FOLDER).is_dir():
        return ()
    with locked(archive):
        changed: list[str] = []
        for folder in _folders(archive):
            newest = _newest(folder) if folder.name in wanted else None
            if newest and tree.write(archive, _told(newest), durable=True):
                changed.append(_told(newest).path)
            changed += _without_others(archive, folder, newest)
        return tuple(changed)


def _told(picture: KeptPicture) -> Artifact:
    """The file with the line that tells of a picture."""
    line = json.dumps(asdict(picture), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Artifact(f"{FOLDER}/{picture.source}/{picture.published[:4]}.jsonl", f"{line}\n".encode())


def _folders(archive: Path) -> list[Path]:
    return sorted(path for path in (archive / FOLDER).glob("*") if path.is_dir() and not path.is_symlink())


def _newest(folder: Path) -> KeptPicture | None:
    """The newest picture that a line tells of, and that is there."""
    told = [one for path in folder.glob("*.jsonl") for one in _lines(path)]
    there = [one for one in told if one.source == folder.name and (folder.parents[1] / one.file).is_file()]
    return max(there, key=lambda one: (one.published, one.id), default=None)


def _lines(path: Path) -> Iterator[KeptPicture]:
    """The lines of a file that can be read; of the others the site's build tells."""
    try:
        written = path.read_bytes().split(b"\n")
    except OSError:
        return
    for line in written:
        try:
            yield _LINE.validate_json(line, strict=True)
        except ValidationError:
            continue


def _without_others(archive: Path, folder: Path, picture: KeptPicture | None) -> list[str]:
    """Removes all files of a folder but a picture's, the lines first: none may tell of a picture that is not there."""
    names = {path.rpartition("/")[2] for path in (picture.file, _told(picture).path)} if picture else set()
    removed = []
    try:
        for path in sorted(folder.iterdir(), key=lambda one: (one.suffix != ".jsonl", one.name)):
            if path.name not in names and not path.is_dir():
                path.unlink()
                removed.append(path.relative_to(archive).as_posix())
        if not any(folder.iterdir()):
            folder.rmdir()
    except OSError as error:
        raise FolkmootError(f"{folder} cannot be changed: {error.strerror}", "check its permissions") from error
    return removed
