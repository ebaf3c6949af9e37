"""Whatever somebody gives, code or not, stands on their profile, on the page of its kind, in the API and the export."""

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from folkmoot.build import draft
from folkmoot.contribute.contributors import all_contributors
from folkmoot.model.credit import Contribution
from folkmoot.model.hub import Hub
from folkmoot.render.api.documents import api
from folkmoot.render.pages import pages_of
from folkmoot.render.wording.contributions import contribution_address
from support.hubs import minimal_hub
from support.member_pages import OPEN, html

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
GAVE: Mapping[str, Contribution] = {
    "host": "eventOrganizing",
    "speaker": "talk",
    "writer": "blog",
    "translator": "translation",
    "reviewer": "review",
    "answerer": "question",
    "mentor": "mentoring",
    "designer": "design",
}
SILENT = ("guest", "shy")
FILES = {
    f"members/{slug}.yml": f"name: Some {slug}\njoined: 2025-01-01\ngithub: gh-{slug}\n{OPEN}"
    for slug in (*GAVE, "shy")
} | {
    "members/guest.yml": "name: Some guest\njoined: 2025-01-01\ngithub: gh-guest\n"
    "consent: {profile: 2025-01-01, attendance: 2025-01-01}\n",
    "events/meeting.md": "---\ntitle: Bench\nkind: meeting\nstart: 2026-05-14 19:00\nhosts: [host]\n"
    "speakers: [speaker]\nattendees: [guest, shy]\ncredits:\n  - {member: translator, gave: [translation]}\n---\nX\n",
    "content/posts/note.md": "---\ntitle: Note\ndate: 2026-05-02\nauthors: [writer]\n---\nText.\n",
    "content/projects/lamp.md": "---\ntitle: Lamp\nstatus: active\ncredits:\n"
    + "".join(
        f"  - {{member: {slug}, gave: [{GAVE[slug]}]}}\n" for slug in ("reviewer", "answerer", "mentor", "designer")
    )
    + "---\nText.\n",
}


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    found = draft(minimal_hub(tmp_path_factory.mktemp("hub"), **FILES), NOW)
    assert found.problems == []
    assert found.hub
    return found.hub


def test_each_of_them_is_told_in_all_places(hub: Hub, tmp_path: Path) -> None:
    pages = {page.address: page for page in pages_of(hub)}
    documents = {path: json.loads(text) for path, text in api(hub, "")}
    exported = json.loads(all_contributors(hub, tmp_path / "none").merged.content)
    listed = {one["login"]: one["contributions"] for one in exported["contributors"]}
    assert listed == {f"gh-{slug}": [kind] for slug, kind in GAVE.items()}
    for slug, kind in GAVE.items():
        address = contribution_address(kind)
        assert f'{address}"' in html(pages[f"members/{slug}/"])
        assert f"Some {slug}<" in html(pages[address])
        told = documents[f"api/v1/members/{slug}.json"]["gave"]
        assert [one["contribution"] for one in told] == [kind]


def test_whoever_came_along_is_told_by_consent_and_gave_nothing_by_it(hub: Hub) -> None:
    pages = {page.address: page for page in pages_of(hub)}
    documents = {path: json.loads(text) for path, text in api(hub, "")}
    assert "events/meeting/" in html(pages["members/guest/"])
    assert [one["slug"] for one in documents["api/v1/members/guest.json"]["attended"]] == ["meeting"]
    assert "events/meeting/" not in html(pages["members/shy/"])
    assert "attended" not in documents["api/v1/members/shy.json"]
    assert "Some shy" not in html(pages["events/meeting/"])
    assert "Some guest" in html(pages["events/meeting/"])
    assert not {one.member for one in hub.given} & set(SILENT)
