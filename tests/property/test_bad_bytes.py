"""No bytes in a hub's files stop the program: what stands there is read, or is a problem with a place and a hint."""

import itertools
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from folkmoot import text
from folkmoot.load.documents import MAX_BYTES, MAX_VALUES, Unreadable, read_front_matter, read_yaml
from folkmoot.model.problem import Problem
from support.hubs import ADA, MEETING, found, minimal_hub, write

FILES = [
    "content/community.yml",
    "members/ada-rossi.yml",
    "events/meeting.md",
    "content/index.md",
    "content/posts/x.md",
]
FILES += ["content/places/x.yml", "content/teams/x.md", "content/projects/x.md"]

KEYS = st.sampled_from(
    "name joined title kind start end timezone place hosts speakers photos recurrence occurrences rule exceptions date"
    " moved_to skills links url github github_id consent visibility coordinates latitude feeds logo founders partners"
    " colours languages sources policies thresholds picture file alt members member since until x <<".split()
)
SCALARS = st.one_of(
    st.sampled_from(
        "2026-02-30 2026-05-14T19:00 2026-05 0001-01-01 9999-12-31T23:59 2026-03-29T02:30 EDT Europe/Rome ada-rossi"
        " meeting FREQ=SECONDLY FREQ=DAILY FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 nan 1e400 -1 https://["
        " https://a.example ../x ~ null *a &a !!str #x ' \" [ { x: - \\".split()
    ),
    st.text(max_size=30),
    st.sampled_from(["9" * 5000, "x" * 100_001, "\u202e", "\ud7ff", "a\nb", "x: y", "a #b", "- a"]),
)
VALUES: st.SearchStrategy[object] = st.recursive(
    SCALARS | st.none(),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(KEYS, inside, max_size=4),
    max_leaves=15,
)
SNIPPETS = st.sampled_from(
    [
        *(b"---\n", b"...\n", b": ", b"- ", b"\t", b"\n  ", b"? ", b"| ", b">-\n", b"&a ", b"*a", b"!!x ", b"#x "),
        *(b"%YAML 1.1\n", b'"\\x', b"'", b"[", b"]", b"{", b"}", b",", b"\0", b"\xff", b"\xef\xbb\xbf", b"\r\n"),
        *(b"\xe2\x80\xa8", b"\xc2\x85", b"\xf0\x9f\x8e\x89", b"\xed\xa0\x80", b"name: Ada\n"),
        *(b"joined: 2024-01-31\n", b"title: x\nkind: chat\nstart: 2026-05\n"),
    ]
)

