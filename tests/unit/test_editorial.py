"""The editorial calendar: what is in it, where nothing is planned, and what gets in each other's way."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from folkmoot.derive.editorial import editorial
from folkmoot.derive.unpublished import as_published
from folkmoot.draft import hub_of
from folkmoot.errors import WrongUse
from folkmoot.load.community import load_community
from folkmoot.load.private_folder import load_private
from folkmoot.model.base import Origin
from folkmoot.model.editorial import Editorial
from folkmoot.model.plan import Planned
from folkmoot.model.private_folder import PrivateFolder
from support.hubs import minimal_hub, write

MONDAY = dt.datetime(2026, 6, 15, 10, tzinfo=dt.UTC)


def planned(slug: str, **keys: Any) -> Planned:
    """A plan of a post, with these keys beside or instead of its own."""
    one = Planned.model_validate({"title": slug, "kind": "post"} | keys)
    return one.placed(Origin(f"plan/{slug}.md", slug))


def calendar(root: Path, *plan: Planned, later: int = 0) -> Editorial:
    """The calendar of a hub with a plan, on a Monday or so many days later."""
    hub, problems = hub_of(root, MONDAY + dt.timedelta(days=later))
    assert hub is not None, problems
    return editorial(hub, load_community(root).community, plan)


def told(found: Editorial) -> list[tuple[str, str, str]]:
    """What comes: day, kind and state."""
    return [(str(one.day), one.kind, one.state) for one in found.coming]


def event(start: str, keys: str = "") -> str:
    """An event's file."""
    return f"---\ntitle: Chat\nkind: chat\nstart: {start}\n{keys}---\n"


def test_what_is_planned_waits_and_was_announced_stands_in_one_order(tmp_path: Path) -> None:
    post = "---\ntitle: P\ndate: 2026-06-17\nauthors: [ada-rossi]\n---\nx\n"
    root = minimal_hub(
        tmp_path / "hub",
        **{
            "events/a.md": event("2026-06-18 19:00"),
            "events/b.md": event("2026-07-18 19:00", "publish: 2026-06-20\n"),
            "events/c.md": event("2026-06-19", "status: cancelled\n"),
            "events/d.md": event("2026-07-20", "draft: true\n"),
            "content/posts/p.md": post,
            "content/later.md": "---\npublish: 2026-06-21\n---\n\n# Later\n",
        },
    )
    found = calendar(root, planned("one", date="2026-06-16"), planned("two", date="2026-06-16", done="2026-06-14"))
    assert told(found) == [
        ("2026-06-16", "post", "planned"),
        ("2026-06-17", "post", "waiting"),
        ("2026-06-18", "event", "announced"),
        ("2026-06-20", "announcement", "waiting"),
        ("2026-06-21", "page", "waiting"),
        ("2026-07-18", "event", "waiting"),
        ("2026-07-20", "event", "draft"),
    ]
    assert [(one.title, one.state) for one in found.undated] == [("Chat", "draft")]


@pytest.mark.parametrize(
    ("date", "overdue"),
    [("2026-06-14", True), ("2026-06-15", False), ("2026-06-14 23:59", True), ("2026-06", False), ("2026-05", True)],
)
def test_what_is_late_is_told(tmp_path: Path, date: str, *, overdue: bool) -> None:
    found = calendar(minimal_hub(tmp_path / "hub"), planned("one", date=date))
    assert bool(found.overdue) is overdue
    assert len([*found.overdue, *found.coming, *found.undated]) == 1


