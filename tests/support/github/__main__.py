"""`make github`: a GitHub on loopback until Ctrl-C, for whoever works on what asks it, or wants to see it asked."""

import argparse
import json
import time
from pathlib import Path
from typing import Any

import yaml

from support.github.large import large
from support.github.scenario import read_scenario
from support.github.schema import missing_schema
from support.github.server import GITHUB_TOKEN_POINTS, github_on_loopback


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m support.github", description=__doc__)
    asked.add_argument(
        "--scenario", default="sample", help="a name in tests/support/github/scenarios, a path, or large"
    )
    asked.add_argument("--port", type=int, default=8010, help="where to answer; 0 takes any that is free")
    asked.add_argument("--at", default="", help="the moment at which to look at the scenario, such as 2026-06-01")
    asked.add_argument("--points", type=int, default=GITHUB_TOKEN_POINTS, help="what may be spent in an hour")
    options = asked.parse_args()
    if missing := missing_schema():
        raise SystemExit(missing)
    try:
        serve(options)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise SystemExit(f"The GitHub on loopback did not start: {error}") from None


def serve(options: argparse.Namespace) -> None:
    """Answers until Ctrl-C, and then says what was asked."""
    told: str | Path | dict[str, Any] = options.scenario
    if options.scenario == "large":
        told = large()
    elif options.scenario.endswith((".yml", ".yaml")):
        told = Path(options.scenario)
    world = read_scenario(told)
    with github_on_loopback(options.port, clock=time.time) as github:
        github.holds(world)
        github.points_an_hour(options.points)
        if options.at:
            github.at = options.at
        names = ", ".join(one.full_name for one in github.world.repositories)
        print(f"A GitHub with {names}, as on {github.at}, until Ctrl-C. In another terminal, from the checkout:")
        print(f"    GITHUB_TOKEN=any .venv/bin/folkmoot collect --github-api {github.base_url} \\")
        print("        --only discussions --only issues --archive build/archive")
        print(f"What was asked and what it cost: {github.base_url}/_accounting", flush=True)
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            print(json.dumps(github.accounting.summary()))


if __name__ == "__main__":
    main()
