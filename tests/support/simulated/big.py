"""A community of any size with a known number of acts: for benchmarks, and for whatever is hard for large hubs alone.

Most people do nothing, about one in ten does something in any season, and few of them do most of it. The members' files
are the crowd's, and talk, work and entries are three years of them, the same each time.
"""

import datetime as dt
import random
from pathlib import Path
from typing import NamedTuple

import yaml

from folkmoot.model.source import source_slug
from folkmoot.model.turnover import token
from quality.crowd import crowd
from support.simulated import big_files
from support.simulated.big_people import FIRST_MONTH, MONTHS, Crowd, Person, gathered_crowd
from support.simulated.files import keys, write, write_lines

PROJECTS = 40
_SALT = "5a1f"
_CATEGORIES = ("Help", "Help", "Q&A", "Q&A", "Ideas", "Show and tell", "News", "Announcements", "Meta", "Elsewhere")
_KINDS = ("code", "code", "code", "docs", "content", "design", "events", "infra", "translation")
_HOUR = 3600


class Big(NamedTuple):
    """What was written: where, and the moment at which it has as many activities as were asked for."""

    folder: Path
    activities: int
    now: dt.datetime


def big(members: int, activities: int, folder: Path, seed: int = 7) -> Big:
    """Writes a hub of so many members into a folder that is not there yet, with its archive.

    `activities` are rows of the activity table from the first of the month after the last one, which `now` is. Raises
    `ValueError` where they are too few for everybody to join and for events to be held: three for each member, or so.
    """
    rng = random.Random(f"{seed} people")
    people = gathered_crowd(members, rng)
    crowd(folder, members, people.file_of)
    left = activities - people.shown - big_files.write_hub(folder, people, random.Random(f"{seed} files"), PROJECTS)
    left -= _departures(folder / "archive", people)
    left -= _entries(folder / "archive", people, activities // 50, random.Random(f"{seed} entries"))
    work = activities // 8
    if left - work < activities // 2:
        raise ValueError(f"{activities} activities are too few for {members} members")
    _profile(folder, people)
    repositories = [f"crowd/project-{number:02}" for number in range(PROJECTS)]
    sizes = [1 / (number + 3) for number in range(PROJECTS)]
    for repository, rows in zip(repositories, _divided(work, sizes), strict=True):
        _work(folder / "archive", repository, rows, people, random.Random(f"{seed} work {repository}"))
    shares = {"discussions": left - work - (left - work) * 7 // 10, "issues": (left - work) * 4 // 10}
    shares["pulls"] = left - work - sum(shares.values())
    for kind, total in shares.items():
        named = ["crowd/forum"] if kind == "discussions" else repositories
        for repository, rows in zip(named, _divided(total, sizes[: len(named)]), strict=True):
            _talk(folder / "archive", kind, repository, rows, people, random.Random(f"{seed} {kind} {repository}"))
    year, month = divmod(FIRST_MONTH.year * 12 + FIRST_MONTH.month - 1 + MONTHS, 12)
    return Big(folder, activities, dt.datetime(year, month + 1, 1, tzinfo=dt.UTC))


def _divided(total: int, sizes: list[float]) -> list[int]:
    """A number in parts that are in proportion to sizes; what is left over is the first one's."""
    parts = [int(total * size / sum(sizes)) for size in sizes]
    parts[0] += total - sum(parts)
    return parts


def _profile(folder: Path, people: Crowd) -> None:
    path = folder / "content/community.yml"
    repositories = [f"crowd/project-{number:02}" for number in range(PROJECTS)]
    told = yaml.safe_load(path.read_text("utf-8")) | {
        "founders": list(people.founders),
        "languages": ["en", "fr", "it"],
        "pages_in_every_language": False,
        "founded": FIRST_MONTH.isoformat(),
        "agendas": {"Q&A": "applied", "Elsewhere": "external", "Ideas": "internal"},
        "sources": {"discussions": ["crowd/forum"], "issues": repositories, "repositories": repositories},
    }
    path.write_text(keys(told), "utf-8")


def _departures(archive: Path, people: Crowd) -> int:
    """Who left for good (one in thirty) and who came back (one in two hundred); gives how many activities that is."""
    write(archive, "identity-salt", f"{_SALT}\n")
    lines, rows = [], 0
    for number in range(0, len(people.members), 30):
        joined, left = people.month(number % MONTHS // 2), people.month(MONTHS // 2 + number % MONTHS // 2)
        gone = {"who": token(f"former-{number:05}", _SALT), "joined": f"{joined}-05", "published": f"{left}-12"}
        lines.append({"id": f"gone-{number:05}", **gone})
        rows += 2
    for number in range(7, len(people.members), 200):
        member = people.members[number]
        if member.counts and member.joined < MONTHS - 6:
            left, back = people.month(member.joined + 2), people.month(member.joined + 5)
            away = {"who": token(member.slug, _SALT), "published": f"{left}-12", "returned": f"{back}-12"}
            lines.append({"id": f"back-{number:05}", **away})
            rows += 2
    write_lines(archive, "departures", "members", lines)
    return rows


def _entries(archive: Path, people: Crowd, rows: int, rng: random.Random) -> int:
    writers = [one for one in people.members if one.feed]
    for writer, number in zip(writers, _divided(rows, [1 / (place + 5) for place in range(len(writers))]), strict=True):
        lines = []
        for entry in range(number):
            at = people.stamp(people.moment(rng, writer.joined + rng.randrange(MONTHS - writer.joined)))
            lines.append(
                {
                    "id": f"{writer.slug}-{entry:05}",
                    "published": at,
                    "first_seen": at,
                    "title": f"Entry {entry} of {writer.login}",
                    "url": f"{writer.feed.removesuffix('feed.xml')}{entry}",
                    "excerpt": "Some words of an entry. " * 5,
                }
            )
        write_lines(archive, "entries", source_slug("entries", writer.feed), lines)
    return rows


def _work(archive: Path, repository: str, rows: int, people: Crowd, rng: random.Random) -> None:
    lines = []
    months = _divided(rows, [float(size) for size in people.sizes])
    for month, wanted in enumerate(months):
        seen: set[tuple[str, str]] = set()
        left, tried, patience = wanted, 0, 8 * wanted + 50
        while left:
            tried += 1
            # Who does most would be drawn again and again: of each person and kind a month has one row.
            there = people.present[month][0] if tried < patience else people.members[: people.sizes[month]]
            person = people.anybody(rng, month, 1)[0] if tried % 2 else rng.choice(there)
            kind = rng.choice(_KINDS)
            if (person.login, kind) in seen or not person.login or person.bot:
                continue
            seen.add((person.login, kind))
            lines.append(_month_of_work(people.month(month), person, kind, rng))
            left -= person.counts
    write_lines(archive, "work", source_slug("work", repository), lines)


def _month_of_work(month: str, person: Person, kind: str, rng: random.Random) -> dict[str, object]:
    first = rng.randint(1, 20)
    last = rng.randint(first, 28)
    weeks = {dt.date.fromisoformat(f"{month}-{day:02}").isocalendar()[:2] for day in (*range(first, last, 7), last)}
    return {
        "id": f"{month}-{person.login}-{kind}",
        "who": f"github:{person.number}",
        "login": person.login,
        "published": f"{month}-01T00:00:00Z",
        "kind": kind,
        "commits": min(200, int(rng.paretovariate(1.1))),
        "first": f"{month}-{first:02}",
        "last": f"{month}-{last:02}",
        "weeks": [f"{year}-W{week:02}" for year, week in sorted(weeks)],
    }


def _talk(archive: Path, kind: str, repository: str, rows: int, people: Crowd, rng: random.Random) -> None:
    """Conversations of a kind with so many counted acts: each has at most as many people as are still wanted."""
    lines: list[dict[str, object]] = []
    for month, wanted in enumerate(_divided(rows, [float(size) for size in people.sizes])):
        left = wanted
        while left:
            voices = people.anybody(rng, month, 1 + min(left - 1, int(rng.expovariate(0.2))))
            lines.append(_conversation(kind, repository, len(lines) + 1, month, voices, people, rng))
            left -= sum(one.counts for one in voices)
    source = source_slug("discussions" if kind == "discussions" else "issues", repository)
    write_lines(archive, kind, source, lines)


def _conversation(
    kind: str, repository: str, number: int, month: int, voices: list[Person], people: Crowd, rng: random.Random
) -> dict[str, object]:
    asker, *others = voices
    opened = people.moment(rng, month)
    mark = f"{kind[0].upper()}{number}"
    at, comments = opened, []
    for place, voice in enumerate(others):
        at = min(people.end - 1, at + int(rng.expovariate(1 / (20 * _HOUR))))
        comments.append({"id": f"{mark}-{place}", **_by(voice), "created": people.stamp(at)})
    latest = people.stamp(at)
    told: dict[str, object] = {
        "id": mark,
        "number": number,
        "url": f"https://github.com/{repository}/{'pull' if kind == 'pulls' else kind}/{number}",
        "title": f"What about number {number}?",
        **_by(asker),
        "published": people.stamp(opened),
        "updated": latest,
        "closed": latest if others and rng.random() < 0.6 else "",
        "reactions": rng.randrange(4),
    }
    if kind == "issues":
        return {**told, "reason": "completed" if told["closed"] else "", "comments": comments}
    if kind == "pulls":
        cut = len(comments) // 2
        reviews = [{**one, "verdict": "approved"} for one in comments[cut:]]
        return {**told, "merged": told["closed"], "draft": False, "comments": comments[:cut], "reviews": reviews}
    category = _CATEGORIES[number % len(_CATEGORIES)]
    answerable = category in ("Help", "Q&A")
    answered = ""
    for place, one in enumerate(comments):
        chosen = answerable and not answered and one["author"] != asker.login and rng.random() < 0.3
        answered = str(one["created"]) if chosen else answered
        one.update(answer=chosen, reply_to="", reactions=rng.randrange(2))
        if place and rng.random() < 0.3:
            one["reply_to"] = comments[place - 1]["id"]
    return {**told, "category": category, "answerable": answerable, "answered": answered, "comments": comments}


def _by(one: Person) -> dict[str, object]:
    return {"author": one.login, "author_id": one.number, "bot": one.bot}
