"""Who is hidden is in no output, and who wants to be named alone is only named: over all that a build writes."""

import gzip
import json
import re
from pathlib import Path

import pytest

from folkmoot.build import documents as engine_files
from folkmoot.build import draft
from folkmoot.derive.agreed import withheld
from folkmoot.load.community import load_community
from folkmoot.model.harvest import Work
from folkmoot.render.page import Page
from folkmoot.render.pages.refining import people_index
from support.api_documents import NOW, SITE, SVG, derived, documents, entry_of, hub_of, read
from support.building import built, files
from support.hubs import minimal_hub

SECRET = "name: Quentin Secret\njoined: 2025-01-01\nvisibility: hidden\ngithub: qsecret\ngithub_id: 5\n"
THEME = "site_name: Test Moot\ntheme: {name: material}\nplugins: [folkmoot]\n"
AGREED = "consent: {profile: 2025-01-01, photo: 2025-01-01, attendance: 2025-01-01, ties: 2025-01-01}\n"
SOURCES = (
    "name: Test Moot\ntimezone: Europe/Rome\nlanguages: [en, fr]\n"
    "sources: {feeds: [{url: 'https://all.example/feed'}], discussions: [test/forum], repositories: [test/lamp]}\n"
)


def lines(*records: object) -> str:
    """Records as the archive writes them."""
    return "".join(json.dumps({key: getattr(one, key) for key in one.__slots__}) + "\n" for one in records)  # type: ignore[attr-defined]


def work(who: str, login: str, month: str, commits: int) -> Work:
    day = f"{month}-01T00:00:00Z"
    return Work("test-lamp-git", f"{who} {month} code", who, login, day, "code", commits, day, day)


def discussion(author: str, number: int) -> str:
    return json.dumps(
        {
            "source": "test-forum", "id": f"d{number}", "number": number, "url": "https://github.com/test/forum/d",
            "title": "How?", "category": "Q", "answerable": True, "author": author, "author_id": number, "bot": False,
            "published": "2026-01-02T00:00:00Z", "updated": "2026-01-02T00:00:00Z", "closed": "", "answered": "",
            "reactions": 0, "comments": [],
        }
    ) + "\n"  # fmt: skip


def pages(root: Path, **more: str) -> dict[str, Page]:
    found = draft(minimal_hub(root, **more), NOW)
    assert [problem for problem in found.problems if problem.severity == "error"] == []
    return {page.address: page for page in found.pages}


def words(page: Page) -> str:
    markup = page.lead + " ".join(f"{section.title} {section.html}" for section in page.sections)
    return " ".join(re.sub("<[^>]*>", " ", markup).split())


def test_the_name_of_who_is_hidden_is_in_no_file_though_they_write_in_a_feed_without_title(tmp_path: Path) -> None:
    entries = (
        entry_of("all-example-feed", id="1", author="Quentin Secret"),
        entry_of("all-example-feed", id="2", url="https://all.example/2", author=" QUENTIN\u00a0 Sécret "),
        entry_of("all-example-feed", id="3", url="", title="", author="Quentin Secret"),
        entry_of("removed-example-feed", id="4", url="https://removed.example/4", author="Quentin Secret"),
        entry_of("all-example-feed", id="5", url="https://all.example/5", author="Somebody Else"),
    )
    archive = {
        f"archive/entries/{source}/2026.jsonl": lines(*(one for one in entries if one.source == source))
        for source in ("all-example-feed", "removed-example-feed")
    }
    hub = minimal_hub(
        tmp_path / "hub", **{"mkdocs.yml": THEME, "members/q.yml": SECRET, "content/community.yml": SOURCES, **archive}
    )
    built(hub, tmp_path / "site", site_url=SITE)
    found = {
        path: gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
        for path, content in files(tmp_path / "site").items()
    }
    others = [path for path, content in found.items() if b"Somebody Else" in content]
    for kind in (r"planet/index\.html", r"feeds/.*\.atom", r".*\.json", r"api/.*", r"pagefind/.*"):
        assert any(re.fullmatch(kind, path) for path in others), (kind, others)
    secret = re.compile("quentin|s[eé]cret|qsecret", re.IGNORECASE)
    assert [path for path, content in found.items() if secret.search(content.decode(errors="replace"))] == []
    assert len(json.loads(found["api/v1/planet.json"])["items"]) == len(entries)


