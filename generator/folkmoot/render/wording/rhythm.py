"""How a series repeats, in words: the rules of RFC 5545 that communities write, in the languages of the pages."""

import datetime as dt
import re
from collections.abc import Callable

from babel import Locale
from babel.lists import format_list

from folkmoot.model.recurrence import canonical_rule, rule_end, rule_problem
from folkmoot.render.wording.dates import date_in_words, day_of_month
from folkmoot.render.wording.tongue import N_, Tongue

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


_NTH = {
    "1": (
        N_("the first Monday"), N_("the first Tuesday"), N_("the first Wednesday"), N_("the first Thursday"),
        N_("the first Friday"), N_("the first Saturday"), N_("the first Sunday"),
    ),
    "2": (
        N_("the second Monday"), N_("the second Tuesday"), N_("the second Wednesday"), N_("the second Thursday"),
        N_("the second Friday"), N_("the second Saturday"), N_("the second Sunday"),
    ),
    "3": (
        N_("the third Monday"), N_("the third Tuesday"), N_("the third Wednesday"), N_("the third Thursday"),
        N_("the third Friday"), N_("the third Saturday"), N_("the third Sunday"),
    ),
    "4": (
        N_("the fourth Monday"), N_("the fourth Tuesday"), N_("the fourth Wednesday"), N_("the fourth Thursday"),
        N_("the fourth Friday"), N_("the fourth Saturday"), N_("the fourth Sunday"),
    ),
    "5": (
        N_("the fifth Monday"), N_("the fifth Tuesday"), N_("the fifth Wednesday"), N_("the fifth Thursday"),
        N_("the fifth Friday"), N_("the fifth Saturday"), N_("the fifth Sunday"),
    ),
    "-1": (
        N_("the last Monday"), N_("the last Tuesday"), N_("the last Wednesday"), N_("the last Thursday"),
        N_("the last Friday"), N_("the last Saturday"), N_("the last Sunday"),
    ),
}  # fmt: skip
"""Whole, since in many languages the number takes the weekday's gender."""


def rhythm(tongue: Tongue, rule: str, first: dt.date, zone: dt.tzinfo, written: Callable[[dt.date], str]) -> str:
    """The rule in words, such as "every month on the second Tuesday"; "" where there are none for it.

    `first` is the day of the first occurrence, which gives what the rule leaves open; the rule's end is a day in
    `zone`, and `written` writes it.
    """
    if rule_problem(rule):
        return ""
    parts = dict(part.split("=", 1) for part in canonical_rule(rule).split(";"))
    said = _Words(tongue, parts, first).said()
    words = tongue.words
    if said and "COUNT" in parts:
        number = int(parts["COUNT"])
        ending = words.ngettext("%(rhythm)s, %(num)s time in all", "%(rhythm)s, %(num)s times in all", number)
        return ending % {"rhythm": said, "num": number}
    if said and (end := rule_end(rule, zone)):
        return words.gettext("%(rhythm)s, until %(day)s") % {"rhythm": said, "day": written(end.date())}
    return said


class _Words:
    """The words for one rule, which has no problem."""

    def __init__(self, tongue: Tongue, parts: dict[str, str], first: dt.date) -> None:
        self._locale: Locale = tongue.locale
        self._words = tongue.words
        self._parts, self._first = parts, first
        self._interval = int(parts.get("INTERVAL", "1"))
        self._num = {"num": self._interval}
        self._months = [int(month) for month in parts.get("BYMONTH", "").split(",") if month]

    def said(self) -> str:
        frequency = self._parts["FREQ"]
        if frequency == "YEARLY":
            return self._yearly()
        said = {"DAILY": self._daily, "WEEKLY": self._weekly, "MONTHLY": self._monthly}[frequency]()
        if not said or not self._months:
            return said
        return self._words.gettext("%(rhythm)s, in %(months)s") % {"rhythm": said, "months": self._named_months()}

    def _daily(self) -> str:
        if "BYDAY" in self._parts:
            return self._weekly() if self._interval == 1 else ""
        return self._words.ngettext("every day", "every %(num)s days", self._interval) % self._num

    def _weekly(self) -> str:
        days = self._parts.get("BYDAY", _DAYS[self._first.weekday()]).split(",")
        names = self._locale.days["stand-alone"]["wide"]
        weekdays = self._listed([str(names[_DAYS.index(day)]) for day in sorted(days, key=_DAYS.index)])
        if self._interval == 1:
            return self._words.gettext("every %(weekdays)s") % {"weekdays": weekdays}
        often = self._words.ngettext("every week", "every %(num)s weeks", self._interval) % self._num
        return self._words.gettext("%(often)s on %(weekdays)s") % {"often": often, "weekdays": weekdays}

    def _monthly(self) -> str:
        days = self._days_of_month()
        often = self._words.ngettext("every month", "every %(num)s months", self._interval) % self._num
        return self._words.gettext("%(often)s on %(days)s") % {"often": often, "days": days} if days else ""

    def _yearly(self) -> str:
        often = self._words.ngettext("every year", "every %(num)s years", self._interval) % self._num
        parts = self._parts
        if "BYDAY" in parts or len(self._months) > 1 or (self._months and "BYMONTHDAY" in parts):
            days = self._days_of_month() if self._months else ""
            values = {"often": often, "months": self._named_months(), "days": days}
            return self._words.gettext("%(often)s in %(months)s on %(days)s") % values if days else ""
        if {"BYMONTHDAY", "BYSETPOS"} & parts.keys():
            return ""
        try:
            # In a leap year, since the first occurrence may have been on 29 February.
            day = dt.date(2024, self._months[0] if self._months else self._first.month, self._first.day)
        except ValueError:
            return ""
        date = date_in_words(day, "MMMMd", self._locale)
        return self._words.gettext("%(often)s on %(days)s") % {"often": often, "days": date}

    def _days_of_month(self) -> str:
        parts = self._parts
        if "BYDAY" in parts:
            return "" if "BYMONTHDAY" in parts else self._counted_weekdays()
        if "BYSETPOS" in parts:
            return ""
        days = [int(day) for day in parts.get("BYMONTHDAY", str(self._first.day)).split(",")]
        if any(day < -1 for day in days):
            return ""
        last, usual = self._words.gettext("the last day"), self._words.gettext("day %(num)s")
        return self._listed([last if day == -1 else usual % {"num": day_of_month(day, self._locale)} for day in days])

    def _counted_weekdays(self) -> str:
        """Weekdays with their numbers, from BYDAY=2TU or from BYDAY=TU;BYSETPOS=2."""
        found = [re.fullmatch(r"([+-]?\d*)([A-Z]{2})", day) for day in self._parts["BYDAY"].split(",")]
        counted = [(one[1].removeprefix("+"), one[2]) for one in found if one]
        if "BYSETPOS" in self._parts:
            if len(counted) > 1 or counted[0][0]:
                return ""
            counted = [(number, counted[0][1]) for number in self._parts["BYSETPOS"].split(",")]
        if any(number not in _NTH for number, _ in counted):
            return ""
        return self._listed([self._words.gettext(_NTH[number][_DAYS.index(day)]) for number, day in counted])

    def _named_months(self) -> str:
        names = self._locale.months["format"]["wide"]
        return self._listed([str(names[month]) for month in sorted(self._months)])

    def _listed(self, words: list[str]) -> str:
        return str(format_list(words, locale=self._locale))
