"""What all records share: they are frozen, know the file they came from, and refuse keys they do not know.

The YAML keys of a file are exactly the fields of its record; the JSON Schemas and the reference pages of the
formats are generated from them, so every field carries a description.
"""

import calendar
import datetime as dt
import functools
import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, NamedTuple, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from folkmoot.model.turning import turning_sign
from folkmoot.model.years import YEARS

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What a file may be called (without its ending): it becomes part of the page's address."""

CALENDAR = (
    "[12][0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|[12][0-9]))"
)
"""A pattern of the days of the `YEARS`, for whoever cannot count: it takes 29 February for a day of every year."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PLAIN_ADDRESS = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?:/[^\s\[\]]*)?", re.ASCII)
"""An address with a host alone in front of its path, as nearly all have it."""

_UNSEEN = frozenset(("Cc", "Cf", "Zl", "Zp", "Zs"))
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MONTHS = "January February March April May June July August September October November December".split()


class Origin(NamedTuple):
    """Where a record came from: `path` relative to the hub, with forward slashes, and the `slug` it stands for."""

    path: str
    slug: str


class Record(BaseModel):
    """A frozen part of a hub's data. Unknown keys are refused, so that a misspelt one is never silently lost."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    word_for: ClassVar[str] = ""
    """The key that is meant where a bare word stands instead of keys, "" where none may."""

    called_elsewhere: ClassVar[Mapping[str, str]] = {}
    """The keys that are meant by those under which other records have the same."""

    such_as: ClassVar[Mapping[str, str | list[str]]] = {}
    """What may stand behind the keys that it needs, for whoever writes a word in its place."""

    never_blank: ClassVar[frozenset[str]] = frozenset()
    """The keys that have to say something where they stand: left blank they would not mean what is read."""

    @model_validator(mode="before")
    @classmethod
    def _as_keys(cls, values: Any) -> Any:
        """A bare word as the key that it is meant for, where the record takes one; a key with nothing behind it counts
        as left out, but one that the record does not know is still refused.
        """
        if isinstance(values, str) and cls.word_for:
            return {cls.word_for: values}
        if not isinstance(values, dict) or None not in values.values():
            return values
        said = {key: value for key, value in values.items() if value is not None or key not in cls.model_fields}
        return said | {key: "" for key in cls.never_blank & values.keys() if values[key] is None}


_NOWHERE = Origin("", "")
"""One for all: a default would be copied with every record."""


class Filed(Record):
    """A record that fills a file of its own. `slug` and `path` come from the file's name, not from its keys."""

    _origin: Origin = PrivateAttr(default_factory=lambda: _NOWHERE)

    @property
    def slug(self) -> str:
        return self._kept("_origin").slug  # type: ignore[no-any-return]

    @property
    def path(self) -> str:
        return self._kept("_origin").path  # type: ignore[no-any-return]

    def _kept(self, name: str) -> Any:
        """A private attribute, straight from where pydantic keeps it: its own way there takes ten times as long."""
        return (self.__pydantic_private__ or {})[name]

    def placed(self, origin: Origin) -> Self:
        """The same record, told which file it came from."""
        self._origin = origin
        return self


class Written(Filed):
    """A record with a text in Markdown below its front matter, rendered by Folkmoot and sanitised."""

    _text: str = PrivateAttr(default="")

    @property
    def text(self) -> str:
        return self._kept("_text")  # type: ignore[no-any-return]

    def saying(self, text: str) -> Self:
        """The same record, told the text below its front matter."""
        self._text = text
        return self


DAY_ADVICE = "write the day as year-month-day, for example 2026-03-14"


@functools.lru_cache(maxsize=10_000)
def parse_day(text: str) -> dt.date:
    """The day written as YYYY-MM-DD; raises a `PydanticCustomError` that says what is wrong with any other text."""
    if not _DAY.fullmatch(text):
        raise PydanticCustomError("day_format", DAY_ADVICE)
    year, month, day = map(int, text.split("-"))
    if year not in YEARS:
        raise PydanticCustomError(
            "day_far",
            "write a year from {first} to {last}, with four digits",
            {"first": YEARS[0], "last": YEARS[-1]},
        )
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise _no_such_day(year, month) from None


