"""Whom events give credit: for what was held, and not for what was called off or is still to come."""

import json
from pathlib import Path

import pytest

from folkmoot.draft import draft
from folkmoot.model.hub import Hub
from folkmoot.render.api.documents import api
from folkmoot.render.pages import pages_of
from support.collected import NOW, html, section
from support.hubs import minimal_hub

ANN = "name: Ann One\njoined: 2024-01-01\n"
GAVE = "credits: [{member: ann, gave: [video]}]\n"
ONCE = "title: Walk\nkind: meeting\n"
WEEKLY = "title: Weekly\nkind: chat\nstart: 2026-05-05 19:00\nrecurrence: {rule: FREQ=WEEKLY}\n"


def hub_of(root: Path, **files: str) -> Hub:
    found = draft(minimal_hub(root, **{"members/ann.yml": ANN} | files), NOW)
    assert [problem for problem in found.problems if problem.severity == "error"] == []
    assert found.hub
    return found.hub


@pytest.mark.parametrize(
    ("event", "thanked"),
    [
        (f"{ONCE}start: 2026-05-14 19:00\n{GAVE}", True),
        (f"{ONCE}start: 2026-05-14 19:00\nstatus: cancelled\n{GAVE}", False),
        (f"{ONCE}start: 2026-05-14 19:00\nstatus: tentative\n{GAVE}", False),
        (f"{ONCE}start: 2026-06-14\n{GAVE}", True),
        (f"{ONCE}start: 2026-06-15 23:30\n{GAVE}", False),
        (f"{ONCE}start: 2026-06-16\n{GAVE}", False),
        (f"{ONCE}start: 2026-06\n{GAVE}", False),
        (f"{ONCE}start: 2026-05\n{GAVE}", True),
        (WEEKLY + GAVE, True),
        (WEEKLY.replace("05-05", "06-16") + GAVE, False),
        (f"{WEEKLY}status: cancelled\n{GAVE}", False),
        (f"{WEEKLY}status: cancelled\noccurrences: [{{date: 2026-05-12, recap: Came.}}]\n{GAVE}", True),
        (f"{WEEKLY}occurrences:\n  - date: 2026-05-12\n    {GAVE}", True),
        (f"{WEEKLY}occurrences:\n  - date: 2026-06-16\n    title: Soon\n    {GAVE}", False),
    ],
)
def test_there_is_credit_for_what_was_held_alone(tmp_path: Path, event: str, thanked: bool) -> None:
    """Not for what was called off, is not settled, or is still to come: on no page, in no document, in no figure."""
    hub = hub_of(tmp_path, **{"events/walk.md": f"---\n{event}---\n\nText.\n"})
    page = next(page for page in pages_of(hub) if page.address == "events/walk/")
    assert ("Thanks to" in html(page), "Ann One" in html(page)) == (thanked, thanked)
    documents = {path.removeprefix("api/v1/"): json.loads(text) for path, text in api(hub, "") if "schemas" not in path}
    told = documents["events/walk.json"]
    assert any("credits" in one for one in (told, *told["occurrences"])) is thanked
    assert ("video" in [one["contribution"] for one in documents["members/ann.json"].get("gave", ())]) is thanked


def test_nobody_was_at_an_event_that_was_called_off(tmp_path: Path) -> None:
    came = "attendees: [ann]\n"
    files = {
        "members/ann.yml": f"{ANN}consent: {{attendance: 2024-01-01}}\n",
        "events/walk.md": f"---\n{ONCE}start: 2026-05-14 19:00\n{came}---\n\nText.\n",
        "events/talk.md": "---\ntitle: Talk\nkind: meeting\nstart: 2026-06-01 19:00\nstatus: cancelled\n"
        f"{came}---\n\nText.\n",
    }
    pages = {page.address: page for page in pages_of(hub_of(tmp_path, **files))}
    said = section(pages["members/ann/"], "attended")
    assert ("Walk" in said, "Talk" in said) == (True, False)
