"""Bytes into keys and values: what is read, and what is said where nothing can be read."""

import pytest
import yaml

from folkmoot.load.documents import MAX_BYTES, MAX_VALUES, Unreadable, decoded, read_front_matter, read_yaml
from folkmoot.load.positions import Positions, Spot, value_at
from folkmoot.load.syntax import in_words

# A file, the place in it, the value shown, what is said, and what would be right.
SYNTAX = [
    ("name: Ada: the great\n", (1, 10), "a colon and a space stand in the middle of a text", "whole text in quotes"),
    ("skills:\n-sewing\n", (2, 1), "a hyphen of a list has no space behind it", "put a space behind the hyphen"),
    ("a: x\nskills:\n  - glue\n  -sewing\n", (4, 3), "a hyphen of a list has no space", "put a space behind"),
    ("links:\n  -label: A\n    url: x\n", (2, 3), "a hyphen of a list has no space", "put a space behind"),
    ("feeds: []\n  - url: x\n", (1, 8), "[] says that there is nothing here", "take the [] away"),
    ("feeds: [ ] # none\n\n# one\n- url: x\n", (1, 8), "[] says that there is nothing", "take the [] away"),
    ("a:\n  - b: {}\n      c: d\n", (2, 8), "{} says that there is nothing here", "take the {} away"),
    ("a:\n- b: []\n- @x\n", (3, 3), "a text that starts with @", "in quotes"),
    ("a: []\nb c\n", (2, 1), "a line has no colon", "write key: value"),
    ("```yaml\nname: A\n```\n", (1, 1), "this line marks a piece of code", "remove this line: it belongs to the page"),
    ("name: A\n```\n", (2, 1), "this line marks a piece of code", "remove this line: it belongs to the page"),
    ("~~~\nname: A\n~~~\n", (1, 1), "this line marks a piece of code", "remove this line"),
    ("name:\u00a0Bo\njoined: x\n", (1, 6), "behind “:” stands an invisible sign (U+00A0)", "type a space"),
    ("a: x\nb:\n  profile:\u00a0x\n", (3, 11), "behind “:” stands an invisible sign", "type a space"),
    ("name: A\n  joined: x\n", (2, 3), "the line is indented further than the keys above", "equally far left"),
    ("  name: A\njoined: x\n", (2, 1), "this line does not belong to what stands above it", "equally far left"),
    ("name: A\n...\njoined: x\n", (3, 1), "this line does not belong to", "lines that consist of ... alone"),
    ("name: A\n\tjoined: x\n", (2, 1), "a tab stands where YAML wants spaces", "replace the tab with spaces"),
    ("name:\n\t- A\n", (2, 1), "a tab stands where YAML wants spaces", "replace the tab with spaces"),
    ('name: "A\njoined: x\n', (1, 7), "a quotation mark is opened and never closed", "close it"),
    ("name: 'A\njoined: x\n", (1, 7), "a quotation mark is opened and never closed", "close it"),
    ("name: 'Ada's'\n", (1, 12), "the text goes on behind its closing quotation mark", "the other kind"),
    ('name: "C:\\Users"\n', (1, 12), "a backslash in double quotes starts a code", "single quotes"),
    ('name: "\\ud800"\n', (1, 10), "a backslash in double quotes starts a code", "single quotes"),
    ('name: "\\xzz"\n', (1, 10), "a backslash in double quotes starts a code", "single quotes"),
    ("skills: [a, b\n", (1, 9), "a square bracket is not closed", "write a list as [one, two]"),
    ("place: {a: b\n", (1, 8), "a curly bracket is not closed", "{one: 1, two: 2}"),
    ("name: [\n", (1, 8), "a bracket or a comma stands where a value", "close each bracket"),
    ("name: A\njoined:\u00a02026-06-15\n", (2, 8), "an invisible sign (U+00A0)", "type a space"),
    ("name: A\njoined x\n", (2, 1), "a line has no colon followed by a space", "write key: value"),
    ("a:\n  - b\n - c\n", (3, 2), "the line is indented in a way that fits no line", "each hyphen of a list"),
    ("a:\n    b: x\n  c: y\n", (3, 3), "the line is indented in a way that fits no line", "equally far left"),
    ("a:\n  - b\n  c: d\n", (3, 3), "the hyphens of a list are not below each other", "each hyphen"),
    ("name: @ada\n", (1, 7), "a text that starts with @ needs quotes", "put the text in quotes"),
    ("name: `a`\n", (1, 7), "a text that starts with ` needs quotes", "put the text in quotes"),
    ("name: %a\n", (1, 7), "a text that starts with % needs quotes", "put the text in quotes"),
    ("name: *a* b\n", (1, 7), "a text that starts with * needs quotes", "put the text in quotes"),
    ("name: &* b\n", (1, 7), "a text that starts with & needs quotes", "put the text in quotes"),
    ("name: !a!b c\n", (1, 7), "a text that starts with ! needs quotes", "put the text in quotes"),
    ("name: !<a b\n", (1, 7), "a text that starts with ! needs quotes", "put the text in quotes"),
    ("name: - a\n", (1, 7), "a text that starts with a hyphen and a space needs", "list starts on the next line"),
    ("name: ? a\n", (1, 7), "a text that starts with a question mark and a space", "in quotes"),
    ("name: |a\n", (1, 8), "the text stands on the same line as | or >", "on the lines below"),
    ("name: > a\n", (1, 9), "the text stands on the same line as | or >", "on the lines below"),
    ("%name: A\n", (1, 1), "a line starts with a percent sign", "put the text in quotes"),
    ("%YAML 9.9\n---\na: b\n", (1, 1), "a line starts with a percent sign", "remove the line"),
]

