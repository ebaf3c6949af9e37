"""What collecting from GitHub costs, by the accounts of a GitHub on loopback.

    PYTHONPATH=tests python benchmarks/github_points.py --discussions 2000 --issues 5000 --pulls 5000

A hub collects from a large invented GitHub: everything at first, then what a quiet day brought, with `folkmoot collect`
itself. The last line is one JSON object; nothing is asserted.

- `backfill_points`, `backfill_requests`: what the first runs cost in all, until one changes nothing any more, and
  `backfill_runs` how many hours' points they took, of `--points` each
- `quiet_day_points`, `quiet_day_requests`: the same a day later
- `broken`: how often the server was asked what it does not tell, which makes the other figures worth nothing
- `by_query`: the points of each query over all of it
- `backfill_s`: the wall time of the first runs, most of which the server takes to answer
"""

import argparse
import datetime as dt
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from support.github.large import END, large
from support.github.scenario import stamp
from support.github.schema import missing_schema
from support.github.server import GitHub, github_on_loopback
from support.hubs import COMMUNITY, minimal_hub

_MOST_RUNS = 20


def main() -> None:
    asked = argparse.ArgumentParser(description="Count what collecting from a large invented GitHub costs.")
    asked.add_argument("--discussions", type=int, default=2_000)
    asked.add_argument("--issues", type=int, default=5_000)
    asked.add_argument("--pulls", type=int, default=5_000)
    asked.add_argument("--repositories", type=int, default=1)
    asked.add_argument("--points", type=int, default=1_000, help="What may be spent in an hour.")
    said = asked.parse_args()
    if missing := missing_schema():
        raise SystemExit(missing)
    clock = _Clock()
    with tempfile.TemporaryDirectory() as folder, github_on_loopback(clock=clock.seconds) as github:
        world = github.holds(large(said.discussions, said.issues, said.pulls, said.repositories))
        github.points_an_hour(said.points)
        lines = "".join(f"    - {one.full_name}\n" for one in world.repositories)
        sources = f"  discussions:\n{lines}  issues:\n{lines}"
        root = minimal_hub(Path(folder) / "hub", **{"content/community.yml": f"{COMMUNITY}sources:\n{sources}"})
        print(json.dumps(_figures(github, clock, root)))


class _Clock:
    """The time of the runs, which are an hour apart, so that each has an hour's points; `now` is in UTC."""

    def __init__(self) -> None:
        self.now = END

    def seconds(self) -> float:
        return self.now.timestamp()


def _figures(github: GitHub, clock: _Clock, root: Path) -> dict[str, Any]:
    asked = github.accounting
    began = time.perf_counter()
    figures: dict[str, Any] = {"backfill_runs": 0}
    before: dict[str, str] = {}
    for runs in range(_MOST_RUNS):
        _collect(github, root, clock.now)
        clock.now += dt.timedelta(hours=1)
        if (after := _archived(root)) == before:
            break
        figures = {"backfill_runs": runs + 1, "backfill_points": asked.points, "backfill_requests": len(asked.requests)}
        figures |= {"backfill_s": round(time.perf_counter() - began, 1)}
        before = after
    points, requests = asked.points, len(asked.requests)
    clock.now = END + dt.timedelta(days=1)
    github.at = stamp(clock.now)
    _collect(github, root, clock.now)
    figures |= {"quiet_day_points": asked.points - points, "quiet_day_requests": len(asked.requests) - requests}
    return {**figures, "by_query": asked.points_by_name, "broken": len(github.broken)}


def _archived(root: Path) -> dict[str, str]:
    """What is in the archive, as hashes."""
    files = sorted((root / "archive").rglob("*.jsonl"))
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _collect(github: GitHub, root: Path, now: dt.datetime) -> None:
    command = [sys.executable, "-m", "folkmoot", "collect", "--hub", str(root), "--at", stamp(now)]
    command += ["--archive", str(root / "archive"), "--github-api", github.base_url]
    run = subprocess.run(
        command, check=False, env=os.environ | {"GITHUB_TOKEN": "loopback"}, capture_output=True, text=True
    )
    print(stamp(now), run.stdout.strip() or run.stderr.strip(), sep="\n")


if __name__ == "__main__":
    main()
