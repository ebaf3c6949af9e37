"""How far a repository's lists at GitHub have been read, so that a run goes on where the one before ended."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

ListName = Literal["discussions", "issues", "pulls", "releases"]
"""The lists of a repository, called like the folders of the archive that keep them."""

LISTS: Mapping[ListName, tuple[str, str]] = {
    "discussions": ("discussion", "discussions"),
    "issues": ("issue", "issues"),
    "pulls": ("pull request", "pull requests"),
    "releases": ("release", "releases"),
}
"""What people call one thing in each list, and several."""


class Bookmark(NamedTuple):
    """Where reading a list goes on. Times are UTC as 2026-05-14T17:00:00Z, or "".

    Everything that was changed up to `seen` has been read, unless a pass through the whole list has not come to it.
    Such a pass began at `begun`, and goes on below what was created at `reached`, at GitHub's `cursor`, which is ""
    where no pass is under way; `swept` is when the last one that came to the end had begun. `repository` is the number
    by which GitHub knows whose list it is, whatever its name; "" in what earlier versions remembered.
    """

    seen: str = ""
    swept: str = ""
    begun: str = ""
    reached: str = ""
    cursor: str = ""
    repository: str = ""
