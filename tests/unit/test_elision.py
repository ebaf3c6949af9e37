"""Words that change before others, in French and Italian."""

import pytest

from folkmoot.render.wording.elision import filled


@pytest.mark.parametrize(
    ("language", "words", "value", "written"),
    [
        ("fr", "l’accord de %(x)s", "Ada", "l’accord d’Ada"),
        ("fr", "note que %(x)s accepte", "Élise", "note qu’Élise accepte"),
        ("fr", "De %(x)s", "Inès", "D’Inès"),
        ("fr", "l’accord de %(x)s", "Bo", "l’accord de Bo"),
        ("fr", "l’accord de %(x)s", "«\u00a0Ada\u00a0»", "l’accord de «\u00a0Ada\u00a0»"),
        ("fr", "le %(x)s", "11 juin", "le 11 juin"),
        ("fr", "monde %(x)s", "Ada", "monde Ada"),
        ("it", "dal %(x)s", "8 giugno", "dall’8 giugno"),
        ("it", "fino al %(x)s", "11 giugno", "fino all’11 giugno"),
        ("it", "il %(x)s", "8 giugno", "l’8 giugno"),
        ("it", "Il %(x)s", "8 giugno", "L’8 giugno"),
        ("it", "dal %(x)s", "18 giugno", "dal 18 giugno"),
        ("it", "dal %(x)s", "1 giugno", "dal 1 giugno"),
        ("it", "a %(x)s", "Ada", "ad Ada"),
        ("it", "a %(x)s", "Bo", "a Bo"),
        ("it", "dal %(x)s", "", "dal "),
        ("en", "dal %(x)s de %(x)s a %(x)s", "8", "dal 8 de 8 a 8"),
    ],
)
def test_what_changes_before_a_value(language: str, words: str, value: str, written: str) -> None:
    assert filled(words, {"x": value}, language) == written


@pytest.mark.parametrize(
    ("language", "words", "value", "written"),
    [
        ("fr", "retire Bo de %(x)s", "les hôtes", "retire Bo des hôtes"),
        ("fr", "ajoute Bo à %(x)s", "les hôtes", "ajoute Bo aux hôtes"),
        ("fr", "ajoute Bo à %(x)s", "la liste", "ajoute Bo à la liste"),
        ("fr", "retire Bo de %(x)s", "l’agenda", "retire Bo de l’agenda"),
        ("fr", "retire Bo de %(x)s", "le domaine", "retire Bo du domaine"),
        ("it", "aggiunge Bo a %(x)s", "gli autori", "aggiunge Bo agli autori"),
        ("it", "aggiunge Bo a %(x)s", "i link", "aggiunge Bo ai link"),
        ("it", "toglie Bo da %(x)s", "l’elenco", "toglie Bo dall’elenco"),
        ("it", "toglie Bo da %(x)s", "le lingue", "toglie Bo dalle lingue"),
        ("it", "cambia %(x)s", "le lingue", "cambia le lingue"),
        ("en", "adds Bo to %(x)s", "the hosts", "adds Bo to the hosts"),
    ],
)
def test_an_article_joins_what_stands_before_it(language: str, words: str, value: str, written: str) -> None:
    assert filled(words, {"x": value}, language, nouns=("x",)) == written


def test_the_article_of_a_name_stays_its_own() -> None:
    assert filled("ajoute Bo à %(x)s", {"x": "Les Roues"}, "fr") == "ajoute Bo à Les Roues"
    assert filled("ajoute Bo à %(x)s", {"x": "les Roues"}, "fr") == "ajoute Bo à les Roues"
