"""`folkmoot incidents`: what waits for moderators, the steps of escalation, and the numbers for everybody."""

import stat
from pathlib import Path

import pytest

from support.building import folkmoot
from support.hubs import minimal_hub, write
from support.private_folder import AT, lines, rows, told


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = minimal_hub(tmp_path / "hub", **{"members/bo-ek.yml": "name: Bo Ek\njoined: 2024-01-01\n"})
    write(root, "content/community.yml", "name: Test Moot\nlanguages: [en, fr]\n")
    return root


@pytest.fixture
def private(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    return tmp_path / "notes"


def incident(private: Path, slug: str, *steps: str, **keys: str) -> None:
    head = {"on": "2026-06-01", "what": "tone"} | keys
    done = ["steps:", *(f"  - {{{one}}}" for one in steps)] if steps else []
    text = "\n".join(["---", *(f"{key}: {head[key]}" for key in head), *done, "---", "Secret words."])
    write(private, f"incidents/{slug}.md", text)


def sources(found: list[str]) -> list[str]:
    return [one.rpartition("incidents/")[2].removesuffix(".md") for one in found]


UNSEEN = "Incidents that nobody has looked at"
CLOSED = "Closed for two years: take out the names and the words; the rest stays for the numbers"


def test_what_waits_is_told(root: Path, private: Path) -> None:
    incident(private, "a", about="[bo-ek]", where="the forum")
    incident(private, "b", on="2026-06-14")
    incident(private, "c", "on: 2026-06-02, what: talk")
    incident(private, "d", "on: 2026-06-02, what: warning", "on: 2026-06-03, what: appeal")
    appealed = ("on: 2026-06-02, what: warning", "on: 2026-06-03, what: appeal", "on: 2026-06-04, what: upheld")
    incident(private, "e", *appealed, closed="2026-06-05")
    incident(private, "f", "on: 2026-06-02, what: pause, until: 2026-06-20", closed="2026-06-02")
    incident(private, "g", "on: 2026-06-02, what: pause, until: 2026-08-20", closed="2026-06-02")
    lifted = ("on: 2026-06-02, what: pause, until: 2026-06-20", "on: 2026-06-03, what: reversed")
    incident(private, "h", *lifted, closed="2026-06-02")
    incident(private, "i", on="2024-01-01", closed="2024-06-15")
    incident(private, "j", on="2024-01-01", closed="2024-06-20")
    text = told("incidents", root, private)
    assert lines(text, UNSEEN) == ["- tone – 1 June 2026, the forum, Bo Ek, incidents/a.md"]
    assert sources(lines(text, "Another look is asked for")) == ["d"]
    assert lines(text, "Pauses that end within a week") == [
        "- tone – 1 June 2026, a pause, until 20 June 2026, incidents/f.md"
    ]
    assert sources(lines(text, "Open incidents")) == ["b", "d", "c", "a"]
    assert sources(lines(text, CLOSED)) == ["i"]
    assert "Secret words" not in text
    # The desk is read by more people: it says that something waits, and no more.
    desk = told("desk", root, private)
    assert lines(desk, UNSEEN) == ["- `incidents/a.md` – 1 June 2026"]


@pytest.mark.parametrize(
    ("steps", "ladder"),
    [
        ((), "2 incidents, next: a word in private"),
        (("talk",), "2 incidents, so far: a word in private, next: a warning in writing"),
        (("warning", "talk", "removal"), "2 incidents, so far: a warning in writing, next: a pause"),
        (("pause", "reversed", "warning"), "2 incidents, so far: a warning in writing, next: a pause"),
        (("exclusion",), "2 incidents, so far: an exclusion"),
    ],
)
def test_who_does_it_again_is_told_with_the_next_step(
    root: Path, private: Path, steps: tuple[str, ...], ladder: str
) -> None:
    incident(private, "a", *(f"on: 2026-06-02, what: {one}" for one in steps), about="[bo-ek, bo-ek]")
    incident(private, "b", about="[bo-ek]", on="2025-06-17", closed="2025-06-18")
    incident(private, "c", about="[once]")
    incident(private, "d", "on: 2025-06-02, what: exclusion", about="[bo-ek]", on="2025-06-01")
    text = told("incidents", root, private)
    assert lines(text, "More than once within a year, and what comes next") == [f"- Bo Ek – {ladder}"]


@pytest.mark.parametrize("steps", [("nothing",), ("warning", "pause", "reversed"), ("removal", "appeal", "reversed")])
def test_what_was_nothing_is_held_against_nobody(root: Path, private: Path, steps: tuple[str, ...]) -> None:
    for slug in "ab":
        incident(private, slug, *(f"on: 2026-06-02, what: {one}" for one in steps), about="[bo-ek]")
    incident(private, "ahead", about="[bo-ek]", on="2026-07-01")
    assert lines(told("incidents", root, private), "More than once within a year, and what comes next") == []


def test_an_appeal_waits_after_the_end_as_well_and_what_is_without_names_may_stay(root: Path, private: Path) -> None:
    incident(private, "a", "on: 2026-06-02, what: pause", "on: 2026-06-10, what: appeal", closed="2026-06-05")
    write(private, "incidents/old.md", "---\non: 2024-01-01\nwhat: tone\nclosed: 2024-01-02\n---\n")
    text = told("incidents", root, private)
    assert sources(lines(text, "Another look is asked for")) == ["a"]
    assert lines(text, CLOSED) == []


def test_no_wrong_number_is_published(root: Path, private: Path) -> None:
    incident(private, "a")
    incident(private, "b", what="nonsense")
    said = folkmoot("incidents", *AT, "--private", str(private), "--publish", cwd=root)
    assert said.returncode == 2
    assert "incidents/b.md cannot be read" in said.stderr
    assert not (root / "content/moderation.md").exists()


def test_what_is_private_stays_for_those_for_whom_it_was(root: Path, private: Path) -> None:
    incident(private, "a", about="[bo-ek]")
    told("incidents", root, private)
    assert stat.S_IMODE((private / "log.csv").stat().st_mode) == 0o600
    (private / "log.csv").chmod(0o640)
    incident(private, "b")
    told("incidents", root, private)
    assert stat.S_IMODE((private / "log.csv").stat().st_mode) == 0o640
    (private / "incidents.md").unlink()
    write(private, "incidents.md/mine.txt", "precious")
    said = folkmoot("incidents", *AT, "--private", str(private), cwd=root)
    assert said.returncode == 2
    assert "is a folder" in said.stderr
    assert (private / "incidents.md/mine.txt").read_text("utf-8") == "precious"


def test_everybody_may_know_how_many_there_were_and_no_small_number(root: Path, private: Path) -> None:
    for number in range(12):
        incident(private, f"a{number}", "on: 2026-01-02, what: talk", on="2025-12-31", reported="2026-01-01")
    incident(private, "b", "on: 2025-06-02, what: pause", "on: 2025-06-03, what: nothing", on="2025-06-01")
    told("incidents", root, private, "--publish")
    mine = "# À nous\n\n<!-- folkmoot: moderation -->\nold\n<!-- /folkmoot -->\n\nFin.\n"
    write(root, "content/moderation.fr.md", mine)
    said = folkmoot("incidents", *AT, "--private", str(private), "--publish", cwd=root)
    assert said.returncode == 0, said.stderr
    page = (root / "content/moderation.md").read_text("utf-8")
    assert page.startswith("# Moderation\n\n")
    assert [one for one in page.splitlines() if one.startswith("| 2")] == [
        "| 2026 | 12 | 12 | 0 | 0 | 0 | 0 | 0 | 0 |",
        "| 2025 | 1 or 2 | 0 | 0 | 0 | 1 or 2 | 0 | 0 | 0 |",
    ]
    french = (root / "content/moderation.fr.md").read_text("utf-8")
    assert french.startswith("# À nous\n\n<!-- folkmoot: moderation -->\n\n| Année |")
    assert french.endswith("<!-- /folkmoot -->\n\nFin.\n")
    assert "\nold\n" not in french
    assert "pas donnés exactement" in french
    assert "Secret" not in page + french
    assert [one.rpartition("/")[2] for one in said.stderr.splitlines()[-2:]] == ["moderation.md", "moderation.fr.md"]
    table = rows(private / "years.csv")
    assert [(one["title"], one["incidents"], one["talk"], one["pause"]) for one in table] == [
        ("2026", "12", "12", "0"), ("2025", "1", "0", "1"),
    ]  # fmt: skip


def test_a_page_that_has_no_place_for_them_is_left_as_it_is(root: Path, private: Path) -> None:
    told("incidents", root, private, "--publish")
    page = root / "content/moderation.md"
    assert "So far we heard of nothing." in page.read_text("utf-8")
    before = page.read_bytes()
    incident(private, "a")
    write(root, "content/moderation.fr.md", "# À nous\n")
    said = folkmoot("incidents", *AT, "--private", str(private), "--publish", cwd=root)
    assert said.returncode == 2
    assert "content/moderation.fr.md does not say where the numbers stand" in said.stderr
    assert page.read_bytes() == before
    assert (root / "content/moderation.fr.md").read_text("utf-8") == "# À nous\n"


def test_a_step_that_nobody_knows_and_a_moderator_who_is_none_are_told(root: Path, private: Path) -> None:
    incident(private, "a", "on: 2026-06-02, what: talk, by: [bo-eck]")
    incident(private, "b", "on: 2026-06-02, what: stocks")
    said = folkmoot("incidents", *AT, "--private", str(private), cwd=root)
    assert said.returncode == 0
    assert "did you mean bo-ek?" in said.stderr
    assert "incidents/b.md:5:28" in said.stderr
