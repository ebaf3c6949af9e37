"""Phrases are found as people mean them."""

import pytest

from folkmoot.model.spotting import spotted


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("Officina Aperta", "an evening at OFFICINA  APERTA, in Turin"),
        ("officina aperta", "#officina-aperta"),
        ("Café", "the CAFE next door"),
        ("cafe", "un cafe\u0301 noir"),
        ("Straße", "STRASSE"),
        ("C++", "we love C++."),
        ("C++", "C++20 is out"),
        (".net", "on .NET today"),
        ("東京", "私は東京に住んでいます"),
        ("moot", "東京mootです"),
        ("l'atelier", "à L'Atelier ce soir"),
    ],
)
def test_a_phrase_is_found_whatever_its_capitals_accents_and_spaces(phrase: str, text: str) -> None:
    assert spotted([phrase, "absent"], ["other", text]) == (phrase,)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("moot", "a smooth evening, moots"),
        ("officina aperta", "officina, aperta"),
        ("officina aperta", "aperta officina"),
        ("a.b", "axb"),
        ("", "anything"),
        (" - ", "any - thing"),
        ("café", ""),
    ],
)
def test_no_more_than_whole_words_is_found(phrase: str, text: str) -> None:
    assert spotted([phrase], [text]) == ()


def test_a_phrase_does_not_reach_from_one_text_into_the_next() -> None:
    assert spotted(["officina aperta"], ["officina", "aperta"]) == ()
    assert spotted(["b", "a"], ["a b"]) == ("b", "a")
