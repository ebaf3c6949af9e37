"""The planet, the discussions and the posts, read from the pages' own HTML before the engine frames them."""

import datetime as dt
import re
from pathlib import Path

import pytest

from support.collected import ADA, SLUG, archived, discussion, entry, html, pages, section, state, titles
from support.hubs import COMMUNITY


def post(title: str, date: str, more: str = "") -> str:
    return f"---\ntitle: {title}\ndate: {date}\nauthors: [ada-rossi]\n{more}---\n\nText\n"


def test_a_prolific_feed_leaves_room_on_the_river_and_stays_whole_in_its_month(tmp_path: Path) -> None:
    many = [entry(number, "2026-06-10") for number in range(30)]
    one = entry(99, "2026-06-01", "other-example-feed-xml", author="Bo")
    found = pages(tmp_path, **{"members/ada-rossi.yml": ADA}, **archived("entries", [*many, one]))
    river = titles(found["planet/"])
    assert len(river) == 5
    assert river[-1] == "T99"
    assert "All 31 entries of June 2026" in section(found["planet/"], "m-2026-06")
    assert len(titles(found["planet/2026-06/"])) == 31
    assert len(re.findall("T\\d+", section(found[""], "from-the-planet"))) == 3


def test_everything_collected_can_be_reached_by_month_and_by_author(tmp_path: Path) -> None:
    days = [dt.date(2020, 1, 1) + dt.timedelta(days=number) for number in range(250)]
    old = [entry(number, str(day)) for number, day in enumerate(days)]
    found = pages(tmp_path, **{"members/ada-rossi.yml": ADA}, **archived("entries", old))
    by_month = [title for address in found if re.match(r"planet/\d", address) for title in titles(found[address])]
    whole = {f"T{number}" for number in range(250)}
    assert sorted(by_month) == sorted(whole)
    own = [f"planet/by/ada-rossi/{more}" for more in ("", "2/", "3/")]
    assert [len(titles(found[address])) for address in own] == [100, 100, 50]
    assert {title for address in own for title in titles(found[address])} == whole
    links = set(re.findall(r'href="([^"]*)"', html(found["planet/"])))
    assert {f"../planet/2020-0{month}/" for month in range(1, 10)} <= links
    assert 'href="../../../../planet/by/ada-rossi/3/"' in found["planet/by/ada-rossi/2/"].lead


def test_entries_of_a_source_that_was_removed_stay(tmp_path: Path) -> None:
    files = archived("entries", [entry(1, "2026-06-01", "gone-example", author="Bo Ek")])
    found = pages(tmp_path, **files, **archived("sources", [state("gone-example", "2025-01-01", "first-seen")]))
    assert titles(found["planet/by/gone-example/"]) == ["T1"]
    assert "Bo Ek" in section(found["planet/sources/"], "former")


def test_a_source_whose_name_is_a_members_does_not_speak_for_them(tmp_path: Path) -> None:
    files = archived("entries", [entry(1, "2026-06-01", "ada-rossi"), entry(2, "2026-06-02")])
    found = pages(tmp_path, **{"members/ada-rossi.yml": ADA}, **files)
    assert titles(found["planet/by/ada-rossi/"]) == ["T2"]
    assert titles(found["planet/by/ada-rossi-feed/"]) == ["T1"]


def test_members_who_want_no_more_shown_than_a_name_are_nowhere_on_the_planet(tmp_path: Path) -> None:
    files = archived("entries", [entry(1, "2026-06-01"), entry(2, "2026-06-02", "other-example")])
    files |= archived("sources", [state(SLUG, "2025-01-01", "failing", "no answer")])
    found = pages(tmp_path, **{"members/ada-rossi.yml": f"{ADA}visibility: name\n"}, **files)
    planet = [page for address, page in found.items() if address.startswith("planet/")]
    assert not any(">T1<" in html(page) or "ada.example/feed" in html(page) for page in planet)
    assert ">T2<" in html(found["planet/"])


@pytest.mark.parametrize(
    ("word", "anchor", "said"),
    [
        ("first-seen", "entries", "Reads well since it was first read on 1 March 2026."),
        ("failing", "trouble", "Since 1 March 2026: is closed"),
        ("gone", "trouble", "Since 1 March 2026: is closed"),
        ("recovered", "entries", "Reads well again since 1 March 2026."),
    ],
)
def test_how_a_feed_fares_is_told_by_its_last_change(tmp_path: Path, word: str, anchor: str, said: str) -> None:
    changes = [state(SLUG, "2025-01-01", "failing", "earlier"), state(SLUG, "2025-02-01", "recovered")]
    changes.append(state(SLUG, "2026-03-01", word, "is closed"))
    files = archived("sources", changes) | archived("entries", [entry(1, "2026-06-01")])
    words = section(pages(tmp_path, **{"members/ada-rossi.yml": ADA}, **files)["planet/sources/"], anchor)
    assert said in words
    assert "the last on 1 June 2026" in words
    assert "earlier" not in words


