"""Lines added and removed: of repositories, where they are asked for, with what they do not tell; of nobody alone."""

import json
from pathlib import Path
from typing import Any

import pytest

from folkmoot.draft import draft
from folkmoot.render.api.documents import api
from support.collected import NOW, archived, html, pages, section
from support.hubs import COMMUNITY, minimal_hub

BO = {"members/bo-ek.yml": "name: Bo Ek\njoined: 2024-03-01\ngithub: boek\nvisibility: hidden\n"}
CAVEAT = "They tell how much text moved, not how much work it was"


def work(name: str, who: str, **fields: Any) -> dict[str, object]:
    return {
        **{"source": f"club-{name}-git", "id": who, "who": who, "login": who.removeprefix("login:")},
        **{"published": "2026-05-01T00:00:00Z", "kind": "code", "commits": 5, "first": "2026-05-02"},
        **{"last": "2026-05-20", **fields},
    }


def files(*, asked: bool = True) -> dict[str, str]:
    lines = f"  lines: {str(asked).lower()}\n  repositories: [club/lamp, club/shelf]\n"
    return BO | {
        "content/community.yml": f"{COMMUNITY}sources:\n{lines}",
        "content/projects/lamp.md": "---\ntitle: Lamp\nstatus: active\nrepositories: [club/lamp]\n---\n\nText.\n",
        "content/projects/shelf.md": "---\ntitle: Shelf\nstatus: active\nrepositories: [club/shelf]\n---\n\nText.\n",
        **archived(
            "work",
            [
                work("lamp", "login:adarossi", added=1200, removed=30),
                work(
                    "lamp", "login:stranger", added=34, removed=4, last="2026-06-01", published="2026-06-01T00:00:00Z"
                ),
                work("lamp", "login:boek", added=90_000, removed=9),
                work("shelf", "login:adarossi"),
            ],
        ),
    }


def documents(root: Path, *, asked: bool) -> dict[str, Any]:
    hub = draft(minimal_hub(root, **files(asked=asked)), NOW).hub
    assert hub
    return {path.removeprefix("api/v1/"): json.loads(text) for path, text in api(hub, "") if "schemas" not in path}


def test_lines_stand_at_their_repository_with_its_time_and_with_what_they_do_not_tell(tmp_path: Path) -> None:
    """Those of hidden members are in no figure; where none are counted yet, that is said."""
    made = pages(tmp_path, **files())
    said = section(made["contributors/"], "repositories")
    assert "club/lamp May 2026–June 2026 10 1,234 added, 34 removed 1 1 1 June 2026" in said
    assert "club/shelf May 2026 5 unknown 1 0" in said
    assert CAVEAT in said
    said = section(made["projects/lamp/"], "activity")
    assert "1,234 added, 34 removed" in said
    assert CAVEAT in said
    assert "shelf" not in said
    assert CAVEAT not in section(made["projects/shelf/"], "activity")
    # Nobody's own number stands anywhere.
    assert "1,200" not in "".join(map(html, made.values()))


def test_lines_that_nobody_asks_for_are_not_shown(tmp_path: Path) -> None:
    made = pages(tmp_path, **files(asked=False))
    said = section(made["contributors/"], "repositories")
    assert "club/lamp May 2026–June 2026 10 1 1 1 June 2026" in said
    assert not [page.address for page in made.values() if "1,234" in html(page) or CAVEAT in html(page)]


@pytest.mark.parametrize("asked", [True, False])
def test_programs_are_told_lines_where_they_are_asked_for(tmp_path: Path, *, asked: bool) -> None:
    found = documents(tmp_path, asked=asked)
    (lamp,) = found["projects/lamp.json"]["repositories"]
    (shelf,) = found["projects/shelf.json"]["repositories"]
    lines = {"lines_added": 1234, "lines_removed": 34} if asked else {}
    assert lamp == {
        **{"name": "club/lamp", "url": "https://github.com/club/lamp", "commits": 10},
        **{"first": "2026-05", "latest": "2026-06"},
        **lines,
    }
    assert "lines_added" not in shelf
    assert "lines" not in json.dumps(found["members/ada-rossi.json"])