MEMBER = b"name: A\njoined: 2024-01-31\n"
HEAVY = [
    pytest.param(b"[" * 100_000, id="brackets"),
    pytest.param(b"a: " + b"[" * 900_000, id="brackets below a key"),
    pytest.param(b"{a: " * 200_000, id="braces"),
    pytest.param(b"- " * 400_000, id="hyphens on a line"),
    pytest.param(b"-\n" * 400_000, id="hyphens on lines"),
    pytest.param(b"? " * 400_000, id="question marks"),
    pytest.param(b"a: &a x\n" + b"".join(b"b%d: *a\n" % n for n in range(50_000)), id="aliases"),
    pytest.param(b"a0: &a0 [x]\n" + b"".join(b"a%d: &a%d [*a%d, *a%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 99)),
                 id="alias bomb"),
    pytest.param(b"&a " * 300_000, id="anchors"),
    pytest.param(b"".join(b"k%d: x\n" % n for n in range(90_000)), id="unknown keys"),
    pytest.param(b"".join(b"k%d: x\n" % n for n in range(MAX_VALUES)), id="as many unknown keys as are read"),
    pytest.param(MEMBER + b"languages: [" + b"xxxxxx, " * (MAX_VALUES - 3) + b"]\n", id="bad items"),
    pytest.param(MEMBER + b"links: [" + b"{a: b}, " * 9_000 + b"]\n", id="bad keys in a list"),
    pytest.param(MEMBER + b"skills: [" + b"x #y\n , " * 9_000 + b"]\n", id="comments"),
    pytest.param(b"name: " + b" " * 900_000 + b"A #x\n", id="blanks before a comment"),
    pytest.param(MEMBER + b"bio: " + b"x" * 900_000 + b"\n", id="a huge value"),
    pytest.param(b"x" * 900_000 + b": y\n", id="a huge key"),
    pytest.param(b"? " + b"x" * 900_000 + b"\n: y\n", id="a huge unknown key"),
    pytest.param(b"name: '" + b"''" * 400_000, id="quotes"),
    pytest.param(b'name: "' + b"\\" * 900_001, id="backslashes"),
    pytest.param(b'name: "' + b"\\x41" * 200_000 + b'"\n', id="escapes"),
    pytest.param(b"visibility: " + b"x" * 900_000 + b"\nname: A\njoined: 2024-01-31\n", id="a huge choice"),
    pytest.param(b"github_id: " + b"9" * 900_000 + b"\nname: A\njoined: 2024-01-31\n", id="a huge number"),
    pytest.param(b"\n" * 900_000 + b"x", id="empty lines"),
    pytest.param(b"\r" * 900_000, id="carriage returns"),
    pytest.param(b"\0" * 900_000, id="NUL"),
    pytest.param(b"\xff" * 900_000, id="no UTF-8"),
    pytest.param("é\u2028".encode() * 150_000, id="line separators"),
    pytest.param(b"x" * (MAX_BYTES + 1), id="too much"),
]  # fmt: skip


@pytest.fixture(scope="module")
def hub() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield minimal_hub(Path(folder))


def told_of(hub: Path, path: str, content: bytes) -> list[Problem]:
    """What is found in the minimal hub with this one file in it; the hub is as it was afterwards."""
    file = write(hub, path, content)
    try:
        problems = found(hub)
    finally:
        file.unlink()
        minimal_hub(hub)
    for problem in problems:
        assert problem.message
        assert problem.hint, problem
        assert "\n" not in problem.place + problem.message + problem.hint + problem.value
        assert len(problem.message) + len(problem.value) < 600, "nobody reads more"
        assert problem.line <= content.count(b"\n") + content.count(b"\r") + 1 or problem.path != path
        (problem.place + problem.message + problem.value + problem.hint).encode()
    assert len(problems) <= 60
    return problems


def yaml_like(value: object, indent: int = 0) -> str:
    """The value as somebody might write it who does not know which texts need quotes."""
    pad = "\n" + " " * indent
    if isinstance(value, dict):
        return "".join(f"{pad}{key}: {yaml_like(one, indent + 2)}" for key, one in value.items())
    if isinstance(value, list):
        return "".join(f"{pad}- {yaml_like(one, indent + 2).lstrip()}" for one in value)
    return "" if value is None else str(value)


@given(path=st.sampled_from(FILES), content=st.binary(max_size=300))
def test_any_bytes_are_read_or_told(hub: Path, path: str, content: bytes) -> None:
    told_of(hub, path, content)


@given(path=st.sampled_from(FILES), pieces=st.lists(SNIPPETS | st.binary(max_size=5), max_size=12))
def test_pieces_of_yaml_in_any_order_are_read_or_told(hub: Path, path: str, pieces: list[bytes]) -> None:
    told_of(hub, path, b"".join(pieces))


@given(path=st.sampled_from(FILES), value=st.dictionaries(KEYS, VALUES, max_size=8))
def test_any_values_behind_known_keys_are_read_or_told(hub: Path, path: str, value: dict[str, object]) -> None:
    body = yaml_like(value).lstrip("\n")
    content = f"---\n{body}\n---\n\nText\n" if path.endswith(".md") else f"{body}\n"
    told_of(hub, path, content.encode("utf-8", "surrogatepass"))


@given(
    path=st.sampled_from(["members/ada-rossi.yml", "events/meeting.md"]),
    start=st.integers(0, 120),
    length=st.integers(0, 10),
    instead=SNIPPETS | st.binary(max_size=4),
)
def test_a_right_file_with_one_slip_is_read_or_told(
    hub: Path, path: str, start: int, length: int, instead: bytes
) -> None:
    right = (ADA if path.endswith(".yml") else MEETING).encode()
    told_of(hub, path, right[:start] + instead + right[start + length :])


@pytest.mark.parametrize("content", HEAVY)
def test_what_is_made_to_take_long_is_told_and_the_rest_of_the_hub_is_read(hub: Path, content: bytes) -> None:
    for path, whole in (("members/bo-ek.yml", content), ("events/x.md", b"---\n" + content + b"\n---\n")):
        problems = told_of(hub, path, whole)
        assert {problem.path for problem in problems} == {path}


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there is no clock for a process's own time here")
@pytest.mark.parametrize(
    "piece", ["<", "< ", "<'", "<b>", "[a](b) ", "<a href=x>", "java script: ", "{: on", "[", "*_"]
)
@pytest.mark.parametrize("path", ["content/about.md", "events/x.md"])
def test_no_text_stops_the_program(hub: Path, path: str, piece: str) -> None:
    front = "---\ntitle: X\nkind: chat\nstart: 2026-05\n---\n" if path.startswith("events/") else ""
    # No bound on the time it takes, which is less than a second, but one behind which nobody would wait.
    signal.setitimer(signal.ITIMER_VIRTUAL, 30)
    try:
        told_of(hub, path, f"{front}\n{piece * (100_000 // len(piece))}".encode())
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


@given(content=st.binary(max_size=200) | st.lists(SNIPPETS, max_size=20).map(b"".join))
@example(content=b"? #!")
def test_reading_returns_a_mapping_of_texts_or_says_what_is_wrong(content: bytes) -> None:
    for read in (read_yaml, read_front_matter):
        fault = None
        try:
            assert all(isinstance(key, str) for key in read(content).values)
        except Unreadable as raised:
            fault = raised
        assert fault is None or (fault.message and fault.hint)


@given(words=st.text(st.characters(), max_size=200), limit=st.integers(1, 60))
def test_texts_from_anywhere_become_one_line_an_excerpt_and_a_slug(words: str, limit: int) -> None:
    line = text.one_line(words)
    assert line == text.one_line(line)
    assert not set(line) & set(map(chr, itertools.chain(range(32), range(127, 160), range(0x202A, 0x202F))))
    assert len(text.excerpt(line, limit)) <= limit
    slug = text.slug_of(words)
    assert len(slug) <= 60
    assert slug.isascii()
    assert slug == text.slug_of(slug)
    line.encode()


TAGS = st.lists(st.sampled_from(["<", ">", "<script>", "<p ", "on=", '"', "&lt;", "<!--", "</", "javascript:"]))


@given(markup=st.text(max_size=100) | TAGS.map("".join))
def test_markup_from_anywhere_is_sanitised_to_what_stays_as_it_is(markup: str) -> None:
    clean = text.sanitised(markup)
    assert "<script" not in clean.lower()
    assert text.sanitised(clean) == clean
    assert "\n" not in text.plain(markup)
