"""Who contributes, code or not, as pages tell it: by name, never by number, and only of whom it may be told."""

import datetime as dt
import json
import re
from pathlib import Path
from typing import get_args

import pytest

from folkmoot.build import draft
from folkmoot.check.addresses import is_list, is_made
from folkmoot.model.credit import Contribution, Credit
from folkmoot.model.hub import Contributor, Given, Hub
from folkmoot.preview.present import Counted
from folkmoot.render.api.documents import api
from folkmoot.render.framing.frame import frame_address
from folkmoot.render.framing.staging import staged
from folkmoot.render.giving import people_in, thanked
from folkmoot.render.page import Page
from folkmoot.render.pages import pages_of
from folkmoot.render.wording.contributions import CONTRIBUTIONS, contribution_address
from folkmoot.text import plain
from support.hubs import minimal_hub

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)


def member(name: str, keys: str = "") -> str:
    return f"name: {name}\njoined: 2024-01-01\n{keys}"


FILES = {
    "members/ann.yml": member("Ann One"),
    "members/zoe.yml": member("Zoe Two"),
    "members/nam.yml": member("Nam Only", "visibility: name\n"),
    "members/hid.yml": member("Hid Den", "visibility: hidden\n"),
    "content/projects/lamp.md": "---\ntitle: Lamp\nstatus: active\ncredits:\n  - {member: zoe, gave: [design]}\n"
    "  - {member: ann, gave: [design, mentoring]}\n  - {member: nam, gave: [design]}\n"
    "  - {member: hid, gave: [audio]}\n"
    "---\n\nText.\n",
    "events/walk.md": "---\ntitle: Walk\nkind: meeting\nstart: 2026-05-14 19:00\nhosts: [zoe, hid]\nproject: lamp\n"
    "speakers: [nam]\ncredits: [{member: ann, gave: [video]}]\nattendees: [ann]\n---\n\nText.\n",
    "events/weekly.md": "---\ntitle: Weekly\nkind: chat\nstart: 2026-05-05 19:00\nrecurrence: {rule: FREQ=WEEKLY}\n"
    "occurrences:\n  - {date: 2026-05-12, credits: [{member: zoe, gave: [tool, test]}]}\n"
    "  - {date: 2026-05-19, credits: [{member: hid, gave: [tool]}]}\n---\n\nText.\n",
    "content/posts/note.md": "---\ntitle: Note\ndate: 2026-05-02\nauthors: [zoe]\n"
    "credits: [{member: nam, gave: [translation]}, {member: hid, gave: [translation]}]\n---\n\nText.\n",
    "events/talk.md": "---\ntitle: Talk\nkind: meeting\nstart: 2026-06-01 19:00\nhosts: [zoe]\n---\n\nText.\n",
}


def hub_of(root: Path, **files: str) -> Hub:
    found = draft(minimal_hub(root, **(FILES | files)), NOW)
    assert [problem for problem in found.problems if problem.severity == "error"] == []
    assert found.hub
    return found.hub


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    return hub_of(tmp_path_factory.mktemp("hub"))


@pytest.fixture(scope="module")
def pages(hub: Hub) -> dict[str, Page]:
    return {page.address: page for page in pages_of(hub)}


def section(page: Page, anchor: str) -> str:
    return " ".join(next((plain(one.html) for one in page.sections if one.anchor == anchor), "").split())


def names(words: str) -> list[str]:
    return re.findall(r"Ann One|Zoe Two|Nam Only|Hid Den", words)


def test_a_profile_tells_what_somebody_gave_how_often_when_and_where(pages: dict[str, Page]) -> None:
    said = section(pages["members/zoe/"], "gave")
    assert "Bringing people together 2× · May 2026–June 2026 · Lamp" in said
    assert "Design Lamp" in said
    said = section(pages["members/ann/"], "gave")
    assert "Films and recordings May 2026 · Lamp" in said
    assert "1×" not in said
    assert "Attend" not in said


def test_who_wants_only_a_name_has_nothing_told_and_counts(pages: dict[str, Page]) -> None:
    assert not section(pages["members/nam/"], "gave")
    assert "Nam Only" not in plain(pages["contributors/design/"].lead)
    assert "1 person who is not named here." in plain(pages["contributors/design/"].lead)
    rows = dict(re.findall(r"(Design|Talks|Mentoring) (\d+ \d+)", section(pages["contributors/"], "kinds")))
    assert rows == {"Design": "2 1", "Talks": "0 1", "Mentoring": "1 0"}
    # They are members, too: no column says that they are others.
    assert section(pages["contributors/"], "kinds").startswith("Contribution By name Only counted")


