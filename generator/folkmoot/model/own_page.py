"""A page that people wrote themselves below content/, with what stands on top of it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import ConfigDict, Field

from folkmoot.model.base import PagePath, Record
from folkmoot.model.moment import Moment, When
from folkmoot.model.unpublished import DRAFT, PUBLISH, appearing


class PageKeys(Record):
    """What Folkmoot reads of the keys on top of a page; all others are for the page engine."""

    model_config = ConfigDict(extra="ignore")

    formerly: tuple[PagePath, ...] = Field(
        (), description="The paths below content/ that this page had before; their addresses lead here."
    )
    publish: When | None = PUBLISH
    draft: bool = DRAFT


class Page(NamedTuple):
    """A page that people wrote below content/, rendered by the page engine.

    `path` is relative to content/. `text` is the whole file; `keys` is its front matter, `body` the Markdown below.
    A translation (about.fr.md) has a `language`, and tells the path of its `original` (about.md); an original has the
    hub's main language, told as "". `formerly` are the paths that it had before, the oldest first; `publish` and
    `draft` are as those of a record.
    """

    path: str
    title: str
    text: str
    keys: Mapping[str, Any]
    body: str
    language: str = ""
    original: str = ""
    formerly: tuple[str, ...] = ()
    publish: Moment | None = None
    draft: bool = False

    @property
    def appears(self) -> dt.datetime:
        """From when on it is on the site, in the community's local time."""
        return appearing(self.publish, draft=self.draft)
