"""The metrics' own files: Folkmoot's and the hub's, and what is wrong with a header."""

from importlib.resources import files
from pathlib import Path

import pytest

from folkmoot.load.metrics import metric_files

HEADER = "-- title: Talks\n-- definition: Talks held,\n--   by anybody.\n-- unit: talks\n-- source: ours\n"


def own_metric(root: Path, text: str, name: str = "talks") -> Path:
    path = root / "metrics" / f"{name}.sql"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_the_packaged_metrics_are_read(tmp_path: Path) -> None:
    metrics, problems = metric_files(tmp_path)
    assert problems == []
    packaged = (files("folkmoot") / "derive" / "metrics").iterdir()
    assert [metric.name for metric in metrics] == sorted(one.name.removesuffix(".sql") for one in packaged)
    assert all(metric.sql and not metric.sql.startswith("--") for metric in metrics)
    assert [metric.name for metric in metrics if metric.group == "own"] == []


def test_a_hub_adds_a_metric_and_replaces_one(tmp_path: Path) -> None:
    own_metric(tmp_path, HEADER + "--\n-- caveat: few\n\n-- a remark\nSELECT 1")
    own_metric(tmp_path, HEADER + "SELECT 2", name="contributors")
    metrics, problems = metric_files(tmp_path)
    assert problems == []
    found = {metric.name: metric for metric in metrics}
    assert len(found) == len(metric_files(Path("nowhere"))[0]) + 1
    assert found["talks"].definition == "Talks held, by anybody."
    assert found["talks"].caveat == "few"
    assert found["talks"].group == "own"
    assert found["talks"].chaoss == ""
    assert found["talks"].sql == "-- a remark\nSELECT 1"
    assert found["contributors"].sql == "SELECT 2"


@pytest.mark.parametrize(
    ("text", "line", "words", "hint"),
    [
        (HEADER.replace("-- unit: talks\n", ""), 1, "does not say the metric's unit", "-- unit:"),
        (HEADER.replace("unit: talks", "unit:"), 1, "does not say the metric's unit", "-- unit:"),
        (HEADER + "-- defintion: x\n", 6, "“defintion” is no key", "did you mean definition?"),
        (HEADER + "-- group: peopl\n", 1, "there is no group “peopl”", "did you mean people?"),
        (HEADER + "-- title: Again\n", 6, "title stands in the header twice", "keep one"),
        (HEADER + "-- just words\n", 6, "has no key", "-- key: value"),
    ],
)
def test_a_wrong_header_is_told_of(tmp_path: Path, text: str, line: int, words: str, hint: str) -> None:
    own_metric(tmp_path, text + "SELECT 1")
    metrics, problems = metric_files(tmp_path)
    assert [(one.path, one.line) for one in problems] == [("metrics/talks.sql", line)]
    assert words in problems[0].message
    assert hint in problems[0].hint
    assert "talks" not in {metric.name for metric in metrics}


def test_metric_files_that_cannot_be_taken(tmp_path: Path) -> None:
    own_metric(tmp_path, HEADER + "SELECT 1", name="Talks 2")
    own_metric(tmp_path, "", name="binary").write_bytes(b"\xff\xfe")
    _, problems = metric_files(tmp_path)
    assert {one.path: one.code for one in problems} == {
        "metrics/Talks 2.sql": "metric-name",
        "metrics/binary.sql": "metric-file",
    }
