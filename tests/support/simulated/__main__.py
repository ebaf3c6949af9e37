"""Writes a large invented community.

PYTHONPATH=tests python -m support.simulated --members 10000 --activities 1000000 FOLDER
"""

import argparse
from pathlib import Path

from support.simulated.big import big


def main() -> None:
    asked = argparse.ArgumentParser(description="Write a large invented community into FOLDER.")
    asked.add_argument("folder", type=Path)
    asked.add_argument("--members", type=int, default=10_000)
    asked.add_argument("--activities", type=int, default=1_000_000)
    said = asked.parse_args()
    made = big(said.members, said.activities, said.folder)
    print(f"{made.folder}: {made.activities:,} activities at {made.now:%Y-%m-%d} (--at)")


if __name__ == "__main__":
    main()
