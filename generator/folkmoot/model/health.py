"""How the machinery fares: what the archive holds, and how the published site answers."""

from typing import NamedTuple

from folkmoot.model.harvest import SourceKind


class Kept(NamedTuple):
    """What the archive holds of a kind of source. Days are as 2026-05-14, or "".

    `sources` are listed, `unread` of them were never read, and `empty` were, and brought nothing. `gaps` are months as
    2026-05, between the first record and the last one, in which none was made.
    """

    kind: SourceKind
    sources: int
    unread: int
    empty: int
    records: int
    first: str
    last: str
    gaps: tuple[str, ...]


class Answered(NamedTuple):
    """How a page of the published site answered: after so many `seconds`, with so many `bytes`, by a `status`.

    `modified` is when it was put there, by what its host says (RFC 9110, 8.8.2), in UTC as 2026-05-14T17:00:00Z, or "".
    Where it did not answer, `reason` says why, in English, and `status` is 0.
    """

    url: str
    status: int = 0
    seconds: float = 0.0
    bytes: int = 0
    modified: str = ""
    reason: str = ""

    @property
    def is_well(self) -> bool:
        """Whether the page was there."""
        return 200 <= self.status < 300
