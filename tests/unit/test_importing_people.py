"""People and feeds from elsewhere: nobody gets a file of their own without writing it."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from folkmoot.collect.contributors import read_contributors
from folkmoot.contribute.importing.recipe import Plan, plan
from folkmoot.contribute.importing.sources import Request
from folkmoot.errors import FolkmootError, WrongUse
from folkmoot.load.documents import read_yaml
from support.github.faults import Fault, answer, bad_json, cut, secondary_limit
from support.github.server import GitHub
from support.hubs import COMMUNITY, found, minimal_hub, write

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)

FORGE = COMMUNITY + "repository: https://github.com/officina/hub\nlanguages: [fr]\n"
PEOPLE = {
    "projectName": "x",
    "contributors": [
        {"login": "AdaRossi", "name": "Ada"},
        {"login": "bo-ek", "name": "Bo #1: Ek", "contributions": ["code"], "avatar_url": "https://a.example/secret"},
        {"login": "not a login", "name": "Cy"},
        {"contributions": []},
        "nobody",
    ],
}


def planned(tmp_path: Path, name: str, content: str) -> Plan:
    root = minimal_hub(tmp_path / "hub", **{"content/community.yml": FORGE})
    return plan(root, Request(str(write(tmp_path, name, content)), NOW))


def test_contributors_are_invited_with_a_file_that_they_finish(tmp_path: Path) -> None:
    made = planned(tmp_path, ".all-contributorsrc", json.dumps(PEOPLE))
    assert (made.rows, made.taken, len(made.there), made.refused, made.files) == (5, 1, 1, 3, ())
    (one,) = made.invitations
    asked = parse_qs(urlsplit(one.address).query)
    assert one.address.startswith("https://github.com/officina/hub/new/main?")
    assert asked == {"filename": ["members/bo-1-ek.yml"], "value": [one.starter]}
    assert read_yaml(one.starter.encode()).values == {"name": "Bo #1: Ek", "joined": "2026-06-15", "github": "bo-ek"}
    assert "# consent:\n#   profile: 2026-06-15\n" in one.starter
    assert "Le site" in one.starter
    assert "secret" not in repr(made)


def test_the_same_file_under_another_name_is_known_by_what_it_says(tmp_path: Path) -> None:
    assert planned(tmp_path, "people.json", json.dumps(PEOPLE)).taken == 1


LAMP = "---\ntitle: Lamp\nstatus: active\nrepositories: ['https://github.com/Officina/Lamp.git']\n{}---\n\nText.\n"
SECRET = "name: Quin\njoined: 2025-01-01\ngithub: qs\nvisibility: hidden\n"


def given(tmp_path: Path, *people: dict[str, Any], **files: str) -> Plan:
    told = {"projectOwner": "officina", "projectName": "lamp", "contributors": list(people)}
    root = minimal_hub(tmp_path / "hub", **({"content/projects/lamp.md": LAMP.format("")} | files))
    return plan(root, Request(str(write(tmp_path, ".all-contributorsrc", json.dumps(told))), NOW))


def test_what_members_gave_becomes_lines_for_the_projects_file(tmp_path: Path) -> None:
    people = (
        {"login": "adarossi", "contributions": ["design", "mentoring"]},
        {"login": "old-ada", "contributions": [{"type": "design", "url": "https://x.example"}, {"type": "video"}]},
    )
    ada = "name: Ada Rossi\njoined: 2024-02-29\ngithub: AdaRossi\naccounts: [old-ada]\n"
    made = given(tmp_path, *people, **{"members/ada-rossi.yml": ada})
    (one,) = made.credits
    assert one.path == "content/projects/lamp.md"
    assert read_yaml(one.lines.encode()).values == {
        "credits": [{"member": "ada-rossi", "gave": ["design", "mentoring", "video"]}]
    }
    # Once they stand there, they are proposed no more.
    again = given(tmp_path, *people, **{"members/ada-rossi.yml": ada, one.path: LAMP.format(one.lines)})
    assert again.credits == ()
    assert found(tmp_path / "hub") == []


def test_without_a_project_of_that_repository_the_lines_are_told_all_the_same(tmp_path: Path) -> None:
    made = given(tmp_path, {"login": "adarossi", "contributions": "talk, blog"}, **{
        "content/projects/lamp.md": LAMP.format("").replace("Lamp.git", "Other")
    })  # fmt: skip
    assert [(one.path, "blog" in one.lines and "talk" in one.lines) for one in made.credits] == [("", True)]


@pytest.mark.parametrize(
    ("person", "told"),
    [
        ({"login": "bo-ek", "contributions": ["code"]}, "gave code: credit is given to members"),
        ({"name": "Ada Rossi", "contributions": ["code"]}, "gave code: without a login nobody knows who it is"),
        ({"login": "qs", "contributions": ["code"]}, "gave code: the site names them nowhere"),
        ({"login": "adarossi", "contributions": ["beer"]}, "“beer” is no kind of contribution that is known"),
        ({"login": "adarossi", "profile": "x", "avatar_url": "y"}, (
            "not taken is “avatar_url” and “profile” of people: each says so in their own file"
        )),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_of_what_people_gave_is_told(tmp_path: Path, person: dict[str, Any], told: str) -> None:
    made = given(tmp_path, person, **{"members/quin.yml": SECRET})
    assert made.credits == ()
    assert told in [one.reason for one in made.notes]


OPML = '<opml version="2.0"><body><outline text="All">{}</outline></body></opml>'


def test_feeds_become_lines_for_the_communitys_file(tmp_path: Path) -> None:
    outlines = '<outline type="rss" text="A: blog" language="en-us" xmlUrl="https://a.example/feed"/>'
    outlines += '<outline text="Again" xmlUrl="http://www.a.example/feed/"/>\n<outline type="rss" text="None"/>'
    outlines += '<outline text="Bad" xmlUrl="ftp://b.example/"/>'
    made = planned(tmp_path, "feeds.opml", OPML.format(outlines))
    assert made.feeds == (
        'sources:\n  feeds:\n    - url: https://a.example/feed\n      title: "A: blog"\n      language: en-US\n'
    )
    assert (made.rows, made.taken, made.merged, made.there, made.refused) == (4, 1, 1, (), 2)
    assert {one.place for one in made.left} == {"feeds.opml, line 2"}
    assert [one.reason for one in made.notes] == ["this feed is listed twice: feeds.opml, line 1 is the first"]


def test_a_list_as_readers_export_it_is_taken_as_it_is_meant(tmp_path: Path) -> None:
    outlines = """
      <outline text="Deep"><outline text="Deeper">
        <outline type="rss" text="A &amp;amp; &lt;b&gt;B&lt;/b&gt;" xmlUrl="http://a.example/f" htmlUrl="http://a.example/"/>
      </outline></outline>
      <outline type="rss" text="A again" xmlUrl="https://www.a.example/f/"/>
      <outline type="rss" xmlUrl="feed://b.example/f" htmlUrl="javascript:alert(1)"/>
      <outline type="rss" xmlUrl="feed:https://c.example/f" htmlUrl="http://c.example/f/" language="it"/>
      <outline type="include" url="https://z.example/more.opml"/>
    """
    made = planned(tmp_path, "feeds.opml", OPML.format(outlines))
    assert read_yaml(made.feeds.encode()).values == {
        "sources": {
            "feeds": [
                # Whoever serves it safely in one place does so in the other.
                {"url": "https://www.a.example/f/", "title": "A & B", "site": "http://a.example/"},
                {"url": "https://b.example/f"},
                {"url": "https://c.example/f", "language": "it"},
            ]
        }
    }
    assert (made.rows, made.taken, made.merged, made.refused) == (4, 3, 1, 0)
    # What the hub has now is not proposed a second time.
    write(tmp_path / "hub", "content/community.yml", FORGE + made.feeds)
    again = plan(tmp_path / "hub", Request(str(tmp_path / "feeds.opml"), NOW))
    assert (again.taken, len(again.there), again.feeds) == (0, 4, "")


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://192.168.1.4/feed", "192.168.1.4 is in a network of its own"),
        ("http://localhost:4000/feed", "localhost is in a network of its own"),
        ("http://[::1]/feed", "::1 is in a network of its own"),
        ("http://printer.local/feed", "printer.local is in a network of its own"),
        ("https://a.example:8443/feed", "its address asks for port 8443"),
    ],
)
def test_a_feed_that_can_never_be_read_is_told(tmp_path: Path, url: str, told: str) -> None:
    made = planned(tmp_path, "feeds.opml", OPML.format(f'<outline type="rss" text="A" xmlUrl="{url}"/>'))
    assert (made.taken, made.feeds) == (0, "")
    assert told in made.left[0].reason
    assert made.left[0].reason.startswith("it can never be collected")


def test_addresses_and_logins_are_taken_as_they_are_meant(tmp_path: Path) -> None:
    made = planned(tmp_path, "feeds.opml", OPML.format('<outline type="rss" text="A" xmlUrl="a.example/feed"/>'))
    assert "- url: https://a.example/feed\n" in made.feeds
    assert [one.reason for one in made.notes] == ["url “a.example/feed” is taken as “https://a.example/feed”"]
    people = {"projectName": "x", "contributors": [{"login": "@bo-ek", "name": "Bo"}]}
    listed = plan(tmp_path / "hub", Request(str(write(tmp_path, ".all-contributorsrc", json.dumps(people))), NOW))
    assert "github: bo-ek\n" in listed.invitations[0].starter
    assert [one.reason for one in listed.notes] == ["github “@bo-ek” is taken as “bo-ek”"]


def test_a_member_is_known_by_another_login_too(tmp_path: Path) -> None:
    people = {"projectName": "x", "contributors": [{"login": "Bo-Old", "name": "B."}]}
    path = write(tmp_path, ".all-contributorsrc", json.dumps(people))
    planned(tmp_path, "feeds.opml", OPML.format(""))
    bo = "name: Bo Ek\njoined: 2026-01-01\ngithub: bo-ek\naccounts: [bo-old]\n"
    (tmp_path / "hub/members/bo-ek.yml").write_text(bo, "utf-8")
    made = plan(tmp_path / "hub", Request(str(path), NOW))
    assert made.invitations == ()
    assert made.there[0].reason == "is a member already: members/bo-ek.yml"


def test_who_is_a_member_and_who_stands_in_the_list_twice_are_told_apart(tmp_path: Path) -> None:
    rows = "Ada Rossi,1,04/24/2014\nBo Ek,2,04/24/2014\nbo ek,3,04/24/2014\n"
    made = planned(tmp_path, "members.csv", f"Name,Member ID,Joined Group on\n{rows}")
    assert (made.rows, made.taken, made.merged, len(made.there)) == (3, 1, 1, 1)
    assert made.there[0].reason == "is a member already: members/ada-rossi.yml"
    assert made.notes[0].reason.startswith("is called as in members.csv, line 3, and invited once")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("<html></html>", "is no list of feeds in OPML"),
        ("<opml>", "line 1: this is no XML"),
        ('<!DOCTYPE opml [<!ENTITY a "b">]><opml>&a;</opml>', "entities or attributes of its own"),
        ('<!DOCTYPE opml [<!ATTLIST outline a CDATA "b">]><opml/>', "entities or attributes of its own"),
    ],
)
def test_what_is_no_list_of_feeds_is_said(tmp_path: Path, content: str, told: str) -> None:
    with pytest.raises(WrongUse, match=told):
        planned(tmp_path, "feeds.opml", content)


def contributed(*logins: str) -> dict[str, Any]:
    """The scenario of officina/hub, where each of these made a change; the first made most."""
    commits = [{"by": login} for number, login in enumerate(logins) for _ in range(len(logins) - number)]
    return {"repositories": {"officina/hub": {"commits": commits}}}


def test_everybody_who_contributed_at_github_is_invited(tmp_path: Path, github: GitHub) -> None:
    root = minimal_hub(tmp_path, **{"content/community.yml": FORGE})
    github.holds(contributed("adarossi", "renovate[bot]", *(f"bot-{n}[bot]" for n in range(100)), "bo-ek"))
    made = plan(root, Request("officina/hub", NOW, "github", token="token", base_url=github.base_url))
    assert github.accounting.by_name["/repos/{owner}/{repo}/contributors"] == 2
    assert [(one.name, one.path) for one in made.invitations] == [("bo-ek", "members/bo-ek.yml")]
    assert made.invitations[0].starter.startswith("name: \njoined: 2026-06-15\ngithub: bo-ek\n# ")
    assert (made.rows, made.taken, len(made.there)) == (2, 1, 1)


@pytest.mark.parametrize(
    ("repository", "fault", "told"),
    [
        ("officina/other", None, "does not exist"),
        ("officina/hub", answer(401, {"message": "Bad credentials"}), "GITHUB_TOKEN is not valid"),
        ("officina/hub", answer(500, {"message": "Server Error"}), "refused to answer"),
        ("officina/hub", secondary_limit(), "GitHub's limit of questions is used up"),
        ("officina/hub", bad_json(), "not understood"),
        ("officina/hub", cut(), "could not be reached"),
    ],
)
def test_what_github_refuses_is_said(github: GitHub, repository: str, fault: Fault | None, told: str) -> None:
    github.holds(contributed("ada"))
    github.faults += [replace(fault)] if fault else []
    logins, reason = read_contributors(repository, "token", github.base_url)
    assert logins == ()
    assert told in reason


def test_without_a_token_nobody_is_asked(tmp_path: Path) -> None:
    root = minimal_hub(tmp_path)
    with pytest.raises(FolkmootError, match="GITHUB_TOKEN"):
        plan(root, Request("officina/hub", NOW, "github", base_url="http://localhost:9"))
