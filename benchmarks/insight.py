"""How long a report over a large community takes: all metrics, and what it says of them.

    PYTHONPATH=tests python benchmarks/insight.py --members 10000 --activities 1000000

An invented community (support.simulated) is written twice, once with a tenth of the activities; `folkmoot report` runs
on each as a process of its own, from the first file that it reads to the last one that it writes; the fastest of
several runs counts. The last line is one JSON object; nothing is asserted.

- `seconds`: for all activities
- `peak_mb`: the memory that all of its processes took together at most (PSS)
- `growth_10x`: how many times as long as a tenth of the activities it took, of the same run
- `cpu`: how many seconds the processors were busy with it, whoever else was
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

from consumption import Used, used_by
from support.simulated.big import big


def main() -> None:
    asked = argparse.ArgumentParser(description="Measure how long a report over a large community takes.")
    asked.add_argument("--members", type=int, default=10_000)
    asked.add_argument("--activities", type=int, default=1_000_000)
    asked.add_argument("--times", type=int, default=3, help="How often each is measured; the shortest counts.")
    said = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sizes = {"a tenth": said.activities // 10, "all": said.activities}
        try:
            hubs = {name: big(said.members, number, Path(folder, name)) for name, number in sizes.items()}
        except ValueError as reason:
            asked.error(str(reason))
        print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        runs: dict[str, list[Used]] = {name: [] for name in hubs}
        for _ in range(said.times):
            for name, made in hubs.items():
                runs[name].append(_reported(made.folder, f"{made.now:%Y-%m-%d}", Path(folder, "report")))
    best = {name: min(found, key=lambda run: run.seconds) for name, found in runs.items()}
    for name, run in best.items():
        print(
            f"{sizes[name]:,} activities: {run.seconds:.2f} s, {run.cpu:.2f} s of the processors, {run.peak >> 20} MB"
        )
    every, tenth = best["all"], best["a tenth"]
    print(
        json.dumps(
            {
                "seconds": round(every.seconds, 2),
                "peak_mb": every.peak >> 20,
                "growth_10x": round(every.seconds / tenth.seconds, 2),
                "cpu": round(every.cpu, 2),
            }
        )
    )


def _reported(hub: Path, day: str, to: Path) -> Used:
    command = [sys.executable, "-m", "folkmoot", "report", "--period", "month", "--at", day, "--to", str(to)]
    run = used_by(command, hub)
    if run.status:
        raise SystemExit(f"the report ended with {run.status}:\n{run.said}")
    return run


if __name__ == "__main__":
    main()