def _no_such_day(year: int, month: int) -> PydanticCustomError:
    if not 1 <= month <= 12:
        return PydanticCustomError("day_missing", "there is no such day: months run from 01 to 12")
    last = calendar.monthrange(year, month)[1]
    return PydanticCustomError(
        "day_missing",
        "there is no such day: {month} {year} has {last} days",
        {"month": _MONTHS[month - 1], "year": year, "last": last},
    )


def _day(value: Any) -> Any:
    return parse_day(value) if isinstance(value, str) else value


def one_line(value: Any) -> Any:
    """The value, where it is a text on one line that can be seen; else raises a `PydanticCustomError`."""
    if not isinstance(value, str) or not value.strip():
        return value
    if value.isascii() and value.isprintable():  # as nearly all are
        return value
    if "\n" in value.strip():
        raise PydanticCustomError("one_line", "write this on one line")
    if not any(unicodedata.category(sign) not in _UNSEEN for sign in value):
        raise PydanticCustomError("nothing_seen", "write something, or remove the line")
    if found := _TURNING.search(value):
        raise _turned(found.group())
    return value


def _turned(sign: str) -> PydanticCustomError:
    return PydanticCustomError("turned", "remove the invisible character {sign}", {"sign": f"U+{ord(sign):04X}"})


def _straight(value: Any) -> Any:
    """The value, where it is a text in which nothing turns the direction of other lines; else raises."""
    if isinstance(value, str) and (at := turning_sign(value)) >= 0:
        raise _turned(value[at])
    return value


def with_a_host(value: str) -> str:
    """The address, where it has a host and no credentials; else raises a `PydanticCustomError`."""
    if _PLAIN_ADDRESS.fullmatch(value):
        return value
    try:
        parts = urlsplit(value)
        whole = bool(parts.hostname) and parts.port != 0
    except ValueError:
        whole = False
    if not whole:
        raise PydanticCustomError("no_host", "write the whole address, such as https://ada.example/blog")
    if parts.username is not None:
        raise PydanticCustomError("credentials", "remove the name and the password in front of the @")
    return value


Day = Annotated[
    dt.date,
    BeforeValidator(_day),
    WithJsonSchema(
        {
            "type": "string",
            "format": "date",
            "pattern": f"^{CALENDAR}$",
            "patternErrorMessage": DAY_ADVICE,
        }
    ),
]
"""A calendar day without a zone, from the year 1000 to 2999."""

Short = Annotated[str, StringConstraints(min_length=1, max_length=200), BeforeValidator(one_line)]
"""One line of text."""

Text = Annotated[str, StringConstraints(max_length=100_000), BeforeValidator(_straight)]
"""Markdown (CommonMark with tables and footnotes), rendered by Folkmoot and sanitised."""

PATTERN_ADVICE: dict[str, str] = {}
"""What would be right where a text does not match a pattern, by pattern."""


def matching(pattern: str, advice: str, max_length: int | None = None) -> StringConstraints:
    """A text that must match `pattern` as a whole; `advice` tells an author what would be right."""
    PATTERN_ADVICE[f"^{pattern}$"] = advice
    return StringConstraints(pattern=f"^{pattern}$", max_length=max_length)


Slug = Annotated[
    str,
    matching(
        SLUG.pattern, "write a file's name without folder and ending, in a-z, 0-9 and hyphens, such as ada-rossi", 60
    ),
]
"""The name of another record's file, without folder and ending: `ada-rossi` for members/ada-rossi.yml."""


