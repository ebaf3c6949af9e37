"""What a large invented community wrote: events, projects, posts, teams and places, beside the members' files."""

import datetime as dt
import random
from pathlib import Path
from typing import Any

from support.simulated.big_people import FIRST_MONTH, MONTHS, Crowd
from support.simulated.files import keys, matter, write

_SERIES, _WEEKS = 9, 4
_SINGLE = 250
_POSTS = 400
_TEAMS, _PLACES = 12, 20
_TOPICS = "lamps radios bicycles pottery typography bread maps tools paper gardens".split()
_AGENDAS = (["applied"], ["external"], ["internal"], ["applied", "internal"])
_LANGUAGES = ("en", "fr", "it")


def write_hub(folder: Path, people: Crowd, rng: random.Random, projects: int) -> int:
    """Writes the files, and gives how many activities they tell of: three years, and what is announced."""
    for number in range(_PLACES):
        place = {"name": f"Hall {number}", "address": f"{number + 1} Long Street, Lyon", "city": "Lyon"}
        write(folder, f"content/places/hall-{number:02}.yml", keys({**place, "country": "FR"}))
    for number in range(projects):
        _project(folder, number, people)
    for number in range(_TEAMS):
        _team(folder, number, people)
    rows = sum(_series(folder, number, people, rng) for number in range(_SERIES))
    rows += sum(_event(folder, number, people, rng) for number in range(_SINGLE))
    return rows + sum(_post(folder, number, people, rng) for number in range(_POSTS))


def _named(people: Crowd, month: int, number: int) -> str:
    """A member who is not hidden and is there in a month."""
    there = people.sizes[month]
    return next(one.slug for one in people.members[number % there :] + people.members if one.counts)


def _came(people: Crowd, month: int, rng: random.Random) -> list[str]:
    number = min(60, 2 + int(5 * rng.paretovariate(1.2)))
    there = people.members[: people.sizes[month]]
    return sorted({one.slug for one in rng.choices(there, k=number) if one.consents})


def _month(day: dt.date) -> int:
    return (day.year - FIRST_MONTH.year) * 12 + day.month - FIRST_MONTH.month


def _series(folder: Path, number: int, people: Crowd, rng: random.Random) -> int:
    start = FIRST_MONTH + dt.timedelta(days=number * 3)
    hosts = sorted({_named(people, 0, number * 11), _named(people, 0, number * 5 + 1)})
    held, rows, day = [], 0, start
    while (month := _month(day)) < MONTHS:
        came = _came(people, month, rng)
        held.append({"date": day, "attendees": came, "attendance": len(came) * 2, "recap": "It went well."})
        rows += len(hosts) + len(came)
        day += dt.timedelta(weeks=_WEEKS)
    told = {**_announced(number, start), "hosts": hosts, "recurrence": {"rule": f"FREQ=WEEKLY;INTERVAL={_WEEKS}"}}
    write(folder, f"events/series-{number}.md", matter({**told, "occurrences": held}, "We meet every four weeks."))
    return rows


def _event(folder: Path, number: int, people: Crowd, rng: random.Random) -> int:
    day = FIRST_MONTH + dt.timedelta(days=number * (MONTHS * 30 + 60) // _SINGLE)
    told: dict[str, Any] = {**_announced(number, day), "title": f"Evening {number}"}
    month, rows = _month(day), 0
    hosts = sorted({_named(people, min(month, MONTHS - 1), number * 7), people.founders[number % 5]})
    told["hosts"] = hosts
    if month < MONTHS:
        came, speaker = _came(people, month, rng), _named(people, month, number * 13)
        told |= {"speakers": [{"member": speaker, "talk": f"Talk {number}"}], "attendees": came}
        rows = len(hosts) + len(came) + 1
    write(folder, f"events/evening-{number:04}.md", matter(told, f"What happens on evening **{number}**."))
    return rows


def _announced(number: int, day: dt.date) -> dict[str, Any]:
    return {
        "title": f"Series {number}",
        "kind": ("meeting", "workshop", "barcamp", "chat")[number % 4],
        "start": f"{day} 19:00",
        "end": f"{day} 21:00",
        "place": f"hall-{number % _PLACES:02}",
        "language": _LANGUAGES[number % 3],
        "topics": [_TOPICS[number % len(_TOPICS)]],
        "agenda": _AGENDAS[number % len(_AGENDAS)],
    }


def _post(folder: Path, number: int, people: Crowd, rng: random.Random) -> int:
    day = FIRST_MONTH + dt.timedelta(days=number * MONTHS * 30 // _POSTS)
    authors = sorted({_named(people, _month(day), rng.randrange(10**6)) for _ in range(1 + number % 2)})
    told = {
        "title": f"Post {number}",
        "date": day,
        "authors": authors,
        "topics": [_TOPICS[number % len(_TOPICS)]],
        "agenda": _AGENDAS[number % len(_AGENDAS)],
    }
    write(folder, f"content/posts/post-{number:04}.md", matter(told, f"Words of post {number}."))
    return len(authors)


def _project(folder: Path, number: int, people: Crowd) -> None:
    year, quarter = divmod(FIRST_MONTH.year * 4 + 2 + number * 12 // 40, 4)
    told = {
        "title": f"Project {number}",
        "status": ("active", "finished", "paused", "active", "abandoned")[number % 5],
        "leads": [_named(people, 0, number * 19)],
        "contributors": sorted({_named(people, 0, number * 23 + step) for step in range(10)}),
        "repositories": [f"crowd/project-{number:02}"],
        "quarter": f"{year}-Q{quarter + 1}",
        "agenda": ["applied"] if number % 8 else ["external"],
    }
    write(folder, f"content/projects/project-{number:02}.md", matter(told, f"What project {number} makes."))


def _team(folder: Path, number: int, people: Crowd) -> None:
    terms = []
    for step in range(6):
        since = FIRST_MONTH.replace(year=FIRST_MONTH.year + step // 2)
        until = {"until": since + dt.timedelta(days=364)} if step < 4 else {}
        terms.append({"member": _named(people, 0, number * 37 + step * 5), "since": since, **until})
    write(folder, f"content/teams/team-{number:02}.md", matter({"title": f"Team {number}", "members": terms}))