NAMED = {
    "members/wanda.yml": "name: Wanda Only\njoined: 2025-02-03\nstatus: alumni\nvisibility: name\ngithub: wanda-gh\n"
    "github_id: 7\nskills: [welding]\nbio: Of zorg.\nlinks: [{label: Blog, url: 'https://wanda.example'}]\n" + AGREED,
    "content/community.yml": SOURCES,
    "events/party.md": "---\ntitle: Zorg party\nkind: chat\nstart: 2026-03-01 19:00\nhosts: [wanda]\n"
    "speakers: [{member: wanda, talk: On zorg}]\nattendees: [wanda, ada-rossi]\n---\n",
    "content/projects/zorg.md": "---\ntitle: Zorg\nstatus: active\nleads: [wanda]\nrepositories: [test/lamp]\n---\n",
    "content/teams/zorg.md": "---\ntitle: Zorg team\nmembers: [{member: wanda, since: 2025-03-04}]\n---\n",
    "content/posts/zorg.md": "---\ntitle: Zorg post\ndate: 2026-01-01\nauthors: [wanda]\n---\n",
    "archive/work/test-lamp-git/2026.jsonl": lines(work("github:7", "wanda-gh", "2026-05", 2)),
    "archive/discussions/test-forum/2026.jsonl": discussion("wanda-gh", 7),
}


def test_the_profile_of_who_wants_to_be_named_alone_says_the_name_as_the_api_does(tmp_path: Path) -> None:
    api = read(hub_of(tmp_path / "api", **NAMED))
    found = pages(tmp_path / "pages", **NAMED)
    assert set(api["members/wanda.json"]) == {"$schema", "base", "slug", "name", "url", "api"}
    page = found["members/wanda/"]
    assert [section.anchor for section in page.sections] == ["badge"]
    assert words(page._replace(sections=())) == "WO Wanda Only wants only the name to be shown here."
    assert not re.search("(?i)zorg|welding|alumni|2025|wanda-gh|wanda.example|commit", words(page) + page.head)
    assert page.title == "Wanda Only"
    for address in ("events/party/", "projects/zorg/", "teams/zorg/", "posts/zorg/"):
        assert "Wanda Only" in words(found[address]), f"{address}: where others name them they are named"


def test_the_login_of_who_wants_to_be_named_alone_is_not_turned_into_the_name(tmp_path: Path) -> None:
    api = read(hub_of(tmp_path / "api", **NAMED))
    (shown,) = api["discussions.json"]["items"]
    assert (shown.get("member"), shown["author"]) == (None, "wanda-gh")
    found = pages(tmp_path / "pages", **NAMED)
    asked = [words(page) for page in found.values() if "@wanda-gh" in words(page)]
    assert asked
    assert "Wanda Only" not in words(found["contributors/"])
    assert "test/lamp May 2026 2 1 0" in words(found["contributors/"])


def bars(page: Page, anchor: str) -> dict[str, int]:
    """What the chart of a section shows, by month."""
    markup = next(section.html for section in page.sections if section.anchor == anchor)
    return {month: int(count) for month, count in re.findall("<title>([^<:]*): ([^<]*)</title>", markup)}


def test_figures_count_those_who_are_on_the_site_alone(tmp_path: Path) -> None:
    told = {
        "members/q.yml": SECRET.replace("2025-01-01", "2023-01-01"),
        "members/bo.yml": "name: Bo Ek\njoined: 2025-01-01\ngithub: boek\ngithub_id: 8\n",
        "content/community.yml": SOURCES,
        "content/projects/lamp.md": "---\ntitle: Lamp\nstatus: active\nrepositories: [test/lamp]\n---\n",
        "archive/work/test-lamp-git/2026.jsonl": lines(
            work("github:5", "qsecret", "2026-04", 7),
            work("github:5", "qsecret", "2026-05", 7),
            work("login:robot[bot]", "robot[bot]", "2026-05", 70),
            work("github:8", "boek", "2026-05", 3),
            work("github:9", "stranger", "2026-05", 1),
            work("login:stranger", "stranger", "2026-05", 1),
        ),
    }
    found = pages(tmp_path, **told)
    shares = hub_of(tmp_path / "hub", **told).shares
    assert {one.who: one.months for one in shares} == {"github:8": (("2026-05", 3),), "github:9": (("2026-05", 2),)}
    assert "history/2023/" not in found
    assert "2023" not in words(found["history/"])
    assert "listed" not in words(found["members/"])
    assert "2 people, by name." in words(found["members/"])
    people, commits = bars(found["contributors/"], "by-month"), bars(found["projects/lamp/"], "activity")
    # Bo, the stranger, and Ada, who invited to the meeting of that month.
    assert (people["April 2026"], people["May 2026"]) == (0, 3)
    assert (commits["April 2026"], commits["May 2026"]) == (0, 5)


