"""Asking GitHub: pauses that are kept, smaller pages, what is partly told, limits, and refusals in words."""

from typing import Any

import pytest
from requests import ReadTimeout

from folkmoot.collect.github.session import Answer, Cost, Session, Stopped, Stumbled
from folkmoot.collect.runtime import Over, RunTime
from support.github.faults import (
    Fault,
    When,
    accepted,
    answer,
    bad_json,
    cut,
    gateway_timeout,
    partial,
    rate_limited,
    resource_limits,
    secondary_limit,
)
from support.github.server import GitHub

HUB = {"at": "2026-06-01", "repositories": {"officina/forum": {"discussions": [{"by": "ada"}] * 40}}}


def asked(github: GitHub, pauses: list[float] | None = None, session: Session | None = None) -> int:
    """How many discussions were told of the first page of fifty."""
    with session or Session("token", github.base_url, wait=([] if pauses is None else pauses).append) as asking:
        told = asking.ask("discussions", owner="officina", name="forum", first=50, after=None, by="UPDATED_AT")
    return len([one for one in told.data["repository"]["page"]["nodes"] if one])


def test_what_questions_cost_is_added_up(github: GitHub) -> None:
    github.holds(HUB)
    with Session("token", github.base_url) as session:
        assert session.cost == Cost()
        for _ in range(2):
            asked(github, session=session)
        spent = github.accounting.points
        assert session.cost == Cost(spent, 2, 1_000 - spent, 1_000, session.cost.until)
        assert session.cost.until.endswith("Z")
        assert not session.is_short
        github.budgets["graphql"].spend(900)
        asked(github, session=session)
        assert session.is_short


@pytest.mark.parametrize(
    ("fault", "told", "pauses"),
    [
        (gateway_timeout(above=20), 12, [1.0, 4.0]),
        (gateway_timeout(above=30, status=504), 25, [1.0]),
        (resource_limits(above=30), 25, [1.0]),
        (cut(), 25, [1.0]),
        (secondary_limit(30), 25, [30.0]),
        (secondary_limit(None), 25, [60.0]),
    ],
)
def test_a_hiccup_is_asked_again_in_smaller_pages(github: GitHub, fault: Fault, told: int, pauses: list[float]) -> None:
    github.holds(HUB)
    github.faults.append(fault)
    kept: list[float] = []
    with Session("token", github.base_url, wait=kept.append) as session:
        assert asked(github, session=session) == told
        assert asked(github, session=session) == told  # the next page is not begun too large again
    assert kept == pauses


def test_one_bad_moment_does_not_make_all_pages_tiny(github: GitHub) -> None:
    github.holds(HUB)
    github.faults.append(gateway_timeout(above=1))
    with Session("token", github.base_url, wait=lambda _: None) as session:
        assert asked(github, session=session) == 1
        github.faults.clear()
        assert asked(github, session=session) == 5
        session.as_large_as_before("discussions")
        assert asked(github, session=session) == 40


def test_an_answer_that_takes_too_long_is_asked_for_in_smaller_pages(
    github: GitHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    github.holds(HUB)
    answered = Session._answered

    def slow(session: Session, name: str, variables: dict[str, Any]) -> Answer:
        if variables["first"] > largest:
            raise ReadTimeout
        return answered(session, name, variables)

    monkeypatch.setattr(Session, "_answered", slow)
    largest = 3
    assert asked(github) == 3
    largest = 0
    with pytest.raises(Stumbled, match=r"^GitHub did not answer in time$"):
        asked(github)


def test_what_is_partly_told_counts(github: GitHub) -> None:
    github.holds(HUB)
    github.faults.append(partial(["repository", "page", "nodes", 3]))
    assert asked(github) == 39


@pytest.mark.parametrize(
    ("faults", "reason"),
    [
        ([gateway_timeout()], "GitHub has an error of its own (502)"),
        ([gateway_timeout(status=504)], "GitHub has an error of its own (504)"),
        ([answer(503, {}, times=4, retry_after="20")], "GitHub has an error of its own (503)"),
        ([cut(times=4)], "GitHub could not be reached"),
        ([answer(403, {"message": "Resource not accessible"})], "the token may not read it"),
        ([answer(200, {"errors": [{"message": "Something\nodd"}]})], "GitHub refused to answer: Something odd"),
        ([answer(200, {"data": None})], "GitHub answered in a form that is not understood"),
        ([accepted()], "GitHub answered in a form that is not understood"),
        ([bad_json(times=4)], "GitHub answered in a form that is not understood"),
        ([partial(["repository"])], "the token may not read it"),
    ],
)
def test_refusals_are_told_in_words(github: GitHub, faults: list[Fault], reason: str) -> None:
    github.holds(HUB)
    github.faults += faults
    with pytest.raises(Stopped) as stopped:
        asked(github)
    assert str(stopped.value) == reason


@pytest.mark.parametrize(
    ("fault", "begins"),
    [
        (rate_limited(), "GitHub's limit of questions is used up until "),
        (rate_limited(kind="RATE_LIMITED"), "GitHub's limit of questions is used up until "),
        (secondary_limit(3600), "GitHub's limit of questions is used up"),
        (answer(429, {"message": "Slow down"}), "GitHub's limit of questions is used up"),
        (answer(401, {"message": "Bad credentials"}), "GITHUB_TOKEN is not valid, or has expired"),
    ],
)
def test_after_a_limit_nothing_more_is_asked(github: GitHub, fault: Fault, begins: str) -> None:
    github.holds(HUB)
    github.faults.append(fault)
    with Session("token", github.base_url, wait=lambda _: None) as session:
        for _ in range(2):
            with pytest.raises(Stopped, match=f"^{begins}") as stopped:
                asked(github, session=session)
            assert stopped.value.is_ours
    assert len(github.accounting.requests) == 1


def test_a_run_whose_time_is_up_neither_waits_nor_asks(github: GitHub) -> None:
    github.holds(HUB)
    github.faults.append(secondary_limit(30))
    ours, waited = RunTime(5), []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        ours.end()

    with Session("token", github.base_url, ours, wait) as session, pytest.raises(Over):
        asked(github, session=session)
    assert len(waited) == len(github.accounting.requests) == 1
    assert waited[0] <= 5


def test_a_limit_of_one_question_alone(github: GitHub) -> None:
    github.holds(HUB)
    github.faults.append(secondary_limit(5, when=When(query="Discussions")))
    assert asked(github) == 25
