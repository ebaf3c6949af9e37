"""Who gave what: from what people did, from the kinds of their work, and by hand."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from folkmoot.derive.activity import tell_apart
from folkmoot.derive.credits import contributors
from folkmoot.model.base import Origin
from folkmoot.model.harvest import Source
from folkmoot.model.hub import Contributor, Hub
from folkmoot.model.post import Post
from folkmoot.model.project import Project
from support.activity_rows import MEMBERS, comment, derived, discussion, event, member, opened, review, work
from support.communities import community
from support.counted import Counted

Rows = list[tuple[str, str, str, int, str, str]]


def project(slug: str = "lamp", **fields: Any) -> Project:
    told = {"title": slug.title(), "status": "active", "repositories": ["club/lamp"]} | fields
    return Project.model_validate(told).placed(Origin(f"content/projects/{slug}.md", slug))


def post(slug: str = "hello", **fields: Any) -> Post:
    told = {"title": slug.title(), "date": "2026-02-01", "authors": ["ada"]} | fields
    return Post.model_validate(told).placed(Origin(f"content/posts/{slug}.md", slug))


def rows(hub: Hub) -> Rows:
    return [
        (one.who, one.contribution, one.project, one.number, str(one.since or "")[5:], str(one.latest or "")[5:])
        for one in hub.given
    ]


def test_what_people_did_is_what_they_gave(tmp_path: Path) -> None:
    sources = (
        Source("discussions", "forum", "https://github.com/club/forum"),
        Source("issues", "lamp-issues", "https://github.com/club/lamp"),
        Source("entries", "ada-feed", "https://ada.example/feed", owner="ada"),
    )
    said = [comment("c1", "bob", 2, 30, answer=True), comment("c2", "bob", 2, 31)]
    pull = opened("p1", merged="", draft=False, comments=[], reviews=[review("r1", "bob", 2, 40)])
    hub = derived(
        tmp_path,
        event(hosts=["ada"], speakers=["bob", "ada"], project="lamp"),
        event("later", start="2026-07-01", hosts=["bob"]),
        post(authors=["ada", "bob"]),
        project(),
        sources=sources,
        discussions=[discussion(comments=said)],
        issues=[opened("i1", "bob", 2, comments=[])],
        pulls=[pull],
    ).hub
    assert rows(hub) == [
        ("ada", "blog", "", 1, "02-01", "02-01"),
        ("ada", "eventOrganizing", "lamp", 1, "03-10", "03-10"),
        ("ada", "talk", "lamp", 1, "03-10", "03-10"),
        ("bob", "blog", "", 1, "02-01", "02-01"),
        ("bob", "bug", "lamp", 1, "03-01", "03-01"),
        ("bob", "question", "", 1, "03-02", "03-02"),
        ("bob", "review", "lamp", 1, "03-02", "03-02"),
        ("bob", "talk", "lamp", 1, "03-10", "03-10"),
    ]
    assert {one.member for one in hub.given} == {"ada", "bob"}


def test_work_counts_by_its_kinds_and_bots_and_hidden_members_gave_nothing(tmp_path: Path) -> None:
    lines = [
        work("github:1", "ada", id="a", first="2026-01-05", last="2026-01-20"),
        work("login:ada", "", id="b", kind="other", commits=2),
        work("github:1", "ada", id="c", kind="docs"),
        work("github:9", "eve", id="d", kind="events"),
        work("hash:abc", "", id="e", kind="translation"),
        work("github:3", "cat", id="f"),
        work("login:robot[bot]", "", id="g"),
        work("github:1", "ada", id="h", kind="design", first="2026-06-02", last="2026-06-03"),
    ]
    source = Source("work", "repo-git", "https://github.com/club/lamp")
    hub = derived(tmp_path, project(), sources=(source,), work=lines).hub
    assert rows(hub) == [
        ("ada", "code", "lamp", 7, "01-05", "03-20"),
        ("ada", "doc", "lamp", 5, "03-02", "03-20"),
        ("github:9", "eventOrganizing", "lamp", 5, "03-02", "03-20"),
        ("hash:abc", "translation", "lamp", 5, "03-02", "03-20"),
    ]
    assert {one.who: one.member for one in hub.given} == {"ada": "ada", "github:9": "", "hash:abc": ""}


def gave(slug: str, *what: str) -> dict[str, Any]:
    return {"member": slug, "gave": what}


def test_credit_by_hand_counts_once_with_the_day_that_is_known(tmp_path: Path) -> None:
    series = event(
        "weekly",
        start="2026-05-05 19:00",
        recurrence={"rule": "FREQ=WEEKLY"},
        credits=[gave("bob", "infra", "talk")],
        occurrences=[{"date": "2026-05-12", "credits": [gave("ada", "video")], "speakers": ["bob"]}],
    )
    found = derived(
        tmp_path,
        event(
            credits=[gave("bob", "video", "talk", "video"), gave("bob", "video")], speakers=["bob"], agenda=["applied"]
        ),
        event("ahead", start="2026-06-10 19:00", credits=[gave("bob", "design")]),
        event("off", status="cancelled", credits=[gave("bob", "promotion")]),
        series,
        post(credits=[gave("bob", "translation"), gave("cat", "design"), gave("nobody", "design")]),
        post("tomorrow", date="2026-06-02", credits=[gave("bob", "test")]),
        project(credits=[gave("bob", "mentoring")]),
    )
    assert rows(found.hub) == [
        ("ada", "blog", "", 1, "02-01", "02-01"),
        ("ada", "video", "", 1, "05-12", "05-12"),
        ("bob", "infra", "", 1, "", ""),
        ("bob", "mentoring", "lamp", 1, "", ""),
        ("bob", "talk", "", 2, "03-10", "05-12"),
        ("bob", "translation", "", 1, "02-01", "02-01"),
        ("bob", "video", "", 1, "03-10", "03-10"),
    ]
    # The talk is what he spoke: it is told twice, and happened once.
    assert sorted(found.rows("credited")) == [
        ("ada", "credited", "05-12 19:00"),
        ("bob", "credited", "02-01 00:00"),
        ("bob", "credited", "03-10 19:00"),
    ]
    assert {tuple(one["agenda"]) for one in found.activity if one["thread"] == "events/meetup"} == {("applied",)}


def test_credit_in_a_project_for_what_was_counted_there_is_not_counted_twice(tmp_path: Path) -> None:
    source = Source("work", "repo-git", "https://github.com/club/lamp")
    credit = project(credits=[gave("ada", "code", "design")])
    other = project("book", repositories=[], credits=[gave("ada", "code")])
    hub = derived(tmp_path, credit, other, sources=(source,), work=[work("github:1", "ada")]).hub
    assert rows(hub) == [
        ("ada", "code", "book", 1, "", ""),
        ("ada", "code", "lamp", 5, "03-02", "03-20"),
        ("ada", "design", "lamp", 1, "", ""),
    ]


def test_who_only_wants_a_name_is_known_to_the_hub_by_it(tmp_path: Path) -> None:
    """So that pages can count them among the others."""
    hub = derived(tmp_path, member("dan", visibility="name"), event(hosts=["dan"])).hub
    assert rows(hub) == [("dan", "eventOrganizing", "", 1, "03-10", "03-10")]


def told(hub: Counted) -> tuple[Contributor, ...]:
    tell_apart(hub.connection)
    return contributors(hub.connection, community())


def group(hub: Counted, *days: str, kind: str = "commented") -> str:
    """The group of somebody who did something on these days."""
    for day in days:
        hub.did("ada", f"{day} 10:00:00", kind)
    return "".join(one.group for one in told(hub))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2026-03-17"], "newcomers"),
        (["2026-03-16", "2026-06-01"], "occasional"),
        (["2026-03-16"], "one-off"),
        (["2025-06-15", "2025-06-15"], ""),
        (["2025-06-16"], "one-off"),
        (["2025-06-16", "2025-06-20"], "occasional"),
        (["2024-01-01", "2025-06-16"], "occasional"),
        # Back after 183 days, which is more than half a year; after 182 days it is not.
        (["2025-10-01", "2026-04-02"], "returning"),
        (["2025-10-01", "2026-04-01"], "occasional"),
        # Three of the six months from January to June.
        (["2025-01-01", "2026-01-01", "2026-02-01", "2026-06-01"], "regular"),
        (["2025-01-01", "2025-12-31", "2026-02-01", "2026-06-01"], "occasional"),
        (["2026-01-01", "2026-01-02", "2026-02-01", "2026-06-01"], "regular"),
        (["2025-12-01", "2025-12-31", "2026-02-01", "2026-06-01"], "occasional"),
    ],
)
def test_everybody_is_in_one_group(hub: Counted, days: list[str], expected: str) -> None:
    assert group(hub, *days) == expected


def test_who_comes_back_is_measured_by_their_own_pauses(hub: Counted) -> None:
    """Every other day, six times: then 31 days are a long pause, and 30 are none."""
    often = [str(dt.date(2026, 3, 1) + dt.timedelta(2 * number)) for number in range(6)]
    assert group(hub, *often, str(dt.date(2026, 3, 11) + dt.timedelta(30))) == "occasional"
    assert group(hub, str(dt.date(2026, 4, 10) + dt.timedelta(31))) == "returning"


def test_whose_pauses_are_long_anyway_is_not_back_from_one(hub: Counted) -> None:
    """Once in seven months: another seven months are as usual, for whoever is known well enough."""
    rare = [str(dt.date(2026, 5, 1) - dt.timedelta(210 * number)) for number in range(7)]
    assert group(hub, *rare) == "occasional"


def test_joining_and_attending_are_no_contribution(hub: Counted) -> None:
    assert group(hub, "2026-05-01", kind="attended") == ""
    assert group(hub, "2026-05-01", kind="joined") == ""


def test_the_months_of_the_last_year_are_told(hub: Counted) -> None:
    group(hub, "2024-05-01", "2026-01-03", "2026-01-09", "2026-05-30")
    (one,) = told(hub)
    assert (one.since, one.months, one.member) == (dt.date(2024, 5, 1), ("2026-01", "2026-05"), "")


def test_the_hub_tells_who_contributed(tmp_path: Path) -> None:
    hub = derived(tmp_path, event(hosts=["ada", "cat"]), work=[work("github:9", "eve")]).hub
    assert [(one.who, one.member, one.group) for one in hub.contributors] == [
        ("ada", "ada", "newcomers"),
        ("github:9", "", "newcomers"),
    ]
    assert MEMBERS[2].slug not in repr(hub.given)
