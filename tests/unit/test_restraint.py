"""Feeds that are new at every reading: the archive's growth has a bound, and nothing that somebody wrote is lost."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from folkmoot.load.archive import load_archive
from folkmoot.model.faring import faring
from folkmoot.model.harvest import Entry, Source
from folkmoot.model.instant import written
from folkmoot.model.restraint import FEW, MOST
from folkmoot.publish import archive

FEED = Source("entries", "ada-example-feed", "https://ada.example/feed")
START = dt.datetime(2026, 6, 1, 6, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def post(name: str, published: dt.datetime, now: dt.datetime, title: str = "", text: str = "") -> Entry:
    """A post whose id, link, title and text tell its name alone, but for what is given."""
    return Entry(
        source=FEED.slug,
        id=f"id-{name}",
        url=f"https://ada.example/{name}/",
        title=title or f"About {name}",
        excerpt=text or f"What {name} is.",
        author="Ada",
        language="en",
        published=written(min(published, now)),
        first_seen=written(now),
    )


Feed = Callable[[dt.datetime], list[Entry]]


def grown(folder: Path, feed: Feed, readings: int, step: dt.timedelta = DAY) -> list[int]:
    """How many entries the archive holds after each reading of a feed."""
    there, found, now = len(load_archive(folder, folder)[0].entries), list[int](), START
    for _ in range(readings):
        there += archive.write(folder, feed(now)).new.get("entries", 0)
        found.append(there)
        now += step
    return found


def held(folder: Path) -> int:
    (one,) = faring([FEED], load_archive(folder, folder)[0], START + 400 * DAY)
    return one.most_a_day


def of(number: int, dated: Callable[[dt.datetime, int], dt.datetime], title: str = "", text: str = "") -> Feed:
    """A feed of so many posts, all made up at each reading."""
    made = iter(range(1_000_000))

    def feed(now: dt.datetime) -> list[Entry]:
        return [
            post(str(next(made)), dated(now, n), now, title and f"{title} {n}", text and f"{text} {n}")
            for n in range(number)
        ]

    return feed


@pytest.mark.parametrize(
    "dated",
    [
        lambda now, _: now,
        lambda _, n: START - n * DAY,
        lambda now, n: now - n * dt.timedelta(seconds=10),
    ],
    ids=["undated", "dated in the past", "dated just now"],
)
def test_what_makes_up_ids_links_and_words_is_held_to_a_few_a_day(
    tmp_path: Path, dated: Callable[[dt.datetime, int], dt.datetime]
) -> None:
    assert grown(tmp_path, of(40, dated), 7) == [40, 80, 120, *(120 + FEW * day for day in (1, 2, 3, 4))]
    assert held(tmp_path) == FEW


def test_more_readings_a_day_bring_no_more(tmp_path: Path) -> None:
    sizes = grown(tmp_path, of(40, lambda now, _: now), 96, HOUR)
    assert (sizes[2], sizes[3], sizes[-1]) == (120, 120, 120 + 4 * FEW)
    few_at_once = grown(tmp_path / "b", of(10, lambda now, _: now), 24 * 5, HOUR)
    assert few_at_once[-1] - few_at_once[24 * 4 - 1] <= FEW + 10


def test_titles_and_dates_or_texts_that_stay_tell_posts_whose_addresses_and_words_do_not(tmp_path: Path) -> None:
    """Also the dates need not: then title and text do. A run that finds nothing new makes no difference then."""
    same_dates = of(40, lambda _, n: START - n * DAY, title="Lamp")
    assert grown(tmp_path / "a", same_dates, 6) == [40, 80, 120, 120, 120, 120]
    same_words = of(40, lambda now, _: now, title="Lamp", text="How I mended lamp")
    assert grown(tmp_path / "b", same_words, 6)[3:] == [120, 120, 120]
    assert (held(tmp_path / "a"), held(tmp_path / "b")) == (0, 0)
    now = START + 50 * DAY
    assert [bool(archive.write(tmp_path / "a", same_dates(now + n * DAY)).files) for n in range(30)][-1] is False


def written_by_people(a_day: int, window: int) -> Feed:
    """A feed of people who write so much, evenly over the day; it shows the newest."""
    apart = DAY / a_day

    def feed(now: dt.datetime) -> list[Entry]:
        last = (now - (START - 3 * DAY)) // apart
        found = [post(str(n), START - 3 * DAY + n * apart, now) for n in range(last, last - window, -1)]
        return [one for one in found if one.published < written(now - dt.timedelta(minutes=20))]

    return feed


@pytest.mark.parametrize(("a_day", "window"), [(1, 1), (20, 20), (60, 60), (150, 200)])
@pytest.mark.parametrize("step", [DAY, 6 * HOUR])
def test_what_people_write_is_kept_whole(tmp_path: Path, a_day: int, window: int, step: dt.timedelta) -> None:
    feed, there = written_by_people(a_day, window), set[str]()

    def seen(now: dt.datetime) -> list[Entry]:
        found = feed(now)
        there.update(one.id for one in found)
        return found

    assert grown(tmp_path, seen, 12, step)[-1] == len(there)
    assert held(tmp_path) == 0


def test_undated_posts_that_are_read_once_a_week_are_kept(tmp_path: Path) -> None:
    assert grown(tmp_path, of(80, lambda now, _: now), 6, 7 * DAY) == [80 * week for week in range(1, 7)]


def test_a_feed_that_shows_more_at_once_is_kept_whole(tmp_path: Path) -> None:
    sizes: Iterator[int] = iter([10, 10, 10, 500, 500])

    def feed(now: dt.datetime) -> list[Entry]:
        return [post(str(n), START - n * DAY, now) for n in range(next(sizes))]

    assert grown(tmp_path, feed, 5) == [10, 10, 10, 500, 500]


def test_more_than_anybody_writes_is_held_too_and_the_newest_are_taken(tmp_path: Path) -> None:
    spread = of(300, lambda now, n: now - n * dt.timedelta(minutes=4) - HOUR)
    assert grown(tmp_path, spread, 6) == [300, 600, 900, 1100, 1300, 1500]
    assert held(tmp_path) == MOST
    newest = load_archive(tmp_path, tmp_path)[0].entries[:MOST]
    assert {one.first_seen for one in newest} == {written(START + 5 * DAY)}


def test_what_stays_in_the_feed_is_taken_on_another_day(tmp_path: Path) -> None:
    made_up = of(30, lambda now, _: now)
    grown(tmp_path, made_up, 3)
    backlog = [post(f"old-{n}", START - (n + 1) * DAY, START + 3 * DAY) for n in range(40)]

    def feed(now: dt.datetime) -> list[Entry]:
        return [post(one.id[3:], dt.datetime.fromisoformat(one.published), now + 3 * DAY) for one in backlog]

    assert grown(tmp_path, feed, 3) == [90 + FEW, 90 + 40, 90 + 40]
