"""The stage's own judgement: expressions, what a runner obeys in what is printed, and the files that a step writes."""

from typing import Any

import pytest

from support.stage.commands import Command, commands, pairs_in
from support.stage.expressions import Known, WorkflowError, condition, evaluated, inserted

EVENT = {"pull_request": {"number": 7, "labels": [{"name": "Member"}], "title": "$(touch x)"}}
CONTEXTS = {
    "github": Known(event=EVENT, ref="refs/heads/main", run_id="9001"),
    "steps": Known(store=Known(outcome="failure", outputs={})),
    "matrix": Known(shard=1.0),
    "env": {"NAME": "it's"},
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("github.event.pull_request.number", 7),
        ("github.event.pull_request.head.sha", None),
        ("github.event.pull_request.labels[0].name == 'member'", True),
        ("github['ref'] != 'refs/heads/main'", False),
        ("steps.store.outcome != 'failure' && 'kept'", False),
        ("steps.store.outputs.nothing || 'else'", "else"),
        ("!(1 == 2) && !false", True),
        ("'' == 0", True),
        ("'x' == 0", False),
        ("null == false", True),
        ("2 >= 2 && 1 < 2", True),
        ("env.NAME == 'it''s'", True),
        ("contains(fromJSON('[\"a\", \"B\"]'), 'b')", True),
        ("contains('Hello', 'ELL')", True),
        ("startsWith(github.ref, 'refs/heads/')", True),
        ("format('{1}-{0}', matrix.shard, 'x')", "x-1"),
        ("join(fromJSON('[1, 2]'))", "1,2"),
    ],
)
def test_an_expression_is_worth_what_a_runner_makes_of_it(text: str, value: Any) -> None:
    assert evaluated(text, CONTEXTS, {}) == value


@pytest.mark.parametrize(
    "text",
    ["", "github.", "github.nothing", "steps.other.outcome", "secret.x", "hashFiles('x')", "1 +", "'open", "(1", "1 2"],
)
def test_what_the_stage_does_not_know_is_no_silent_nothing(text: str) -> None:
    with pytest.raises(WorkflowError):
        evaluated(text, CONTEXTS, {})


def test_expressions_are_put_into_text_once() -> None:
    assert inserted("visits-${{ github.run_id }}-${{ matrix.shard }}", CONTEXTS, {}) == "visits-9001-1"
    assert inserted("${{ github.event }}", CONTEXTS, {}) == EVENT
    assert inserted("${{ env.NAME }}${{ env.OTHER }}", {"env": {"NAME": "${{ env.OTHER }}"}}, {}) == "${{ env.OTHER }}"
    with pytest.raises(WorkflowError):
        inserted("all of ${{ github.event }}", CONTEXTS, {})


@pytest.mark.parametrize(
    ("told", "well", "holds"),
    [
        (None, True, True),
        (None, False, False),
        ("matrix.shard == 1", False, False),
        ("${{ always() }}", False, True),
        ("failure() && matrix.shard == 1", False, True),
        ("${{ !cancelled() && steps.store.outcome != 'failure' }}", False, False),
        (True, True, True),
        ("''", True, False),
    ],
)
def test_without_a_word_on_it_all_has_to_have_gone_well(told: Any, well: bool, holds: bool) -> None:
    statuses = {
        "success": lambda: well,
        "failure": lambda: not well,
        "always": lambda: True,
        "cancelled": lambda: False,
    }
    assert condition(told, CONTEXTS, statuses) is holds


def test_a_condition_of_two_expressions_always_holds_and_is_an_error() -> None:
    with pytest.raises(WorkflowError):
        condition("${{ true }} && ${{ false }}", CONTEXTS, {})


@pytest.mark.parametrize(
    ("said", "obeyed"),
    [
        (
            "a\n::error file=a%2Cb.md,line=3::no%0Agood%25\n",
            [Command("error", "no\ngood%", {"file": "a,b.md", "line": "3"})],
        ),
        ("  ::set-output name=x::y", [Command("set-output", "y", {"name": "x"})]),
        ("words ::error::no", []),
        ("words ##[add-mask]x", [Command("add-mask", "x")]),
        ("::nonsense::x", []),
        (
            "::stop-commands::abc\n::error::x\n::abc::\n::notice::y",
            [Command("stop-commands", "abc"), Command("notice", "y")],
        ),
        ("::stop-commands::abc\n::abd::\n::error::x", [Command("stop-commands", "abc")]),
        ("::error::x\r::warning::y", [Command("error", "x"), Command("warning", "y")]),
    ],
)
def test_what_a_runner_obeys_of_what_is_printed(said: str, obeyed: list[Command]) -> None:
    assert commands(said) == obeyed


def test_what_a_step_writes_for_the_next() -> None:
    assert pairs_in("a=1\nb<<END\nx=1\n\ny\nEND\nc=<<\n") == {"a": "1", "b": "x=1\n\ny", "c": "<<"}
    for broken in ("nonsense", "a<<END\nx"):
        with pytest.raises(ValueError, match=r"Invalid format|delimiter"):
            pairs_in(broken)
