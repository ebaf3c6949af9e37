"""What the archive of a simulated community holds: what collecting would have found of its acts."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from folkmoot.model.source import source_slug
from folkmoot.model.turnover import token
from support.simulated.acts import OPENED, Act, Story
from support.simulated.files import write, write_lines
from support.simulated.people import Person

SALT = "0f1e2d3c"
_Lines = dict[tuple[str, str], list[dict[str, Any]]]


def write_archive(story: Story, archive: Path) -> Path:
    """Writes the archive into a folder, and returns it."""
    write(archive, "identity-salt", f"{SALT}\n")
    for found in (_conversations(story), _releases(story), _work(story), _entries(story), _departures(story)):
        for (kind, source), lines in sorted(found.items()):
            write_lines(archive, kind, source, lines)
    return archive


def _stamp(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _by(one: Person) -> dict[str, Any]:
    return {"author": one.login, "author_id": one.number, "bot": one.cohort.is_bot}


def _conversations(story: Story) -> _Lines:
    threads: defaultdict[str, list[Act]] = defaultdict(list)
    for act in story.acts:
        if act.thread.startswith(tuple(OPENED.values())):
            threads[act.thread].append(act)
    found: _Lines = defaultdict(list)
    for number, (thread, acts) in enumerate(threads.items(), start=1):
        kind, source, _ = thread.split("/")
        found[kind, source].append(_conversation(story, number, acts))
    return found


def _conversation(story: Story, number: int, acts: list[Act]) -> dict[str, Any]:
    opening, *remarks = acts
    kind, _, mark = opening.thread.split("/")
    repository = f"{story.plan.name}/{opening.project or 'forum'}"
    said = [
        {"id": f"{mark}-{place}", **_by(story.people[act.who]), "created": _stamp(act.moment)}
        for place, act in enumerate(remarks)
    ]
    told: dict[str, Any] = {
        "id": mark,
        "number": number,
        "url": f"https://github.com/{repository}/{'pull' if kind == 'pulls' else kind}/{number}",
        "title": f"Number {number}",
        **_by(story.people[opening.who]),
        "published": _stamp(opening.moment),
        "updated": _stamp(acts[-1].moment),
        "closed": "",
        "reactions": 0,
    }
    pairs = list(zip(remarks, said, strict=True))
    comments = [one for act, one in pairs if act.kind != "reviewed"]
    if kind == "issues":
        return {**told, "reason": "", "comments": comments}
    if kind == "pulls":
        reviews = [{**one, "verdict": "approved"} for act, one in pairs if act.kind == "reviewed"]
        return {**told, "merged": "", "draft": False, "comments": comments, "reviews": reviews}
    answers = [act.moment for act in remarks if act.kind == "answered"]
    category = story.plan.categories[opening.agenda]
    return {
        **told,
        "category": category,
        "answerable": category == "Help",
        "answered": _stamp(min(answers)) if answers else "",
        "comments": [{**one, "answer": act.kind == "answered", "reply_to": "", "reactions": 0} for act, one in pairs],
    }


def _releases(story: Story) -> _Lines:
    found: _Lines = defaultdict(list)
    for number, act in enumerate(_of(story, "released"), start=1):
        by, at = story.people[act.who], _stamp(act.moment)
        repository = f"{story.plan.name}/{act.project}"
        told = {"author": by.login, "author_id": by.number, "published": at, "updated": at, "preview": False}
        words = {"id": f"v{number}", "title": f"Version {number}", "tag": f"v{number}"}
        url = f"https://github.com/{repository}/releases/v{number}"
        found["releases", source_slug("issues", repository)].append({**words, **told, "url": url})
    return found


def _work(story: Story) -> _Lines:
    zone = story.plan.zone
    days: defaultdict[tuple[str, str, str], list[dt.date]] = defaultdict(list)
    for act in _of(story, "committed"):
        day = act.moment.astimezone(zone).date()
        days[act.project, f"{day:%Y-%m}", act.who].append(day)
    found: _Lines = defaultdict(list)
    for (project, month, who), made in days.items():
        one = story.people[who]
        found["work", source_slug("work", f"{story.plan.name}/{project}")].append(
            {
                "id": f"{month}-{who}",
                "who": f"github:{one.number}",
                "login": one.login,
                "published": f"{month}-01T00:00:00Z",
                "kind": "code",
                "commits": len(made),
                "first": str(min(made)),
                "last": str(max(made)),
                "weeks": sorted({f"{day:%G-W%V}" for day in made}),
            }
        )
    return found


def _entries(story: Story) -> _Lines:
    found: _Lines = defaultdict(list)
    for number, act in enumerate(_of(story, "wrote"), start=1):
        at = _stamp(act.moment)
        feed = story.people[act.who].feed
        told = {"id": f"e{number}", "published": at, "first_seen": at, "excerpt": "Some words.", "author": ""}
        url = f"https://{act.who}.example/{number}"
        words = {"title": f"Entry {number}", "url": url, "language": act.language}
        found["entries", source_slug("entries", feed)].append({**told, **words})
    return found


def _departures(story: Story) -> _Lines:
    """Of hidden members the archive keeps nothing."""
    zone = story.plan.zone
    back = {act.who: str(act.moment.astimezone(zone).date()) for act in _of(story, "returned")}
    lines = [
        {
            "id": f"left-{act.who}",
            "who": token(act.who, SALT),
            "joined": str(story.people[act.who].joined),
            "published": str(act.moment.astimezone(zone).date()),
            "returned": back.get(act.who, ""),
        }
        for act in _of(story, "left")
        if story.people[act.who].is_told
    ]
    return {("departures", "members"): lines}


def _of(story: Story, kind: str) -> Iterable[Act]:
    return (act for act in story.acts if act.kind == kind)
