"""Everything that a folder holds, such as a built site, as what is said in it: also within what is compressed."""

import gzip
from pathlib import Path

_GZIP = b"\x1f\x8b"


def contents(folder: Path) -> dict[str, bytes]:
    """The files below a folder by their paths, those of the search index unpacked."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): _unpacked(path.read_bytes()) for path in files}


def holding(folder: Path, marks: tuple[bytes, ...]) -> list[str]:
    """The files in whose name or content there is one of the marks, in whatever capitals."""
    return [
        name
        for name, content in contents(folder).items()
        if any(mark.lower() in content.lower() or mark.decode().lower() in name.lower() for mark in marks)
    ]


def _unpacked(content: bytes) -> bytes:
    return gzip.decompress(content) if content.startswith(_GZIP) else content
