"""What a story leaves behind: the hub's files and records, and the archive of what was collected elsewhere."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from folkmoot.model.community import Community
from support import communities
from support.simulated.acts import Story
from support.simulated.collected import write_archive
from support.simulated.files import keys, matter, write
from support.simulated.people import Person, bringer

_FOLDERS = {"community": "content", "members": "members", "events": "events"}
_OF_KEYS = ("community", "members", "places")
"""The families whose files have no text below their keys."""


class Filed(NamedTuple):
    """A file of the hub: the family it is of, its name, its keys, and the text below them."""

    family: str
    slug: str
    keys: dict[str, Any]
    text: str = ""


def community(story: Story) -> Community:
    """The records of the hub's files, as they stand at the end of the plan."""
    profile, *others = filed(story)
    ordered = sorted(others, key=lambda one: one.slug)
    records = (communities.record(one.family, one.slug, one.text, **one.keys) for one in ordered)
    return communities.community(communities.record("community", **profile.keys), *records)


def as_files(story: Story, folder: Path) -> Path:
    """Writes a hub into the folder, with its archive in `archive/`, and returns it."""
    for one in filed(story):
        place = f"{_FOLDERS.get(one.family, f'content/{one.family}')}/{one.slug}"
        if one.family in _OF_KEYS:
            write(folder, f"{place}.yml", keys(one.keys))
        else:
            write(folder, f"{place}.md", matter(one.keys, one.text))
    write(folder, "content/index.md", f"# {story.plan.name}\n\nWelcome.\n")
    write_archive(story, folder / "archive")
    return folder


def filed(story: Story) -> Iterator[Filed]:
    """All files of the hub, the community's own first, and those of hidden members too."""
    yield Filed("community", "community", _profile(story))
    writers = {act.who for act in story.acts if act.kind == "wrote"}
    for one in story.people.values():
        if one.has_file:
            yield Filed("members", one.key, _member(one, story, writes=one.key in writers))
    yield from _places(story)
    yield from _events(story)
    yield from _posts(story)
    yield from _projects(story)
    yield from _teams(story)


def _profile(story: Story) -> dict[str, Any]:
    plan = story.plan
    repositories = [f"{plan.name}/{one.slug}" for one in plan.projects if one.has_repository]
    return {
        "name": plan.name,
        "founded": str(plan.first),
        "founders": [one.key for one in story.people.values() if one.is_founder],
        "languages": list(plan.languages),
        "timezone": plan.timezone,
        "agendas": {category: agenda for agenda, category in plan.categories.items() if agenda},
        "sources": {"discussions": [f"{plan.name}/forum"], "issues": repositories, "repositories": repositories},
    }


def _member(one: Person, story: Story, *, writes: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": one.key.replace("-", " ").title(),
        "joined": str(one.joined),
        "github": one.login,
        "github_id": one.number,
    }
    if one.cohort.brought_by:
        told["invited_by"] = bringer(one, story.people.values())
    if one.cohort.agrees:
        told |= {"languages": list(one.languages), "interests": list(one.cohort.interests)}
        told["consent"] = dict.fromkeys(("profile", "attendance", "ties"), str(one.joined))
    if one.cohort.is_hidden:
        told["visibility"] = "hidden"
    if writes:
        told["feeds"] = [{"url": one.feed}]
    if one.cohort.leaves is not None and one.cohort.returns is None and one.cohort.leaves < story.plan.months:
        told["status"] = "alumni"
    return told


def _places(story: Story) -> Iterator[Filed]:
    for number in range(story.plan.places):
        yield Filed(
            "places", f"hall-{number + 1}", {"name": f"Hall {number + 1}", "address": f"{number + 1} Long Street"}
        )


def _events(story: Story) -> Iterator[Filed]:
    plan = story.plan
    for number, one in enumerate(story.occasions):
        start = one.start.astimezone(plan.zone)
        told: dict[str, Any] = {
            "title": one.slug.replace("-", " ").capitalize(),
            "kind": "meeting",
            "start": f"{start:%Y-%m-%d %H:%M}",
            "end": f"{start:%Y-%m-%d} 21:00",
            "hosts": list(one.hosts),
            "speakers": [{"member": key} for key in one.speakers],
            "attendees": [key for key in one.came if _may_be_named(story, key)],
            "attendance": len(one.came),
            "language": plan.languages[number % len(plan.languages)],
        }
        if plan.places:
            told["place"] = f"hall-{number % plan.places + 1}"
        if one.agenda:
            told["agenda"] = [one.agenda]
        if one.has_recap:
            told["recap"] = "It went well."
        yield Filed("events", one.slug, told, "Bring a lamp.")


def _may_be_named(story: Story, key: str) -> bool:
    return story.people[key].cohort.agrees and not story.people[key].cohort.is_hidden


def _posts(story: Story) -> Iterator[Filed]:
    for act in story.acts:
        if act.kind == "published":
            slug = act.thread.removeprefix("posts/")
            day = act.moment.astimezone(story.plan.zone).date()
            told: dict[str, Any] = {"title": f"On {slug}", "date": str(day), "authors": [act.who]}
            yield Filed("posts", slug, told | ({"agenda": [act.agenda]} if act.agenda else {}), "Some words.")


def _projects(story: Story) -> Iterator[Filed]:
    leads = [one.key for one in story.people.values() if one.is_founder and one.has_file][:1]
    for one in story.plan.projects:
        told: dict[str, Any] = {
            "title": one.slug.replace("-", " ").capitalize(),
            "status": "active",
            "leads": leads,
            "agenda": [one.agenda] if one.agenda else [],
        }
        if one.quarter:
            told["quarter"] = one.quarter
        if one.has_repository:
            told["repositories"] = [f"{story.plan.name}/{one.slug}"]
        yield Filed("projects", one.slug, told, "What we make.")


def _teams(story: Story) -> Iterator[Filed]:
    plan = story.plan
    for team in plan.teams:
        people = [one for one in story.people.values() if one.cohort.name == team.cohort][: team.people]
        begun = plan.cohort(team.cohort).joined + 1
        terms = [
            {
                "member": one.key,
                "since": str(plan.day(begun + term * team.months)),
                "until": str(plan.day(begun + (term + 1) * team.months, 1)),
            }
            for one in people
            for term in range(team.again)
        ]
        yield Filed("teams", team.slug, {"title": team.slug.replace("-", " ").capitalize(), "members": terms})
