"""A hub of any size with everything that large hubs have, the same each time: for benchmarks, all of it invented.

    PYTHONPATH=tests python -m support.big_hub FOLDER --members 10000

To the crowd's members come one event for every six of them, with hosts, speakers and attendees, posts, projects,
teams, places, pages of people's own, translations into French, and an archive of entries.
"""

import argparse
import datetime as dt
import json
from pathlib import Path
from typing import Any

import yaml

from quality.crowd import crowd

FIRST_DAY = dt.date(2024, 1, 10)
_KINDS = ("meeting", "workshop", "barcamp", "chat")
_TOPICS = "lamps radios bicycles pottery typography bread maps tools paper gardens".split()
_PLACES = 20


def big_hub(folder: Path, members: int) -> Path:
    """Writes a hub of so many members into the folder, and returns it."""
    crowd(folder, members)
    profile = yaml.safe_load((folder / "content/community.yml").read_text("utf-8"))
    feeds = [{"url": f"https://feed-{number:02}.example/feed.xml"} for number in range(20)]
    _write(folder, "content/community.yml", _keys({**profile, "languages": ["en", "fr"], "sources": {"feeds": feeds}}))
    for number in range(_PLACES):
        place = {
            "name": f"Hall {number}",
            "address": f"{number + 1} Long Street, Lyon",
            "city": "Lyon",
            "country": "FR",
        }
        _write(folder, f"content/places/hall-{number:02}.yml", _keys(place))
    for number in range(members // 6):
        _event(folder, number, members)
    for number in range(members // 30):
        _post(folder, number, members)
    for number in range(members // 150):
        _project(folder, number, members)
    for number in range(5):
        team = [{"member": _person(number * 7 + step, members), "since": "2025-01-01"} for step in range(6)]
        _write(folder, f"content/teams/team-{number}.md", _matter({"title": f"Team {number}", "members": team}))
    for number in range(30):
        _write(folder, f"content/guides/guide-{number:02}.md", f"# Guide {number}\n\nHow it is done, step {number}.\n")
    _write(folder, "content/about.md", "# About us\n\nEverybody mends something.\n")
    _write(folder, "content/about.fr.md", "# À propos\n\nChacun répare quelque chose.\n")
    _archive(folder, members * 2)
    return folder


def _event(folder: Path, number: int, members: int) -> None:
    day = FIRST_DAY + dt.timedelta(days=number * 1100 // max(1, members // 6))
    keys: dict[str, Any] = {
        "title": f"Evening {number}",
        "kind": _KINDS[number % len(_KINDS)],
        "start": f"{day} 19:00",
        "end": f"{day} 21:00",
        "place": f"hall-{number % _PLACES:02}",
        "topics": [_TOPICS[number % len(_TOPICS)]],
        "hosts": [_person(number, members), _person(number * 3 + 1, members)],
        "speakers": [{"member": _person(number * 5 + 2, members), "talk": f"Talk of evening {number}"}],
        "attendees": sorted({_person(number * 11 + step * 13, members) for step in range(8)}),
    }
    if number % 40 == 0:
        del keys["speakers"], keys["attendees"]
        keys["recurrence"] = {"rule": "FREQ=MONTHLY"}
    _write(folder, f"events/evening-{number:04}.md", _matter(keys, f"What happens on evening **{number}**."))
    if number % 10 == 0:
        title = {"title": f"Soirée {number}"}
        _write(folder, f"events/evening-{number:04}.fr.md", _matter(title, f"Ce qui se passe le soir **{number}**."))


def _post(folder: Path, number: int, members: int) -> None:
    keys = {
        "title": f"Post {number}",
        "date": str(FIRST_DAY + dt.timedelta(days=number)),
        "authors": [_person(number * 17, members)],
        "topics": [_TOPICS[number % len(_TOPICS)]],
    }
    _write(folder, f"content/posts/post-{number:04}.md", _matter(keys, f"Words of post {number}."))


def _project(folder: Path, number: int, members: int) -> None:
    keys = {
        "title": f"Project {number}",
        "status": ("active", "idea", "paused", "finished")[number % 4],
        "leads": [_person(number * 19, members)],
        "contributors": [_person(number * 23 + step, members) for step in range(10)],
        "help_wanted": [{"title": f"Hand for project {number}", "skills": ["soldering"]}],
    }
    _write(folder, f"content/projects/project-{number:03}.md", _matter(keys, f"What project {number} makes."))


def _archive(folder: Path, entries: int) -> None:
    from folkmoot.model.source import source_slug

    for feed in range(20):
        slug = source_slug("entries", f"https://feed-{feed:02}.example/feed.xml")
        rows = []
        for number in range(entries // 20):
            day = f"{FIRST_DAY + dt.timedelta(days=number % 700)}T{number % 24:02}:00:00Z"
            row = {
                "source": slug,
                "id": f"{feed:02}-{number:05}",
                "published": day,
                "first_seen": day,
                "title": f"Entry {number} of feed {feed}",
                "url": f"https://feed-{feed:02}.example/{number}",
                "excerpt": "Some words of an entry. " * 5,
            }
            rows.append(json.dumps(row, sort_keys=True))
        _write(folder, f"archive/entries/{slug}/2024.jsonl", "".join(f"{row}\n" for row in rows))


def _person(number: int, members: int) -> str:
    return f"person-{number % members:05}"


def _matter(keys: dict[str, Any], text: str = "") -> str:
    return f"---\n{_keys(keys)}---\n\n{text}\n"


def _keys(keys: dict[str, Any]) -> str:
    return yaml.safe_dump(keys, sort_keys=False, allow_unicode=True)


def _write(folder: Path, path: str, text: str) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description="Write a large invented hub into FOLDER.")
    asked.add_argument("folder", type=Path)
    asked.add_argument("--members", type=int, default=10_000)
    said = asked.parse_args()
    print(big_hub(said.folder, said.members))
