"""The first six months on the desk: what it is time for, what comes next, and nothing of it where a hub is older."""

from pathlib import Path

import pytest

from support.building import folkmoot
from support.collected import archived, discussion
from support.hubs import minimal_hub, write

FOUNDED = "name: Test Moot\nfounded: 2026-03-02\nfounders: [ada-rossi]\n"
MEMBER = "name: {}\njoined: 2026-03-{:02}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = minimal_hub(tmp_path / "hub", **{"members/ada-rossi.yml": MEMBER.format("Ada Rossi", 2)})
    write(root, "content/community.yml", FOUNDED)
    for path in (root / "events").iterdir():
        path.unlink()
    return root


def desk(root: Path, at: str, *more: str) -> str:
    said = folkmoot("desk", "--at", at, *more, cwd=root)
    assert said.returncode == 0, said.stderr
    return said.stdout


def steps(text: str, heading: str) -> list[str]:
    """What each line of a list says before the dash."""
    found = text.partition(f"**{heading}** (")[2].partition("\n\n")[2].partition("\n\n")[0].splitlines()
    return [one.removeprefix("- ").partition(" –")[0] for one in found]


NOW, THEN = "It is time for", "Then"
PURPOSE, WELCOME, ASK = (
    "Say in a sentence what you are for",
    "Say who answers newcomers",
    "Ask five people whom you know",
)


def test_a_founder_is_led_through_the_first_weeks(root: Path) -> None:
    text = desk(root, "2026-03-02")
    assert "## The first six months: week 1\n" in text
    assert text.index("The first six months") < text.index("## What is missing")
    assert steps(text, NOW) == [PURPOSE, WELCOME, ASK]
    assert steps(text, THEN)[:2] == ["Write the first post", "Ask the first question"]
    assert "- and 9 more\n" in text.partition(f"**{THEN}**")[2]
    assert "week 2\n" in desk(root, "2026-03-09")
    assert len(steps(desk(root, "2026-08-30"), NOW)) == 15


@pytest.mark.parametrize(("founded", "at"), [("2026-03-02", "2026-08-31"), ("2026-03-02", "2026-03-01")])
def test_an_older_community_hears_nothing_of_it(root: Path, founded: str, at: str) -> None:
    assert "six months" not in desk(root, at)


def test_who_does_not_say_when_it_was_founded_began_with_the_first_member(root: Path) -> None:
    write(root, "content/community.yml", "name: Test Moot\n")
    assert "week 3\n" in desk(root, "2026-03-17")
    write(root, "members/old.yml", "name: Old\njoined: 2020-01-01\n")
    assert "six months" not in desk(root, "2026-03-17")


DONE = {
    PURPOSE: {"content/community.yml": FOUNDED + "tagline: We mend\n"},
    WELCOME: {"content/community.yml": FOUNDED + "welcome: {members: [ada-rossi]}\n"},
    "Say how you speak with each other": {
        "content/community.yml": FOUNDED + "policies: {netiquette: n.md}\n", "content/n.md": "# N\n",
    },
    ASK: {f"members/m{number}.yml": MEMBER.format(f"M{number}", 3) for number in range(5)},
    "Write the first post": {
        "content/posts/a.md": "---\ntitle: A\ndate: 2026-03-03\nauthors: [ada-rossi]\n---\nText\n",
    },
    "Ask the first question": archived("discussions", [discussion(1, "2026-03-03", author="ada")])
    | {"content/community.yml": FOUNDED + "sources: {discussions: [moot/forum]}\n"},
    "Set a date for the first meeting": {
        "events/a.md": "---\ntitle: A\nkind: chat\nstart: 2026-09-20\n---\n",
    },
    "Begin a first thing together": {"content/projects/a.md": "---\ntitle: A\nstatus: active\n---\n"},
    "Hold the first meeting, and write what happened": {
        "events/a.md": "---\ntitle: A\nkind: chat\nstart: 2026-04-20\nrecap: We met.\n---\n",
    },
    "Have somebody else write": {
        "members/bo.yml": MEMBER.format("Bo", 3),
        "content/posts/a.md": "---\ntitle: A\ndate: 2026-03-03\nauthors: [bo]\n---\nText\n",
    },
    "Send the first letter": {"content/letters/2026-03.md": "# March\n"},
    "Give something out of your hands": {
        "members/bo.yml": MEMBER.format("Bo", 3),
        "content/teams/a.md": "---\ntitle: A\nmembers: [{member: bo, since: 2026-04-01}]\n---\n",
    },
    "Touch all three agendas": {
        "events/a.md": "---\ntitle: A\nkind: chat\nstart: 2026-09-20\nagenda: [applied, internal]\n---\n",
        "events/b.md": "---\ntitle: B\nkind: chat\nstart: 2026-09-21\nagenda: [external]\n---\n",
    },
    "Make the meeting a series": {
        "events/a.md": "---\ntitle: A\nkind: chat\nstart: 2026-09-20\nrecurrence: {rule: FREQ=MONTHLY}\n---\n",
    },
    "Begin the joint project of the next quarter": {
        "content/projects/a.md": "---\ntitle: A\nstatus: idea\nquarter: 2026-Q3\n---\n",
    },
}  # fmt: skip
"""What is done once these files are there."""


@pytest.mark.parametrize("step", DONE)
def test_what_is_done_is_told_no_more(root: Path, step: str) -> None:
    assert step in steps(desk(root, "2026-08-30"), NOW)
    for path, text in DONE[step].items():
        write(root, path, text)
    assert step not in steps(desk(root, "2026-08-30"), NOW)


def test_all_steps_are_tried(root: Path) -> None:
    assert set(DONE) == set(steps(desk(root, "2026-08-30"), NOW))


def test_what_is_kept_in_private_counts(root: Path, tmp_path: Path) -> None:
    write(root, "members/bo.yml", MEMBER.format("Bo", 3))
    notes = tmp_path / "notes"
    write(notes, "roles/a.md", "---\nwho: bo\nkind: host\nsince: 2026-04-01\n---\n")
    write(notes, "plan/a.md", "---\ntitle: Which?\nkind: prompt\ndone: 2026-03-03\n---\n")
    text = desk(root, "2026-08-30", "--private", str(notes))
    assert {"Ask the first question", "Give something out of your hands"}.isdisjoint(steps(text, NOW))
