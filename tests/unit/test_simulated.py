"""Simulated communities: the same each time, without a fault, and what is true of them is what the metrics find."""

import datetime as dt
import hashlib
import os
import subprocess
import sys
from collections.abc import Container
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest

from folkmoot import draft
from folkmoot.derive.hub import derive
from folkmoot.load.archive import load_archive
from folkmoot.load.warehouse import open_warehouse
from folkmoot.model.activity import Measured
from folkmoot.model.problem import Problem
from folkmoot.model.source import sources
from folkmoot.model.turnover import token
from support.simulated.acts import Act, Story, told
from support.simulated.big import Big, big
from support.simulated.collected import SALT
from support.simulated.figures import METRICS, WITHOUT_TRUTH, Told, figures
from support.simulated.plan import FOUNDERS, Cohort, Plan
from support.simulated.scenarios import SCENARIOS, Moment, Scenario
from support.simulated.truth import Row, Truth, quantile
from support.simulated.written import as_files, community

pytestmark = pytest.mark.figures

_TOLD_AT_EVERY_MOMENT = ("agenda_missing", "members", "stage", "waiting")

_WRITE = """
import sys
from pathlib import Path
from support.simulated.acts import told
from support.simulated.big import big
from support.simulated.scenarios import steady
from support.simulated.written import as_files
as_files(told(steady().plan), Path(sys.argv[1], "steady"))
big(200, 30_000, Path(sys.argv[1], "big"))
"""


class Seen(NamedTuple):
    """What the program makes of a scenario's files."""

    problems: list[Problem]
    metrics: list[str]
    measured: tuple[Measured, ...]
    rows: list[Row]
    threads: dict[str, tuple[Any, ...]]


@lru_cache
def _scenario(name: str) -> tuple[Scenario, Story, Truth]:
    scenario = SCENARIOS[name]()
    story = told(scenario.plan)
    return scenario, story, Truth(story)


@lru_cache
def _figures(name: str) -> dict[str, list[Told]]:
    return figures(_scenario(name)[2])


@lru_cache
def _seen(name: str) -> Seen:
    return _derived(_scenario(name)[1], [*METRICS, *WITHOUT_TRUTH])


def _derived(story: Story, names: Container[str]) -> Seen:
    """What the program makes of a story when its plan is over, with the metrics of these names."""
    with TemporaryDirectory() as folder:
        reading = draft.read(as_files(story, Path(folder, "hub")))
        with open_warehouse(reading.archive) as warehouse:
            now, wanted = story.plan.end, sources(reading.community)
            metrics = [one for one in reading.metrics if one.name in names]
            hub, problems = derive(reading.community, reading.harvest, wanted, warehouse, metrics, now)
            rows = warehouse.execute(
                "SELECT happened, actor, kind, thread, target, coalesce(agenda[1], ''), weight, project, language"
                " FROM activity"
            ).fetchall()
            threads = warehouse.execute(
                "SELECT thread, asker, coalesce(agenda[1], ''), created, first_response, responses, answered"
                " FROM threads"
            ).fetchall()
    found = [Row(_aware(row[0]), *row[1:]) for row in rows]
    known = [one.name for one in reading.metrics]
    return Seen([*reading.problems, *problems], known, hub.measured, found, {row[0]: row[1:] for row in threads})


def _measured(seen: Seen, metric: str) -> list[Told]:
    """What a metric says, in every scope."""
    found = next(one.figures for one in seen.measured if one.metric.name == metric)
    return [(one.scope, one.period, one.series, _short(one.value), one.n) for one in found]


def _stages(seen: Seen) -> set[str]:
    """In which stage the whole community is."""
    told = {(scope, period, series): value for scope, period, series, value, _ in _measured(seen, "stage")}
    return {one for one in ("inception", "establishment", "maturity") if told["", "", one]}


def _missing(seen: Seen) -> set[str]:
    """Which agendas the whole community misses."""
    told = _measured(seen, "agenda_missing")
    return {series for scope, period, series, value, _ in told if not scope and not period and value}


def _true(told: list[Told]) -> list[Told]:
    return [(scope, period, series, _short(value), n) for scope, period, series, value, n in told]


def _aware(moment: dt.datetime) -> dt.datetime:
    return moment.replace(tzinfo=dt.UTC)


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 9)


