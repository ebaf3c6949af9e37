"""Languages as people type them for a new hub: what is a tag is taken, of all else the tag that is meant is told."""

import pytest

from folkmoot.contribute.languages import is_known, refuse_unknown_languages, tag_meant
from folkmoot.errors import WrongUse


@pytest.mark.parametrize("tag", ["it", "fr", "pt-BR", "zh-Hant-TW", "sr-Latn", "lij", "no", "skr"])
def test_a_tag_of_a_language_is_taken(tag: str) -> None:
    assert is_known(tag)
    refuse_unknown_languages([tag])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("IT", "it"),
        ("pt_br", "pt-BR"),
        ("FR-fr", "fr-FR"),
        ("zh-hant", "zh-Hant"),
        ("en-UK", "en-GB"),
        ("ita", "it"),
        ("jp", "ja"),
        ("cz", "cs"),
        ("italiano", "it"),
        ("Italian", "it"),
        (" French ", "fr"),
        ("français", "fr"),
        ("Francais", "fr"),
        ("francese", "fr"),
        ("allemand", "de"),
        ("日本語", "ja"),
        ("русский", "ru"),
        ("Scottish Gaelic", "gd"),
    ],
)
def test_a_name_or_another_spelling_is_refused_with_the_tag(written: str, meant: str) -> None:
    assert tag_meant(written) == meant
    with pytest.raises(WrongUse) as refusal:
        refuse_unknown_languages(["en", written])
    assert str(refusal.value) == f"“{written}” is no language tag"
    assert refusal.value.hint == f"did you mean --language {meant}?"


def test_a_misspelt_name_is_refused_with_the_tag() -> None:
    with pytest.raises(WrongUse) as refusal:
        refuse_unknown_languages(["Itallian"])
    assert refusal.value.hint == "did you mean --language it?"


@pytest.mark.parametrize("written", ["it,fr", "it, fr", "IT;French", "it fr", "italiano/français"])
def test_several_at_once_are_refused_with_the_option_repeated(written: str) -> None:
    with pytest.raises(WrongUse) as refusal:
        refuse_unknown_languages([written])
    assert str(refusal.value) == f"“{written}” is more than one language"
    assert refusal.value.hint == "repeat the option for each language: --language it --language fr"


@pytest.mark.parametrize("written", ["zz", "xx", "ZZ", "und", "mul", "en-ZZ", "fr-Zxxq", "gibberish", "a", "", "🎉"])
def test_what_is_no_language_is_refused(written: str) -> None:
    assert not is_known(written)
    with pytest.raises(WrongUse) as refusal:
        refuse_unknown_languages([written])
    assert str(refusal.value) == f"“{written}” cannot be used for --language: no language of that tag or name is known"
    assert "such as en, fr or pt-BR" in refusal.value.hint