@pytest.mark.parametrize(
    ("to", "shown"),
    [
        ("[q]", ""),
        ("[q, ada-rossi]", "Ada Rossi : Lamp"),
        ("[ada-rossi, q]", "Ada Rossi : Lamp"),
        ("[{name: Ed}]", "Ed: Lamp"),
    ],
)
def test_what_nobody_won_who_is_shown_is_left_out_with_the_work(tmp_path: Path, to: str, shown: str) -> None:
    result = f"{{award: First prize, to: {to}, work: {{label: Lamp, url: 'https://q.example/lamp'}}}}"
    told = {
        "members/q.yml": SECRET,
        "events/contest.md": "---\ntitle: Contest\nkind: contest\nstart: 2026-03-01\nrecap: Fine.\n"
        f"results: [{result}]\n---\n",
    }
    page = pages(tmp_path / "pages", **told)["events/contest/"]
    said = words(page)
    assert ("First prize" in said, shown in said) == (bool(shown), True)
    assert ("q.example" in "".join(one.html for one in page.sections)) == bool(shown)
    assert "Rossi ," not in said
    api = read(hub_of(tmp_path / "api", **told))
    assert ("q.example" in json.dumps(documents(api))) == bool(shown)


@pytest.mark.parametrize("keys", ["speakers: [q]", "attendees: [q]", "results: [{award: Prize, to: [q]}]"])
@pytest.mark.parametrize("is_series", [False, True])
def test_no_heading_stands_above_nothing(tmp_path: Path, keys: str, is_series: bool) -> None:
    series = "start: 2026-02-01\nrecurrence: {rule: FREQ=MONTHLY}\noccurrences: [{date: 2026-03-01, "
    event = f"{series}{keys}}}]\n" if is_series else f"start: 2026-03-01\n{keys}\n"
    told = {"members/q.yml": SECRET, "events/chat.md": f"---\ntitle: Chat\nkind: chat\n{event}---\n"}
    page = pages(tmp_path, **told)["events/chat/"]
    assert {one.anchor for one in page.sections} <= {"next-dates"}


def portrait(name: str, consent: str, more: str = "") -> str:
    return f"name: {name}\njoined: 2025-01-01\nphoto: photos/face.svg\n{more}{consent}"


@pytest.mark.parametrize("visibility", ["public", "name", "hidden"])
def test_nobody_agrees_to_a_portrait_in_the_stead_of_who_refused_it(tmp_path: Path, visibility: str) -> None:
    root = minimal_hub(
        tmp_path,
        **{
            "members/ann.yml": portrait("Ann", AGREED),
            "members/shy.yml": portrait("Shy", "", f"visibility: {visibility}\n"),
            "content/photos/face.svg": SVG,
        },
    )
    assert withheld(load_community(root).community) == {"photos/face.svg"}
    hub = derived(root)
    assert withheld(hub.community) == {"photos/face.svg"}
    assert hub.community.members["ann"].photo is None


def test_a_consent_counts_from_its_day_on(tmp_path: Path) -> None:
    """Who says so in advance, or mistypes the year, has agreed to nothing yet."""
    tomorrow, yesterday = (f"{{profile: {day}, photo: {day}}}" for day in ("2026-06-16", "2026-06-15"))
    files = {
        "members/ann.yml": portrait("Ann", f"consent: {tomorrow}\n", "skills: [weaving]\n"),
        "members/bea.yml": portrait("Bea", f"consent: {yesterday}\n", "skills: [baking]\n").replace("face", "mask"),
        "content/photos/face.svg": SVG,
        "content/photos/mask.svg": SVG,
    }
    found = " ".join(str(page) for page in pages(tmp_path, **files).values())
    assert "baking" in found
    assert "photos/mask.svg" in found
    assert "weaving" not in found
    assert "photos/face.svg" not in found


