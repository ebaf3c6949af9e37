"""Entries seen again: one record of each, whatever a feed does to its ids, links, dates and words."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from folkmoot.load.archive import load_archive
from folkmoot.model.harvest import Entry
from folkmoot.publish import archive

SOURCE = "ada-example-feed"


def entry(number: int = 1, **other: Any) -> Entry:
    """One of a feed's entries, each of which has its own id, link, title, text and date."""
    told = Entry(
        source=SOURCE,
        id=f"id-{number}",
        url=f"https://ada.example/{number}/",
        title=f"Lamp {number}",
        excerpt=f"How I mended lamp {number}.",
        author="Ada",
        language="en",
        published=f"2026-05-{number:02}T17:00:00Z",
        first_seen="2026-06-01T06:00:00Z",
        tags=("repair", "light"),
    )
    return replace(told, **other)


class Runs:
    """An archive that is written day after day; what a run wrote is told as the entries that it left."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: tuple[str, ...] = ()
        self._days: Iterator[int] = iter(range(1, 1_000))

    def run(self, *found: Entry, day: str = "") -> tuple[Entry, ...]:
        now = day or f"2026-07-{next(self._days):02}T06:00:00Z"
        seen_now = [replace(one, first_seen=now, published=one.published or now) for one in found]
        self.files = archive.write(self.folder, seen_now).files
        harvest, problems = load_archive(self.folder, self.folder)
        assert problems == []
        return harvest.entries


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    return Runs(tmp_path)


@pytest.mark.parametrize(
    "moved",
    [
        {},
        {"url": "http://www.ada.example/1?utm_source=rss&utm_medium=feed"},
        {"url": "https://new.example/1"},
        {"title": "Lamp 1, mended"},
        {"excerpt": "Other words."},
        {"published": "2026-06-30T00:00:00Z"},
        {"url": "https://ada.example/lamps/first"},
    ],
    ids=str,
)
def test_an_entry_with_a_new_id_is_the_one_that_it_was(runs: Runs, moved: dict[str, Any]) -> None:
    (first,) = runs.run(entry())
    (again,) = runs.run(entry(id="new", **moved))
    assert (again.id, again.aliases, again.published, again.first_seen) == (
        "id-1",
        ("new",),
        first.published,
        first.first_seen,
    )
    assert runs.run(entry(id="new", **moved)) == (again,)
    assert runs.files == ()


def test_a_whole_feed_that_moved_to_another_engine_appears_once(runs: Runs) -> None:
    before = runs.run(*(entry(number) for number in range(1, 21)))
    after = runs.run(*(entry(number, id=f"urn:{number}") for number in range(11, 23)))
    assert {one.id for one in after} == {one.id for one in before} | {"urn:21", "urn:22"}
    assert [one.aliases for one in after if one.id == "id-15"] == [("urn:15",)]


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Lamp 2", "excerpt": "Another."},
        {"title": "Lamp 2", "published": "2026-06-02T17:00:00Z"},
        {"excerpt": "Another.", "published": "2026-06-02T17:00:00Z"},
        {"url": "https://ada.example/2/", "published": "2026-06-02T17:00:00Z"},
        {"url": "https://ada.example/2/", "excerpt": "Another."},
    ],
    ids=str,
)
def test_what_agrees_in_two_things_alone_is_another_entry(runs: Runs, other: dict[str, Any]) -> None:
    runs.run(entry())
    assert len(runs.run(entry(id="new", **other))) == 2


@pytest.mark.parametrize("title", [{}, {"title": "Episode"}], ids=str)
@pytest.mark.parametrize("shared", ["https://ada.example/blog", "https://ada.example/", ""])
def test_a_feed_whose_entries_share_one_link_loses_none(runs: Runs, shared: str, title: dict[str, str]) -> None:
    """The window moves on: each time the oldest is gone, and one is new."""
    for first in range(1, 8):
        found = runs.run(
            *(entry(number, url=shared, excerpt="Listen now.", **title) for number in range(first, first + 3))
        )
        assert len(found) == first + 2


def test_entries_that_are_alike_but_for_their_links_are_several(runs: Runs) -> None:
    alike = {"title": "New photo", "excerpt": "A photo.", "published": "2026-05-01T00:00:00Z"}
    runs.run(entry(1, **alike), entry(2, **alike))
    assert len(runs.run(entry(3, **alike), entry(4, **alike))) == 4


def test_two_that_come_back_as_one_are_left_alone(runs: Runs) -> None:
    """Which of the two the newcomer is nobody can tell."""
    twins = {"url": "", "title": "Twins", "excerpt": "Both.", "published": "2026-05-01T00:00:00Z"}
    runs.run(entry(1, **twins), entry(2, **twins))
    assert {one.id for one in runs.run(entry(3, **twins))} == {"id-1", "id-2", "id-3"}


def test_an_alias_that_is_an_entry_of_its_own_after_all_becomes_one(runs: Runs) -> None:
    runs.run(entry())
    (one,) = runs.run(entry(id="new", title="Lamp 1, again"))
    assert one.aliases == ("new",)
    both = runs.run(entry(), entry(id="new", title="Another", excerpt="Not the same.", url="https://ada.example/9"))
    assert {(one.id, one.aliases) for one in both} == {("id-1", ()), ("new", ())}


def test_one_entry_under_both_its_ids_stays_one(runs: Runs) -> None:
    runs.run(entry())
    runs.run(entry(id="new"))
    assert len(runs.run(entry(), entry(id="new"))) == 1
    assert runs.files == ()


def test_two_that_swap_their_links_stay_two(runs: Runs) -> None:
    runs.run(entry(1), entry(2))
    swapped = runs.run(entry(1, url=entry(2).url), entry(2, url=entry(1).url))
    assert {(one.id, one.url, one.aliases) for one in swapped} == {
        ("id-1", "https://ada.example/2/", ()),
        ("id-2", "https://ada.example/1/", ()),
    }
    # In a feed without ids the links are what tells them apart.
    assert len(runs.run(entry(1, title="Lamp 2"), entry(2, title="Lamp 1"))) == 2


@pytest.mark.parametrize(
    "flips",
    [
        [{}, {"id": "new"}],
        [{}, {"title": "Lampe 1"}],
        [{}, {"excerpt": "Other words."}],
        [{}, {"url": "http://ada.example/1"}],
        [{}, {"url": "https://www.ada.example/1?utm_source=rss"}],
        [{}, {"url": "https://ada.example/1/?p=2"}],
        [{}, {"tags": ("light", "repair")}],
        [{}, {"tags": ()}, {"tags": ("one",)}],
        [{}, {"author": "Ada Rossi"}],
        [{"published": "2026-05-01T17:00:00Z"}, {"published": "2026-06-01T17:00:00Z"}, {"published": ""}],
        [{}, {"title": " Lamp\u00a01", "excerpt": "How I mended  lamp 1."}],
        [{}, {"title": "Lampe 1"}, {"id": "new", "author": ""}],
    ],
    ids=str,
)
def test_a_feed_that_goes_back_and_forth_makes_no_difference_for_ever(runs: Runs, flips: list[dict[str, Any]]) -> None:
    for turn in range(9):
        runs.run(entry(**flips[turn % len(flips)]))
    for turn in range(9, 21):
        assert len(runs.run(entry(**flips[turn % len(flips)]))) == 1
        assert runs.files == (), turn


def test_new_ids_at_every_run_do_not_fill_the_archive(runs: Runs) -> None:
    for turn in range(20):
        (one,) = runs.run(entry(id=f"random-{turn}", published=""))
    assert one.id == "random-0"
    assert len(one.aliases) == 8
    assert runs.files == ()


def test_new_words_at_every_run_are_not_all_written(runs: Runs) -> None:
    changes = 0
    for day in range(1, 30):
        runs.run(entry(excerpt=f"Seen by {day} people."))
        changes += runs.files != ()
    assert changes == 9
    (late,) = runs.run(entry(excerpt="Rewritten."), day="2026-09-20T06:00:00Z")
    assert late.excerpt == "Rewritten."


@pytest.mark.parametrize(
    "edit", [{"title": "Lamp one"}, {"excerpt": "I broke it."}, {"url": "https://ada.example/lamp"}], ids=str
)
def test_an_edit_is_dated_by_the_run_that_saw_it(runs: Runs, edit: dict[str, Any]) -> None:
    runs.run(entry(), day="2026-07-01T06:00:00Z")
    (one,) = runs.run(entry(**edit), day="2026-07-02T06:00:00Z")
    assert one.edited == "2026-07-02T06:00:00Z"
    assert runs.run(entry(**edit), day="2026-07-03T06:00:00Z") == (one,)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Lamp\u00a0 1 "},
        {"excerpt": "How I mended lamp 1. "},
        {"url": "http://ada.example/1/"},
        {"url": "https://www.ada.example/1?utm_campaign=x"},
        {"url": "https://moved.example/1/"},
        {"published": "2026-05-20T00:00:00Z"},
        {"author": "Ada Rossi"},
        {"tags": ("other",)},
        {"language": "fr"},
    ],
    ids=str,
)
def test_what_is_no_edit(runs: Runs, change: dict[str, Any]) -> None:
    runs.run(entry())
    (one,) = runs.run(entry(**change))
    assert one.edited == ""


def test_a_longer_excerpt_is_no_edit_and_a_changed_one_is(runs: Runs) -> None:
    runs.run(entry(excerpt="How I mended …"))
    (one,) = runs.run(entry(excerpt="How I mended lamp 1."))
    assert (one.edited, one.excerpt) == ("", "How I mended lamp 1.")
    (one,) = runs.run(entry(excerpt="How I broke lamp 1."))
    assert one.edited


def test_who_goes_over_to_https_is_followed_and_who_comes_back_is_not(runs: Runs) -> None:
    runs.run(entry(url="http://ada.example/1"))
    assert runs.run(entry(url="https://ada.example/1"))[0].url == "https://ada.example/1"
    assert runs.run(entry(url="http://ada.example/1"))[0].url == "https://ada.example/1"


def test_lines_of_an_earlier_version_stay_as_they_are(runs: Runs) -> None:
    runs.run(entry(1), entry(2))
    path = runs.folder / f"entries/{SOURCE}/2026.jsonl"
    before = path.read_bytes()
    assert all(word not in before for word in (b"edited", b"aliases", b"earlier", b"home", b"content"))
    runs.run(entry(1), entry(2), entry(3))
    assert path.read_bytes().startswith(before)


@pytest.mark.parametrize("odd", ["5", "null", "[]", "{}", '""', '"\\n"'])
def test_odd_values_in_a_line_are_no_obstacle(runs: Runs, odd: str) -> None:
    keys = ("title", "url", "excerpt", "tags", "aliases", "earlier", "edited", "first_seen", "language")
    for key in keys:
        path = runs.folder / f"entries/{SOURCE}/2026.jsonl"
        path.unlink(missing_ok=True)
        archive.write(runs.folder, [entry()])
        (line,) = path.read_text("utf-8").splitlines()
        path.write_text(f'{{"{key}":{odd},{line[1:]}\n' if f'"{key}"' not in line else f'{line[:-1]},"{key}":{odd}}}\n')
        written = archive.write(runs.folder, [entry(title="Anew"), entry(2, id="x"), entry(1, id="y")])
        assert written.unwritten == {}, key
