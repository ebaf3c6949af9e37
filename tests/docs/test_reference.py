"""The reference says what the program says, and everything in the program is in the reference."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import click
import pytest
from pydantic import BaseModel, TypeAdapter

from folkmoot.build import draft
from folkmoot.check import CHANGE_RULES, COMPARED_RULES, DATED_RULES, RULES
from folkmoot.cli import main
from folkmoot.contribute.review import review
from folkmoot.load.metrics import metric_files
from folkmoot.model.base import Filed
from folkmoot.model.community import Community
from folkmoot.model.instant import instant
from folkmoot.render.schemas.kinds import KINDS
from support.reference import formats, metrics, pages, rules
from support.reference.breakages import BREAKAGES
from support.reference.columns import COLUMNS, INNER, OWN_WORDS
from support.reference.commands import EXAMPLES

ADVICE = f"the program has changed: run make docs, or {pages.COMMAND}, and read the difference"
OPTIONS = [
    pytest.param(command, option, id=f"{name} {option.opts[0]}")
    for name, command in main.commands.items()
    for option in command.params
    if isinstance(option, click.Option)
]


@pytest.fixture(scope="module")
def committed() -> dict[str, str]:
    return {name: (pages.FOLDER / name).read_text("utf-8") for name in pages.PAGES}


@pytest.mark.parametrize("name", pages.PAGES)
def test_the_committed_page_is_what_the_program_says_now(name: str, committed: dict[str, str]) -> None:
    assert committed[name].splitlines() == pages.text_of(name).splitlines(), ADVICE


def test_the_folder_holds_these_pages_and_no_others() -> None:
    assert {path.relative_to(pages.FOLDER).as_posix() for path in pages.FOLDER.rglob("*.md")} == set(pages.PAGES)


def test_every_command_has_a_heading_and_an_example(committed: dict[str, str]) -> None:
    headings = re.findall(r"^## `folkmoot (\w+)`$", committed["cli.md"], re.MULTILINE)
    assert headings == sorted(main.commands) == sorted(EXAMPLES)
    assert all(command.help for command in main.commands.values())


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_every_option_is_explained_below_its_command(
    command: click.Command, option: click.Option, committed: dict[str, str]
) -> None:
    _, _, below = committed["cli.md"].partition(f"## `folkmoot {command.name}`")
    section = below.partition("\n## ")[0]
    assert option.help
    assert all(re.search(rf"`{re.escape(name)}[ `]", section) for name in option.opts)


def _records() -> set[type[BaseModel]]:
    top = [kind.record for kind in KINDS]
    return {*top, *(part for record in top for part in formats.inner(record))}


@pytest.mark.parametrize("record", sorted(_records(), key=str))
def test_every_key_of_a_record_is_explained(record: type[BaseModel]) -> None:
    assert [name for name, field in record.model_fields.items() if not field.description] == []


def test_every_kind_of_file_has_a_heading(committed: dict[str, str]) -> None:
    headings = re.findall(r"^## (.+)$", committed["formats.md"], re.MULTILINE)
    assert headings[: len(KINDS)] == [kind.title for kind in KINDS]


@pytest.fixture(scope="module")
def example() -> Community:
    community, problems, _, notes = review(pages.EXAMPLE, dt.datetime(2026, 6, 15, tzinfo=dt.UTC))
    assert (problems, notes) == ([], [])
    return community


def _filed(hub: Community) -> list[Filed]:
    versions = (*hub.translations.values(), hub.profiles)
    return [*hub.records(), *(one for found in versions for one in found.values())]


def test_the_example_hub_uses_every_key(example: Community) -> None:
    used: dict[type[BaseModel], set[str]] = {record: set() for record in _records()}
    for record in _filed(example):
        _collect_used(record, used)
    unused = {record.__name__: sorted(set(record.model_fields) - keys) for record, keys in used.items()}
    assert {name: keys for name, keys in unused.items() if keys} == {}


def _collect_used(value: object, used: dict[type[BaseModel], set[str]]) -> None:
    if isinstance(value, BaseModel):
        used[type(value)] |= value.model_fields_set
        for name in value.model_fields_set:
            _collect_used(getattr(value, name), used)
    elif isinstance(value, tuple):
        for one in value:
            _collect_used(one, used)


def test_the_page_quotes_every_record_of_the_example_hub(example: Community) -> None:
    quoted = {path for paths in formats.QUOTED.values() for path in paths}
    assert quoted == {record.path for record in _filed(example)}


@pytest.mark.parametrize(("kind", "name", "shown"), [(kind, name, shown) for kind, name, _, shown in formats.VALUES])
def test_the_example_of_a_value_is_accepted(kind: Any, name: str, shown: str) -> None:
    assert TypeAdapter(kind).validate_python(shown), name


def test_every_problem_that_the_source_can_report_is_documented_and_no_other() -> None:
    assert sorted(rules.codes()) == sorted(BREAKAGES)
    assert {rule.code for rule in (*RULES, *DATED_RULES, *COMPARED_RULES, *CHANGE_RULES)} <= rules.codes()


def test_what_makes_a_problem_is_looked_for_under_all_its_names() -> None:
    codes = rules.codes()
    assert {"reference-missing", "key-twice", "not-utf-8", "unknown-key", "too-long", "one-line", "metric-sql"} <= codes


@pytest.mark.parametrize("code", [code for code, one in BREAKAGES.items() if one.wrong])
def test_breaking_the_example_hub_gives_the_problem_that_the_page_shows(code: str) -> None:
    found = rules.problems_with(pages.EXAMPLE, code)
    assert found
    assert found[0].hint, "a problem says what would be right"


def test_every_rule_and_problem_is_told_what_it_asks_for() -> None:
    assert [code for code in BREAKAGES if not rules.asks(code)] == []


def test_every_table_and_column_is_explained_and_no_other() -> None:
    tables = metrics.tables()
    shown = {one.name: {column for column, _ in one.columns} for one in tables if one.name not in INNER}
    assert shown == {name: set(columns) for name, columns in COLUMNS.items()}
    assert {one.name for one in tables} >= INNER
    assert [one.name for one in tables if one.name in shown and not (one.said or one.name in OWN_WORDS)] == []


def test_every_metric_has_a_heading_and_says_what_it_is(committed: dict[str, str]) -> None:
    measured = metrics.packaged_metrics()
    headings = re.findall(r"^## (.+)$", committed["metrics.md"], re.MULTILINE)
    assert headings == [*(one.title for one in measured), "The tables", "Days and months"]
    assert all(one.definition and one.unit and one.source and one.caveat for one in measured)


def test_the_example_hubs_own_metric_is_computed(repository: Path) -> None:
    hub, _, problems = draft(pages.EXAMPLE, instant("2026-06-15", "", lambda: pytest.fail("the moment is given")))
    assert problems == []
    assert hub is not None
    figures = {one.metric.name: one.figures for one in hub.measured}["evenings_held"]
    assert [(one.period, one.series, one.value) for one in figures] == [
        ("", "meeting", 1.0),
        ("2025-11", "contest", 1.0),
        ("2026-02", "chat", 1.0),
        ("2026-04", "meeting", 1.0),
        ("all", "chat", 1.0),
        ("all", "contest", 1.0),
        ("all", "meeting", 1.0),
    ]
    shown = (repository / "docs/maintainer.md").read_text("utf-8")
    sql = (pages.EXAMPLE / "metrics/evenings_held.sql").read_text("utf-8")
    assert sql in shown, "docs/maintainer.md shows this file"
    assert len(metric_files(pages.EXAMPLE)[0]) == len(metrics.packaged_metrics()) + 1