REFUSED = [
    ("a: &x [l, o, l]\nb: [*x, *x]\n", "alias", (1, 4), "starts with &", "put the text in quotes"),
    ("a: *x\n", "alias", (1, 4), "starts with *", "put the text in quotes"),
    ("&x a: b\n", "alias", (1, 1), "starts with &", "put the text in quotes"),
    ("&x\na: b\n", "alias", (1, 1), "starts with &", "put the text in quotes"),
    ("a: !!python/object:os.system x\n", "tag", (1, 4), "starts with !", "put the text in quotes"),
    ("a: !!str [x]\n", "tag", (1, 4), "starts with !", "put the text in quotes"),
    ("a: 1\nb: 2\na: 3\n", "key-twice", (3, 1), "the key “a” is given twice", "keep one of the two"),
    ("a:\n  b: 1\n  b: 2\n", "key-twice", (3, 3), "the key “b” is given twice", "keep one"),
    ("? [a]\n: b\n", "key-not-text", (1, 3), "a key must be a plain word", "lines like name: Ada"),
    ("- a\n", "not-keys", (1, 1), "does not consist of keys and values", "space behind the colon"),
    ("name:Ada\n", "not-keys", (1, 1), "does not consist of keys", "space behind the colon"),
    ("a: b\n---\nc: d\n", "second-document", (2, 1), "a second document", "remove the line"),
    (f"a: {'[' * 21}{']' * 21}\n", "too-deep", (1, 23), "more than 20 levels deep", "write it flatter"),
    (f"a: {'{b: ' * 21}", "too-deep", (1, 80), "more than 20 levels deep", "write it flatter"),
    (f"a: [{'x, ' * MAX_VALUES}]\n", "file-too-large", (1, 60002), "more than 20,000 values", "shorten"),
    ("colour: #ff0000\n", "comment-not-read", (1, 8), "“#ff0000” would not be read", "in quotes"),
    ("title: Evening #12\n", "comment-not-read", (1, 8), "“#12” would not be read", "in quotes"),
    ("a: [b #c\n ]\n", "comment-not-read", (1, 5), "“#c” would not be read", "in quotes"),
    ('name: "A\\0"\n', "yaml-character", (1, 7), "invisible character (U+0000)", "a backslash"),
    ('name: "A\\a"\n', "yaml-character", (1, 7), "invisible character (U+0007)", "a backslash"),
    ("name: Ä\u2028a\n", "yaml-character", (1, 8), "invisible character (U+2028)", "delete it"),
    ("name: Ä\n\nx: \x85a\n", "yaml-character", (3, 4), "invisible character (U+0085)", "delete it"),
]