def _tree(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


every_scenario = pytest.mark.parametrize("name", sorted(SCENARIOS))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Big:
    return big(200, 30_000, tmp_path_factory.mktemp("large") / "big")


def test_communities_are_the_same_under_every_hash_seed(large: Big, tmp_path: Path) -> None:
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", _WRITE, str(tmp_path)], env=environment, check=True)
    assert _tree(tmp_path / "big") == _tree(large.folder)
    assert _tree(tmp_path / "steady") == _tree(as_files(_scenario("steady")[1], tmp_path / "here"))


def test_another_seed_is_another_community() -> None:
    plan = SCENARIOS["steady"]().plan
    assert told(plan).acts == told(plan).acts
    assert told(plan).acts != told(type(plan)(plan.name, plan.cohorts, seed=plan.seed + 1)).acts


@every_scenario
def test_nothing_is_wrong_with_the_files_and_the_archive_of_a_scenario(name: str) -> None:
    assert [(one.code, one.path, one.message) for one in _seen(name).problems] == []


@every_scenario
def test_the_activities_are_what_people_did(name: str) -> None:
    _, story, truth = _scenario(name)
    gone = {token(one.key, SALT): f"gone:{one.key}" for one in story.people.values()}
    assert sorted(row._replace(actor=gone.get(row.actor, row.actor)) for row in _seen(name).rows) == list(truth.rows)


@every_scenario
def test_the_threads_are_what_people_said(name: str) -> None:
    expected = {
        one.thread: (one.asker, one.agenda, one.opened, one.first, one.responses, one.answered)
        for one in _scenario(name)[2].threads
    }
    seen = {
        thread: tuple(_aware(value) if isinstance(value, dt.datetime) else value for value in values)
        for thread, values in _seen(name).threads.items()
    }
    assert seen == expected


@every_scenario
@pytest.mark.parametrize("metric", sorted(METRICS))
def test_the_metrics_say_what_is_true(name: str, metric: str) -> None:
    assert _measured(_seen(name), metric) == _true(_figures(name)[metric])


@every_scenario
def test_the_stage_and_the_missing_agendas_are_told_that_a_scenario_has_and_no_others(name: str) -> None:
    scenario, seen = _scenario(name)[0], _seen(name)
    assert (_stages(seen), _missing(seen)) == ({scenario.stage} - {None}, set(scenario.missing))


@pytest.mark.parametrize(
    ("name", "moment"),
    [pytest.param(name, one, id=f"{name}-{one.month}") for name, made in SCENARIOS.items() for one in made().earlier],
)
def test_at_every_moment_that_is_told_which_is_true_by_then(name: str, moment: Moment) -> None:
    story = told(replace(_scenario(name)[0].plan, months=moment.month))
    assert set(story.acts) <= set(_scenario(name)[1].acts)
    seen, true = _derived(story, _TOLD_AT_EVERY_MOMENT), figures(Truth(story), _TOLD_AT_EVERY_MOMENT)
    assert seen.problems == []
    for metric in _TOLD_AT_EVERY_MOMENT:
        assert _measured(seen, metric) == _true(true[metric]), metric
    assert (_stages(seen), _missing(seen)) == ({moment.stage} - {None}, set(moment.missing))


def test_every_metric_has_its_truth_or_is_named_as_one_without() -> None:
    assert set(_seen("tiny").metrics) == METRICS.keys() | WITHOUT_TRUTH.keys()
    assert not METRICS.keys() & WITHOUT_TRUTH.keys()


def test_records_are_what_is_read_from_the_files(tmp_path: Path) -> None:
    _, story, _ = _scenario("steady")
    read, made = draft.read(as_files(story, tmp_path / "hub")).community, community(story)
    for family in ("members", "events", "projects", "posts", "teams", "places"):
        assert list(getattr(made, family).items()) == list(getattr(read, family).items()), family
    assert made.profile.model_dump() == read.profile.model_dump()


@pytest.mark.parametrize("name", sorted(name for name, made in SCENARIOS.items() if made().stage))
def test_a_scenario_is_in_its_stage(name: str) -> None:
    scenario, _, truth = _scenario(name)
    bounds = {"inception": (0.5, 1.0), "establishment": (0.1, 0.5), "maturity": (-0.01, 0.1)}
    low, high = bounds[str(scenario.stage)]
    for month in range(scenario.stage_since, scenario.plan.months):
        share = truth.founders_share(*truth.month(month))
        assert share is not None
        assert low < share <= high, month


@every_scenario
def test_a_scenario_misses_the_agendas_that_it_says(name: str) -> None:
    scenario, _, truth = _scenario(name)
    found = truth.agenda_shares(truth.now - dt.timedelta(days=90), truth.now)
    assert {"applied", "external", "internal"} - found.keys() == set(scenario.missing)


def test_somebody_of_every_sort_is_in_the_steady_community() -> None:
    scenario, _, truth = _scenario("steady")
    known = scenario.known
    states = list(truth.states().values())
    assert (states.count("never active"), states.count("gone")) == (known["never"], known["gone"])
    assert len(truth.of("joined", *truth.month(known["joined"]))) == known["newcomers"]
    assert set(truth.of("left", *truth.month(known["left"]))) == {"former-1", "former-2"}
    assert set(truth.of("returned", *truth.month(known["back"]))) == {"back-1", "back-2"}
    groups = {row[2]: row[3] for row in figures(truth)["contributor_groups"] if row[:2] == ("", "")}
    assert groups["returning"] == known["resting"]


def test_the_founders_step_back_in_their_month() -> None:
    scenario, _, truth = _scenario("founders_step_back")
    month = scenario.known["steps_back"]
    assert all((truth.founders_share(*truth.month(number)) or 0) > 0.5 for number in range(month))
    assert all(
        (truth.founders_share(*truth.month(number)) or 0) <= 0.1 for number in range(month, scenario.plan.months)
    )


def test_half_leave_in_the_month_of_the_split() -> None:
    scenario, _, truth = _scenario("split")
    month = scenario.known["month"]
    left = set(truth.of("left", *truth.month(month)))
    assert len(left) == scenario.known["left"]
    assert left <= truth.contributors(*truth.month(month - 1))
    assert not left & truth.contributors(truth.month(month)[0], truth.now)
    assert len(truth.contributors(truth.month(month)[1], truth.now)) == scenario.known["stayed"]


def test_nobody_does_anything_in_the_dormant_season() -> None:
    scenario, _, truth = _scenario("dormant_season")
    begins, ends = scenario.known["begins"], scenario.known["ends"]
    assert truth.contributors(truth.month(begins)[0], truth.month(ends)[0]) == set()
    before, after = truth.contributors(*truth.month(begins - 1)), truth.contributors(*truth.month(ends))
    assert (len(after), len(before - after)) == (scenario.known["return"], scenario.known["stay_away"])


def test_most_of_the_newcomers_do_one_thing() -> None:
    scenario, _, truth = _scenario("newcomer_wave")
    known = scenario.known
    joined = truth.of("joined", *truth.month(known["month"]))
    done = [sum(row.actor == actor for row in truth.contributions) for actor in joined]
    assert (len(joined), done.count(1)) == (known["joined"], known["once"])
    assert sum(number > 5 for number in done) == known["stay"]


def test_bots_are_there_first_and_count_nowhere() -> None:
    scenario, story, truth = _scenario("bots_everywhere")
    bots = {one.key for one in story.people.values() if one.cohort.is_bot}
    assert len(bots) == scenario.known["bots"]
    assert sum(act.who in bots for act in story.acts) > len(story.acts) / 2
    assert all(row.actor.startswith(("founder", "regular")) for row in truth.rows)
    assert (quantile([one.hours for one in truth.threads if one.hours is not None], 0.5) or 0) > 5


def test_one_falls_silent_by_their_own_rhythm_and_another_does_not() -> None:
    scenario, _, truth = _scenario("silent_person")
    today = truth.local_day(truth.now)
    for actor, is_long in (("often-1", True), ("rarely-1", False)):
        days = truth.days()[actor]
        pauses = [(after - before).days for before, after in pairwise(days)]
        low, high = quantile(pauses, 0.25) or 0, quantile(pauses, 0.75) or 0
        silent = (today - days[-1]).days
        assert days[-1] < scenario.plan.day(scenario.known["month"])
        assert len(pauses) >= 5
        assert (silent > max(30, high + 3 * (high - low))) is is_long


def test_a_tiny_community_has_four_people() -> None:
    scenario, story, truth = _scenario("tiny")
    assert len(story.people) == len(truth.members) == scenario.known["people"]


def test_a_large_community_has_as_many_activities_as_were_asked_for(large: Big, tmp_path: Path) -> None:
    reading = draft.read(large.folder)
    assert reading.problems == []
    harvest, problems = load_archive(reading.archive, large.folder)
    assert problems == []
    with open_warehouse(reading.archive) as warehouse:
        derive(reading.community, harvest, sources(reading.community), warehouse, [], large.now)
        assert warehouse.execute("SELECT count(*) FROM activity").fetchone() == (30_000,)
    with pytest.raises(ValueError, match="too few"):
        big(200, 1000, tmp_path / "small")


def test_the_truth_of_a_few_acts_is_what_one_can_count() -> None:
    plan = Plan("few", (Cohort(FOUNDERS, 1, 0, None), Cohort("regular", 2, 0, None, agrees=False)), months=12)
    asked, answered = plan.midnight(plan.day(3, 4)), plan.midnight(plan.day(3, 5))
    talk, evening = "discussions/few-forum/d1", "events/lamps"
    acts = (
        Act(asked, "regular-1", "asked", talk),
        Act(answered, "founder-1", "answered", talk, "regular-1"),
        Act(answered, "founder-1", "hosted", evening),
        Act(answered, "regular-2", "attended", evening),
        Act(answered, "regular-1", "spoke", evening),
    )
    truth = Truth(told(plan)._replace(acts=acts))
    month = truth.month(3)
    assert [(one.hours, one.responses, one.answered) for one in truth.threads] == [(24, 1, answered)]
    assert truth.together(*month) == {frozenset(("founder-1", "regular-1")): {talk, evening}}
    assert truth.at_events() == {evening: {"founder-1", "regular-1"}}
    assert truth.answering(*month) == {("founder-1", "regular-1"): 1}
    assert truth.founders_share(*month) == 0.5
    assert truth.founders_share(*truth.month(4)) is None
    assert (truth.absence_factor(*month), truth.absence_factor(*month, ["asked"])) == (1, 1)
    assert truth.states() == {"founder-1": "quiet", "regular-1": "quiet", "regular-2": "never active"}
