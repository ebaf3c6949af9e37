"""One event of a calendar as it is told: when it is, on whose clocks, how it repeats, and what is said of it."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from icalendar import Component, Event

from folkmoot.collect.calendar_text import SIGN_UP, ZONE_MARK, Zone
from folkmoot.collect.documents import web_address
from folkmoot.model.instant import written
from folkmoot.model.years import YEARS
from folkmoot.text import excerpt, one_line, plain

DESCRIPTION = 1000

_TITLE, _PLACE, _UID = 300, 300, 255
_TAGS, _TAG = 8, 60
_MARKUP = 4000
_LONGEST = dt.timedelta(days=366)
_WEB_YEARS = range(1970, YEARS[-1])
_NEEDED = ("DTSTART", "RRULE", "EXRULE", "EXDATE", "RDATE", "RECURRENCE-ID")
_PRIVATE = ("PRIVATE", "CONFIDENTIAL")
_TAGGED = re.compile(
    r"</?(?:p|br|div|span|a|b|i|u|em|strong|ul|ol|li|h[1-6]|html|html-blob|script|style)\b[^<>]*>", re.IGNORECASE
)
_EMAIL = re.compile(r"(?<![\w.+/@-])(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{|}]+")


class Unusable(ValueError):
    """An event of a calendar that cannot be shown; `str(error)` says why."""


class Stamp(NamedTuple):
    """A day, or a time on the clocks of a zone; without one it is the same time wherever one is (RFC 5545, 3.3.5)."""

    local: dt.date | dt.datetime
    zone: Zone | None = None

    @property
    def timed(self) -> dt.datetime:
        """The time without its zone; of a day its first."""
        return self.local if isinstance(self.local, dt.datetime) else dt.datetime.combine(self.local, dt.time())

    @property
    def day(self) -> dt.date:
        return self.timed.date()

    @property
    def clocks(self) -> dt.tzinfo:
        """The clocks of its zone; UTC's for what names none, where a moment is asked for."""
        return (self.zone.clocks if self.zone else None) or dt.UTC

    @property
    def moment(self) -> dt.datetime:
        """When it is, in UTC."""
        return self.timed.replace(tzinfo=self.clocks).astimezone(dt.UTC)

    def at(self, local: dt.datetime) -> "Stamp":
        """Another time or day on the same clocks."""
        return Stamp(local if isinstance(self.local, dt.datetime) else local.date(), self.zone)

    def on(self, other: "Stamp") -> "Stamp":
        """The same moment on the clocks of another stamp."""
        if not isinstance(self.local, dt.datetime) or self.zone == other.zone or not self.zone or not other.zone:
            return self
        return Stamp(self.moment.astimezone(other.clocks).replace(tzinfo=None), other.zone)

    def __str__(self) -> str:
        """As the archive writes it: UTC, a local time of no zone, or a day."""
        if not isinstance(self.local, dt.datetime):
            return self.local.isoformat()
        if self.zone and self.zone.clocks:
            return written(self.moment)
        return f"{self.local:%Y-%m-%dT%H:%M:%S}"


class Said(NamedTuple):
    """What is said of an event beside its dates: plain text on one line; `url` is http(s) or ""."""

    title: str
    description: str
    location: str
    url: str
    status: str
    tags: tuple[str, ...]


class Told(NamedTuple):
    """An event (VEVENT): `rules` and `unless` are its RRULEs and EXRULEs, `also` and `without` its RDATEs and EXDATEs.

    `length` is None where it has no end.
    `original` is its RECURRENCE-ID, and `onward` says that it stands for all that follow (RANGE=THISANDFUTURE).
    """

    uid: str
    start: Stamp
    length: dt.timedelta | None
    said: Said
    rules: tuple[str, ...]
    unless: tuple[str, ...]
    also: tuple[Stamp, ...]
    without: tuple[Stamp, ...]
    original: Stamp | None
    onward: bool
    sequence: int
    modified: str
    created: str

    @property
    def version(self) -> tuple[int, str]:
        """What orders the states of one event: SEQUENCE (RFC 5545, 3.8.7.4), then LAST-MODIFIED."""
        return self.sequence, self.modified


