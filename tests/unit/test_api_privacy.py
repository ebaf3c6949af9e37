"""Of whom the API says what: as much as each person agreed to, and nothing of whoever is hidden."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from folkmoot.model.harvest import Entry
from folkmoot.render.api.documents import api
from support.api_documents import SITE, SVG, documents, entry_of, hub_of, read

SCOPES = ("profile", "photo", "attendance", "ties")
WHOLE = """\
name: Wanda Whole
joined: 2025-02-03
pronouns: p-pronouns
organisation: p-organisation
github: wanda-gh
languages: [cy]
location: {city: p-city, country: FJ}
timezone: Pacific/Fiji
skills: [p-skill]
interests: [p-interest]
bio: p-bio
links: [{label: Blog, url: "https://wanda.example/blog"}]
roles: [p-role]
available_for: [p-available]
invited_by: ada-rossi
photo: photos/wanda.svg
status: away
"""
PARTY = (
    "---\ntitle: Party\nkind: chat\nstart: 2026-03-01 19:00\nhosts: [ada-rossi]\nattendees: [wanda, ada-rossi]\n"
    "speakers: [{member: wanda, talk: t-talk}, {name: Out Sider, url: 'https://out.example'}]\nrecap: Fine.\n---\n"
)
OF_PROFILE = (
    "p-pronouns",
    "p-organisation",
    "cy",
    "p-city",
    "FJ",
    "p-skill",
    "p-interest",
    "p-bio",
    "p-role",
    "p-available",
    "away",
)


def wanda(root: Path, keys: str) -> dict[str, Any]:
    files = {
        "members/wanda.yml": WHOLE + keys,
        "events/party.md": PARTY,
        "content/photos/wanda.svg": SVG,
        "content/teams/tea.md": "---\ntitle: Tea\nmembers: [{member: wanda, since: 2025-03-04}]\n---\n",
    }
    return read(hub_of(root, **files))


@pytest.mark.parametrize(
    "given", [(), *((scope,) for scope in SCOPES), SCOPES], ids=lambda one: "+".join(one) or "none"
)
def test_only_what_a_member_agreed_to_is_said(tmp_path: Path, given: tuple[str, ...]) -> None:
    consent = ", ".join(f"{scope}: 2025-01-01" for scope in given)
    found = wanda(tmp_path, f"consent: {{{consent}}}\n")
    said = json.dumps([found["members/wanda.json"], found["members.json"]])
    assert [word in said for word in OF_PROFILE] == [("profile" in given)] * len(OF_PROFILE)
    assert ("invited_by" in said) == ("profile" in given)
    assert ("photos/wanda.svg" in said) == ("photo" in given)
    assert ("attended" in found["members/wanda.json"]) == ("attendance" in given)
    came = [one["slug"] for one in found["events/party.json"].get("attendees", [])]
    assert came == (["wanda"] if "attendance" in given else [])
    member = found["members/wanda.json"]
    assert (member["name"], member["joined"], member["github"]) == ("Wanda Whole", "2025-02", "wanda-gh")
    assert member["links"] == [{"label": "Blog", "url": "https://wanda.example/blog"}]
    assert [one["slug"] for one in member["spoke"]] == ["party"]
    assert [one["team"]["slug"] for one in member["teams"]] == ["tea"]
    assert not re.search("2025-02-03|Pacific|github_id|consent", json.dumps(documents(found)).replace("(consent", ""))


def test_whoever_wants_to_be_named_and_no_more_has_name_and_address(tmp_path: Path) -> None:
    consent = "consent: {profile: 2025-01-01, photo: 2025-01-01, attendance: 2025-01-01, ties: 2025-01-01}\n"
    found = wanda(tmp_path, f"visibility: name\n{consent}")
    brief = {
        "slug": "wanda", "name": "Wanda Whole", "url": "members/wanda/", "api": "api/v1/members/wanda.json",
    }  # fmt: skip
    assert found["members.json"]["items"][1] == brief
    assert found["members/wanda.json"] == {"$schema": "../schemas/member.schema.json", "base": SITE} | brief
    assert found["events/party.json"]["speakers"][0] == brief | {"talk": "t-talk"}
    assert "attendees" not in found["events/party.json"]


EVERYWHERE = {
    "members/quentin-secret.yml": "name: Quentin Secret\njoined: 2025-01-01\nvisibility: hidden\ngithub: qsecret\n"
    "consent: {profile: 2025-01-01, photo: 2025-01-01, attendance: 2025-01-01, ties: 2025-01-01}\n"
    "feeds: [{url: 'https://quentin.example/feed'}]\n",
    "members/bo-ek.yml": "name: Bo Ek\njoined: 2025-01-31\ninvited_by: quentin-secret\n"
    "consent: {profile: 2025-01-01}\n",
    "content/community.yml": "name: Test Moot\ntimezone: Europe/Rome\nfounders: [quentin-secret, ada-rossi]\n"
    "sources: {discussions: [test/forum], feeds: [{url: 'https://all.example/feed'}]}\n",
    "events/party.md": "---\ntitle: Party\nkind: contest\nstart: 2026-03-01\nhosts: [quentin-secret]\n"
    "attendees: [quentin-secret]\nspeakers: [{member: quentin-secret, talk: t-talk}]\n"
    "credits: [{member: quentin-secret, gave: [video]}]\n"
    "results: [{award: First, to: [quentin-secret]}]\n---\n",
    "events/series.md": "---\ntitle: Series\nkind: chat\nstart: 2026-03-01\nrecurrence: {rule: FREQ=WEEKLY}\n"
    "occurrences: [{date: 2026-03-08, attendees: [quentin-secret], speakers: [quentin-secret]}]\n---\n",
    "content/projects/lamp.md": "---\ntitle: Lamp\nstatus: active\nleads: [quentin-secret]\n"
    "contributors: [quentin-secret]\ncredits: [{member: quentin-secret, gave: [video]}]\n---\n",
    "content/teams/tea.md": "---\ntitle: Tea\nmembers: [{member: quentin-secret, since: 2025-03-04}]\n---\n",
    "content/posts/news.md": "---\ntitle: News\ndate: 2026-01-01\nauthors: [quentin-secret]\n"
    "credits: [{member: quentin-secret, gave: [video]}]\n---\n",
    "archive/entries/quentin-example-feed/2026.jsonl": "ENTRY:quentin-example-feed",
    "archive/entries/all-example-feed/2026.jsonl": "ENTRY:all-example-feed",
    "archive/discussions/test-forum/2026.jsonl": json.dumps(
        {
            "source": "test-forum", "id": "d", "number": 1, "url": "https://github.com/test/forum/discussions/1",
            "title": "How?", "category": "Q", "answerable": True, "author": "qsecret", "author_id": 5, "bot": False,
            "published": "2026-01-02T00:00:00Z", "updated": "2026-01-02T00:00:00Z", "closed": "", "answered": "",
            "reactions": 0, "comments": [],
        }
    ) + "\n",
}  # fmt: skip


def _line(entry: Entry) -> str:
    return json.dumps({key: getattr(entry, key) for key in entry.__slots__}) + "\n"


def test_a_hidden_member_is_in_no_document(tmp_path: Path) -> None:
    files = {
        path: _line(entry_of(text.removeprefix("ENTRY:"))) if text.startswith("ENTRY:") else text
        for path, text in EVERYWHERE.items()
    }
    found = dict(api(hub_of(tmp_path, **files), SITE))
    assert len(json.loads(found["api/v1/planet.json"])["items"]) == 1
    assert len(json.loads(found["api/v1/discussions.json"])["items"]) == 1
    assert "api/v1/projects/lamp.json" in found
    for path, content in found.items():
        assert not re.search(rb"(?i)quentin|qsecret|t-talk", path.encode() + content), path
        assert "schemas/" in path or b'"video"' not in content, path
