"""Whoever is new is welcomed once, a day or two later; what waits stands in one issue, and a report in another."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import requests

from support.github.rest_visits import Token
from support.github.server import GitHub
from support.stage.events import dispatched, scheduled
from support.stage.hubs import HUB, PLACED, commit, new_hub_at, sample_hub_at
from support.stage.running import Stage
from support.stage.told import Run

BO = "name: Bo Ek\njoined: 2026-05-28\ngithub: bo\n"
FIRST = {"title": "Add me", "by": "bo", "at": "2026-05-28", "merged": "2026-05-30T12:00:00Z"}


@pytest.fixture
def stage(github: GitHub, tmp_path: Path) -> Stage:
    return Stage(tmp_path, github)


def issues(github: GitHub, label: str, state: str = "open") -> list[dict[str, Any]]:
    """The issues of the hub with a label, the newest first."""
    found = requests.get(
        f"{github.base_url}/repos/{HUB}/issues",
        params={"labels": label, "state": state},
        headers={"Authorization": f"token {github.gives('eyes of zoe', Token('zoe'))}"},
        timeout=10,
    ).json()
    return list(found)


def said(github: GitHub, number: int) -> list[str]:
    """What stands below an issue or a pull request."""
    of = github.repository(HUB)
    whole = next(one for kind in ("issues", "pulls") for one in of.parts.get(kind, ()) if one.facts["number"] == number)
    return [str(github.view.fact(one, "body")) for one in github.view.parts(whole, "comments")]


def greeted(stage: Stage) -> Run:
    run = stage.run("greet.yml", scheduled(stage.github, HUB, "17 7 * * *"))
    assert run.failed == [], run
    return run


def close(github: GitHub, number: int) -> None:
    answer = requests.patch(
        f"{github.base_url}/repos/{HUB}/issues/{number}",
        json={"state": "closed"},
        headers={"Authorization": f"token {github.gives('hands of zoe', Token('zoe'))}"},
        timeout=10,
    )
    assert answer.ok, answer.text


def test_a_newcomer_is_in_the_queue_after_a_day_and_once(stage: Stage, tmp_path: Path) -> None:
    github = stage.github
    new_hub_at(github, tmp_path, (), {"members/bo-ek.yml": BO + "languages: [fr]\n"}, {"pulls": [FIRST]})
    github.at = "2026-05-31T07:00:00Z"
    greeted(stage)
    assert issues(github, "welcome") == [], "nobody is greeted on the same day"
    github.at = "2026-06-01T07:00:00Z"
    greeted(stage)
    (found,) = issues(github, "welcome")
    assert found["title"] == "Welcome Bo Ek"
    assert "Add me" in found["body"]
    assert "Bonjour Bo Ek," in found["body"], "in a language of theirs"
    close(github, found["number"])
    github.at = "2026-06-02T07:00:00Z"
    greeted(stage)
    assert [one["number"] for one in issues(github, "welcome", "all")] == [found["number"]]


@pytest.mark.parametrize(
    ("files", "pulls"),
    [
        ({}, [{**FIRST, "by": "dependabot[bot]"}]),
        ({}, [{**FIRST, "merged": "2026-01-05", "at": "2026-01-03"}, {**FIRST, "title": "Again"}]),
        ({"members/bo-ek.yml": BO + "visibility: hidden\n"}, [FIRST]),
        ({"members/bo-ek.yml": BO.replace("2026-05-28", "2024-01-31")}, [FIRST]),
        ({}, [{**FIRST, "merged": "2026-05-10", "at": "2026-05-09"}]),
        ({}, [{"title": "Add me", "by": "bo", "at": "2026-05-28", "closed": "2026-05-30T12:00:00Z"}]),
        (
            {
                "members/bo-ek.yml": BO,
                "content/community.yml": f"{PLACED}founders: [bo-ek]\n",
            },
            [FIRST],
        ),
    ],
    ids=["a program", "somebody returns", "hidden", "a member for long", "too late", "not merged", "a founder"],
)
def test_who_is_not_new_is_not_greeted(
    stage: Stage, tmp_path: Path, files: Mapping[str, str], pulls: list[dict[str, object]]
) -> None:
    new_hub_at(stage.github, tmp_path, (), dict(files), {"pulls": pulls})
    run = greeted(stage)
    assert "Nobody is new." in run.step("Greet").said
    assert issues(stage.github, "welcome", "all") == []


def test_a_hub_with_words_of_its_own_posts_them_once(stage: Stage, tmp_path: Path) -> None:
    github = stage.github
    own = f"{PLACED}languages: [en, fr]\nwelcome:\n  greeting: Good to have you, see [here](https://moot.example).\n"
    french = "welcome:\n  greeting: Bienvenue parmi nous.\n"
    files = {"content/community.yml": own, "content/community.fr.yml": french, "members/bo-ek.yml": BO}
    second = {**FIRST, "by": "cleo", "title": "Add cleo"}
    files["members/cleo-roy.yml"] = "name: Cleo Roy\njoined: 2026-05-28\ngithub: cleo\nlanguages: [fr]\n"
    new_hub_at(github, tmp_path, (), files, {"pulls": [FIRST, second]})
    greeted(stage)
    (to_bo,) = said(github, 1)
    assert to_bo.endswith("Hello Bo Ek,\n\nGood to have you, see [here](https://moot.example).\n")
    (to_cleo,) = said(github, 2)
    assert to_cleo.endswith("Bonjour Cleo Roy,\n\nBienvenue parmi nous.\n")
    assert issues(github, "welcome", "all") == []
    commit(github, HUB, "main", "Say it better", "zoe", {"content/community.yml": own.replace("Good", "So good")})
    greeted(stage)
    assert said(github, 1) == [to_bo], "what was said to somebody is not changed behind their back"


def test_a_title_calls_nobody_and_commands_nothing(stage: Stage, tmp_path: Path) -> None:
    github = stage.github
    evil = {**FIRST, "title": "@zoe --> $(touch /tmp/x) `a` ::set-output name=a::b"}
    new_hub_at(github, tmp_path, (), {}, {"pulls": [evil]})
    run = greeted(stage)
    (found,) = issues(github, "welcome")
    assert found["title"] == "Welcome bo"
    mark, _, body = found["body"].partition("\n")
    assert mark == f"<!-- folkmoot: welcome {HUB}#1 -->"
    shown = body.partition("```text")[0]
    assert "[``@zoe --> $(touch /tmp/x) `a` ::set-output name=a::b``](https://" in shown
    assert run.step("Greet").annotations == []


def test_what_waits_stands_in_one_issue_until_nothing_does(stage: Stage, tmp_path: Path) -> None:
    github = stage.github
    team = "---\ntitle: Board\nmembers: [{member: ada-rossi, since: 2025-07-01, until: 2026-06-30}]\n---\n"
    event = "---\ntitle: Lamps\nkind: chat\nstart: 2026-05-14T19:00\nhosts: [ada-rossi]\n---\n"
    files = {"content/teams/board.md": team, "events/lamps.md": event}
    new_hub_at(github, tmp_path, (), files)
    greeted(stage)
    (found,) = issues(github, "reminder")
    assert found["title"] == "What waits"
    assert "Lamps" in found["body"]
    assert "Board" in found["body"]
    again = greeted(stage)
    assert "unchanged" in again.step("Remind").said
    commit(
        github,
        HUB,
        "main",
        "See to it",
        "zoe",
        {
            "events/lamps.md": event.replace("hosts", "recap: It was bright.\nhosts"),
            "content/teams/board.md": team.replace("2026-06", "2027-06"),
        },
    )
    greeted(stage)
    (rest,) = issues(github, "reminder")
    assert rest["number"] == found["number"]
    assert "Lamps" not in rest["body"]
    assert "Board" not in rest["body"]
    github.at = "2026-09-01T10:00:00Z"
    greeted(stage)
    assert issues(github, "reminder") == []


def test_one_issue_tells_the_latest_report_until_somebody_closes_it(stage: Stage, tmp_path: Path) -> None:
    github = stage.github
    new_hub_at(github, tmp_path)
    first = stage.run("report.yml", scheduled(github, HUB, "41 5 * * 1"))
    assert first.failed == []
    assert first.at_github
    assert [one.name for one in first.at_github.artifacts] == ["report"]
    (found,) = issues(github, "report")
    assert "the week from 25 May 2026" in found["title"]
    assert "What needs a hand" in first.summary
    assert "unchanged" in stage.run("report.yml", scheduled(github, HUB, "41 5 * * 1")).step("Report").said
    github.at = "2026-06-08T10:00:00Z"
    stage.run("report.yml", scheduled(github, HUB, "41 5 * * 1"))
    (next_one,) = issues(github, "report")
    assert next_one["number"] == found["number"]
    assert "the week from 1 June 2026" in next_one["title"]
    close(github, found["number"])
    stage.run("report.yml", scheduled(github, HUB, "41 6 1 * *"))
    (monthly,) = issues(github, "report")
    assert monthly["title"].endswith("May 2026")
    stage.run("report.yml", dispatched(github, HUB, "zoe", period="week"))
    assert len(issues(github, "report")) == 2


def test_the_sample_hub_reports_and_greets_by_dispatch_alone(stage: Stage, tmp_path: Path) -> None:
    github = stage.github
    sample_hub_at(github, tmp_path, (), {}, {"pulls": [FIRST]})
    assert not stage.run("greet.yml", scheduled(github, HUB)).started
    assert not stage.run("report.yml", scheduled(github, HUB)).started
    assert stage.run("greet.yml", dispatched(github, HUB, "zoe")).failed == []
    assert stage.run("report.yml", dispatched(github, HUB, "zoe", period="month")).failed == []
    assert len(issues(github, "welcome")) == len(issues(github, "report")) == 1
