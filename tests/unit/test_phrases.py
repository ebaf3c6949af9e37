"""How days, shares and rows of words are written in a language."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from folkmoot.model.activity import Figure, Metric
from folkmoot.render.wording.dates import date_in_words
from folkmoot.render.wording.phrases import Phrases, beginning
from folkmoot.render.wording.rhythm import rhythm
from folkmoot.render.wording.tongue import tongue

FIRST, ELEVENTH = dt.date(2027, 4, 1), dt.date(2027, 4, 11)
SHARE = Metric("share", "Share", "", "", "share of all", "", "", "")


@pytest.mark.parametrize(
    ("tag", "day", "short"),
    [
        ("fr", "1er avril 2027", "jeu. 1er avr. 2027"),
        ("fr-CA", "1er avril 2027", "jeu. 1er avr. 2027"),
        ("en", "1 April 2027", "Thu, 1 Apr 2027"),
        ("it", "1º aprile 2027", "gio 1º apr 2027"),
    ],
)
def test_the_first_of_a_month_is_an_ordinal_in_french_and_italian(tag: str, day: str, short: str) -> None:
    phrases = Phrases(tongue(tag))
    assert (phrases.day(FIRST), phrases.short_day(FIRST)) == (day, short)


def test_a_quarter_of_a_year_is_an_ordinal_already() -> None:
    assert date_in_words(FIRST.replace(month=1), "QQQQ y", tongue("fr").locale) == "1er trimestre 2027"


def test_other_days_and_months_are_no_ordinals_in_french() -> None:
    phrases = Phrases(tongue("fr"))
    assert phrases.day(ELEVENTH) == "11 avril 2027"
    assert phrases.day(dt.date(2021, 1, 31)) == "31 janvier 2021"
    assert (phrases.month(FIRST), phrases.short_month(FIRST)) == ("avril 2027", "avr.")


@pytest.mark.parametrize("rule", ["FREQ=YEARLY", "FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=1,15"])
def test_a_series_on_the_first_says_so_in_french(rule: str) -> None:
    speech = tongue("fr")
    said = rhythm(speech, rule, FIRST, ZoneInfo("Europe/Paris"), Phrases(speech).day)
    assert "1er" in said
    assert "15er" not in said


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("en", "52.3%"), ("it", "52,3%"), ("fr", "52,3\N{NO-BREAK SPACE}%"), ("tr", "%52,3")],
)
def test_per_cent_is_written_as_the_language_has_it(tag: str, expected: str) -> None:
    assert Phrases(tongue(tag)).figure(Figure("", "", 0.523, 20), SHARE) == expected


def test_a_share_without_decimals_has_none() -> None:
    assert Phrases(tongue("en")).figure(Figure("", "", 0.87, 20), SHARE) == "87%"


def test_what_an_event_is_about_reads_as_a_sentence() -> None:
    phrases = Phrases(tongue("en"))
    words = [phrases.known(one) for one in ("applied", "external", "internal")]
    assert phrases.listed(words[:1]) == "our projects"
    assert phrases.listed(words[::2]) == "our projects and our community"
    assert phrases.listed(words) == "our projects, the world around us and our community"


def test_the_beginning_of_a_text_is_its_words_without_marks() -> None:
    assert beginning("## We *met*\n\nAnd [soldered](https://x.example/) & sang.") == "We met And soldered & sang."
    long = beginning("word " * 99)
    assert len(long) <= 160
    assert long.endswith("word…")