def test_where_nothing_is_planned(tmp_path: Path) -> None:
    root = minimal_hub(tmp_path / "hub", **{"content/community.yml": "name: M\nlanguages: [en, fr]\n"})
    plan = [
        planned("one", date="2026-06-21", agenda=["applied"], language="fr"),
        planned("two", date="2026-07-12", agenda=["external"]),
        planned("late", date="2026-07-13", agenda=["internal"]),
        planned("rough", date="2026-06", agenda=["internal"]),
        planned("far", date="2026-08-10"),
    ]
    found = calendar(root, *plan)
    gaps = [(one.kind, str(one.first), str(one.last), one.what) for one in found.gaps]
    assert gaps == [
        *(
            ("week", first, last, "")
            for first, last in (
                ("2026-06-22", "2026-07-05"),
                ("2026-07-20", "2026-08-09"),
            )
        ),
        ("agenda", "2026-06-15", "2026-07-12", "internal"),
    ]
    assert "far" not in {one.title for one in found.coming}
    assert [one.what for one in calendar(root).gaps if one.kind == "language"] == ["en", "fr"]
    weeks = [(str(one.first), str(one.last)) for one in calendar(root, later=2).gaps if one.kind == "week"]
    assert weeks == [("2026-06-17", "2026-08-09")]


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ({"date": "2026-06-24"}, {"date": "2026-06-24", "kind": "newsletter"}, True),
        ({"date": "2026-06-24"}, {"date": "2026-06-25"}, False),
        ({"date": "2026-06-24", "language": "fr"}, {"date": "2026-06-24"}, False),
        ({"date": "2026-06-24"}, {"date": "2026-06-24", "kind": "event"}, False),
        ({"date": "2026-06"}, {"date": "2026-06"}, False),
        ({"date": "2026-06-24 19:00", "kind": "event"}, {"date": "2026-06-24 19:00", "kind": "contest"}, True),
        ({"date": "2026-06-24 19:00", "kind": "event"}, {"date": "2026-06-24 20:00", "kind": "event"}, False),
        ({"date": "2026-06-24", "kind": "event"}, {"date": "2026-06-24", "kind": "event"}, False),
    ],
)
def test_what_gets_in_each_others_way(
    tmp_path: Path, one: dict[str, str], other: dict[str, str], *, clash: bool
) -> None:
    found = calendar(minimal_hub(tmp_path / "hub"), planned("one", **one), planned("other", **other))
    assert [{each.title for each in some} for some in found.clashes] == ([{"one", "other"}] if clash else [])


def test_two_meetings_at_one_time_are_a_clash_to_the_minute(tmp_path: Path) -> None:
    root = minimal_hub(
        tmp_path / "hub",
        **{
            "events/a.md": event("2026-06-18 19:00", "end: 2026-06-18 21:00\n"),
            "events/b.md": event("2026-06-18 20:59", "draft: true\n"),
            "events/c.md": event("2026-06-18 21:00"),
        },
    )
    assert [[one.source for one in some] for some in calendar(root).clashes] == [["events/a.md", "events/b.md"]]


def test_what_is_over_before_the_other_begins_is_no_clash_whatever_its_day_is_there(tmp_path: Path) -> None:
    files = {
        "events/la.md": event("2026-07-01 20:00", "end: 2026-07-01 21:00\ntimezone: America/Los_Angeles\n"),
        "events/bx.md": event("2026-07-02 04:00", "end: 2026-07-02 04:30\ntimezone: Europe/Brussels\n"),
    }
    assert calendar(minimal_hub(tmp_path / "hub", **files)).clashes == ()
    files["events/bx.md"] = event("2026-07-02 04:00", "end: 2026-07-02 05:30\ntimezone: Europe/Brussels\n")
    assert len(calendar(minimal_hub(tmp_path / "other", **files)).clashes) == 1


def test_what_is_on_the_site_is_never_told_to_wait(tmp_path: Path) -> None:
    root = minimal_hub(tmp_path / "hub", **{"events/b.md": event("2026-07-18 19:00", "publish: 2026-06-15\n")})
    assert as_published(load_community(root).community, MONDAY).unpublished == frozenset()
    assert told(calendar(root)) == [("2026-07-18", "event", "announced")]


def test_what_is_wrong_in_a_plan_is_told_with_its_place_and_the_rest_counts(tmp_path: Path) -> None:
    write(tmp_path, "plan/one.md", "---\ntitle: One\nkind: pots\n---\n")
    write(tmp_path, "plan/two.md", "---\ntitle: Two\nkind: post\nstart: 2026-07-01\n---\n")
    write(tmp_path, "plan/Three.txt", "Three\n")
    write(tmp_path, "plan/four.md", "---\ntitle: Four\nkind: post\n---\n")
    write(tmp_path, "plan/README.md", "Our plans.\n")
    folder, problems = load_private(tmp_path)
    assert [one.title for one in folder.plan] == ["Four"]
    assert [(one.place, one.code) for one in problems] == [
        ("plan/Three.txt", "file-name"),
        ("plan/one.md:3:7", "choice"),
        ("plan/two.md:4:1", "unknown-key"),
    ]
    (tmp_path / "empty").mkdir()
    assert load_private(tmp_path / "empty") == (PrivateFolder(), [])
    with pytest.raises(WrongUse, match="nowhere is not there"):
        load_private(tmp_path / "nowhere")
    write(tmp_path, "empty/plan", "a file")
    with pytest.raises(WrongUse, match="plan cannot be read"):
        load_private(tmp_path / "empty")
