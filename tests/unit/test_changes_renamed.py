"""A record whose file gets another name is the same one, and so it is for whoever names it: that is one sentence."""

from typing import Any

import pytest

from support.communities import community, record
from support.told_changes import term, told

_DAILY = {"rule": "FREQ=DAILY"}
LINKED: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "members": [
        ("events", {"hosts": ["{0}", "bo-ek"], "attendees": ["{0}"], "speakers": [{"member": "{0}", "talk": "W"}]}),
        ("events", {"credits": [{"member": "{0}", "gave": ["video"]}], "results": [{"award": "1st", "to": ["{0}"]}]}),
        ("events", {"recurrence": _DAILY, "occurrences": [{"date": "2026-06-10", "attendees": ["{0}"]}]}),
        ("projects", {"leads": ["{0}"], "contributors": ["{0}"]}),
        ("posts", {"authors": ["{0}"]}),
        ("teams", {"members": [term("{0}")]}),
        ("community", {"founders": ["{0}"], "welcome": {"members": ["{0}"]}}),
    ],
    "places": [("events", {"place": "{0}"})],
    "projects": [("events", {"project": "{0}"})],
    "teams": [("community", {"policies": {"maintainers": "{0}"}, "welcome": {"team": "{0}"}})],
    "events": [("community", {"welcome": {"event": "{0}"}})],
}  # fmt: skip


def naming(keys: Any, slug: str) -> Any:
    match keys:
        case dict():
            return {key: naming(value, slug) for key, value in keys.items()}
        case list():
            return [naming(one, slug) for one in keys]
        case str():
            return keys.replace("{0}", slug)
    return keys


@pytest.mark.parametrize(
    ("family", "other", "keys"), [(family, *linked) for family, many in LINKED.items() for linked in many]
)
def test_who_names_a_renamed_record_by_its_new_name_changed_nothing(
    family: str, other: str, keys: dict[str, Any]
) -> None:
    bo = record("members", "bo-ek", name="Bo Ek")
    old = community(record(family, "old"), bo, record(other, "names-it", **naming(keys, "old")))
    new = community(record(family, "new", formerly=["old"]), bo, record(other, "names-it", **naming(keys, "new")))
    one = told(old, new)
    assert len(one) == 1
    assert one[0].startswith("renames the file of")
    # Also where the file was renamed before, and where git alone knows it.
    named_late = community(
        record(family, "new", formerly=["old"]), bo, record(other, "names-it", **naming(keys, "old"))
    )
    assert told(named_late, new) == []
    silent = community(record(family, "new"), bo, record(other, "names-it", **naming(keys, "new")))
    paths = record(family, "new").path, record(family, "old").path
    assert [said.partition(" of ")[0] for said in told(old, silent, paths)] == ["renames the file"]


def test_who_takes_the_place_of_somebody_is_told() -> None:
    ada, bo = record("members", "ada-rossi", name="Ada Rossi"), record("members", "bo-ek", name="Bo Ek")
    old = community(ada, bo, record("events", hosts=["ada-rossi"]))
    again = record("members", "bo-ek", name="Bo Ek", formerly=["ada-rossi"])
    for new in (
        community(ada, bo, record("events", hosts=["bo-ek"])),
        community(again, record("events", hosts=["bo-ek"])),
    ):
        assert "adds Bo Ek to the hosts of “Lamp evening”" in told(old, new)
        assert "removes Ada Rossi from the hosts of “Lamp evening”" in told(old, new)
    # What else is new in a file that names somebody renamed is told as ever.
    now = record("members", "ada", name="Ada Rossi", formerly=["ada-rossi"])
    both = community(now, bo, record("events", hosts=["ada", "bo-ek"]))
    assert told(old, both) == ["renames the file of Ada Rossi", "adds Bo Ek to the hosts of “Lamp evening”"]
