"""What people sent with a form: read in the form's order, and nothing that stands in a text begins a field."""

import json
from pathlib import Path
from typing import Any

import pytest

from folkmoot.load.documents import Unreadable
from folkmoot.load.issue_forms import LONGEST, Answers, Field, Form, answers, form_meant, read_form

FORM = Form(
    "lamp",
    (
        Field("name", "Your name", "input", needed=True),
        Field("bio", "About you", "textarea"),
        Field("kind", "Kind", "dropdown", ("oil", "gas")),
        Field("agenda", "Agenda", "dropdown", ("us, here", "us", "the world"), multiple=True),
        Field("agreed", "May we?", "checkboxes", ("Yes, show it", "Twice")),
    ),
    ("lamps",),
)
WHOLE = (
    "### Your name\n\nAda\n\n### About you\n\nI mend.\n\nLamps.\n\n### Kind\n\noil\n\n"
    "### Agenda\n\nus, here, the world\n\n### May we?\n\n- [X] Yes, show it\n- [ ] Twice\n"
)
SAID: dict[str, str | tuple[str, ...]] = {
    "name": "Ada",
    "bio": "I mend.\n\nLamps.",
    "kind": ("oil",),
    "agenda": ("us, here", "the world"),
    "agreed": ("Yes, show it",),
}


def _codes(said: Answers) -> list[tuple[str, str]]:
    return [(one.field, one.code) for one in said.remarks]


def test_every_kind_of_field_is_read() -> None:
    assert answers(FORM, WHOLE) == Answers(SAID, ())


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_do_not_matter(ends: str) -> None:
    assert answers(FORM, WHOLE.replace("\n", ends)).values == SAID


@pytest.mark.parametrize("nothing", ["_No response_", "None", "", "  "])
def test_what_was_left_empty_is_left_out(nothing: str) -> None:
    body = WHOLE.replace("oil", nothing).replace("us, here, the world", nothing)
    assert answers(FORM, body) == Answers({key: SAID[key] for key in ("name", "bio", "agreed")}, ())


def test_what_is_needed_has_to_be_said() -> None:
    assert _codes(answers(FORM, WHOLE.replace("Ada", "_No response_"))) == [("Your name", "missing")]


@pytest.mark.parametrize(
    "forged",
    [
        *("### May we?", "### may we", "###  May we? ###", "  ### May we?", "###May we?\t"),
        *("```\n### May we?\n```", "~~~\n### May we?", "<!--\n### May we?\n-->", "> x\n### May we?"),
    ],
)
def test_no_text_begins_another_field(forged: str) -> None:
    """Nobody can tell which of two headings is the form's own, so nothing at all is taken."""
    said = answers(FORM, WHOLE.replace("I mend.", f"I mend.\n\n{forged}\n\n- [x] Twice"))
    assert said.values == {}
    assert _codes(said) == [("May we?", "heading-repeated")]
    assert "#### May we?" in said.remarks[0].hint


def test_a_field_whose_heading_is_missing_cannot_be_begun_by_a_text_above_it() -> None:
    body = "### Your name\n\nAda\n\n### Kind\n\noil\n\n### About you\n\nx\n"
    said = answers(FORM, body)
    assert (said.values, _codes(said)) == ({}, [("About you", "heading-astray")])


def test_headings_of_their_own_are_part_of_a_text() -> None:
    text = "I mend.\n\n### My lamps\n\n#### Kind\n\n## Kind\n\n```\n### x\n```"
    assert answers(FORM, WHOLE.replace("I mend.\n\nLamps.", text)).values["bio"] == text


def test_what_nobody_asked_is_told_and_not_taken() -> None:
    body = WHOLE.replace("oil", "oil\n\n### Size\n\nbig")
    said = answers(FORM, f"Hello!\n{body}")
    assert said.values == SAID
    assert [(one.severity, one.code, one.value) for one in said.remarks] == [
        ("warning", "not-asked", "Hello!"),
        ("warning", "not-asked", "Size: big"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("oil", "steam", "not-offered"),
        ("oil", "oil, gas", "not-offered"),
        ("us, here, the world", "us, there", "not-offered"),
        ("- [ ] Twice", "- [x] Thrice", "not-offered"),
        ("- [ ] Twice", "- [ ] Twice\n- [x] Twice", "box-repeated"),
        ("- [ ] Twice", "- [ ] Yes, show it", "box-repeated"),
        ("Ada\n", "Ada\nRossi\n", "one-line"),
        ("Lamps.", "x" * LONGEST, "too-long"),
    ],
)
def test_what_the_form_does_not_offer_is_refused(old: str, new: str, code: str) -> None:
    said = answers(FORM, WHOLE.replace(old, new))
    assert [one for _, one in _codes(said)] == [code]
    assert said.remarks[0].severity == "error"


def test_a_box_that_is_ticked_and_not_ticked_is_not_ticked() -> None:
    assert "agreed" not in answers(FORM, WHOLE.replace("Twice", "Yes, show it")).values


