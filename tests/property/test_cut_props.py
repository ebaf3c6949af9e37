"""Whatever a list looks like, an item is taken out of it alone: the rest says what it said, as it was written."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.load.mended import cut

_WORDS = st.sampled_from(("ada-rossi", "bo-ek", "cy", "0123", "yes", "quin-oakes", "a-b-c"))
_QUOTES = st.sampled_from(("", "'", '"'))
_COMMENTS = st.sampled_from(("", "  # why", " # - nothing: [x]"))
_ENDS = st.sampled_from(("\n", "\r\n"))


@st.composite
def _lists(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A file whose key `who` holds a list of words or of mappings, and the lines or pieces of its items."""
    words = draw(st.lists(_WORDS, min_size=2, max_size=5))
    quotes = draw(st.lists(_QUOTES, min_size=len(words), max_size=len(words)))
    written = [f"{mark or chr(39)}{word}{mark or chr(39)}" for word, mark in zip(words, quotes, strict=True)]
    end, kind = draw(_ENDS), draw(st.sampled_from(("flow", "block", "mappings", "mixed")))
    if kind == "flow":
        space = draw(st.sampled_from(("", " ")))
        between = draw(st.sampled_from((",", ", ", " , ")))
        rows = [f"who: [{space}{between.join(written)}{space}]{draw(_COMMENTS)}"]
    else:
        indent = " " * draw(st.integers(0, 4))
        rows = ["who:"]
        for number, word in enumerate(written):
            if kind == "block" or (kind == "mixed" and number % 2):
                rows.append(f"{indent}- {word}{draw(_COMMENTS)}")
            elif kind == "mappings":
                rows += [f"{indent}- member: {word}{draw(_COMMENTS)}", f"{indent}  gave:", f"{indent}  - [a, b]"]
            else:
                rows.append(f"{indent}- {{member: {word}, gave: [a]}}{draw(_COMMENTS)}")
    text = end.join(("first: 1", *rows, "# between", "last:", "  - x", ""))
    return text, rows


@given(_lists(), st.data())
def test_an_item_goes_and_nothing_else(listed: tuple[str, list[str]], data: st.DataObject) -> None:
    text, _ = listed
    values = yaml.safe_load(text)
    index = data.draw(st.integers(0, len(values["who"]) - 1))
    found = cut(text.encode(), "members/x.yml", ("who", index))
    assert found is not None
    after = found.content.decode()
    assert yaml.safe_load(after) == {**values, "who": [one for at, one in enumerate(values["who"]) if at != index]}
    assert after.startswith("first: 1")
    assert after.endswith(text[text.index("# between") :]), "what stands below is as it was"
    kept = iter(text.splitlines())
    if "[" not in text.splitlines()[1]:
        assert all(line in kept for line in after.splitlines()), "lines go whole"


@given(_lists())
def test_a_key_goes_with_all_that_it_holds(listed: tuple[str, list[str]]) -> None:
    text, _ = listed
    found = cut(text.encode(), "members/x.yml", ("who",))
    assert found is not None
    after = found.content.decode()
    assert yaml.safe_load(after) == {"first": 1, "last": ["x"]}
    assert "# between" in after


@given(_lists())
def test_until_one_is_left(listed: tuple[str, list[str]]) -> None:
    content = listed[0].encode()
    for _ in range(len(yaml.safe_load(listed[0])["who"]) - 1):
        found = cut(content, "members/x.yml", ("who", 0))
        assert found is not None
        content = found.content
    assert cut(content, "members/x.yml", ("who", 0)) is None, "the last one goes with its key"
