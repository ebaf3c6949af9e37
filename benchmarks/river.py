"""How long it takes to read a long archive and to render its river, in seconds.

    PYTHONPATH=tests python benchmarks/river.py --feeds 1000 --years 5

A process of its own reads the hub's files, which is not counted, then the archive, and renders the planet; the fastest
of several counts. The last line is one JSON object; nothing is asserted.

- `read_s`: the archive's lines into records, each of them checked
- `river_s`: what is shown of them, who wrote what, and the river's own page
- `read_and_river_s`: both together; `read_and_river_cpu_s`: what of it the processor took, whoever else was busy
- `pages_s`: all other pages of the planet: every month, author and language; `pages` is how many they are
- `warehouse_s`: the same lines once more as tables for the metrics
- `entries`, `archive_mb`, `peak_mb`: how large the archive is, and how much memory the process took at most
"""

import argparse
import datetime as dt
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from support.long_river import LAST_DAY, long_river


def main() -> None:
    asked = argparse.ArgumentParser(description="Measure how a long archive is read and its river rendered.")
    asked.add_argument("--feeds", type=int, default=1_000)
    asked.add_argument("--years", type=int, default=5)
    asked.add_argument("--times", type=int, default=3, help="How often it is measured; the shortest counts.")
    asked.add_argument("--hub", type=Path, help="A hub that support.long_river wrote, instead of a new one.")
    asked.add_argument("--once", type=Path, help=argparse.SUPPRESS)
    said = asked.parse_args()
    if said.once:
        print(json.dumps(_measured(said.once)))
        return
    with tempfile.TemporaryDirectory() as folder:
        hub = said.hub or long_river(Path(folder) / "hub", said.feeds, said.years)
        print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        runs = [_in_its_own_process(hub) for _ in range(said.times)]
    best = min(runs, key=lambda run: run["read_and_river_s"])
    for name, figure in best.items():
        print(f"{name}: {figure}")
    print(json.dumps(best))


def _in_its_own_process(hub: Path) -> dict[str, float]:
    told = subprocess.run([sys.executable, __file__, "--once", str(hub)], check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(told.stdout.splitlines()[-1])
    return found


def _measured(root: Path) -> dict[str, float]:
    from folkmoot.derive.seen import seen
    from folkmoot.load.archive import load_archive
    from folkmoot.load.hub import load_hub
    from folkmoot.load.warehouse import open_warehouse
    from folkmoot.model.hub import Hub
    from folkmoot.model.source import sources
    from folkmoot.render.canvas import Canvas
    from folkmoot.render.pages import planet

    community = load_hub(root)[0]
    now = LAST_DAY + dt.timedelta(days=1)
    archive = root / community.profile.archive_dir
    times, begun = [time.perf_counter()], time.process_time()
    harvest, problems = load_archive(archive, root)
    assert not problems, problems[0]
    times.append(time.perf_counter())
    shown = seen(community, harvest, now.date())
    hub = Hub(community, shown, now, now.date(), sources(community), {}, (), (), ())
    pages = planet.pages(Canvas(hub, "en"))
    next(pages)
    taken = time.process_time() - begun
    times.append(time.perf_counter())
    others = sum(1 for _ in pages)
    times.append(time.perf_counter())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    open_warehouse(archive).close()
    times.append(time.perf_counter())
    read, river, rest, warehouse = (round(end - begin, 2) for begin, end in pairwise(times))
    size = sum(path.stat().st_size for path in archive.rglob("*.jsonl"))
    return {
        "entries": len(harvest.entries),
        "archive_mb": size // 1_000_000,
        "peak_mb": peak,
        "pages": others + 1,
        "pages_s": rest,
        "warehouse_s": warehouse,
        "read_s": read,
        "river_s": river,
        "read_and_river_cpu_s": round(taken, 2),
        "read_and_river_s": round(times[2] - times[0], 2),
    }


if __name__ == "__main__":
    main()