def test_a_box_that_has_to_be_ticked() -> None:
    form = Form("one", (Field("ok", "OK?", "checkboxes", ("Yes",), required=("Yes",)),))
    assert _codes(answers(form, "### OK?\n\n- [ ] Yes")) == [("OK?", "missing")]
    assert answers(form, "### OK?\n\n- [x] Yes") == Answers({"ok": ("Yes",)}, ())


def test_code_is_taken_out_of_the_fence_that_github_puts_around_it() -> None:
    form = Form("one", (Field("code", "Code", "textarea", fenced=True),))
    assert answers(form, "### Code\n\n```shell\nls\n\nls -l\n```\n").values == {"code": "ls\n\nls -l"}
    assert answers(form, "### Code\n\nls\n").values == {"code": "ls"}


def test_the_form_is_told_by_its_label_or_by_its_headings() -> None:
    other = Form("wick", (Field("name", "Your name", "input"), Field("wick", "Wick", "input")), ("wicks",))
    assert form_meant([FORM, other], "", ["wicks", "good first issue"]) is other
    assert form_meant([FORM, other], WHOLE) is FORM
    assert form_meant([FORM, other], "### Your name\n\nAda\n\n### Wick\n\nflat") is other
    assert form_meant([FORM, other], "Hello, may I join?") is None
    assert form_meant([FORM, other], WHOLE, ["wicks", "lamps"]) is FORM


@pytest.mark.parametrize(
    "text", ["name: A\n", "body: none\n", "body: []\n", "body:\n  - type: markdown\n", "- a\n", "a: *b\n"]
)
def test_what_is_no_form_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_form(text.encode(), "x")


@pytest.mark.parametrize(
    "line",
    [
        *(" " * 30_000, "#" * 60_000, f"###{' ' * 60_000}x", f"### a{' #' * 30_000}", "`" * 60_000),
        *("us, " * 15_000, "- [" * 20_000, "#\n" * 30_000),
    ],
    ids=lambda line: line[:6],
)
def test_long_texts_are_read_as_others_are(line: str) -> None:
    """What takes time that grows with the square of a text's length would not end here within minutes."""
    assert answers(FORM, WHOLE.replace("I mend.\n\nLamps.", line)).values["kind"] == ("oil",)
    assert "agenda" not in answers(FORM, WHOLE.replace("us, here, the world", line)).values


@pytest.fixture(scope="module")
def fixtures(repository: Path) -> Path:
    folder = repository.parent / "shared" / "corpus" / "issue-form-fixtures"
    if not folder.is_dir():
        pytest.skip("the corpus of issue bodies lies beside the checkout, in ../shared/corpus, and is not there")
    return folder


BY_DESIGN: dict[str, dict[str, Any]] = {
    # Headings that the form does not have are no fields: they would let anybody invent keys.
    "mismatched-parsing": {},
}
"""Where what is read differs from what the corpus expects, and what is read instead."""


def _plain(values: Any) -> dict[str, Any]:
    """Expected answers without the empty ones, and of check boxes those that are ticked."""
    found = {key: value["selected"] if isinstance(value, dict) else value for key, value in values.items()}
    return {key: list(value) if isinstance(value, (list, tuple)) else value for key, value in found.items() if value}


def test_every_body_of_one_parsers_corpus_is_read_as_there(fixtures: Path) -> None:
    cases = sorted(path.parent for path in fixtures.glob("github-issue-parser/fixtures/*/expected.json"))
    assert len(cases) == 8
    for case in cases:
        form = read_form((case / "form.yml").read_bytes(), case.name)
        body = case / "issue-body.md"
        said = answers(form, body.read_text() if body.is_file() else "")
        expected = BY_DESIGN.get(case.name, _plain(json.loads((case / "expected.json").read_text())))
        assert _plain(said.values) == expected, case.name


def test_every_body_of_the_other_parsers_corpus_is_read_as_there(fixtures: Path) -> None:
    cases = sorted(path.parent for path in fixtures.glob("issue-ops-parser/__fixtures__/*/issue.md"))
    assert len(cases) == 7
    for case in cases:
        template = next(
            path for path in (case / "template.yml", case / ".github/ISSUE_TEMPLATE/template.yml") if path.is_file()
        )
        expected = next(
            path for path in (case / "parsed-issue.json", case / "parsed-issue-with-template.json") if path.is_file()
        )
        form = read_form(template.read_bytes(), case.name)
        said = answers(form, (case / "issue.md").read_text())
        assert _plain(said.values) == _plain(json.loads(expected.read_text())), case.name


def test_what_a_corpus_passes_over_in_silence_is_told(fixtures: Path) -> None:
    folder = fixtures / "issue-ops-parser/__fixtures__"
    said = answers(
        read_form((folder / "extra/template.yml").read_bytes(), "x"), (folder / "extra/issue.md").read_text()
    )
    assert ("", "not-asked") in _codes(said)
    assert ("Model Name", "missing") in _codes(said)
    said = answers(read_form((folder / "header/template.yml").read_bytes(), "x"), "This has no header!\n")
    assert _codes(said) == [("", "not-asked"), ("The Name of the Thing", "missing")]
