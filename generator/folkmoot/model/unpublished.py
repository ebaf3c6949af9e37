"""What the files hold and the site does not show yet: drafts, and what appears at a time that is still to come."""

import datetime as dt

from pydantic import Field

from folkmoot.model.base import Written
from folkmoot.model.moment import Moment, When
from folkmoot.model.taken_down import TakenDown

PUBLISH = Field(
    None,
    description="When it appears on the site, in the community's time zone: 2026-07-01 09:00, or 2026-07-01. Until then"
    " it is nowhere, and appears with the first build after that.",
)
DRAFT = Field(False, description="Whether it is not ready: then it is nowhere on the site, whenever that is.")


def appearing(publish: Moment | None, *, draft: bool) -> dt.datetime:
    """From when on something is on the site, in the community's local time: the end of all times for a draft."""
    if draft:
        return dt.datetime.max
    return publish.local if publish else dt.datetime.min


class Timed(Written):
    """A record that can wait for its time, and be taken down."""

    publish: When | None = PUBLISH
    draft: bool = DRAFT
    taken_down: TakenDown | None = Field(
        None, description="That it was taken down, and why: the note is shown instead of what it says."
    )

    @property
    def appears(self) -> dt.datetime:
        """From when on it is on the site, in the community's local time."""
        return appearing(self.publish, draft=self.draft)
