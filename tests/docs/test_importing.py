"""What the page on importing tells is what the program takes."""

import datetime as dt
import re
from pathlib import Path

import pytest

from folkmoot.contribute.importing.mapping import Cell, Scheme, known_schemes, read_scheme
from folkmoot.contribute.importing.recipe import plan
from folkmoot.contribute.importing.sources import KINDS, Request
from support.hubs import minimal_hub, write

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def page(repository: Path) -> str:
    return (repository / "docs" / "importing.md").read_text("utf-8")


def test_the_mapping_in_it_can_be_used(page: str, tmp_path: Path) -> None:
    mapping = re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)[0]
    scheme = read_scheme("talks.yml", mapping.encode())
    columns = sorted(scheme.columns())
    row = {"Name of the talk": "Solder", "Sort": "Talk", "Day": "14/03/2026", "Hour": "19:00", "Public": "yes"}
    table = "\t".join(columns) + "\n" + "\t".join(row.get(column, "") for column in columns) + "\n"
    source, named = write(tmp_path, "talks.csv", table), write(tmp_path, "talks.yml", mapping)
    made = plan(minimal_hub(tmp_path / "hub"), Request(str(source), NOW, "csv", mapping=str(named)))
    assert [file.path for file in made.files] == ["events/solder-2026-03.md"]


def test_every_kind_key_and_mapping_is_told(page: str) -> None:
    told = set(re.findall(r"`([\w-]+)`", page))
    assert {*Scheme.model_fields, *Cell.model_fields, *known_schemes()} <= told
    assert all(f"folkmoot import {kind}" in page for kind in KINDS)
