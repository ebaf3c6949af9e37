"""Contests: what the site shows of them, and what the jury's marks come to in the private folder."""

import json
from pathlib import Path

import pytest

from support.building import built, folkmoot
from support.hubs import minimal_hub, write
from support.private_folder import AT, lines, rows, told

ENTRIES = """
    - title: A
      by: [bo-ek]
      url: "https://a.example/"
      conflicts: [{judge: Zoe, why: We |share| a desk}, ada-rossi, hid]
    - {title: B, by: [{name: Piet}, ada-rossi]}
    - {title: C, by: [{name: Mo}]}
    - {title: Unseen, by: [hid], url: "https://unseen.example/"}
"""
PEOPLE = {
    "members/bo-ek.yml": "name: Bo Ek\njoined: 2025-01-31\n",
    "members/hid.yml": "name: Hid Secret\njoined: 2024-01-01\nvisibility: hidden\n",
}


def contest(**keys: str) -> str:
    """An event with a contest, its keys as they stand in YAML."""
    told = {"closes": "2026-06-10", "jury": "[ada-rossi, {name: Zoe}, hid]", "entries": ENTRIES} | keys
    inner = "".join(f"  {key}: {value}\n" for key, value in told.items() if value)
    return f"---\ntitle: Lamps\nkind: contest\nstart: 2026-09-01\ncontest:\n{inner}---\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    config = (
        "site_name: Moot\nsite_url: https://moot.example/\ndocs_dir: content\ntheme: {name: material}\n"
        "plugins: [folkmoot]\n"
    )
    return minimal_hub(tmp_path / "hub", **PEOPLE, **{"mkdocs.yml": config, "events/lamps.md": contest()})


