"""Small hubs for tests: the least that is valid, and whatever a test puts beside it or in its stead."""

from pathlib import Path
from uuid import uuid4

from folkmoot.check import problems_of
from folkmoot.load.community import load_community
from folkmoot.load.located import located
from folkmoot.model.problem import Problem, in_order

COMMUNITY = "name: Test Moot\ntimezone: Europe/Rome\n"
ADA = "name: Ada Rossi\njoined: 2024-02-29\ngithub: adarossi\n"
PICTURE = "RIFF    WEBPVP8 "
"""What a picture in the format WebP begins with."""
MEETING = """\
---
title: First meeting
kind: meeting
start: 2026-05-14 19:00
hosts: [ada-rossi]
---

Bring a lamp.
"""


def minimal_hub(root: Path, **files: str) -> Path:
    """Writes a valid hub of one member and one meeting into `root`, and returns it.

    `files` go from a path to a text and come on top; an empty text leaves a file of the minimal hub out:
    `minimal_hub(tmp_path, **{"members/bo-ek.yml": "name: Bo Ek\\njoined: 2025-01-31\\n", "events/meeting.md": ""})`.
    """
    root.mkdir(parents=True, exist_ok=True)
    least = {
        "content/community.yml": COMMUNITY,
        "content/index.md": "# Test Moot\n\nWelcome.\n",
        "members/ada-rossi.yml": ADA,
        "events/meeting.md": MEETING,
    }
    for path, text in (least | files).items():
        if text or path not in least:
            write(root, path, text)
    return root


def write(root: Path, path: str, text: str | bytes) -> Path:
    """Writes one file below `root` as it is given, line ends and all, with the folders above it."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    # It is there at once, as most editors save: a preview that watches would read half of it.
    beside = root.with_name(f"{root.name}.{uuid4().hex}")
    beside.write_bytes(text if isinstance(text, bytes) else text.encode())
    beside.replace(file)
    return file


def found(root: Path) -> list[Problem]:
    """Everything that loading and checking find wrong with the hub, placed and ordered as the command line shows it."""
    community, problems = load_community(root)
    return in_order(located(root, problems_of(community, problems)))


def told(problem: Problem) -> tuple[str, str, str]:
    """What a person reads of a problem: its place, its sentence with the value, and its hint."""
    return problem.place, problem.sentence, problem.hint