def test_a_feed_that_was_never_read_is_said_to_be_so(tmp_path: Path) -> None:
    found = pages(tmp_path, **{"members/ada-rossi.yml": ADA})
    assert "Not read so far." in section(found["planet/sources/"], "entries")


def test_an_entry_is_in_its_own_language_else_in_its_sources(tmp_path: Path) -> None:
    member = ADA.replace("}]", ", language: fr}]")
    records = [entry(1, "2026-06-01"), entry(2, "2026-06-02", language="it-CH"), entry(3, "2026-06-03", language="<b>")]
    found = pages(tmp_path, **{"members/ada-rossi.yml": member}, **archived("entries", records))
    assert titles(found["planet/language/fr/"]) == ["T3", "T1"]
    assert titles(found["planet/language/it/"]) == ["T2"]
    assert ' lang="it-CH"' in found["planet/language/it/"].lead


def test_the_planet_can_be_asked_for_a_language_and_a_month(tmp_path: Path) -> None:
    records = [entry(number, f"2026-05-{1 + number % 28:02}", language="fr") for number in range(120)]
    records += [entry(200, "2026-05-30", language="it"), entry(201, "2025-12-01", language="fr-CH")]
    records += [entry(202, "2026-06-01", language="it"), entry(203, "2026-06-02")]
    found = pages(tmp_path, **{"members/ada-rossi.yml": ADA}, **archived("entries", records))
    monthly = {address for address in found if re.match(r"planet/language/../\d", address)}
    assert monthly == {
        f"planet/language/{one}/" for one in ("fr/2026-05", "fr/2026-05/2", "fr/2025-12", "it/2026-05", "it/2026-06")
    }
    assert titles(found["planet/language/it/2026-05/"]) == ["T200"]
    french = titles(found["planet/language/fr/2026-05/"]) + titles(found["planet/language/fr/2026-05/2/"])
    assert sorted(french) == sorted(f"T{number}" for number in range(120))
    assert found["planet/language/fr/2026-05/"].title == "Planet: French, May 2026"
    leads = {
        "planet/language/fr/": {"planet/language/fr/2026-05/", "planet/language/fr/2025-12/"},
        "planet/2026-05/": {"planet/language/fr/2026-05/", "planet/language/it/2026-05/"},
        "planet/2026-06/": {"planet/language/it/2026-06/"},
        # Back, to all of the month where there is more of it, and to the month before.
        "planet/language/fr/2026-05/": {"planet/language/fr/", "planet/2026-05/", "planet/language/fr/2025-12/"},
        "planet/language/fr/2025-12/": {"planet/language/fr/", "planet/language/fr/2026-05/"},
    }
    for address, wanted in leads.items():
        links = {link.removeprefix(found[address].root) for link in re.findall(r'href="([^"]*)"', html(found[address]))}
        assert wanted <= links
        if address.count("/") == 4:
            assert {link for link in links if re.match("planet/(language|2)", link)} - wanted <= {f"{address}2/"}


def test_an_edit_is_told_from_the_day_on_that_saw_it(tmp_path: Path) -> None:
    edits = {1: {}, 2: {"edited": "2026-06-03T06:00:00Z"}, 3: {"edited": "2026-07-01T06:00:00Z"}}
    records = [entry(number, "2026-05-01", **said) for number, said in edits.items()]
    found = html(pages(tmp_path, **archived("entries", records))["planet/2026-05/"])
    assert re.findall(r"edited [^<]*", found) == ["edited 3 June 2026"]


def test_where_all_is_written_in_one_language_its_months_are_those_of_the_planet(tmp_path: Path) -> None:
    records = [entry(number, f"2026-0{number}-01", language="fr") for number in range(1, 5)]
    found = pages(tmp_path, **{"members/ada-rossi.yml": ADA}, **archived("entries", records))
    assert not [address for address in found if address.startswith("planet/language/")]
    assert "In one language" not in found["planet/2026-01/"].lead


def test_collected_text_is_text(tmp_path: Path) -> None:
    nasty = "<script>alert(1)</script>{{ 7 * 7 }}\"'>"
    told = entry(1, "2026-06-01", "other-example", title=nasty, author=nasty, excerpt=nasty, language=nasty)
    files = archived("entries", [told]) | archived(
        "discussions", [discussion(1, "2026-06-01", title=nasty, category=nasty, author=nasty)]
    )
    for page in pages(tmp_path, **files).values():
        assert "<script>" not in html(page) + page.head.replace('<script type="application/ld+json">', "")
        assert "49" not in page.title
        assert "{{" not in html(page)


