"""Who steps back from the site is not shown by what was collected before."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from folkmoot.derive.hub import derive
from folkmoot.derive.identity import Account, accounts_in, actors
from folkmoot.derive.seen import seen
from folkmoot.load.community import load_community
from folkmoot.load.warehouse import open_warehouse
from folkmoot.model.conversation import Comment, Discussion, Issue, IssueComment, PullRequest, Release, Review
from folkmoot.model.harvest import Entry, Harvest, SourceState, Visit, Work
from support.hubs import minimal_hub, write

DAY = "2026-05-01T08:00:00Z"
TODAY = dt.date(2026, 5, 1)


def entry(source: str) -> Entry:
    return Entry(source, "1", "https://bo.example/1", "One", "", "Bo Ek", "en", DAY, DAY)


def discussion(author: str, author_id: int) -> Discussion:
    return Discussion("s", "D", 1, "", "T", "C", True, author, author_id, False, DAY, DAY, "", "", 0)


@pytest.mark.parametrize(
    ("visibility", "titles", "authors"),
    [("public", 2, ["BoEk", "boek", "else"]), ("name", 1, ["BoEk", "boek", "else"]), ("hidden", 1, ["", "", "else"])],
)
def test_what_is_seen_of_a_member(tmp_path: Path, visibility: str, titles: int, authors: list[str]) -> None:
    hub = minimal_hub(tmp_path)
    write(
        hub,
        "members/bo-ek.yml",
        f"name: Bo Ek\njoined: 2025-01-01\ngithub: boek\ngithub_id: 7\nvisibility: {visibility}\n"
        "feeds:\n  - url: https://www.bo.example/feed/\n",
    )
    community = load_community(hub).community
    harvest = Harvest(
        entries=(entry("bo-example-feed"), entry("removed-example-feed")),
        discussions=(discussion("BoEk", 0), discussion("boek", 7), discussion("else", 8)),
    )
    found = seen(community, harvest, TODAY)
    assert len(found.entries) == titles
    assert found.entries[-1].source == "removed-example-feed"
    assert [one.author for one in found.discussions] == authors
    assert [one.author_id for one in found.discussions if not one.author] == [0] * authors.count("")


@pytest.mark.parametrize("visibility", ["name", "hidden"])
@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/community.yml", "name: Test Moot\nsources: {feeds: [{url: 'http://bo.example/feed'}]}\n"),
        ("members/zoe.yml", "name: Zoe\njoined: 2025-01-01\nfeeds: [{url: 'http://bo.example/feed'}]\n"),
    ],
)
def test_nobody_switches_off_a_feed_of_the_community_or_of_somebody_public(
    tmp_path: Path, visibility: str, path: str, text: str
) -> None:
    bo = f"name: bo EK\njoined: 2025-01-01\nvisibility: {visibility}\nfeeds: [{{url: 'https://bo.example/feed'}}]\n"
    community = load_community(minimal_hub(tmp_path, **{"members/bo-ek.yml": bo, path: text})).community
    (shown,) = seen(community, Harvest(entries=(entry("bo-example-feed"),)), TODAY).entries
    assert shown.author == ("" if visibility == "hidden" else "Bo Ek")


def test_the_hub_is_given_what_may_be_seen_and_no_more(tmp_path: Path) -> None:
    hub = minimal_hub(tmp_path)
    write(hub, "members/bo-ek.yml", "name: Bo Ek\njoined: 2025-01-01\ngithub: boek\nvisibility: hidden\n")
    community = load_community(hub).community
    harvest = Harvest(discussions=(discussion("boek", 7), discussion("else", 8)))
    with open_warehouse(hub / "archive") as warehouse:
        derived, problems = derive(community, harvest, [], warehouse, [], dt.datetime(2026, 6, 1, tzinfo=dt.UTC))
    assert problems == []
    assert [one.author for one in derived.harvest.discussions] == ["", "else"]


@pytest.mark.parametrize(
    ("author", "shown"),
    [
        ("Cy Hidden", False),
        ("by CY  Hiddén (she/her)", False),
        ("Ada Rossi and Cy-Hidden", False),
        ("Cy Hidden, Ada Rossi", False),
        ("Cyril Hidden", True),
        ("Cy Hiddensee", True),
        ("Cy", True),
        ("Mo", False),
        ("Ada & mo", False),
        ("by Mo (he/him)", False),
        ("Mo et Ada", False),
        ("Mo Farahani", True),
        ("Momo", True),
        ("★", False),
        ("☆", True),
    ],
)
def test_whoever_holds_the_name_of_a_hidden_member_is_not_named(tmp_path: Path, author: str, shown: bool) -> None:
    hidden = {
        f"members/h-{number}.yml": f"name: {name}\njoined: 2025-01-01\nvisibility: hidden\n"
        for number, name in enumerate(("Cy Hidden", "Mo", "★"))
    }
    community = load_community(minimal_hub(tmp_path, **hidden)).community
    (one,) = seen(community, Harvest(entries=(replace(entry("f"), author=author),)), TODAY).entries
    assert one.author == (author if shown else "")


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ({"title": "Thanks to cy  HIDDÉN!"}, None),
        ({"url": "https://bo.example/2026/cy-hidden%20speaks/"}, None),
        ({"title": "Cy Hid\u034fd\u200cen"}, None),
        ({"title": "HIDDEN, Cy"}, None),
        ({"title": "By cy_hidden"}, None),
        ({"title": "CyHidden's lamp"}, None),
        ({"title": "Soren Lecki"}, None),
        ({"title": "Thanks to (@CyH)!"}, None),
        ({"title": "@cyhi, cyh, a@cyh, @cyh.example", "excerpt": "Reed's"}, {}),
        ({"title": "Read on", "excerpt": "@cyh-2 spoke"}, {}),
        ({"excerpt": "I asked @cyh"}, {"excerpt": ""}),
        ({"url": "https://bo.example/?author=Cy+Hidden"}, None),
        ({"url": "https://bo.example/lamps#cyhidden"}, None),
        ({"url": "https://bo.example/s%C3%B8ren-lecki"}, None),
        ({"url": "https://www.github.com/CyH/lamp/releases/1"}, None),
        ({"url": "https://bo.example/cyh/lamp", "author": "cyh"}, {}),
        ({"url": "https://github.com/bo/lamp/commit/1", "author": "CyH"}, {"author": ""}),
        ({"url": "https://cy-hidden.example/1"}, {}),
        ({"url": "http://[cy-hidden"}, {}),
        ({"title": "Ada, Mo and Bo"}, None),
        ({"title": "Mo Farahani, Cy Hiddensee"}, {}),
        ({"excerpt": "Then Cy Hid\xadden spoke."}, {"excerpt": ""}),
        ({"tags": ("lamps", "Cy Hidden")}, {"tags": ("lamps",)}),
        ({"author": "Cy Hidden"}, {"author": ""}),
        ({"content": "<p>Then Cy&nbsp;<b>Hidden</b> spoke.</p>", "excerpt": "Then"}, {"content": ""}),
        ({"content": '<img alt="Cy Hidden" src="/1.png">'}, {"content": ""}),
        ({"content": "<p>I asked <b>@cyh</b>.</p>"}, {"content": ""}),
        ({"content": "<p>Then <em>Moritz</em> spoke, by <mo>mobile</mo>.</p>"}, {}),
    ],
)
def test_no_entry_of_others_names_a_hidden_member(
    tmp_path: Path, told: dict[str, Any], left: dict[str, Any] | None
) -> None:
    hidden = {
        f"members/h-{number}.yml": f"name: {name}\njoined: 2025-01-01\nvisibility: hidden\n"
        for number, name in enumerate(("Cy Hidden\ngithub: cyh", "Mo", "Søren Łęcki", "Re Ed"))
    }
    community = load_community(minimal_hub(tmp_path, **hidden)).community
    filled: dict[str, Any] = {"excerpt": "A text", "tags": ("lamps",), "content": "<p>A text</p>"}
    one = replace(entry("f"), **filled | told)
    found = seen(community, Harvest(entries=(one,)), TODAY).entries
    assert found == (() if left is None else (replace(one, **left),))


@pytest.mark.parametrize(("title", "number"), [("Welcome, Cy Hidden", 0), ("Welcome", 1)])
def test_no_discussion_is_called_after_a_hidden_member(tmp_path: Path, title: str, number: int) -> None:
    cy = "name: Cy Hidden\njoined: 2025-01-01\nvisibility: hidden\n"
    community = load_community(minimal_hub(tmp_path, **{"members/cy.yml": cy})).community
    talk = Harvest(discussions=(replace(discussion("else", 8), title=title),))
    assert len(seen(community, talk, TODAY).discussions) == number


def test_no_issue_pull_request_or_release_names_a_hidden_member(tmp_path: Path) -> None:
    cy = "name: Cy Hidden\njoined: 2025-01-01\nvisibility: hidden\ngithub: cyh\n"
    community = load_community(minimal_hub(tmp_path, **{"members/cy.yml": cy})).community
    issue = Issue("s", "I", 1, "https://github.com/cyh/lamps/issues/1", "Lamps", "cyh", 9, False, DAY, DAY, "", "", 0)
    pull = PullRequest("s", "P", 2, "", "For Cy Hidden", "ada", 8, False, DAY, DAY, "", "", False, 0)
    release = Release("s", "R", "", "Lamps 1.0", "v1", "CyH", 9, DAY, DAY, False)
    found = seen(community, Harvest(issues=(issue,), pulls=(pull,), releases=(release,)), TODAY)
    assert (found.issues, found.pulls) == ((replace(issue, author="", author_id=0),), ())
    assert found.releases == (replace(release, author="", author_id=0),)


def test_what_a_hidden_member_says_is_in_no_number_of_replies_and_moves_no_day(tmp_path: Path) -> None:
    cy = "name: Cy Hidden\njoined: 2025-01-01\nvisibility: hidden\ngithub: cyh\ngithub_id: 9\n"
    community = load_community(minimal_hub(tmp_path, **{"members/cy.yml": cy})).community
    day, later, last = (f"2026-05-01T{hour}:00:00Z" for hour in ("09", "10", "11"))
    theirs = (
        Comment("c2", "formerly-cy", 9, False, later, True, "c1"),
        Comment("c3", "CyH", 0, False, last, False, ""),
    )
    kept = Comment("c1", "ada", 8, False, day, False, "")
    talk = replace(discussion("else", 8), updated=last, comments=(kept, *theirs))
    alone = replace(discussion("cyh", 9), updated=last, answered=day, comments=theirs)
    quiet = replace(discussion("else", 8), updated=last, comments=(kept,))
    said = (IssueComment("i", "cyh", 9, False, last),)
    issue = Issue("s", "I", 1, "", "T", "ada", 8, False, DAY, last, "", "", 0, said)
    read = (Review("r1", "ada", 8, False, day, "approved"), Review("r2", "cyh", 9, False, later, "approved"))
    pull = PullRequest("s", "P", 2, "", "T", "ada", 8, False, DAY, last, "", "", False, 0, (), read)
    found = seen(community, Harvest(discussions=(talk, alone, quiet), issues=(issue,), pulls=(pull,)), TODAY)
    assert [(one.comments, one.updated) for one in found.discussions] == [((kept,), day), ((), day), ((kept,), last)]
    assert [(one.comments, one.updated) for one in found.issues] == [((), DAY)]
    assert [(one.reviews, one.updated) for one in found.pulls] == [(read[:1], day)]


def test_a_hidden_member_whose_login_changed_is_known_by_the_account(tmp_path: Path) -> None:
    bo = "name: Bo Ek\njoined: 2025-01-01\ngithub: boek\ngithub_id: 7\nvisibility: hidden\n"
    community = load_community(minimal_hub(tmp_path, **{"members/bo-ek.yml": bo})).community
    found = seen(community, Harvest(discussions=(discussion("formerly-bo", 7), discussion("else", 8))), TODAY)
    assert [(one.author, one.author_id) for one in found.discussions] == [("", 0), ("else", 8)]


def test_a_hidden_member_is_not_seen_under_other_accounts_either(tmp_path: Path) -> None:
    bo = "name: Bo Ek\njoined: 2025-01-01\nvisibility: hidden\naccounts: [Old-Bo, github:7]\n"
    community = load_community(minimal_hub(tmp_path, **{"members/bo-ek.yml": bo})).community
    told = (discussion("old-bo", 0), discussion("renamed", 7), discussion("else", 8))
    found = seen(community, Harvest(discussions=told), TODAY)
    assert [(one.author, one.author_id) for one in found.discussions] == [("", 0), ("", 0), ("else", 8)]


SAID = Comment("c", "ada", 1, bot=False, created="2026-05-01T10:00:00Z", answer=False, reply_to="")
ASKED = replace(
    discussion("ada", 1),
    updated="2026-05-03T10:00:00Z",
    answered="2026-05-02T10:00:00Z",
    closed="2026-05-03T10:00:00Z",
    comments=(SAID, replace(SAID, id="d", created="2026-05-02T09:00:00Z", answer=True)),
)
HARVEST = Harvest(
    entries=(replace(entry("f"), id="2", published="2026-05-01T22:00:00Z"), entry("f")),
    discussions=(replace(ASKED, id="E", published="2026-05-02T09:00:00Z"), ASKED),
    work=tuple(
        Work("r", day, "github:1", "ada", "2026-05-01", "code", 2, day, "2026-05-20")
        for day in ("2026-05-01", "2026-05-02")
    ),
    states=tuple(SourceState("f", day, f"{day}T09:00:00Z", "failing", "", "") for day in ("2026-05-02", "2026-05-01")),
    visits={slug: Visit(f"{day}T09:00:00Z") for slug, day in (("f", "2026-05-01"), ("g", "2026-05-02"))},
)


def test_weeks_that_lay_ahead_are_not_told_of_a_month_that_had_begun(tmp_path: Path) -> None:
    community = load_community(minimal_hub(tmp_path)).community
    weeks = ("2026-W18", "2026-W19", "2026-W20")
    month = replace(HARVEST.work[0], weeks=weeks)
    (as_of_then,) = seen(community, Harvest(work=(month,)), dt.date(2026, 5, 4)).work
    (as_of_now,) = seen(community, Harvest(work=(month,)), dt.date(2026, 6, 1)).work
    assert (as_of_then.weeks, as_of_now.weeks) == (weeks[:2], weeks)


def test_a_hidden_member_is_known_by_the_account_that_the_archive_knows_by_the_login(tmp_path: Path) -> None:
    """Their file need not tell the account's number; whose that is by another file is somebody else."""
    files = {
        "members/bo-ek.yml": "name: Bo Ek\njoined: 2025-01-01\ngithub: BoEk\nvisibility: hidden\n",
        "members/zoe.yml": "name: Zoe\njoined: 2025-01-01\ngithub: zoe\ngithub_id: 9\n",
    }
    community = load_community(minimal_hub(tmp_path, **files)).community
    talk = replace(discussion("else", 8), comments=(replace(SAID, author="boek", author_id=7),))
    month = Work("s", "w", "github:5", "boek", "2026-05-01", "code", 1, "2026-05-01", "2026-05-01")
    told = [("formerly-bo", 7), ("long-ago", 5), ("zoe", 9), ("else", 8), ("", 0)]
    harvest = Harvest(discussions=(talk, *(discussion(*one) for one in told), discussion("boek", 9)), work=(month,))
    authors = [one.author for one in seen(community, harvest, TODAY).discussions]
    assert authors == ["else", "", "", "zoe", "else", "", ""]
    owners = actors(community, accounts_in(harvest))
    assert [owners[Account(*one)] for one in told] == ["", "", "zoe", "github:8", ""]


