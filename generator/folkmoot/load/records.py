"""One file of a hub into one record, or into what is wrong with the file."""

from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from folkmoot.load.complaints import complaints
from folkmoot.load.documents import Document, Unreadable, read_front_matter, read_yaml
from folkmoot.model.base import Filed, Origin, Written
from folkmoot.model.problem import Problem

_Filed = TypeVar("_Filed", bound=Filed)
_LONGEST = 100_000


def document_of(path: str, content: bytes) -> Document:
    """What a file says, by its ending: front matter and text, or keys alone. Raises `Unreadable`."""
    return read_front_matter(content) if path.endswith(".md") else read_yaml(content)


def record_of(root: Path, path: Path, slug: str, record: type[_Filed], problems: list[Problem]) -> _Filed | None:
    """The record that a file of the hub in `root` holds; None, and what is wrong, where it cannot be read."""
    where = path.relative_to(root).as_posix()
    if path.is_symlink():
        problems.append(
            Problem(where, "not-a-file", "this is a link, and only files are read", "put the file itself there")
        )
        return None
    return record_at(str(path), where, slug, record, problems)


def record_at(path: str, where: str, slug: str, record: type[_Filed], problems: list[Problem]) -> _Filed | None:
    """The record that the file at `path` holds, which the hub calls `where` and which is no link."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 a `Path` for each file takes longer than reading it
            content = file.read()
    except OSError as error:
        problems.append(closed(where, error))
        return None
    return record_in(content, where, slug, record, problems)


def record_in(content: bytes, where: str, slug: str, record: type[_Filed], problems: list[Problem]) -> _Filed | None:
    """The record in the content of a file that is called `where`; None, and what is wrong, where it cannot be read."""
    try:
        document = document_of(where, content)
    except Unreadable as fault:
        if fault.code == "file-empty":
            needed = [f"{key}: …" for key, field in record.model_fields.items() if field.is_required()]
            least = " and ".join(needed) or " or ".join(f"{key}: …" for key in record.model_fields)
            fault.hint = f"write at least {least} into it, or delete it"
        problems.append(unreadable(where, fault))
        return None
    try:
        one = record.model_validate(document.values)
    except ValidationError as error:
        problems += complaints(where, document, record, error)
        return None
    if len(document.body) > _LONGEST:
        problems.append(
            Problem(
                where,
                "too-long",
                f"the text below the keys has {len(document.body):,} characters",
                f"at most {_LONGEST:,} characters fit; make it several files",
            )
        )
        return None
    return _placed(one, where, slug, document)


def record_said(document: Document, where: str, slug: str, record: type[_Filed]) -> _Filed | None:
    """The record that a document makes; None where it makes none, for a reason that reading its file again tells."""
    try:
        one = record.model_validate(document.values)
    except ValidationError:
        return None
    return _placed(one, where, slug, document) if len(document.body) <= _LONGEST else None


def _placed(one: _Filed, where: str, slug: str, document: Document) -> _Filed:
    one.placed(Origin(where, slug))
    return one.saying(document.body) if isinstance(one, Written) else one


def unreadable(path: str, fault: Unreadable) -> Problem:
    """What is wrong inside a file, at its place."""
    return Problem(path, fault.code, fault.message, fault.hint, fault.line, fault.column, value=fault.value)


def closed(path: str, error: OSError) -> Problem:
    """What is wrong where a file or folder cannot be opened."""
    return Problem(path, "unreadable", f"the file cannot be read: {error.strerror}", "check its permissions")
