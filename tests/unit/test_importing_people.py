"""People and feeds from elsewhere: nobody gets a file of their own without writing it."""

import datetime as dt
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from folkmoot.collect.contributors import read_contributors
from folkmoot.contribute.importing.recipe import Plan, plan
from folkmoot.contribute.importing.sources import Request
from folkmoot.errors import FolkmootError, WrongUse
from folkmoot.load.documents import read_yaml
from support.hubs import COMMUNITY, minimal_hub, write

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


@contextmanager
def github(pages: list[list[dict[str, Any]]], status: int = 200) -> Iterator[str]:
    """GitHub's REST interface on loopback, as far as the contributors of officina/hub go, page by page."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            number = int(parse_qs(asked.query).get("page", ["1"])[0])
            is_there = asked.path == "/repos/officina/hub/contributors" and "token" in self.headers["Authorization"]
            port = address[1] if isinstance(address := self.server.server_address, tuple) else 0
            body = json.dumps(pages[number - 1] if is_there and status == 200 else {"message": "no"}).encode()
            self.send_response(status if is_there else 404)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            if number < len(pages):
                base = f"http://localhost:{port}{asked.path}"
                self.send_header("Link", f'<{base}?page={number + 1}>; rel="next"')
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def person(login: str, kind: str = "User") -> dict[str, Any]:
    return {"login": login, "id": 1, "type": kind, "contributions": 3, "url": f"https://api.github.com/users/{login}"}


def test_everybody_who_contributed_at_github_is_invited(tmp_path: Path) -> None:
    root = minimal_hub(tmp_path, **{"content/community.yml": FORGE})
    pages = [[person("adarossi"), person("renovate[bot]", "Bot")], [person("bo-ek"), person("x-bot[bot]")]]
    with github(pages) as address:
        made = plan(root, Request("officina/hub", NOW, "github", token="token", base_url=address))
    assert [(one.name, one.path) for one in made.invitations] == [("bo-ek", "members/bo-ek.yml")]
    assert made.invitations[0].starter.startswith("name: \njoined: 2026-06-15\ngithub: bo-ek\n# ")
    assert (made.rows, made.taken, len(made.there)) == (2, 1, 1)


@pytest.mark.parametrize(
    ("repository", "status", "told"),
    [
        ("officina/other", 200, "does not exist"),
        ("officina/hub", 401, "GITHUB_TOKEN is not valid"),
        ("officina/hub", 500, "refused to answer"),
    ],
)
def test_what_github_refuses_is_said(repository: str, status: int, told: str) -> None:
    with github([[]], status) as address:
        logins, reason = read_contributors(repository, "token", address)
    assert logins == ()
    assert told in reason


def test_without_a_token_nobody_is_asked(tmp_path: Path) -> None:
    root = minimal_hub(tmp_path)
    with pytest.raises(FolkmootError, match="GITHUB_TOKEN"):
        plan(root, Request("officina/hub", NOW, "github", base_url="http://localhost:9"))