def test_hidden_members_are_nowhere_and_not_counted(pages: dict[str, Page]) -> None:
    assert "contributors/audio/" not in pages
    contributing = [page for address, page in pages.items() if "contributors/" in address or "projects/" in address]
    assert not [
        page for page in contributing for text in (page.lead, *(s.html for s in page.sections)) if "Hid" in text
    ]
    # Zoe, and Ada of the hub that all tests have.
    assert "Bringing people together 2 0" in section(pages["contributors/"], "kinds")


def test_people_stand_by_name_whatever_they_gave(pages: dict[str, Page]) -> None:
    """Zoe invited twice, and comes last."""
    said = plain(pages["contributors/design/"].lead)
    assert names(said) == ["Ann One", "Zoe Two"]
    assert names(section(pages["projects/lamp/"], "gave")) == ["Zoe Two", "Ann One", "Zoe Two", "Ann One", "Ann One"]
    groups = section(pages["contributors/"], "groups")
    assert names(groups) == ["Ann One", "Zoe Two"]
    assert "New 4 people: for the first time in the last 90 days" in groups
    assert "and 1 more" in groups
    everything = plain(pages["contributors/"].lead) + " ".join(
        plain(one.html) for one in pages["contributors/"].sections
    )
    assert "×" not in everything


def test_a_project_tells_who_gave_what_to_it(pages: dict[str, Page]) -> None:
    said = section(pages["projects/lamp/"], "gave")
    assert re.search(r"Design.*Ann One.*Zoe Two and 1 more", said)
    assert "Talks 1 person" in said
    assert 'href="../projects/lamp/#gave"' in html(pages["contributors/"])
    row = section(pages["contributors/"], "projects")
    assert "By name Only counted Lamp Bringing people" in row
    assert "Lamp Bringing people together, Design, Films and recordings, Mentoring, Talks 2 1" in row


def html(page: Page) -> str:
    return page.lead + "".join(one.html for one in page.sections)


def test_events_and_posts_thank_whom_they_give_credit(pages: dict[str, Page]) -> None:
    """Who wants only a name shown has it here, and no word of what they gave; before each name stand the initials."""
    assert "Thanks to AOAnn One: Films and recordings" in " ".join(plain(pages["events/walk/"].lead).split())
    assert section(pages["events/weekly/"], "2026-05-12").endswith("Thanks to ZTZoe Two: Tools, Tests")
    assert not section(pages["events/weekly/"], "2026-05-19")
    assert section(pages["posts/note/"], "authors").endswith("Thanks to NONam Only")
    assert "Thanks" not in html(pages["events/talk/"])


def test_programs_are_told_the_same(hub: Hub) -> None:
    documents = {path.removeprefix("api/v1/"): json.loads(text) for path, text in api(hub, "") if "schemas" not in path}
    lamp = {"slug": "lamp", "title": "Lamp", "url": "projects/lamp/", "api": "api/v1/projects/lamp.json"}
    organizing = {"contribution": "eventOrganizing", "count": 2, "first": "2026-05", "latest": "2026-06"}
    assert documents["members/zoe.json"]["gave"][2] == organizing | {"projects": [lamp]}
    assert documents["members/zoe.json"]["gave"][1] == {"contribution": "design", "projects": [lamp]}
    assert "gave" not in documents["members/nam.json"]
    design, *_ = documents["projects/lamp.json"]["gave"]
    assert ([one["slug"] for one in design["members"]], design["others"]) == (["ann", "zoe"], 1)
    (thanks,) = documents["events/walk.json"]["credits"]
    assert (thanks["member"]["slug"], thanks["gave"]) == ("ann", ["video"])
    held = {one["date"]: one.get("credits") for one in documents["events/weekly.json"]["occurrences"]}
    assert [one["gave"] for one in held["2026-05-12"] or ()] == [["tool", "test"]]
    assert held["2026-05-19"] is None
    (thanks,) = documents["posts/note.json"]["credits"]
    assert (thanks["member"]["slug"], thanks.get("gave")) == ("nam", None)


def gave(slug: str, *kinds: str) -> dict[str, object]:
    return {"member": slug, "gave": list(kinds)}


def test_nobody_is_thanked_again_for_what_a_heading_beside_it_tells(hub: Hub) -> None:
    credit = [Credit.model_validate(gave(*one)) for one in (("zoe", "talk", "video"), ("ann", "blog"), ("nam", "test"))]
    again = [*credit, Credit.model_validate(gave("zoe", "video", "tool")), Credit.model_validate(gave("hid", "tool"))]

    def told(**beside: list[str | None]) -> list[tuple[str, tuple[str, ...]]]:
        return [(one.member.slug, one.gave) for one in thanked(hub.community, again, **beside)]

    assert told() == [("zoe", ("talk", "video", "tool")), ("ann", ("blog",)), ("nam", ())]
    assert told(speakers=["zoe", None], hosts=["ann"]) == [("zoe", ("video", "tool")), ("ann", ("blog",)), ("nam", ())]
    assert told(authors=["ann"], hosts=["nam"]) == [("zoe", ("talk", "video", "tool"))]


