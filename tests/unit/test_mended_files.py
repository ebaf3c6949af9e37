"""`check --fix` changes what has one right answer, and nothing else of a file: not a space, not a comment."""

import datetime as dt
from pathlib import Path

import pytest

from folkmoot.check.meant import Names
from folkmoot.contribute import mended_file
from folkmoot.contribute.meanings import meant
from folkmoot.contribute.mended_file import BY_NAME, Effort
from folkmoot.contribute.mending import fix, mendable
from folkmoot.contribute.review import review
from folkmoot.load.community import load_community
from folkmoot.load.mended import rewritten
from folkmoot.model.problem import KeyPath, Problem
from folkmoot.model.remedy import Interpret, Meaning, Remove, Rewrite
from support.hubs import minimal_hub, write
from support.mendable import KEYS, LEFT, MENDS, Mend

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


@pytest.mark.parametrize("mend", [one for one in KEYS if one.path == "members/bo-ek.yml"], ids=lambda one: one.after)
def test_a_file_may_end_without_a_line_end(tmp_path: Path, mend: Mend) -> None:
    hub = minimal_hub(tmp_path, **OTHERS)
    file = write(hub, mend.path, mend.before.removesuffix("\n"))
    assert mendable(hub, review(hub, NOW))
    fix(hub, NOW)
    assert file.read_text() == mend.after.removesuffix("\n")


@pytest.mark.parametrize(("path", "text"), LEFT, ids=[text.strip().replace("\n", "⏎")[-60:] for _, text in LEFT])
def test_what_somebody_has_to_decide_stays_as_it_is(tmp_path: Path, path: str, text: str) -> None:
    hub = minimal_hub(tmp_path, **OTHERS)
    file = write(hub, path, text)
    before = review(hub, NOW)
    fixed = fix(hub, NOW)
    assert file.read_bytes().decode() == text
    assert fixed.mended == []
    assert fixed.left.problems == before.problems != []
    assert mendable(hub, before) == sum(one.remedy in BY_NAME for one in before.problems)


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


def test_the_work_on_a_file_is_bounded_and_goes_on_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = minimal_hub(tmp_path)
    feeds = "".join(f"- url: a{number}.example\n" for number in range(30))
    file = write(hub, "members/bo-ek.yml", f"name: Bo Ek\njoined: 2024-01-31\nfeeds:\n{feeds}")
    monkeypatch.setattr(mended_file, "_OF_EACH", 400)
    fixed = fix(hub, NOW)
    assert 5 <= len(fixed.mended) < 20
    assert fixed.left.notes == ["members/bo-ek.yml has more to mend than fits in one run: run it again"]
    for _ in range(5):
        again = fix(hub, NOW)
    assert (again.left.problems, again.left.notes) == ([], [])
    assert file.read_text().count("https://") == 30


@pytest.fixture
def names(tmp_path: Path) -> Names:
    return Names(load_community(minimal_hub(tmp_path)).community)


def test_in_a_file_of_other_keys_none_is_renamed(tmp_path: Path) -> None:
    """Whoever has very many keys that there are not writes another format; to compare them all would take long."""
    few, many = ("".join(f"field{number}: x\n" for number in range(count)) for count in (19, 20))
    hub = minimal_hub(tmp_path)
    for others, mended in ((few, 1), (many, 0)):
        write(hub, "members/bo-ek.yml", f"name: Bo Ek\njoined: 2024-01-31\nPronouns: he/him\n{others}")
        assert len(fix(hub, NOW).mended) == mended


def test_what_cannot_be_mended_is_not_tried_again_with_each_mend(names: Names, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def told(meaning: Meaning, written: str, keys: KeyPath, names: Names) -> str:
        tried.append(written)
        return meant(meaning, written, keys, names)

    monkeypatch.setattr(mended_file, "meant", told)
    content = f"name: Bo Ek\njoined: 2024-01-31\nlanguages: [{'12, ' * 9}{'French, ' * 9}en]\n".encode()
    done = mended_file.mended_file("members/bo-ek.yml", content, [], names, [], Effort())
    assert len(done.mends) == 9
    assert 9 <= tried.count("12") <= 18


@pytest.mark.parametrize("mark", ["---\n", "\ufeff---\n", "---\u00a0\r\n"], ids=["plain", "mark", "wide"])
def test_a_mend_that_changes_what_stands_below_the_keys_is_none(
    mark: str, names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = f"{mark}title: @x\n---\nText\n".encode()
    for text in ("", "Text", "text\n"):
        monkeypatch.setattr(mended_file, "unbroken", lambda *_, text=text: f'{mark}title: "@x"\n---\n{text}'.encode())
        assert mended_file.mended_file("content/a.md", content, [], names, [], Effort()).mends == []
    monkeypatch.setattr(mended_file, "unbroken", lambda *_: f'{mark}title: "@x"\n---\nText\n'.encode())
    assert mended_file.mended_file("content/a.md", content, [], names, [], Effort()).mends


@pytest.mark.parametrize("more", ["", f"languages: [{'12, ' * 25}en]\n"], ids=["alone", "with more"])
@pytest.mark.parametrize("keys", [("joined",), ("invited_by",)])
def test_a_mend_that_leaves_its_value_wrong_or_as_it_was_is_none(tmp_path: Path, more: str, keys: KeyPath) -> None:
    hub = minimal_hub(tmp_path, **{"members/on.yml": "name: On\njoined: 2024-01-31\n"})
    names = Names(load_community(hub).community)
    remedy = Rewrite("never") if keys == ("joined",) else Interpret("record")
    told = Problem("members/bo-ek.yml", "day", "wrong", "", keys=keys, remedy=remedy)
    content = f"name: Bo Ek\njoined: 2024-01-31\ninvited_by: on\n{more}".encode()
    assert mended_file.mended_file(told.path, content, [told], names, [], Effort()).mends == []


def test_no_item_goes_that_a_list_needs(names: Names) -> None:
    told = Problem("content/community.yml", "twice", "twice", "", keys=("languages", 0), remedy=Remove())
    content = b"name: M\nlanguages: [en]\n"
    assert mended_file.mended_file(told.path, content, [told], names, [], Effort()).mends == []
