"""Whose first pull request was merged: somebody to be welcomed."""

import datetime as dt
from typing import NamedTuple


class Newcomer(NamedTuple):
    """Somebody with their first pull request: its number, title and address, and when (aware) it was merged.

    `login` and `account`, its number, are theirs at GitHub.
    """

    number: int
    title: str
    url: str
    merged: dt.datetime
    login: str
    account: int
