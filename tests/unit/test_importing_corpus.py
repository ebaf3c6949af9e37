"""Real files of other people's, imported whole: nothing is lost, and what is not taken has its reason."""

import datetime as dt
import json
from pathlib import Path

import pytest

from folkmoot.contribute.importing.recipe import Plan, carry_out, plan
from folkmoot.contribute.importing.sources import Request
from folkmoot.load.community import load_community
from folkmoot.model.recurrence import rule_problem
from support.hubs import COMMUNITY, found, minimal_hub, write

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)

CHAPTERS = """\
family: places
keys:
  name: name
  address: {template: "{city}, {country}"}
  city: city
  country: country
  url: social_media.1.website
  coordinates.latitude: lat
  coordinates.longitude: lon
"""


@pytest.fixture(scope="module")
def corpus(repository: Path) -> Path:
    folder = repository.parent / "shared" / "corpus"
    if not folder.is_dir():
        pytest.skip("the corpus of real files lies beside the checkout, in ../shared/corpus, and is not there")
    return folder


def planned(root: Path, source: Path, **asked: str) -> Plan:
    return plan(root, Request(str(source), NOW, **asked))


def adds_up(made: Plan) -> bool:
    return made.rows == made.taken + made.merged + len(made.there) + made.refused


def test_every_conference_is_an_event_or_has_a_reason_not_to_be(tmp_path: Path, corpus: Path) -> None:
    root = minimal_hub(tmp_path)
    rows = [
        row for file in sorted(corpus.glob("confs-tech/conferences/*/*.json")) for row in json.loads(file.read_bytes())
    ]
    made = planned(root, corpus / "confs-tech" / "conferences")
    events = [file for file in made.files if file.path.startswith("events/")]
    distinct = {(row["url"], row["startDate"]) for row in rows}
    assert (made.rows, len(distinct)) == (len(rows), made.taken + made.refused) == (6831, 6008)
    assert len(events) == made.taken == 6000
    assert adds_up(made)
    assert not made.there
    assert all(one.place and one.reason for one in made.left)
    carry_out(root, made)
    assert not [problem for problem in found(root) if problem.severity == "error"]
    again = planned(root, corpus / "confs-tech" / "conferences")
    assert not again.files
    assert (again.taken, again.merged, adds_up(again)) == (0, 0, True)


def test_every_community_calendar_becomes_events_with_their_rules(tmp_path: Path, corpus: Path) -> None:
    root = minimal_hub(tmp_path)
    calendars = corpus / "scientific-python" / "calendars"
    text = "\n".join(
        line
        for file in calendars.glob("*.yaml")
        for line in file.read_text("utf-8").splitlines()
        if line.strip()[:1] != "#"
    )
    made = planned(root, calendars)
    assert len(list(calendars.glob("*.yaml"))) == 14
    assert (made.rows, made.taken, made.refused, made.merged) == (29, 29, 0, 0)
    carry_out(root, made)
    events = load_community(root).community.events
    rules = [event.recurrence.rule for event in events.values() if event.recurrence]
    assert not any(map(rule_problem, rules))
    assert (text.count("ics: RRULE"), text.count("repeat:")) == (9, 13)
    assert len([rule for rule in rules if "UNTIL" not in rule]) == 9
    assert len([rule for rule in rules if "UNTIL" in rule]) == 13
    assert not [problem for problem in found(root) if problem.severity == "error"]
    again = planned(root, calendars)
    assert (again.files, len(again.there)) == ((), 29)


def test_chapters_become_places(tmp_path: Path, corpus: Path) -> None:
    root = minimal_hub(tmp_path, **{"content/community.yml": COMMUNITY})
    write(tmp_path, "chapters.yml", CHAPTERS)
    made = planned(root, corpus / "awesome-pyladies/data/chapters", mapping=str(tmp_path / "chapters.yml"))
    assert (made.rows, made.taken, made.refused) == (2, 2, 0)
    carry_out(root, made)
    places = load_community(root).community.places
    assert {one.country for one in places.values()} == {"BR", "UG"}
    assert all(one.coordinates for one in places.values())


def test_blogs_become_feeds_of_the_community(tmp_path: Path, corpus: Path) -> None:
    made = planned(minimal_hub(tmp_path), corpus / "awesome-pyladies/data/content", family="feeds")
    assert adds_up(made)
    assert made.taken > 40
    assert made.feeds.startswith("sources:\n  feeds:\n    - url: https://")
    assert not made.files