def test_where_hosts_speakers_and_authors_stand_they_are_not_thanked_for_it(tmp_path: Path) -> None:
    files = {
        "events/walk.md": "---\ntitle: Walk\nkind: meeting\nstart: 2026-05-14 19:00\nhosts: [zoe]\n"
        "speakers: [{member: ann, talk: Lamps}]\n"
        "credits: [{member: zoe, gave: [eventOrganizing]}, {member: ann, gave: [talk, video]}]\n---\n\nText.\n",
        "content/posts/note.md": "---\ntitle: Note\ndate: 2026-05-02\nauthors: [zoe]\n"
        "credits: [{member: zoe, gave: [blog]}]\n---\n\nText.\n",
    }
    hub = hub_of(tmp_path, **files)
    pages = {page.address: page for page in pages_of(hub)}
    assert "Thanks to AOAnn One: Films and recordings" in " ".join(plain(pages["events/walk/"].lead).split())
    assert plain(pages["events/walk/"].lead).count("Zoe Two") == 1
    assert section(pages["posts/note/"], "authors") == "ZT Zoe Two"
    documents = {path.removeprefix("api/v1/"): json.loads(text) for path, text in api(hub, "") if "schemas" not in path}
    assert [(one["member"]["slug"], one["gave"]) for one in documents["events/walk.json"]["credits"]] == [
        ("ann", ["video"])
    ]
    assert "credits" not in documents["posts/note.json"]


def test_no_heading_stands_above_nobody(tmp_path: Path) -> None:
    files = {
        "content/posts/note.md": "---\ntitle: Note\ndate: 2026-05-02\nauthors: [hid]\n"
        "credits: [{member: ann, gave: [translation]}]\n---\n\nText.\n",
        "content/posts/other.md": "---\ntitle: Other\ndate: 2026-05-03\nauthors: [hid]\n---\n\nText.\n",
        "events/walk.md": "---\ntitle: Walk\nkind: meeting\nstart: 2026-05-14 19:00\nhosts: [hid]\n"
        "speakers: [hid]\ncredits: [{member: hid, gave: [video]}]\n---\n\nText.\n",
        "content/projects/lamp.md": "---\ntitle: Lamp\nstatus: active\nleads: [hid]\ncontributors: [hid]\n"
        "credits: [{member: hid, gave: [design]}]\n---\n\nText.\n",
        "content/teams/one.md": "---\ntitle: One\nmembers: [{member: hid, role: chair, since: 2026-01-01}]\n"
        "---\n\nText.\n",
    }
    pages = {page.address: page for page in pages_of(hub_of(tmp_path, **files))}
    note, other, posts = (pages[f"posts/{one}"] for one in ("note/", "other/", ""))
    assert [(one.anchor, one.title) for one in note.sections if "AOAnn One" in plain(one.html)] == [
        ("thanks", "Thanks to")
    ]
    assert [one.anchor for one in note.sections if one.anchor == "authors"] == []
    assert [one.anchor for one in other.sections] == ["more"]
    assert not re.search(r">\s*·", note.lead + html(posts))
    said = " ".join(html(pages[one]) for one in ("events/walk/", "projects/lamp/", "teams/one/"))
    titles = [one.title for one in (*pages["events/walk/"].sections, *pages["projects/lamp/"].sections)]
    headings = r"Hosts|Speakers|Thanks to|Led by|<dt>With|Who gave what|Who serves"
    assert not re.search(headings, " ".join([said, *titles, *(one.title for one in pages["teams/one/"].sections)]))


def test_pages_of_contributors_do_not_claim_to_come_from_one_file(hub: Hub, pages: dict[str, Page]) -> None:
    counted = {page.address for page in pages.values() if page.counted}
    assert counted == {address for address in pages if address.startswith("contributors/")}
    assert {pages[address].source for address in counted} == {"content/community.yml"}
    one = pages["contributors/design/"]
    assert frame_address(one) != frame_address(one._replace(counted=False))
    (engine,) = staged(hub.community, [one], "staged")
    assert b"\ncounted: true\n" in engine.content


def test_months_tell_who_contributed_and_who_for_the_first_time(pages: dict[str, Page]) -> None:
    said = section(pages["contributors/"], "by-month")
    assert re.search(r"by month .*May 2026 4 June 2026 1 .*first time.*May 2026 4 June 2026 0", said)


def test_the_groups_name_nobody_who_came_once(hub: Hub) -> None:
    since = dt.date(2025, 9, 1)
    once = [
        Contributor("ann", "ann", "one-off", since, ("2025-09",)),
        Contributor("github:7", "", "one-off", since, ()),
    ]
    page = next(page for page in pages_of(hub._replace(contributors=tuple(once))) if page.address == "contributors/")
    said = section(page, "groups")
    assert "Once 2 people: on a single day" in said
    assert "Now and then 0 people" in said
    assert names(said) == []


