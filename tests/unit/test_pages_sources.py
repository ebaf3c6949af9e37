"""The page that tells how the sources fare, read from its HTML."""

import datetime as dt
import json
from pathlib import Path

from folkmoot.draft import draft
from folkmoot.render.api.elsewhere import sources_document
from folkmoot.render.api.records import Records
from folkmoot.render.feeds.opml import followed
from folkmoot.render.framing.frame import frame_address
from folkmoot.render.page import Page
from support.collected import ADA, FEED, SLUG, archived, discussion, entry, html, pages, section, state
from support.hubs import COMMUNITY, minimal_hub

THERE = "https://new.example/feed.xml"


def told(root: Path, *states: dict[str, object], ada: str = ADA, **files: str) -> Page:
    """The page of a hub with Ada's feed, which fared like this."""
    return pages(root, **{"members/ada-rossi.yml": ada}, **archived("sources", states), **files)["planet/sources/"]


def test_who_is_in_quarantine_is_told_since_when_why_and_what_becomes_of_it(tmp_path: Path) -> None:
    refused = "refuses robots (403)"
    states = (state(SLUG, "2026-03-03", "failing", refused), state(SLUG, "2026-04-02", "quarantined", refused))
    words = section(told(tmp_path, *states), "trouble")
    assert "Since 3 March 2026: refuses robots (403)" in words
    assert "since 2 April 2026 it is asked once a week" in words


def test_who_moved_is_told_where_to_since_when_and_which_file_to_change(tmp_path: Path) -> None:
    page = told(tmp_path, state(SLUG, "2026-06-10", "moved", "redirects for good", THERE))
    words = section(page, "trouble")
    assert "Since 10 June 2026 it leads to another address: new.example/feed.xml" in words
    assert f'<a href="{THERE}" rel="noopener">' in html(page)
    assert "It will be read there from 17 June 2026 on." in words
    assert "members/ada-rossi.yml" in words
    long_ago = told(tmp_path / "b", state(SLUG, "2026-03-01", "moved", "redirects for good", THERE))
    assert "It is read there since 8 March 2026." in section(long_ago, "trouble")


def test_pages_of_what_was_collected_say_so_and_where_the_source_is_named(tmp_path: Path) -> None:
    radio, watched = "{url: https://radio.example/f, title: Radio}", "{url: https://w.example, search: true}"
    own = f"sources: {{feeds: [{radio}], watch: [{watched}]}}"
    files = {"members/ada-rossi.yml": ADA, "content/community.yml": f"{COMMUNITY}{own}\n"}
    entries = [entry(1, "2026-06-01"), entry(2, "2026-06-02", "radio-example-f")]
    found = pages(tmp_path, **files, **archived("entries", entries))
    named = {page.address: page.source for page in found.values() if page.collected}
    assert named["planet/by/ada-rossi/"] == "members/ada-rossi.yml"
    assert named["planet/by/radio-example-f/"] == named["planet/"] == "content/community.yml"
    assert {"planet/2026-06/", "planet/sources/", "planet/blogroll/", "pulse/mentions/", "discussions/"} <= named.keys()
    assert {address.split("/")[0] for address in named} == {"planet", "pulse", "discussions"}
    assert "pulse/" not in named
    # What stands around them is another frame.
    assert frame_address(found["pulse/mentions/"]) != frame_address(found["pulse/mentions/"]._replace(collected=False))


def test_an_address_that_is_none_is_no_link(tmp_path: Path) -> None:
    page = told(tmp_path, state(SLUG, "2026-06-10", "moved", "x", "javascript:alert(1)"))
    assert 'href="javascript' not in html(page)


def test_when_a_source_was_read_is_told_where_it_is_known(tmp_path: Path) -> None:
    seen = state(SLUG, "2026-01-01", "first-seen")
    page = told(tmp_path / "a", seen)
    assert "unknown" in section(page, "entries")
    assert "last asked" not in page.lead
    visits = {SLUG: {"asked": "2026-06-14T05:00:00Z", "succeeded": "2026-06-13T05:00:00Z"}}
    page = told(tmp_path / "b", seen, **{".folkmoot/cache/visits.json": json.dumps(visits)})
    assert "13 June 2026" in section(page, "entries")
    assert "unknown" not in section(page, "entries")
    assert "They were last asked on" in page.lead
    assert "14 June 2026" in page.lead


def test_what_was_never_read_is_not_said_to_have_been_read_at_an_unknown_time(tmp_path: Path) -> None:
    failing = state(SLUG, "2026-03-01", "failing", "x")
    for page in (told(tmp_path / "a"), told(tmp_path / "b", failing)):
        words = html(page)
        assert "not read yet" in words
        assert "unknown" not in words


def test_a_paused_and_a_busy_source_are_told_as_such(tmp_path: Path) -> None:
    paused = ADA.replace("}]", ", paused: true}]")
    assert "Paused:" in section(told(tmp_path / "a", state(SLUG, "2026-03-01", "failing", "x"), ada=paused), "entries")
    busy = state(SLUG, "2026-03-01", "failing", "asks to come back later (429), not before 2026-03-01 07:00 UTC")
    words = section(told(tmp_path / "b", busy), "trouble")
    assert "busy since 1 March 2026" in words
    assert "07:00" not in words


