"""The catalogues: every word of the site in every language, and as that language is printed."""

import gettext
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import folkmoot
from folkmoot.build import draft
from folkmoot.model.instant import instant
from folkmoot.render.canvas import Canvas
from folkmoot.render.pages import pages_of
from folkmoot.render.wording import tongue as tongues
from folkmoot.render.wording.tongue import SOURCE, catalogues, tongue

PACKAGE = Path(folkmoot.__file__).parent
OWN_KEYWORDS = ("say", "_say", "N_")
ADVICE = "run make catalogues, and translate what is new"
LANGUAGES = sorted(catalogues() - {SOURCE})
PLACE = re.compile(r"%\(\w+\)s|\{\w+\}")


def catalogue(language: str) -> Catalog:
    with (PACKAGE / "render/wording/catalogues" / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language.replace("-", "_"))


def messages(language: str) -> Iterator[Message]:
    return (message for message in catalogue(language) if message.id)


def forms(said: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [said] if isinstance(said, str) else list(said or ())


@pytest.fixture(scope="module")
def words(repository: Path) -> set[str | tuple[str, ...]]:
    """What the code and the templates say: the words, or the words for one and for many."""
    mappings = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["tool"]["babel"]["mappings"]
    methods = [(one["pattern"], one["method"]) for one in mappings]
    options = {one["pattern"]: {k: v for k, v in one.items() if k not in ("pattern", "method")} for one in mappings}
    keywords = DEFAULT_KEYWORDS | dict.fromkeys(OWN_KEYWORDS)
    return {said for _, _, said, _, _ in extract_from_dir(PACKAGE, methods, options, keywords)}


def test_the_makefile_looks_for_the_same_words(repository: Path) -> None:
    assert f'--keywords "{" ".join(OWN_KEYWORDS)}"' in (repository / "Makefile").read_text("utf-8")


def test_no_words_are_said_where_nobody_looks_for_them() -> None:
    renamed = re.compile(r"^\s*(\w+) = .*\b(?:ngettext|gettext)$", re.MULTILINE)
    texts = [path.read_text("utf-8") for path in PACKAGE.rglob("*.py")]
    found = {name for text in texts for name in renamed.findall(text) if re.search(rf'\b{name}\(\s*"', text)}
    assert found - set(OWN_KEYWORDS) - set(DEFAULT_KEYWORDS) == set()
    within = re.compile(r"\{[^{}]*\b(?:say|_say|n?gettext)\('")
    assert [text for text in texts if within.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_site_is_in_the_catalogue(language: str, words: set[str | tuple[str, ...]]) -> None:
    known, said = {forms(one.id)[0] for one in messages(language)}, {forms(one)[0] for one in words}
    assert (sorted(said - known), sorted(known - said)) == ([], []), ADVICE
    counted = {tuple(one.id) for one in messages(language) if one.pluralizable}
    assert counted == {one for one in words if isinstance(one, tuple)}, ADVICE


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated_in_all_its_forms(language: str) -> None:
    count = catalogue(language).num_plurals
    for message in messages(language):
        said = forms(message.string)
        assert len(said) == (count if message.pluralizable else 1), message.id
        assert all(form.strip() for form in said), message.id
        assert not message.fuzzy, message.id
    assert not catalogue(language).obsolete


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_places_for_values_that_the_original_has(language: str) -> None:
    for message in messages(language):
        known = [set(PLACE.findall(form)) for form in forms(message.id)]
        for number, form in enumerate(forms(message.string)):
            places = set(PLACE.findall(form))
            assert places <= known[-1], message.id
            assert places >= known[min(number, len(known) - 1)], message.id
            # The words of metrics are no patterns: theirs may tell of 80 %.
            if "%" not in PLACE.sub("", forms(message.id)[0]).replace("%%", ""):
                assert "%" not in PLACE.sub("", form).replace("%%", ""), message.id


def test_french_is_spaced_as_it_is_printed() -> None:
    for message in messages("fr"):
        for form in forms(message.string):
            assert not re.search(r"[^\u202f][;!?]|[^\u00a0]:(?!//)|«[^\u00a0]|[^\u00a0]»", form), form
            assert not re.search(r"""['"“”]""", form), form


def test_italian_has_its_own_quotation_marks() -> None:
    for message in messages("it"):
        for form in forms(message.string):
            assert not re.search(r"""\s[;!?:]|['"“”]|«\s|\s»""", form), form


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_sorted_and_names_no_lines(language: str) -> None:
    ids = [forms(message.id)[0] for message in messages(language)]
    assert ids == sorted(ids)
    assert "#: " not in (PACKAGE / "render/wording/catalogues" / f"{language}.po").read_text("utf-8")


def test_whatever_pages_say_was_found_in_the_code(
    repository: Path, words: set[str | tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words that reach gettext through a variable are marked with N_ where they stand."""
    said: set[str] = set()

    class Listening(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            said.add(message)
            return message

        def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
            said.add(msgid1)
            return super().ngettext(msgid1, msgid2, n)

    hub, _, _ = draft(repository, instant("2026-06-15", "", lambda: pytest.fail("given")))
    assert hub is not None
    monkeypatch.setattr("folkmoot.render.canvas.tongue", lambda tag: tongue(tag)._replace(words=Listening()))
    assert isinstance(Canvas(hub, "fr").tongue.words, Listening)
    assert sum(1 for _ in pages_of(hub)) > 100
    assert len(said) > 200
    assert sorted(said - {forms(one)[0] for one in words}) == []


UNFINISHED = b"""\
msgid ""
msgstr ""
"Language: pt_BR\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Events"
msgstr "Eventos"

msgid "Members"
msgstr ""

msgid "%(num)s person"
msgid_plural "%(num)s people"
msgstr[0] "%(num)s pessoa"
msgstr[1] ""
"""


def test_what_a_catalogue_does_not_translate_yet_stays_english() -> None:
    said = gettext.GNUTranslations(tongues._compiled(UNFINISHED, "pt-BR"))
    assert said.gettext("Events") == "Eventos"
    assert said.gettext("Members") == "Members"
    assert [said.ngettext("%(num)s person", "%(num)s people", n) for n in (1, 2)] == [
        "%(num)s person",
        "%(num)s people",
    ]
    assert [one.id for one in read_mo(tongues._compiled(UNFINISHED, "pt-BR")) if one.id] == ["Events"]
