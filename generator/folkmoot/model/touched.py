"""A file that somebody's work touched."""

from typing import NamedTuple


class Touched(NamedTuple):
    """A file that differs: its path now and before, relative to the hub; "" where it is not there."""

    path: str
    before: str