def test_reasons_are_told_in_the_language_of_the_page_or_marked_as_english(tmp_path: Path) -> None:
    profile = {"content/community.yml": COMMUNITY + "languages: [en, fr]\n"}
    odd = told(tmp_path, state(SLUG, "2026-03-01", "failing", "<b>odd</b>"), **profile)
    assert "<span>&lt;b&gt;odd&lt;/b&gt;</span>" in html(odd)
    files = {"members/ada-rossi.yml": ADA, **archived("sources", [state(SLUG, "2026-03-01", "failing", "is odd")])}
    french = pages(tmp_path / "fr", **files, **profile)["fr/planet/sources/"]
    assert '<span lang="en">is odd</span>' in html(french)


def test_every_kind_has_its_part_and_what_is_watched_none(tmp_path: Path) -> None:
    wanted = (
        "sources:\n  discussions: [moot/forum]\n  repositories: [moot/book]\n"
        "  watch: [{url: 'https://press.example/rss', title: Press, keywords: [moot]}]\n"
    )
    files = {"content/community.yml": COMMUNITY + wanted, **archived("discussions", [discussion(1, "2026-06-01")])}
    page = told(tmp_path, **files)
    assert [one.anchor for one in page.sections] == ["entries", "discussions", "work"]
    assert "1 discussion the last on 1 June 2026" in section(page, "discussions")
    assert 'href="https://github.com/moot/forum/discussions"' in html(page)
    assert 'href="https://github.com/moot/book"' in html(page)
    assert "Press" not in html(page)


def test_the_table_says_what_its_columns_and_rows_are(tmp_path: Path) -> None:
    (part,) = told(tmp_path).sections
    assert part.html.count('<th scope="col">') == 4
    assert part.html.count('<th scope="row">') == 1


ATOM = "https://ada.example/atom.xml"
TWICE = ADA.replace("}]", f"}}, {{url: '{ATOM}', title: Ada in Atom}}]")
SAME = [entry(n, f"2026-05-0{n}", slug) for slug in (SLUG, "ada-example-atom-xml") for n in (1, 2)]


def test_a_feed_under_two_addresses_is_told_and_stands_in_no_list_twice(tmp_path: Path) -> None:
    files = {"members/ada-rossi.yml": TWICE, **archived("entries", SAME)}
    found = draft(minimal_hub(tmp_path, **files), dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC))
    assert found.hub
    (problem,) = found.problems
    assert (problem.code, problem.path, problem.value) == ("feed-same", "members/ada-rossi.yml", FEED)
    page = next(one for one in found.pages if one.address == "planet/sources/")
    words = section(page, "trouble")
    assert "It is the same feed as Ada in Atom: what both bring is shown once, there." in words
    assert "One of the two addresses can go; this one stands in members/ada-rossi.yml." in words
    assert len(found.hub.harvest.entries) == 2
    assert [one.url for one in followed(found.hub)] == [ATOM]
    told = {one.url: one.same_as for one in sources_document(found.hub, Records(found.hub, "")).items}
    assert told == {FEED: ATOM, ATOM: ""}


def restless(days: int, number: int, **more: str) -> dict[str, str]:
    """An archive of a feed that gave so many posts new addresses on each day, dated when they were read."""
    made = [
        entry(day * 1000 + n, f"2026-05-{day:02}", first_seen=f"2026-05-{day:02}T06:00:00Z", **more)
        for day in range(1, days + 1)
        for n in range(number)
    ]
    return archived("entries", [one | {"published": one["first_seen"]} for one in made])


def test_a_feed_that_makes_up_its_posts_is_told_with_what_is_taken_of_it(tmp_path: Path) -> None:
    seen = state(SLUG, "2026-05-01", "first-seen")
    words = section(told(tmp_path / "a", seen, **restless(4, 25)), "trouble")
    assert "It gives every post a new address at every reading; only 25 new ones a day are taken." in words
    paused = ADA.replace("}]", ", paused: true}]")
    assert "a day" not in section(told(tmp_path / "p", seen, ada=paused, **restless(4, 25)), "entries")
    for days, number in ((3, 25), (4, 24)):
        assert "a day" not in section(told(tmp_path / f"{days}", seen, **restless(days, number)), "entries")


def test_of_two_addresses_one_of_which_is_paused_nothing_is_told_but_beside_it(tmp_path: Path) -> None:
    paused = TWICE.replace(f"{{url: {FEED}}}", f"{{url: {FEED}, paused: true}}")
    files = {"members/ada-rossi.yml": paused, **archived("entries", SAME)}
    found = draft(minimal_hub(tmp_path, **files), dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC))
    assert (found.hub and len(found.hub.harvest.entries), found.problems) == (2, [])
    page = next(one for one in found.pages if one.address == "planet/sources/")
    assert "It is the same feed as Ada in Atom" in section(page, "entries")
