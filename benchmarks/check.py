"""How long a check of a large hub takes, as ratios to merely parsing the same files.

    PYTHONPATH=tests python benchmarks/check.py --members 10000 --events 6000 --projects 500

The hub is the sample hub's own files over and over, so they are as long and as full as those that people write. Each
figure is the shortest wall time of whole processes that take turns, divided by that of one process which does no more
than read the files and parse their YAML with PyYAML's CSafeLoader. The last line is one JSON object; nothing is
asserted.

- `cold_vs_parse`: `folkmoot check`, which has nothing from an earlier run
- `cached_vs_parse`: the same once more, with nothing changed in between
- `changed_vs_parse`: `folkmoot check --changed-since HEAD` after one member's file was changed
- `diff_vs_parse`: `folkmoot diff HEAD` after the same change
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from support.grown_hub import grown_hub
from support.repositories import Repository

_PARSE = """
import pathlib, sys, yaml
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*")):
    if path.suffix in (".yml", ".md") and "archive" not in path.parts and ".git" not in path.parts:
        text = path.read_bytes()
        if path.suffix == ".md":
            text = text.split(b"---\\n", 2)[1] if text.startswith(b"---\\n") else b""
        yaml.load(text, yaml.CSafeLoader)
"""


def main() -> None:
    asked = argparse.ArgumentParser(description="Measure the check of a large invented hub.")
    asked.add_argument("--members", type=int, default=10_000)
    asked.add_argument("--events", type=int, default=6_000)
    asked.add_argument("--projects", type=int, default=500)
    asked.add_argument("--times", type=int, default=3, help="How often each is run; the shortest counts.")
    said = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        repository = Repository(Path(folder) / "repository")
        root = grown_hub(repository.path, said.members, said.events, said.projects)
        repository.commit()
        print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        member = min((root / "members").iterdir())
        member.write_text(member.read_text("utf-8").replace("name: ", "name: Edited "), "utf-8")
        print(json.dumps(_ratios(root, Path(folder) / "cache", said.times)))


def _ratios(root: Path, cache: Path, times: int) -> dict[str, float]:
    folkmoot = [sys.executable, "-m", "folkmoot"]
    commands = {
        "parse": [sys.executable, "-c", _PARSE, str(root)],
        "cold": [*folkmoot, "check", "--at", "2026-06-15T09:00:00+02:00"],
        "cached": [*folkmoot, "check", "--at", "2026-06-15T09:00:00+02:00"],
        "changed": [*folkmoot, "check", "--at", "2026-06-15T09:00:00+02:00", "--changed-since", "HEAD"],
        "diff": [*folkmoot, "diff", "HEAD"],
    }
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(times):
        shutil.rmtree(cache, ignore_errors=True)
        for name, command in commands.items():
            begun = time.perf_counter()
            subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL, env=environment)
            taken[name].append(time.perf_counter() - begun)
    best = {name: min(seconds) for name, seconds in taken.items()}
    for name, seconds in best.items():
        print(f"{name}: {seconds:.2f} s")
    return {f"{name}_vs_parse": round(best[name] / best["parse"], 2) for name in best if name != "parse"}


if __name__ == "__main__":
    main()
