"""Why a source cannot be read, as the archive says it in English, in the reader's language."""

import datetime as dt

import pytest

from folkmoot.collect.http import Answer, in_words
from folkmoot.collect.visiting import refused
from folkmoot.model.harvest import Source
from folkmoot.render.wording import reasons
from folkmoot.render.wording.reasons import reason_in
from folkmoot.render.wording.tongue import tongue

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
SOURCE = Source("entries", "a", "https://a.example/feed")


def test_what_servers_refuse_with_is_known() -> None:
    for status in (401, 403, 404, 410, 418, 429, 451, 500, 503):
        failure = refused(SOURCE, Answer(status, SOURCE.url, b"", {"retry-after": "60"}), NOW)
        assert failure
        told = failure.reason.partition(", not before")[0]
        assert any(pattern.fullmatch(failure.reason) for pattern, _ in reasons._KNOWN), failure.reason
        assert reason_in(tongue("en"), failure.reason)[0] == told


@pytest.mark.parametrize("error", [TimeoutError(), ConnectionRefusedError(), OSError()])
def test_what_breaks_on_the_way_is_known(error: OSError) -> None:
    said = in_words(error, SOURCE.url)
    assert any(pattern.fullmatch(said) for pattern, _ in reasons._KNOWN), said
    assert reason_in(tongue("en"), said)[0] == said


def test_a_translated_reason_is_in_the_language_and_any_other_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    french = tongue("fr")
    monkeypatch.setattr(french.words, "gettext", lambda words: words.replace("refuses robots", "refuse les robots"))
    assert reason_in(french, "refuses robots (403)") == ("refuse les robots (403)", "fr")
    assert reason_in(french, "is not there (404)") == ("is not there (404)", "en")
    assert reason_in(french, "100 % odd %(x)s") == ("100 % odd %(x)s", "en")