def uid_in(lines: Sequence[str]) -> str:
    """The UID that an event's lines tell, "" for none; a very long one is cut."""
    said = next((line.partition(":")[2] for line in lines if line[:4].upper() in ("UID:", "UID;")), "")
    return one_line(_sound(said))[:_UID]


def title_in(lines: Sequence[str]) -> str:
    """What people call an event that cannot be read."""
    said = next((line.partition(":")[2] for line in lines if line[:7].upper() == "SUMMARY"), "")
    return excerpt(_words(said), 60)


def told_in(lines: Sequence[str], zones: Sequence[Zone], shown_zone: Zone | None, *, is_cancelled: bool) -> Told:
    """The event that its lines tell; raises `Unusable`, and whatever the library stumbles over.

    A time without a zone is in `shown_zone`, where the calendar names one.
    """
    one = Event.from_ical("\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""]))
    if _word(one, "CLASS") in _PRIVATE:
        raise Unusable("is marked as private (CLASS)")
    if broken := [name for name in dict.fromkeys(key for key, _ in one.errors) if name in _NEEDED]:
        raise Unusable(f"has a {broken[0]} that cannot be read")
    if "DTSTART" not in one:
        raise Unusable("has no start (DTSTART)")

    def stamps(key: str) -> Iterator[Stamp]:
        for listed in _all(one, key):
            for value in getattr(listed, "dts", [listed]):
                yield _stamp(value.dt, listed, zones, shown_zone)

    start = next(stamps("DTSTART"))
    original = next(stamps("RECURRENCE-ID"), None)
    _check_years(start, original)
    return Told(
        uid=uid_in(lines),
        start=start,
        length=_length(one, start, next(stamps("DTEND"), None) if _is_sound(one, "DTEND") else None),
        said=_said(one, is_cancelled=is_cancelled),
        rules=_rules(one, "RRULE"),
        unless=_rules(one, "EXRULE"),
        also=tuple(_like(start, stamp) for stamp in stamps("RDATE")),
        without=tuple(stamps("EXDATE")),
        original=original,
        onward=str(getattr(one.get("RECURRENCE-ID"), "params", {}).get("RANGE", "")).upper() == "THISANDFUTURE",
        sequence=_sequence(one),
        modified=_moment(one, "LAST-MODIFIED"),
        created=_moment(one, "CREATED"),
    )


def _rules(one: Component, key: str) -> tuple[str, ...]:
    rules = tuple(rule.to_ical().decode("utf-8", "replace") for rule in _all(one, key))
    if "" in rules:
        raise Unusable(f"has {'an' if key[0] == 'E' else 'a'} {key} that cannot be read")
    return rules


def _check_years(start: Stamp, original: Stamp | None) -> None:
    """Raises `Unusable` for days on which nobody meets, some of which have no time in UTC."""
    if start.day.year not in _WEB_YEARS:
        raise Unusable(f"starts in the year {start.day.year}")
    if original and original.day.year not in _WEB_YEARS:
        raise Unusable(f"stands for a date in the year {original.day.year}")


def _stamp(said: Any, written: Any, zones: Sequence[Zone], shown_zone: Zone | None) -> Stamp:
    value = said[0] if isinstance(said, tuple) else said
    if not isinstance(value, dt.datetime):
        if not isinstance(value, dt.date):
            raise Unusable("has a date that is none")
        return Stamp(value)
    mark = str(getattr(written, "params", {}).get(ZONE_MARK, ""))
    zone = zones[int(mark)] if mark.isdecimal() and int(mark) < len(zones) else shown_zone
    if value.tzinfo is not None:
        # A time of UTC is shown in the zone that the calendar shows itself in.
        named = shown_zone.name if shown_zone else "UTC"
        return Stamp(value.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0), Zone(named, dt.UTC))
    return Stamp(value.replace(microsecond=0), zone if zone and zone.clocks else None)