def test_questions_tell_how_long_they_wait_as_of_what_was_collected(tmp_path: Path) -> None:
    records = [
        discussion(1, "2026-06-01"),
        discussion(2, "2026-06-10", answered="2026-06-11T12:00:00Z"),
        discussion(3, "2026-06-09", closed="2026-06-09T13:00:00Z"),
        discussion(4, "2026-06-12", answerable=False),
    ]
    found = pages(tmp_path, **archived("discussions", records))
    page = found["discussions/"]
    assert "The newest thing here is from 12 June 2026" in page.lead
    assert re.findall(r"D\d|waits for \d+ days", section(page, "open-questions")) == ["D1", "waits for 11 days"]
    assert titles(page) == ["D1", "D4", "D3", "D2"], "each of them once"
    assert "waiting times are counted to 12 June 2026" in section(found[""], "open-questions")
    assert titles(found["discussions/unanswered/"]) == ["D1"]
    assert titles(found["discussions/answered/"]) == ["D2"]
    assert titles(found["discussions/category/q-a/"]) == ["D4", "D2", "D3", "D1"]


def test_one_reply_is_told_as_one(tmp_path: Path) -> None:
    said = {"author": "bo", "author_id": 7, "bot": False, "answer": False, "reply_to": ""}
    comments = [{"id": f"c{number}", "created": "2026-06-02T12:00:00Z", **said} for number in range(2)]
    records = [discussion(number, "2026-06-01", comments=comments[:number]) for number in range(3)]
    found = pages(tmp_path, **archived("discussions", records))["discussions/"]
    told = re.findall(r"<strong>(\d)</strong><span[^>]*>(\w+)<", html(found))
    assert sorted(told) == [("0", "replies"), ("1", "reply"), ("2", "replies")]


def test_categories_hold_every_discussion_and_say_what_they_are_about(tmp_path: Path) -> None:
    records = [discussion(number, "2026-06-01", category="City data") for number in range(150)]
    records += [discussion(200, "2026-06-01", category="!?"), discussion(201, "2026-06-01", category="city data")]
    community = f"{COMMUNITY}agendas: {{City data: external}}\n"
    found = pages(tmp_path, **{"content/community.yml": community}, **archived("discussions", records))
    whole = [title for more in ("", "2/") for title in titles(found[f"discussions/category/city-data/{more}"])]
    assert len(whole) == 150
    others = [address for address in found if re.fullmatch(r"discussions/category/[^/]*[0-9a-f]{8}/", address)]
    assert sorted(titles(found[address])[0] for address in others) == ["D200", "D201"]
    assert "About: the world around us" in section(found["discussions/"], "categories")


def test_who_deleted_their_account_is_somebody_and_others_are_as_github_shows_them(tmp_path: Path) -> None:
    records = [discussion(1, "2026-06-01"), discussion(2, "2026-06-02", author="stranger", author_id=7)]
    words = section(pages(tmp_path, **archived("discussions", records))["discussions/"], "open-questions")
    assert "somebody" in words
    assert "@stranger" in words


def test_posts_are_listed_by_language_and_by_topics_that_several_have(tmp_path: Path) -> None:
    posts = {
        "content/posts/one.md": post("One", "2026-01-01", "language: fr\ntopics: [Open Data, lamps]\n"),
        "content/posts/two.md": post("Two", "2026-02-01", "topics: [open data]\n"),
        "content/posts/six.md": post("Six", "2026-07-01", "topics: [lamps]\n"),
    }
    found = pages(tmp_path, **posts)
    assert titles(found["posts/language/fr/"]) == ["One"]
    assert titles(found["posts/language/en/"]) == ["Two"]
    assert titles(found["posts/topic/open-data/"]) == ["Two", "One"]
    assert "posts/topic/lamps/" not in found
    assert "posts/topic/open-data/" in found["posts/one/"].lead


def test_many_posts_are_reached_by_year(tmp_path: Path) -> None:
    days = [dt.date(2024, 6, 1) + dt.timedelta(days=5 * number) for number in range(80)]
    found = pages(tmp_path, **{f"content/posts/p{day}.md": post(f"P{day}", str(day)) for day in days})
    assert len(titles(found["posts/"])) == 60
    by_year = [title for year in (2024, 2025) for title in titles(found[f"posts/year/{year}/"])]
    assert len(by_year) == 80
    assert "2024 43" in section(found["posts/"], "years")


def test_a_post_leads_to_its_neighbours_and_says_who_wrote_it_for_programs_too(tmp_path: Path) -> None:
    posts = {f"content/posts/p{n}.md": post(f"P{n}", f"2026-0{n}-01") for n in (1, 2, 3)}
    found = pages(tmp_path, **posts)
    words = section(found["posts/p2/"], "more")
    assert re.findall(r"P\d", words) == ["P3", "P1"]
    assert "P1" not in section(found["posts/p1/"], "more").replace("P2", "")
    assert "Ada Rossi" in section(found["posts/p2/"], "authors")
    assert '"@type":"BlogPosting"' in found["posts/p2/"].head