def test_who_comes_now_and_then_is_named_as_in_the_other_groups(hub: Hub) -> None:
    who = (("ann", "ann"), ("nam", "nam"), ("hid", "hid"), ("github:7", ""))
    found = tuple(Contributor(one, slug, "occasional", dt.date(2025, 9, 1), ()) for one, slug in who)
    page = next(page for page in pages_of(hub._replace(contributors=found)) if page.address == "contributors/")
    said = section(page, "groups")
    assert "Now and then 3 people: in the last twelve months, and in no other group AOAnn One and 2 more" in said
    assert names(said) == ["Ann One"]


@pytest.mark.parametrize(("days", "said"), [(1, "in the last day"), (2, "in the last 2 days")])
def test_the_window_of_a_single_day_is_told_as_one(tmp_path: Path, days: int, said: str) -> None:
    profile = f"name: Moot\nthresholds: {{active_days: {days}}}\n"
    page = next(
        one for one in pages_of(hub_of(tmp_path, **{"content/community.yml": profile})) if one.title == "Contributors"
    )
    assert re.search(
        f"New 0 people: for the first time {said} .*Back again 0 people: {said}, after", section(page, "groups")
    )


def test_pages_of_large_hubs_stay_light(tmp_path: Path) -> None:
    many = {f"members/m{number:03}.yml": member(f"Member {number:03}") for number in range(101)}
    many |= {
        f"content/projects/p{number:02}.md": f"---\ntitle: Project {number:02}\nstatus: active\n---\n\nText.\n"
        for number in range(70)
    }
    found, day = hub_of(tmp_path, **many), dt.date(2026, 5, 1)
    slugs = [f"m{number:03}" for number in range(101)]
    found = found._replace(
        given=(
            *(Given(one, one, "talk", f"p{n:02}", 1, day, day) for one in slugs for n in range(5)),
            *(Given("m000", "m000", "doc", f"p{n:02}", 1, day, day + dt.timedelta(n)) for n in range(70)),
        ),
        contributors=tuple(Contributor(one, one, "regular", day, ("2026-05",)) for one in slugs),
    )
    made = {page.address: page for page in pages_of(found)}
    groups, projects = (section(made["contributors/"], one) for one in ("groups", "projects"))
    assert "Regular 101 people" in groups
    assert groups.count("Member") == 40
    assert "and 61 more" in groups
    assert re.findall(r"Project (\d+)", projects) == [f"{number:02}" for number in range(10, 70)]
    assert plain(made["contributors/talk/2/"].lead).count("Member") == 1
    assert "Project 00, Project 01, Project 02 and 2 more" in plain(made["contributors/talk/2/"].lead)
    assert "and 62 more" in section(made["members/m000/"], "gave")
    assert "and 61 more" in section(made["projects/p00/"], "gave")
    heavy = [one for one in ("contributors/", "contributors/talk/", "projects/p00/") if len(html(made[one])) > 70_000]
    assert heavy == []


def test_a_hub_of_which_nothing_is_known_says_so(hub: Hub) -> None:
    bare = hub._replace(given=(), contributors=(), shares=())
    (page,) = (page for page in pages_of(bare) if page.address.startswith("contributors/"))
    assert "Nothing has been collected yet." in plain(page.lead)
    assert page.sections == ()


def test_who_hid_since_everything_was_counted_is_not_told(hub: Hub) -> None:
    """As in the preview, which counts later than it shows."""
    day = dt.date(2026, 5, 1)
    stale = [Given(slug, slug, "talk", "", 1, day, day) for slug in ("hid", "gone", "nam", "ann")]
    stranger = Given("github:7", "", "talk", "", 1, day, day)
    found = people_in(hub.community, [*stale, stranger, stranger])
    assert ([one.slug for one in found.members], found.others) == (["ann"], 2)


def test_the_preview_takes_over_what_was_counted(hub: Hub) -> None:
    counted = Counted.of(hub)
    assert hub._replace(given=(), contributors=(), shares=(), measured=())._replace(**counted._asdict()) == hub


def test_every_kind_has_a_name_and_an_address_of_its_own() -> None:
    kinds = get_args(Contribution)
    assert set(CONTRIBUTIONS) == set(kinds)
    assert len(set(CONTRIBUTIONS.values())) == len({contribution_address(kind) for kind in kinds}) == len(kinds)
    assert contribution_address("eventOrganizing") == "contributors/event-organizing/"
    for kind in kinds:
        address = contribution_address(kind).rstrip("/")
        assert re.fullmatch(r"contributors/[a-z0-9-]+", address)
        assert is_made(address)
        assert not is_list(address)
