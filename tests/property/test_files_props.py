"""A record's file says what the record says: whatever texts it holds are read back as they were."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.load.documents import read_front_matter, read_yaml
from folkmoot.model.turning import turning_sign
from folkmoot.render.files import RECORDS, file_text

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

HARD = st.sampled_from(
    [
        *("", " ", "\n", "a\n", "a\nb", "a\n\nb\n\n", " a\nb", "\na\nb", "a\n ", "a\n  b\n", "a \nb\t\n", "a\r\nb"),
        *"~ null NO yes 1.10 012 12:30:45 1e3 .inf 2026-05-14 <<  = - -- --- ... -a ?b : a: #a a#b *a &a !a".split(),
        *("|a", ">a", "%a", "@a", "`a", "a: b", "a #b", "a # b", "it's", 'say "x"', "[a", "{a}", "a, b", "a]"),
        *("\u2028", "\x85x", "🎉\nparty", "🎉", "\ufeffa", "a\u00a0b", "x\n---\ny"),
    ]
)
SIGNS = st.text(alphabet="ab:#-\n '\"[]{},|>\t", max_size=20)
TEXTS = st.one_of(HARD, st.text(max_size=40), SIGNS).filter(lambda text: not _UNFIT.search(text))
VALUES: st.SearchStrategy[Any] = st.recursive(
    TEXTS,
    lambda inside: st.lists(inside, min_size=1, max_size=4) | st.dictionaries(TEXTS, inside, min_size=1, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=6))
def test_keys_and_values_are_read_back_as_they_were(values: dict[str, Any]) -> None:
    assert read_yaml(file_text(values, "members").encode()).values == values


@given(st.dictionaries(TEXTS, VALUES, max_size=6), TEXTS)
def test_what_stands_below_the_keys_is_read_back_too(values: dict[str, Any], text: str) -> None:
    document = read_front_matter(file_text(values, "events", text).encode())
    assert document.values == values
    body = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    assert document.body == (body if turning_sign(body) < 0 else _TURNING.sub("", body))


def test_a_block_below_the_last_key_keeps_its_line_end() -> None:
    for text in ("a\nb\n", "a\nb", "a\nb\n\n"):
        for values in ({"recap": text}, {"x": [text]}, {"x": {"y": text, "z": None}}):
            read = read_front_matter(file_text(values, "events", "Text").encode())
            assert read.values == {key: {"y": text} if isinstance(one, dict) else one for key, one in values.items()}


def test_what_cannot_be_written_does_not_count_as_something_in_a_line() -> None:
    for text, read in (("\x1f\n\x1f", "\n"), ("a\n\x08", "a\n"), ("\x08\na\nb\x1f", "\na\nb")):
        assert read_yaml(file_text({"name": text}, "members").encode()).values == {"name": read}
        assert read_front_matter(file_text({"name": text}, "events", "x").encode()).values == {"name": read}


def test_signs_that_turn_a_text_are_left_out_of_it_unless_they_are_closed() -> None:
    assert file_text({"title": "x"}, "events", "a\u202eb").endswith("---\nab\n")
    assert file_text({"title": "x"}, "events", "a\u2067b\u2069").endswith("---\na\u2067b\u2069\n")


@pytest.mark.parametrize("family", RECORDS)
@given(st.text(max_size=60))
def test_no_text_makes_a_file_that_cannot_be_read(family: str, text: str) -> None:
    content = file_text({"name": text, "links": [{"label": text}]}, family, text).encode()
    read = read_yaml if family in ("members", "places") else read_front_matter
    assert read(content).values["name"] == _UNFIT.sub("", text)