@pytest.fixture
def private(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    return tmp_path / "notes"


def marks(private: Path, *given: str, slug: str = "lamps") -> None:
    """Marks such as `Zoe B 7`."""
    listed = ("  - {{judge: {}, entry: {}, mark: {}}}\n".format(*one.split(" ")) for one in given)
    write(private, f"judging/{slug}.md", f"---\nmarks:\n{''.join(listed)}---\n")


def test_the_site_shows_what_was_entered_and_who_stands_aside(root: Path, tmp_path: Path) -> None:
    result = "results: [{award: The <brightest>, to: [bo-ek, {name: Mo}]}]\n---\n"
    write(root, "events/lamps.md", contest().removesuffix("---\n") + result)
    built(root, tmp_path / "site")
    page = (tmp_path / "site/events/lamps/index.html").read_text("utf-8")
    assert "We |share| a desk" in page
    assert "nseen" not in page
    assert "Secret" not in page
    event = json.loads((tmp_path / "site/api/v1/events/lamps.json").read_text("utf-8"))["contest"]
    assert [one["name"] for one in event["jury"]] == ["Ada Rossi", "Zoe"]
    aside = [(one["title"], [no["judge"]["name"] for no in one.get("aside", ())]) for one in event["entries"]]
    assert aside == [("A", ["Ada Rossi", "Zoe"]), ("B", ["Ada Rossi"]), ("C", [])]
    assert event["entries"][0]["aside"][1]["why"] == "We |share| a desk"
    profile = (tmp_path / "site/members/bo-ek/index.html").read_text("utf-8")
    assert "The &lt;brightest&gt;" in profile
    (won,) = json.loads((tmp_path / "site/api/v1/members/bo-ek.json").read_text("utf-8"))["won"]
    assert (won["award"], won["at"]["slug"]) == ("The <brightest>", "lamps")
    assert "won" not in json.loads((tmp_path / "site/api/v1/members/ada-rossi.json").read_text("utf-8"))


def test_marks_are_averaged_without_those_who_stand_aside(root: Path, private: Path) -> None:
    marks(private, "ada-rossi C 7", "Zoe C 8.5", "ada-rossi B 10", "Zoe B 3", "Zoe B 6", "Zoe A 10", "hid B 9.5")
    text = told("contests", root, private)
    found = {one["title"]: one for one in rows(private / "standings.csv")}
    assert [(name, one["rank"], one["mean"], one["marks"]) for name, one in found.items()] == [
        ("B", "1", "7.75", "2/2"), ("C", "1", "7.75", "2/3"), ("A", "", "", "0/0"), ("Unseen", "", "", "0/2"),
    ]  # fmt: skip
    assert found["A"]["aside"] == "Ada Rossi, Zoe, Hid Secret"
    assert found["Unseen"]["missing"] == "Ada Rossi, Zoe"
    assert lines(text, "Contests") == [
        "- [Lamps](https://moot.example/events/lamps/) – Hid Secret: still to judge, 1 entry",
        "- [Lamps](https://moot.example/events/lamps/) – Ada Rossi: still to judge, 1 entry",
        "- [Lamps](https://moot.example/events/lamps/) – Zoe: still to judge, 1 entry",
    ]


@pytest.mark.parametrize(
    ("keys", "more", "state", "due"),
    [
        ({"closes": "2026-06-15"}, "", "open", "one can enter until 15 June 2026"),
        ({"closes": "2026-06-22"}, "", "open", "one can enter until 22 June 2026"),
        ({"closes": "2026-06-23"}, "", "open", ""),
        ({"closes": ""}, "", "open", ""),
        ({"closes": "2026-06-14", "entries": ""}, "", "judged", "nothing was entered"),
        ({"closes": "2026-06-14", "jury": "[]", "entries": "[{title: A, by: [bo-ek]}]"}, "", "judged", "all is judged"),
        ({"closes": "2026-06-20", "opens": "2026-06-16"}, "", "ahead", ""),
        ({"closes": "2026-06-20", "opens": "2026-06-15"}, "", "open", "one can enter until 20 June 2026"),
        ({}, "status: cancelled", "cancelled", ""),
        ({}, "results: [{award: First, to: [bo-ek]}]", "decided", ""),
    ],
)
def test_the_desk_says_what_is_due(
    root: Path, private: Path, keys: dict[str, str], more: str, state: str, due: str
) -> None:
    write(root, "events/lamps.md", contest(**keys).removesuffix("---\n") + f"{more}\n---\n")
    told("contests", root, private)
    assert [one["state"] for one in rows(private / "every-contest.csv")] == [state]
    said = lines(told("desk", root, private), "Contests")
    assert [due in one for one in said] == ([True] if due else [])


def test_without_a_last_day_one_can_enter_until_it_takes_place(root: Path, private: Path) -> None:
    for start, state in (("2026-06-15", "open"), ("2026-06-14", "judged"), ("2026-06", "open")):
        write(root, "events/lamps.md", contest(closes="").replace("2026-09-01", start))
        told("contests", root, private)
        assert [one["state"] for one in rows(private / "every-contest.csv")] == [state]


def test_a_contest_that_was_taken_down_is_told_no_more(root: Path, private: Path) -> None:
    note = "taken_down: {on: 2026-06-01, why: It was a misunderstanding.}\n---\n"
    write(root, "events/lamps.md", contest().removesuffix("---\n") + note)
    assert "Nothing just now." in told("contests", root, private)


def test_a_contest_that_is_not_published_yet_is_judged_all_the_same(root: Path, private: Path) -> None:
    write(root, "events/lamps.md", contest().replace("kind: contest", "kind: contest\ndraft: true"))
    text = told("contests", root, private)
    assert "- `Lamps` – Ada Rossi" in text.replace("- Lamps –", "- `Lamps` –")
    assert rows(private / "every-contest.csv")[0]["url"] == ""


def test_marks_that_count_for_nothing_are_told(root: Path, private: Path) -> None:
    marks(private, "ada-rosi A 7", "Zoe D 7", "Zoe A 7", "Zoe B 101")
    said = folkmoot("contests", *AT, "--private", str(private), cwd=root)
    assert said.returncode == 0
    assert "judging/lamps.md:6" in said.stderr
    marks(private, "ada-rosi A 7", "Zoe D 7", "Zoe A 7")
    marks(private, "Zoe A 7", slug="lamp")
    said = folkmoot("contests", *AT, "--private", str(private), cwd=root)
    for words in (
        "“ada-rosi” is not in the jury",
        "did you mean “ada-rossi”?",
        "“D” was not entered",
        "Zoe does not judge “A”: this mark does not count",
        "call it judging/lamps.md",
    ):
        assert words in said.stderr


def test_a_hub_without_contests_has_nothing_to_tell(root: Path, private: Path) -> None:
    (root / "events/lamps.md").unlink()
    assert "Nothing just now." in told("contests", root, private)
