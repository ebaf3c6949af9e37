"""A hub whose members have written for years, the same each time: for benchmarks of the archive, all of it invented.

    PYTHONPATH=tests python -m support.long_river FOLDER --feeds 1000 --years 5

Every member has a feed, a few write every week and most a few times a year, in two languages; an entry has a title,
500 characters of its text, and tags.
"""

import argparse
import datetime as dt
import json
import random
from pathlib import Path

from folkmoot.model.source import source_slug
from quality.crowd import crowd

LAST_DAY = dt.datetime(2026, 6, 14, 18, tzinfo=dt.UTC)
_A_YEAR = (4, 7, 12, 26, 52)
"""So many entries a year, one feed after the other: 20 on average."""

_WORDS = (
    "the a of and to lamp radio bicycle naïve “quoted” café repair evening solder & wire <code> workshop we have built "
    "again something that nobody needed yet everybody wanted: première größe 修理 C++ half-life 3.11 it’s their own"
).split()
_TAGS = "lamps radios python typography bread maps café".split()


def long_river(folder: Path, feeds: int, years: int) -> Path:
    """Writes a hub of so many members and their feeds' entries into the folder, and returns it."""
    crowd(folder, feeds)
    for number in range(feeds):
        url = f"https://person-{number:05}.example/feed.xml"
        with (folder / f"members/person-{number:05}.yml").open("a", encoding="utf-8") as file:
            file.write(f"feeds:\n- url: {url}\n")
        _feed(folder / "archive/entries", source_slug("entries", url), number, years)
    return folder


def _feed(entries: Path, slug: str, number: int, years: int) -> None:
    draws = random.Random(number)
    a_year = _A_YEAR[number % len(_A_YEAR)]
    step = dt.timedelta(days=365) / a_year
    (entries / slug).mkdir(parents=True)
    by_year: dict[int, list[str]] = {}
    for nth in reversed(range(a_year * years)):
        day = LAST_DAY - step * nth - dt.timedelta(seconds=draws.randrange(200_000))
        line = {
            "author": f"Person {number}",
            "excerpt": _text(draws, 500),
            "first_seen": f"{day + dt.timedelta(hours=5):%Y-%m-%dT%H:%M:%SZ}",
            "id": f"{draws.getrandbits(80):020x}",
            "language": "fr" if number % 4 == 3 else "en",
            "published": f"{day:%Y-%m-%dT%H:%M:%SZ}",
            "source": slug,
            "tags": draws.sample(_TAGS, 3),
            "title": _text(draws, 55),
            "url": f"https://person-{number:05}.example/{day:%Y/%m}/{draws.getrandbits(32):x}/",
        }
        written = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        by_year.setdefault(day.year, []).append(f"{written}\n")
    for year, lines in by_year.items():
        (entries / slug / f"{year}.jsonl").write_text("".join(lines), "utf-8")


def _text(draws: random.Random, length: int) -> str:
    return " ".join(draws.choices(_WORDS, k=length // 5))[:length].strip()


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description="Write an invented hub with a long archive into FOLDER.")
    asked.add_argument("folder", type=Path)
    asked.add_argument("--feeds", type=int, default=1_000)
    asked.add_argument("--years", type=int, default=5)
    said = asked.parse_args()
    print(long_river(said.folder, said.feeds, said.years))
