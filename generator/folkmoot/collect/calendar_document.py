"""Reading calendars (RFC 5545): every event on each of its dates, as far as they matter now.

Run by the readers of `folkmoot.collect.parsers`, which end where a calendar takes too long.
"""

import datetime as dt
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from folkmoot.collect.calendar_components import Said, Stamp, Told, Unusable, title_in, told_in, uid_in
from folkmoot.collect.calendar_rows import AROUND, Row
from folkmoot.collect.calendar_text import Lines, Zone, lines_of
from folkmoot.model.recurrence import followed_problem, given_dates, rule_end
from folkmoot.model.zones import known_zone

NEXT = 12
"""How many coming occurrences of a series are taken, as of the hub's own."""

LATEST = 60
"""How many past occurrences of a series are taken: a weekly one of the last 400 days."""

MOST = 2000
"""How many occurrences of one calendar are taken: the soonest to come, and of the past the latest."""

_SINGLE_AHEAD = dt.timedelta(days=3660)
_SECONDS = 8.0
_RULES = 12
_REASONS = 5
_BY_CLOCK = re.compile(r";(?:BYHOUR|BYMINUTE|BYSECOND)=\d+(?=;|$)")


class Calendar(NamedTuple):
    """What a calendar holds around now.

    `also` are dates that it holds beyond those in `rows`, as UID and key. `unread` are the UIDs of events that
    could not be read, `left` a few of them in words, `left_count` how many. `whole` says that the file did not break
    off.
    """

    rows: tuple[Row, ...]
    also: tuple[tuple[str, str], ...]
    unread: tuple[str, ...]
    left: tuple[str, ...]
    left_count: int
    whole: bool


def answer(asked: Mapping[str, str], body: bytes) -> dict[str, Any]:
    """What a calendar's document holds at `asked["now"]`, for the process that asked. Raises `NoFeed`."""
    return read_calendar(body, asked["content_type"], dt.datetime.fromisoformat(asked["now"]))._asdict()


def read_calendar(body: bytes, content_type: str, now: dt.datetime) -> Calendar:
    """The calendar in `body` as it stands at `now` (aware); raises `NoFeed` for what is none."""
    lines = lines_of(body, content_type)
    return _Reading(lines, now).calendar()


class _Date(NamedTuple):
    """An occurrence of an event: its key among the others, when it is, when its series would have it, what is told."""

    key: str
    start: Stamp
    told: Told
    usual: Stamp | None = None

    @property
    def row(self) -> Row:
        told, said, zone, usual = self.told, self.told.said, self.start.zone, str(self.usual or "")
        return Row(
            told.uid, self.key, usual, str(self.start), _end(self), zone.name if zone else "", *_in_order(said),
            told.sequence, told.modified, told.created,
        )  # fmt: skip


def _in_order(said: Said) -> tuple[str, str, str, str, str, tuple[str, ...]]:
    return said.title, said.description, said.location, said.url, said.status, said.tags


def _end(date: _Date) -> str:
    """When it ends; of whole days the last one, which DTEND does not name (RFC 5545, 3.6.1)."""
    length = date.told.length
    if length is None:
        return ""
    end = date.start.timed + length
    if isinstance(date.start.local, dt.datetime):
        return str(date.start.at(end))
    last = (end - dt.timedelta(microseconds=1)).date()
    return last.isoformat() if last > date.start.day else ""


