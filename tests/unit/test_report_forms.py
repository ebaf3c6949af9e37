"""The forms of a report beside its Markdown: a page that needs nothing, JSON, and the command that writes them."""

import json
import re
from pathlib import Path

import pytest

from support.building import folkmoot
from support.hubs import minimal_hub, write

PROJECT = "---\ntitle: <b>The lamp</b>\nstatus: active\ncontributors: [ada-rossi]\n---\n"
AT = ("--at", "2026-06-15")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    hub = minimal_hub(
        tmp_path_factory.mktemp("report") / "hub",
        **{"mkdocs.yml": "site_url: https://m.example/hub/\n", "content/projects/lamp.md": PROJECT},
    )
    for number in range(1, 13):
        told = (
            f"title: Evening {number}\nkind: meeting\nstart: 2026-05-{number:02}\nhosts: [ada-rossi]\nproject: lamp\n"
        )
        write(hub, f"events/evening-{number:02}.md", f"---\n{told}---\n")
    return hub


@pytest.fixture(scope="module")
def files(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("written") / "reports"
    said = folkmoot("report", *AT, "--to", str(folder), cwd=root, GITHUB_STEP_SUMMARY="")
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.split() == [str(folder / name) for name in ("report.md", "report.html", "report.json")]
    return {one.name: one.read_text("utf-8") for one in folder.iterdir()}


def test_the_page_needs_nothing_beside_it(files: dict[str, str]) -> None:
    page = files["report.html"]
    assert page.startswith("<!doctype html>\n")
    assert not re.findall(r"<(?:script|link|img|iframe|object)\b|@import|url\(", page)
    assert set(re.findall(r'href="(\w+:|#|/)', page)) == {"https:"}
    assert "default-src 'none'" in page
    assert "<title>Test Moot: May 2026</title>" in page
    assert page.count("<svg") >= 3
    assert "prefers-color-scheme:dark" in page


def test_what_files_say_is_text_in_every_form(root: Path) -> None:
    said = folkmoot("report", *AT, "--of", "project/lamp", "--to", "../lamp", cwd=root, GITHUB_STEP_SUMMARY="")
    assert said.returncode == 0, said.stderr
    assert "&lt;b&gt;The lamp&lt;/b&gt;: May 2026" in (root / "../lamp/report.html").read_text("utf-8")
    assert (root / "../lamp/report.md").read_text("utf-8").startswith("# \\<b\\>The lamp\\</b\\>: May 2026\n")
    assert json.loads((root / "../lamp/report.json").read_text("utf-8"))["scope"] == "project/lamp"


def test_programs_get_the_same_figures_as_numbers(files: dict[str, str]) -> None:
    told = json.loads(files["report.json"])
    assert told["period"] == {"name": "2026-05", "first": "2026-05-01", "last": "2026-05-31"}
    joined = next(one for one in told["figures"] if (one["metric"], one["series"]) == ("contributors", "everybody"))
    assert (joined["value"], joined["n"], joined["before"], joined["called"]) == (1.0, 1, 0.0, "everybody")
    held = next(one for one in told["happened"] if one["kind"] == "events")
    assert (held["number"], len(held["items"])) == (13, 13)
    first = {
        "title": "Evening 1",
        "url": "https://m.example/hub/events/evening-01/",
        "day": "2026-05-01",
        "more": "1 May 2026",
    }
    assert held["items"][0] == first
    assert {"kind": "meetup", "title": "No meetup is planned", "number": 1} in told["needs"]


def test_the_markdown_goes_to_the_terminal_and_into_the_runs_summary(
    root: Path, tmp_path: Path, files: dict[str, str]
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("Before.\n", "utf-8")
    said = folkmoot("report", *AT, cwd=root, GITHUB_STEP_SUMMARY=str(summary))
    assert said.stdout == files["report.md"]
    assert summary.read_text("utf-8") == "Before.\n" + files["report.md"]


def test_a_hub_with_errors_is_told_of_them(tmp_path: Path) -> None:
    root = minimal_hub(tmp_path, **{"members/ada-rossi.yml": "name: Ada\nnonsense: 1\njoined: 2024-02-29\n"})
    said = folkmoot("report", cwd=root)
    assert said.returncode == 1
    assert "there is no key “nonsense” here" in said.stdout
    assert said.stderr == "There is no report: mend these first.\n"
    assert folkmoot("report", "--of", "x", cwd=tmp_path / "members").returncode == 2