def test_a_refused_portrait_is_not_published_but_as_a_picture_of_something_else(tmp_path: Path) -> None:
    hub = minimal_hub(
        tmp_path / "hub",
        **{
            "mkdocs.yml": THEME,
            "members/ann.yml": portrait("Ann", AGREED),
            "members/shy.yml": portrait("Shy", ""),
            "members/zoe.yml": portrait("Zoe", AGREED),
            "members/max.yml": portrait("Max", "").replace("face", "mask"),
            "content/photos/face.svg": SVG,
            "content/photos/mask.svg": SVG,
            "events/party.md": "---\ntitle: Party\nkind: chat\nstart: 2026-03-01\n"
            "photos: [{file: photos/mask.svg, alt: A mask}]\n---\n",
        },
    )
    built(hub, tmp_path / "site")
    found = files(tmp_path / "site")
    assert "photos/mask.svg" in found
    assert "photos/face.svg" not in found
    assert [path for path, content in found.items() if b"photos/face.svg" in content] == []


def test_the_file_for_the_form_names_no_portrait_that_nobody_agreed_to(tmp_path: Path) -> None:
    hub = hub_of(
        tmp_path,
        **{
            "members/ann.yml": portrait("Ann", AGREED).replace("face", "ann"),
            "members/shy.yml": portrait("Shy", "consent: {profile: 2025-01-01}\n"),
            "content/photos/ann.svg": SVG,
            "content/photos/face.svg": SVG,
        },
    )
    rows = {row[1]: row for row in json.loads(people_index(hub)[1])["members"]}
    assert rows["Ann"][2] == "photos/ann.svg"
    assert isinstance(rows["Shy"][2], int)
    assert b"face.svg" not in people_index(hub)[1]


def test_a_portrait_that_is_taken_back_is_not_published_though_its_file_is_still_there(tmp_path: Path) -> None:
    """Who removes `photo:` names the file no more, and then nobody does."""
    files = {
        "members/ann.yml": portrait("Ann", AGREED).replace("photos/face", "faces/ann"),
        "members/shy.yml": "name: Shy\njoined: 2025-01-01\n",
        "members/bea.yml": "name: Bea\njoined: 2025-01-01\nbio: '![Me](../content/photos/bea.svg)'\n",
        "content/about.md": "![A lamp](photos/lamp.svg)\n",
        "content/verify.txt": "x",
        **{
            f"content/{name}.svg": SVG
            for name in ("photos/face", "photos/bea", "photos/lamp", "faces/ann", "faces/shy")
        },
    }
    root = minimal_hub(tmp_path, **files)
    hub, made, problems = draft(root, NOW)
    assert hub is not None, problems
    assert withheld(hub.community) == {"photos/face.svg", "photos/bea.svg", "faces/shy.svg"}
    published = {one.path for one in engine_files(root, hub, made, "stamped") if not one.path.endswith(".md")}
    assert published == {"verify.txt", "photos/lamp.svg", "faces/ann.svg"}
    told = {one.path for one in problems if one.code == "file-unnamed"}
    assert told == {"content/photos/face.svg", "content/faces/shy.svg"}


def test_a_refused_portrait_that_is_the_picture_of_a_place_is_published_as_that(tmp_path: Path) -> None:
    refused = {
        "members/shy.yml": portrait("Shy", ""),
        "content/photos/face.svg": SVG,
    }
    hall = "name: Hall\naddress: Via Po 1\npicture: {file: photos/face.svg, alt: The door}\n"
    place = {"content/places/hall.yml": hall}
    assert withheld(load_community(minimal_hub(tmp_path / "a", **refused)).community) == {"photos/face.svg"}
    assert withheld(load_community(minimal_hub(tmp_path / "b", **refused, **place)).community) == frozenset()