class _Reading:
    """Reads one calendar, and gives up on what takes too long."""

    def __init__(self, lines: Lines, now: dt.datetime) -> None:
        self._lines = lines
        self._now = now.astimezone(dt.UTC)
        self._until = time.monotonic() + _SECONDS
        self._rows: list[_Date] = []
        self._also: list[tuple[str, str]] = []
        self._unread: dict[str, None] = {}
        self._left: list[str] = []
        self._left_count = 0

    def calendar(self) -> Calendar:
        for group in self._by_uid().values():
            try:
                self._take(group)
            except Exception as error:  # noqa: BLE001 one event's fault, as above
                self._leave(group[0].uid, group[0].said.title, _in_words(error))
        # Those of the past come last, the latest first.
        soonest = sorted(self._rows, key=lambda one: (one.start.moment < self._now, abs(one.start.moment - self._now)))
        self._also += [(one.told.uid, one.key) for one in soonest[MOST:]]
        rows = sorted((one.row for one in soonest[:MOST]), key=lambda row: (row.start, row.uid, row.key))
        return Calendar(
            tuple(rows),
            tuple(self._also),
            tuple(self._unread),
            tuple(self._left),
            self._left_count,
            self._lines.whole,
        )

    def _leave(self, uid: str, title: str, reason: str) -> None:
        self._unread[uid] = None
        self._left_count += 1
        if len(self._left) < _REASONS:
            self._left.append(f"“{title}” {reason}" if title and "private" not in reason else f"one event {reason}")

    def _by_uid(self) -> Mapping[str, list[Told]]:
        shown = self._lines.shown_zone
        zone = Zone(shown, known_zone(shown)) if shown else None
        groups: defaultdict[str, list[Told]] = defaultdict(list)
        for number, lines in enumerate(self._lines.events):
            try:
                self._check_time()
                one = told_in(lines, self._lines.zones, zone, is_cancelled=self._lines.is_cancellation)
            except Exception as error:  # noqa: BLE001 what the library stumbles over is one event's fault, not the file's
                self._leave(uid_in(lines), title_in(lines), _in_words(error))
            else:
                groups[one.uid or f"\n{number}"].append(one)
        return groups

    def _check_time(self) -> None:
        if time.monotonic() > self._until:
            raise Unusable("comes too late in a calendar that takes too long to read")

    def _take(self, group: list[Told]) -> None:
        """The occurrences of one UID. Of two states of the same, that with the higher SEQUENCE counts."""
        masters = sorted((one for one in group if one.original is None), key=lambda one: one.version)
        changes = sorted((one for one in group if one.original is not None), key=lambda one: one.version)
        newest = [one for one in masters if one.version == masters[-1].version]
        if len({one.start for one in newest}) > 1:  # a careless calendar, which gives one UID to several events
            for one in newest:
                dates = (date._replace(key=date.key or str(date.start)) for date in self._dates(one, []))
                self._keep(list(dates), one)
            return
        if newest:
            self._keep(list(self._dates(newest[-1], changes)), newest[-1])
        else:  # the series is not in the calendar: what is there are single dates of it
            alone = {
                _key(one.original): _Date(_key(one.original), one.start, one, one.original)
                for one in changes
                if one.original
            }
            self._keep([*alone.values()], None)

    def _dates(self, master: Told, changes: list[Told]) -> Iterator[_Date]:
        """Every date from 400 days ago to 400 days ahead, with what differs on single ones."""
        if not master.rules and not master.also:
            instead = changes[-1] if changes else master
            yield _Date("", instead.start, instead)
            return
        starts = self._starts(master)
        single: dict[str, Told] = {}
        onward: list[tuple[dt.date, Told]] = []
        for one in changes:
            if one.original is None:
                continue
            original = one.original.on(master.start)
            key = _exact_key(original) if _exact_key(original) in starts else _key(original)
            single[key] = one
            starts.setdefault(key, master.start.at(original.timed))
            if one.onward:
                onward.append((original.day, one))
        for key, start in starts.items():
            if key in single:
                yield _Date(key, single[key].start, single[key], start)
                continue
            later = [one for day, one in sorted(onward, key=lambda two: two[0]) if day <= start.day]
            if later and later[-1].original is not None:
                shift = later[-1].start.timed - later[-1].original.on(master.start).timed
                yield _Date(key, later[-1].start.at(start.timed + shift), later[-1], start)
            else:
                yield _Date(key, start, master, start)

    def _starts(self, master: Told) -> dict[str, Stamp]:
        """When a series takes place as its rule and its lists of dates say, by the day, or by day and time."""
        self._check_time()
        if len(master.rules) + len(master.unless) > _RULES:
            raise Unusable(f"repeats by more than {_RULES} rules")
        last = (self._now + AROUND).date()
        first = (self._now - AROUND).date()
        days = {day for rule in master.rules for day in self._given(rule, master.start, last)}
        ends = [rule_end(rule, master.start.clocks) for rule in master.rules]
        # Google ends a series before its start where somebody deleted "this and all following" on the first date.
        if not ends or any(end is None or end >= master.start.timed for end in ends):
            days.add(master.start.day)
        usual = master.start.timed.time()
        starts = {
            day.isoformat(): master.start.at(dt.datetime.combine(day, usual))
            for day in sorted(days)
            if first <= day <= last
        }
        for extra in master.also:
            if first <= extra.day <= last:
                same = starts.setdefault(_key(extra), extra)
                if same.timed != extra.timed:
                    starts[_exact_key(extra)] = extra
        for day in {day for rule in master.unless for day in self._given(rule, master.start, last)}:
            same = starts.get(day.isoformat(), master.start)
            if same.timed == dt.datetime.combine(day, usual):
                starts.pop(day.isoformat(), None)
        for gone in master.without:
            there = gone.on(master.start)
            if starts.pop(_exact_key(there), None) is None:
                starts.pop(_key(there), None)
        return starts

    def _given(self, rule: str, start: Stamp, last: dt.date) -> set[dt.date]:
        """The days up to `last` that a rule gives; raises `Unusable` for one that is not followed."""
        self._check_time()
        bare = _BY_CLOCK.sub("", rule)
        if problem := followed_problem(bare):
            raise Unusable(f"repeats by a rule that is not followed: {problem}")
        return given_dates(bare, start.timed, last, start.clocks)

    def _keep(self, dates: list[_Date], series: Told | None) -> None:
        """The dates that are taken: of a series the next twelve, and the latest that were."""
        is_series = series is not None and bool(series.rules or series.also)
        dates.sort(key=lambda one: one.start.moment)
        ahead = [one for one in dates if one.start.moment >= self._now]
        past = [one for one in dates if self._now - AROUND <= one.start.moment < self._now]
        if is_series:
            ahead = [one for one in ahead if one.start.moment <= self._now + AROUND]
            self._also += [(one.told.uid, one.key) for one in ahead[NEXT:]]
            ahead, past = ahead[:NEXT], past[-LATEST:]
        self._rows += [*past, *(one for one in ahead if one.start.moment <= self._now + _SINGLE_AHEAD)]


def _in_words(error: Exception) -> str:
    return str(error) if isinstance(error, Unusable) else f"cannot be read ({type(error).__name__})"


def _key(stamp: Stamp) -> str:
    """What tells an occurrence from the others of its series: its day, since rules give no two on one."""
    return stamp.day.isoformat()


def _exact_key(stamp: Stamp) -> str:
    return f"{stamp.timed:%Y-%m-%dT%H:%M}"
