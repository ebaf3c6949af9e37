"""Whatever somebody sends, there is an answer: never a traceback, never a file that the check refuses."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.cli.commands import _Group
from folkmoot.cli.propose import propose
from folkmoot.contribute.forms import refresh_forms
from folkmoot.contribute.proposing.letters import file_in
from folkmoot.contribute.proposing.updating import updated
from folkmoot.load.documents import Unreadable, read_yaml
from folkmoot.load.issue_forms import answers, read_form
from folkmoot.model.member import Member
from folkmoot.render.issue_forms.documents import FOLDER
from folkmoot.render.issue_forms.questions import FORMS
from support.hubs import minimal_hub

HUB = _Group(commands=[propose])
SIGNS = st.text(alphabet="ab:#-\n \r'\"[]{},|>\t`@!()<x_*&\u2028\u202e🎉", max_size=60)
TEXTS = st.one_of(st.text(max_size=60), SIGNS)
KEYS = st.sampled_from(["issue", "body", "user", "login", "id", "labels", "name", "title"])
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(KEYS | TEXTS, inside, max_size=4),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = minimal_hub(tmp_path_factory.mktemp("hub"))
    refresh_forms(root)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    yield root
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def sent_to(root: Path, sent: bytes, *options: str) -> Result:
    asked = ["propose", "-", "--hub", str(root), "--at", "2026-06-15", *options]
    done = CliRunner().invoke(HUB, asked, input=sent)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code in (0, 1, 2)
    return done


@given(st.binary(max_size=200))
def test_no_bytes_are_too_much(hub: Path, sent: bytes) -> None:
    sent_to(hub, sent)
    sent_to(hub, sent, "--form", "member", "--format", "markdown")


@given(JSON)
def test_no_json_is_too_much(hub: Path, sent: Any) -> None:
    sent_to(hub, json.dumps(sent).encode(), "--format", "json")


@given(st.sampled_from(list(FORMS)), st.data())
def test_every_answer_to_a_form_becomes_a_file_or_is_refused(hub: Path, name: str, data: st.DataObject) -> None:
    form = read_form((hub / FOLDER / f"{name}.yml").read_bytes(), name)
    text = "\n\n".join(f"### {field.label}\n\n{data.draw(TEXTS)}" for field in form.fields)
    login = data.draw(st.sampled_from(["adarossi", "eve", "", "a b"]))
    issue = {"issue": {"body": text, "user": {"login": login, "id": 5}, "labels": [{"name": f"folkmoot-{name}"}]}}
    done = sent_to(hub, json.dumps(issue).encode(), "--format", "json")
    told = json.loads(done.stdout)
    assert told["ok"] == bool(told["files"]) == (done.exit_code == 0)
    assert told["files"] or told["remarks"]


@given(TEXTS, TEXTS)
def test_every_whole_file_is_taken_or_refused(hub: Path, path: str, text: str) -> None:
    for where in (path, "members/x.yml", "events/x.md", "members/ada-rossi.yml"):
        sent_to(hub, f"path: {where}\n\n{text}".encode("utf-8", "replace"))
        issue = {"body": f"path: {where}\n\n{text}", "user": {"login": "adarossi", "id": 1}}
        sent_to(hub, json.dumps(issue).encode(), "--format", "markdown")


PIECES = ["path: members/x.yml", "path: events/x.md", "name: X", "joined: 2026-01-01", "", "-- ", "--", "```", "~~~"]
PIECES += [
    "> path: members/x.yml",
    "> name: X",
    ">",
    ">> a",
    "Hello:",
    "---",
    "### Your name",
    "\u00a0 b",
    "members/x.yml",
]
LETTERS = st.lists(st.sampled_from(PIECES) | TEXTS, max_size=14).map("\n".join)


@given(LETTERS)
def test_of_a_letter_nothing_is_lost(letter: str) -> None:
    """Each of its letters stands in the file, is told as left out, or the whole letter is refused."""
    found = file_in(letter)
    if found.whole is None or any(one.value.endswith("…") for one in found.remarks):
        return
    told = "".join((found.whole.path, found.whole.text, *(one.value for one in found.remarks)))
    sent = re.sub(r"^[> \t]*(?:```|~~~)[\w-]*", "", letter, flags=re.MULTILINE)
    lost = Counter(re.findall(r"\w", sent)) - Counter(re.findall(r"\w", told))
    assert not lost - Counter("path")


@given(st.lists(TEXTS, min_size=3, max_size=3))
def test_what_stands_in_a_text_is_that_text_or_refused(texts: list[str]) -> None:
    """A text area's words are read as they are, whatever headings they hold, or nothing is."""
    fields = "".join(f"  - {{type: textarea, id: {key}, attributes: {{label: {key}}}}}\n" for key in "axb")
    form = read_form(f"body:\n{fields}".encode(), "x")
    body = "\n\n".join(f"### {field.label}\n\n{text}" for field, text in zip(form.fields, texts, strict=True))
    said = answers(form, body)
    expected = {field.id: _as_read(text) for field, text in zip(form.fields, texts, strict=True)}
    assert said.remarks or said.values == {key: text for key, text in expected.items() if text}
    assert not said.remarks or not said.values


def _as_read(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    read = "\n".join(line.rstrip() for line in lines).strip("\n")
    return "" if not read.strip() else read


CHUNKS = [
    *("a: x\n", "a:\n  - 1\n  # u\n  - k: {l: m} # n\n", "a:\n  k: |\n    # o\n\n  l: {}\n", "a:\n- k:\n    - l\n#m\n"),
    *(
        "b: 'y' # c\n",
        "b: [\n  o]\n",
        "b: >-\n  p\n   # q\n\n",
        "name: |\n  z\n\n  # w\n",
        "name: 🎉 ü\n",
        "name: '\n\n  # x'\n",
    ),
    *("joined: 2026-01-01\n", "c:\n", "'d': \"\\u0041\"\n", "# v\n", "\n", "  # r\n"),
]
YAML = st.lists(st.sampled_from(CHUNKS), max_size=8, unique_by=lambda chunk: chunk.lstrip("'")[0]).map("".join)
NEW = st.dictionaries(
    st.sampled_from(["name", "a", "b", "joined"]), TEXTS.filter(lambda text: text.isprintable()), min_size=1
)


@given(YAML, NEW)
def test_a_file_says_the_same_but_for_the_keys_that_are_said_anew(text: str, values: dict[str, str]) -> None:
    try:
        before = read_yaml(text.encode()).values
    except Unreadable:
        return
    after = updated(text, values, Member)
    assert after is not None
    assert read_yaml(after.encode()).values == before | values
    assert all(comment in after for comment in ("# c", "# u", "# n", "#m", "# v") if comment in text)