def _like(start: Stamp, stamp: Stamp) -> Stamp:
    """A further date at the time of the first, where it tells none."""
    if isinstance(stamp.local, dt.datetime) or not isinstance(start.local, dt.datetime):
        return stamp.on(start)
    return start.at(dt.datetime.combine(stamp.local, start.local.time()))


def _is_sound(one: Component, key: str) -> bool:
    return key in one and key not in {name for name, _ in one.errors}


def _length(one: Component, start: Stamp, end: Stamp | None) -> dt.timedelta | None:
    """How long it takes, on the clocks of its start; None where its end is not told, or cannot be true."""
    length: Any = None
    if end is not None and isinstance(end.local, dt.datetime) == isinstance(start.local, dt.datetime):
        length = end.on(start).timed - start.timed
    elif end is None and _is_sound(one, "DURATION"):
        length = _all(one, "DURATION")[0].dt
    sound = isinstance(length, dt.timedelta) and dt.timedelta() < length <= _LONGEST
    return length if sound else None


def _said(one: Component, *, is_cancelled: bool) -> Said:
    title = excerpt(_words(_text(one, "SUMMARY")), _TITLE)
    if not title:
        raise Unusable("has no title (SUMMARY)")
    status = _word(one, "STATUS").lower()
    described, located = _sound(_text(one, "DESCRIPTION")), _text(one, "LOCATION")
    geo = _all(one, "GEO")
    point = geo[0].to_ical().replace(";", ", ") if geo and _is_sound(one, "GEO") else ""
    tags = (str(tag).replace("\\,", ",") for listed in _all(one, "CATEGORIES") for tag in getattr(listed, "cats", ()))
    told = plain(described[:_MARKUP]) if _TAGGED.search(described) else described
    return Said(
        title=title,
        description=excerpt(_words(told), DESCRIPTION),
        location=excerpt(_words(re.sub(r"\s*,?\s*\n\s*", ", ", located.strip())) or point, _PLACE),
        url=web_address("", _text(one, "URL").strip()) or _signing_up(located) or _signing_up(described),
        status="cancelled" if is_cancelled else status if status in ("tentative", "cancelled") else "confirmed",
        tags=tuple(dict.fromkeys(filter(None, (excerpt(_words(tag), _TAG) for tag in tags))))[:_TAGS],
    )


def _signing_up(text: str) -> str:
    """The first address in a text at which one says that one comes: some services write it nowhere else."""
    for address in _ADDRESS.findall(text[:_MARKUP]):
        whole = web_address("", address.rstrip(".,;:!?)'\""))
        if whole and SIGN_UP.search((urlsplit(whole).hostname or "")[-253:]):
            return whole
    return ""


def _words(text: str) -> str:
    """A text on one line, without e-mail addresses."""
    return one_line(_EMAIL.sub("", one_line(_sound(text[:_MARKUP]))))


def _sound(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _text(one: Component, key: str) -> str:
    return str(next(iter(_all(one, key)), ""))


def _word(one: Component, key: str) -> str:
    return one_line(_text(one, key)).upper()


def _sequence(one: Component) -> int:
    said = _text(one, "SEQUENCE").strip()
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else 0


def _moment(one: Component, key: str) -> str:
    if not _is_sound(one, key):
        return ""
    value = getattr(_all(one, key)[0], "dt", None)
    if not isinstance(value, dt.datetime) or value.year not in _WEB_YEARS:
        return ""
    value = value if value.tzinfo else value.replace(tzinfo=dt.UTC)
    return written(value)


def _all(one: Component, key: str) -> list[Any]:
    value = one.get(key)
    return [] if value is None else value if isinstance(value, list) and not hasattr(value, "dts") else [value]
