"""A member and an event, and the one problem that is found in them."""

from pathlib import Path

from support.hubs import found, told

EVENT = "---\ntitle: Chat\nkind: chat\n"


def the_one(root: Path) -> tuple[str, str, str]:
    problems = found(root)
    assert len(problems) == 1, [told(problem) for problem in problems]
    assert problems[0].severity == "error"
    return told(problems[0])
