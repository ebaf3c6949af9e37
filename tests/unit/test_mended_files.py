"""`check --fix` changes what has one right answer, and nothing else of a file: not a space, not a comment."""

import datetime as dt
from pathlib import Path

import pytest

from folkmoot.contribute.mending import fix, mendable
from folkmoot.contribute.review import review
from folkmoot.load.mended import rewritten
from support.hubs import minimal_hub, write
from support.mendable import LEFT, MENDS, Mend

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
OTHERS = {
    "members/bo-ek.yml": "name: Bo Ek\njoined: 2024-01-31\n",
    "members/cy-lo.yml": "name: Cy Lo\njoined: 2024-01-31\n",
    "members/cy-lo-2.yml": "name: Cy Lo\njoined: 2024-01-31\n",
    "members/dee.yml": "name: Dee Vu\njoined: 2024-01-31\nvisibility: hidden\ngithub: dv\n",
    "members/dee-2.yml": "name: Dee\njoined: 2024-01-31\nvisibility: hidden\n",
    "content/places/the-old-hall-house.yml": "name: House\naddress: 2 Road\n",
    "content/places/hall.yml": "name: The Old Hall\naddress: 1 Road\nformerly: [barn]\n",
}


@pytest.mark.parametrize("mend", MENDS, ids=lambda one: one.before.strip().replace("\n", "⏎")[-60:])
def test_what_has_one_right_answer_is_mended_and_all_else_stays(tmp_path: Path, mend: Mend) -> None:
    hub = minimal_hub(tmp_path, **OTHERS)
    file = write(hub, mend.path, mend.before)
    known = mendable(hub, review(hub, NOW))
    fixed = fix(hub, NOW)
    assert file.read_bytes().decode() == mend.after
    assert known
    assert [one.path for one in fixed.mended if one.path != mend.path] == []
    assert [one.message for one in fixed.left.problems if one.severity == "error"] == []
    assert fix(hub, NOW).mended == []


@pytest.mark.parametrize(("path", "text"), LEFT, ids=[text.strip().replace("\n", "⏎")[-60:] for _, text in LEFT])
def test_what_somebody_has_to_decide_stays_as_it_is(tmp_path: Path, path: str, text: str) -> None:
    hub = minimal_hub(tmp_path, **OTHERS)
    file = write(hub, path, text)
    before = review(hub, NOW)
    fixed = fix(hub, NOW)
    assert file.read_bytes().decode() == text
    assert fixed.mended == []
    assert fixed.left.problems == before.problems != []
    assert mendable(hub, before) == 0


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("a: x # y\n", "b: c", 'a: "b: c" # y\n'),
        ("a: x\n", "#b", 'a: "#b"\n'),
        ("a: x\n", "- b", 'a: "- b"\n'),
        ("a: x\n", "*b", 'a: "*b"\n'),
        ("a: x\n", "NO", 'a: "NO"\n'),
        ("a: x\n", "~", 'a: "~"\n'),
        ("a: 'x'\n", "it's", "a: 'it''s'\n"),
        ('a: "x"\n', 'a "b" \\', 'a: "a \\"b\\" \\\\"\n'),
        ("{a: x, b: c}\n", "d, e: f", '{a: "d, e: f", b: c}\n'),
        ("a: x\r\nb: c", "d e", "a: d e\r\nb: c"),
    ],
)
def test_a_text_gets_the_quotation_marks_that_it_needs(before: str, value: str, after: str) -> None:
    changed = rewritten(before.encode(), "members/a.yml", ("a",), value)
    assert changed is not None
    assert changed.content.decode() == after


@pytest.mark.parametrize(
    "text", ["a: |\n  x\n", "a: x\n  y\n", 'a: "x\n  y"\n', "a:\n", "a: [x]\n", "b: x\n", "- a\n", "@"]
)
def test_a_value_that_is_no_text_on_one_line_is_not_rewritten(text: str) -> None:
    assert rewritten(text.encode(), "members/a.yml", ("a",), "z") is None
