"""A day that comes round again."""

import datetime as dt
from typing import Literal, NamedTuple

AnniversaryKind = Literal["community", "project", "member"]


class Anniversary(NamedTuple):
    """What began so many whole `years` before the `day`, which is where the community is."""

    kind: AnniversaryKind
    name: str
    day: dt.date
    years: int
