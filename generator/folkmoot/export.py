"""What `folkmoot export` does: the tables that metrics count on, for programs on more machines than one."""

import datetime as dt
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import duckdb

from folkmoot.draft import SAID, Opened, opened, read
from folkmoot.errors import FolkmootError, WrongUse
from folkmoot.load.checkouts import refuse_public
from folkmoot.load.warehouse import definitions
from folkmoot.model.activity import Metric
from folkmoot.model.artifact import Artifact
from folkmoot.model.problem import Problem, holds_error
from folkmoot.publish import tree
from folkmoot.publish.parquet import write_figures, write_tables

INDEX = "export.json"
"""What an export holds, and that a folder is one."""

_PARTS = ("tables", "spark", INDEX)


class Request(NamedTuple):
    """What an export needs to know.

    `now` is aware. `archive` is None for the folder that content/community.yml names. `with_spark` asks for the SQL of
    the metrics in Spark's words, too.
    """

    root: Path
    to: Path
    now: dt.datetime
    archive: Path | None = None
    with_spark: bool = False


class Outcome(NamedTuple):
    """The rows of each table by its name, none where the hub has errors; its problems; what could not be translated."""

    tables: Mapping[str, int]
    problems: list[Problem]
    untold: Sequence[str] = ()


def export(request: Request) -> Outcome:
    """Writes tables, figures and SQL into a folder, in the place of an earlier export, or leaves that as it was.

    Raises `WrongUse` for a folder that may be public or holds something else, and where sqlglot is missing for Spark.
    """
    refuse_public(request.root, request.to)
    _refuse_others(request.to)
    reading = read(request.root, request.archive, SAID)
    if holds_error(reading.problems):
        return Outcome({}, reading.problems)
    try:
        request.to.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=request.to, prefix=tree.HALF) as name:
            room = Path(name).resolve()
            with opened(reading, request.now, room=room) as hub:
                rows = _tables(hub, room / "tables")
            told, untold = _spark(reading.metrics) if request.with_spark else ({}, [])
            index = {
                "moment": request.now.isoformat(),
                "tables": rows,
                "metrics": [one.name for one in reading.metrics],
            }
            for path, text in {**told, INDEX: json.dumps(index, indent=2, sort_keys=True) + "\n"}.items():
                tree.write(room, Artifact(path, text.encode()))
            _put_in_place(room, request.to)
    except OSError as error:
        raise FolkmootError(
            f"{request.to} cannot be written: {error.strerror}", "check the disk and its rights"
        ) from None
    return Outcome(rows, [*reading.problems, *hub.problems], untold)


def _refuse_others(to: Path) -> None:
    """Raises `WrongUse` where a folder holds something else than an earlier export, which would be mixed up with it."""
    if to.is_dir() and any(to.iterdir()) and not (to / INDEX).is_file():
        raise WrongUse(f"{to} holds files that are no export", "name an empty folder, or one that is not there yet")


def _tables(hub: Opened, folder: Path) -> dict[str, int]:
    try:
        with hub.warehouse.cursor() as connection:
            rows = write_tables(connection, folder)
            return {**rows, "figures": write_figures(connection, folder, hub.hub.measured)}
    except duckdb.Error as reason:
        raise FolkmootError(f"the tables cannot be written: {reason}", "make room, or name another folder") from None


def _spark(metrics: Sequence[Metric]) -> tuple[dict[str, str], list[str]]:
    """The files for Spark by their paths, and what cannot be said to it, in words."""
    try:
        from folkmoot.derive import dialect
    except ModuleNotFoundError:
        raise WrongUse(
            "the SQL for Spark is translated by sqlglot, which is not installed", "pip install sqlglot"
        ) from None
    own = definitions()
    macros = dialect.macros_in(own)
    queries: dict[str, str] = {}
    untold: list[str] = []
    for metric in metrics:
        try:
            queries[metric.name] = dialect.translated(metric.sql, macros)
        except dialect.Untranslatable as reason:
            untold.append(f"the metric “{metric.title}” cannot be said to Spark: {reason}")
    kept = [one.sql for one in metrics if one.name in queries]
    script = (files("folkmoot") / "publish" / "spark" / "figures.py").read_text("utf-8")
    return {
        "spark/figures.py": script,
        "spark/views.sql": "".join(f"{one};\n\n" for one in dialect.views(own, kept, macros)),
        **{f"spark/metrics/{name}.sql": f"{query};\n" for name, query in queries.items()},
    }, untold


def _put_in_place(room: Path, to: Path) -> None:
    """Puts what is whole now into the place of an earlier export; the index comes last, and goes first."""
    for name in reversed(_PARTS):
        old = to / name
        if old.is_dir() and not old.is_symlink():
            shutil.rmtree(old)
        else:
            old.unlink(missing_ok=True)
    for name in _PARTS:
        if (room / name).exists():
            (room / name).rename(to / name)
