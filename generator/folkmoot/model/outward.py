"""Links that leave the hub, and whether they lead anywhere."""

from typing import Literal, NamedTuple

LinkState = Literal["well", "moved", "gone", "failing", "untold"]
"""`gone`: nothing is there any more. `failing`: no answer, or a fault. `untold`: its host refuses programs."""


LINKS = "links-asked.csv"
"""The file of a private folder that holds what came of asking."""


class Outward(NamedTuple):
    """An address that files of the hub name, without the place within its page."""

    url: str
    files: tuple[str, ...]


class Looked(NamedTuple):
    """What came of asking for an address. `since` is the day on which it was first found so, `asked` the last one, as
    2026-05-14. `reason` is in English, or ""; `moved_to` is where it leads for good, or "".
    """

    url: str
    state: LinkState
    since: str
    asked: str
    reason: str = ""
    moved_to: str = ""

    @property
    def is_dead(self) -> bool:
        """Whether it has led nowhere for longer than a day: what fails once may be back an hour later."""
        return self.state in ("gone", "failing") and self.since < self.asked
