"""The files of metrics: Folkmoot's and the hub's own, each a query below a comment that says what it counts."""

from importlib.resources import files
from pathlib import Path

from folkmoot.load.metric_headers import metric_of
from folkmoot.model.activity import Metric
from folkmoot.model.problem import Problem


def metric_files(root: Path) -> tuple[list[Metric], list[Problem]]:
    """Folkmoot's metrics and those in the hub's own `metrics/*.sql`, by name; the hub's replace ours of the same name.

    What stands on top of such a file, `load.metric_headers` knows.
    """
    metrics: dict[str, Metric] = {}
    problems: list[Problem] = []
    ours = (files("folkmoot") / "derive" / "metrics").iterdir()
    theirs = (root / "metrics").glob("*.sql")
    packaged = [(entry, False) for entry in sorted(ours, key=lambda one: one.name) if entry.name.endswith(".sql")]
    for entry, is_own in [*packaged, *((entry, True) for entry in sorted(theirs))]:
        name, shown = entry.name.removesuffix(".sql"), f"metrics/{entry.name}"
        try:
            text = entry.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            problems.append(Problem(shown, "metric-file", "the file cannot be read as text", "save it as UTF-8"))
            continue
        metric, faults = metric_of(name, text, shown, is_own=is_own)
        problems += faults
        if metric is not None:
            metrics[name] = metric
    return [metrics[name] for name in sorted(metrics)], problems