class Addressed(Filed):
    """A record with a page of its own, whose file may have had other names before."""

    formerly: tuple[Slug, ...] = Field(
        (), description="The names this file had before, the oldest first; their addresses lead here."
    )

    @property
    def called(self) -> str:
        """What people call it: its title, or the name of a person or place."""
        return str(getattr(self, "title", None) or getattr(self, "name", ""))

    @property
    def first_slug(self) -> str:
        """The file's first name, for what must outlast its renaming, such as the UID of an event in calendars."""
        return self.formerly[0] if self.formerly else self.slug


Topic = Annotated[str, StringConstraints(min_length=1, max_length=60), BeforeValidator(one_line)]
"""A skill, interest or subject in the community's own words."""

Url = Annotated[
    str,
    matching(r"https?://[^\s\"<>\\^`{|}]+", "a web address starts with https:// (or http://) and has no spaces", 500),
    AfterValidator(with_a_host),
]
"""A web address that starts with http:// or https://."""

Language = Annotated[
    str,
    matching(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?", "write a language tag such as en, fr or pt-BR"),
    Field(examples=["en", "fr", "pt-BR"]),
]
"""A language tag (BCP 47) such as `en`, `fr` or `pt-BR`."""

Country = Annotated[str, matching(r"[A-Z]{2}", "write the country as two capital letters, such as IT for Italy")]
"""A country as its two letters in ISO 3166, such as `IT`."""

Zone = Annotated[
    str,
    matching(
        r"[A-Za-z][A-Za-z0-9_+\-]*(?:/[A-Za-z0-9_+\-]+)*", "write a time zone as in the IANA list: Europe/Rome", 60
    ),
]
"""A time zone's name in the IANA database, such as `Europe/Rome`; a rule checks that it exists."""

Contact = Annotated[
    str,
    matching(
        r"(?:https?://[^\s\"<>\\^`{|}]+|(?:[^\sA-Za-z\x00-\x1f]\S*|[^\s:\x00-\x1f]+:?)(?: .*)?)",
        "write an e-mail address alone, a web address that starts with https://, or words",
        200,
    ),
    BeforeValidator(one_line),
]
"""An e-mail address, a web address, or words; no address of another kind, such as `javascript:`."""

_WITHIN = r"(?:\.|\.?[^.:/\\\x00-\x1f][^:/\\\x00-\x1f]*|\.\.[^:/\\\x00-\x1f]+)"
"""One part of a path that never leads up."""


def _with_no_credentials(value: str) -> str:
    return with_a_host(value) if value.startswith(("http://", "https://")) else value


Repository = Annotated[
    str,
    matching(
        r"(?:(?:https?|ssh)://[^\s\"<>\\^`{|}]+|[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:[^\s\"<>]+"
        rf"|(?:\.|\.?[^\s~.:/\\\-\x00-\x1f][^:/\\\x00-\x1f]*)(?:[/\\]{_WITHIN})*[/\\]?)",
        "write owner/name, an address that starts with https:// or ssh://, or a folder inside the hub",
        500,
    ),
    BeforeValidator(one_line),
    AfterValidator(_with_no_credentials),
]
"""A git repository: `owner/name` at GitHub, an address, or a folder inside the hub."""

SEGMENT = r"(?:\.?[^./\\:*?\"<>|\s][^/\\:*?\"<>|]*)"
"""One part of a path below content/, as a regular expression."""

FilePath = Annotated[
    str,
    matching(rf"{SEGMENT}(?:/{SEGMENT})*", "write the file's path below the folder, such as photos/ada.webp", 200),
]
"""A file below content/, such as `photos/ada.webp`."""

PagePath = Annotated[
    str,
    matching(rf"(?:{SEGMENT}/)*{SEGMENT}\.md", "write the page's old path below content/, such as guides/join.md", 200),
]
"""A page below content/, such as `guides/join.md`."""


class Link(Record):
    """A named address."""

    such_as: ClassVar[Mapping[str, str | list[str]]] = {"label": "Blog", "url": "https://ada.example"}

    label: Short = Field(description="What the link is called, for example Blog or Mastodon.")
    url: Url = Field(description="Where it leads.")