def test_what_was_published_later_is_not_shown_as_of_a_day(tmp_path: Path) -> None:
    """The day ends at the community's midnight, which is 22:00 UTC; what came about on it is shown at any hour."""
    community = load_community(minimal_hub(tmp_path)).community
    found = seen(community, HARVEST, TODAY)
    assert [one.id for one in found.entries] == ["1"]
    assert [(one.id, one.last) for one in found.work] == [("2026-05-01", "2026-05-01")]
    assert [one.id for one in found.states] == ["2026-05-01"]
    assert found.visits.keys() == {"f"}
    (asked,) = found.discussions
    assert (asked.id, asked.answered, asked.closed, asked.updated) == ("D", "", "", SAID.created)
    assert asked.comments == (SAID,)
    (answered, *_) = [one for one in seen(community, HARVEST, dt.date(2026, 5, 2)).discussions if one.id == "D"]
    assert (answered.answered, answered.closed, answered.updated) == (ASKED.answered, "", ASKED.answered)
    assert answered.comments == ASKED.comments
    assert seen(community, HARVEST, dt.date(2026, 5, 20)) == HARVEST


def test_the_hub_as_of_a_day_has_nothing_from_later(tmp_path: Path) -> None:
    hub = minimal_hub(tmp_path)
    with open_warehouse(hub / "archive") as warehouse:
        moment = dt.datetime(2026, 4, 30, 22, tzinfo=dt.UTC)
        derived, _ = derive(load_community(hub).community, HARVEST, [], warehouse, [], moment)
    assert [one.id for one in derived.harvest.entries] == ["1"]
    assert [one.id for one in derived.harvest.discussions] == ["D"]