def unread(content: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as raised:
        read_yaml(content)
    return raised.value


@pytest.mark.parametrize(("text", "place", "message", "hint"), SYNTAX)
def test_a_syntax_error_is_told_in_plain_words_at_its_place(
    text: str, place: tuple[int, int], message: str, hint: str
) -> None:
    fault = unread(text.encode())
    assert fault.code == "yaml-syntax"
    assert (fault.line, fault.column) == place
    assert message in fault.message
    assert hint in fault.hint
    assert fault.value == " ".join(text.split("\n")[place[0] - 1].split()), "the line that is wrong is shown"


@pytest.mark.parametrize(("text", "code", "place", "message", "hint"), REFUSED)
def test_what_yaml_allows_and_a_hub_does_not_is_refused(
    text: str, code: str, place: tuple[int, int], message: str, hint: str
) -> None:
    fault = unread(text.encode())
    assert fault.code == code
    assert (fault.line, fault.column) == place
    assert message in fault.message
    assert hint in fault.hint


def test_places_in_front_matter_count_from_the_files_first_line() -> None:
    with pytest.raises(Unreadable) as raised:
        read_front_matter(b"---\ntitle: A\nkind: b: c\n---\nText\n")
    assert (raised.value.line, raised.value.column) == (3, 8)
    with pytest.raises(Unreadable) as raised:
        read_front_matter(b"---\ntitle: A\ntitle: B\n---\nText\n")
    assert (raised.value.line, raised.value.column, raised.value.value) == (3, 1, "title: B")


def test_an_error_of_libyaml_that_nobody_foresaw_still_says_where_to_look() -> None:
    mark = yaml.Mark("", 0, 1, 2, "", 0)
    fault = in_words(yaml.MarkedYAMLError("while dreaming", None, "found a\u202e sheep", mark), "a: b\nc: d\n")
    assert fault == ("this is not valid YAML: while dreaming found a sheep", fault.hint, 1, 2)
    assert "line above" in fault.hint


def test_every_value_stays_the_text_that_its_author_wrote() -> None:
    text = b"a: NO\nb: 1.10\nc: 012\nd: 12:30:45\ne: 2024-02-30\nf: 'null'\ng: null\nh:\ni: ~\nj: ''\nk: [true, 0x1F]\n"
    assert read_yaml(text).values == {
        "a": "NO", "b": "1.10", "c": "012", "d": "12:30:45", "e": "2024-02-30", "f": "null", "g": None, "h": None,
        "i": None, "j": "", "k": ["true", "0x1F"],
    }  # fmt: skip


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_byte_order_mark_and_any_line_ends_are_accepted(ending: str, mark: str) -> None:
    text = f"{mark}---\ntitle: Zoë\nbio: |\n  one\n  two\n---\n\nText\nbelow\n".replace("\n", ending)
    document = read_front_matter(text.encode())
    assert document.values == {"title": "Zoë", "bio": "one\ntwo"}
    assert document.body == "Text\nbelow"
    assert read_yaml(f"{mark}name: Zoë{ending}joined: x{ending}".encode()).values == {"name": "Zoë", "joined": "x"}


@pytest.mark.parametrize("text", ["name: A # a comment\n", "name: 'A #1'\n", "name: A#1\n", "# all\nname: |\n  a #1\n"])
def test_a_comment_that_swallows_nothing_is_left_alone(text: str) -> None:
    assert list(read_yaml(text.encode()).values) == ["name"]


def test_a_file_of_comments_and_a_null_are_empty_mappings() -> None:
    assert read_yaml(b"# nothing yet\n").values == {}
    assert read_yaml(b"---\n").values == {}
    assert read_yaml(b"name: A\n...\n").values == {"name": "A"}


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf", b"\r\n"])
def test_an_empty_file_is_said_to_be_empty(content: bytes) -> None:
    assert unread(content).message == "the file is empty"
    with pytest.raises(Unreadable, match="the file is empty"):
        read_front_matter(content)


@pytest.mark.parametrize(
    ("content", "message", "hint"),
    [
        (b"# Hello\n", "does not start with a line of three hyphens", "start with ---"),
        (b"\n---\ntitle: A\n---\n", "does not start with a line of three hyphens", "start with ---"),
        (b"----\ntitle: A\n----\n", "does not start with a line of three hyphens", "start with ---"),
        (b"---\ntitle: A\n", "the keys at the top have no end", "a second line of three hyphens"),
        (b"---\ntitle: A\n ---\nText\n", "the keys at the top have no end", "a second line of three hyphens"),
    ],
)
def test_front_matter_that_is_missing_or_open_is_told_at_the_top(content: bytes, message: str, hint: str) -> None:
    with pytest.raises(Unreadable) as raised:
        read_front_matter(content)
    assert message in raised.value.message
    assert hint in raised.value.hint
    assert (raised.value.line, raised.value.column) == (1, 1)


def test_front_matter_ends_at_the_first_line_of_hyphens_and_rules_in_the_text_stay() -> None:
    document = read_front_matter(b"---  \ntitle: A\n---\nAbove\n\n---\n\nBelow\n")
    assert (document.values, document.body) == ({"title": "A"}, "Above\n\n---\n\nBelow")


@pytest.mark.parametrize(
    ("content", "message", "place"),
    [
        ("a: é\nb: Zoë\n".encode("latin-1"), "the byte 0xe9 is not text in UTF-8", (1, 4)),
        (b"a: \xc3\xa9\xc3\xa9\xff\n", "the byte 0xff is not text in UTF-8", (1, 6)),
        ("a: b\n".encode("utf-16"), "the byte 0xff is not text in UTF-8", (1, 1)),
        (b"a: b\n\xc3", "the byte 0xc3 is not text in UTF-8", (2, 1)),
        (b"a: \xed\xa0\x80\n", "the byte 0xed is not text in UTF-8", (1, 4)),
    ],
)
def test_bytes_that_are_no_utf_8_are_told_with_their_place(
    content: bytes, message: str, place: tuple[int, int]
) -> None:
    fault = unread(content)
    assert (fault.code, fault.message, (fault.line, fault.column)) == ("not-utf-8", message, place)
    assert fault.hint == "save the file with the encoding UTF-8"


@pytest.mark.parametrize("sign", ["\0", "\x07", "\x0b", "\x0c", "\x1b", "\x7f", "\x80", "\x9f", "\ufffe", "\uffff"])
def test_control_characters_are_refused_wherever_they_stand(sign: str) -> None:
    with pytest.raises(Unreadable) as raised:
        read_front_matter(f"---\ntitle: é\n---\n\nZoë’s «te{sign}xt»\n".encode())
    fault = raised.value
    assert fault.message == f"an invisible character (U+{ord(sign):04X}) stands here"
    assert (fault.line, fault.column) == (5, 10)
    assert "delete it" in fault.hint


def test_letters_of_all_scripts_and_joined_emoji_are_no_control_characters() -> None:
    text = "Ωμέγα, 日本語, עברית\u200f, हिन्दी\u200d, 🏳\ufe0f\u200d🌈, naïve\u00a0«café»\ufffd"
    assert decoded(text.encode()) == text


def test_a_file_that_nobody_can_have_written_by_hand_is_not_parsed() -> None:
    fault = unread(b"a" * (MAX_BYTES + 1))
    assert (fault.code, fault.message, fault.line) == ("file-too-large", "the file has 1,000,001 bytes", 0)
    assert "1,000,000 bytes" in fault.hint


def test_the_value_shown_is_short_and_on_one_line() -> None:
    fault = unread(b"name: \xe2\x80\xae" + b"x" * 5000 + b": y\n")
    assert len(fault.value) == 80
    assert fault.value.startswith("name: xxx")
    assert fault.value.endswith("…")


def test_positions_are_those_of_the_value_of_its_key_or_of_the_nearest_above() -> None:
    positions = Positions(read_front_matter(b"---\ntitle: A\nhosts:\n  - ada\n  - {name: bo}\n---\n"))
    assert positions.of(("title",)) == Spot(2, 8, 1)
    assert positions.of(("title",), of_key=True) == Spot(2, 1, 5)
    assert positions.of(("hosts", 1, "name")) == Spot(5, 12, 2)
    assert positions.of(("hosts", 1, "name"), of_key=True) == Spot(5, 6, 4)
    assert positions.of(("hosts",)) == Spot(4, 3, 5)
    assert positions.of(("hosts", 7)) == Spot(4, 3)
    assert positions.of(("absent", "deep")) == Spot(2, 1)
    assert positions.of(()) == Spot(2, 1)
    assert Positions(read_front_matter(b"---\n# nothing\n---\n")).of(("title",)) == Spot(2, 1)
    assert Positions(read_yaml(b"---\n\n  ")).of(("name",)) == Spot(1, 1)


def test_a_value_is_found_by_its_keys_and_a_text_stands_for_what_should_be_below_it() -> None:
    values = {"a": ["x", {"b": "y"}], "c": "ada", "d": None}
    assert value_at(values, ("a", 1, "b")) == "y"
    assert value_at(values, ("c", "member")) == "ada"
    assert value_at(values, ("a", 5)) is None
    assert value_at(values, ("d",)) is None
    assert value_at(values, ("e", "f")) is None


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("one\u202eowt\n", (3, 4)),
        ("one\n\ntwo \u202a\u202c\n", (5, 5)),
        ("one \u2067two\nthree\u2069\n", (3, 5)),
        ("one\u2069\n", (3, 4)),
        ("\u2067a\u2068b\u2069 c", (3, 1)),
        ("a \u2067b \u2068c\u2069 d\u2069 e\n\u200fא\u200e\n", None),
    ],
)
def test_a_text_turns_no_other_reading_direction_than_that_of_words_it_sets_apart(
    body: str, place: tuple[int, int] | None
) -> None:
    content = f"---\n---\n{body}".encode()
    if place is None:
        assert read_front_matter(content).body == body.strip("\n")
        return
    with pytest.raises(Unreadable, match="an invisible character") as raised:
        read_front_matter(content)
    assert (raised.value.line, raised.value.column) == place
    assert raised.value.code == "yaml-character"


@pytest.mark.parametrize(
    "text", ["x:\u00a0y", "'x:\u00a0y'", "\n  one\n  note:\u00a0two", "|\n  x:\u00a0y\n  ```", "\n  Note:\u00a0x"]
)
def test_an_unseen_sign_behind_a_colon_in_the_middle_of_a_text_stays(text: str) -> None:
    assert read_yaml(f"bio: {text}\n".encode()).values.keys() == {"bio"}
