"""Lighthouse's scores of a page: medians of several runs, since its performance figure is an estimate that varies."""

import json
import os
import signal
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, NamedTuple

from quality import tools

Device = Literal["phone", "desktop"]
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


class Scores(NamedTuple):
    """Of one page: each category's score out of 100, and what kept one below 100, one line an audit."""

    figures: dict[str, int]
    lost: list[str]


def scores(url: str, device: Device, runs: int, goal: int, *, is_listed: bool = True) -> Scores:
    """The scores of one run; that of performance is the median of `runs`, also of five where the first is below `goal`.

    The other categories look at what stands in the page, and say the same each time. Of a page that asks search
    engines to leave it out (not `is_listed`) it is no fault that they do.
    """
    reports = [_report(url, device, CATEGORIES, () if is_listed else ("--skip-audits=is-crawlable",))]
    runs = runs if _score(reports[0], "performance") >= goal else max(runs, 5)
    reports += [_report(url, device, ("performance",)) for _ in range(runs - 1)]
    figures = {name: _score(reports[0], name) for name in CATEGORIES}
    figures["performance"] = int(statistics.median(_score(report, "performance") for report in reports))
    lost = {line for name in CATEGORIES if figures[name] < 100 for line in _lost(reports[0], name)}
    return Scores(figures, sorted(lost))


def _score(report: dict[str, Any], category: str) -> int:
    return round(100 * (report["categories"][category]["score"] or 0))


def _report(url: str, device: Device, categories: tuple[str, ...], options: tuple[str, ...] = ()) -> dict[str, Any]:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder, _chromium(Path(folder) / "profile") as port:
        command = ["node", str(tools.LIGHTHOUSE), url, "--quiet", "--output=json", f"--port={port}"]
        command += [f"--only-categories={','.join(categories)}", "--disable-full-page-screenshot"]
        command += ["--no-enable-error-reporting", *options, *(["--preset=desktop"] if device == "desktop" else [])]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        if done.returncode or not done.stdout.startswith("{"):
            raise RuntimeError(f"Lighthouse could not judge {url}: {done.stderr.strip()[-500:]}")
        report: dict[str, Any] = json.loads(done.stdout)
        return report


@contextmanager
def _chromium(profile: Path) -> Iterator[int]:
    """A browser that was never anywhere, by the port it listens to. Lighthouse's own would outlive an interruption."""
    flags = [*tools.FLAGS, "--headless=new", "--remote-debugging-port=0", f"--user-data-dir={profile}"]
    command = [tools.chromium(), *flags, "about:blank"]
    quiet = subprocess.DEVNULL
    running = subprocess.Popen(command, start_new_session=True, stdout=quiet, stderr=quiet)
    try:
        told = profile / "DevToolsActivePort"
        latest = time.monotonic() + 20
        while not (told.is_file() and told.read_text("utf-8").strip()):
            if time.monotonic() > latest or running.poll() is not None:
                raise RuntimeError("the browser does not start")
            time.sleep(0.05)
        yield int(told.read_text("utf-8").split()[0])
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def _lost(report: dict[str, Any], category: str) -> list[str]:
    audits = [report["audits"][one["id"]] for one in report["categories"][category]["auditRefs"] if one["weight"]]
    return [
        f"{category}: {audit['id']} {audit.get('displayValue', '')} {_places(audit)}"
        for audit in audits
        if audit["score"] is not None and audit["score"] < 0.995
    ]


def _places(audit: dict[str, Any]) -> str:
    return json.dumps(audit.get("details", {}).get("items", []))[:300]
