"""What rendering hands to publishing: a file's place and bytes."""

from typing import NamedTuple


class Artifact(NamedTuple):
    """A file to be written. `path` is relative, with forward slashes, and never leaves its folder."""

    path: str
    content: bytes
